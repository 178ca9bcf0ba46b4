"""Read side by side what takes long to read: a page of HTML takes a third of the time that its analysis takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs.finding import Found
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.reading import one_by_one, read_source
from pipeline.formats.inputs.registry import INPUTS
from pipeline.runs.pool import Pool

Items = list[Article | Problem]
PAGES = 8


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Reads slow formats in ``jobs`` processes, each source within ``timeout`` seconds, and all others as they come; in their order.
    With one job and no time limit everything is read here.
    """

    jobs: int = 1
    timeout: float | None = None

    def __call__(self, found: Iterator[Found | Problem], how: Reading) -> Iterator[Article | Problem]:
        """Yield the articles of all sources."""
        if self.jobs == 1 and self.timeout is None:
            yield from one_by_one(found, how)
            return
        with Pool[Found, Items](_ReadAll(how), _failed, self.jobs, self.timeout) as pool:  # starts none before the first page
            for slow, group in groupby(found, _is_slow):
                if slow:
                    for results in pool.map(_lists(group)):  # type: ignore[arg-type]  # no problem is slow
                        for items in results:
                            yield from items
                else:
                    yield from one_by_one(group, how)


def _is_slow(item: Found | Problem) -> bool:
    if isinstance(item, Problem):
        return False
    source, kind = item
    return kind.slow and source.path is not None and kind.read is not None  # a missing library is to be told here


def _lists(group: Iterable[Found]) -> Iterator[list[Found]]:
    rest = iter(group)
    while some := list(islice(rest, PAGES)):
        yield some


class _ReadAll:
    """What a process does. The libraries are loaded with it, so that this does not count as the first page's time."""

    def __init__(self, how: Reading) -> None:
        self.how = how

    def __setstate__(self, state: dict[str, Reading]) -> None:
        self.__dict__.update(state)
        for kind in INPUTS.values():
            if kind.slow:
                _ = kind.read

    def __call__(self, found: list[Found]) -> list[Items]:
        return [list(read_source(source, kind, self.how)) for source, kind in found]


def _failed(item: Found, reason: str) -> Items:
    return [Problem(item[0].name, reason)]
