"""What a reader may be told."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields (columns) of the input are what; None: those of the usual names, where they are there. ``a.b`` is the field ``b``
    of the object in ``a``. ``rest``: keep the other fields in the record's ``meta``.
    """

    text: str | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    rest: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the ``encoding`` (None: what the format or the file says, else UTF-8), the ``form`` (None: what the file's
    suffix says; a key of :data:`~pipeline.formats.inputs.registry.INPUTS`), the ``fields``.
    """

    encoding: str | None = None
    form: str | None = None
    fields: Fields = field(default_factory=Fields)

    def described(self) -> dict[str, Any]:
        """What of this changes the records, as JSON data."""
        return {"encoding": self.encoding or "utf-8", **({"fields": asdict(self.fields)} if self.fields != Fields() else {})}
