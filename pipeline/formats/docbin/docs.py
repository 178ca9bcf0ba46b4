"""A document as a spaCy Doc: the tokens of spaCy's Italian tokenizer, cut where a span begins or ends inside one."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.formats.documents import Document
from pipeline.schema import Span, Triple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: The span groups.
CLAIMS, CUES, MENTIONS = "claims", "cues", "mentions"
#: Where the whole record is kept in ``doc.user_data``, as JSON data; and the triples as ``doc._.triples`` reads them.
RECORD, TRIPLES = "chidice", "chidice_triples"


@cache
def italian() -> Language:
    """spaCy's blank Italian pipeline: its tokenizer."""
    import spacy

    return spacy.blank("it")


def to_doc(document: Document, nlp: Language) -> Doc:
    """The Doc of a document: its text is the article's. Spans are labelled (a claim with its stance, a cue with the triple's kind,
    a mention with the speaker's label) and have the triple's number as their ``id_``.
    """
    from spacy.tokens import Doc

    record = document.record
    spans = [s for t in record.triples for s in (*t.claim.spans, t.cue, t.speaker.mention) if s is not None]
    words, spaces = _tokens(document.text, nlp, {s.start for s in spans}, {s.end for s in spans})
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    groups: dict[str, list[Any]] = {CLAIMS: [], CUES: [], MENTIONS: []}
    for triple in record.triples:
        for name, span, label in _marks(triple):
            made = doc.char_span(span.start, span.end, label=label, span_id=str(triple.id))
            assert made is not None, "tokens begin and end where spans do"
            groups[name].append(made)
    for name, members in groups.items():
        doc.spans[name] = members
    doc.user_data[RECORD] = record.model_dump(mode="json")
    doc.user_data[TRIPLES] = [_plain(t) for t in record.triples]
    return doc


def _marks(triple: Triple) -> list[tuple[str, Span, str]]:
    marks: list[tuple[str, Span, str]] = [(CLAIMS, span, triple.stance) for span in triple.claim.spans]
    if triple.cue is not None:
        marks.append((CUES, triple.cue, triple.kind))
    if triple.speaker.mention is not None:
        marks.append((MENTIONS, triple.speaker.mention, triple.speaker.label or ""))
    return marks


def _tokens(text: str, nlp: Language, starts: set[int], ends: set[int]) -> tuple[list[str], list[bool]]:
    """Words, and whether a blank that is no token follows each. The blank is a token where a span begins or ends with it."""
    words: list[str] = []
    spaces: list[bool] = []
    edges = starts | ends
    for token in nlp.make_doc(text):
        start, end = token.idx, token.idx + len(token)
        cuts = [start, *(n for n in range(start + 1, end) if n in edges), end]
        blank = bool(token.whitespace_)
        apart = blank and (end in starts or end + 1 in ends)
        for left, right in pairwise(cuts):
            words.append(text[left:right])
            spaces.append(right == end and blank and not apart)
        if apart:
            words.append(text[end : end + 1])
            spaces.append(False)
    return words, spaces


def _plain(triple: Triple) -> dict[str, Any]:
    """The triple as the pipeline's last component leaves it in ``doc.user_data``."""
    speaker = triple.speaker

    def place(span: Span | None) -> list[int] | None:
        return [span.start, span.end] if span else None

    return {
        "id": triple.id, "kind": triple.kind, "name": speaker.name, "aliases": list(speaker.aliases), "label": speaker.label, "mention": place(speaker.mention),
        "implicit": speaker.implicit, "cue": place(triple.cue), "claim": [[s.start, s.end] for s in triple.claim.spans], "stance": triple.stance,
        "hearsay": triple.hearsay, "nested_in": triple.nested_in, "rule": triple.rule,
    }  # fmt: skip
