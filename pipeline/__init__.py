"""Chidice: who says what in Italian news, and which side they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(model: str | None = None, *, fast: bool = True) -> Language:
    """Load the pipeline: a spaCy ``Language`` whose docs carry ``doc._.triples``.

    ``model`` is the name of an installed spaCy model or a path; by default ``it_core_news_sm`` where a compatible one is
    installed, else the model embedded in this package. ``fast=False`` runs the model with spaCy's own code, which gives the same
    and takes longer (docs/benchmark.md). Raises ``OSError`` when the model is not to be found.
    """
    from pipeline.language import load as load_language

    return load_language(model, fast=fast)
