"""Subjects that are more than a noun phrase: *chi c'era*, *chi, come Ada Neri*, *sia Ada Neri che Ugo Bini*."""

from __future__ import annotations

from pipeline.components.analysis import Mention
from pipeline.components.syntax import VERBAL, Syntax, feature, verb_form
from pipeline.components.syntax.tokens import Token


def free_relative(syntax: Syntax, verb: Token, start: int, end: int) -> Mention | None:
    """*Chi l'ha sentita in serata racconta che…*: the clause from *chi* to the verb, where it holds one finite verb and nothing interrupts it."""
    doc = syntax.doc
    if doc[start].lower_ != "chi" or end - start < 3 or any(t.is_punct for t in doc[start:end]):
        return None
    finite = [t for t in doc[start:end] if t.pos_ in VERBAL and verb_form(t) == "Fin"]
    groups = {next((a.i for a in (t.head,) if t.dep_ in ("aux", "aux:pass", "cop")), t.i) for t in finite}
    if len(groups) != 1 or verb.i in groups:
        return None
    if any(a.lemma_ in ("potere", "dovere") for a in syntax.auxiliaries(verb)):
        return Mention(None, nobody=True)  # chi è stato ripreso può chiedere i dati: no one in particular
    return Mention((start, end), head=start)


def for_example(syntax: Syntax, chi: int, end: int) -> Mention | None:
    """*c'è chi, come la preside Ada Neri, avrebbe preferito*: who is named as an example is who says it."""
    doc = syntax.doc
    if chi + 4 >= end or doc[chi + 1].text != "," or doc[chi + 2].lower_ != "come" or doc[end - 1].text != ",":
        return None
    head = next((t for t in doc[chi + 3 : end - 1] if t.pos_ in ("NOUN", "PROPN")), None)
    return Mention((chi + 3, end - 1), head=head.i) if head is not None and (syntax.speakable(head) or head.pos_ == "PROPN") and not any(t.text == "," for t in doc[chi + 3 : end - 1]) else None


def both_of(syntax: Syntax, verb: Token, start: int, end: int) -> Mention | None:
    """*Sia Ada Neri (Pd) che Ugo Bini hanno criticato*: both that *sia … che* joins, where nothing else stands before the verb."""
    doc = syntax.doc
    opening = next((i for i in range(start, min(start + 3, end)) if doc[i].lower_ == "sia"), None)
    if opening is None or not any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (verb, *syntax.auxiliaries(verb))):
        return None
    che = next((i for i in range(opening + 2, end - 1) if doc[i].lower_ in ("che", "sia")), None)
    while end > opening and (doc[end - 1].pos_ == "ADV" or doc[end - 1].text in (")", ",")):
        end = next((i for i in range(end - 2, opening, -1) if doc[i].text == "("), opening) if doc[end - 1].text == ")" else end - 1
    if che is None or any(t.pos_ in VERBAL and t.i != opening and verb_form(t) == "Fin" for t in doc[opening + 1 : end]):
        return None
    head = next((t for t in doc[opening + 1 : che] if t.pos_ in ("NOUN", "PROPN")), None)
    return Mention((opening + 1, end), head=head.i) if head is not None and (head.pos_ == "PROPN" or syntax.speakable(head)) else None
