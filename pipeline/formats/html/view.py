"""What the page shows of an article: its text cut where marks begin and end, and its triples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.formats.documents import Document
from pipeline.formats.jsonld.names import web_address
from pipeline.formats.rows.columns import article as columns_of
from pipeline.formats.speakers import Speakers
from pipeline.schema import Triple


@dataclass(frozen=True, slots=True)
class Mark:
    """Code points ``start`` to ``end`` of the article, and the triple that they belong to. ``first``: the claim begins here."""

    start: int
    end: int
    role: Literal["claim", "cue", "mention"]
    triple: Triple
    first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which no mark begins or ends: the roles it has, the stance of the shortest claim around it (None outside
    claims), the triples that claim it, the claims and the mentions that begin with it.
    """

    text: str
    roles: tuple[str, ...] = ()
    stance: str | None = None
    triples: tuple[int, ...] = ()
    claims: tuple[Triple, ...] = ()
    mentions: tuple[Triple, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """An article of the page. ``facts``: what is known of it, in a line. ``keys``: speaker keys by triple."""

    number: int
    title: str
    ident: str
    facts: tuple[str, ...]
    url: str | None
    pieces: tuple[Piece, ...]
    triples: tuple[Triple, ...]
    keys: dict[int, str]


def view(document: Document, number: int, speakers: Speakers) -> View:
    """The view of a document, the ``number``-th of the page."""
    record, columns = document.record, columns_of(document.record)
    return View(
        number=number, title=record.title or record.id, ident=record.id,
        facts=tuple(f for f in (columns["published"], columns["sitename"], columns["author"], columns["section"]) if f), url=web_address(columns["url"]),
        pieces=tuple(cut(document.text, list(_marks(record.triples)))), triples=tuple(record.triples), keys={t.id: speakers.key(t.speaker) for t in record.triples},
    )  # fmt: skip


def _marks(triples: list[Triple]) -> Iterator[Mark]:
    for triple in triples:
        for n, span in enumerate(triple.claim.spans):
            yield Mark(span.start, span.end, "claim", triple, n == 0)
        if triple.cue is not None:
            yield Mark(triple.cue.start, triple.cue.end, "cue", triple)
        if (mention := triple.speaker.mention) is not None:
            yield Mark(mention.start, mention.end, "mention", triple)


def cut(text: str, marks: list[Mark]) -> Iterator[Piece]:
    """``text`` in pieces; joined they are the text again. Time grows with the pieces and the marks around each, not with their product."""
    edges = sorted({0, len(text), *(e for m in marks for e in (m.start, m.end))})
    coming = sorted(marks, key=lambda m: (-m.start, m.triple.id))
    here: list[Mark] = []
    for left, right in pairwise(edges):
        here = [m for m in here if m.end > left]
        while coming and coming[-1].start == left:
            here.append(coming.pop())
        claims = sorted((m for m in here if m.role == "claim"), key=lambda m: m.end - m.start)
        starting = sorted((m for m in here if m.start == left), key=lambda m: m.triple.id)
        yield Piece(
            text[left:right],
            roles=tuple(dict.fromkeys(m.role for m in here)),
            stance=claims[0].triple.stance if claims else None,
            triples=tuple(sorted({m.triple.id for m in claims})),
            claims=tuple(m.triple for m in starting if m.first),
            mentions=tuple(m.triple for m in starting if m.role == "mention"),
        )
