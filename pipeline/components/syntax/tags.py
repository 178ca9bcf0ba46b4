"""What a token's tags and features say, with the word itself where they are missing or wrong."""

from __future__ import annotations

import re

from pipeline.components.syntax.tokens import Token

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"}
VERBAL = {"VERB", "AUX"}
CLITICS = {"mi", "ti", "ci", "vi", "si", "lo", "la", "li", "le", "l'", "l’", "gli", "ne", "me", "te", "ce", "ve", "se", "glielo", "gliela", "m'", "s'"}
AUXILIARIES = {"ha", "hanno", "ho", "aveva", "avevano", "avrebbe", "avrebbero", "abbia", "abbiano", "aver", "avere", "avendo", "è", "sono", "era", "erano"}
ARTICLES = {"il", "lo", "la", "l'", "i", "gli", "le", "un", "una", "un'", "uno"}
OPENING, CLOSING = set("«“‘\"'([{"), set("»”’\"')]}")
QUOTES = set("«»“”\"‘„‹›")
#: Tokens after which a sentence is cut where the text has no stop: rules look through whole sentences.
MAX_SENTENCE = 400
NP_PARTS = {"det", "det:poss", "det:predet", "amod", "nummod", "nmod", "flat", "flat:name", "flat:foreign", "compound", "case", "fixed", "obl", "advmod", "goeswith"}


def feature(token: Token, name: str) -> str:
    """The value of a UD feature of ``token``, or an empty string."""
    return token.features.get(name, "")


INFINITIVE = re.compile(r"(?:[aei]r|r)(?:e|(?:mi|ti|ci|vi|si|l[oaie]|gli|ne|gliel[oaie]|gliene|[mtscv]e(?:l[oaie]|ne)))?$")


def verb_form(token: Token) -> str:
    """``VerbForm``: Fin, Inf, Ger or Part; read off the word where the tagger gives none."""
    known = token.form
    if known is None:
        known = token.form = _verb_form(token)
    return known


def _verb_form(token: Token) -> str:
    form = feature(token, "VerbForm")
    if form != "Inf" and token.pos_ in VERBAL and token.i and token.lower_.endswith(("are", "ere", "ire")) and token.nbor(-1).lower_ in ("di", "a", "ad", "per", "da"):
        return "Inf"
    if form or token.pos_ not in VERBAL:
        return form
    if feature(token, "Mood") or feature(token, "Person"):
        return "Fin"
    return "Inf" if INFINITIVE.search(token.lower_) else ""


ADDRESSING = re.compile(r"(?:ad?|al|allo|alla|ai|agli|alle)$|all['’]$")
PREPOSITIONS = re.compile(r"(?:a[dl]?|di|d|da|in|con|su|per|tra|fra|contro|verso|(?:de|da|ne|su|a|co)(?:l|llo|lla|ll|i|gli|lle))$")


def is_preposition(token: Token) -> bool:
    """Whether the token is a preposition, with or without an article, whatever its tag (*l'Ad* is none: amministratore delegato)."""
    known = token.preposition
    if known is None:
        known = token.preposition = _is_preposition(token)
    return known


def _is_preposition(token: Token) -> bool:
    if token.text == "Ad" and token.i and token.nbor(-1).text[-1:] in "'’":
        return False
    return token.pos_ == "ADP" or (token.is_lower and bool(PREPOSITIONS.match(token.lower_.rstrip("'’"))) and token.pos_ != "PRON")


def is_break(token: Token) -> bool:
    """Whether punctuation sets what follows apart: a comma, a bracket, a dash between spaces."""
    return token.text in (",", ";", ":", "—", "–", "(") or (token.text == "-" and bool(token.whitespace_))
