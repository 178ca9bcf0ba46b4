"""Who said how much, on which side: counted in bounded memory, however long the run."""

from __future__ import annotations

from collections import Counter

from pipeline.schema import STANCES, Record

Counts = list[int]


class Tally:
    """Counts articles, triples and speakers. Of more than ``most`` speakers the rarest are counted together with the others, so that
    the counts of speakers who come up anew after that may be too low; the totals are exact.
    """

    def __init__(self, most: int = 50_000) -> None:
        self.articles = self.triples = 0
        self._most = most
        self._speakers: dict[str, Counts] = {}
        self._forgotten = 0
        self._all: Counter[str] = Counter()

    def add(self, record: Record) -> None:
        """Count a record."""
        self.articles += 1
        self.triples += len(record.triples)
        for triple in record.triples:
            self._all[triple.stance] += 1
            self._speakers.setdefault(triple.speaker.name, [0] * len(STANCES))[STANCES.index(triple.stance)] += 1
        if len(self._speakers) > self._most:
            kept = dict(self._ordered()[: self._most // 2])
            self._forgotten += len(self._speakers) - len(kept)
            self._speakers = {name: counts for name, counts in self._speakers.items() if name in kept}

    def rows(self, number: int) -> tuple[list[tuple[str, Counts]], Counts, int]:
        """The ``number`` speakers heard most with their counts per stance, the counts of the others together, and how many those are."""
        ordered = self._ordered()
        shown = ordered[:number]
        others = [self._all[stance] - sum(counts[i] for _, counts in shown) for i, stance in enumerate(STANCES)]
        return shown, others, len(ordered) - len(shown) + self._forgotten

    def stances(self) -> Counts:
        """How many triples there are of each stance."""
        return [self._all[stance] for stance in STANCES]

    def _ordered(self) -> list[tuple[str, Counts]]:
        return sorted(self._speakers.items(), key=lambda item: -sum(item[1]))
