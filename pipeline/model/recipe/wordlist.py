"""The words of Italian and their lemmas, from Morph-it! (CC BY-SA 2.0 and LGPL, in spacy-lookups-data), by how often they are read.

Libraries of the extra ``train``: spacy-lookups-data for the lemmas, wordfreq for the frequencies.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pipeline.lexicon
from pipeline.lexicon.conjugation import Irregulars, VerbForm, conjugate

#: UD parts of speech that have a table.
PARTS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj", "ADV": "adv"}
#: Words rarer than this (Zipf scale: 3 is one in a million) are not put into text.
READ = 1.8


@cache
def lemma_table(pos: str) -> dict[str, str]:
    """Form → lemma for one part of speech, both in lower case."""
    return table(PARTS[pos])


def _decoded(text: str) -> str:
    """The tables' accents were written twice as UTF-8."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


@cache
def frequency(word: str) -> float:
    """How often ``word`` is read, on the Zipf scale."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "it", wordlist="large"))


@cache
def verbs() -> dict[str, list[VerbForm]]:
    """Every attested form of every verb that is read now and then, with its features: the same form may be of several verbs."""
    rules = tomllib.loads((Path(pipeline.lexicon.__file__).parent / "irregular.toml").read_text(encoding="utf-8"))
    table, irregulars = lemma_table("VERB"), Irregulars(rules["verb"], rules["like"], frozenset(rules["plain_ire"]["verbs"]))
    found: dict[str, list[VerbForm]] = defaultdict(list)
    for infinitive in sorted(set(table.values())):
        if infinitive.endswith(("are", "ere", "ire")) and frequency(infinitive) > READ:
            for text, form in conjugate(infinitive, irregulars):
                if text in table and not form.clitic and frequency(text) > READ:
                    found[text].append(form)
    return dict(found)


def nouns() -> dict[str, tuple[str, str, str]]:
    """Nouns whose ending tells gender and number: form → (lemma, Masc or Fem, Sing or Plur)."""
    table = lemma_table("NOUN")
    found: dict[str, tuple[str, str, str]] = {}
    for lemma in sorted(set(table.values())):
        gender, plural = _noun(lemma)
        if gender and table.get(lemma) == lemma:
            for form, number in ((lemma, "Sing"), (plural, "Plur")):
                if table.get(form) == lemma and frequency(form) > READ and (number == "Sing" or form != lemma):
                    found[form] = (lemma, gender, number)
    return found


def _noun(lemma: str) -> tuple[str, str]:
    for ending, gender, plural in (
        ("zione", "Fem", "zioni"), ("sione", "Fem", "sioni"), ("tà", "Fem", "tà"), ("trice", "Fem", "trici"), ("tudine", "Fem", "tudini"), ("ore", "Masc", "ori"),
        ("co", "Masc", "chi"), ("go", "Masc", "ghi"), ("io", "Masc", "i"), ("o", "Masc", "i"), ("ca", "Fem", "che"), ("ga", "Fem", "ghe"), ("a", "Fem", "e"),
    ):  # fmt: skip
        if lemma.endswith(ending) and not lemma.endswith(("ista", "ma", "eta")):
            return gender, lemma[: -len(ending)] + plural
    return "", ""


def adjectives() -> dict[str, tuple[str, str, str]]:
    """Adjectives in four forms (*-o, -a, -i, -e*) and two (*-e, -i*): form → (lemma, Masc, Fem or none, Sing or Plur)."""
    table = lemma_table("ADJ")
    found: dict[str, tuple[str, str, str]] = {}
    for form, lemma in table.items():
        stem = lemma[:-1]
        if frequency(form) <= READ or not form.startswith(stem.rstrip("i")):
            continue
        if lemma.endswith("o"):
            feats = {"o": ("Masc", "Sing"), "a": ("Fem", "Sing"), "i": ("Masc", "Plur"), "e": ("Fem", "Plur")}.get(form[-1])
        else:
            feats = {"e": ("", "Sing"), "i": ("", "Plur")}.get(form[-1]) if lemma.endswith("e") else None
        if feats and len(form) <= len(lemma) + 1:
            found[form] = (lemma, *feats)
    return found


def table(name: str) -> dict[str, str]:
    """One of the tables of lemmas as it is: form → lemma."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise ImportError("the recipe needs spacy-lookups-data: pip install 'chidice[train]'")
    with gzip.open(Path(spec.origin).parent / "data" / f"it_lemma_lookup_{name}.json.gz", "rt", encoding="utf-8") as handle:
        found: dict[str, str] = json.load(handle)
    return {_decoded(form): _decoded(lemma) for form, lemma in found.items()}
