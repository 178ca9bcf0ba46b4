"""The content of a cue, as tokens, before it becomes a claim."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.components.syntax import Syntax
from pipeline.components.syntax.tokens import Token


class Content(NamedTuple):
    """The content of a cue: its frame, tokens ``start``–``end`` (runs), and the token that heads it."""

    frame: str
    runs: list[tuple[int, int]]
    head: int


def is_somebody(syntax: Syntax, token: Token) -> bool:
    """Whether a noun is for a person or body, to whom things can be said."""
    title = syntax.title(token)
    if title is not None and syntax.said_to_do(token):
        return False
    return bool(token.ent_type_ == "PER" or (title is not None and title.type != "document"))
