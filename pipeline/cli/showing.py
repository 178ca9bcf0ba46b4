"""The show command: an article with its claims marked, and the triples below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.cli.evaluating import read_records
from pipeline.evaluation.files import article_path
from pipeline.formats.inputs.registry import is_plain
from pipeline.schema import Record, misplaced

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {"support": "green", "oppose": "red", "doubt": "yellow", "neutral": "cyan"}


def run(path: Path, articles: Path | None, only: str | None) -> int:
    """Print the articles of a file of records; returns the exit code."""
    from rich.console import Console

    records, bad = read_records(path)
    console = Console()
    for record in records:
        if only is not None and record.id != only:
            continue
        text = _text(record, articles)
        if text is None:
            lost = f"the article {record.source} is not found; name its folder with --articles"
            typer.echo(f"chidice: {record.id}: {lost if is_plain(record.source or '') else 'its text is not in the record: extract with --with-text'}", err=True)
            bad = True
            continue
        if problems := list(misplaced(record, text)):
            typer.echo(f"chidice: {problems[0]}", err=True)
            bad = True
            continue
        _print(record, text, console)
    return 1 if bad else 0


def _text(record: Record, articles: Path | None) -> str | None:
    if record.text is not None:
        return record.text
    path = article_path(record, articles) if articles is not None else None
    if path is None and record.source and is_plain(record.source) and Path(record.source).is_file():
        path = Path(record.source)
    return path.read_bytes().decode("utf-8", "replace") if path is not None else None


def _print(record: Record, text: str, console: Console) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    console.rule(escape(record.id))
    console.print(marked(record, text))
    table = Table(box=box.SIMPLE)
    for name in ("", "speaker", "stance", "kind", "claim", "rule"):
        table.add_column(name, overflow="fold")
    for triple in record.triples:
        stance = f"[{STYLES[triple.stance]}]{triple.stance}[/]" + (" (hearsay)" if triple.hearsay else "")
        table.add_row(str(triple.id), escape(triple.speaker.name), stance, triple.kind, escape(triple.claim.text), triple.rule or "")
    console.print(table)


def marked(record: Record, text: str) -> Text:
    """The article with claims coloured by stance and numbered, mentions bold, cues underlined."""
    from rich.text import Text

    out = Text(text)
    inserts: list[tuple[int, str]] = []
    for triple in record.triples:
        for span in triple.claim.spans:
            out.stylize(STYLES[triple.stance], span.start, span.end)
            inserts.append((span.start, f"[{triple.id} {triple.stance}] "))
        if triple.speaker.mention:
            out.stylize("bold", triple.speaker.mention.start, triple.speaker.mention.end)
        if triple.cue:
            out.stylize("underline", triple.cue.start, triple.cue.end)
    for place, label in sorted(inserts, reverse=True):
        out = Text.assemble(out[:place], (label, "dim"), out[place:])
    return out
