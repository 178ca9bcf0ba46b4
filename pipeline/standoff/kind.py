"""Read a file of the KIND corpus and join its tokens into the text that the offsets count.

KIND gives a token and its entity tag a line, a blank line between sentences, and no spaces. The text is therefore a convention:
every rule below is part of the meaning of the offsets, and a change to one moves them all. ``text_sha256`` catches that.
"""

from __future__ import annotations

from collections.abc import Iterable

Sentence = list[str]

OPENING = frozenset("(«“[")
CLOSING = frozenset([*",.;:)%!?»”]°", "..."])
#: After an elided word (*dell'*, *c’*) no space is due.
APOSTROPHES = ("'", "’")
#: Opens and closes by turns, through the whole article: a quotation may go on over sentences.
STRAIGHT = '"'


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
