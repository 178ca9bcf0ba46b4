"""The agree and check commands, for annotators."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from pipeline.cli.app import fail
from pipeline.cli.evaluating import read_records
from pipeline.evaluation import EvaluationError, load_texts
from pipeline.evaluation.agreement import METRICS, Agreement, agree, as_data
from pipeline.evaluation.errors import describe
from pipeline.evaluation.guidelines import check


def run_agree(left: Path, right: Path, listed: bool, json_output: str | None) -> int:
    """Print the agreement of two files; returns the exit code."""
    from rich.console import Console

    (a, bad_a), (b, bad_b) = read_records(left), read_records(right)
    try:
        agreement = agree(a, b)
    except EvaluationError as error:
        raise fail(str(error)) from error
    console = Console(stderr=json_output == "-")
    _render(agreement, console, listed)
    data = json.dumps(as_data(agreement), indent=1, ensure_ascii=False)
    if json_output == "-":
        typer.echo(data)
    elif json_output:
        Path(json_output).write_text(data + "\n", encoding="utf-8")
    return 1 if bad_a or bad_b else 0


def _render(agreement: Agreement, console: object, listed: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    assert isinstance(console, Console)
    data = as_data(agreement)
    table = Table(title=f"{agreement.articles} articles, {agreement.left} and {agreement.right} triples", box=box.SIMPLE, title_justify="left")
    table.add_column("metric")
    table.add_column("F1", justify="right")
    for metric in METRICS:
        table.add_row(metric, f"{data['f1'][metric]:.3f}")
    console.print(table)
    console.print(f"Cohen's kappa of the triples that both have: stance {data['kappa']['stance']:.3f}, kind {data['kappa']['kind']:.3f}", highlight=False)
    for found in agreement.disagreements if listed else ():
        where = "only left" if found.right is None else "only right" if found.left is None else "differ in " + ", ".join(found.aspects)
        rows = Table(box=box.SIMPLE, title=f"{found.article}: {where}", title_justify="left", expand=True)
        rows.add_column("left", ratio=1)
        rows.add_column("right", ratio=1)
        rows.add_row(escape(describe(found.left)), escape(describe(found.right)))
        console.print(rows)


def run_check(gold: Path, articles: Path, strict: bool) -> int:
    """Print what breaks the guidelines, a line each; returns the exit code (1: there are errors, or notes and ``strict``)."""
    records, bad = read_records(gold)
    texts, problems = load_texts(records, articles)
    missing = [p for p in problems if "no article" in p or "not UTF-8" in p]
    for line in missing:
        typer.echo(f"chidice: {line}", err=True)
    found = [p for record in records if record.id in texts for p in check(record, texts[record.id])]
    for problem in found:
        typer.echo(str(problem))
    errors = sum(p.error for p in found)
    typer.echo(f"{len(records)} records, {sum(len(r.triples) for r in records)} triples: {errors} errors, {len(found) - errors} to look at", err=True)
    return 1 if bad or missing or errors or (strict and found) else 0
