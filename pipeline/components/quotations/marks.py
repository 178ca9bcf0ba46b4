"""Quotation marks, as data: which character opens or closes which kind of quotation."""

from __future__ import annotations

#: Marks that differ on the two sides: opening → the closings that may answer it.
PAIRED: dict[str, str] = {"«": "»", "“": "”", "‘": "’", "„": "“”", "‹": "›"}
#: What two keystrokes stand for.
DOUBLED: dict[str, str] = {"<<": "«", ">>": "»", "''": '"', "``": '"'}
#: Marks that look the same on both sides.
STRAIGHT = '"'
#: Characters that close something; ’ is also the apostrophe and counts only where it closes ‘.
CLOSERS = "»”’›"
#: Dashes that may open a turn of dialogue at the start of a paragraph.
DASHES = "—–-"
