"""Cut a span to what the guidelines count as the claim: no outer marks, no final punctuation, nothing half-open."""

from __future__ import annotations

from pipeline.components.quotations.marks import PAIRED

EDGE = ",;:—–-…"
CLOSING_OF = {**PAIRED, "(": ")", "[": "]"}
#: Closing mark → the marks that may have opened it (” closes both “ and „).
OPENING_OF = {mark: "".join(k for k, v in CLOSING_OF.items() if mark in v) for mark in "".join(CLOSING_OF.values())}


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink ``start``–``end`` (code points of ``text``) until neither edge is white space, a comma, a final stop, a mark
    whose partner is not inside, or a pair of marks around the whole. A final ``?`` or ``!`` stays. May return an empty span.
    """
    while start < end:
        first, last = text[start], text[end - 1]
        if first.isspace() or first in EDGE + ".)]»”":
            start += 1
        elif last.isspace() or (last in EDGE + "." and text[end - 3 : end] != "..."):
            if last == "." and _abbreviation(text, start, end):
                return start, end
            end -= 1
        elif last == "." and text[end - 3 : end] == "...":
            end -= 3
        elif first in CLOSING_OF and (partner := _partner(text, start, end)) is not None and partner == end - 1:
            start, end = start + 1, end - 1
        elif (first in CLOSING_OF and _partner(text, start, end) is None) or (first == '"' and text.count('"', start, end) % 2 == 1):
            start += 1
        elif first == '"' and last == '"' and text.count('"', start, end) == 2:
            start, end = start + 1, end - 1
        elif (last == '"' and text.count('"', start, end) % 2 == 1) or (not _opened(text, start, end) if last in OPENING_OF else last in CLOSING_OF):
            end -= 1
        else:
            break
    return start, end


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the last stop ends a dotted abbreviation (*n.d.r.*, *S.p.A.*) rather than the sentence."""
    word = text[max(start, end - 8) : end].split()[-1:]
    return bool(word) and word[0].count(".") > 1 and not word[0].startswith(".") and not word[0][:-1].replace(".", "").isdigit()  # alle 21.30. is none


def _partner(text: str, start: int, end: int) -> int | None:
    """Where the mark at ``start`` is closed before ``end``."""
    opening, closing, depth = text[start], CLOSING_OF[text[start]], 0
    for i in range(start, end):
        if text[i] == opening:
            depth += 1
        elif text[i] in closing:
            depth -= 1
            if not depth:
                return i
    return None


def _opened(text: str, start: int, end: int) -> bool:
    """Whether the closing mark at ``end - 1`` was opened at or after ``start`` (’ also counts as an apostrophe)."""
    closing, opening, depth = text[end - 1], OPENING_OF[text[end - 1]], 0
    for i in range(end - 1, start - 1, -1):
        if text[i] == closing:
            depth += 1
        elif text[i] in opening:
            depth -= 1
            if not depth:
                return True
    return False
