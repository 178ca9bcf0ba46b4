"""The formats of ``chidice convert``. A new one is a module with ``writer`` (and ``read``, where it can come back) and a line here.

A module's faces are

- ``read(source: Path) -> Iterator[Document | Problem]``: what stands there, and a problem in the place of each thing that cannot be read;
- ``writer(target: str, options: Options)``: a context manager that gives a function to hand documents to. The function raises
  ``Unwritable`` for a document that the format cannot hold; on leaving without an error the target is complete, else there is none.

Both raise ``OSError`` where source or target cannot be reached at all. Modules are imported when they are used, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from pipeline.formats.articles import Problem
from pipeline.formats.documents import Document, Options

Read = Callable[[Path], Iterator[Document | Problem]]
Writer = Callable[[str, Options], AbstractContextManager[Callable[[Document], None]]]


class MissingExtra(ImportError):
    """A library that a format needs is not installed; the message says how to install it."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: where its code is, whether it can be read back, the extra (``pip install "chidice[EXTRA]"``) it needs,
    whether it is a folder of files or a binary file, which cannot go to standard output, whether it needs the article's text,
    and whether it has the speakers' keys.
    """

    name: str
    summary: str
    module: str
    readable: bool = True
    extra: str | None = None
    folder: bool = False
    binary: bool = False
    needs_text: bool = True
    keyed: bool = False

    def _face(self, face: str) -> object:
        try:
            return getattr(import_module(self.module), face)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("pipeline"):
                raise
            raise MissingExtra(f'the format {self.name} needs {error.name}: pip install "chidice[{self.extra}]"') from error

    @property
    def read(self) -> Read:
        """The format's reader. Raises :class:`MissingExtra`."""
        return cast(Read, self._face("read"))

    @property
    def writer(self) -> Writer:
        """The format's writer. Raises :class:`MissingExtra`."""
        return cast(Writer, self._face("writer"))


FORMATS = {
    f.name: f
    for f in (
        Format("brat", "a folder of .txt and .ann for brat", "pipeline.formats.brat", folder=True),
        Format("label-studio", "a JSON file of tasks for Label Studio, its labelling configuration beside it", "pipeline.formats.labelstudio"),
        Format("cas", "a folder of UIMA CAS (XMI) and its type system, for INCEpTION", "pipeline.formats.cas", extra="cas", folder=True),
        Format("csv", "a CSV file, one row per triple", "pipeline.formats.rows.csv", readable=False, needs_text=False, keyed=True),
        Format("parquet", "a Parquet file, one row per triple", "pipeline.formats.rows.parquet", readable=False, extra="parquet", binary=True, needs_text=False, keyed=True),
        Format("html", "an HTML page to read, which needs nothing else", "pipeline.formats.html", readable=False, keyed=True),
        Format("web-annotation", "a JSON-LD file of W3C Web Annotations", "pipeline.formats.jsonld.annotation", readable=False, keyed=True),
        Format("schema-org", "a JSON-LD file in the vocabulary of schema.org", "pipeline.formats.jsonld.schema_org", readable=False, needs_text=False, keyed=True),
        Format("docbin", "a DocBin file for spaCy", "pipeline.formats.docbin", binary=True),
    )
}
