"""Rows as Parquet, through pyarrow; spans are lists of structs, and row groups are written as they fill, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.files import new_file
from pipeline.formats.rows.columns import COLUMNS, Row, Type, rows

#: Rows of a row group.
GROUP = 20_000
_SPAN = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())])
_TYPES: dict[Type, pa.DataType] = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(), "spans": pa.list_(_SPAN), "strings": pa.list_(pa.string()),
}  # fmt: skip


def schema() -> pa.Schema:
    """The columns as Arrow types."""
    return pa.schema([pa.field(column.name, _TYPES[column.type]) for column in COLUMNS])


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the Parquet file ``target``."""
    waiting: list[pa.RecordBatch] = []
    size = 0
    form = schema()
    with new_file(target) as partial, pq.ParquetWriter(partial, form, compression="zstd") as file:

        def flush() -> None:
            nonlocal size
            if waiting:
                table = pa.Table.from_batches(waiting)
                file.write_table(table, row_group_size=table.num_rows)
                waiting.clear()
                size = 0

        def add(document: Document) -> None:
            nonlocal size
            try:
                waiting.append(pa.RecordBatch.from_pylist(list(rows(document.record, options.speakers)), schema=form))
            except UnicodeEncodeError as error:
                raise Unwritable("half a character (a lone surrogate), which UTF-8 cannot hold") from error
            size += waiting[-1].num_rows
            if size >= GROUP:
                flush()

        yield add
        flush()


def read_parquet(source: Path) -> Iterator[Row]:
    """Yield the rows of a file that :func:`writer` made. Raises ``OSError``, and ``ValueError`` for what is no such file."""
    with pq.ParquetFile(source) as file:
        for batch in file.iter_batches():
            yield from batch.to_pylist()
