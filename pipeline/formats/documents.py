"""What readers give and writers take: a record together with the text of its article."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.formats.speakers import Speakers
from pipeline.schema import Record


@dataclass(frozen=True, slots=True)
class Document:
    """A record and its article, exactly as read; the record's spans fit the text. The text is empty where it was not looked for,
    because the format that the document goes to needs none.
    """

    record: Record
    text: str


@dataclass(frozen=True, slots=True)
class Options:
    """What a writer may be asked for. ``pre_annotation``: mark the triples as somebody's or some program's guess, to be checked by
    a person, also where the record does not name the program that made it. ``speakers``: what gives speakers their keys.
    """

    pre_annotation: bool = False
    speakers: Speakers = field(default_factory=Speakers)


class Unwritable(ValueError):
    """A document that a format cannot hold; the message says why. The other documents are not concerned."""


def guessed(record: Record, options: Options) -> bool:
    """Whether the triples of ``record`` are to be marked as pre-annotation: a program made them, or the user says so."""
    return record.producer is not None or options.pre_annotation
