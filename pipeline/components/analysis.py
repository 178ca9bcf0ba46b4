"""What the stages hand to one another: cues found, attributions in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.components.quotations.pairing import Quotation


@dataclass(slots=True)
class Cue:
    """A cue in the doc: ``start``/``end`` are token indices (end exclusive), ``head`` the token that governs."""

    start: int
    end: int
    head: int
    key: str  # the lexicon entry, e.g. the infinitive
    entry: Any
    type: str  # verb, noun, adjective, adposition, construction, punctuation
    frames: frozenset[str]
    negated: bool = False
    weak: bool = False
    #: token behind which the claim begins, where it is not ``head`` (the noun of *lanciare un appello*)
    anchor: int = -1
    finite: bool = True


class Mention(NamedTuple):
    """Tokens of the mention (None: dropped), the token that shares its subject, and whether nobody is there at all."""

    span: tuple[int, int] | None
    shares_with: int | None = None
    nobody: bool = False
    head: int | None = None


@dataclass(slots=True)
class Attribution:
    """A triple in the making. Claim and cue in code points, the mention as token indices."""

    rule: str
    kind: str
    claim: list[tuple[int, int]]
    frame: str
    cue: Cue | None = None
    cue_span: tuple[int, int] | None = None
    mention: tuple[int, int] | None = None
    implicit: bool = False
    #: token whose subject this one shares (dropped subjects, gerunds, coordinated verbs)
    shares_with: int | None = None
    #: tokens of a name elsewhere in the article that is the speaker's
    referent: tuple[int, int] | None = None
    stance: str = "support"
    hearsay: bool = False
    name: str = ""
    aliases: list[str] = field(default_factory=list)
    label: str | None = None
    nested_in: int | None = None

    @property
    def start(self) -> int:
        """First code point of the claim."""
        return self.claim[0][0]

    @property
    def end(self) -> int:
        """Code point after the claim."""
        return self.claim[-1][1]


@dataclass(slots=True)
class Analysis:
    """Everything found so far in one doc."""

    quotations: list[Quotation] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    #: verbs of their own right under the constructions that they open, by head
    underlying: dict[int, Cue] = field(default_factory=dict)
    attributions: list[Attribution] = field(default_factory=list)
