"""The columns of the evaluate command that are measured on real news, rebuilt from the user's copies of the corpora."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer

from pipeline.cli.app import fail
from pipeline.cli.standing_off import Standoff, load_standoff, rebuilt
from pipeline.evaluation import Evaluation, as_json
from pipeline.evaluation import evaluate as measure
from pipeline.formats.documents import Document
from pipeline.schema import Record
from pipeline.standoff.sources import is_treebank


class Column(NamedTuple):
    """Gold of real news to measure on: its key in JSON, the heading of its column, its records, the stand-off file they are from.
    ``corrections``: how many were made, where that is to be told; ``detailed``: errors and rules are shown (never of a test part);
    ``parts``: the keys of the columns that it is the sum of.
    """

    key: str
    heading: str
    records: list[Record]
    place: Path
    corrections: int | None = None
    detailed: bool = False
    parts: tuple[str, ...] = ()


class Measured(NamedTuple):
    """A column, what :func:`pipeline.evaluation.evaluate` says of it, and that as JSON."""

    column: Column
    evaluation: Evaluation
    scores: dict[str, Any]


class News(NamedTuple):
    """Real news to measure on. ``texts``: those of the columns' articles; ``ids``: all articles of the stand-off files, those that
    are not measured too; ``bad``: something could not be read or rebuilt.
    """

    columns: list[Column]
    texts: dict[str, str]
    ids: set[str]
    corrections: int
    bad: bool


def load_news(kind: Path, ud: Path | None, standoff: Sequence[Path] | None, original: bool, part: str = "dev") -> News:
    """The real news that can be rebuilt from the folders ``kind`` and ``ud``: articles without a split, and those of the split
    ``part``; what cannot is reported. Stops where none can.
    """
    loaded = load_standoff(standoff)
    articles = loaded.original if original else loaded.corrected
    columns: list[Column] = []
    documents: list[Document] = []
    bad = loaded.bad
    corrections = 0 if original else loaded.corrections
    if first := [a for a in articles if a.split is None]:
        found = rebuilt(first, kind, ud)
        bad = bad or found.bad
        documents += found.documents
        if found.documents:
            columns += _first(loaded, [d.record for d in found.documents], kind, ud, original)
    parts = []
    for name, wanted in (("Wikinews", False), ("newspapers", True)):
        chosen = [a for a in articles if a.split == part and is_treebank(a.file) == wanted]
        if not chosen:
            continue
        found = rebuilt(chosen, kind, ud)
        if found.absent:  # half a column would be no measure of the whole, and who has but one of the corpora did nothing wrong
            typer.echo(f"chidice: no column for the {name}, {part}: a file is not at hand", err=True)
            continue
        bad = bad or found.bad
        documents += found.documents
        parts.append(Column(f"second_{part}_{name.lower()}", f"{name}, {part}", [d.record for d in found.documents], loaded.places[chosen[0].id], detailed=part != "test"))
    columns += _second(parts, part)
    if not documents:
        raise fail(f"{', '.join(dict.fromkeys(map(str, loaded.places.values())))}: none of its articles could be rebuilt from {kind}")
    return News(columns, {d.record.id: d.text for d in documents}, {a.id for a in articles}, corrections, bad)


def _first(loaded: Standoff, records: list[Record], kind: Path, ud: Path | None, original: bool) -> list[Column]:
    """The column of the articles without a split, and one of their gold before the corrections, where there are some."""
    place = loaded.places[records[0].id]
    columns = [Column("real_news", "news, uncorrected" if original else "real news", records, place, 0 if original else loaded.corrections, detailed=True)]
    if loaded.corrections and not original:
        before = rebuilt([a for a in loaded.original if a.split is None], kind, ud, quiet=True).documents
        columns.append(Column("real_news_original", "news, uncorrected", [d.record for d in before], place, 0))
    return columns


def _second(parts: list[Column], part: str) -> list[Column]:
    """The columns of the articles from each source, and before them one of all where there are several sources."""
    if len(parts) < 2:
        return parts
    whole = Column(f"second_{part}", f"more news, {part}", [r for p in parts for r in p.records], parts[0].place, detailed=part != "test", parts=tuple(p.key for p in parts))
    return [whole, *(p._replace(detailed=False) for p in parts)]


def split_output(output: list[Record], news: News) -> tuple[list[Record], list[Record]]:
    """The records of other articles, and those of the real news that is measured."""
    return [r for r in output if r.id not in news.ids], [r for r in output if r.id in news.texts]


def measure_news(news: News, output: list[Record]) -> list[Measured]:
    """Every column measured; one of which the output has no record, or none of a part, is left out and told."""
    there = {r.id for r in output}
    missing = {c.key for c in news.columns if not there.intersection(r.id for r in c.records)}
    out = []
    for column in news.columns:
        if column.key in missing or missing.intersection(column.parts):
            typer.echo(f"chidice: no column {column.heading!r}: the output has no record of its articles", err=True)
            continue
        ids = {r.id for r in column.records}
        evaluation = measure(column.records, [r for r in output if r.id in ids])
        about = {} if column.corrections is None else {"corrections": column.corrections}
        out.append(Measured(column, evaluation, as_json(evaluation, gold_file=str(column.place), **about)))
    if news.corrections:
        typer.echo(f"real news: {news.corrections} corrections of the gold; --original leaves them out", err=True)
    return out
