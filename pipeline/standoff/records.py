"""The stand-off record: the gold triples of an article by offsets alone, and how to find its text in KIND or in a treebank.

A line of ``standoff.jsonl`` is one :class:`Article`. Offsets are Unicode code points into the article as :mod:`pipeline.standoff.kind`
or :mod:`pipeline.standoff.ud` joins it, half-open. Only gold's fields are kept: no producer, rule, title or other text of the article.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.schema import Kind, Label, Stance

SHA256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def _in_order(offsets: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= offsets[0] < offsets[1]:
        raise ValueError(f"not a span: {list(offsets)}")
    return offsets


#: [start, end] code points into the article.
Offsets = Annotated[tuple[int, int], AfterValidator(_in_order)]
#: A name: where it stands in the article, or itself where the article never has it in these words.
Name = Offsets | Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """Unknown fields and values of another type are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Speaker(Strict):
    """As :class:`pipeline.schema.Speaker`, its names and mention by offsets."""

    name: Name
    aliases: list[Name] = Field(default_factory=list)
    mention: Offsets | None = None
    implicit: bool = False
    label: Label | None = None


class Triple(Strict):
    """As :class:`pipeline.schema.Triple`, its spans by offsets; ``claim`` is the list of the claim's."""

    id: int = Field(ge=0)
    kind: Kind
    speaker: Speaker
    cue: Offsets | None = None
    claim: list[Offsets] = Field(min_length=1)
    stance: Stance
    hearsay: bool = False
    nested_in: int | None = None
    optional: bool = False


class Segment(Strict):
    """Which sentences of a file make the article ``id``, both ends included, from 0; ``headings`` are those among them that stand
    between empty lines, ``final_newline`` says that a line feed ends the text, and ``split`` what the article is for.
    """

    id: str = Field(min_length=1, pattern=r"^[\w.-]*\w[\w.-]*$")  # it becomes a file name
    first_sentence: int = Field(ge=0)
    last_sentence: int
    headings: list[int] = Field(default_factory=list)
    final_newline: bool = False
    split: Literal["dev", "test"] | None = None

    @model_validator(mode="after")
    def _check_range(self) -> Segment:
        if self.last_sentence < self.first_sentence:
            raise ValueError(f"sentences {self.first_sentence} to {self.last_sentence}: the last stands before the first")
        if outside := [h for h in self.headings if not self.first_sentence <= h <= self.last_sentence]:
            raise ValueError(f"headings outside of the article: {outside}")
        return self


class Article(Segment):
    """One article: ``file`` and ``file_sha256`` name the file that was annotated, ``text_sha256`` the text that the offsets count."""

    schema_version: Literal["standoff-1.0"] = "standoff-1.0"
    file: str = Field(min_length=1)
    file_sha256: SHA256
    text_sha256: SHA256
    triples: list[Triple] = Field(default_factory=list)

    @model_validator(mode="after")
    def _check_triples(self) -> Article:
        ids = [t.id for t in self.triples]
        if len(set(ids)) != len(ids):
            raise ValueError(f"triple ids are not unique: {ids}")
        for triple in self.triples:
            if triple.nested_in is not None and (triple.nested_in not in ids or triple.nested_in == triple.id):
                raise ValueError(f"triple {triple.id}: nested_in {triple.nested_in} is no other triple of this article")
        return self
