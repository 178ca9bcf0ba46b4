"""Read a file of the KIND corpus and join its tokens into the text that the offsets count.

KIND gives a token and its entity tag a line, a blank line between sentences, and no spaces. The text is therefore a convention:
every rule below is part of the meaning of the offsets, and a change to one moves them all. ``text_sha256`` catches that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

Sentence = list[str]

OPENING = frozenset("(«“[")
CLOSING = frozenset([*",.;:)%!?»”]°", "..."])
#: After an elided word (*dell'*, *c’*) no space is due.
APOSTROPHES = ("'", "’")
#: Opens and closes by turns, through the whole article: a quotation may go on over sentences.
STRAIGHT = '"'


class KindError(ValueError):
    """A KIND file that is not there or cannot be decoded."""


class KindFile(NamedTuple):
    """A file of KIND: its path, the SHA-256 of its bytes, its sentences as lists of tokens, numbered from 0."""

    path: Path
    sha256: str
    sentences: list[Sentence]


def read_kind(folder: Path, name: str, wanted: str | None = None) -> KindFile:
    """The file ``name`` in ``folder`` or in a folder of it (a clone of KIND has it further down). Of several, the one with the
    SHA-256 ``wanted``, else the first. Raises :class:`KindError` where there is none, or it is not UTF-8.
    """
    found = [folder / name] if (folder / name).is_file() else sorted(folder.rglob(name))
    if not found:
        raise KindError("no such file, nor in a folder below; it is a part of KIND, https://github.com/dhfbk/KIND")
    files = [(path, path.read_bytes()) for path in found]
    path, data = next(((p, d) for p, d in files if hashlib.sha256(d).hexdigest() == wanted), files[0])
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KindError(f"not UTF-8 at byte {error.start}") from error
    return KindFile(path, hashlib.sha256(data).hexdigest(), sentences(content))


def sentences(content: str) -> list[Sentence]:
    """The blocks between blank lines, each the list of its tokens (what stands before the first tab of a line)."""
    out: list[Sentence] = []
    fresh = True
    for line in content.split("\n"):  # not splitlines: a token may hold one of the other line separators
        token = line.rstrip("\r").split("\t")[0]
        if not token.strip():
            fresh = True
            continue
        if fresh:
            out.append([])
            fresh = False
        out[-1].append(token)
    return out


def article_text(parts: list[Sentence], headings: Iterable[int] = ()) -> str:
    """The sentences ``parts`` as one text: a space between two, an empty line on either side of those whose indices are ``headings``."""
    apart = set(headings)
    out: list[str] = []
    inside = False
    for i, tokens in enumerate(parts):
        joined, inside = join(tokens, inside)
        if out:
            out.append("\n\n" if i in apart or i - 1 in apart else " ")
        out.append(joined)
    return "".join(out)


def join(tokens: Sentence, inside: bool = False) -> tuple[str, bool]:
    """The tokens of a sentence as text. ``inside``: a straight quotation mark is open where it begins; the second value, where it ends."""
    out: list[str] = []
    glued = True
    for token in tokens:
        opens, closes = token in OPENING, token in CLOSING
        if token == STRAIGHT:
            opens, closes, inside = not inside, inside, not inside
        if not glued and not closes:
            out.append(" ")
        out.append(token)
        glued = opens or token.endswith(APOSTROPHES)
    return "".join(out), inside
