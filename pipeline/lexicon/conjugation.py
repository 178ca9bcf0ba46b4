"""Conjugate Italian verbs: infinitive → every simple form, with its features.

The regular patterns are those of any school grammar (three conjugations, *-isc-*, the spelling of *-care, -gare, -ciare,
-giare, -iare*); what is irregular stands in ``irregular.toml``. Compound tenses are left to the parser's auxiliaries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

CLITICS = ("mi", "ti", "ci", "vi", "si", "lo", "la", "li", "le", "gli", "ne", "gliela", "glielo", "gliene", "sene", "selo")
#: Endings of the regular conjugations: present, imperfect, passato remoto, future, subjunctives, conditional.
PRESENT = {"a": ("o", "i", "a", "iamo", "ate", "ano"), "e": ("o", "i", "e", "iamo", "ete", "ono"), "i": ("o", "i", "e", "iamo", "ite", "ono")}
IMPERFECT = ("vo", "vi", "va", "vamo", "vate", "vano")
REMOTE = {"a": ("ai", "asti", "ò", "ammo", "aste", "arono"), "e": ("ei", "esti", "é", "emmo", "este", "erono"), "i": ("ii", "isti", "ì", "immo", "iste", "irono")}
REMOTE_STRONG = ("i", "", "e", "", "", "ero")
FUTURE = ("ò", "ai", "à", "emo", "ete", "anno")
CONDITIONAL = ("ei", "esti", "ebbe", "emmo", "este", "ebbero")
IMPERFECT_SUBJUNCTIVE = ("ssi", "ssi", "sse", "ssimo", "ste", "ssero")


class VerbForm(NamedTuple):
    """One form: ``person`` 1–3 and ``number`` Sing/Plur for finite forms, ``gender`` for participles, ``clitic`` attached."""

    infinitive: str
    mood: str
    tense: str = ""
    person: int = 0
    number: str = ""
    gender: str = ""
    clitic: str = ""


class Irregulars(NamedTuple):
    """The tables of ``irregular.toml``."""

    verb: dict[str, dict[str, Any]]
    like: dict[str, str]
    plain_ire: frozenset[str]

    def parts(self, infinitive: str) -> dict[str, Any]:
        """Principal parts of ``infinitive``, its family's with the prefix put before them."""
        if infinitive in self.verb:
            return self.verb[infinitive]
        family = self.like.get(infinitive)
        if family is None:
            return {}
        # the longest common ending is the family's own stem: sos-tenere, con-cludere / es-cludere
        n = 0
        while n < len(family) and infinitive[-n - 1 :] == family[-n - 1 :] and n < len(infinitive):
            n += 1
        old, new = family[: len(family) - n], infinitive[: len(infinitive) - n]

        def swap(value: Any) -> Any:
            if isinstance(value, str):
                return new + value[len(old) :]
            return [swap(v) for v in value] if isinstance(value, list) else value

        return {k: swap(v) for k, v in self.verb.get(family, {}).items()}


def _join(stem: str, ending: str, hard: bool) -> str:
    """Stem + ending with Italian spelling: *neghi, denunci, annuncerà*."""
    if hard and ending[:1] in "ie":
        return stem + "h" + ending
    if stem.endswith("i") and ending.startswith("i"):
        return stem[:-1] + ending
    if stem.endswith(("ci", "gi", "sci")) and ending.startswith("e"):
        return stem[:-1] + ending
    return stem + ending


def conjugate(infinitive: str, irregulars: Irregulars) -> Iterator[tuple[str, VerbForm]]:
    """Yield (form, features) for every simple form of a non-reflexive ``infinitive``."""
    parts = irregulars.parts(infinitive)
    vowel = "e" if infinitive.endswith("rre") else infinitive[-3]
    root = infinitive[:-3]
    stem = parts.get("stem", root)
    hard = vowel == "a" and root.endswith(("c", "g"))
    isc = vowel == "i" and parts.get("isc", infinitive not in irregulars.plain_ire and "pres" not in parts)

    def form(text: str, mood: str, tense: str = "", person: int = 0, number: str = "", gender: str = "", clitic: str = "") -> tuple[str, VerbForm]:
        return text, VerbForm(infinitive, mood, tense, person, number, gender, clitic)

    def six(forms: list[str], mood: str, tense: str) -> Iterator[tuple[str, VerbForm]]:
        for k, text in enumerate(forms):
            if text:
                yield form(text, mood, tense, k % 3 + 1, "Sing" if k < 3 else "Plur")

    present = parts.get("pres") or [_join(stem + ("isc" if isc and k not in (3, 4) else ""), e, hard) for k, e in enumerate(PRESENT[vowel])]
    yield from six(present, "indicative", "present")
    sub = parts.get("sub") or _join(stem + ("isc" if isc else ""), "i" if vowel == "a" else "a", hard)
    sub_plural = sub + "no" if vowel != "a" or "sub" in parts else _join(stem, "ino", hard)
    yield from six([sub, sub, sub, present[3], present[3][:-2] + "te", sub_plural], "subjunctive", "present")
    imperfect_stem = parts.get("impf", "")[:-1] if parts.get("impf") else (stem + "e" if "stem" in parts else stem + vowel)
    yield from six([imperfect_stem + e for e in IMPERFECT], "indicative", "imperfect")
    yield from six([imperfect_stem + e for e in IMPERFECT_SUBJUNCTIVE], "subjunctive", "imperfect")
    weak = [stem + e for e in REMOTE["e" if "stem" in parts else vowel]]
    if "remote" in parts and parts["remote"].endswith("i") and not parts["remote"].endswith("ii"):
        strong = parts["remote"][:-1]
        remote = [strong + e if e else weak[k] for k, e in enumerate(REMOTE_STRONG)]
    else:
        remote = weak
    yield from six(remote, "indicative", "remote")
    if vowel == "e" and "remote" not in parts:
        yield form(stem + "ette", "indicative", "remote", 3, "Sing")
        yield form(stem + "ettero", "indicative", "remote", 3, "Plur")
    future = parts.get("fut") or _join(root, "er" if vowel in "ae" else "ir", hard)
    yield from six([future + e for e in FUTURE], "indicative", "future")
    yield from six([future + e for e in CONDITIONAL], "conditional", "present")
    for plain in parts.get("impf3", []):
        yield form(plain, "indicative", "imperfect", 3, "Plur" if plain.endswith("no") else "Sing")
    participle = parts.get("part") or root + {"a": "ato", "e": "uto", "i": "ito"}[vowel]
    for ending, gender, number in (("o", "Masc", "Sing"), ("a", "Fem", "Sing"), ("i", "Masc", "Plur"), ("e", "Fem", "Plur")):
        yield form(participle[:-1] + ending, "participle", "past", 0, number, gender)
        yield form(participle[:-1] + ending + "si", "participle", "past", 0, number, gender, "si")
    gerund = parts.get("ger") or (stem + ("ando" if vowel == "a" else "endo"))
    short = infinitive[:-1] if not infinitive.endswith("rre") else infinitive[:-2]
    yield form(gerund, "gerund")
    yield form(infinitive, "infinitive")
    yield form(short, "infinitive")
    for clitic in CLITICS:
        yield form(gerund + clitic, "gerund", clitic=clitic)
        yield form(short + clitic, "infinitive", clitic=clitic)
