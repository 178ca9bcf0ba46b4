"""Articles out of Parquet and JSONL files, local or in an object store, one a row; what cannot be read is a row that says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from pipeline.cluster.settings import Settings
from pipeline.formats.articles import Problem

SUFFIXES = (".parquet", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
#: Rows of a block: small enough that many workers have something to do.
BLOCK = 256
#: Bytes of a line; one that is longer is a file that has no lines.
LONGEST = 64 * 2**20


class File(NamedTuple):
    """One file: where it is, and its path below what was named, without suffix, which the ids of its rows begin with."""

    path: str
    name: str


def filesystem(path: str) -> tuple[Any, str]:
    """The file system of a path or URI (``s3://…``, ``gs://…``, ``hdfs://…``), and the path in it."""
    if "://" in path:
        found: tuple[Any, str] = pafs.FileSystem.from_uri(path)
        return found
    return pafs.LocalFileSystem(), path


def find(paths: list[str]) -> Iterator[File | Problem]:
    """The files that ``paths`` name, those of folders in order; a problem in the place of what is not there."""
    for path in paths:
        try:
            system, inside = filesystem(path)
            info = system.get_file_info(inside)
        except (OSError, ValueError) as error:
            yield Problem(path, str(error))
            continue
        if info.type == pafs.FileType.NotFound:
            yield Problem(path, "no such file or folder")
        elif info.type == pafs.FileType.File:
            yield File(path, _stem(PurePosixPath(inside).name))
        else:
            files = sorted(f.path for f in system.get_file_info(pafs.FileSelector(inside, recursive=True)) if f.type == pafs.FileType.File and f.path.endswith(SUFFIXES))
            if not files:
                yield Problem(path, f"a folder without {', '.join(SUFFIXES)}")
            scheme = path[: path.index(inside)] if "://" in path else ""
            for file in files:
                yield File(scheme + file, _stem(str(PurePosixPath(file).relative_to(inside))))


def _stem(name: str) -> str:
    return next((name.removesuffix(s) for s in SUFFIXES if name.endswith(s)), name)


def read(files: pa.Table, settings: Settings) -> Iterator[pa.Table]:
    """A batch of :class:`File` as blocks of rows, for Ray."""
    return Reader(settings)(files)


class Reader:
    """Reads files: a batch of paths and names in, blocks of rows out."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        names = dict.fromkeys((settings.text, "title", "published", *settings.kept))
        self.columns = [name for name in names if name != settings.ident]
        self.schema = pa.schema([(name, pa.string()) for name in dict.fromkeys((settings.ident, "source", *self.columns, "problem"))])

    def __call__(self, files: pa.Table) -> Iterator[pa.Table]:
        """Yield the rows of ``files``."""
        waiting: list[dict[str, Any]] = []
        for file in files.to_pylist():
            for row in self.rows(File(file["path"], file["name"])):
                waiting.append(row)
                if len(waiting) >= BLOCK:
                    yield pa.Table.from_pylist(waiting, schema=self.schema)
                    waiting = []
        yield pa.Table.from_pylist(waiting, schema=self.schema)

    def rows(self, file: File) -> Iterator[dict[str, Any]]:
        """The rows of one file; the last one says what kept the rest from being read."""
        try:
            system, inside = filesystem(file.path)
            for number, found in enumerate((_parquet if inside.endswith(".parquet") else _jsonl)(system, inside), 1):
                where = f"{file.path}:{number}"
                if found is not None:
                    yield self._row(found, where, f"{file.name}:{number}") if isinstance(found, dict) else {"source": where, "problem": found}
        except (OSError, ValueError, pa.ArrowException) as error:
            yield {"source": file.path, "problem": " ".join(str(error).split())[:300] or type(error).__name__}

    def _row(self, found: dict[str, Any], where: str, ident: str) -> dict[str, Any]:
        given = found.get(self.settings.ident)
        row: dict[str, Any] = {self.settings.ident: ident if given is None or given == "" else str(given), "source": where}
        text = found.get(self.settings.text)
        try:
            if isinstance(text, bytes):
                text = text.decode("utf-8")
            if not isinstance(text, str):
                return row | {"problem": f"no text in {self.settings.text!r}" if text is None else f"the text in {self.settings.text!r} is a {type(text).__name__}"}
            row |= {name: _string(found.get(name)) for name in self.columns} | {self.settings.text: text}
            json.dumps(row, ensure_ascii=False).encode("utf-8")
        except UnicodeDecodeError as error:
            return row | {"problem": f"its text is not UTF-8 at byte {error.start}"}
        except UnicodeEncodeError:
            return {"source": where, "problem": "half a character (a lone surrogate): no text in UTF-8"}
        return row


def _string(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else str(value)


def _jsonl(system: Any, path: str) -> Iterator[dict[str, Any] | str | None]:
    """For each line an object, what is wrong with it, or None where it is blank."""
    with system.open_input_stream(path) as stream:  # unpacks by the name's ending
        rest = b""
        while chunk := stream.read(1 << 20):
            *lines, rest = (rest + chunk).split(b"\n")
            for raw in lines:
                yield _object(raw)
            if len(rest) > LONGEST:
                raise ValueError(f"a line of more than {LONGEST} bytes")
        if rest:
            yield _object(rest)


def _object(raw: bytes) -> dict[str, Any] | str | None:
    if not raw.strip():
        return None
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start} of the line"
    except (ValueError, RecursionError) as error:
        return f"no JSON: {error}"
    return found if isinstance(found, dict) else f"a {type(found).__name__} where an object is wanted"


def _parquet(system: Any, path: str) -> Iterator[dict[str, Any]]:
    with system.open_input_file(path) as source, pq.ParquetFile(source) as file:
        for batch in file.iter_batches(BLOCK):
            yield from batch.to_pylist()
