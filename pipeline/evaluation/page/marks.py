"""Cut a text where marks begin and end, so that marks may overlap and no character is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Role = Literal["gold", "predicted", "cue", "speaker"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Code points ``start`` to ``end`` of an article, what they are, the words to say it with, and the number of the error."""

    start: int
    end: int
    role: Role
    label: str
    error: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text inside which no mark begins or ends: the roles and errors it belongs to, and the marks that begin with it."""

    text: str
    roles: tuple[Role, ...] = ()
    errors: tuple[int, ...] = ()
    beginning: tuple[Mark, ...] = ()


def cut(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """``text[start:end]`` in pieces; joined they are that text again. A mark that begins before ``start`` begins there."""
    end = len(text) if end is None else end
    inside = [m for m in marks if m.start < end and m.end > start]
    edges = sorted({start, end, *(e for m in inside for e in (m.start, m.end) if start < e < end)})
    pieces = []
    for left, right in pairwise(edges):
        here = [m for m in inside if m.start < right and m.end > left]
        roles = tuple(dict.fromkeys(m.role for m in here))
        errors = tuple(sorted({m.error for m in here}))
        pieces.append(Piece(text[left:right], roles, errors, tuple(m for m in here if max(m.start, start) == left)))
    return pieces


def paragraphs(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch from the beginning of the line that holds ``start`` to the end of the line that holds ``end``."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    return left, len(text) if right < 0 else right
