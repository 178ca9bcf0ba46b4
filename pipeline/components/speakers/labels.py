"""Whether a name is a person's or a body's, by its own words."""

from __future__ import annotations

from pipeline.components.syntax.tokens import Token
from pipeline.lexicon import Lexicon, straight


def label_of(lexicon: Lexicon, text: str, label: str) -> str:
    """The label of a name by its own words: a first name's person, a firm's or body's word; else ``label``."""
    words = text.split()
    if len(words) == 1 and (label != "PER" or text.lower().startswith(lexicon.beginnings["surely_associations"])) and len(text) > 7 and text.lower().startswith(lexicon.beginnings["associations"]):
        return "ORG"  # Confesercenti, Federhotel
    if is_person(lexicon, text) and not (label == "LOC" and any(straight(w.lower()) in lexicon.lists["particles"] for w in words)):
        return "PER"
    noun = lexicon.title(words[0]) if label == "PER" and len(words) > 1 else None
    if noun is not None and noun.type == "organisation":
        return "ORG"  # Museo Arrighetti
    if label in ("PER", "LOC") and len(words) > 1 and (words[-1].lower().strip(".") in lexicon.firm_words or words[0].lower() in lexicon.body_words):
        return "ORG"
    return label


def is_person(lexicon: Lexicon, text: str) -> bool:
    """Whether a name of two to four words begins with a first name."""
    words = text.split()
    return 2 <= len(words) <= 4 and straight(words[0].lower()) in lexicon.first_names and all(w[:1].isupper() or straight(w.lower()) in lexicon.lists["particles"] for w in words)


def is_body(lexicon: Lexicon, token: Token) -> bool:
    """Whether the noun is what a kind of body is called: ministero, partito."""
    title = lexicon.title(token.lower_)
    return title is not None and title.type == "organisation"


def is_title(lexicon: Lexicon, token: Token) -> bool:
    """Whether the token is a noun for a person with something behind it: *il ministro* Neri."""
    title = lexicon.title(token.lower_)
    return title is not None and title.type == "person" and token.i + 1 < len(token.doc)
