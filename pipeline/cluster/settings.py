"""What an extraction on a cluster may be told."""

from __future__ import annotations

from dataclasses import dataclass

#: Columns of the input that go into the record's ``meta``, where they are.
KEPT = ("url", "author", "sitename", "section")


@dataclass(frozen=True, slots=True)
class Settings:
    """``text`` and ``ident``: the columns of the article's text and id (without ids, the text's SHA-256 is the id). ``kept``: columns that
    go into ``meta``. ``model``, ``lexicon``, ``fast``: as :func:`pipeline.load` takes them; paths must be there on every machine.
    ``timeout``: seconds that one article may take. ``least``: the least confidence of a triple.
    """

    text: str = "text"
    ident: str = "id"
    kept: tuple[str, ...] = KEPT
    model: str | None = None
    lexicon: tuple[str, ...] = ()
    fast: bool = True
    timeout: float | None = None
    least: float = 0.0
