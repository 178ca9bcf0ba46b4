"""Steps of hours that a second run of the recipe need not repeat."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def once(work: Path, name: str, do: Callable[[], object]) -> None:
    """Call ``do`` unless it ended well before in the folder ``work``, and remember there that it did; what it raises passes through."""
    done = work / "done" / name
    if done.exists():
        print(f"{name}: done before", flush=True)
        return
    do()
    done.parent.mkdir(parents=True, exist_ok=True)
    done.touch()
