"""Read the lexicon files and build the look-up tables; nothing is read before it is asked for."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.lexicon.conjugation import Irregulars, VerbForm, conjugate
from pipeline.lexicon.entries import Construction, CueEntry, LexiconError, Title, by_frame, check

HERE = Path(__file__).parent
WORDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "adpositions": "adposition", "constructions": "construction"}
FIELDS = frozenset(("verbs", "nouns", "adjectives", "phrases", "frames", "stance", "negated", "weak", "thing", "noun", "possessive", "verbless", "from", "note", "class"))

#: Words whose form is remembered: a long run meets new ones for ever.
FORMED = 50_000


@dataclass(slots=True)
class Lexicon:
    """The look-up tables. Keys are lower case, apostrophes straight."""

    verbs: dict[str, CueEntry] = field(default_factory=dict)
    multiword: dict[str, list[CueEntry]] = field(default_factory=dict)  # by the infinitive that inflects
    multiword_sorted: dict[str, list[tuple[CueEntry, list[str]]]] = field(default_factory=dict)  # the same, filled as it is used
    forms: dict[str, tuple[VerbForm, ...]] = field(default_factory=dict)
    nouns: dict[str, CueEntry] = field(default_factory=dict)
    noun_phrases: dict[str, list[tuple[tuple[str, ...], CueEntry]]] = field(default_factory=dict)  # nouns of several words, by the first
    adjectives: dict[str, CueEntry] = field(default_factory=dict)
    adpositions: list[tuple[tuple[str, ...], CueEntry]] = field(default_factory=list)
    adpositions_by_word: dict[str, list[tuple[tuple[str, ...], CueEntry]]] = field(default_factory=dict)  # by first word
    constructions: dict[str, list[Construction]] = field(default_factory=dict)
    pseudo: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)  # by first word
    pseudo_objects: dict[str, frozenset[str]] = field(default_factory=dict)  # by infinitive
    deciding: dict[str, frozenset[str]] = field(default_factory=dict)  # by infinitive: who decides, and does not say
    trades: dict[str, tuple[str, str, bool]] = field(default_factory=dict)  # ending → the masculine one, gender, plural
    no_trades: frozenset[str] = frozenset()
    firm_words: frozenset[str] = frozenset()  # last words of firms' names
    bodies_for: frozenset[str] = frozenset()  # nouns for bodies whose names go on in lower case
    body_words: frozenset[str] = frozenset()  # first words of bodies' names
    titles: dict[str, Title] = field(default_factory=dict)
    formed: dict[str, Title | None] = field(default_factory=dict)  # what words that are not in the list were found to be; emptied when it is full
    first_names: dict[str, str] = field(default_factory=dict)  # M or F
    offices: dict[str, str] = field(default_factory=dict)  # another phrase for an office → the noun that stands for it
    bodies_too: frozenset[str] = frozenset()  # nouns for persons that firms and bodies are as well
    quantities: frozenset[str] = frozenset()  # nouns for a part of many: la maggioranza dei soci
    authorities: frozenset[str] = frozenset()  # names of bodies that no *società* takes up
    accused: frozenset[str] = frozenset()  # nouns for whom a trial is about
    kinds: dict[str, frozenset[str]] = field(default_factory=dict)  # wider noun → the roles that it takes up
    lands: frozenset[str] = frozenset()  # countries and regions that have the feminine or elided article, in lower case
    demonyms: dict[str, str] = field(default_factory=dict)  # argentino → M, argentina → F, svedese → empty
    kinds_of_bodies: dict[str, frozenset[str]] = field(default_factory=dict)  # noun for a body → the nouns of those it takes up
    seldom_named: frozenset[str] = frozenset()  # roles that take up nobody but who is called so
    of_firms: frozenset[str] = frozenset()  # nouns for what belongs to a firm
    exclusive: frozenset[str] = frozenset()  # offices of which a person has one
    generic: frozenset[str] = frozenset()  # nouns for persons that go with any office
    event_suffixes: tuple[str, ...] = ()
    event_words: frozenset[str] = frozenset()
    not_events: frozenset[str] = frozenset()
    homographs: frozenset[str] = frozenset()  # finite forms that are also nouns, adjectives, adverbs

    def title(self, word: str) -> Title | None:
        """The noun for somebody that ``word`` is: one of the list, or a trade by its ending (*la neuropsicologa, il violinista*)."""
        low = straight(word.lower())
        if low in self.titles:
            return self.titles[low]
        if low not in self.formed:
            if len(self.formed) >= FORMED:
                self.formed.clear()
            self.formed[low] = self._formed(low)
        return self.formed[low]

    def _formed(self, low: str) -> Title | None:
        if len(low) > 5 and low.endswith(("enne", "enni")):  # il cinquantenne, la 54enne
            return Title("enne", "person" if low.endswith("e") else "group", "both", low.endswith("i"), again=True)
        ending = next((e for e in self.trades if low.endswith(e) and len(low) > len(e) + 2), None)
        if ending is None or low in self.no_trades:
            return None
        key, gender, many = self.trades[ending]
        return Title(low[: -len(ending)] + key, "group" if many else "person", gender, many, again=True)

    def is_event(self, noun: str) -> bool:
        """Whether a noun (as it stands, lower case) can be the content of a verb of saying."""
        return noun in self.event_words or (noun.endswith(self.event_suffixes) and noun not in self.not_events)

    def office(self, key: str, phrase: str) -> str:
        """The noun that stands for the office in ``phrase`` (*premier* for *presidente del Consiglio*), else ``key``."""
        low = straight(phrase.lower())
        return next((noun for other, noun in self.offices.items() if low.startswith(other)), key)

    def other_kind(self, key: str, roles: set[str]) -> bool:
        """Whether all that is known of somebody with ``roles`` says that the wider noun ``key`` is not for them: *la magistrata*, of a lawyer."""
        kind = self.kinds.get(key)
        if kind is not None and key in ("studioso", "scienziato", "ricercatore", "esperto", "specialista", "docente", "professore") and any(role.endswith(("ologo", "iatra", "ista")) for role in roles):
            return False
        told = {role for role in roles if any(role == other or role in under for other, under in self.kinds.items())}
        return kind is not None and bool(told) and key not in told and not told & kind and told == roles

    def reflexive(self, infinitive: str) -> CueEntry | None:
        """The entry of the -si form of ``infinitive``."""
        stem = infinitive[:-1] if not infinitive.endswith("rre") else infinitive[:-2]
        return self.verbs.get(stem + "si")


def straight(text: str) -> str:
    """``text`` with straight apostrophes."""
    return text.replace("’", "'")


def plain(infinitive: str) -> str:
    """The full infinitive, without *-si*: opporsi → opporre, chiedersi → chiedere, far → fare."""
    if infinitive.endswith(("ar", "er", "ir")):
        return infinitive + "e"
    if not infinitive.endswith("si") or len(infinitive) < 5:
        return infinitive
    stem = infinitive[:-2]
    drawn = re.search(r"(?:^|at|con|dis|es|ri|as|pro|sot)trar$", stem)  # sottrarsi, not mostrarsi
    return stem + "re" if stem.endswith(("por", "dur")) or drawn else stem + "e"


def plural(noun: str) -> str:
    """The regular plural of a noun or adjective (the first word inflects)."""
    first, *rest = noun.split()
    if first.endswith(("ca", "ga")):
        first = first[:-1] + "he"
    elif first.endswith(("cia", "gia")):
        first = first[:-2] + "e"
    elif first.endswith("a"):
        first = first[:-1] + "e"
    elif first.endswith(("go", "co")) and not first.endswith(("ico", "logo")):
        first = first[:-1] + "hi"
    elif first.endswith("io"):
        first = first[:-1]
    elif first.endswith(("o", "e")):
        first = first[:-1] + "i"
    return " ".join([first, *rest])


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error


def _entry(where: str, kind: str, key: str, table: dict[str, Any]) -> CueEntry:
    return CueEntry(
        key, kind, frozenset(table.get("frames", [])), by_frame(table.get("stance"), "support"), by_frame(table.get("negated"), "none"),
        bool(table.get("weak")), bool(table.get("thing")), bool(table.get("noun")), bool(table.get("possessive")), bool(table.get("verbless")), bool(table.get("from")),
    )  # fmt: skip


def _add(table: dict[str, CueEntry], form: str, entry: CueEntry) -> None:
    table[form] = table[form].merged(entry) if form in table else entry


def _add_words(lexicon: Lexicon, path: Path, kind: str, field_name: str) -> None:
    for number, table in enumerate(_read(path).get("class", []), 1):
        where = f"{path.name}, class {number}"
        check(where, table, FIELDS)
        if kind == "construction":
            for verb in table["verbs"]:
                entry = _entry(where, kind, verb + " " + "/".join(table["nouns"][:3]), table)
                nouns = frozenset(form for noun in table["nouns"] if noun.isalpha() for form in (noun, plural(noun)))
                phrases = tuple(tuple(noun.replace("'", "' ").split()) for noun in table["nouns"] if not noun.isalpha())
                lexicon.constructions.setdefault(plain(verb.split()[0]), []).append(Construction(verb, nouns, phrases, entry))
            continue
        words = table.get(field_name, table.get("phrases", []))
        for word in words:
            singular, _, other = word.partition("/")
            entry = _entry(where, kind, singular, table)
            if kind == "verb":
                _add(lexicon.verbs, word, entry)
            elif kind == "adposition":
                lexicon.adpositions.append((tuple(word.replace("'", "' ").split()), entry))
            elif kind == "adjective":
                forms = {singular, plural(singular)}
                feminine = other or (singular[:-1] + "a" if singular.endswith("o") else "")
                forms |= {feminine, plural(feminine)} if feminine else set()
                if singular.endswith("o") and not table.get("noun"):
                    forms |= {singular.rstrip("io") + "issim" + ending for ending in "oaie"}  # contrarissimo
                for form in forms:
                    _add(lexicon.adjectives, form, entry)
            else:
                for form in (singular, other or plural(singular)):
                    _add(lexicon.nouns, form, entry)


def _add_titles(lexicon: Lexicon, path: Path) -> None:
    data = _read(path)
    again = {kind: set(data.get("again", {}).get(kind, [])) for kind in ("person", "organisation")}
    for role in data.get("person", {}).get("roles", []):
        names, _, irregular = role.partition("|")
        both = names.endswith("=")
        masculine, _, feminine = names.rstrip("=").partition("/")
        key = masculine
        if feminine:
            pairs = [(masculine, "m"), (feminine, "f")]
        else:
            pairs = [(masculine, "both" if both else ("f" if masculine.endswith("a") else "m"))]
        for form, gender in pairs:
            lexicon.titles.setdefault(form, Title(key, "person", gender, again=key in again["person"]))
            many = irregular or plural(form)
            lexicon.titles.setdefault(many, Title(key, "group", gender, True))
    for noun, phrases in data.get("same", {}).items():
        lexicon.offices.update(dict.fromkeys(phrases, noun))
    lexicon.bodies_too |= set(data.get("bodies_too", {}).get("person", []))
    trades = data.get("trades", {})
    for masculine, feminine, men, women in trades.get("endings", []):
        lexicon.trades.update({masculine: (masculine, "m", False), feminine: (masculine, "both" if feminine == masculine else "f", False)})
        lexicon.trades.update({men: (masculine, "m", True), women: (masculine, "f", True)})
    lexicon.no_trades |= set(trades.get("not", []))
    lexicon.firm_words |= {w.lower() for w in data.get("names", {}).get("firms", [])}
    lexicon.bodies_for |= set(data.get("names", {}).get("bodies_for", []))
    lexicon.body_words |= {w.lower() for w in data.get("names", {}).get("bodies", [])}
    lexicon.quantities |= set(data.get("quantities", {}).get("nouns", []))
    lexicon.authorities |= set(data.get("authorities", {}).get("names", []))
    lexicon.accused |= set(data.get("accused", {}).get("person", []))
    lexicon.lands |= frozenset(data.get("lands", {}).get("names", ()))
    for form in data.get("demonyms", {}).get("forms", ()):
        lexicon.demonyms[form] = "" if form.endswith("e") else "M"
        if form.endswith("o"):
            lexicon.demonyms[form[:-1] + "a"] = "F"
    alike = data.get("kinds_of_bodies_alike", {})
    for noun, roles in data.get("kinds_of_bodies", {}).items():
        lexicon.kinds_of_bodies[noun] = frozenset(alike[roles] if isinstance(roles, str) else roles) | {noun}
    lexicon.seldom_named |= frozenset(data.get("seldom_named", {}).get("person", ()))
    lexicon.of_firms |= frozenset(data.get("of_firms", {}).get("nouns", ()))
    for noun, roles in data.get("kinds", {}).items():
        lexicon.kinds[noun] = lexicon.kinds.get(noun, frozenset()) | frozenset(roles)
    lexicon.exclusive |= set(data.get("exclusive", {}).get("person", []))
    lexicon.generic |= set(data.get("generic", {}).get("person", []))
    for kind in ("organisation", "group", "document"):
        for noun in data.get(kind, {}).get("nouns", []):
            lexicon.titles.setdefault(noun, Title(noun, kind, "", kind == "group", noun in again.get(kind, ())))
            if kind != "group":
                lexicon.titles.setdefault(plural(noun), Title(noun, kind, "", True))


def _add_forms(lexicon: Lexicon, irregulars: Irregulars) -> None:
    infinitives = {plain(key.split()[0]) for key in lexicon.verbs} | set(lexicon.constructions)
    forms: dict[str, list[VerbForm]] = {}
    for infinitive in sorted(infinitives):
        for text, features in conjugate(infinitive, irregulars):
            forms.setdefault(text, []).append(features)
    lexicon.forms = {text: tuple(dict.fromkeys(features)) for text, features in forms.items()}


@cache
def load_lexicon(*extra: Path) -> Lexicon:
    """The package's lexicon, with the files (or folders of files) in ``extra`` added; what they say of a word comes first.

    Raises :class:`LexiconError` with file, class and valid values where an entry is wrong.
    """
    lexicon = Lexicon()
    files = [p for e in extra for p in (sorted(e.glob("*.toml")) if e.is_dir() else [e])]
    for stem, kind in WORDS.items():
        for path in [*(f for f in files if f.stem.startswith(stem)), HERE / f"{stem}.toml"]:
            _add_words(lexicon, path, kind, stem if stem != "adpositions" else "phrases")
    for path in [*(f for f in files if f.stem.startswith("titles")), HERE / "titles.toml"]:
        _add_titles(lexicon, path)
    for path in [*(f for f in files if f.stem.startswith("pseudo")), HERE / "pseudo_cues.toml"]:
        for group in _read(path).get("group", []):
            for phrase in group["phrases"]:
                words = tuple(phrase.replace("'", "' ").split())
                lexicon.pseudo.setdefault(words[0], []).append(words)
        for verb, objects in _read(path).get("objects", {}).items():
            lexicon.pseudo_objects[verb] = lexicon.pseudo_objects.get(verb, frozenset()) | frozenset(objects)
        for group in _read(path).get("decisions", []):
            for verb in group["verbs"]:
                lexicon.deciding[verb] = lexicon.deciding.get(verb, frozenset()) | frozenset(group["bodies"])
    names = _read(HERE / "first_names.toml")
    lexicon.first_names = {**dict.fromkeys(names["men"], "M"), **dict.fromkeys(names["women"], "F")}
    lexicon.homographs = frozenset(_read(HERE / "homographs.toml")["words"])
    events = _read(HERE / "events.toml")
    lexicon.event_suffixes = tuple(events["suffixes"])
    lexicon.event_words, lexicon.not_events = frozenset(events["words"]), frozenset(events["not"])
    table = _read(HERE / "irregular.toml")
    _add_forms(lexicon, Irregulars(table["verb"], table["like"], frozenset(table["plain_ire"]["verbs"])))
    for key, entry in list(lexicon.verbs.items()):
        if " " in key:
            lexicon.multiword.setdefault(plain(key.split()[0]), []).append(entry)
    for phrase, entry in lexicon.nouns.items():
        words = tuple(phrase.replace("'", "' ").split())
        if len(words) > 1:
            lexicon.noun_phrases.setdefault(words[0], []).append((words, entry))
    lexicon.adpositions.sort(key=lambda pair: -len(pair[0]))
    for pair in lexicon.adpositions:
        lexicon.adpositions_by_word.setdefault(pair[0][0], []).append(pair)
    return lexicon
