"""Lines of a source, decoded one by one, so that a bad one costs itself alone."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from functools import cache
from typing import IO

from pipeline.formats.articles import Problem
from pipeline.formats.inputs.source import Source

#: Bytes of a line, so that a file without line breaks is not read into memory.
LONGEST = 1 << 26
BOM = "\ufeff"


def lines(source: Source, handle: IO[bytes], encoding: str) -> Iterator[str | Problem]:
    """Yield every line with its line break, and a problem in the place of each that cannot be decoded; counts them in ``source.line``.
    A mark at the beginning that tells the order of bytes is left out.
    """
    source.line = 0
    found = _split(source, handle, encoding) if keeps_ascii(encoding) else _decoded(source, handle, encoding)
    for item in found:
        yield item.removeprefix(BOM) if source.line == 1 and isinstance(item, str) else item


@cache
def keeps_ascii(encoding: str) -> bool:
    """Whether the bytes of ASCII stand for themselves, and for nothing else, as they do not in UTF-16 and in some encodings of Asia."""
    name = codecs.lookup(encoding).name
    try:
        return name.startswith("utf-8") or (bytes(range(128)).decode(name) == "".join(map(chr, range(128))) and len(bytes(range(256)).decode(name, "replace")) == 256)
    except UnicodeDecodeError:
        return False


def _split(source: Source, handle: IO[bytes], encoding: str) -> Iterator[str | Problem]:
    while raw := handle.readline(LONGEST):
        source.line += 1
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            while (rest := handle.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield source.problem(f"a line of more than {LONGEST >> 20} MB")
            continue
        try:
            yield raw.decode(encoding)
        except UnicodeDecodeError as error:
            yield source.problem(f"not {encoding.upper()} at byte {error.start} of the line; name the encoding with --encoding")


def _decoded(source: Source, handle: IO[bytes], encoding: str) -> Iterator[str | Problem]:
    """Lines of an encoding in which line breaks cannot be found without decoding: what follows a bad one is lost."""
    text = io.TextIOWrapper(handle, encoding, newline="\n")
    try:
        while line := text.readline(LONGEST):
            source.line += 1
            yield line
    except UnicodeDecodeError:
        source.line += 1
        yield source.problem(f"not {encoding.upper()}; the rest of the file cannot be read; name the encoding with --encoding")
    finally:
        text.detach()
