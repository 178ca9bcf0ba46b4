"""One key for a speaker in every article: the name without case, determiner and titles, with the label; variants joined by a table."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from pipeline.names import normalise
from pipeline.schema import Label, Speaker

COLUMNS = ("alias", "name", "label")
LABELS = get_args(Label)


class SpeakersError(ValueError):
    """A table of aliases that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """Gives keys. ``names`` maps a normalised variant to the normalised name that it stands for, ``labels`` such names to their label."""

    names: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str | None] = field(default_factory=dict)

    def key(self, speaker: Speaker) -> str:
        """The key of a speaker: ``PER:marta lodi``; ``?:marta lodi`` without a label. A name of the table has the table's label,
        or none, whatever the extractor took it for, so that its variants have one key.
        """
        name = plain(speaker.name)
        name = self.names.get(name, name)
        return f"{self.labels.get(name, speaker.label) or '?'}:{name}"

    @classmethod
    def load(cls, path: Path) -> Speakers:
        """The table in a CSV file with the columns ``alias``, ``name`` and, if you like, ``label``; separated by commas, semicolons or tabs.

        Raises ``OSError``, and :class:`SpeakersError` for the first line that cannot be used: an alias of two names, names that stand
        for each other, two labels of one name, an unknown label, an empty cell.
        """
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SpeakersError(f"{path}: not UTF-8 at byte {error.start}") from error
        first = text.partition("\n")[0]
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=next((d for d in ";\t" if d in first), ","))
        header = [name.strip().casefold() for name in reader.fieldnames or ()]
        if not {"alias", "name"} <= set(header):
            raise SpeakersError(f"{path}:1: the first line must name the columns alias and name (and label, if you like)")
        reader.fieldnames = header
        table = cls()
        for row in reader:
            try:
                table._add(*((row.get(column) or "").strip() for column in COLUMNS))
            except ValueError as error:
                raise SpeakersError(f"{path}:{reader.line_num}: {error}") from error
        return table._resolved(path)

    def _add(self, alias: str, name: str, label: str) -> None:
        if not alias or not name:
            raise ValueError("alias and name must both be there")
        if label and label not in LABELS:
            raise ValueError(f"unknown label {label!r}; there are {', '.join(LABELS)}")
        variant, goal = plain(alias), plain(name)
        if variant != goal and self.names.setdefault(variant, goal) != goal:
            raise ValueError(f"{alias!r} is an alias of {self.names[variant]!r} already")
        if label and self.labels.get(goal) not in (None, label):
            raise ValueError(f"{name!r} has the label {self.labels[goal]} already")
        self.labels[goal] = label or self.labels.get(goal)

    def _resolved(self, path: Path) -> Speakers:
        """The table with each alias of an alias led to its last name."""
        names, labels = {}, dict(self.labels)
        for variant in self.names:
            seen, goal = [variant], self.names[variant]
            while goal in self.names:
                if goal in seen:
                    raise SpeakersError(f"{path}: {' → '.join([*seen, goal])}: names that stand for each other")
                seen.append(goal)
                goal = self.names[goal]
            names[variant] = goal
            inner = {labels[n] for n in (*seen, goal) if labels.get(n)}
            if len(inner) > 1:
                raise SpeakersError(f"{path}: {goal!r} has several labels: {', '.join(sorted(map(str, inner)))}")
            labels[goal] = next(iter(inner), None)
        return Speakers(names, labels)


def plain(name: str) -> str:
    """The name as keys have it: composed characters, case folded, without determiner and leading titles; accents stay."""
    return unicodedata.normalize("NFC", normalise(unicodedata.normalize("NFC", name)).casefold())
