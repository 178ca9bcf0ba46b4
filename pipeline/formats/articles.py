"""What readers give: an article, or what is wrong with something that should have been one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``text`` is exactly what was decoded or extracted, no newline translated, nothing stripped. ``title``, ``published``
    and ``meta`` are what the input says beside it; ``line`` is where in ``source`` it begins, if it is not the only one there.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    published: str | None = None
    meta: dict[str, Any] | None = None
    line: int | None = None

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return self.source if self.line is None else f"{self.source}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, with its place."""

    source: str
    what: str

    def __str__(self) -> str:
        return "".join(c if c.isprintable() else " " for c in f"{self.source}: {self.what}")  # one line, whatever it quotes: no line break, no terminal's escape


def decode(ident: str, source: str, data: bytes, encoding: str) -> Article | Problem:
    """The article that ``data`` is, or what is wrong with it and where."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Problem(source, f"not {encoding.upper()} at byte {error.start} (line {line}); name the encoding with --encoding")
    return checked(Article(ident, source, text))


def checked(article: Article) -> Article | Problem:
    """``article``, or what keeps it from being one."""
    text = article.text
    if "\0" in text:
        at = text.index("\0")
        return Problem(article.place, f"a NUL byte at character {at} (line {text.count(chr(10), 0, at) + 1}): not a text")
    if not text.strip():
        return Problem(article.place, "empty")
    for what, value in (("text", text), ("id", article.id), ("title", article.title or "")):
        try:
            value.encode()
        except UnicodeEncodeError as error:  # a name of a file that is not UTF-8, half of a pair of surrogates
            return Problem(article.place.encode("utf-8", "replace").decode(), f"its {what} has half a character at {error.start}, which cannot be written")
    return article
