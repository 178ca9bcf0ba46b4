"""Which articles an unfinished run has analysed, in 16 bytes an article."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left


class Done:
    """Ids with the digests of their texts, each cut to 64 bits: among ten million ids, two are taken for one with a chance of 3 in a million."""

    def __init__(self) -> None:
        self._ids = array("Q")
        self._texts = array("Q")

    def add(self, ident: str, text_sha256: str) -> None:
        """Note an article. ``text_sha256`` in hexadecimal."""
        self._ids.append(_short(ident))
        self._texts.append(int(text_sha256[:16], 16))

    def freeze(self) -> int | None:
        """Sort, after the last ``add``. Returns the number (in the order of ``add``) of an id that came twice, or None."""
        import numpy as np

        ids = np.frombuffer(self._ids, dtype=np.uint64)
        order = np.argsort(ids, kind="stable")
        ordered = ids[order]
        same = np.flatnonzero(ordered[1:] == ordered[:-1])
        self._texts = array("Q", np.frombuffer(self._texts, dtype=np.uint64)[order].tobytes())
        self._ids = array("Q", ordered.tobytes())
        self._met = bytearray(len(self._ids))
        return int(order[same[0] + 1]) if len(same) else None

    def __len__(self) -> int:
        return len(self._ids)

    def same_text(self, ident: str, text_sha256: str) -> bool | None:
        """Whether the article's text is still the one analysed; None where it was not analysed."""
        key = _short(ident)
        at = bisect_left(self._ids, key)
        if at == len(self._ids) or self._ids[at] != key:
            return None
        self._met[at] = 1
        return self._texts[at] == int(text_sha256[:16], 16)

    def unmet(self) -> int:
        """How many of the articles nobody has asked for."""
        return len(self._ids) - sum(self._met)


def _short(ident: str) -> int:
    return int.from_bytes(hashlib.blake2b(ident.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
