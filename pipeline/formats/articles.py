"""Read articles: files, folders, globs and standard input, one at a time; a bad one is a problem, not the end."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".txt",)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``text`` is exactly what was decoded, no newline translated, nothing stripped."""

    id: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, with its place."""

    source: str
    what: str

    def __str__(self) -> str:
        return "".join(c if c.isprintable() else " " for c in f"{self.source}: {self.what}")  # one line, whatever it quotes: no line break, no terminal's escape


def find(paths: list[str]) -> Iterator[tuple[str, Path] | Problem]:
    """Yield (id, file) for every article that ``paths`` name, in order. A folder's articles have their path in it without the
    suffix as id, a file its name without the suffix.
    """
    for given in paths:
        path = Path(given)
        if given == "-":
            yield "stdin", path
        elif path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
            if not files:
                yield Problem(given, f"a folder without articles ({', '.join(SUFFIXES)})")
            for file in files:
                yield file.relative_to(path).with_suffix("").as_posix(), file
        elif path.exists():
            yield path.stem, path
        elif glob.has_magic(given):
            matches = sorted(glob.glob(given, recursive=True))
            if not matches:
                yield Problem(given, "no file matches")
            for match in matches:
                if Path(match).is_file():
                    yield Path(match).stem, Path(match)
        else:
            yield Problem(given, "no such file or folder")


def read(paths: list[str], encoding: str = "utf-8") -> Iterator[Article | Problem]:
    """Yield the articles that ``paths`` name, and a :class:`Problem` in the place of each that cannot be read."""
    seen: dict[str, str] = {}
    for found in find(paths):
        if isinstance(found, Problem):
            yield found
            continue
        ident, path = found
        source = "-" if ident == "stdin" and str(path) == "-" else str(path)
        if ident in seen:
            yield Problem(source, f"the id {ident!r} is that of {seen[ident]} already")
            continue
        seen[ident] = source
        try:
            data = sys.stdin.buffer.read() if source == "-" else path.read_bytes()
        except OSError as error:
            yield Problem(source, error.strerror or str(error))
            continue
        yield decode(ident, source, data, encoding)


def decode(ident: str, source: str, data: bytes, encoding: str) -> Article | Problem:
    """The article in ``data``, or what is wrong with it and where."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Problem(source, f"not {encoding.upper()} at byte {error.start} (line {line}); name the encoding with --encoding")
    if "\0" in text:
        at = text.index("\0")
        return Problem(source, f"a NUL byte at character {at} (line {text.count(chr(10), 0, at) + 1}): not a text")
    if not text.strip():
        return Problem(source, "empty")
    return Article(ident, source, text)
