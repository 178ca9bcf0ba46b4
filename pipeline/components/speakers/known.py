"""Which of the entities so far a new name may belong to, without going through all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from pipeline.components.speakers.names import LONGEST, NAMES, Entity, NameMention, initials, name_words


class Known:
    """Entities by the words of their names and by their initials. An article of a thousand names would else compare a million."""

    def __init__(self) -> None:
        self._entities: list[Entity] = []
        self._noted: list[int] = []
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._last: set[int] = set()

    def near(self, mention: NameMention) -> list[Entity]:
        """The entities, in their order, that share a word with the name of ``mention``, or of which one may be the other's acronym."""
        for number in self._last:
            self._note(number)
        self._last = set().union(*[self._by_key[key] for key in _keys(mention.text) if key in self._by_key])
        return [self._entities[i] for i in sorted(self._last)]

    def add(self, entity: Entity) -> None:
        """Note a new entity."""
        self._entities.append(entity)
        self._noted.append(0)
        self._last.add(len(self._entities) - 1)

    def _note(self, number: int) -> None:
        """Names are only added to an entity, and only by the mention that was last looked for."""
        names = self._entities[number].names
        if len(names) > self._noted[number]:
            self._noted[number] = len(names)
            for name in names:
                for key in _keys(name):
                    self._by_key[key].add(number)


def _keys(name: str) -> frozenset[str]:
    """Words of the name; behind a # its initials, and itself where it is short enough to be the initials of another."""
    return _keys_of(name) if len(name) <= LONGEST else _keys_of.__wrapped__(name)


@lru_cache(NAMES)
def _keys_of(name: str) -> frozenset[str]:
    short = name.replace(".", "").lower()
    return frozenset({*(name_words(name) or ("",)), *(f"#{letters}" for letters in initials(name)), *([f"#{short}"] if re.fullmatch(".{2,7}", short, re.S) else ())})
