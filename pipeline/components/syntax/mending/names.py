"""Relations within and around the names of persons and bodies."""

from __future__ import annotations

from pipeline.components.syntax.mending.moving import SUBJECTS, move
from pipeline.components.syntax.tags import ARTICLES, CLITICS, VERBAL
from pipeline.components.syntax.tokens import Token, Tokens
from pipeline.lexicon import Lexicon, straight


def mend_names(doc: Tokens, lexicon: Lexicon) -> None:
    """Put right what hangs from a name, or a name from what."""
    for token in doc.capitals:
        if token.ent_type_ == "PER":
            _in_name(token)
            _parted(token)
            _bare(token)
            _behind_place(token, lexicon)
            _possessor(token)
        if token.pos_ == "PROPN":
            _behind_role(token, lexicon)
            _explained(token)


def _in_name(token: Token) -> None:
    """*Abdel Neri ha chiesto*: no preposition, and no pronoun, is part of a person's name."""
    if token.pos_ == "PRON" and token.lower_ not in CLITICS:
        token.retag("PROPN", token.dep_, "")
    first = token.dep_ == "case" and token.ent_iob_ == "B" and token.head.i == token.i + 1 and token.head.ent_iob_ == "I" and token.i != token.head.i
    if first:
        token.retag("PROPN", "flat:name", "")
        _bare(token.head)


def _parted(token: Token) -> None:
    """*Marta | Lodi*: the words of one person's name hang together."""
    if token.ent_iob_ != "I" or token.head is token:
        return
    first = token.i - 1
    while first and token.doc[first].ent_iob_ == "I":
        first -= 1
    opening = token.doc[first]
    if token.head.i < first and opening.head.i < first and not any(token in t.ancestors for t in token.doc[first : token.i]):
        token.dep_ = "flat:name"
        move(token, opening)


def _bare(name: Token) -> None:
    """*contro la quale Giulio Neri aveva minacciato*: a person's name before a verb, without preposition, is the subject that the verb lacks."""
    verb = name.head
    if name.dep_ == "obl" and name.i < verb.i and verb.pos_ in VERBAL and not any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children) and not any(c.dep_ in ("case", "mark", "advmod") for c in name.children):
        name.retag("PROPN", "nsubj")


def _behind_place(name: Token, lexicon: Lexicon) -> None:
    """*ha gridato dal palco improvvisato Ada Neri*, *nell'omelia monsignor Bini*: with a word between, the noun before a name is not called so."""
    noun = name.head
    verb = noun.head
    if name.dep_ != "nmod" or name.ent_iob_ != "B" or noun.pos_ != "NOUN" or noun.dep_ != "obl" or noun.i > name.i - 2 or any(c.dep_ in ("case", "punct") for c in name.children if c.i < name.i):
        return
    between = name.doc[noun.i + 1 : name.i]
    described = between[-1].pos_ in ("ADJ", "VERB") and between[-1].is_lower and all(t.pos_ in ("ADJ", "VERB", "ADV") for t in between)
    titled = len(between) == 1 and (title := lexicon.title(between[0].lower_)) is not None and title.type == "person"
    role = lexicon.title(noun.lower_)
    if not (described or titled) or (role is not None and (role.type == "person" or not titled)) or verb.pos_ not in VERBAL or any(c.dep_ in SUBJECTS for c in verb.children) or not any(c.dep_ == "case" for c in noun.children):
        return
    if titled and between[0].head is noun:
        between[0].dep_ = "compound"
        move(between[0], name)
    name.dep_ = "nsubj"
    move(name, verb)


def _possessor(name: Token) -> None:
    """*non nasconde la sua delusione Ada Neri*: what is somebody's by its possessive is not called after the name behind it, who does it."""
    noun = name.head
    verb = noun.head
    if name.dep_ not in ("nmod", "flat", "flat:name", "appos") or name.ent_iob_ != "B" or noun.pos_ != "NOUN" or noun.i != name.i - 1 or verb.pos_ not in VERBAL or verb.i > noun.i:
        return
    owned = any(c.dep_ == "det:poss" or c.lower_ in ("sua", "suo", "sue", "suoi") for c in noun.children)
    if owned and noun.dep_ in ("obj", *SUBJECTS) and not any(c.dep_ in SUBJECTS and c is not noun for c in verb.children):
        noun.dep_, name.dep_ = "obj", "nsubj"
        move(name, verb)


def _behind_role(token: Token, lexicon: Lexicon) -> None:
    """*la sindaca Ada Neri ha detto*, *il Comitato No Ponte*: a name right behind a noun for somebody hangs from it, and is no second subject."""
    if token.dep_ not in SUBJECTS or token.ent_iob_ == "I" or not token.i:
        return
    role = next((t for t in reversed(token.doc[max(0, token.i - 3) : token.i]) if t.pos_ == "NOUN"), None)
    if role is None or role.dep_ not in SUBJECTS or token.head not in (role, role.head) or (title := lexicon.title(role.lower_)) is None or title.plural:
        return
    if all(t.head is role and t.pos_ in ("INTJ", "ADJ", "PROPN") for t in token.doc[role.i + 1 : token.i]):
        token.dep_ = "nmod"
        if token.head is not role:
            move(token, role)


def _explained(name: Token) -> None:
    """*Codice Comune, la rete di volontari, propone*: with no conjunction, what follows a name explains it."""
    for child in name.children:
        if child.dep_ != "conj" or child.pos_ != "NOUN" or child.i < name.i:
            continue
        edge = child.left_edge.i
        article = name.doc[edge]
        joined = any(c.dep_ == "cc" for c in child.children) or sum(c.dep_ == "conj" for c in name.children) > 1 or any(c.dep_ == "conj" for c in child.children)
        if not joined and name.doc[edge - 1].text == "," and straight(article.lower_) in ARTICLES:
            child.retag(child.pos_, "appos")
