"""Read a treebank of Universal Dependencies and join its sentences into the text that the offsets count.

The sentences are what its ``# text =`` lines have behind the equals sign and one space, as it stands there. As in
:mod:`pipeline.standoff.kind`, every rule below is part of the meaning of the offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.standoff.kind import Sentence

TEXT = "# text = "
#: A small letter, with the mark that opens before it or none, at the article's beginning, behind a line feed, or behind a full stop, ``?``,
#: ``!`` or ``…`` with a closing mark or none, and one space.
SMALL = re.compile(r'(^|[.?!…]["»]? |\n)(["«(]?)([a-zàèéìòù])')


def sentences(content: str) -> list[Sentence]:
    """The sentences, each one piece of text."""
    lines = (line.removesuffix("\r") for line in content.split("\n"))  # not splitlines: a text may hold one of the other line separators
    return [[line.removeprefix(TEXT)] for line in lines if line.startswith(TEXT)]


def article_text(parts: list[Sentence], headings: Iterable[int] = ()) -> str:
    """The sentences ``parts`` as one text: a space between two, an empty line on either side of those whose indices are ``headings``,
    and the capitals of :func:`capitals`.
    """
    apart = set(headings)
    out: list[str] = []
    for i, sentence in enumerate(parts):
        if i:
            out.append("\n\n" if i in apart or i - 1 in apart else " ")
        out += sentence
    return capitals("".join(out))


def capitals(text: str) -> str:
    """Large first letters of sentences, which VIT prints small behind a quotation mark; the length stays. It knows no abbreviations:
    the small letter behind *on.* becomes large too.
    """
    return SMALL.sub(lambda m: m[1] + m[2] + m[3].upper(), text)
