"""Spans as sets of word tokens, so that punctuation at the edges does not count."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.schema import Span, Triple

WORD = re.compile(r"\w+")
Words = frozenset[tuple[int, int]]


def span_words(spans: Iterable[Span]) -> Words:
    """The ``\\w+`` tokens of ``spans`` as (start, end) code points in the article."""
    return frozenset((s.start + m.start(), s.start + m.end()) for s in spans for m in WORD.finditer(s.text))


def claim_words(triple: Triple) -> Words:
    """The word tokens of a triple's claim."""
    return span_words(triple.claim.spans)


def dice(left: Words, right: Words) -> float:
    """Dice coefficient of two word sets; 0.0 when both are empty."""
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0


def overlapping(left: Span | None, right: Span | None) -> bool:
    """Whether two optional spans share a code point; two absent ones agree."""
    if left is None or right is None:
        return left is right
    return left.start < right.end and right.start < left.end
