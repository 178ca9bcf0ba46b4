"""From what a person marked in a tool back to a record: what is whole becomes triples, what is not is told and left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from pipeline.formats.articles import Problem
from pipeline.formats.documents import Document
from pipeline.formats.envelope import Envelope
from pipeline.schema import Claim, Producer, Record, Span, Speaker, Triple, sha256

Range = tuple[int, int]

UNKNOWN = Producer(name="unknown", version="unknown")


@dataclass(slots=True)
class Draft:
    """A triple as a tool has it: nothing checked yet. ``key`` names its claim in the tool's own file, for messages and for
    ``nested_in``; ``wrong`` is the first thing that keeps it from being a triple; offsets are code points.
    """

    key: str
    spans: list[Range] = field(default_factory=list)
    id: int | None = None
    kind: str | None = None
    stance: str | None = None
    name: str | None = None
    aliases: list[str] = field(default_factory=list)
    label: str | None = None
    implicit: bool = False
    mention: Range | None = None
    cue: Range | None = None
    hearsay: bool = False
    optional: bool = False
    nested_in: str | None = None
    rule: str | None = None
    guessed: bool = False
    wrong: str | None = None


def assemble(envelope: Envelope, text: str, drafts: list[Draft], source: str, checked: bool = False) -> Iterator[Document | Problem]:
    """The document that ``drafts`` make, after one problem for each that had to be left out.

    Triples keep their ids and their order; new ones come last, in text order. The record keeps its producer, so that a program's
    guesses are not taken for gold, unless ``checked``, or unless none of the claims is marked as a guess any more: then a person
    has been through them.
    """
    head = envelope.record
    if head.text_sha256 is not None and head.text_sha256 != sha256(text):
        yield Problem(source, f"{head.id}: the text is not that of the article (text_sha256 differs); a tool or a person has changed it")
        return
    place = {number: n for n, number in enumerate(envelope.order)}
    drafts = sorted(drafts, key=lambda d: (place.get(d.id, len(place)) if d.id is not None else len(place), min(d.spans, default=(0, 0))))
    ids = _ids(drafts, envelope.order)
    triples: dict[str, Triple] = {}
    for draft, number in zip(drafts, ids, strict=True):
        try:
            triples[draft.key] = _in_sentence(_triple(draft, number, text), envelope, text)
        except ValueError as error:
            yield Problem(source, f"{draft.key}: {first_line(error)}; the triple is left out")
    for draft in drafts:
        if draft.nested_in is None or draft.key not in triples:
            continue
        if draft.nested_in not in triples or draft.nested_in == draft.key:
            yield Problem(source, f"{draft.key}: nested in {draft.nested_in}, which is no other claim here; read as not nested")
        else:
            triples[draft.key] = triples[draft.key].model_copy(update={"nested_in": triples[draft.nested_in].id})
    update: dict[str, Any] = {"triples": list(triples.values()), "text": text if envelope.with_text else None}
    if checked or (drafts and not any(d.guessed for d in drafts)):
        update["producer"] = None
    yield Document(head.model_copy(update=update), text)


def unknown_document(ident: str, text: str, guessed: bool) -> Envelope:
    """The envelope of an article that somebody added in the tool. ``guessed``: its claims are marked as a program's."""
    return Envelope(record=Record(id=ident, text_sha256=sha256(text), producer=UNKNOWN if guessed else None))


def first_line(error: ValueError) -> str:
    """What is wrong, in one line, whoever raised it."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        return (f"{where}: " if where else "") + first["msg"].removeprefix("Value error, ")
    return " ".join(str(error).split()) or type(error).__name__


def _ids(drafts: list[Draft], known: list[int]) -> list[int]:
    """Ids of the drafts: their own, or, for new ones and for copies of a claim, fresh ones above all that were ever used."""
    fresh = max([-1, *known, *(d.id for d in drafts if d.id is not None)]) + 1
    out: list[int] = []
    for draft in drafts:
        if draft.id is not None and draft.id not in out:
            out.append(draft.id)
        else:
            out.append(fresh)
            fresh += 1
    return out


def _triple(draft: Draft, number: int, text: str) -> Triple:
    if draft.wrong is not None:
        raise ValueError(draft.wrong)
    if any(0xD800 <= ord(c) < 0xE000 for said in (draft.name or "", draft.rule or "", *draft.aliases) for c in said):
        raise ValueError("half a character (a lone surrogate) in a name: no text in UTF-8")
    for field_name in ("kind", "stance"):
        if getattr(draft, field_name) is None:
            raise ValueError(f"no {field_name}")
    mention = _span(text, draft.mention, "speaker") if draft.mention is not None else None
    name = draft.name or (mention.text if mention is not None else None)
    if name is None:
        raise ValueError("neither a speaker's name nor a mention of one")
    return Triple.model_validate(
        {
            "id": number,
            "kind": draft.kind,
            "stance": draft.stance,
            "speaker": Speaker.model_validate({"name": name, "aliases": draft.aliases, "mention": mention, "implicit": draft.implicit, "label": draft.label}),
            "cue": _span(text, draft.cue, "cue") if draft.cue is not None else None,
            "claim": Claim.of([_span(text, r, "claim") for r in sorted(draft.spans)]),
            "hearsay": draft.hearsay,
            "optional": draft.optional,
            "rule": draft.rule,
        }
    )


def _in_sentence(triple: Triple, envelope: Envelope, text: str) -> Triple:
    """``triple`` with the sentence that it had, unless its claim has been moved out of it."""
    start, end = envelope.sentences.get(triple.id, (0, 0))
    if not 0 <= start <= triple.claim.spans[0].start < triple.claim.spans[-1].end <= end <= len(text):
        return triple
    return triple.model_copy(update={"sentence": Span.of(text, start, end)})


def _span(text: str, place: Range, what: str) -> Span:
    start, end = place
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{what} {start}–{end} is no stretch of the article, which has {len(text)} characters")
    return Span.of(text, start, end)
