"""JSON lines: a line is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs.lines import lines
from pipeline.formats.inputs.objects import article
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.source import Source

_WHERE = re.compile(r" at line (\d+) column (\d+)$")


def read(source: Source, how: Reading) -> Iterator[Article | Problem]:
    """Yield an article for each line that is not blank."""
    with source.open() as handle:
        for line in lines(source, handle, how.encoding or "utf-8"):
            if isinstance(line, Problem):
                yield line
            elif line.strip():
                data = parsed(line.strip(), source.name, source.line)
                yield data if isinstance(data, Problem) else article(data, source.line, source, how.fields)
    if not source.line:
        yield source.problem("empty")


def parsed(text: str, name: str, first: int) -> Any | Problem:
    """The JSON value in ``text``, which begins in line ``first`` of the file ``name``, or what is wrong in it."""
    try:
        return from_json(text.rstrip())
    except ValueError as error:
        message, line, column = str(error), first, ""
        if match := _WHERE.search(message):
            message, line, column = message[: match.start()], first + int(match[1]) - 1, f" at column {match[2]}"
        return Problem(f"{name}:{line}", f"not JSON: {message}{column}")
