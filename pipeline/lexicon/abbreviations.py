"""Words that hold full stops, and words whose accent is printed as an apostrophe (``abbreviations.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Printed(NamedTuple):
    """``words``: abbreviations; ``accents``: as printed → as the model knows it; ``lemmas``: of the latter, where they are not their own."""

    words: tuple[str, ...]
    accents: dict[str, str]
    lemmas: dict[str, str]


@cache
def printed() -> Printed:
    """The file's tables, with typographic apostrophes too."""
    table = tomllib.loads((Path(__file__).parent / "abbreviations.toml").read_text(encoding="utf-8"))
    accents = {form: known for word, known in table["accents"].items() for form in (word, word.replace("'", "’"))}
    return Printed(tuple(table["words"]), accents, table["lemmas"])
