"""Scores as a table to read and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.evaluation.bootstrap import intervals
from pipeline.evaluation.scores import METRICS, SHARES, Evaluation, summary
from pipeline.schema import KINDS, STANCES

if TYPE_CHECKING:
    from rich.console import Console


def as_json(evaluation: Evaluation, **about: Any) -> dict[str, Any]:
    """Everything measured, with 95 % intervals; ``about`` (files, model, version) is put before it."""
    return {**about, **summary(evaluation), "intervals": intervals(evaluation)}


def render(scores: dict[str, Any], console: Console, title: str = "Scores") -> None:
    """Print the tables of :func:`as_json`'s result."""
    from rich import box
    from rich.table import Table

    style = box.SIMPLE
    table = Table(title=f"{title}: {scores['articles']} articles, {scores['gold']} gold triples, {scores['predicted']} predicted", box=style, title_justify="left")
    for name in ("metric", "precision", "recall", "F1", "95 % of F1", "right"):
        table.add_column(name, justify="left" if name == "metric" else "right")
    for metric in METRICS:
        row = scores["overall"][metric]
        low, high = scores["intervals"][metric]["f1"]
        name = f"[bold]{metric}[/bold]" if metric == "triple" else metric
        table.add_row(name, *(f"{row[k]:.3f}" for k in ("precision", "recall", "f1")), f"{low:.3f}–{high:.3f}", str(row["hits"]))
    console.print(table)
    kinds = Table(title="Headline (triple) by kind", box=style, title_justify="left")
    for name in ("kind", "gold", "predicted", "precision", "recall", "F1"):
        kinds.add_column(name, justify="left" if name == "kind" else "right")
    for kind in KINDS:
        row = scores["kinds"][kind]["triple"]
        kinds.add_row(kind, str(row["gold"]), str(row["predicted"]), *(f"{row[k]:.3f}" for k in ("precision", "recall", "f1")))
    console.print(kinds)
    shares = ", ".join(f"{m} {scores['shares'][m]:.3f}" for m in SHARES)
    console.print(f"Of the paired: {shares}; stance macro-F1 {scores['stance_macro_f1']:.3f}")
    confusion = Table(title="Stance, gold (rows) by predicted (columns)", box=style, title_justify="left")
    for name in ("", *STANCES):
        confusion.add_column(name, justify="right")
    for stance in STANCES:
        confusion.add_row(stance, *(str(scores["stance_confusion"][stance][p]) for p in STANCES))
    console.print(confusion)


def render_rules(scores: dict[str, Any], console: Console, title: str = "Rules") -> None:
    """Print how often each rule fired, how often it was right, and what leaving it out would cost (points of the triples' F1)."""
    from rich import box
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE, title_justify="left")
    for name in ("rule", "fired", "paired", "right", "earns"):
        table.add_column(name, justify="left" if name == "rule" else "right")
    for rule, row in scores["rules"].items():
        table.add_row(rule, str(row["predicted"]), str(row["paired"]), str(row["right"]), f"{100 * row['earns']:+.2f}")
    console.print(table)
