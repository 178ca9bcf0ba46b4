"""The cue lexicon: data that a linguist edits, and the loader that builds the look-up tables from it."""

from __future__ import annotations

from pipeline.lexicon.conjugation import VerbForm
from pipeline.lexicon.entries import Construction, CueEntry, LexiconError, Title
from pipeline.lexicon.loader import load_lexicon
from pipeline.lexicon.tables import Lexicon, straight

__all__ = ["Construction", "CueEntry", "Lexicon", "LexiconError", "Title", "VerbForm", "load_lexicon", "straight"]
