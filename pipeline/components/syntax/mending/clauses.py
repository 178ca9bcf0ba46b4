"""Relations of clauses, infinitives and participles that agreement or a conjunction give away."""

from __future__ import annotations

from pipeline.components.syntax.mending.moving import SUBJECTS, move, places
from pipeline.components.syntax.tags import VERBAL, feature, verb_form
from pipeline.components.syntax.tokens import Token, Tokens
from pipeline.lexicon import Lexicon

#: *da* with and without its article.
DA = ("da", "dal", "dallo", "dalla", "dall'", "dall’", "dai", "dagli", "dalle")


def mend_clauses(doc: Tokens, lexicon: Lexicon) -> None:
    """Put right which word a clause, an infinitive, a participle or an agent hangs from."""
    for i in places(doc, "che"):
        _antecedent(doc[i], lexicon)
    for i in places(doc, ","):
        if i + 1 < len(doc):
            _predicate(doc[i + 1])
            _of_noun(doc[i + 1])
            _adding(doc[i + 1], lexicon)
    for i in places(doc, "ma"):
        _correlative(doc[i])
    for i in places(doc, *lexicon.lists["conditional_conjunctions"]):
        _condition(doc[i])
    for i in places(doc, *DA):
        _agent(doc[i], lexicon)


def _antecedent(pronoun: Token, lexicon: Lexicon) -> None:
    """*una rete di volontari che si batte*: the noun that a relative clause is about agrees with its verb."""
    verb = pronoun.head
    noun = verb.head
    name = pronoun.nbor(-1) if pronoun.i else pronoun
    if pronoun.dep_ in SUBJECTS and verb.dep_ == "acl:relcl" and name.ent_type_ == "PER" and noun.ent_type_ != "PER" and noun.i < name.i and noun.pos_ in ("ADJ", "NOUN", "ADV") and ((title := lexicon.title(noun.lower_)) is None or title.type not in ("person", "group")):
        while name.head.ent_type_ == "PER" and name.dep_ == "flat:name":
            name = name.head
        move(verb, name)  # già in aula, seguito da Neri che si è fermato
        return
    if pronoun.dep_ not in SUBJECTS or verb.dep_ != "acl:relcl" or noun.dep_ != "nmod" or noun.pos_ != "NOUN" or any(c.dep_ == "conj" for c in noun.children):
        return
    governor = noun.head
    finite = [t for t in (verb, *verb.children) if t.pos_ in VERBAL and (t is verb or t.dep_ in ("aux", "cop", "aux:pass")) and verb_form(t) == "Fin"]
    number = feature(finite[0], "Number") if finite and finite[0].lower_ != "sono" else ""
    of_body = (title := lexicon.title(noun.lower_)) is None or title.type == "organisation"
    speaker = lexicon.title(governor.lower_)
    if of_body and speaker is not None and speaker.type == "person" and any(c.lower_ in ("un", "una", "un'") for c in governor.children) and governor.i < noun.i:
        move(verb, governor)  # una giornalista della tv locale che gli chiede
    elif number and feature(noun, "Number") not in ("", number) and governor.pos_ in ("NOUN", "PROPN") and feature(governor, "Number") == number and governor.i < noun.i:
        move(verb, governor)


def _predicate(token: Token) -> None:
    """*esce dall'aula, convinta che…*: with no conjunction, a participle or adjective behind a comma tells of the subject."""
    verb = token.head
    if token.dep_ == "conj" and token.is_lower and verb.i < token.i and verb_form(verb) == "Fin" and (token.pos_ == "ADJ" or verb_form(token) == "Part") and not any(c.dep_ in ("cc", "aux", "aux:pass", "cop", "nsubj", "nsubj:pass") for c in token.children):
        token.dep_ = "advcl"


def _adding(token: Token, lexicon: Lexicon) -> None:
    """*ha criticato l'idea di chiudere, spiegando che…*: the gerund of a verb of saying goes with the finite verb, not with an infinitive of its object."""
    if token.dep_ != "advcl" or verb_form(token) != "Ger" or not lexicon.forms.get(token.lower_) or verb_form(token.head) != "Inf" or token.head.i > token.i:
        return
    verb = next((t for t in token.head.ancestors if t.pos_ in VERBAL and (verb_form(t) == "Fin" or any(c.dep_ == "aux" for c in t.children))), None)
    if verb is not None and verb.i < token.i and any(c.dep_ == "mark" and c.lower_ in ("che", "come") for t in token.children for c in t.children):
        move(token, verb)


def _of_noun(token: Token) -> None:
    """*riaprire il negoziato sul contratto, scaduto nel 2023*: behind an infinitive, a participle that agrees with the noun before its comma tells of it."""
    noun = token.nbor(-2) if token.i > 1 else token
    if token.dep_ == "advcl" and verb_form(token) == "Part" and verb_form(token.head) == "Inf" and noun.pos_ == "NOUN" and token.head.i < noun.i and all(feature(noun, f) == feature(token, f) != "" for f in ("Gender", "Number")) and not any(c.dep_ in ("aux", "aux:pass", *SUBJECTS) for c in token.children):
        token.dep_ = "acl"
        move(token, noun)


def _condition(token: Token) -> None:
    """*minaccia di dimettersi, se il ponte non riapre*: a condition behind what is reported belongs to it."""
    clause = token.head
    verb = clause.head
    if token.dep_ != "mark" or clause.dep_ != "advcl" or clause.i < token.i:
        return
    reported = verb
    while deeper := [c for c in reported.children if c.dep_ in ("xcomp", "ccomp") and reported.i < c.i < token.i]:
        reported = deeper[-1]
    if reported is not verb:
        move(clause, reported)


def _correlative(conjunction: Token) -> None:
    """*ha risposto di non aver accusato, ma di aver riferito*: the second infinitive with *di* goes on from the first, not from the verb over both."""
    second = conjunction.head
    verb = second.head
    if conjunction.dep_ != "cc" or second.dep_ != "conj" or not any(c.dep_ == "mark" and c.lower_ == "di" for c in second.children):
        return
    first = next((c for c in reversed(verb.children) if c.dep_ == "xcomp" and c.i < conjunction.i and any(g.dep_ == "mark" and g.lower_ == "di" for g in c.children)), None)
    if first is not None:
        move(second, first)


def _agent(preposition: Token, lexicon: Lexicon) -> None:
    """*con l'argomento definito «folle» da Neri*: behind a participle, a person with *da* is its agent, not the noun's."""
    name = preposition.head
    noun = name.head
    if preposition.dep_ != "case" or name.dep_ != "nmod" or noun.i >= name.i or noun.pos_ != "NOUN":
        return
    title = lexicon.title(name.lower_)
    if name.ent_type_ not in ("PER", "ORG") and (title is None or title.type == "document"):
        return
    participle = next((c for c in reversed(noun.children) if c.dep_ in ("acl", "amod") and noun.i < c.i < preposition.i and c.tag_.startswith("V")), None) or next((c for c in reversed(noun.children) if c.dep_ in ("acl", "amod") and noun.i < c.i < preposition.i and (verb_form(c) == "Part" or lexicon.forms.get(c.lower_))), None)
    if participle is not None and not any(t.text == "," for t in name.doc[participle.i : preposition.i]):
        name.dep_ = "obl:agent"
        move(name, participle)
        if participle.pos_ == "ADJ":
            participle.retag("VERB", "acl", f"Gender={feature(participle, 'Gender')}|Number={feature(participle, 'Number')}|Tense=Past|VerbForm=Part")
