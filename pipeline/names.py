"""When two names are the same name: case, determiners and leading titles aside."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

DETERMINER = re.compile(r"^(?:(?:il|lo|la|i|gli|le|un|uno|una|dei|degli|delle|del|dello|della|al|allo|alla|ai|agli|alle)\s+|(?:l|un|dell|all)')\s*")


@cache
def titles() -> frozenset[str]:
    """The titles that may lead a name, from the lexicon."""
    data = tomllib.loads((Path(__file__).parent / "lexicon" / "titles.toml").read_text(encoding="utf-8"))
    return frozenset(data["before_names"]["titles"])


@lru_cache(maxsize=1 << 12)
def normalise(name: str) -> str:
    """``name`` in lower case, apostrophes straight, spaces single, without a leading determiner and leading titles.

    A title goes only where another word follows, so that *il ministro* stays *ministro*.
    """
    text = " ".join(name.replace("’", "'").lower().split())
    while True:
        shorter = DETERMINER.sub("", text)
        words = shorter.split()
        if len(words) > 1 and words[0].rstrip(".") in titles() and words[1] not in ("di", "del", "della", "dell'", "dello", "dei", "degli", "delle", "e"):
            shorter = " ".join(words[1:])
        if shorter == text:
            return text
        text = shorter
