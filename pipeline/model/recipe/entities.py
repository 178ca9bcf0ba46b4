"""Read KIND's token/tag files as passages of running text with their named entities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

NO_SPACE_BEFORE = set(".,;:!?)]»”%…") | {"..."}
NO_SPACE_AFTER = set("([«“")


def read_kind(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield sentences as (token, IOB tag) pairs; bare tags (no B-/I-) make one entity of each run of the same tag."""
    sent: list[tuple[str, str]] = []
    last = "O"
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        token, _, tag = line.rstrip("\n").partition("\t")
        if not token:
            if sent:
                yield sent
            sent, last = [], "O"
            continue
        tag = tag.strip() or "O"
        iob = tag if tag == "O" or tag[1] == "-" else ("I-" if tag == last else "B-") + tag
        sent.append((token, iob))
        last = tag


def spaces(tokens: list[str]) -> list[bool]:
    """Whether a space follows each token, by the habits of Italian print (straight quotation marks paired in order)."""
    out, inside = [True] * len(tokens), False
    for i, token in enumerate(tokens):
        if token in NO_SPACE_BEFORE and i:
            out[i - 1] = False
        if token in NO_SPACE_AFTER or token[-1:] in "'’":
            out[i] = False
        if token == '"':
            inside = not inside
            if inside:
                out[i] = False
            elif i:
                out[i - 1] = False
    return out
