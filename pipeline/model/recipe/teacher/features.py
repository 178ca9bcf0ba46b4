"""What lists know of a word form, as numbers: its parts of speech, its inflection, whether it is somebody's or some place's name."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import numpy as np

from pipeline.model.recipe import wordlist
from pipeline.model.recipe.gazetteer import Gazetteer

#: Characters of a form that are looked at: of a longer one the first and the last half of that number.
CHARACTERS = 20


class WordFeatures:
    """Looks words up in Morph-it!, wordfreq, and the lists of names of :mod:`pipeline.model.recipe.gazetteer`."""

    def __init__(self) -> None:
        names = Gazetteer()
        italian = import_module("faker.providers.person.it_IT").Provider
        self.lists: list[set[str]] = [
            set().union(*names.first), set().union(*names.last), set(names.cities), _words(names.cities), set(names.countries), _words(names.countries),
            {*italian.first_names_male, *italian.first_names_female}, set(italian.last_names),
        ]  # fmt: skip
        self.parts = [wordlist.lemma_table(pos) for pos in wordlist.PARTS]
        self.verbs, self.nouns = wordlist.verbs(), wordlist.nouns()
        self.inflections = {kind: i for i, kind in enumerate(sorted({_kind(form) for forms in self.verbs.values() for form in forms}))}

    def __call__(self, form: str) -> Any:
        """One row of floats for ``form``."""
        lower = form.lower().replace("’", "'")
        word = lower if lower.isalpha() else lower.strip("'\".,»«()")
        name = form.title() if form.isupper() else form
        known = [word in part for part in self.parts] + [name in group for group in self.lists]
        often = wordlist.frequency(word) if word else 0.0
        shape = [often / 8, not often, form[:1].isupper(), form.isupper(), any(c.isdigit() for c in form)]
        _, gender, number = self.nouns.get(word, ("", "", ""))
        inflection = [0] * len(self.inflections)
        for verb in self.verbs.get(word, ()):
            inflection[self.inflections[_kind(verb)]] = 1
        return np.array([*known, *shape, gender == "Masc", gender == "Fem", number == "Sing", number == "Plur", *inflection], dtype="f")


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name.split()}


def _kind(form: Any) -> str:
    return f"{form.mood}/{form.person}/{form.number}"


def clipped(form: str) -> str:
    """The characters of ``form`` that are looked at."""
    return form if len(form) <= CHARACTERS else form[: CHARACTERS // 2] + form[-CHARACTERS // 2 :]
