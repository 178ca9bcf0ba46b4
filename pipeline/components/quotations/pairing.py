"""Pair quotation marks by type, across sentences and paragraphs, tolerant of unclosed and wrongly typed ones.

Works on characters, not tokens: no tokenizer is to be trusted near quotation marks. Two passes, both linear: the marks
are found and told apart (opening, closing, apostrophe) by their neighbours, then paired with a stack per kind. Whatever is
left open is closed at the end of its sentence, so that no lost mark mutes the rest of an article (the weakness of
Citron and textacy).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.components.quotations.marks import CLOSERS, DASHES, DOUBLED, PAIRED, STRAIGHT

MARK = re.compile("|".join(map(re.escape, (*DOUBLED, *PAIRED, *CLOSERS, STRAIGHT))))  # no class of characters: of words alone re knows what they begin with
BLANKS = re.compile(r"\s*")
SENTENCE_END = re.compile(r"[.!?…](?=[\s»”\")]|$)")
TURN = re.compile(r"(?:^|\n)[ \t]*([—–]|-(?=\s))[ \t]*(?=\w|[«“\"])")
#: How many paragraphs one quotation may run through.
MAX_PARAGRAPHS = 12


class Mark(NamedTuple):
    """One quotation mark: where it stands, its kind (the opening character) and what it can be."""

    start: int
    end: int
    kind: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class Quotation:
    """A stretch between two marks. ``outer_*`` include the marks; ``spans`` are the contents, one per paragraph."""

    outer_start: int
    outer_end: int
    spans: list[tuple[int, int]]
    kind: str
    repaired: bool = False
    inner: list[Quotation] = field(default_factory=list)

    @property
    def start(self) -> int:
        """First code point of the content."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Code point after the content."""
        return self.spans[-1][1]


def find_marks(text: str) -> list[Mark]:
    """All quotation marks of ``text``, each told from its neighbours whether it can open or close."""
    marks: list[Mark] = []
    for match in MARK.finditer(text):
        start, end, char = match.start(), match.end(), match[0]
        char = DOUBLED.get(char, char)
        before, after = text[start - 1 : start], text[end : end + 1]
        free_left = not before or before.isspace() or before in "([{—–-/'’«“‘\"" or before in "»”"
        free_right = not after or after.isspace() or after in ")]}.,;:!?—–-/…»”’\"" or after in "«“"
        if char in "'’":
            if not before.isspace() and not (after[:1].isalnum()):
                marks.append(Mark(start, end, "‘", False, True))
            continue
        if char == "‘":
            if free_left and after and not after.isspace():
                marks.append(Mark(start, end, "‘", True, False))
        elif char == STRAIGHT:
            opens = free_left and bool(after) and not after.isspace() and after not in ".,;:!?)"
            closes = bool(before) and not before.isspace() and (free_right or not opens)
            marks.append(Mark(start, end, char, opens or not closes, closes or not opens))
        elif char in PAIRED:
            # “ closes „…“, and some hands type it on both sides
            closes = char == "“" and not before.isspace() and bool(before) and free_right and not after[:1].isalnum()
            marks.append(Mark(start, end, char, True, closes))
        else:
            kind = {"»": "«", "”": "“", "›": "‹"}[char]
            # »…« and ”…” are house styles too: a closing mark before a word, after a space, opens
            opens = bool(after) and not after.isspace() and (not before or before.isspace()) and after not in ".,;:!?)"
            marks.append(Mark(start, end, kind, opens, True))
    return marks


class Paragraphs:
    """Where the paragraphs of a text begin and end, looked up in logarithmic time."""

    def __init__(self, text: str) -> None:
        self.starts, self.ends = [0], []
        while (newline := text.find("\n", start := self.starts[-1])) >= 0:  # a search for the blanks around it would stop at every blank of the text
            self.ends.append(start + len(text[start:newline].rstrip()))
            self.starts.append(BLANKS.match(text, newline).end())  # type: ignore[union-attr]  # it matches nothing, too
        self.ends.append(len(text.rstrip()))

    def index(self, place: int) -> int:
        """Number of the paragraph that holds code point ``place``."""
        return max(0, bisect_right(self.starts, place) - 1)

    def end(self, place: int) -> int:
        """Where the paragraph of ``place`` ends."""
        return max(place, self.ends[self.index(place)])

    def at_head(self, place: int) -> bool:
        """Whether ``place`` is the first character of its paragraph."""
        return self.starts[self.index(place)] == place


