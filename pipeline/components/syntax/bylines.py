"""Bylines: *Di Elvira Neri*, in a line of its own."""

from __future__ import annotations

from pipeline.components.syntax.tokens import Tokens


def in_byline(doc: Tokens, start: int, end: int) -> bool:
    """Whether the name at tokens ``start``–``end`` is a line's of its own behind *di*: who wrote the article is none of its speakers."""
    if end - start > 2 and doc[start].text == "Di":
        start += 1  # the model took it into the name
    before, opening = start - 1, start - 2
    alone = before >= 0 and doc[before].lower_ == "di" and (opening < 0 or "\n" in doc[opening].text)
    if alone and end - start > 1 and any(t.text in ("-", "–", "—") and t.whitespace_ for t in doc[end : end + 3]):
        return True  # Di Elvira Neri Roma - anche quest'anno
    return alone and 1 < end - start < 5 and (end == len(doc) or "\n" in doc[end].text)
