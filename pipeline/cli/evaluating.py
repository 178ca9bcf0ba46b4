"""The evaluate and compare commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pipeline.cli.app import fail
from pipeline.evaluation import (
    EvaluationError,
    as_json,
    below_floor,
    changes,
    error_list,
    load_records,
    load_texts,
    paired,
    render,
    render_changes,
    render_columns,
    render_errors,
    render_rules,
)
from pipeline.evaluation import evaluate as measure
from pipeline.schema import Record

if TYPE_CHECKING:
    from pipeline.cli.real_news import News


def read_records(path: Path) -> tuple[list[Record], bool]:
    """The good records of a file; each bad line is reported. The second value says whether there was one."""
    try:
        records, problems = load_records(path)
    except OSError as error:
        raise fail(f"{path}: {error.strerror}") from error
    for problem in problems:
        typer.echo(f"chidice: {problem}", err=True)
    return records, bool(problems)


def run(
    predicted: Path | None, gold: Path, articles: Path, splits: Path | None, split: str | None, errors: bool, rules: bool, json_output: str | None, floor: Path | None,
    model: str | None, news: News | None = None, html: str | None = None,
) -> int:  # fmt: skip
    """Measure, on ``news`` too where it is given; returns the exit code."""
    from rich.console import Console

    if html == json_output == "-":
        raise fail("--html and --json cannot both go to standard output")
    gold_records, bad = read_records(gold)
    held_out: set[str] = set()
    if split or (splits is None and (gold.parent / "splits.json").is_file()) or splits:
        table = _splits(splits or gold.parent / "splits.json")
        held_out = set(table.get("test", []))
        if split is not None:
            if split not in table:
                raise fail(f"unknown split {split!r}; there are: {', '.join(table)}")
            gold_records = [r for r in gold_records if r.id in table[split]]
    texts, problems = load_texts(gold_records, articles)
    for problem in problems:
        typer.echo(f"chidice: {problem}", err=True)
    if news and (shared := [r.id for r in gold_records if r.id in news.ids]):
        raise fail(f"{gold} has articles of the real news, {shared[0]!r} for one: measure it without --real-news")
    all_texts = {**texts, **(news.texts if news else {})}
    output, also_bad = read_records(predicted) if predicted is not None else (_extract(all_texts, model), False)
    bad = bad or bool(problems) or also_bad or bool(news and news.bad)
    news_output: list[Record] = []
    if news is not None:
        from pipeline.cli.real_news import measure_news, split_output

        output, news_output = split_output(output, news)
        if predicted is not None and not news_output:
            raise fail(f"{predicted} has no record of the real news: extract from its articles too (chidice standoff rebuild), or name no output")
    if split and predicted is not None:
        wanted = {r.id for r in gold_records}
        output = [r for r in output if r.id in wanted]
    try:
        evaluation = measure(gold_records, output)
        on_news = measure_news(news, news_output) if news else []
    except EvaluationError as error:
        raise fail(str(error)) from error
    producer = next((r.producer for r in output if r.producer), None)
    about: dict[str, Any] = {"gold_file": str(gold), "split": split, "producer": producer.model_dump() if producer else None}
    scores = as_json(evaluation, **about)
    console = Console(stderr="-" in (json_output, html))
    title = f"{gold}{', ' + split if split else ''}" + (f", model {producer.model} {producer.model_version}" if producer else "")
    if on_news:
        render_columns({"own gold": scores, **{m.column.heading: m.scores for m in on_news}}, console, title)
    else:
        render(scores, console, title=title)
    for heading, measured in {"": scores, **{m.column.heading: m.scores for m in on_news if m.column.detailed}}.items() if rules else ():
        render_rules(measured, console, f"Rules, {heading}" if heading else "Rules")
    if errors:
        shown = error_list(evaluation, texts)
        render_errors([e for e in shown if e.article not in held_out], console)
        for measured_news in on_news:
            if measured_news.column.detailed:
                console.rule(measured_news.column.heading)
                render_errors(error_list(measured_news.evaluation, all_texts), console)
    data = json.dumps({**scores, **{m.column.key: m.scores for m in on_news}}, indent=1, ensure_ascii=False)
    if json_output == "-":
        typer.echo(data)
    elif json_output:
        Path(json_output).write_text(data + "\n", encoding="utf-8")
    if html is not None:
        from pipeline.cli.reporting import write_page

        bad = write_page(html, evaluation, scores, texts, held_out, articles) or bad
    failures = below_floor(scores, json.loads(floor.read_text(encoding="utf-8"))) if floor else []
    for failure in failures:
        typer.echo(f"chidice: {failure}", err=True)
    return 1 if bad or failures else 0


def _splits(path: Path) -> dict[str, list[str]]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise fail(f"{path}: {error.strerror}") from error
    except json.JSONDecodeError as error:
        raise fail(f"{path}:{error.lineno}: {error.msg}") from error
    return {name: ids for name, ids in table.items() if isinstance(ids, list)}


def _extract(texts: dict[str, str], model: str | None) -> list[Record]:
    from pipeline.cli.extracting import load_model
    from pipeline.extraction import extract
    from pipeline.formats.articles import Article

    nlp = load_model(model)
    items = extract((Article(ident, ident, text) for ident, text in texts.items()), nlp)
    return [item for item in items if isinstance(item, Record)]


def run_compare(left: Path, right: Path, gold: Path | None) -> int:
    """Compare two outputs; returns the exit code."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    (a, bad_a), (b, bad_b) = read_records(left), read_records(right)
    console = Console()
    render_changes(changes(a, b), console)
    if gold is not None:
        gold_records, bad_gold = read_records(gold)
        bad_a = bad_a or bad_gold
        try:
            differences = paired(measure(gold_records, a), measure(gold_records, b))
        except EvaluationError as error:
            raise fail(str(error)) from error
        table = Table(title="F1 of B less F1 of A, paired bootstrap over articles", box=box.SIMPLE, title_justify="left")
        for name in ("metric", "difference", "95 %", "p"):
            table.add_column(name, justify="left" if name == "metric" else "right")
        for metric, row in differences.items():
            table.add_row(metric, f"{row['difference']:+.4f}", f"{row['low']:+.4f} – {row['high']:+.4f}", f"{row['p']:.3f}")
        console.print(table)
    return 1 if bad_a or bad_b else 0
