"""Many articles in one request: each gets its record, or what was wrong with it, in its place."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from pydantic_core import from_json

from pipeline.formats.articles import Article
from pipeline.schema import Record
from pipeline.service.body import read_json
from pipeline.service.limits import Limits
from pipeline.service.problems import Refused, faults
from pipeline.service.submitted import SubmittedArticle, too_long
from pipeline.service.workshop import Busy, Workshop

JSON = "application/json"
LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines")


class Failure(BaseModel):
    """Why an article of a batch has no record."""

    id: str | None = Field(None, description="the id that it was submitted with")
    where: str = Field(description="the place in the request: `body[3].text` is the fourth article's text; in JSONL `line 4.text`")
    what: str


class Failed(BaseModel):
    """What stands in the place of such an article's record."""

    error: Failure


#: An article of the batch, or what is wrong with it, and where it stands.
Entry = tuple[str, SubmittedArticle | Failed]


def read(kind: str, body: bytes, limits: Limits) -> list[Entry]:
    """What ``body``, of the media type ``kind``, holds. Raises :class:`Refused` for what is no batch."""
    if kind == JSON:
        whole = read_json(body)
        if not isinstance(whole, list):
            raise Refused.at("body", "not a list of articles")
        entries = [_entry(f"body[{n}]", item, limits) for n, item in enumerate(whole[: limits.batch + 1])]
    elif kind in LINES:
        entries = list(_lines(body, limits))
    else:
        raise Refused(415, f"the body must be {JSON} (a list of articles) or {LINES[0]} (one article a line)")
    if len(entries) > limits.batch:
        raise Refused.at("body", f"more than {limits.batch} articles", 413)
    return entries


def _lines(body: bytes, limits: Limits) -> Iterator[Entry]:
    lines = [(f"line {number}", line) for number, line in enumerate(body.split(b"\n"), 1) if line.strip()]
    for where, line in lines[: limits.batch + 1]:
        try:
            item = from_json(line, allow_inf_nan=False)
        except ValueError as error:
            yield where, _failed(None, where, f"not JSON: {error}".replace(" at line 1 column ", " at column "))
        else:
            yield _entry(where, item, limits)


def _entry(where: str, item: Any, limits: Limits) -> Entry:
    try:
        submitted = SubmittedArticle.model_validate(item)
    except ValidationError as error:
        found = faults(error.errors(include_input=False), where)
        ident = item.get("id") if isinstance(item, dict) else None
        what = "; ".join([found[0].what, *(f"{fault.where}: {fault.what}" for fault in found[1:])])
        return where, _failed(ident if isinstance(ident, str) else None, found[0].where, what)
    long = too_long(submitted, limits)
    return where, _failed(submitted.id, f"{where}.text", long) if long else submitted


def _failed(ident: str | None, where: str, what: str) -> Failed:
    return Failed(error=Failure(id=ident, where=where, what=what))


def named(entries: list[Entry]) -> list[tuple[str, SubmittedArticle, Article] | Failed]:
    """The entries with their articles, whose ids are unique: an article without one is named by its number, from 1; one that has that of an
    earlier article fails.
    """
    given = {submitted.id for _, submitted in entries if isinstance(submitted, SubmittedArticle)}
    seen: dict[str, str] = {}
    out: list[tuple[str, SubmittedArticle, Article] | Failed] = []
    for number, (where, submitted) in enumerate(entries, 1):
        if isinstance(submitted, Failed):
            out.append(submitted)
            continue
        ident = str(number)
        while ident in given:
            ident += "_"
        article = submitted.article(ident)
        if article.id in seen:
            out.append(_failed(article.id, f"{where}.id", f"the id is that of {seen[article.id]} already"))
        else:
            seen[article.id] = where
            out.append((where, submitted, article))
    return out


async def extract(entries: list[Entry], workshop: Workshop, timeout: float) -> list[Record | Failed]:
    """One answer for each entry. Articles whose turn has not come after ``timeout`` seconds fail."""
    begin_by = time.monotonic() + timeout
    answers: dict[int, Record | Failed] = {}
    todo = iter(list(enumerate(named(entries))))

    async def work() -> None:
        for place, item in todo:
            answers[place] = item if isinstance(item, Failed) else await answer(*item)

    async def answer(where: str, submitted: SubmittedArticle, article: Article) -> Record | Failed:
        try:
            result = await workshop.analyse(article, begin_by)
        except Busy as error:
            return _failed(submitted.id, where, str(error))
        return submitted.finish(result) if isinstance(result, Record) else _failed(submitted.id, where, result.what)

    await asyncio.gather(*(work() for _ in range(workshop.jobs)))
    return [answers[place] for place in range(len(entries))]
