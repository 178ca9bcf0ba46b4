"""Documents from a DocBin that was written here. The record in the docs' user data counts, not the span groups."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.formats.articles import Problem
from pipeline.formats.docbin.docs import RECORD
from pipeline.formats.documents import Document
from pipeline.formats.drafts import first_line
from pipeline.schema import Record, misplaced


def read(source: Path) -> Iterator[Document | Problem]:
    """Yield the documents of a DocBin file. Raises ``OSError``."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    data = source.read_bytes()
    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        yield Problem(str(source), f"no DocBin of spaCy: {' '.join(str(error).split()) or type(error).__name__}")
        return
    for number, doc in enumerate(docs, 1):
        place = f"{source}, doc {number}"
        if RECORD not in doc.user_data:
            yield Problem(place, f"no record in doc.user_data[{RECORD!r}]: not written by chidice")
            continue
        try:
            # by way of JSON: the record's models are strict about Python types
            record = Record.model_validate_json(json.dumps(doc.user_data[RECORD]))
        except (ValidationError, TypeError) as error:
            yield Problem(place, first_line(error) if isinstance(error, ValidationError) else str(error))
            continue
        if problem := next(misplaced(record, doc.text), None):
            changed = record.text_sha256 is not None and "text_sha256" in problem
            yield Problem(place, f"{record.id}: the text is not that of the article (text_sha256 differs)" if changed else problem)
            continue
        yield Document(record, doc.text)
