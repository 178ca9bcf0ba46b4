"""A component before the parser: a line break ends a sentence, and so does what labels a line (*ROMA -*, *Ore 14.30 -*)."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

DASHES = ("-", "–", "—")
#: Tokens that a dateline may hold before its dash.
MAX_LABEL = 9


@Language.component("paragraph_breaks")
def paragraph_breaks(doc: Doc) -> Doc:
    """Start a sentence behind every token that holds a line break, and behind a dateline or time at a line's head (the parser respects what is set)."""
    broken = True  # whether a line break (or nothing) stands before the token
    for token in doc:
        opens = broken and (token.i == 0 or not token.is_space)
        broken = "\n" in token.text
        if opens and token.i:
            token.is_sent_start = True
        if opens and (end := label_end(doc, token.i)) < len(doc) and end > token.i:
            doc[end].is_sent_start = True
    return doc


def label_end(doc: Any, start: int) -> int:
    """Token behind the dateline or time that begins at token ``start``: *(Agn) - FERRANO, 14 OTT -*, *Milano, 3 giu. -*; ``start`` if there is none. ``doc``: spaCy's or the rules' own."""
    end = start
    dashes = [i for i in range(start + 1, min(start + MAX_LABEL, len(doc) - 1)) if doc[i].text in DASHES and doc[i].whitespace_ and doc[i - 1].whitespace_]
    for dash in dashes:
        words = [t for t in doc[end:dash] if t.is_alpha]
        dated = any(t.text[:1].isdigit() for t in doc[end:dash])
        place = bool(words) and all(t.is_upper for t in words) and len(words[0].text) > 2
        bracket = doc[end].text == "(" and doc[dash - 1].text == ")"
        hour = bool(words) and words[0].lower_ in ("ore", "h") and dated and len(words) == 1
        when = dated and doc[end].text[:1].isdigit() and not words
        day = dated and bool(words) and words[0].is_title and doc[end + 1].text == "," and len(words) <= 4
        if not (place or bracket or hour or when or day):
            break
        end = dash + 1
    return end
