"""IRIs for what has none of its own. They are names, not addresses."""

from __future__ import annotations

import re
from urllib.parse import quote

VOCABULARY = "urn:chidice:vocab:"


def article_iri(ident: str) -> str:
    """The article with this id, as it was read."""
    return f"urn:chidice:article:{quote(ident, safe='/', errors='surrogatepass')}"


def triple_iri(ident: str, number: int) -> str:
    """A triple of the article with this id."""
    return f"{article_iri(ident)}#triple-{number}"


def web_address(value: object) -> str | None:
    """``value``, where it is an address on the web that stands as an IRI."""
    return value if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"{}|\\^`\x00-\x20\ud800-\udfff]+", value) else None
