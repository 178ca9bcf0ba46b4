"""The columns, and the rows of a record. Offsets are code points into the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pipeline.confidence import confidence
from pipeline.formats.speakers import Speakers
from pipeline.schema import Record

Type = Literal["string", "integer", "number", "boolean", "date", "spans", "strings"]
Row = dict[str, Any]
#: What the input said of an article and readers of tables look for; the whole of ``meta`` stands in its own column.
FROM_META = ("url", "author", "sitename", "section")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``spans`` is a list of ``{"start", "end", "text"}``, ``strings`` a list of strings. ``of_triple``: empty in the row of an
    article without triples.
    """

    name: str
    type: Type
    meaning: str
    of_triple: bool = True


COLUMNS: tuple[Column, ...] = (
    Column("article_id", "string", "the record's id", False),
    Column("source", "string", "the file that the article was read from", False),
    Column("title", "string", "the headline", False),
    Column("published", "string", "the date, as the input has it", False),
    Column("date", "date", "that date, where it begins as an ISO date (2024-05-03…)", False),
    Column("url", "string", "`meta.url`", False),
    Column("author", "string", "`meta.author`; several are joined by `; `", False),
    Column("sitename", "string", "`meta.sitename`", False),
    Column("section", "string", "`meta.section`", False),
    Column("meta", "string", "all of `meta`, as JSON", False),
    Column("text_sha256", "string", "SHA-256 of the article's text", False),
    Column("producer", "string", "the program that made the triples, with its version; empty for gold", False),
    Column("model", "string", "the spaCy model, with its version", False),
    Column("triple_id", "integer", "the triple's number in its article; empty in the row of an article without triples"),
    Column("kind", "string", "direct, indirect, mixed or position"),
    Column("stance", "string", "support, oppose, doubt or neutral"),
    Column("hearsay", "boolean", "reported in the journalistic conditional"),
    Column("nested_in", "integer", "the triple in whose claim this one lies"),
    Column("optional", "boolean", "in gold: counts neither way"),
    Column("speaker", "string", "the speaker's name, resolved across the article"),
    Column("speaker_key", "string", "the same for one speaker in every article: `PER:marta lodi`"),
    Column("speaker_label", "string", "PER, ORG, LOC or empty"),
    Column("speaker_aliases", "strings", "other names of the speaker in this article"),
    Column("implicit", "boolean", "a dropped subject: no mention"),
    Column("mention", "string", "the speaker's mention beside the cue"),
    Column("mention_start", "integer", "its first code point"),
    Column("mention_end", "integer", "the code point after its last"),
    Column("cue", "string", "the words that attribute"),
    Column("cue_start", "integer", ""),
    Column("cue_end", "integer", ""),
    Column("claim", "string", "the claim; its spans are joined by one space"),
    Column("claim_start", "integer", "where its first span starts"),
    Column("claim_end", "integer", "where its last span ends"),
    Column("claim_spans", "spans", "its spans: start, end, text"),
    Column("sentence", "string", "the sentences around the claim, where they were asked for"),
    Column("sentence_start", "integer", ""),
    Column("sentence_end", "integer", ""),
    Column("rule", "string", "the rule that made the triple"),
    Column("confidence", "number", "how likely Chidice's triple is right, 0 to 1; empty for gold and other producers"),
)
NAMES = tuple(column.name for column in COLUMNS)


def rows(record: Record, speakers: Speakers | None = None, empty: bool = True) -> Iterator[Row]:
    """Yield the rows of a record, each with all :data:`COLUMNS`. A record without triples has one row, whose columns of a triple are
    None, or none at all without ``empty``.
    """
    head = article(record)
    blank: Row = dict.fromkeys(NAMES)
    if not record.triples and empty:
        yield blank | head
    speakers = speakers or Speakers()
    for triple in record.triples:
        sure = round(confidence(triple), 3) if triple.rule is not None else None
        yield blank | head | _triple(triple.model_dump()) | {"speaker_key": speakers.key(triple.speaker), "confidence": sure}


def rows_of(records: Iterable[Any], speakers: Speakers | None = None, empty: bool = False) -> list[Row]:
    """The rows of many :class:`~pipeline.schema.Record`; spaCy docs that the pipeline has been through stand for records that only
    have triples and, as id, their place (from 0).
    """
    out: list[Row] = []
    for number, item in enumerate(records):
        record = item if isinstance(item, Record) else Record(id=str(number), triples=item._.triples)
        out += rows(record, speakers, empty)
    return out


def article(record: Record) -> Row:
    """The columns that say which article it is."""
    meta, made = record.meta or {}, record.producer
    return {
        "article_id": record.id, "source": record.source, "title": record.title, "published": record.published, "date": _date(record.published),
        **{name: _text(meta.get(name)) for name in FROM_META}, "meta": _json(meta) if meta else None, "text_sha256": record.text_sha256,
        "producer": f"{made.name} {made.version}" if made else None,
        "model": " ".join(part for part in (made.model, made.model_version) if part) or None if made else None,
    }  # fmt: skip


def _triple(data: dict[str, Any]) -> Row:
    speaker, spans = data["speaker"], data["claim"]["spans"]
    row: Row = {name: data[name] for name in ("kind", "stance", "hearsay", "nested_in", "optional", "rule")}
    row |= {
        "triple_id": data["id"], "speaker": speaker["name"], "speaker_label": speaker["label"], "speaker_aliases": list(speaker["aliases"]), "implicit": speaker["implicit"],
        "claim": data["claim"]["text"], "claim_start": spans[0]["start"], "claim_end": spans[-1]["end"],
        "claim_spans": [{name: span[name] for name in ("start", "end", "text")} for span in spans],
    }  # fmt: skip
    # the sentence is a field that records have only where the user asked for it
    for name, span in (("mention", speaker["mention"]), ("cue", data["cue"]), ("sentence", data.get("sentence"))):
        if span is not None:
            row |= {name: span["text"], f"{name}_start": span["start"], f"{name}_end": span["end"]}
    return row


def _date(published: str | None) -> date | None:
    match = re.match(r"\d{4}-\d\d-\d\d(?!\d)", published or "", re.A)
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
