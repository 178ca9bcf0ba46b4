"""The list behind :mod:`pipeline.components.known_words`: ``python -m pipeline.model.recipe.known_words`` writes it.

Names from Faker (MIT), GeoNames (CC BY 4.0) and CLDR, parts of speech from Morph-it! (CC BY-SA 2.0 and LGPL), frequencies from
wordfreq (CC BY-SA 4.0), organisations from general knowledge (``bodies.toml``).
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from importlib import import_module

from pipeline.components.known_words import FILE, LISTED
from pipeline.model.recipe import wordlist
from pipeline.model.recipe.gazetteer import Gazetteer, bodies, towns

#: Words rarer than this (Zipf scale) are left out.
READ = 1.5


def names() -> dict[str, int]:
    """Names of one word, and words of longer ones: a bit for each list that has it (the last three only where no city or country has it)."""
    gazetteer, italian = Gazetteer(), import_module("faker.providers.person.it_IT").Provider
    groups: list[set[str]] = [
        set().union(*gazetteer.first), set().union(*gazetteer.last), set(gazetteer.cities), {w for n in gazetteer.cities for w in n.split()},
        set(gazetteer.countries), {w for n in gazetteer.countries for w in n.split()}, {*italian.first_names_male, *italian.first_names_female}, set(italian.last_names),
    ]  # fmt: skip
    found: dict[str, int] = defaultdict(int)
    for bit, group in enumerate(groups):
        for name in group:
            if " " not in name and name[:1].isupper():
                found[name] |= 1 << bit
    places = frozenset(name for group in groups[2:6] for name in group)
    for bit, more in enumerate((bodies("BODIES"), bodies("THINGS"), towns()), len(groups)):
        for name in sorted({*more} - places):
            found[name] |= 1 << bit
    return found


def words() -> dict[str, int]:
    """Words in lower case: how often they are read (the whole part on the Zipf scale, times 16), and a bit for each part of speech."""
    found: dict[str, int] = {}
    tables = [wordlist.lemma_table(pos) for pos in wordlist.PARTS]
    for word in sorted(set().union(*tables)):
        often = wordlist.frequency(word)
        if word.isalpha() and often >= READ:
            found[word] = int(often) * 16 + sum(1 << bit for bit, table in enumerate(tables) if word in table)
    return found


def main() -> None:
    """Write the file; the same lists make the same bytes."""
    lines = []
    for column, table in zip(LISTED, (names(), words()), strict=True):
        by_number: dict[int, list[str]] = defaultdict(list)
        for word, number in table.items():
            by_number[number].append(word)
        lines += [f"{column}\t{number}\t{' '.join(sorted(by_number[number]))}\n" for number in sorted(by_number)]
    FILE.write_bytes(gzip.compress("".join(lines).encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
