"""Hanging tokens from other heads, and what every check asks of a verb."""

from __future__ import annotations

from pipeline.components.syntax.tags import feature, verb_form
from pipeline.components.syntax.tokens import Token, Tokens

SUBJECTS = ("nsubj", "nsubj:pass")


def move(token: Token, head: Token) -> None:
    """Hang the token from another head; what already hangs from the token cannot govern it, and nothing is done."""
    if head is token or token in head.ancestors:
        return
    token.head.children = [c for c in token.head.children if c is not token]
    token.head = head
    hang(token)


def hang(token: Token) -> None:
    """Put the token among the children of its head."""
    token.head.children = sorted([*token.head.children, token], key=lambda t: t.i)
    token.doc.left_edges.clear()


def plural(verb: Token) -> bool:
    """Whether the verb, or an auxiliary of it, is plural."""
    return any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (verb, *(c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop"))))


def places(doc: Tokens, *words: str) -> list[int]:
    """Where the words stand, as they are written."""
    return sorted(i for word in words for i in doc.by_text.get(word, ()))