def pair_marks(text: str, paragraphs: Paragraphs | None = None) -> list[Quotation]:
    """The outermost quotations of ``text`` in order, nested ones in their ``inner``.

    Cost is linear in the number of marks (each is pushed and popped at most once). ``paragraphs``: those of ``text``, where they are known.
    """
    marks = find_marks(text)
    paragraphs = paragraphs or Paragraphs(text)
    top: list[Quotation] = []
    stack: list[Quotation] = []

    def close(quotation: Quotation, end: int, outer_end: int, repaired: bool) -> None:
        first, _ = quotation.spans[-1]
        while end > first and text[end - 1].isspace():
            end -= 1
        quotation.spans[-1] = (first, end)
        quotation.outer_end = outer_end
        quotation.repaired = quotation.repaired or repaired
        quotation.spans = [span for span in quotation.spans if span[1] > span[0]]

    def repair(upto: int) -> None:
        """Close everything open at the end of the sentence in which it began, before ``upto``."""
        while stack:
            lost = stack.pop()
            first = lost.spans[-1][0]
            limit = min(upto, paragraphs.end(first))
            stop = SENTENCE_END.search(text, first, limit)
            end = stop.start() if stop else limit
            lost.inner = [q for q in lost.inner if q.outer_end <= end]
            close(lost, end, end, True)

    for position, mark in enumerate(marks):
        if stack and paragraphs.index(stack[-1].spans[-1][0]) != paragraphs.index(mark.start):
            if _continues(paragraphs, stack[0], mark):
                while len(stack) > 1:
                    lost = stack.pop()
                    stop = paragraphs.end(lost.spans[-1][0])
                    close(lost, stop, stop, True)
                outer = stack[0]
                first, _ = outer.spans[-1]
                outer.spans[-1] = (first, paragraphs.end(first))
                outer.spans.append((mark.end, mark.end))
                continue
            if not (mark.closes and mark.kind == stack[-1].kind and not mark.opens and _runs_on(paragraphs, stack[-1], mark)):
                repair(mark.start)
        open_kinds = [q.kind for q in stack]
        if mark.closes and (mark.kind in open_kinds or (mark.kind == "“" and "„" in open_kinds)):
            kind = mark.kind if mark.kind in open_kinds else "„"
            while stack[-1].kind != kind:
                lost = stack.pop()
                close(lost, mark.start, mark.start, True)
            done = stack.pop()
            _split_paragraphs(text, done, mark.start)
            close(done, mark.start, mark.end, False)
        elif mark.opens and mark.kind not in open_kinds:
            if mark.kind == "‘" and not _answered(paragraphs, marks, position):
                continue
            quotation = Quotation(mark.start, mark.end, [(mark.end, mark.end)], mark.kind)
            (stack[-1].inner if stack else top).append(quotation)
            stack.append(quotation)
        elif mark.opens and mark.kind in open_kinds and not mark.closes:
            # the same kind opens twice: nested if both are answered (rare), else the first was never closed
            if mark.kind != STRAIGHT and _balanced_ahead(marks, position, len(open_kinds)):
                quotation = Quotation(mark.start, mark.end, [(mark.end, mark.end)], mark.kind)
                stack[-1].inner.append(quotation)
                stack.append(quotation)
            else:
                repair(mark.start)
                quotation = Quotation(mark.start, mark.end, [(mark.end, mark.end)], mark.kind)
                top.append(quotation)
                stack.append(quotation)
    repair(len(text))
    return [q for q in top if q.spans]


def _continues(paragraphs: Paragraphs, outer: Quotation, mark: Mark) -> bool:
    """Whether ``mark`` reopens, at the head of the next paragraph, the quotation that the last one left open."""
    if mark.kind != outer.kind or len(outer.spans) >= MAX_PARAGRAPHS or not paragraphs.at_head(mark.start):
        return False
    return paragraphs.index(mark.start) == paragraphs.index(outer.spans[-1][0]) + 1


def _runs_on(paragraphs: Paragraphs, quotation: Quotation, mark: Mark) -> bool:
    """Whether an unclosed quotation may run through plain paragraphs up to ``mark`` (at most four of them)."""
    return paragraphs.index(mark.start) - paragraphs.index(quotation.start) <= 4 and mark.start - quotation.start < 4000


def _split_paragraphs(text: str, quotation: Quotation, end: int) -> None:
    """One span per paragraph, where the quotation runs through several without reopening."""
    first, _ = quotation.spans.pop()
    for piece in re.finditer(r"[^\n]+", text[first:end]):
        stripped = piece[0].strip()
        if stripped:
            start = first + piece.start() + piece[0].index(stripped[0])
            quotation.spans.append((start, start + len(stripped)))
    if not quotation.spans:
        quotation.spans.append((first, end))


def _answered(paragraphs: Paragraphs, marks: list[Mark], position: int) -> bool:
    """Whether a ‘ has its ’ in the same paragraph, before the next ‘ (else it is a stray apostrophe)."""
    start = marks[position].start
    for mark in marks[position + 1 : position + 12]:
        if paragraphs.index(start) != paragraphs.index(mark.start):
            return False
        if mark.kind == "‘":
            return mark.closes
    return False


def _balanced_ahead(marks: list[Mark], position: int, depth: int) -> bool:
    """Whether the next marks close both the inner and the outer quotation of one kind before either opens again."""
    kind, need = marks[position].kind, 2
    for mark in marks[position + 1 : position + 8]:
        if mark.kind == kind:
            if mark.opens and not mark.closes:
                return False
            need -= 1
            if not need:
                return depth < 3
    return False


def find_turns(text: str, paragraphs: Paragraphs | None = None) -> list[Quotation]:
    """Turns of dialogue behind a dash at the head of a paragraph: — Non vendo — ha detto il vecchio.

    The content runs to the next dash that stands between spaces (the narrator's turn begins), or to the paragraph's end;
    a third dash resumes the speech, as a quotation of its own (whether it goes on with the sentence is seen later).
    """
    turns: list[Quotation] = []
    paragraphs = paragraphs or Paragraphs(text)
    if not any(text[place : place + 1] in DASHES for place in (len(text) - len(text.lstrip()), *paragraphs.starts)):
        return turns  # most texts, and the search would stop at every character
    for match in TURN.finditer(text):
        dash, start = match[1], match.end()
        limit = paragraphs.end(start)
        cuts = list(re.finditer(rf"(?<=\s){re.escape(dash)}|{re.escape(dash)}(?=[\s,.])", text[start:limit]))
        edges = [start, *(start + c.start() for c in cuts), limit]
        pieces = []
        for i in range(0, len(edges) - 1, 2):
            left = edges[i] + (1 if i else 0)
            right = edges[i + 1]
            piece = text[left:right]
            if piece.strip():
                inner = left + len(piece) - len(piece.lstrip())
                pieces.append(Quotation(match.start(1) if not i else edges[i], right, [(inner, inner + len(piece.strip()))], dash))
        if pieces and (len(cuts) or dash != "-"):
            turns += pieces
    return turns
