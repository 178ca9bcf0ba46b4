"""Binary files that appear when they are complete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def new_file(target: str) -> Iterator[Path]:
    """A path to write to that becomes ``target`` on leaving without an error, and disappears with one. Raises ``OSError``."""
    final = Path(target)
    if final.is_dir():
        raise IsADirectoryError(21, "is a folder", target)
    final.parent.mkdir(parents=True, exist_ok=True)
    partial = final.with_name(final.name + ".partial")
    try:
        yield partial
        partial.replace(final)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
