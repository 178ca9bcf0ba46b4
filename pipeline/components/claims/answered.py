"""Interviews told in quotations: *Quanto tempo? «Quattro minuti al massimo». E dopo? «Dopo è tardi».*

The questions stand without marks and are nobody's; the quotations behind them are the answers of the person interviewed.
"""

from __future__ import annotations

from collections import Counter

from pipeline.components.analysis import Analysis, Attribution
from pipeline.components.claims.quoted import Place, claim_of, places
from pipeline.components.syntax import Syntax
from pipeline.components.syntax.bylines import in_byline

ASKED = ("?", "...", "…")
#: How many questions make an interview, and how long (code points) what stands between two answers may be.
MIN_ANSWERS = 3
MAX_BETWEEN = 700


def quoted_answers(syntax: Syntax, analysis: Analysis) -> None:
    """Give the quotations behind unquoted questions to the person interviewed, and take away what was found in the questions."""
    row = [p for p in places(syntax) if p.words > 0]
    behind = [p for p in row if _answers(syntax, p)]
    if sum(_before(syntax, p) == "?" for p in behind) < MIN_ANSWERS:
        return
    first = behind[0].quotation.outer_start  # later turns may hold more than the question: Ministro, che fa? Gli studenti protestano. «…»
    behind = [p for k, p in enumerate(row) if p in behind or (p.quotation.outer_start > first and _alone(syntax, p) and "?" in syntax.text[row[k - 1].quotation.outer_end : p.quotation.outer_start])]
    asked: list[tuple[int, int]] = []
    for place in behind:
        earlier = [p.quotation.outer_end for p in row if p.quotation.outer_end <= place.quotation.outer_start]
        begin, end = earlier[-1] if earlier else 0, place.quotation.outer_start
        if end - begin > MAX_BETWEEN or not earlier:
            begin = syntax.chars(*syntax.sentence(max(place.before - 1, 0)))[0]
        asked.append((begin, end))
    who = _interviewed(syntax, analysis, asked)
    if who is None:
        return
    made: list[Attribution] = []
    for place in behind:
        answer = Attribution("quoted-answer", "direct", claim_of(syntax, [place.quotation]), "quote")
        answer.implicit, answer.referent = True, who
        if answer.claim:
            made.append(answer)
    said = [s for a in made for s in a.claim]
    own = [a for a in analysis.attributions if a.cue is not None and any(_within(a, x, y) for x, y in said)]  # «…, spiega, …»: their cues stay
    answers = [a for a in made if not any(_within(o, *s) for o in own if o.frame == "quote" for s in a.claim)]
    analysis.attributions = [a for a in analysis.attributions if not any(x <= a.start < y for x, y in asked) and (a in own or not any(a.start < y and x < a.end for x, y in said))] + answers


def _within(attribution: Attribution, start: int, end: int) -> bool:
    return start <= attribution.start and attribution.end <= end


def _before(syntax: Syntax, place: Place) -> str:
    """The last token before the quotation, line breaks aside."""
    i = place.before
    while i > 0 and syntax.doc[i].is_space:
        i -= 1
    return syntax.doc[i].text if i >= 0 else ""


def _answers(syntax: Syntax, place: Place) -> bool:
    """Whether an unquoted question stands right before the quotation, and nothing that goes on with it behind."""
    return place.before >= 0 and _before(syntax, place).endswith(ASKED) and _alone(syntax, place)


def _alone(syntax: Syntax, place: Place) -> bool:
    """Whether the quotation opens like a sentence behind the end of one, and nothing goes on with it."""
    doc = syntax.doc
    if not syntax.text[place.quotation.start].isupper() or not _before(syntax, place).endswith((*ASKED, ".", "!")):
        return False
    after = doc[place.after] if place.after < len(doc) else None
    return after is None or after.text in (".", "«", "“", '"', "…", "...") or after.is_space or after.text[:1].isupper()


def _interviewed(syntax: Syntax, analysis: Analysis, asked: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Tokens of the name of the person who answers: whom the questions address, else who says most, else whom the opening names.

    ``asked``: code points of what stands before the answers, the first of them the article's opening.
    """
    doc = syntax.doc
    people = [e for e in doc.ents if e.label_ == "PER" and not syntax.quoted(e.start) and not in_byline(doc, e.start, e.end)]
    told: Counter[str] = Counter()
    for person in people:
        surname = person.text.split()[-1]
        if any(x <= doc[person.start].idx < y for x, y in asked) and _addressed(syntax, person.start, person.end):
            told[surname] += 3
    for attribution in analysis.attributions:
        if attribution.mention is not None and attribution.frame == "quote" and attribution.kind == "direct":
            named = next((e for e in people if attribution.mention[0] <= e.start < attribution.mention[1]), None)
            if named is not None:
                told[named.text.split()[-1]] += 1
    full = [e for e in people if len(e.text.split()) in (2, 3)]
    if told and told.most_common(1)[0][1] > 1:
        surname = told.most_common(1)[0][0]
        return next(((e.start, e.end) for e in (*full, *people) if e.text.split()[-1] == surname), None)
    opening = next((e for e in full if doc[e.start].idx < asked[0][1]), None) or next(iter(full), None)
    return (opening.start, opening.end) if opening is not None else None


def _addressed(syntax: Syntax, start: int, end: int) -> bool:
    """Whether the name is a vocative: *Onorevole Neri, qualcuno di voi…*; *…, ministro Neri?*"""
    doc = syntax.doc
    first = start
    while first > 0 and syntax.title(doc[first - 1]) is not None:
        first -= 1
    opens = first == 0 or doc[first - 1].is_punct or doc[first - 1].is_space
    return opens and (first < start or doc[first - 1].text in ('"', "»", "”", ".", "?")) and end < len(doc) and doc[end].text in (",", "?")
