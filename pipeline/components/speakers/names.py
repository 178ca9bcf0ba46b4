"""Names and what they have in common: one entity's full name, surname, first name, acronym."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon import straight

#: Names whose words are remembered (every name of an article is held against every other), and how long they may be.
NAMES = 2**12
LONGEST = 100


@dataclass(slots=True)
class NameMention:
    """One occurrence of a name: token span, the words of the name, what stands before it."""

    start: int
    end: int
    text: str
    label: str


@dataclass(slots=True)
class Entity:
    """All the names of one person, organisation or place."""

    label: str
    names: Counter[str] = field(default_factory=Counter)
    first: int = 0
    mentions: list[NameMention] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)  # lemmas of role nouns that describe it
    taken_up: set[str] = field(default_factory=set)  # role nouns that took it up so far
    gender: str = ""
    of_what: dict[str, set[str]] = field(default_factory=dict)  # by title: the words of its complements (ministro → difesa)

    @property
    def reliable(self) -> bool:
        """Whether it surely is somebody: a full name, or a name with a title."""
        return bool(self.titles) or any(len(n.split()) > 1 for n in self.names)

    @property
    def name(self) -> str:
        """The fullest name: most words, then longest, then first."""
        if len(self.names) == 1:
            return next(iter(self.names))
        return max(self.names, key=lambda n: (len(n.split()) if self.label == "PER" else 0, self._expansion(n), self.names[n]))

    def _expansion(self, name: str) -> int:
        return len(name)

    @property
    def aliases(self) -> list[str]:
        """The other names, in order of frequency."""
        return [n for n, _ in self.names.most_common() if n != self.name]


def replacing(mentions: list[NameMention], found: list[NameMention]) -> list[NameMention]:
    """``mentions`` with ``found`` in the place of those that share a token with one of them."""
    if not found:
        return mentions
    return [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)] + found


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name, lower case, apostrophes straight."""
    return _words(text) if len(text) <= LONGEST else _words.__wrapped__(text)


@lru_cache(NAMES)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w'’.-]+", straight(text.lower())))


def match(entities: list[Entity], mention: NameMention) -> Entity | None:
    """The entity that a name belongs to: the same words, a suffix (surname) or prefix (first name), or its acronym."""
    words = name_words(mention.text)
    best: Entity | None = None
    if len(words) == 1:  # a surname, before all else: Pelizzeri is the man and not his firm Pelizzeri & Nipoti
        owners = [e for e in entities if e.label == "PER" and any(name_words(n)[-1] == words[0] and len(name_words(n)) > 1 for n in e.names)]
        if owners and mention.text not in {n for e in entities if e.label != "PER" for n in e.names}:
            return owners[-1]
        firms = [e for e in entities if e.label == "ORG" and any(len(name_words(n)) > 1 and name_words(n)[0] == words[0] and len(words[0]) > 3 for n in e.names)]
        if mention.label == "PER" and len(firms) == 1 and not any(words[0] in name_words(n) for e in entities if e.label == "PER" for n in e.names):
            return firms[0]  # Brackwell, of Brackwell Packaging
    for entity in entities:
        if len(words) == 1 and len(words[0]) > 2 and entity.label in ("ORG", "") and any(is_acronym(mention.text, name) for name in entity.names):
            return entity  # Avs, whatever the recogniser saw
        named_so = mention.label == "LOC" and entity.label == "PER" and len(words) == 1 and len(words[0]) > 3 and any(words[0] in (o[0], o[-1]) for n in entity.names if len(o := name_words(n)) > 1)
        if named_so:
            best = entity  # Noris, of Noris Cattabriga, whatever the recogniser saw
            continue
        if mention.label and entity.label and mention.label != entity.label and not _compatible(mention.label, entity.label):
            if mention.text not in entity.names:
                continue
        full = [name_words(n) for n in entity.names if len(n.split()) > 1]
        clash = len(words) > 1 and any(o[0] != words[0] and not set(words) <= set(o) and not set(o) <= set(words) for o in full)  # Cartiere Ardesi, Ludovico Ardesi
        for name in entity.names:
            other = name_words(name)
            if words == other:
                return entity
            if clash:
                continue
            if entity.label in ("PER", "") and mention.label in ("PER", ""):
                if len(words) > 1 and len(other) > 1:
                    if words[-1] == other[-1] and (words[0] == other[0] or set(words) <= set(other) or set(other) <= set(words)):
                        best = entity
                elif len(words) == 1 and len(other) > 1 and len(words[0]) > 2 and (words[0] == other[-1] or (words[0] == other[0] and best is None) or words[0] in other[1:]):
                    if best is None or words[0] == other[-1]:
                        best = entity
                elif len(other) == 1 and len(words) > 1 and (other[0] == words[-1] or other[0] == words[0]):
                    best = entity
            elif entity.label == "ORG" or mention.label == "ORG":
                if is_acronym(mention.text, name) or is_acronym(name, mention.text):
                    return entity
                if len(words) < len(other) and other[: len(words)] == words and len(words[0]) > 3:
                    best = best or entity
                if len(other) < len(words) and words[: len(other)] == other and len(other[0]) > 3:
                    best = best or entity
    return best


def _compatible(a: str, b: str) -> bool:
    return {a, b} <= {"ORG", "LOC"} or "" in (a, b)


def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is made of the initials of ``long`` (function words may count or not)."""
    letters = short.replace(".", "")
    return 2 <= len(letters) <= 7 and letters[:1].isupper() and letters.lower() in initials(long)


def initials(name: str) -> tuple[str, ...]:
    """What an acronym of ``name`` may be: the initials of all words, of those with a capital, of the longer ones; none of a single word."""
    return _initials(name) if len(name) <= LONGEST else _initials.__wrapped__(name)


@lru_cache(NAMES)
def _initials(name: str) -> tuple[str, ...]:
    words = list(re.findall(r"[^\W_]+", name))  # Movimento 5 Stelle: M5S
    if len(words) < 2:
        return ()
    return (
        "".join(w[0] for w in words).lower(),
        "".join(w[0] for w in words if w[:1].isupper() or w.isdigit()).lower(),
        "".join(w[0] for w in words if len(w) > 3).lower(),
    )


def merge_surnames(entities: list[Entity]) -> None:
    """Join entities that were met surname first and full name later."""
    by_surname: dict[str, list[Entity]] = {}  # an entity that is joined to another has no full name: these stay
    for entity in entities:
        if entity.label == "PER":
            for surname in {name_words(n)[-1] for n in entity.names if len(n.split()) > 1 and name_words(n)}:
                by_surname.setdefault(surname, []).append(entity)
    for k in range(len(entities) - 1, -1, -1):
        short = entities[k]
        if any(len(n.split()) > 1 for n in short.names) or (short.label not in ("PER", "") and short.titles):
            continue
        word = name_words(short.name)[-1:]
        owners = [e for e in by_surname.get(word[0], ()) if e is not short] if word else []
        if len(owners) == 1:
            owner = owners[0]
            owner.names.update(short.names)
            owner.mentions += short.mentions
            owner.titles |= short.titles
            for key, words in short.of_what.items():
                owner.of_what.setdefault(key, set()).update(words)
            owner.gender = owner.gender or short.gender
            owner.first = min(owner.first, short.first)
            del entities[k]
