"""The text that is measured on: the articles of a folder, as often as needed, in another order each time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

#: Behind what an opening may end.
STOP = re.compile(r"[.\n]\s")
#: What makes rules slow where they look further than they should, each repeated to size.
PATHOLOGICAL = {
    "one quotation that never closes": ("Marta Lodi ha detto: «", "la fabbrica resta aperta e il piano va avanti, "),
    "quotation marks alone": ("", "« » “ ” \" "),
    "one sentence of reports": ("", "Marta Lodi ha detto che il piano è fermo, secondo il sindaco, e "),
    "one speaker per sentence": ("", "Aldo Neri, sindaco di Ferrano, ha detto: «Non si chiude». "),
    "a new name in each sentence": ("", "NOME, sindaco di Ferrano, ha detto: «Non si chiude». "),
    "no line break": ("", "Il consiglio ha votato ieri il bilancio della città. Poi ha aggiunto che i lavori cominciano. "),
    "no spaces": ("", "disse«»"),
}


def read(folder: Path) -> list[str]:
    """The texts of ``folder``'s ``.txt`` files, by name. Raises ``FileNotFoundError`` where there is none."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        raise FileNotFoundError(f"no .txt file in {folder}")
    return texts


def stream(texts: list[str], number: int, seed: int = 7) -> Iterator[str]:
    """``number`` articles: all of ``texts``, shuffled, then all of them in another order, and so on."""
    chance = random.Random(seed)
    while number > 0:
        cycle = chance.sample(texts, len(texts))
        yield from cycle[:number]
        number -= len(cycle)


def opening(text: str, least: int = 30) -> str:
    """The first lines and sentences of ``text``, as many as hold ``least`` words: of ten thousand articles no more is to be read in a minute or two."""
    end = next((stop.end() for stop in STOP.finditer(text) if words(text[: stop.end()]) >= least), len(text))
    return text[:end]


def words(text: str) -> int:
    """Words as white space sets them apart."""
    return len(text.split())


def pathological(kind: str, size: int) -> str:
    """A text of about ``size`` characters of one of the kinds of :data:`PATHOLOGICAL`."""
    opening, piece = PATHOLOGICAL[kind]
    if "NOME" not in piece:
        return opening + piece * max(1, (size - len(opening)) // len(piece))
    chance, text = random.Random(7), [opening]
    left = size - len(opening)
    while left >= len(piece := PATHOLOGICAL[kind][1].replace("NOME", f"{_name(chance)} {_name(chance)}")):
        text.append(piece)
        left -= len(piece)
    return "".join(text)


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(("ba", "co", "de", "fi", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")) for _ in range(4)).capitalize()
