"""What readers give and writers take: a record together with the text of its article."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Record


@dataclass(frozen=True, slots=True)
class Document:
    """A record and its article, exactly as read; the record's spans fit the text."""

    record: Record
    text: str


@dataclass(frozen=True, slots=True)
class Options:
    """What a writer may be asked for. ``pre_annotation``: mark the triples as somebody's or some program's guess, to be checked by
    a person, also where the record does not name the program that made it.
    """

    pre_annotation: bool = False


class Unwritable(ValueError):
    """A document that a format cannot hold; the message says why. The other documents are not concerned."""


def guessed(record: Record, options: Options) -> bool:
    """Whether the triples of ``record`` are to be marked as pre-annotation: a program made them, or the user says so."""
    return record.producer is not None or options.pre_annotation
