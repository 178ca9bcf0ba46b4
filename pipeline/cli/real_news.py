"""The columns of the evaluate command that are measured on real news, rebuilt from the user's KIND."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import typer

from pipeline.cli.app import fail
from pipeline.cli.standing_off import load_standoff, rebuilt
from pipeline.evaluation import Evaluation, as_json
from pipeline.evaluation import evaluate as measure
from pipeline.schema import Record


class News(NamedTuple):
    """Real news to measure on. ``golds``: the key in JSON → the heading of its column and the gold records; the first is the one to
    report, a second the gold before its corrections. ``texts``: by record id. ``bad``: something could not be read or rebuilt.
    """

    golds: dict[str, tuple[str, list[Record]]]
    texts: dict[str, str]
    standoff: Path
    corrections: int
    bad: bool


def load_news(kind: Path, standoff: Path, original: bool) -> News:
    """The real news that can be rebuilt from the folder ``kind``; what cannot is reported. Stops where none can."""
    loaded = load_standoff(standoff)
    documents, bad = rebuilt(loaded.original if original else loaded.corrected, kind)
    if not documents:
        raise fail(f"{standoff}: none of its articles could be rebuilt from {kind}")
    golds = {"real_news": ("news, uncorrected" if original else "real news", [d.record for d in documents])}
    if loaded.corrections and not original:
        before, _ = rebuilt(loaded.original, kind, quiet=True)
        golds["real_news_original"] = ("news, uncorrected", [d.record for d in before])
    return News(golds, {d.record.id: d.text for d in documents}, standoff, 0 if original else loaded.corrections, bad or loaded.bad)


def split_output(output: list[Record], news: News) -> tuple[list[Record], list[Record]]:
    """The records of other articles, and those of the real news."""
    return [r for r in output if r.id not in news.texts], [r for r in output if r.id in news.texts]


def measure_news(news: News, output: list[Record]) -> tuple[Evaluation, dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """The evaluation on the gold to report; the scores of each gold by the heading of its column, and by its key in JSON."""
    columns, data, evaluations = {}, {}, []
    for key, (heading, records) in news.golds.items():
        evaluations.append(measure(records, output))
        corrections = 0 if "original" in key else news.corrections
        data[key] = columns[heading] = as_json(evaluations[-1], gold_file=str(news.standoff), corrections=corrections)
    if news.corrections:
        typer.echo(f"real news: {news.corrections} corrections of the gold; --original leaves them out", err=True)
    return evaluations[0], columns, data
