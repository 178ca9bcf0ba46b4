"""The record: what ``extract`` writes, what gold holds, what other tools read.

One :class:`Record` per article, one JSON object per line. Extractor output and gold annotations share these models, so
that evaluation compares two files of one schema. Offsets are Unicode code points into the article exactly as read,
half-open, and always ``text[start:end] == span.text``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

SCHEMA_VERSION = "1.0"

Kind = Literal["direct", "indirect", "mixed", "position"]
Stance = Literal["support", "oppose", "doubt", "neutral"]
Label = Literal["PER", "ORG", "LOC"]

KINDS: tuple[Kind, ...] = ("direct", "indirect", "mixed", "position")
STANCES: tuple[Stance, ...] = ("support", "oppose", "doubt", "neutral")


class _Strict(BaseModel):
    """Unknown fields are errors, and so are values of another type (no ``"3"`` for 3)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Span(_Strict):
    """A stretch of the article: code points ``start`` to ``end`` (exclusive) and the text between them."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _check(self) -> Span:
        if self.end <= self.start:
            raise ValueError(f"an empty span: {self.start}–{self.end}")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"span {self.start}–{self.end} has {self.end - self.start} code points, its text {len(self.text)}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from code point ``start`` to ``end``."""
        return cls(start=start, end=end, text=text[start:end])


class Speaker(_Strict):
    """Who puts the claim forward: ``name`` in the whole article, ``mention`` next to the cue."""

    name: str = Field(min_length=1)
    aliases: list[str] = Field(default_factory=list)
    mention: Span | None = None
    implicit: bool = False
    label: Label | None = None

    @model_validator(mode="after")
    def _check(self) -> Speaker:
        if self.implicit and self.mention is not None:
            raise ValueError("a dropped subject (implicit) has no mention")
        return self


class Claim(_Strict):
    """What is put forward: one or more spans in text order; ``text`` is their texts joined by one space."""

    text: str
    spans: list[Span] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Claim:
        for left, right in zip(self.spans, self.spans[1:], strict=False):
            if right.start < left.end:
                raise ValueError(f"claim spans out of order or overlapping: {left.start}–{left.end}, {right.start}–{right.end}")
        if self.text != " ".join(span.text for span in self.spans):
            raise ValueError("claim.text is not its spans joined by one space")
        return self

    @classmethod
    def of(cls, spans: list[Span]) -> Claim:
        """The claim made of ``spans``."""
        return cls(text=" ".join(span.text for span in spans), spans=spans)


class Triple(_Strict):
    """Somebody (speaker) puts forward something (claim) and takes a side on it (stance). ``sentence``, the sentences in which the claim
    lies, is there only where the user asked for it.
    """

    id: int = Field(ge=0)
    kind: Kind
    speaker: Speaker
    cue: Span | None = None
    claim: Claim
    stance: Stance
    hearsay: bool = False
    nested_in: int | None = None
    optional: bool = False
    rule: str | None = None
    sentence: Span | None = None

    @model_validator(mode="after")
    def _check(self) -> Triple:
        spans = self.claim.spans
        if self.sentence is not None and not self.sentence.start <= spans[0].start < spans[-1].end <= self.sentence.end:
            raise ValueError(f"triple {self.id}: the claim lies outside its sentence {self.sentence.start}–{self.sentence.end}")
        return self

    @model_serializer(mode="wrap")
    def _leave_out_unused(self, handler: Any) -> dict[str, Any]:
        return _without_null(handler(self), "sentence")


class Producer(_Strict):
    """The program that wrote a record, and the spaCy model that it used."""

    name: str
    version: str
    model: str | None = None
    model_version: str | None = None


class Record(_Strict):
    """One article and its triples. ``text`` is there only where the user asked for it."""

    schema_version: str = SCHEMA_VERSION
    id: str = Field(min_length=1)
    source: str | None = None
    title: str | None = None
    published: str | None = None
    text_sha256: str | None = None
    producer: Producer | None = None
    meta: dict[str, Any] | None = None
    text: str | None = None
    triples: list[Triple] = Field(default_factory=list)

    @model_validator(mode="after")
    def _check(self) -> Record:
        if self.schema_version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            raise ValueError(f"schema version {self.schema_version}: this program reads {SCHEMA_VERSION.split('.')[0]}.x")
        ids = [t.id for t in self.triples]
        if len(set(ids)) != len(ids):
            raise ValueError(f"triple ids are not unique: {ids}")
        for triple in self.triples:
            if triple.nested_in is not None and (triple.nested_in not in ids or triple.nested_in == triple.id):
                raise ValueError(f"triple {triple.id}: nested_in {triple.nested_in} is no other triple of this article")
        if self.text is not None and (problems := list(misplaced(self, self.text))):
            raise ValueError(problems[0])
        return self

    @model_serializer(mode="wrap")
    def _leave_out_unused(self, handler: Any) -> dict[str, Any]:
        return _without_null(handler(self), "meta", "text")


def _without_null(data: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None or name not in names}


def sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal (lone surrogates kept as they are)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def misplaced(record: Record, text: str) -> Iterator[str]:
    """Yield one line for each thing in ``record`` that does not fit the article's ``text``."""
    if record.text_sha256 is not None and record.text_sha256 != sha256(text):
        yield f"{record.id}: the article is not the one that was annotated (text_sha256 differs)"
    for triple in record.triples:
        spans = [("claim", s) for s in triple.claim.spans]
        spans += [(name, s) for name, s in (("cue", triple.cue), ("mention", triple.speaker.mention), ("sentence", triple.sentence)) if s is not None]
        for name, span in spans:
            if text[span.start : span.end] != span.text:
                found = text[span.start : span.end]
                yield f"{record.id}, triple {triple.id}, {name} {span.start}–{span.end}: «{span.text}» stands as «{found}» in the article"


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a record as it is read."""
    schema = Record.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Chidice record", **{k: v for k, v in schema.items() if k != "title"}}
