"""Relations of subjects and of the nouns around them that brackets, commas, agreement or a conjunction give away."""

from __future__ import annotations

from pipeline.components.syntax.mending.moving import SUBJECTS, hang, move, places, plural
from pipeline.components.syntax.tags import VERBAL, feature
from pipeline.components.syntax.tokens import Token, Tokens
from pipeline.lexicon import Lexicon

#: Clitics that take up an object said before, with its gender and number.
TAKING_UP = {"lo": ("Masc", "Sing"), "la": ("Fem", "Sing"), "li": ("Masc", "Plur"), "le": ("Fem", "Plur")}


def mend_nouns(doc: Tokens, lexicon: Lexicon) -> None:
    """Put right what is taken for a subject, or for none."""
    for i in places(doc, "("):
        _bracketed(doc, i)
    for i in places(doc, ","):
        if i + 1 < len(doc):
            _row(doc[i + 1])
    for i in places(doc, "e", "ed"):
        _added(doc[i])
    for i in places(doc, "no", "sì"):
        _refusal(doc[i])
    for i in places(doc, "sia"):
        _both(doc[i])
    for i in places(doc, "-"):
        _hyphened(doc[i])
    for i in places(doc, "ex"):
        _former(doc[i])
    for i in places(doc, *TAKING_UP):
        _dislocated(doc[i])
    for i in places(doc, "La", "la", "L'", "L’", "l'", "l’"):
        _article(doc[i], lexicon)


def _bracketed(doc: Tokens, bracket: int) -> None:
    """*La Ctbto (sigla, l'organizzazione per il disarmo) conferma*: the subject of a verb outside does not stand in brackets."""
    close = next((i for i in range(bracket + 1, min(bracket + 40, len(doc))) if doc[i].text in (")", "(") or doc[i].is_space), None)
    if close is None or doc[close].text != ")":
        return
    for token in doc[bracket + 1 : close]:
        if token.dep_ in SUBJECTS and not bracket < token.head.i < close:
            token.retag(token.pos_, "appos")


def _row(token: Token) -> None:
    """*Il sindaco, il prefetto e il questore hanno*: with a plural verb, the subject behind a comma that *e* goes on is one of a row."""
    last = token.head if token.dep_ == "det" else token
    verb = last.head
    if last.dep_ not in SUBJECTS or verb.i < last.i or verb.pos_ not in VERBAL or not any(c.dep_ == "conj" and c.i < verb.i for c in last.children):
        return
    first = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < token.i - 1), None)
    if first is None or feature(first, "Number") == "Plur" or not plural(verb) or any(t.pos_ in VERBAL or t.is_punct for t in token.doc[first.i + 1 : token.i - 1]):
        return
    last.dep_ = "conj"
    move(last, first)
    for more in [c for c in last.children if c.dep_ == "conj" and c.i < verb.i]:
        move(more, first)


def _added(conjunction: Token) -> None:
    """*Contessi e i suoi colleghi ipotizzano*: a noun with *e* and a plural verb whose subject stands behind it is subject too."""
    verb = conjunction.head
    noun = verb.head
    if conjunction.dep_ != "cc" or verb.dep_ != "conj" or verb.pos_ not in VERBAL or noun.pos_ not in ("PROPN", "NOUN") or noun.i >= conjunction.i or not plural(verb):
        return
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and conjunction.i < c.i < verb.i), None)
    if subject is None or feature(subject, "Number") == "Plur" != feature(verb, "Number") or subject.left_edge.i != conjunction.i + 1 or any(t.is_punct for t in noun.doc[noun.i : conjunction.i]):
        return
    if any(c.dep_ in (*SUBJECTS, "cop", "case", "aux") for c in noun.children):
        return
    root = noun.head is noun
    verb.dep_ = noun.dep_
    noun.children = [c for c in noun.children if c is not verb]
    verb.head = verb if root else noun.head
    if not root:
        hang(verb)
        noun.head.children = [c for c in noun.head.children if c is not noun]
    noun.head, noun.dep_, subject.dep_ = verb, "nsubj", "conj"
    hang(noun)
    move(conjunction, subject)
    move(subject, noun)


