"""Where the workers write: a folder of parts, and a folder of errors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq
from ray.data import Datasink
from ray.data.block import BlockAccessor

from pipeline.cluster.reading import filesystem
from pipeline.cluster.tables import records, table_of
from pipeline.formats.speakers import Speakers

FORMATS = ("jsonl", "parquet")
#: Problems that are told; all are in the folder of errors.
TOLD = 20


class Parts(Datasink[Counter[str]]):
    """Writes ``folder/part-*.jsonl`` (records) or ``.parquet`` (rows of triples), and ``folder/errors/part-*.jsonl``.

    A part bears the number of its task and appears when it is complete, so that a task that is done again replaces its own part and
    nothing stands there twice.
    """

    def __init__(self, folder: str, form: str = "jsonl", speakers: Speakers | None = None) -> None:
        self.folder = folder.rstrip("/")
        self.form = form
        self.speakers = speakers
        self.counts: Counter[str] = Counter()

    def check(self) -> None:
        """Make the folder. Raises ``OSError`` where that fails, or where something is in it: parts of two runs must not mix."""
        system, inside = filesystem(self.folder)
        info = system.get_file_info(inside)
        if info.type == pafs.FileType.File:
            raise NotADirectoryError(20, "is no folder", self.folder)
        if info.type == pafs.FileType.Directory and system.get_file_info(pafs.FileSelector(inside)):
            raise FileExistsError(17, "is there already and not an empty folder", self.folder)
        system.create_dir(inside, recursive=True)

    def write(self, blocks: Iterable[Any], ctx: Any) -> Counter[str]:
        """Write one task's blocks; returns what they held."""
        counts: Counter[str] = Counter()
        tables = [BlockAccessor.for_block(block).to_arrow() for block in blocks]
        part = f"part-{ctx.task_idx:06}"
        errors = [row for table in tables for row in table.select(["id", "source", "problem"]).to_pylist() if row["problem"] is not None]
        counts["problems"] = len(errors)
        counts["articles"] = sum(table.num_rows for table in tables) - len(errors)
        if errors:
            with self._file(f"errors/{part}.jsonl") as stream:
                stream.write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in errors).encode())
        if counts["articles"]:
            counts["triples"] = self._parquet(part, tables) if self.form == "parquet" else self._jsonl(part, tables)
        return counts

    def _jsonl(self, part: str, tables: list[pa.Table]) -> int:
        number = 0
        with self._file(f"{part}.jsonl") as stream:
            for table in tables:
                for text in table.column("record").to_pylist():
                    if text is not None:
                        stream.write(text.encode() + b"\n")
                        number += len(json.loads(text)["triples"])
        return number

    def _parquet(self, part: str, tables: list[pa.Table]) -> int:
        number = 0
        with self._file(f"{part}.parquet") as stream:
            made = pa.concat_tables([table_of(records(table), self.speakers) for table in tables])
            pq.write_table(made, stream, compression="zstd")
            number = made.num_rows - made.column("triple_id").null_count
        return int(number)

    @contextmanager
    def _file(self, name: str) -> Iterator[Any]:
        system, inside = filesystem(self.folder)
        final = f"{inside}/{name}"
        system.create_dir(final.rpartition("/")[0], recursive=True)
        local = isinstance(system, pafs.LocalFileSystem)  # an object store shows nothing before all of it is there
        with system.open_output_stream(final + ".partial" if local else final, compression=None) as stream:
            yield stream
        if local:
            system.move(final + ".partial", final)

    def on_write_complete(self, write_result: Any) -> None:
        """Add up."""
        for counts in write_result.write_returns:
            self.counts += counts

    def told(self) -> list[str]:
        """The first problems, in a line each."""
        system, inside = filesystem(self.folder)
        out: list[str] = []
        for file in sorted(f.path for f in system.get_file_info(pafs.FileSelector(f"{inside}/errors", allow_not_found=True))):
            with system.open_input_stream(file) as stream:
                out += [f"{row['source']}: {row['problem']}" for row in map(json.loads, stream.read().splitlines()[: TOLD - len(out)])]
            if len(out) >= TOLD:
                break
        return out
