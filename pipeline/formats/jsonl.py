"""Write records: whole lines to a partial file that takes its final name when complete."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.schema import Record


def line(record: Record) -> str:
    """The record as one line of JSON."""
    return record.model_dump_json() + "\n"


@contextmanager
def writer(path: str) -> Iterator[IO[str]]:
    """An open text file for ``path`` (``-``: standard output). On leaving without an error the partial file is renamed;
    with one it is removed. Raises ``OSError`` where the target cannot be written.
    """
    if path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path)
    partial = target.with_name(target.name + ".partial")
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder", path)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
