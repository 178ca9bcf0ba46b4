"""Documents into a DocBin. It is kept in memory until it is written: a DocBin is one compressed whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.formats.docbin.docs import italian, to_doc
from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.files import new_file


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the DocBin file ``target``."""
    from spacy.tokens import DocBin

    bin_ = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)

    def add(document: Document) -> None:
        try:
            (document.record.model_dump_json() + document.text).encode("utf-8")
        except ValueError as error:
            raise Unwritable("half a character (a lone surrogate), which UTF-8 cannot hold") from error
        bin_.add(to_doc(document, italian()))

    with new_file(target) as partial:
        yield add
        partial.write_bytes(bin_.to_bytes())
