"""The formats that articles are read from. A new one is a module with ``read`` and a line here.

``read(source: Source, how: Reading) -> Iterator[Article | Problem]`` gives what stands in a source, and a problem in the place of
each thing that cannot be read. What it raises while it reads bytes (``OSError``, a damaged gzip stream) is told with the line that
it had come to. Modules are imported when they are used, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import cast

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.source import Source
from pipeline.formats.registry import MissingExtra

Read = Callable[[Source, Reading], Iterator[Article | Problem]]
GZIP = ".gz"
#: What Chidice itself keeps beside articles.
SIDECARS = ("desks.json", "splits.json", "chidice.jsonl")


@dataclass(frozen=True, slots=True)
class Input:
    """One format: the suffixes of its files, where its code is, the library and the extra (``pip install "chidice[EXTRA]"``) it needs,
    and whether reading an article takes so long (some tenths of its analysis) that it is worth a process of its own.
    """

    name: str
    summary: str
    suffixes: tuple[str, ...]
    module: str
    library: str | None = None
    extra: str | None = None
    slow: bool = False

    @property
    def read(self) -> Read:
        """The format's reader. Raises :class:`~pipeline.formats.registry.MissingExtra`."""
        try:
            return cast(Read, import_module(self.module).read)
        except ImportError as error:
            if self.extra is None or (error.name or "").startswith("pipeline"):
                raise
            raise MissingExtra(f'{self.summary}: reading it needs {self.library}: pip install "chidice[{self.extra}]"') from error


INPUTS = {
    f.name: f
    for f in (
        Input("text", "plain text", (".txt",), "pipeline.formats.inputs.text"),
        Input("html", "HTML", (".html", ".htm", ".xhtml"), "pipeline.formats.inputs.html", "trafilatura", "html", slow=True),
        Input("jsonl", "JSON lines", (".jsonl", ".ndjson"), "pipeline.formats.inputs.jsonl"),
        Input("json", "JSON", (".json",), "pipeline.formats.inputs.json"),
        Input("csv", "CSV", (".csv", ".tsv"), "pipeline.formats.inputs.csv"),
        Input("parquet", "Parquet", (".parquet",), "pipeline.formats.inputs.parquet", "pyarrow", "parquet"),
    )
}
BY_SUFFIX = {suffix: form for form in INPUTS.values() for suffix in form.suffixes}
#: In a folder only these files are articles.
SUFFIXES = tuple(BY_SUFFIX)


def form_of(name: str) -> Input | None:
    """The format that the suffix of a file's name says, with ``.gz`` or without."""
    return BY_SUFFIX.get(PurePath(_unzipped(name)).suffix.lower())


def is_plain(name: str) -> bool:
    """Whether the bytes of the file are the text of its article."""
    return not name.lower().endswith(GZIP) and (form_of(name) or INPUTS["text"]).name == "text"


def stem(name: str) -> str:
    """``name`` (a path with slashes) without the suffix of a format, or any other, and without ``.gz``."""
    return PurePath(_unzipped(name)).with_suffix("").as_posix()


def _unzipped(name: str) -> str:
    short = name[: -len(GZIP)]
    return short if name.lower().endswith(GZIP) and PurePath(short).name else name
