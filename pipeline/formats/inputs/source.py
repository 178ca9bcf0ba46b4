"""Where bytes come from: a file or standard input, gzipped or not."""

from __future__ import annotations

import gzip
import io
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pipeline.formats.articles import Problem

MAGIC = b"\x1f\x8b"
#: What reading a source may raise.
UNREADABLE = (OSError, EOFError, zlib.error)


@dataclass(slots=True)
class Source:
    """A file (``path``), or standard input where there is none. ``id`` is what its articles' ids begin with, ``name`` what it is called
    in records and messages; ``line`` is the line that has been read last, 0 where lines are not counted.
    """

    id: str
    name: str
    path: Path | None
    line: int = 0

    @property
    def place(self) -> str:
        """Where reading has come to, for messages."""
        return f"{self.name}:{self.line}" if self.line else self.name

    def problem(self, what: str) -> Problem:
        """A problem at the line that has been read last."""
        return Problem(self.place, what)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes, unzipped. Raises what :data:`UNREADABLE` names, now or while they are read."""
        if self.path is None:
            given = sys.stdin.buffer
            piped = given if isinstance(given, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, given))
            with gzip.open(piped) if piped.peek(2).startswith(MAGIC) else _kept_open(piped) as handle:
                yield cast(IO[bytes], handle)
        else:
            with gzip.open(self.path) if self.path.suffix.lower() == ".gz" else self.path.open("rb") as handle:
                yield cast(IO[bytes], handle)

    @contextmanager
    def open_seekable(self) -> Iterator[IO[bytes]]:
        """As :meth:`open`, for formats that are read from their end: what cannot be sought in goes through a temporary file."""
        with self.open() as handle:
            if self.path is not None and not isinstance(handle, gzip.GzipFile):
                yield handle
                return
            with tempfile.TemporaryFile() as whole:
                shutil.copyfileobj(handle, whole, 1 << 20)
                whole.seek(0)
                yield cast(IO[bytes], whole)


@contextmanager
def _kept_open(handle: IO[bytes]) -> Iterator[IO[bytes]]:
    yield handle


def why(error: BaseException) -> str:
    """What is wrong with the bytes, in words."""
    if isinstance(error, EOFError):
        return "the gzip stream ends too early"
    if isinstance(error, (zlib.error, gzip.BadGzipFile)):
        return f"a damaged gzip stream ({str(error).rstrip('.')})"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
