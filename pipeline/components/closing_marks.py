"""A component before the parser: no sentence starts with a mark that closes a quotation (*…è finita?" Lodi rispose…*)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

CLOSING = ("»", "”", "’")
#: Opens and closes: it closes where it touches what is before it and not a word behind it.
STRAIGHT = '"'


@Language.component("closing_marks")
def closing_marks(doc: Doc) -> Doc:
    """Forbid a sentence's start at every mark that closes (the parser respects what is set)."""
    for token in doc[1:]:
        if token.text in CLOSING or token.text == STRAIGHT:
            before, after = token.nbor(-1), token.nbor(1) if token.i + 1 < len(doc) else None
            free = token.text != STRAIGHT or after is None or bool(token.whitespace_) or after.is_space or after.text in CLOSING or (after.is_punct and not after.is_quote)
            if free and not before.whitespace_ and not before.is_space and token.is_sent_start is None:
                token.is_sent_start = False
    return doc
