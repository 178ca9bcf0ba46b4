"""CSV: a row is an article; the first line names the columns."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs.lines import lines
from pipeline.formats.inputs.objects import absent, article
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.source import Source

SEPARATORS = ",;\t|"
#: Characters of a cell; the csv module's own limit is less than a long article.
LONGEST = 1 << 24


class _BadLine(Exception):
    """A line of a row cannot be decoded."""


class Rows:
    """The rows of numbered lines. Each row has a reader of its own, so that after one that is broken the lines behind its first are
    read again: a quotation mark that is not closed costs its row, and not all rows up to the next mark.
    """

    def __init__(self, found: Iterator[str | Problem], source: Source) -> None:
        csv.field_size_limit(LONGEST)
        self._found = ((source.line, item) for item in found)
        self._again: deque[tuple[int, str | Problem]] = deque()
        self.source = source
        self.separator: str | None = None

    def __iter__(self) -> Iterator[tuple[int, list[str] | Problem]]:
        """Yield (line in which it begins, cells) for every row that is not blank, and a problem in the place of one that is broken."""
        while taken := self._taken():
            number, first = taken[0]
            if isinstance(first, Problem):
                yield number, first
                continue
            self.separator = self.separator or max(SEPARATORS, key=first.count)
            try:
                cells = next(csv.reader(self._lines(taken), delimiter=self.separator, strict=True), [])
            except (csv.Error, _BadLine) as error:
                last = taken[-1][0]
                self._again.extendleft(reversed(taken[1:]))
                yield number, Problem(f"{self.source.name}:{number}", f"not CSV: {error}" + (f" (line {last})" if last != number else ""))
                continue
            if cells:
                yield number, cells

    def _next(self) -> tuple[int, str | Problem] | None:
        return self._again.popleft() if self._again else next(self._found, None)

    def _taken(self) -> list[tuple[int, str | Problem]]:
        taken = self._next()
        return [taken] if taken else []

    def _lines(self, taken: list[tuple[int, str | Problem]]) -> Iterator[str]:
        """The lines of a row: the first, and more as long as the reader asks for them; ``taken`` keeps them."""
        number = 0
        while True:
            item = taken[number][1]
            if isinstance(item, Problem):
                raise _BadLine("a line of it cannot be decoded")
            yield item
            following = self._next()
            if following is None:
                return
            taken.append(following)
            number += 1


def read(source: Source, how: Reading) -> Iterator[Article | Problem]:
    """Yield an article for each row."""
    with source.open() as handle:
        rows = Rows(lines(source, handle, how.encoding or "utf-8"), source)
        header: list[str] | None = None
        number = 0
        for line, cells in rows:
            place = Source(source.id, source.name, source.path, line)
            if header is None:
                if isinstance(cells, Problem):
                    yield cells
                    return
                header = [cell.strip() for cell in cells]
                twice = [f"two columns {name!r}" for name in dict.fromkeys(header) if header.count(name) > 1 and name]
                if wrong := [*twice, *absent(how.fields, header)]:
                    yield place.problem(wrong[0])
                    return
                continue
            number += 1
            if isinstance(cells, Problem):
                yield cells
            elif len(cells) != len(header):
                yield place.problem(f"{len(cells)} cells; the first line names {len(header)} columns")
            else:
                yield article(dict(zip(header, cells, strict=True)), number, place, how.fields)
        if header is None:
            yield Problem(source.name, "empty")
