"""How a triple looks in brat: the names of annotations, relations and attributes, and the configuration that declares them."""

from __future__ import annotations

import re

from pipeline.schema import KINDS, STANCES

CLAIM, CUE, SPEAKER = "Claim", "Cue", "Speaker"
SAID_BY, HAS_CUE, NESTED_IN = "SaidBy", "HasCue", "NestedIn"
KIND, STANCE, LABEL = "Kind", "Stance", "SpeakerLabel"
HEARSAY, OPTIONAL, IMPLICIT, GUESSED = "Hearsay", "Optional", "Implicit", "PreAnnotated"
#: brat's own type of notes: of a claim, the speaker's name and aliases. ``TRIPLE``: a comment that people leave alone.
NOTES, TRIPLE = "AnnotatorNotes", "Triple"

#: Where brat ends a line. An annotation of text that goes over it is written in pieces, without the line break.
BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

ANNOTATION_CONF = f"""\
# Chidice: who says what, and which side they take. The name of a claim's speaker stands in the claim's notes.

[entities]
{CLAIM}
{CUE}
{SPEAKER}

[relations]
{SAID_BY}\tArg1:{CLAIM}, Arg2:{SPEAKER}
{HAS_CUE}\tArg1:{CLAIM}, Arg2:{CUE}
{NESTED_IN}\tArg1:{CLAIM}, Arg2:{CLAIM}
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
{STANCE}\tArg:{CLAIM}, Value:{"|".join(STANCES)}
{KIND}\tArg:{CLAIM}, Value:{"|".join(KINDS)}
{LABEL}\tArg:{CLAIM}, Value:PER|ORG|LOC
{IMPLICIT}\tArg:{CLAIM}
{HEARSAY}\tArg:{CLAIM}
{OPTIONAL}\tArg:{CLAIM}
{GUESSED}\tArg:{CLAIM}
"""

VISUAL_CONF = f"""\
[labels]
{CLAIM} | Claim | C
{CUE} | Cue | Cue
{SPEAKER} | Speaker | Sp
{SAID_BY} | said by | by
{HAS_CUE} | cue | cue
{NESTED_IN} | nested in | in
{STANCE} | Stance | St
{KIND} | Kind | K
{LABEL} | Speaker's label | Lab
{IMPLICIT} | Dropped subject | Impl
{HEARSAY} | Hearsay | Hear
{OPTIONAL} | Optional | Opt
{GUESSED} | Pre-annotated, to be checked | Pre

[drawing]
SPAN_DEFAULT fgColor:black, bgColor:lightgrey, borderColor:darken
ARC_DEFAULT color:black, arrowHead:triangle-5
ATTRIBUTE_DEFAULT glyph:*
{CLAIM} bgColor:#cfe8ff
{CUE} bgColor:#ffe9a8
{SPEAKER} bgColor:#d5f0c8
{SAID_BY} color:#3a7d22
{HAS_CUE} color:#b08600
{NESTED_IN} color:#5b6ee1, dashArray:3-3
{STANCE} glyph:[+]|[-]|[?]|[=], position:right
{KIND} glyph:(d)|(i)|(m)|(p), position:left
{IMPLICIT} glyph:(pro), position:left
{HEARSAY} dashArray:3-3
{OPTIONAL} glyph:(opt), position:left
{GUESSED} glyph:(!), position:left
"""


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between line breaks of ``text[start:end]``: what brat marks for it."""
    out, at = [], start
    for match in BREAKS.finditer(text, start, end):
        out.append((at, match.start()))
        at = match.end()
    out.append((at, end))
    return [(a, b) for a, b in out if a < b]


def joined(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that ``parts`` stand for, where nothing else is known: what only line breaks keep apart belongs together."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(parts):
        if out and out[-1][1] < start and BREAKS.fullmatch(text, out[-1][1], start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
