"""What the guidelines rule out, looked for in gold: spans that hold too much, names that the article does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.components.quotations.pairing import pair_marks
from pipeline.evaluation.names import normalise
from pipeline.evaluation.tokens import claim_words
from pipeline.schema import Record, Triple, misplaced

COMPLEMENTIZER = re.compile(r"^(?:che(?! cosa\b)|ch['’])\b", re.IGNORECASE)
OF_INFINITIVE = re.compile(r"^(?:di\s|d['’])\s?\w+(?:are|ere|ire|rre|ar|er|ir|arsi|ersi|irsi)\b", re.IGNORECASE)
QUESTION = re.compile(r"^se\s", re.IGNORECASE)
GOVERNED = re.compile(r"^(?:a|ad|di|da|con|su|per|contro)\s", re.IGNORECASE)
BEFORE_MENTION = re.compile(r"^(?:da|di|a|secondo|per|del|dello|della|dei|degli|delle|dal|dallo|dalla|dai|dagli|dalle|al|alla|ai|agli|alle|dell['’]|dall['’]|all['’])(?:\s|(?<=['’]))", re.IGNORECASE)
PRONOUNS = frozenset("lui lei egli ella essi esse loro che cui chi questi costui quest'ultimo quest'ultima io noi".split())
OPENING, CLOSING = "«“\"‘", "»”\"’"


class Problem(NamedTuple):
    """Something wrong (``error``), or worth a second look, in one triple; ``triple`` is None for the whole record."""

    article: str
    triple: int | None
    message: str
    error: bool = True

    def __str__(self) -> str:
        where = self.article + (f", triple {self.triple}" if self.triple is not None else "")
        return f"{where}: {self.message}" if self.error else f"{where}: perhaps {self.message}"


def check(record: Record, text: str) -> Iterator[Problem]:
    """Yield what in ``record`` breaks the guidelines, or may; ``text`` is the article as read."""
    for line in misplaced(record, text):
        yield Problem(record.id, None, line.removeprefix(f"{record.id}, ").removeprefix(f"{record.id}: "))
    quoted = [(q.start, q.end) for q in pair_marks(text)]
    words = _words(text)
    by_id = {t.id: t for t in record.triples}
    seen: dict[object, int] = {}
    for triple in record.triples:
        for message, error in (*_claim(triple, quoted), *_speaker(triple, words)):
            yield Problem(record.id, triple.id, message, error)
        key = (claim_words(triple), triple.speaker.name)
        if key in seen and not triple.optional:
            yield Problem(record.id, triple.id, f"the claim and speaker of triple {seen[key]} once more")
        seen[key] = triple.id
        if triple.nested_in is not None:
            outer = by_id[triple.nested_in]
            if not (outer.claim.spans[0].start <= triple.claim.spans[0].start and triple.claim.spans[-1].end <= outer.claim.spans[-1].end):
                yield Problem(record.id, triple.id, f"nested_in {triple.nested_in}, but the claim does not lie inside that one's")
            elif not triple.optional:
                yield Problem(record.id, triple.id, "nested and not optional")


def _claim(triple: Triple, quoted: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    text, spans = triple.claim.text, triple.claim.spans
    for span in spans:
        if span.text != span.text.strip():
            yield f"white space at the edge of «{_short(span.text)}»", True
        if span.text.strip()[:1] in OPENING and span.text.strip()[-1:] in CLOSING and not any(m in span.text.strip()[1:-1] for m in OPENING + CLOSING):
            yield f"outer quotation marks in «{_short(span.text)}»", triple.kind == "direct"
    last = spans[-1].text
    if last[-1:] in ",;:" or (last[-1:] == "." and not re.search(r"(\.\.\.|\b\w\.\w?\.?|\b[A-Z]\w{0,3}\.)$", last)):
        yield f"final punctuation in «…{last[-30:]}»", True
    inside = all(any(a <= s.start and s.end <= b for a, b in quoted) for s in spans)
    if triple.kind == "direct" and not inside:
        yield "direct, but not the whole claim stands in quotation marks", False
    if triple.kind == "indirect" and triple.cue is not None:
        if COMPLEMENTIZER.match(text):
            yield f"a complementizer opens «{_short(text)}»", True
        if OF_INFINITIVE.match(text):
            yield f"the preposition of an infinitive opens «{_short(text)}»", True
        if QUESTION.match(text) and triple.stance in ("neutral", "doubt"):
            yield f"*se* opens «{_short(text)}»", False
    if triple.kind == "position" and GOVERNED.match(text):
        yield f"a preposition that the cue governs opens «{_short(text)}»", False
    if triple.kind == "direct" and text.endswith("?") and not re.search(r"[.!;]\s", text) and triple.stance == "support":
        yield "a quotation that is only a question is neutral", False


def _speaker(triple: Triple, words: str) -> Iterator[tuple[str, bool]]:
    speaker = triple.speaker
    for name in (speaker.name, *speaker.aliases):
        # Coordinated speakers are one; a determiner or title may be the annotator's (*del Pdl* in the article, *il Pdl* as a name).
        if any(_words(part) not in words and _words(normalise(part)) not in words for part in name.split(" e ")):
            what = "name" if name == speaker.name else "alias"  # a singular for a plural, a name put together: an alias only widens what is right
            yield f"the {what} «{name}» does not stand in the article", name == speaker.name
        if name.lower().replace("’", "'") in PRONOUNS:
            yield f"the pronoun «{name}» as a name", True
    if speaker.mention is not None:
        if BEFORE_MENTION.match(speaker.mention.text) and speaker.mention.text not in (speaker.name, *speaker.aliases):  # Al Jazeera
            yield f"a preposition opens the mention «{speaker.mention.text}»", True
        if speaker.mention.text[-1] in ",;:":
            yield f"final punctuation in the mention «{speaker.mention.text}»", True


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
