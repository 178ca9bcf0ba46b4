"""JSON: a list of articles, one article, or several one after the other.

The file is cut into its articles first and each is parsed alone: a parser that takes the whole as a stream stops for good at the
first error, so that an article with a mistake in it would cost all that follow.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs.cutting import Cutter
from pipeline.formats.inputs.jsonl import parsed
from pipeline.formats.inputs.lines import BOM, keeps_ascii
from pipeline.formats.inputs.objects import article
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.source import Source

PIECE = 1 << 18
#: Characters of an article with its fields; more than this, and the brackets do not match.
LONGEST = 1 << 26


def read(source: Source, how: Reading) -> Iterator[Article | Problem]:
    """Yield the articles."""
    encoding = how.encoding or "utf-8"
    cutter, number = Cutter(), 0
    with source.open() as handle:
        for piece in _pieces(handle, encoding):
            if isinstance(piece, UnicodeDecodeError):
                yield source.problem(f"not {encoding.upper()}; the rest of the file cannot be read; name the encoding with --encoding")
                return
            for first, text in cutter.feed(piece):
                number += 1
                yield _article(text, first, number, source, how)
            source.line = cutter.line
            if cutter.size > LONGEST:
                yield Problem(f"{source.name}:{cutter.first}", "an article that does not end; the rest of the file cannot be read")
                return
    last = cutter.rest()
    if cutter.depth or cutter.in_list:
        yield Problem(f"{source.name}:{cutter.first}", "the file ends before the list or the article that begins here does")
    elif last.strip():
        yield _article(last, cutter.first, number + 1, source, how)
    elif not cutter.begun:
        yield Problem(source.name, "empty")


def _pieces(handle: IO[bytes], encoding: str) -> Iterator[str | UnicodeDecodeError]:
    """The text in pieces: where an encoding keeps ASCII, its bytes as they are, so that what cannot be decoded costs one article."""
    if keeps_ascii(encoding):
        first = handle.read(PIECE).removeprefix(codecs.BOM_UTF8)
        yield first.decode("latin-1")
        while data := handle.read(PIECE):
            yield data.decode("latin-1")
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        yield decoder.decode(handle.read(PIECE)).removeprefix(BOM)
        while data := handle.read(PIECE):
            yield decoder.decode(data)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        yield error


def _article(text: str, first: int, number: int, source: Source, how: Reading) -> Article | Problem:
    place = Source(source.id, source.name, source.path, first)
    encoding = how.encoding or "utf-8"
    if keeps_ascii(encoding):
        try:
            text = text.encode("latin-1").decode(encoding)
        except UnicodeDecodeError as error:
            return place.problem(f"not {encoding.upper()} at byte {error.start} of the article; name the encoding with --encoding")
    data = parsed(text, source.name, first)
    return data if isinstance(data, Problem) else article(data, number, place, how.fields)
