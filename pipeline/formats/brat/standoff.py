"""The lines of an .ann file, read one by one: what they say, or what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.formats.brat import scheme

_OFFSETS = re.compile(r"(\d+ \d+)(;\d+ \d+)*")


@dataclass(slots=True)
class Marked:
    """A text-bound annotation: its type, its pieces (code points, in text order), attributes, notes, and the line it stands in."""

    ident: str
    type: str
    parts: list[tuple[int, int]]
    line: int
    attributes: dict[str, str | None] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from one annotation to another."""

    type: str
    left: str
    right: str
    line: int


@dataclass(slots=True)
class Standoff:
    """What a file holds: annotations by id, relations, (line, what) of each thing wrong, and the ids of annotations that are so wrong
    that they are left out.
    """

    marked: dict[str, Marked] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


class _Wrong(ValueError):
    pass


def parse(source: str, text: str) -> Standoff:
    """The contents of an .ann file about ``text``. Lines of other kinds than Chidice's (events, normalisations) are told as wrong."""
    out = Standoff()
    lines = [(n, line.rstrip("\r")) for n, line in enumerate(source.split("\n"), 1)]
    # text-bound annotations first: brat itself may write what refers to them ahead of them
    for wanted in (True, False):
        for number, line in lines:
            if not line.strip() or line.startswith("T") is not wanted:
                continue
            try:
                _line(out, number, line, text)
            except _Wrong as error:
                out.problems.append((number, str(error)))
                if wanted:
                    out.broken.add(line.partition("\t")[0])
    return out


def _line(out: Standoff, number: int, line: str, text: str) -> None:
    ident, tab, rest = line.partition("\t")
    if not tab or not re.fullmatch(r"(?:[TRAM]|#)\d+", ident):
        raise _Wrong(f"no line of Chidice's standoff: «{line[:60]}»")
    if ident[0] == "T":
        if ident in out.marked:
            raise _Wrong(f"{ident} stands in line {out.marked[ident].line} already")
        out.marked[ident] = _text_bound(ident, number, rest, text)
    elif ident[0] == "R":
        match = re.fullmatch(r"(\S+) Arg1:(\S+) Arg2:(\S+)\s*", rest)
        if match is None or match[1] not in (scheme.SAID_BY, scheme.HAS_CUE, scheme.NESTED_IN):
            raise _Wrong(f"{ident}: no relation of Chidice's: «{rest[:60]}»")
        out.relations.append(Relation(match[1], match[2], match[3], number))
    elif ident[0] == "#":
        about, _, note = rest.partition("\t")
        kind, _, target = about.partition(" ")
        # notes on relations and attributes are the annotators' own business
        if target in out.marked and kind in (scheme.NOTES, scheme.TRIPLE):
            out.marked[target].notes[kind] = note.strip()
    else:
        kind, target, value = (*rest.split(" ", 2), "", "")[:3]
        if target in out.broken:
            return
        if target not in out.marked:
            raise _Wrong(f"{ident}: an attribute of {target or 'nothing'}, which is not there")
        out.marked[target].attributes[kind.strip()] = value.strip() or None


def _text_bound(ident: str, number: int, rest: str, text: str) -> Marked:
    about, _, covered = rest.partition("\t")
    kind, _, offsets = about.partition(" ")
    if kind not in (scheme.CLAIM, scheme.CUE, scheme.SPEAKER):
        raise _Wrong(f"{ident}: unknown type {kind!r}; there are {scheme.CLAIM}, {scheme.CUE}, {scheme.SPEAKER}")
    if not _OFFSETS.fullmatch(offsets.strip()):
        raise _Wrong(f"{ident}: offsets cannot be read: «{offsets}»")
    parts = sorted((int(a), int(b)) for a, b in (part.split() for part in offsets.strip().split(";")))
    for start, end in parts:
        if not start < end <= len(text):
            raise _Wrong(f"{ident}: {start}–{end} is no stretch of the article, which has {len(text)} characters")
    there = " ".join(text[a:b] for a, b in parts)
    if covered and covered != there:
        raise _Wrong(f"{ident}: «{covered[:60]}» stands as «{there[:60]}» in the article")
    return Marked(ident, kind, parts, number)
