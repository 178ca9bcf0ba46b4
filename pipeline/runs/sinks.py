"""Where the lines of a run go: a file that can be gone on with, or a stream (standard output, a pipe, a device) that cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol

from pipeline.formats.articles import Article, Problem
from pipeline.runs.partial import Partial, Unresumable
from pipeline.schema import Record


class Sink(Protocol):
    """``write`` takes whole lines; ``records`` says how many are written; ``finish`` and ``leave`` end it, well or early."""

    records: int

    def write(self, line: str) -> None:
        """Write a whole line. Raises ``OSError``."""

    def open_items(self, items: Iterator[Article | Problem]) -> Iterator[Article | Problem]:
        """The items that are still to be done."""

    def finish(self) -> None:
        """All is written."""

    def leave(self) -> None:
        """No more will be written."""


class Stream:
    """Lines to ``handle``, each handed on at once."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle = handle
        self.records = 0

    def write(self, line: str) -> None:
        """Write a whole line. Raises ``OSError``."""
        self._handle.write(line.encode("utf-8", "surrogatepass"))
        self._handle.flush()
        self.records += 1

    def open_items(self, items: Iterator[Article | Problem]) -> Iterator[Article | Problem]:
        """All items: nothing was done before."""
        return items

    def finish(self) -> None:
        """Nothing is held back."""
        self._handle.flush()

    def leave(self) -> None:
        """Drop what could not be written, so that Python does not try again (and complain) when it ends."""
        with suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self._handle.fileno())
            os.close(null)


def open_sink(output: str, how: dict[str, Any], resume: bool | None, known: Callable[[Record], None]) -> Sink:
    """The sink for ``output`` (``-``: standard output); the rest as in :class:`~pipeline.runs.partial.Partial`, which says what is raised."""
    target = Path(output)
    stream = output == "-" or (target.exists() and not target.is_file() and not target.is_dir())
    if not stream:
        return Partial(target, how, resume, known)
    if resume:
        raise Unresumable("--resume needs a file: name it with -o")
    return Stream(sys.stdout.buffer if output == "-" else target.open("wb", buffering=0))
