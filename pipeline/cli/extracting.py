"""The extract command: progress on a terminal, silence in a pipe, a table at the end."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.cli.app import fail
from pipeline.extraction import extract
from pipeline.formats.articles import Problem, read
from pipeline.formats.jsonl import line, writer
from pipeline.language import load, model_name
from pipeline.schema import STANCES, Record

if TYPE_CHECKING:
    from rich.console import Console
    from spacy.language import Language


def load_model(model: str | None, lexicon: tuple[str, ...] = (), fast: bool = True) -> Language:
    """Load the pipeline or stop with one clear line."""
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")  # more threads cost more than they give (docs/benchmark.md); read when NumPy is loaded
    from pipeline.lexicon import LexiconError

    try:
        return load(model, lexicon, fast=fast)
    except LexiconError as error:
        raise fail(str(error)) from error
    except (OSError, ValueError) as error:
        raise fail(f"no spaCy model {model!r}: {str(error).splitlines()[0]}" if model else str(error)) from error


def run(paths: list[str], output: str, model: str | None, encoding: str, jobs: int, lexicon: tuple[str, ...], fast: bool = True) -> int:
    """Extract and write; returns the exit code."""
    from rich.console import Console

    console = Console(stderr=True)
    nlp = load_model(model, lexicon, fast)
    console.print(f"spaCy model: {' '.join(model_name(nlp))}", highlight=False)
    problems: list[Problem] = []
    speakers: Counter[tuple[str, str]] = Counter()
    articles = triples = 0
    try:
        with writer(output) as handle, _progress(console) as progress:
            for item in extract(read(paths, encoding), nlp, jobs):
                if isinstance(item, Problem):
                    problems.append(item)
                    console.print(f"chidice: {item}", style="red", highlight=False, markup=False, soft_wrap=True)
                    continue
                handle.write(line(item))
                articles += 1
                triples += len(item.triples)
                _count(speakers, item)
                progress.advance()
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        raise fail(f"cannot write {output}: {error.strerror or error}") from error
    if articles or not problems:
        _table(console, speakers, articles, triples, output)
    if problems:
        console.print(f"{len(problems)} of {len(problems) + articles} inputs could not be read", style="red", highlight=False)
    return 1 if problems else 0


def _count(speakers: Counter[tuple[str, str]], record: Record) -> None:
    for triple in record.triples:
        speakers[triple.speaker.name, triple.stance] += 1


class _Progress:
    """A counter on a terminal, nothing elsewhere."""

    def __init__(self, console: Console) -> None:
        self.bar: Any = None
        if console.is_terminal:
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            self.bar = Progress(SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn(), console=console, transient=True)

    def __enter__(self) -> _Progress:
        if self.bar is not None:
            self.bar.start()
            self.task = self.bar.add_task("", total=None)
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def advance(self) -> None:
        if self.bar is not None:
            self.bar.advance(self.task)


def _progress(console: Console) -> _Progress:
    return _Progress(console)


def _table(console: Console, speakers: Counter[tuple[str, str]], articles: int, triples: int, output: str) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    totals: Counter[str] = Counter()
    for (name, _), n in speakers.items():
        totals[name] += n
    table = Table(title=f"{triples} triples in {articles} articles" + ("" if output == "-" else f" → {escape(output)}"), box=box.SIMPLE, title_justify="left")
    table.add_column("speaker", overflow="fold", max_width=48)
    for stance in STANCES:
        table.add_column(stance, justify="right")
    for name, _ in totals.most_common(20):
        table.add_row(escape(name), *(str(speakers[name, s] or "·") for s in STANCES))
    if len(totals) > 20:
        rest = [sum(n for (name, s), n in speakers.items() if s == stance) - sum(speakers[name, stance] for name, _ in totals.most_common(20)) for stance in STANCES]
        table.add_row(f"{len(totals) - 20} others", *(str(n or "·") for n in rest))
    table.add_section()
    table.add_row("all", *(str(sum(n for (_, s), n in speakers.items() if s == stance)) for stance in STANCES))
    console.print(table)
