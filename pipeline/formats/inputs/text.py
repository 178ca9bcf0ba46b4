"""Plain text: a file is an article."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.articles import Article, Problem, decode
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.source import Source


def read(source: Source, how: Reading) -> Iterator[Article | Problem]:
    """Yield the article."""
    with source.open() as handle:
        data = handle.read()
    yield decode(source.id, source.name, data, how.encoding or "utf-8")
