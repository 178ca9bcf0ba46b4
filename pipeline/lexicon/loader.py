"""Read the lexicon files and build the look-up tables; nothing is read before it is asked for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.lexicon.conjugation import Irregulars, VerbForm, conjugate
from pipeline.lexicon.entries import Construction, CueEntry, LexiconError, Title, by_frame, check
from pipeline.lexicon.lists import add_lists
from pipeline.lexicon.tables import Lexicon

HERE = Path(__file__).parent
WORDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "adpositions": "adposition", "constructions": "construction"}
FIELDS = frozenset(("verbs", "nouns", "adjectives", "phrases", "frames", "stance", "negated", "weak", "thing", "noun", "possessive", "verbless", "from", "note", "class"))


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
    lexicon.by_deed = data.get("by_deed", {}) | lexicon.by_deed
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
    lexicon.constructing = frozenset(text for text, features in forms.items() if any(f.infinitive in lexicon.constructions for f in features))


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
                lexicon.pseudo.setdefault(words[0], {}).setdefault("".join(words[1:2]), []).append(words)
        for verb, objects in _read(path).get("objects", {}).items():
            lexicon.pseudo_objects[verb] = lexicon.pseudo_objects.get(verb, frozenset()) | frozenset(objects)
        for group in _read(path).get("decisions", []):
            for verb in group["verbs"]:
                lexicon.deciding[verb] = lexicon.deciding.get(verb, frozenset()) | frozenset(group["bodies"])
    for path in [HERE / "lists.toml", *(f for f in files if f.stem.startswith("lists"))]:
        add_lists(lexicon, path.name, _read(path))
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
