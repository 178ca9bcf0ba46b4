"""When two names are the same name: case, determiners and leading titles aside."""

from __future__ import annotations

import re
from functools import lru_cache

DETERMINER = re.compile(r"^(?:(?:il|lo|la|i|gli|le|un|uno|una|dei|degli|delle|del|dello|della|al|allo|alla|ai|agli|alle)\s+|(?:l|un|dell|all)')\s*")
TITLES = frozenset(
    """ministro ministra viceministro presidente vicepresidente premier segretario segretaria sottosegretario sottosegretaria onorevole on senatore senatrice
    sen deputato deputata sindaco sindaca assessore assessora governatore governatrice procuratore procuratrice giudice avvocato avvocata avv dottor dottore
    dottoressa dott dr professor professore professoressa prof ingegnere ing architetto arch geometra geom ragionier signor signora signorina sig don suor
    padre monsignor monsignore mons cardinale vescovo papa generale colonnello capitano maresciallo commissario ambasciatore re regina principe ct mister""".split()
)


@lru_cache(maxsize=1 << 12)
def normalise(name: str) -> str:
    """``name`` in lower case, apostrophes straight, spaces single, without a leading determiner and leading titles.

    A title goes only where another word follows, so that *il ministro* stays *ministro*.
    """
    text = " ".join(name.replace("’", "'").lower().split())
    while True:
        shorter = DETERMINER.sub("", text)
        words = shorter.split()
        if len(words) > 1 and words[0].rstrip(".") in TITLES and words[1] not in ("di", "del", "della", "dell'", "dello", "dei", "degli", "delle", "e"):
            shorter = " ".join(words[1:])
        if shorter == text:
            return text
        text = shorter
