"""Rules for interviews: the answers are claims of the person interviewed, the questions are nobody's.

Turns are told by marks (*D.* / *R.*, *Domanda:*, initials or names before a colon) or, where there are none, by paragraphs that
are questions and alternate with answers.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.components.analysis import Analysis, Attribution
from pipeline.components.claims.trimming import trim
from pipeline.components.syntax import Syntax

ANSWER = re.compile(r"[ \t]*(?:R|A|RISPOSTA|Risposta)[ \t]*[.:)–—-]+[ \t]*")
QUESTION = re.compile(r"[ \t]*(?:D|Q|DOMANDA|Domanda)[ \t]*[.:)–—-]+[ \t]*")
PARAGRAPH = re.compile(r"[^\n]+")
MIN_TURNS = 3
MAX_QUESTION = 400


def answers(text: str) -> list[tuple[int, int]]:
    """Code points of the answers of an interview, paragraph by paragraph; empty for any other article."""
    if len(_openings(QUESTION, text)) >= MIN_TURNS and len(behind := _openings(ANSWER, text)) >= MIN_TURNS:
        return [(place, _paragraph_end(text, place)) for place in behind]
    paragraphs = [(m.start(), m.end()) for m in PARAGRAPH.finditer(text) if m[0].strip()]
    questions = _asked(text, paragraphs)
    if len(questions) < MIN_TURNS:
        return []
    out = []
    for k, after in zip(questions, [*questions[1:], min(questions[-1] + 2, len(paragraphs))], strict=True):
        out += paragraphs[k + 1 : after]
    # prose between turns is long and has nobody asking: a question must follow or precede each answer closely
    return out if len(out) >= MIN_TURNS and len(questions) * 3 >= len(out) else []


def _asked(text: str, paragraphs: list[tuple[int, int]]) -> list[int]:
    """Which paragraphs are the interviewer's: those that end in a question mark, and, where these are every other one, what stands in
    their place between them (*L'assessore però dice che i numeri sono nella media.*).
    """
    asked = [k for k, (a, b) in enumerate(paragraphs) if text[a:b].rstrip(" »”\"").endswith("?") and b - a < MAX_QUESTION]
    asked = [k for k in asked if k - 1 not in asked]  # *Moltissima. E lei?* is an answer
    if len(asked) < MIN_TURNS:
        return asked
    turn = Counter(k % 2 for k in asked).most_common(1)[0]
    if turn[1] < 0.8 * len(asked) or (turn[1] < 5 and turn[1] < len(asked)):
        return asked
    places = [k for k in range(min(asked), max(asked) + 1) if k % 2 == turn[0] and paragraphs[k][1] - paragraphs[k][0] < MAX_QUESTION]
    return places if len(asked) >= 0.6 * len(places) else asked


def questions(text: str) -> list[tuple[int, int]]:
    """Code points of the questions, marked (*D. …*) or told by their place among the answers."""
    marked = _openings(QUESTION, text)
    if not marked:
        paragraphs = [(m.start(), m.end()) for m in PARAGRAPH.finditer(text) if m[0].strip()]
        return [paragraphs[k] for k in _asked(text, paragraphs)]
    return [(place, _paragraph_end(text, place)) for place in marked]


def _openings(mark: re.Pattern[str], text: str) -> list[int]:
    """Where the lines that open with ``mark`` go on behind it. Tried at the lines' heads alone: a search would stop at every character."""
    heads, head = [], 0
    while True:
        if (match := mark.match(text, head)) is not None:
            heads.append(match.end())
        head = text.find("\n", head) + 1
        if not head:
            return heads


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def interviewee(syntax: Syntax) -> tuple[int, int] | None:
    """Tokens of the name of the person interviewed: the one that the article names most before the first question."""
    names: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for ent in syntax.doc.ents:
        words = ent.text.split()
        surname = words[-1].lower()
        if ent.label_ == "PER" and len(words) in (2, 3) and all(w[:1].isupper() and len(w) > 2 for w in words) and not ent.text.isupper():
            first.setdefault(surname, (ent.start, ent.end))
        names[surname] += 1
    best = max(first, key=lambda s: (names[s], -first[s][0]), default=None)
    return first[best] if best is not None else None


def interview(syntax: Syntax, analysis: Analysis) -> None:
    """Replace what was found inside the turns of an interview by its answers, one claim a paragraph."""
    spans = answers(syntax.text)
    who = interviewee(syntax) if spans else None
    if not spans or who is None:
        return
    made = []
    for start, end in spans:
        a, b = trim(syntax.text, start, end)
        if b <= a:
            continue
        quoted = any(q.outer_start <= a and b <= q.outer_end for q in syntax.quotations)
        attribution = Attribution("interview-answer", "direct" if quoted else "indirect", [(a, b)], "quote")
        attribution.implicit, attribution.referent = True, who
        made.append(attribution)
    turns = [s for a in made for s in a.claim] + questions(syntax.text)
    made += _in_heading(syntax, min(start for start, _ in turns), who)
    turns += [s for a in made if a.rule == "headline-quote" for s in a.claim]
    analysis.attributions = [a for a in analysis.attributions if not any(x < a.end and a.start < y for x, y in turns)] + made


def _in_heading(syntax: Syntax, first: int, who: tuple[int, int]) -> list[Attribution]:
    """The quotations that are lines of their own above the first turn: *«Ho smesso di fare la brava»*."""
    made = []
    for q in syntax.quotations:
        alone = syntax.text[: q.outer_start].rstrip(" ")[-1:] in ("", "\n") and syntax.text[q.outer_end :].lstrip(" .")[:1] in ("", "\n")
        if q.outer_end < first and alone and len(syntax.text[q.start : q.end].split()) > 2:
            attribution = Attribution("headline-quote", "direct", [(q.start, q.end)], "quote")
            attribution.implicit, attribution.referent = True, who
            made.append(attribution)
    return made
