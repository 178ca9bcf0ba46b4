"""Read articles, one at a time; a bad one is a problem, not the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.formats.articles import Article, Problem, checked
from pipeline.formats.inputs.finding import Found, find
from pipeline.formats.inputs.ids import Ids
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.registry import Input
from pipeline.formats.inputs.source import UNREADABLE, Source, why

Each = Callable[[Iterator[Found | Problem], Reading], Iterator[Article | Problem]]


def read_source(source: Source, kind: Input, how: Reading) -> Iterator[Article | Problem]:
    """Yield what stands in a source; bytes that cannot be read are a problem."""
    read_one = kind.read
    try:
        yield from read_one(source, how)
    except UNREADABLE as error:
        yield source.problem(why(error))


def one_by_one(found: Iterator[Found | Problem], how: Reading) -> Iterator[Article | Problem]:
    """Read one source after the other."""
    for item in found:
        if isinstance(item, Problem):
            yield item
        else:
            yield from read_source(*item, how)


def read(paths: list[str], how: Reading | None = None, each: Each = one_by_one) -> Iterator[Article | Problem]:
    """Yield the articles that ``paths`` name (files, folders, globs, ``-``), and a :class:`~pipeline.formats.articles.Problem` in the
    place of each that cannot be read. ``each``: what reads the sources, in their order
    (:class:`~pipeline.runs.reading.SideBySide` does so in several processes).

    Raises :class:`~pipeline.formats.registry.MissingExtra` for a library that is missing.
    """
    how = how or Reading()
    ids = Ids()
    for item in each(find(paths, how.form), how):
        item = checked(item) if isinstance(item, Article) else item
        if isinstance(item, Article) and (earlier := ids.met(item)):
            item = Problem(item.place, f"the id {item.id!r} is that of {earlier} already")
        yield item
