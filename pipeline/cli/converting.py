"""The convert command: records to and from the formats of other tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import typer

from pipeline.cli.app import fail
from pipeline.cli.evaluating import read_records
from pipeline.evaluation.files import article_path
from pipeline.formats.articles import Article, Problem, decode
from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.inputs.registry import is_plain
from pipeline.formats.jsonl import line
from pipeline.formats.jsonl import writer as file_writer
from pipeline.formats.registry import FORMATS, Format, MissingExtra
from pipeline.formats.speakers import Speakers, SpeakersError
from pipeline.schema import Record, misplaced

RECORDS = "jsonl"


def run(source: Path, articles: Path | None, origin: str, goal: str, output: str, encoding: str, options: Options) -> int:
    """Convert; returns the exit code."""
    readable = (RECORDS, *(f.name for f in FORMATS.values() if f.readable))
    if origin not in readable:
        raise fail(f"the format {origin!r} cannot be read; there are: {', '.join(readable)}")
    if origin == goal:
        raise fail("nothing to convert: name a format with --to or --from")
    check_target(goal, output)
    needs_text = goal == RECORDS or FORMATS[goal].needs_text
    try:
        items = _records(source, articles, encoding, needs_text) if origin == RECORDS else _foreign(FORMATS[origin], source, articles, encoding)
        with _writer(goal, output, options) as write:
            good, bad = _convert(items, write)
    except MissingExtra as error:
        raise fail(str(error)) from error
    except OSError as error:
        raise fail(f"{error.filename or output}: {error.strerror or error}") from error
    typer.echo(f"{good} articles" + (f" → {output}" if output != "-" else "") + (f"; {bad} problems" if bad else ""), err=True)
    return 1 if bad else 0


def check_target(goal: str, output: str) -> None:
    """Stop with one clear line where ``goal`` is no format that can be written to ``output``."""
    if goal != RECORDS and goal not in FORMATS:
        raise fail(f"unknown format {goal!r}; there are: {', '.join((RECORDS, *FORMATS))}")
    if output == "-" and goal != RECORDS and (FORMATS[goal].folder or FORMATS[goal].binary):
        raise fail(f"{goal} is {FORMATS[goal].summary}: name it with -o")


def load_speakers(table: Path | None, goal: str) -> Speakers:
    """The user's table of aliases, or none; stops with one clear line where it cannot be used."""
    if table is not None and goal in (RECORDS, *FORMATS) and not (goal in FORMATS and FORMATS[goal].keyed):
        raise fail(f"{goal} has no keys of speakers; --speakers goes with {', '.join(f.name for f in FORMATS.values() if f.keyed)}")
    try:
        return Speakers.load(table) if table is not None else Speakers()
    except SpeakersError as error:
        raise fail(str(error)) from error
    except OSError as error:
        raise fail(f"{table}: {error.strerror or error}") from error


def _convert(items: Iterator[Document | Problem], write: Callable[[Document], None]) -> tuple[int, int]:
    """Write what can be written, tell the rest; returns the numbers of documents and problems."""
    good = bad = 0
    seen: set[str] = set()
    for item in items:
        problem = item if isinstance(item, Problem) else None
        if isinstance(item, Document):
            if item.record.id in seen:
                problem = Problem(item.record.id, "another article has this id")
            else:
                seen.add(item.record.id)
                try:
                    write(item)
                    good += 1
                except Unwritable as error:
                    problem = Problem(item.record.id, str(error))
        if problem is not None:
            bad += 1
            typer.echo(f"chidice: {problem}", err=True)
    return good, bad


@contextmanager
def _record_writer(output: str) -> Iterator[Callable[[Document], None]]:
    with file_writer(output) as handle:
        yield lambda document: (handle.write(line(document.record)), None)[1]


def _writer(goal: str, output: str, options: Options) -> AbstractContextManager[Callable[[Document], None]]:
    return _record_writer(output) if goal == RECORDS else FORMATS[goal].writer(output, options)


def _records(source: Path, articles: Path | None, encoding: str, needs_text: bool) -> Iterator[Document | Problem]:
    records, bad = read_records(source)
    if bad:
        yield Problem(str(source), "some lines could not be read; the others are converted")
    for record in records:
        if not needs_text and articles is None:
            yield Document(record, record.text or "")
            continue
        text = _text(record, articles, encoding)
        if isinstance(text, Problem):
            yield text
        elif problems := list(misplaced(record, text)):
            yield Problem(str(source), problems[0])
        else:
            yield Document(record, text)


def _foreign(form: Format, source: Path, articles: Path | None, encoding: str) -> Iterator[Document | Problem]:
    """What ``form`` reads, held against the articles where they are given."""
    for item in form.read(source):
        if isinstance(item, Document) and articles is not None:
            text = _text(item.record, articles, encoding)
            if isinstance(text, Problem):
                yield text
                continue
            if text != item.text:
                yield Problem(str(source), f"{item.record.id}: its text is not that of the article")
                continue
        yield item


def _text(record: Record, articles: Path | None, encoding: str) -> str | Problem:
    """The article's text: from the folder of articles, else the record's own, else the file that it names as its source."""
    path = article_path(record, articles) if articles is not None else None
    if path is None and record.text is not None:
        return record.text
    if path is None and record.source and not is_plain(record.source):
        return Problem(record.source, f"the text of {record.id!r} is not in its record: extract with --with-text")
    if path is None and articles is None and record.source and Path(record.source).is_file():
        path = Path(record.source)
    if path is None:
        return Problem(str(articles or record.source), f"no article for the record {record.id!r}" + ("" if articles else "; name its folder with --articles"))
    try:
        item = decode(record.id, str(path), path.read_bytes(), encoding)
    except OSError as error:
        return Problem(str(path), error.strerror or str(error))
    return item.text if isinstance(item, Article) else item
