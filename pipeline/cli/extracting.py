"""The extract command: progress on a terminal, silence in a pipe, a table at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline.cli.app import fail
from pipeline.cli.tally import Tally
from pipeline.confidence import confident
from pipeline.extraction import extract, to_record
from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs import Reading, read
from pipeline.formats.jsonl import line
from pipeline.formats.registry import MissingExtra
from pipeline.language import load, model_name
from pipeline.runs.how import how_made
from pipeline.runs.interrupts import Interrupts
from pipeline.runs.partial import Partial, Unresumable
from pipeline.runs.pool import PoolError
from pipeline.runs.reading import SideBySide
from pipeline.runs.sinks import Sink, open_sink
from pipeline.schema import STANCES, Record

if TYPE_CHECKING:
    import typer
    from rich.console import Console
    from spacy.language import Language

    from pipeline.cli.writing import Output


@dataclass(frozen=True, slots=True)
class How:
    """What a run was asked for: model, how the input is read, processes, lexicon files, the format to write (None: records), the faster
    path, whether to go on with a partial file (None: refuse), seconds for an article, the least confidence of a triple, and whether
    records hold their articles' texts and the sentences around claims.
    """

    model: str | None = None
    reading: Reading = field(default_factory=Reading)
    jobs: int = 1
    lexicon: tuple[str, ...] = ()
    other: Output | None = None
    fast: bool = True
    resume: bool | None = None
    timeout: float | None = None
    least: float = 0.0
    with_text: bool = False
    with_sentences: bool = False

    def made(self, nlp: Language) -> dict[str, Any]:
        """What the records depend on besides their articles; what is as it is by default is left out."""
        options = {"min_confidence": self.least, "with_text": self.with_text, "with_sentences": self.with_sentences}
        return how_made(nlp, self.lexicon, **self.reading.described(), **{name: value for name, value in options.items() if value})


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


def run(paths: list[str], output: str, how: How) -> int:
    """Extract and write; returns the exit code."""
    from rich.console import Console

    if how.other is not None and how.resume:
        raise fail("--resume goes on with records (--format jsonl) alone; convert them afterwards")
    console = Console(stderr=True)
    nlp = load_model(how.model, how.lexicon, how.fast)
    console.print(f"spaCy model: {' '.join(model_name(nlp))}", highlight=False)
    tally = Tally()
    problems = 0
    sink: Sink | None = None
    with Interrupts() as interrupts:
        try:
            sink = open_sink(output, how.made(nlp), how.resume, tally.add) if how.other is None else None
            make = partial(to_record, with_text=how.with_text, with_sentences=how.with_sentences)
            if sink is not None and sink.records:
                console.print(f"going on after {sink.records} articles", highlight=False)
            with _writer(sink, how) as (watch, write), _progress(console) as progress, closing(extract(watch(read(paths, how.reading, SideBySide(how.jobs, how.timeout))), nlp, how.jobs, how.timeout, make)) as results:
                for item in results:
                    interrupts.check()
                    if isinstance(item, Record):
                        item = confident(item, how.least) if how.least else item
                        item = write(item) or item
                    if isinstance(item, Problem):
                        problems += 1
                        console.print(f"chidice: {item}", style="red", highlight=False, markup=False, soft_wrap=True)
                        continue
                    tally.add(item)
                    progress.advance()
            if sink is not None:
                sink.finish()
        except BaseException as error:
            told = _ended_early(KeyboardInterrupt() if interrupts.received else error, sink, output)
            if told is None:
                raise
            raise told from error
    if tally.articles or not problems:
        _table(console, tally, output)
    if problems:
        console.print(f"{problems} of {problems + tally.articles} inputs could not be read", style="red", highlight=False)
    return 1 if problems else 0


Watch = Callable[[Iterator[Article | Problem]], Iterator[Article | Problem]]
Write = Callable[[Record], Problem | None]


@contextmanager
def _writer(sink: Sink | None, how: How) -> Iterator[tuple[Watch, Write]]:
    """What to read through, and a function that writes a record and says so where it cannot be written."""
    if sink is not None:
        yield sink.open_items, lambda record: sink.write(line(record))
    elif how.other is not None:
        other = how.other
        with other.writer() as put:
            yield other.watch, lambda record: other.put(put, record)


def _ended_early(error: BaseException, sink: Sink | None, output: str) -> typer.Exit | None:
    """Tell what went wrong and what is left of the run; returns what is to be raised, or None for an error that is nobody's but ours."""
    if sink is not None:
        sink.leave()
    left = f"; {sink.path} holds {sink.records} records: the same command with --resume goes on" if isinstance(sink, Partial) and sink.records else ""
    if isinstance(error, BrokenPipeError):
        return fail(f"the reader of {'standard output' if output == '-' else output} is gone", 1)
    if isinstance(error, OSError):
        return fail(f"cannot write {output}: {error.strerror or error}{left}")
    if isinstance(error, (Unresumable, PoolError, MissingExtra)):
        return fail(f"{error}{'' if isinstance(error, Unresumable) else left}")
    if isinstance(error, KeyboardInterrupt):
        return fail(f"interrupted{left}", 130)
    if left:
        fail(f"stopped by an error{left}")
    return None


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


def _table(console: Console, tally: Tally, output: str) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=f"{tally.triples} triples in {tally.articles} articles" + ("" if output == "-" else f" → {escape(output)}"), box=box.SIMPLE, title_justify="left")
    table.add_column("speaker", overflow="fold", max_width=48)
    for stance in STANCES:
        table.add_column(stance, justify="right")
    shown, others, number = tally.rows(20)
    for name, counts in shown:
        table.add_row(escape(name), *(str(n or "·") for n in counts))
    if number:
        table.add_row(f"{number} others", *(str(n or "·") for n in others))
    table.add_section()
    table.add_row("all", *map(str, tally.stances()))
    console.print(table)
