"""What a lexicon entry can say, checked on reading."""

from __future__ import annotations

from dataclasses import dataclass

FRAMES = frozenset("quote che come di a inf se obj obj-any obj:di as-a as-come target target-event target-somebody target-outcome target-inf:a target-inf:di target-inf:per as accuse colon perché".split())
PREPOSITIONS = frozenset("a di da con contro su per in verso".split())
STANCES = frozenset(("support", "oppose", "doubt", "neutral"))
NEGATED = STANCES | {"none"}


class LexiconError(ValueError):
    """A lexicon file says something that it cannot say; the message names file, entry and the valid values."""


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A cue word or construction: which frames it has, and what stance each frame gives, plain and negated."""

    key: str
    type: str
    frames: frozenset[str]
    stances: dict[str, str]
    negations: dict[str, str]
    weak: bool = False
    thing: bool = False
    noun: bool = False
    possessive: bool = False
    verbless: bool = False
    source: bool = False  # what *da* governs is the speaker: dal rapporto emerge che

    @property
    def reflexive(self) -> bool:
        """Whether the verb is listed in its -si form."""
        return self.type == "verb" and self.key.split()[0].endswith("si") and len(self.key.split()[0]) > 4

    def stance_for(self, frame: str) -> str:
        """The stance of the plain cue in ``frame``."""
        return self.stances.get(frame, self.stances.get("default", "support"))

    def negated_for(self, frame: str) -> str:
        """The stance of the negated cue in ``frame``, or ``none``."""
        return self.negations.get(frame, self.negations.get("default", "none"))

    def merged(self, other: CueEntry) -> CueEntry:
        """This entry with the frames that ``other`` adds."""
        new = other.frames - self.frames
        stances = {"default": self.stances.get("default", "support"), **{f: other.stance_for(f) for f in new}, **{f: self.stance_for(f) for f in self.frames}}
        negations = {"default": self.negations.get("default", "none"), **{f: other.negated_for(f) for f in new}, **{f: self.negated_for(f) for f in self.frames}}
        return CueEntry(
            self.key, self.type, self.frames | new, stances, negations, self.weak and other.weak, self.thing or other.thing, self.noun or other.noun, self.possessive, self.verbless or other.verbless, self.source or other.source
        )


def check(where: str, table: dict[str, object], fields: frozenset[str]) -> None:
    """Raise :class:`LexiconError` for unknown fields, frames and stances of one class."""
    if unknown := set(table) - fields:
        raise LexiconError(f"{where}: unknown field {sorted(unknown)[0]!r}; valid fields: {', '.join(sorted(fields))}")
    for frame in table.get("frames", []):  # type: ignore[attr-defined]
        kind, _, preposition = frame.partition(":")
        if frame not in FRAMES and not (kind in ("target", "obj", "target-inf", "target-event") and preposition in PREPOSITIONS):
            raise LexiconError(f"{where}: unknown frame {frame!r}; valid frames: {', '.join(sorted(FRAMES))}, target:PREPOSITION")
    for field, valid in (("stance", STANCES), ("negated", NEGATED)):
        value = table.get(field, "support")
        for stance in value.values() if isinstance(value, dict) else [value]:
            if stance not in valid:
                raise LexiconError(f"{where}: {field} {stance!r}; valid values: {', '.join(sorted(valid))}")


def by_frame(value: object, default: str) -> dict[str, str]:
    """``"support"`` or ``{default = …, se = …}`` as a table with a default."""
    if isinstance(value, dict):
        return {"default": default, **value}
    return {"default": value if isinstance(value, str) else default}


@dataclass(frozen=True, slots=True)
class Title:
    """A noun for somebody who can speak: ``type`` is person, organisation, group or document."""

    key: str
    type: str
    gender: str  # m, f, both or empty
    plural: bool = False
    again: bool = False  # takes up somebody named before


@dataclass(frozen=True, slots=True)
class Construction:
    """A light verb and the nouns (or fixed phrases, as tuples of words) that make it a cue."""

    verb: str
    nouns: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    entry: CueEntry
