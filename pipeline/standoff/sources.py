"""The corpora that articles are put together from: which file, and which rules make its sentences a text.

A ``.conllu`` file is a treebank of Universal Dependencies (:mod:`pipeline.standoff.ud`), any other one of KIND (:mod:`pipeline.standoff.kind`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from pipeline.standoff import kind, ud
from pipeline.standoff.kind import Sentence
from pipeline.standoff.records import Segment

KIND_URL = "KIND, https://github.com/dhfbk/KIND"
UD_URL = "UD Italian, https://universaldependencies.org/it/"


class SourceError(ValueError):
    """A file that cannot be decoded."""


class AbsentError(SourceError):
    """A file that is not there."""


class Source(NamedTuple):
    """A file of a corpus: its path, the SHA-256 of its bytes, its sentences, numbered from 0."""

    path: Path
    sha256: str
    sentences: list[Sentence]


def is_treebank(name: str) -> bool:
    """Is the file of this name a treebank of Universal Dependencies?"""
    return name.endswith(".conllu")


def read_source(folder: Path, name: str, wanted: str | None = None) -> Source:
    """The file ``name`` in ``folder`` or in a folder of it (a clone of KIND has it further down). Of several, the one with the
    SHA-256 ``wanted``, else the first. Raises :class:`AbsentError` where there is none, :class:`SourceError` where it is not UTF-8.
    """
    found = [folder / name] if (folder / name).is_file() else sorted(folder.rglob(name))
    if not found:
        raise AbsentError(f"no such file, nor in a folder below; it is a part of {UD_URL if is_treebank(name) else KIND_URL}")
    files = [(path, path.read_bytes()) for path in found]
    path, data = next(((p, d) for p, d in files if hashlib.sha256(d).hexdigest() == wanted), files[0])
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 at byte {error.start}") from error
    return Source(path, hashlib.sha256(data).hexdigest(), ud.sentences(content) if is_treebank(name) else kind.sentences(content))


def segment_text(segment: Segment, source: Source) -> str:
    """The text of the sentences that ``segment`` names."""
    first = segment.first_sentence
    join = ud.article_text if is_treebank(source.path.name) else kind.article_text
    text = join(source.sentences[first : segment.last_sentence + 1], [h - first for h in segment.headings])
    return text + "\n" if segment.final_newline else text
