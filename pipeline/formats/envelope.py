"""What a record says besides its triples, kept beside them so that it comes back when an annotation tool hands them on."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from pipeline.formats.documents import Document
from pipeline.schema import Record


class Envelope(BaseModel):
    """``record`` without its triples and text; whether it held its text; the ids of its triples in their order; the places of those
    triples' ``sentences`` that have one; and, where files are kept in a folder, the ``file`` of the article there, without its suffix.
    """

    model_config = ConfigDict(extra="forbid")

    record: Record
    with_text: bool = False
    order: list[int] = Field(default_factory=list)
    sentences: dict[int, tuple[int, int]] = Field(default_factory=dict)
    file: str | None = None

    @classmethod
    def of(cls, document: Document, file: str | None = None) -> Envelope:
        """The envelope of a document."""
        record = document.record
        head = record.model_copy(update={"triples": [], "text": None})
        sentences = {t.id: (t.sentence.start, t.sentence.end) for t in record.triples if t.sentence is not None}
        return cls(record=head, with_text=record.text is not None, order=[t.id for t in record.triples], sentences=sentences, file=file)

    def dump(self) -> dict[str, Any]:
        """The envelope as plain JSON data; empty parts are left out."""
        head = self.record.model_dump(mode="json", exclude={"triples"})
        data: dict[str, Any] = {"file": self.file} if self.file is not None else {}
        data["record"] = {k: v for k, v in head.items() if v is not None}
        data |= {"with_text": self.with_text, "order": self.order}
        return data | ({"sentences": {str(number): list(place) for number, place in self.sentences.items()}} if self.sentences else {})
