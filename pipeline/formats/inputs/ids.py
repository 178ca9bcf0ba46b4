"""Which ids a run has met, and where: 16 bytes an article, so that a long run stays small."""

from __future__ import annotations

import hashlib
from array import array

from pipeline.formats.articles import Article

#: Lines in a place: the rest of 64 bits is the number of the source.
LINES = 1 << 36


class Ids:
    """A hash table of ids cut to 64 bits: among ten million ids, two are taken for one with a chance of 3 in a million."""

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * 1024))
        self._places = array("Q", bytes(8 * 1024))
        self._size = 0
        self._sources: list[str] = []

    def met(self, article: Article) -> str | None:
        """The place of an earlier article with this id; None, and the article is noted, where there is none."""
        if not self._sources or self._sources[-1] != article.source:
            self._sources.append(article.source)
        key = int.from_bytes(hashlib.blake2b(article.id.encode(), digest_size=8).digest(), "big") or 1  # 0 is an empty place
        at = self._find(key)
        if self._keys[at]:
            source, line = divmod(self._places[at], LINES)
            return self._sources[source] + (f":{line}" if line else "")
        self._put(at, key, (len(self._sources) - 1) * LINES + (article.line or 0))
        if 2 * self._size > len(self._keys):
            self._grow()
        return None

    def _find(self, key: int) -> int:
        """Where ``key`` stands, or the empty place where it belongs."""
        mask = len(self._keys) - 1
        at = key & mask
        while self._keys[at] not in (0, key):
            at = (at + 1) & mask
        return at

    def _put(self, at: int, key: int, place: int) -> None:
        self._keys[at], self._places[at] = key, place
        self._size += 1

    def _grow(self) -> None:
        keys, places = self._keys, self._places
        self._keys, self._places, self._size = array("Q", bytes(16 * len(keys))), array("Q", bytes(16 * len(keys))), 0
        for key, place in zip(keys, places, strict=True):
            if key:
                self._put(self._find(key), key, place)