def _both(token: Token) -> None:
    """*hanno detto sia Ada Neri che Ugo Bini*: before a name that *che* adds another to, *sia* is no verb."""
    name = token.head
    if token.pos_ == "AUX" and token.dep_ in ("cop", "aux") and name.pos_ == "PROPN" and name.i > token.i and any(c.dep_ == "conj" and any(g.lower_ in ("che", "sia") for g in c.children) for c in name.children):
        token.retag("CCONJ", "cc", "")


def _hyphened(hyphen: Token) -> None:
    """*il vice-sindaco Bini*: two nouns joined by a hyphen are one, whose second part the name behind explains."""
    if not hyphen.i or hyphen.i + 1 >= len(hyphen.doc) or hyphen.whitespace_ or hyphen.nbor(-1).whitespace_:
        return
    first, second = hyphen.nbor(-1), hyphen.nbor()
    if first.pos_ != "NOUN" or second.pos_ != "NOUN" or first.head is not second.head or first.dep_ not in SUBJECTS or second.dep_ not in SUBJECTS:
        return
    for child in list(first.children):
        move(child, second)
    first.dep_ = "compound"
    move(first, second)


def _former(token: Token) -> None:
    """*l'ex assessora*: what hangs from *ex* belongs to its noun."""
    noun = token.nbor() if token.i + 1 < len(token.doc) else token
    if noun.pos_ != "NOUN" or token.pos_ == "ADP":
        return
    for child in list(token.children):
        if child is not noun and child.i < token.i and child.dep_ in ("det", "case"):
            move(child, noun)
    if noun.head is token:
        noun.dep_ = token.dep_
        token.children = [c for c in token.children if c is not noun]
        noun.head = noun if token.head is token else token.head
        if noun.head is not noun:
            hang(noun)
    if noun.dep_ in ("advcl", "acl", "xcomp", "ccomp") and any(c.dep_ == "case" for c in noun.children):
        noun.dep_ = "obl"
    token.retag("ADJ", "amod")
    move(token, noun)


def _refusal(token: Token) -> None:
    """*un secco no*: behind an article and one word more, *no* is the noun and that word its adjective."""
    adjective = token.nbor(-1) if token.i > 1 else token
    if token.pos_ not in ("INTJ", "ADV") or adjective.pos_ not in ("NOUN", "ADJ") or token.head is not adjective or adjective.nbor(-1).lower_ not in ("un", "il"):
        return
    for child in list(adjective.children):
        if child is not token:
            move(child, token)
    adjective.children = [c for c in adjective.children if c is not token]
    token.dep_, token.head = adjective.dep_, token if adjective.head is adjective else adjective.head
    if token.head is not token:
        adjective.head.children = [c for c in adjective.head.children if c is not adjective]
        hang(token)
    token.retag("NOUN", token.dep_, "Gender=Masc|Number=Sing")
    adjective.head = token
    adjective.retag("ADJ", "amod")
    hang(adjective)


def _article(token: Token, lexicon: Lexicon) -> None:
    """*La cardiologa: «…»*: an article before a noun for somebody, taken for a pronoun."""
    if token.pos_ != "PRON" or token.i + 1 >= len(token.doc):
        return
    noun = token.nbor()
    if noun.pos_ == "NOUN" and token.head is noun and (title := lexicon.title(noun.lower_)) is not None and title.type == "person" and not title.plural:
        token.retag("DET", "det")


def _dislocated(clitic: Token) -> None:
    """*Le barriere le monterà*: what the clitic takes up is the object."""
    gender, number = TAKING_UP[clitic.lower_]
    verb = clitic.head
    if clitic.pos_ != "PRON" or clitic.dep_ != "obj" or verb.pos_ not in VERBAL or clitic.i > verb.i:
        return
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.i < clitic.i and child.pos_ == "NOUN" and feature(child, "Number") == number and feature(child, "Gender") in ("", gender) and feature(verb, "Number") not in ("", number):
            child.retag(child.pos_, "dislocated")
