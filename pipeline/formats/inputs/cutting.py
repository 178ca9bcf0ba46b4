"""Cuts JSON that comes in pieces into the values of its list, or into values that follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_OUTSIDE = re.compile(r'["{}\[\],]')
_INSIDE = re.compile(r'(?:[^"\\\n]++|\\[^\n])*+')


@dataclass(slots=True)
class Cutter:
    """Knows brackets and quotation marks, and nothing else of JSON. A text in quotation marks ends with its line at the latest, as JSON
    demands, and its value with it, so that a mark that is missing costs one value.

    ``first`` is the line in which the value that is not complete begins, ``size`` its characters so far; ``begun``: something has come.
    """

    first: int = 1
    size: int = 0
    line: int = 1
    depth: int = 0
    in_list: bool = False
    begun: bool = False
    _in_text: bool = False
    _escaped: bool = False
    _parts: list[str] = field(default_factory=list)

    def feed(self, piece: str) -> Iterator[tuple[int, str]]:
        """Yield the values that end in ``piece``, each with the number of the line in which it begins."""
        if not piece:
            return  # a decoder that waits for the rest of a character: what was escaped still is
        at, place = 0, int(self._escaped and piece[:1] != "\n")  # what stands before ``at`` has been handed out
        self._escaped = False
        while place < len(piece):
            if self._in_text:
                place = self._through_text(piece, place)
                if piece[place - 1 : place] == "\n":  # the mark at its end is missing, and who knows which brackets with it
                    self.depth = 0
                    yield from self._end(piece[at:place])
                    at = place
                continue
            match = _OUTSIDE.search(piece, place)
            if match is None:
                break
            char, before, place = match[0], match.start(), match.end()
            if char == '"':
                self._in_text = True
            elif char == "[" and not self.begun and not self._parts and not piece[at:before].strip():
                self.in_list = True
                self._count(piece[at:place])
                at = place
            elif char in "{[":
                self.depth += 1
            elif char == "," and self.depth == 0 and self.in_list:
                yield from self._end(piece[at:before])
                at = before + 1
            elif char == "]" and self.depth == 0 and self.in_list:
                yield from self._end(piece[at:before])
                self.in_list, at = False, place
            elif char in "}]":
                self.depth = max(0, self.depth - 1)
                if self.depth == 0:
                    yield from self._end(piece[at:place])
                    at = place
            self.begun = True
        self._keep(piece[at:])

    def rest(self) -> str:
        """What is left at the end."""
        return "".join(self._parts)

    def _through_text(self, piece: str, place: int) -> int:
        """The place behind the text's end, or the end of the piece."""
        place = _INSIDE.match(piece, place).end()  # type: ignore[union-attr]  # it matches the empty text too
        if piece[place : place + 1] == "\\":
            self._escaped = place + 1 == len(piece)
            return place + 1
        self._in_text = place == len(piece)
        return place + 1

    def _keep(self, piece: str) -> None:
        if not self._parts:
            spaces = piece[: len(piece) - len(piece.lstrip())]
            self._count(spaces)
            piece = piece[len(spaces) :]
            self.first = self.line
        if piece:
            self._parts.append(piece)
            self.size += len(piece)
            self._count(piece)

    def _count(self, piece: str) -> None:
        self.line += piece.count("\n")

    def _end(self, piece: str) -> Iterator[tuple[int, str]]:
        self._keep(piece)
        value = "".join(self._parts)
        self._parts.clear()
        self.size = 0
        if value.strip():
            yield self.first, value
