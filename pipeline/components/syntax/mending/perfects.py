"""Perfects whose participle stands apart from its auxiliary: *ha, a sorpresa, ammesso che…*; *aveva del resto concluso che…*.

Parsers take the auxiliary for the main verb there and the participle for something that hangs from it.
"""

from __future__ import annotations

from pipeline.components.syntax.tags import VERBAL, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token, Tokens

#: Tokens between auxiliary and participle, at most.
APART = 12
#: Forms of *avere* that make perfects.
HAVING = ("ha", "hanno", "aveva", "avevano", "avrebbe", "avrebbero", "abbia", "abbiano", "Ha", "Hanno", "Aveva", "Avevano", "Avrebbe", "Avrebbero")


def rejoin(doc: Tokens) -> set[int]:
    """Make participles that stand apart heads of their auxiliaries again; the tokens of those participles."""
    found = set()
    for i in sorted(i for word in HAVING for i in doc.by_text.get(word, ())):
        auxiliary = doc[i]
        participle = _participle(doc, auxiliary) if auxiliary.pos_ in VERBAL and auxiliary.dep_ not in ("aux", "aux:pass", "cop") else None
        if participle is not None:
            _exchange(auxiliary, participle)
            found.add(participle.i)
    return found


def _participle(doc: Tokens, auxiliary: Token) -> Token | None:
    """The participle of the perfect, with nothing but adverbs, prepositional phrases and asides between the two."""
    if any(c.dep_ in ("obj", "xcomp") and c.pos_ != "PRON" and verb_form(c) != "Part" for c in auxiliary.children):
        return None  # ha un progetto presentato ieri
    governed = False  # whether what stands there hangs from a preposition
    for token in doc[auxiliary.i + 1 : auxiliary.i + APART]:
        if token.text in ",—–-":
            governed = False
        elif token.pos_ in VERBAL or token.pos_ == "ADJ":
            if verb_form(token) == "Part" and token.lower_.endswith("o") and token.i > auxiliary.i + 1 and _hangs(token, auxiliary):
                return token
            if token.pos_ in VERBAL or not governed:
                return None
        elif is_preposition(token):
            governed = True
        elif token.pos_ in ("NOUN", "PROPN", "PRON", "DET", "NUM") and not governed and token.lower_ not in ("ieri", "oggi", "stamattina", "stasera"):
            return None  # ha la giunta annunciato; ha visto
        elif token.is_punct or token.is_space or token.pos_ in ("SCONJ", "CCONJ"):
            return None
    return None


def _hangs(participle: Token, auxiliary: Token) -> bool:
    """Whether the parser hung the participle from the auxiliary, or from a word between the two."""
    return auxiliary.i <= participle.head.i < participle.i and not any(c.dep_ in ("aux", "aux:pass") for c in participle.children)


def _exchange(auxiliary: Token, participle: Token) -> None:
    """Put the participle where its auxiliary hung, with all that hung from the auxiliary."""
    _leave(participle)
    governor, dependency = auxiliary.head, auxiliary.dep_
    for child in list(auxiliary.children):
        child.head = participle
    participle.children = sorted([*participle.children, *auxiliary.children, auxiliary], key=lambda t: t.i)
    auxiliary.children = ()
    if governor is auxiliary:
        participle.head = participle
    else:
        participle.head = governor
        governor.children = sorted([*(c for c in governor.children if c is not auxiliary), participle], key=lambda t: t.i)
    auxiliary.head = participle
    participle.dep_, auxiliary.dep_, auxiliary.pos_ = dependency, "aux", "AUX"
    participle.pos_ = "VERB"


def _leave(token: Token) -> None:
    """Take the token from the children of its head."""
    token.head.children = [c for c in token.head.children if c is not token]

