"""Rows as CSV: UTF-8, commas, quotes where they are needed, the columns' names in the first line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.jsonl import writer as file_writer
from pipeline.formats.rows.cells import cell, value
from pipeline.formats.rows.columns import COLUMNS, NAMES, Row, rows
from pipeline.formats.speakers import Speakers
from pipeline.schema import Record

LARGEST = 1 << 27  # characters of a cell; the csv module's own limit is shorter than a long claim's spans may be


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the CSV file ``target`` (``-``: standard output)."""
    with file_writer(target) as handle:
        handle.write(_lines([NAMES]))

        def add(document: Document) -> None:
            lines = _of(document.record, options.speakers)
            try:
                lines.encode("utf-8")
            except UnicodeEncodeError as error:
                raise Unwritable("half a character (a lone surrogate), which UTF-8 cannot hold") from error
            handle.write(lines)

        yield add


def read_csv(source: Path) -> Iterator[Row]:
    """Yield the rows of a file that :func:`writer` made, as :func:`~pipeline.formats.rows.rows` gave them; an empty string comes back as
    None. Raises ``OSError``, and ``ValueError`` for what is no such file.
    """
    before = csv.field_size_limit(LARGEST)
    try:
        with source.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            if next(reader, None) != list(NAMES):
                raise ValueError(f"{source}:1: not the columns of Chidice")
            for number, cells in enumerate(reader, 1):
                try:
                    yield {column.name: value(column, c) for column, c in zip(COLUMNS, cells, strict=True)}
                except ValueError as error:
                    raise ValueError(f"{source}, row {number}: {error}") from error
    finally:
        csv.field_size_limit(before)


def csv_text(records: Iterable[Record]) -> str:
    """What :func:`writer` would write of ``records``."""
    return _lines([NAMES]) + "".join(_of(record) for record in records)


def _of(record: Record, speakers: Speakers | None = None) -> str:
    return _lines([[cell(column, row[column.name]) for column in COLUMNS] for row in rows(record, speakers)])


def _lines(table: list[list[str]] | list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(table)  # as RFC 4180 has it; with "\n" alone the module leaves a lone "\r" unquoted
    return out.getvalue()
