"""An article as it is submitted, and its record as it is answered."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import to_json

from pipeline.confidence import confident
from pipeline.formats.articles import Article
from pipeline.schema import Record
from pipeline.service.examples import ARTICLE
from pipeline.service.limits import Limits


def _is_a_text(text: str) -> str:
    if "\0" in text:
        at = text.index("\0")
        raise ValueError(f"a NUL at character {at} (line {text.count(chr(10), 0, at) + 1}): not a text")
    if not text.strip():
        raise ValueError("empty")
    return text


def _can_be_written(meta: dict[str, Any]) -> dict[str, Any]:
    try:
        to_json(meta)
    except ValueError:  # half characters, or lists in lists in lists
        raise ValueError("no JSON that can be written again: half a character (a lone surrogate), or nested too deeply") from None
    return meta


class SubmittedArticle(BaseModel):
    """One article, and what is wanted of it."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [ARTICLE]})

    text: Annotated[str, AfterValidator(_is_a_text)] = Field(
        description="the article, exactly as offsets are to be counted in; neither empty nor only white space",
        json_schema_extra={"pattern": r"^[^\u0000]*\S[^\u0000]*$"},
    )
    id: str | None = Field(None, min_length=1, description="the id of its record; left out: `article`, in a batch its number, from 1")
    title: str | None = Field(None, description="the headline; left out: a first line that is set apart in the text")
    published: str | None = Field(None, description="when it was published, as it is to stand in the record")
    meta: Annotated[dict[str, Any], AfterValidator(_can_be_written)] | None = Field(None, description="what else is known of it: comes back in the record")
    min_confidence: float = Field(0.0, ge=0.0, le=1.0, description="leave out triples that are less likely right than this")
    with_text: bool = Field(False, description="repeat the text in the record")

    def article(self, ident: str) -> Article:
        """The article to be analysed, under the id ``ident`` where it has none of its own."""
        return Article(self.id or ident, self.id or ident, self.text)

    def finish(self, record: Record) -> Record:
        """Its ``record`` as it was asked for."""
        known = {"source": None, "published": self.published, "meta": self.meta, "text": self.text if self.with_text else None}
        record = record.model_copy(update=known | ({"title": self.title} if self.title is not None else {}))
        return confident(record, self.min_confidence) if self.min_confidence else record


def too_long(submitted: SubmittedArticle, limits: Limits) -> str | None:
    """What is wrong with the length of its text."""
    size = len(submitted.text)
    return f"{size} characters; the limit is {limits.characters}" if size > limits.characters else None
