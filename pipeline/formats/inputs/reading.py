"""Read articles, one at a time; a bad one is a problem, not the end."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.articles import Article, Problem, checked
from pipeline.formats.inputs.finding import find
from pipeline.formats.inputs.ids import Ids
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.registry import Input
from pipeline.formats.inputs.source import UNREADABLE, Source, why


def read(paths: list[str], how: Reading | None = None) -> Iterator[Article | Problem]:
    """Yield the articles that ``paths`` name (files, folders, globs, ``-``), and a :class:`~pipeline.formats.articles.Problem` in the
    place of each that cannot be read. Raises :class:`~pipeline.formats.registry.MissingExtra` for a library that is missing.
    """
    how = how or Reading()
    ids = Ids()
    for found in find(paths, how.form):
        if isinstance(found, Problem):
            yield found
            continue
        for item in _source(*found, how):
            item = checked(item) if isinstance(item, Article) else item
            if isinstance(item, Article) and (earlier := ids.met(item)):
                item = Problem(item.place, f"the id {item.id!r} is that of {earlier} already")
            yield item


def _source(source: Source, kind: Input, how: Reading) -> Iterator[Article | Problem]:
    read_one = kind.read
    try:
        yield from read_one(source, how)
    except UNREADABLE as error:
        yield source.problem(why(error))
