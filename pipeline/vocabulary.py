"""spaCy's vocabulary made small again.

A memory zone frees the words that were new in it, but not their places in spaCy's hash tables, which only ever grow: 27 to 53 bytes a
place. Here the tables are made anew. What is known outside of a zone stays known, so that docs made before stay whole.
"""

from __future__ import annotations

from typing import Any

PARTS = ("strings", "vectors", "lookups")


def lost(vocab: Any) -> int:
    """How many places of the table of strings are those of strings that were freed; 0 where spaCy keeps its strings otherwise."""
    places: int = len(getattr(vocab.strings, "_map", vocab.strings)) - len(vocab.strings)
    return places


def shrink(vocab: Any) -> None:
    """Make the tables of ``vocab`` anew with what is known outside of a memory zone; within one nothing is done."""
    from preshed.maps import PreshMap

    if vocab.in_memory_zone:
        return
    # StringStore.from_bytes would do, but writes every string once more, which leaves holes of megabytes in the memory
    strings, size = vocab.strings, 1
    while 3 * size < 5 * (len(strings) + 1):  # three fifths full it would be enlarged
        size *= 2
    table = PreshMap(initial_size=size)
    for key, place in strings._map.items():
        table[key] = place
    strings._map = table
    getters = dict(vocab.lex_attr_getters)
    vocab.from_bytes(vocab.to_bytes(exclude=PARTS), exclude=PARTS)  # the one way to a new table of words
    vocab.lex_attr_getters.update(getters)  # reading wraps one of them once more each time
