"""Parquet: a row is an article; read in small batches, one row group after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow
import pyarrow.parquet as pq

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs.objects import absent, article, used
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.source import Source

ROWS = 64
#: What pyarrow raises for a file that is none or is damaged, and for a string that is not UTF-8.
DAMAGED = (pyarrow.ArrowException, OSError, UnicodeDecodeError)


def read(source: Source, how: Reading) -> Iterator[Article | Problem]:
    """Yield an article for each row."""
    with source.open_seekable() as handle:
        try:
            file = pq.ParquetFile(handle, buffer_size=1 << 20, pre_buffer=False)
        except DAMAGED as error:
            yield source.problem(f"not Parquet: {_first(error)}")
            return
        names = file.schema_arrow.names
        if wrong := next(absent(how.fields, names), None):
            yield source.problem(wrong)
            return
        before = 0
        for group in range(file.num_row_groups):
            yield from _group(file, group, before, source, how)
            before += file.metadata.row_group(group).num_rows


def _group(file: Any, group: int, before: int, source: Source, how: Reading) -> Iterator[Article | Problem]:
    """The articles of a row group, ``before`` which there are so many rows."""
    number, end = before, before + file.metadata.row_group(group).num_rows
    try:
        for batch in file.iter_batches(ROWS, row_groups=[group], columns=used(how.fields, file.schema_arrow.names)):
            for row in _rows(batch):
                number += 1
                place = Source(source.id, f"{source.name}, row {number}", source.path)
                if isinstance(row, str):
                    yield place.problem(row)
                    continue
                item = article(row, number, place, how.fields, how.encoding or "utf-8")
                yield item if isinstance(item, Problem) else Article(item.id, source.name, item.text, item.title, item.published, item.meta, number)
    except DAMAGED as error:
        yield Problem(f"{source.name}, rows {number + 1} to {end}", f"damaged: {_first(error)}")


def _rows(batch: Any) -> Iterator[dict[str, Any] | str]:
    """The rows of a batch; what is wrong in the place of one that has a string which is none."""
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        for number in range(batch.num_rows):
            try:
                yield batch.slice(number, 1).to_pylist()[0]
            except UnicodeDecodeError as error:
                yield f"a text in it is not UTF-8 at byte {error.start}"


def _first(error: BaseException) -> str:
    return str(error).partition("\n")[0].rstrip(".")
