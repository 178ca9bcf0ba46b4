"""The look-up tables that the rules ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.lexicon.conjugation import VerbForm
from pipeline.lexicon.entries import Construction, CueEntry, Title


class Reading(NamedTuple):
    """What a verb can be: the entries of several words, the longest first, with the words behind the verb; the one with *si*; the plain one."""

    longer: list[tuple[CueEntry, list[str], bool]]  # and whether it is reflexive
    nexts: frozenset[str]  # words that can follow the verb in one of them
    reflexive: CueEntry | None
    plain: CueEntry | None


class Traits(NamedTuple):
    """What the forms that a word can be have in common."""

    infinitives: tuple[str, ...]
    of_participles: tuple[str, ...]  # the infinitives of those that are participles
    participle: bool  # whether one of them is one, and so on
    gerund: bool
    nominal: bool  # a participle or an infinitive
    third: bool
    stated: bool  # a third person, and no subjunctive
    only_participles: bool
    seldom: bool  # whether all are persons, or moods, that newspapers seldom use outside quotations


#: Words that are remembered with what they were found to be: a long run meets new ones for ever.
TITLED = 50_000
#: Words that are remembered with the tables that they are in.
SEEN = 2**14
#: The tables whose words the rules look for in a text.
SOUGHT = ("forms", "constructing", "pseudo", "nouns", "noun_phrases", "adjectives", "adpositions_by_word")
SOUGHT_LISTS = ("particles", "times_of_day")


@dataclass(slots=True)
class Lexicon:
    """The look-up tables. Keys are lower case, apostrophes straight."""

    verbs: dict[str, CueEntry] = field(default_factory=dict)
    multiword: dict[str, list[CueEntry]] = field(default_factory=dict)  # by the infinitive that inflects
    readings: dict[str, Reading] = field(default_factory=dict)  # what an infinitive can be, filled as it is used
    forms: dict[str, tuple[VerbForm, ...]] = field(default_factory=dict)
    nouns: dict[str, CueEntry] = field(default_factory=dict)
    noun_phrases: dict[str, list[tuple[tuple[str, ...], CueEntry]]] = field(default_factory=dict)  # nouns of several words, by the first
    adjectives: dict[str, CueEntry] = field(default_factory=dict)
    adpositions: list[tuple[tuple[str, ...], CueEntry]] = field(default_factory=list)
    adpositions_by_word: dict[str, list[tuple[tuple[str, ...], CueEntry]]] = field(default_factory=dict)  # by first word
    adpositions_by_two: dict[str, dict[str, list[tuple[tuple[str, ...], CueEntry]]]] = field(default_factory=dict)  # and by the second, filled as it is used
    constructions: dict[str, list[Construction]] = field(default_factory=dict)
    constructions_by_word: dict[str, dict[str, list[tuple[tuple[str, ...], Construction]]]] = field(default_factory=dict)  # by infinitive and noun, filled as it is used
    constructing: frozenset[str] = frozenset()  # the forms of the verbs of constructions
    pseudo: dict[str, dict[str, list[tuple[str, ...]]]] = field(default_factory=dict)  # by first word and second (empty where there is none)
    pseudo_objects: dict[str, frozenset[str]] = field(default_factory=dict)  # by infinitive
    deciding: dict[str, frozenset[str]] = field(default_factory=dict)  # by infinitive: who decides, and does not say
    trades: dict[str, tuple[str, str, bool]] = field(default_factory=dict)  # ending → the masculine one, gender, plural
    no_trades: frozenset[str] = frozenset()
    firm_words: frozenset[str] = frozenset()  # last words of firms' names
    bodies_for: frozenset[str] = frozenset()  # nouns for bodies whose names go on in lower case
    body_words: frozenset[str] = frozenset()  # first words of bodies' names
    titles: dict[str, Title] = field(default_factory=dict)
    titled: dict[str, Title | None] = field(default_factory=dict)  # what words as they stand were found to be; emptied when it is full
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
    by_deed: dict[str, str] = field(default_factory=dict)  # participle without its ending → the role of whom it is said
    of_firms: frozenset[str] = frozenset()  # nouns for what belongs to a firm
    exclusive: frozenset[str] = frozenset()  # offices of which a person has one
    generic: frozenset[str] = frozenset()  # nouns for persons that go with any office
    event_suffixes: tuple[str, ...] = ()
    event_words: frozenset[str] = frozenset()
    not_events: frozenset[str] = frozenset()
    lists: dict[str, frozenset[str]] = field(default_factory=dict)  # words that single rules look for, by the list's name
    beginnings: dict[str, tuple[str, ...]] = field(default_factory=dict)  # beginnings of such words
    phrases: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)  # several words in a row
    phrases_by_word: dict[str, dict[str, list[tuple[str, ...]]]] = field(default_factory=dict)  # by list and first word, filled as it is used
    homographs: frozenset[str] = frozenset()  # finite forms that are also nouns, adjectives, adverbs
    sought: dict[str, tuple[str, ...]] = field(default_factory=dict)  # in which tables a word was found to be; emptied when it is full

    verb_traits: dict[str, Traits] = field(default_factory=dict)  # by form, filled as it is used

    def traits(self, form: str) -> Traits:
        """What the verb forms that the word ``form`` can be have in common."""
        try:
            return self.verb_traits[form]
        except KeyError:
            traits = self.verb_traits[form] = _traits(self.forms[form])
            return traits

    def phrases_from(self, name: str, word: str) -> list[tuple[str, ...]]:
        """The phrases of the list ``name`` that begin with ``word``."""
        if name not in self.phrases_by_word:
            table: dict[str, list[tuple[str, ...]]] = {}
            for phrase in self.phrases[name]:
                table.setdefault(phrase[0], []).append(phrase)
            self.phrases_by_word[name] = table
        return self.phrases_by_word[name].get(word, [])

    def tables_of(self, word: str) -> tuple[str, ...]:
        """Which of the tables that the rules look for hold ``word`` (most words are in none): *titles*, or one of :data:`SOUGHT` and :data:`SOUGHT_LISTS`."""
        try:
            return self.sought[word]
        except KeyError:
            pass
        found = [table for table in SOUGHT if word in getattr(self, table)]
        if self.title(word) is not None:
            found.append("titles")
        found += [name for name in SOUGHT_LISTS if word in self.lists[name]]
        if len(self.sought) >= SEEN:
            self.sought = {}  # not emptied: another thread may be reading it
        known = self.sought[word] = tuple(found)
        return known

    def title(self, word: str) -> Title | None:
        """The noun for somebody that ``word`` is: one of the list, or a trade by its ending (*la neuropsicologa, il violinista*)."""
        try:
            return self.titled[word]  # asked more often than anything else
        except KeyError:
            pass
        low = straight(word.lower())
        found = self.titles[low] if low in self.titles else self._formed(low)
        if len(self.titled) >= TITLED:
            self.titled.clear()
        self.titled[word] = found
        return found

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
        if kind is not None and key in self.lists["learned"] and any(role.endswith(("ologo", "iatra", "ista")) for role in roles):
            return False
        told = {role for role in roles if any(role == other or role in under for other, under in self.kinds.items())}
        return kind is not None and bool(told) and key not in told and not told & kind and told == roles

    def reflexive(self, infinitive: str) -> CueEntry | None:
        """The entry of the -si form of ``infinitive``."""
        stem = infinitive[:-1] if not infinitive.endswith("rre") else infinitive[:-2]
        return self.verbs.get(stem + "si")


def _traits(forms: tuple[VerbForm, ...]) -> Traits:
    participles = [f for f in forms if f.mood == "participle"]
    return Traits(
        tuple(dict.fromkeys(f.infinitive for f in forms)),
        tuple(dict.fromkeys(f.infinitive for f in participles)),
        participle=bool(participles),
        gerund=any(f.mood == "gerund" for f in forms),
        nominal=any(f.mood in ("participle", "infinitive") for f in forms),
        third=any(f.person == 3 for f in forms),
        stated=any(f.person == 3 and f.mood != "subjunctive" for f in forms),
        only_participles=len(participles) == len(forms),
        seldom=all(f.person in (1, 2) or f.mood in ("subjunctive", "imperative") for f in forms),
    )


def straight(text: str) -> str:
    """``text`` with straight apostrophes."""
    return text.replace("’", "'")
