"""The scores of one system on several golds, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.evaluation.scores import METRICS, SHARES
from pipeline.schema import KINDS

if TYPE_CHECKING:
    from rich.console import Console

PRF = ("precision", "recall", "f1")
#: Of the table: its first column with the borders, and another one.
FIRST, OTHER = 20, 19


def render_columns(columns: dict[str, dict[str, Any]], console: Console, title: str) -> None:
    """Print the results of :func:`pipeline.evaluation.report.as_json`, a column for each name in ``columns``: one table where the
    console is wide enough, else several, one below the other.
    """
    each = max(1, (console.width - FIRST) // OTHER)
    names = list(columns)
    for first in range(0, len(names), each):
        _table({name: columns[name] for name in names[first : first + each]}, console, "" if first else title)


def _table(columns: dict[str, dict[str, Any]], console: Console, title: str) -> None:
    from rich import box
    from rich.table import Table

    table = Table(title=title or None, box=box.SIMPLE, title_justify="left")
    table.add_column("metric")
    for name in columns:
        table.add_column(f"{name}\nP     R    F1", justify="right", min_width=17)
    scores = columns.values()

    def prf(rows: list[dict[str, float]]) -> list[str]:
        return [" ".join(f"{row[k]:.3f}" for k in PRF) for row in rows]

    table.add_row("n, gold, output", *(f"{s['articles']}, {s['gold']}, {s['predicted']}" for s in scores), end_section=True)
    for metric in METRICS:
        style = "bold" if metric == "triple" else None
        table.add_row(metric, *prf([s["overall"][metric] for s in scores]), style=style)
        if metric == "triple":
            bounds = [s["intervals"]["triple"]["f1"] for s in scores]
            table.add_row(" 95 % of its F1", *(f"{low:.3f}–{high:.3f}" for low, high in bounds))
    table.add_section()
    for kind in KINDS:
        table.add_row(f"triple, {kind}", *prf([s["kinds"][kind]["triple"] for s in scores]))
    table.add_section()
    table.add_row("of the paired:")
    for share in SHARES:
        table.add_row(f" {share}", *(f"{s['shares'][share]:.3f}" for s in scores))
    table.add_row("stance, macro-F1", *(f"{s['stance_macro_f1']:.3f}" for s in scores))
    console.print(table)
