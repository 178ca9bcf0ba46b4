"""Chidice: who says what in Italian news, and which side they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.schema import Record

__version__ = "0.1.0"
__all__ = ["__version__", "load", "to_rows"]


def load(model: str | None = None, lexicon: Iterable[str | Path] = (), *, fast: bool = True) -> Language:
    """Load the pipeline: a spaCy ``Language`` whose docs carry ``doc._.triples``.

    ``model`` is the name of an installed spaCy model or a path; by default ``it_core_news_sm`` where a compatible one is
    installed, else the model embedded in this package. ``lexicon``: lexicon files of your own, whose entries come before the
    package's. ``fast=False`` runs the model with spaCy's own code, which gives the same
    and takes longer (docs/benchmark.md). Raises ``OSError`` when the model or a file is not to be
    found, ``pipeline.lexicon.LexiconError`` for a wrong entry.
    """
    from pipeline.language import load as load_language

    return load_language(model, tuple(map(str, lexicon)), fast=fast)


def to_rows(results: Iterable[Record | Doc], speakers: Path | str | None = None, empty: bool = False) -> list[dict[str, Any]]:
    """One dict per triple, ready for ``pandas.DataFrame``; its keys are the columns of docs/formats.md.

    ``results``: records, or docs that the pipeline has been through (their place in the list is the article's id). ``speakers``: a
    CSV file of aliases that gives variants of a name one ``speaker_key``. ``empty``: also a row for each article without triples,
    its columns of a triple None. Raises ``OSError`` and, for a table that cannot be used, ``ValueError``.
    """
    from pathlib import Path

    from pipeline.formats.rows import rows_of
    from pipeline.formats.speakers import Speakers

    return rows_of(results, Speakers.load(Path(speakers)) if speakers is not None else None, empty)
