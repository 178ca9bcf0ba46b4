"""How much a request may ask for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``body``: bytes of a request; ``characters`` of an article; ``batch``: articles of a request; ``timeout``: seconds in which a body must
    have arrived, in which an article must come to its turn, and in which it must then be analysed; ``waiting``: articles that may
    wait for their turn.
    """

    body: int = 4 << 20
    characters: int = 100_000
    batch: int = 100
    timeout: float = 60.0
    waiting: int = 64
