"""Records as tables of triples, for the workers that write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from pipeline.formats.rows import rows
from pipeline.formats.rows.parquet import schema
from pipeline.formats.speakers import Speakers
from pipeline.schema import Record


def records(table: pa.Table) -> Iterator[Record]:
    """The records of a table that has their JSON in the column ``record``."""
    return (Record.model_validate_json(text) for text in table.column("record").to_pylist() if text is not None)


def table_of(found: Iterable[Record], speakers: Speakers | None = None) -> pa.Table:
    """One row per triple, and one for each record without any, as ``chidice extract --format parquet`` writes them."""
    return pa.Table.from_pylist([row for record in found for row in rows(record, speakers)], schema=schema())


def rows_of_records(table: pa.Table) -> pa.Table:
    """A batch of extracted articles as rows of triples."""
    return table_of(records(table))
