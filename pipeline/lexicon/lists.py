"""The lists of words that single rules look for, checked on reading."""

from __future__ import annotations

from typing import Any

from pipeline.lexicon.entries import LexiconError
from pipeline.lexicon.tables import Lexicon

KINDS = ("words", "beginnings", "phrases")


def add_lists(lexicon: Lexicon, where: str, data: dict[str, Any]) -> None:
    """Add the lists of one file. The first file is the package's own and says which lists there are; others add to them.

    Raises :class:`LexiconError` for an unknown list or field, and for words that no rule could meet.
    """
    known = {**dict.fromkeys(lexicon.lists, "words"), **dict.fromkeys(lexicon.beginnings, "beginnings"), **dict.fromkeys(lexicon.phrases, "phrases")}
    for name, table in data.items():
        kind, entries = _checked(f"{where}, list {name}", name, table, known)
        if kind == "words":
            lexicon.lists[name] = lexicon.lists.get(name, frozenset()) | frozenset(entries)
        elif kind == "beginnings":
            lexicon.beginnings[name] = (*lexicon.beginnings.get(name, ()), *entries)
        else:
            lexicon.phrases[name] = (*lexicon.phrases.get(name, ()), *(tuple(entry.replace("'", "' ").split()) for entry in entries))


def _checked(where: str, name: str, table: Any, known: dict[str, str]) -> tuple[str, list[str]]:
    if known and name not in known:
        raise LexiconError(f"{where}: unknown list; valid lists: {', '.join(sorted(known))}")
    kinds = (known[name],) if known else KINDS
    found = [key for key in table if key != "what"] if isinstance(table, dict) else []
    if len(found) != 1 or found[0] not in kinds or not isinstance(table[found[0]], list):
        raise LexiconError(f"{where}: needs a list of {' or '.join(kinds)}, and nothing beside it but what")
    for entry in table[found[0]]:
        if not isinstance(entry, str) or not entry.strip() or entry != entry.lower() or "’" in entry:
            raise LexiconError(f"{where}: {entry!r}; valid entries are in lower case, with straight apostrophes")
    return found[0], table[found[0]]
