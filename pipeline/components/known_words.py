"""What lists know of a word: what a word with a capital may be the name of, and how common it is in lower case."""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from pathlib import Path

from spacy.strings import hash_string  # type: ignore[attr-defined]

FILE = Path(__file__).parent.parent / "model" / "known_words.tsv.gz"
#: Columns that the lists fill: what a word with a capital may be the name of; how common the word is in lower case, and as which parts of speech.
LISTED = ("NAME", "WORD")
#: How many first letters have a number of their own.
LETTERS = 3
#: Words whose numbers are remembered.
REMEMBERED = 2**14


@lru_cache(REMEMBERED)
def known(form: str) -> tuple[int, int, int]:
    """The numbers of ``form`` in the columns of :data:`LISTED` (0 where the lists do not have it) and of its first letters."""
    names, words = lists()
    return names.get(form.title() if form.isupper() else form, 0), words.get(form.lower(), 0), hash_string(form[:LETTERS].lower()) if len(form) > 1 else 0


@cache
def lists() -> tuple[dict[str, int], dict[str, int]]:
    """Names and words, each with its number: a line of the file is column, number and words with a space between."""
    found: tuple[dict[str, int], dict[str, int]] = {}, {}
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            column, number, words = line.rstrip("\n").split("\t")
            found[LISTED.index(column)].update(dict.fromkeys(words.split(" "), int(number)))
    return found
