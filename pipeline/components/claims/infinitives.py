"""Infinitives of cue verbs that nobody says: *occorre ricordare che, l'opportunità di approvare la legge, si alza per chiedere aiuto*."""

from __future__ import annotations

from pipeline.components.analysis import Cue
from pipeline.components.syntax import VERBAL, Syntax, verb_form
from pipeline.components.syntax.tokens import Token


def unsaid(syntax: Syntax, cue: Cue) -> bool:
    """Whether the cue is an infinitive that nobody says."""
    doc = syntax.doc
    verb = doc[cue.head]
    if cue.type not in ("verb", "construction") or (cue.type == "verb" and " " in cue.key and not cue.frames & {"target"}) or verb_form(verb) != "Inf":
        return False
    before = [t for t in doc[max(0, cue.start - 2) : cue.start] if t.pos_ != "ADV"]
    if cue.type == "verb" and before:
        if before[-1].lower_ == "senza" and cue.key in syntax.lexicon.lists["not_denied"]:
            return False
        if _judged(syntax, cue, before) or _made_to(before):
            return True
    if cue.type == "verb" and _subject(syntax, cue):
        return True
    return _impersonal(syntax, cue, before) or _of_a_noun(syntax, cue, before) or _for_an_end(syntax, cue, before)


def _judged(syntax: Syntax, cue: Cue, before: list[Token]) -> bool:
    """*Sarà bene ricordare che*."""
    copula = any(t.lemma_.split(" ")[0] in ("essere", "sembrare", "parere") for t in syntax.doc[max(0, cue.start - 4) : cue.start - 1])
    return copula and before[-1].lower_ in syntax.lexicon.lists["impersonal_predicates"]


def _made_to(before: list[Token]) -> bool:
    """*Nel segnalare i guasti; senza comunicare i motivi; il relitto fa ritenere che*."""
    word = before[-1].lower_.rstrip("'’")
    return word in ("nel", "nello", "nell", "senza") or before[-1].lemma_.split(" ")[0] in ("fare", "lasciare")


def _subject(syntax: Syntax, cue: Cue) -> bool:
    """*Negare la crisi è offensivo*: the infinitive opens the sentence, and the verb behind it is not its own."""
    doc = syntax.doc
    start, end = syntax.sentence(cue.head)
    if cue.start != start:
        return False
    return doc[cue.head].dep_ == "csubj" or any(t.pos_ in VERBAL and verb_form(t) == "Fin" and t.head.i != cue.head for t in doc[cue.head + 1 : end])


def _impersonal(syntax: Syntax, cue: Cue, before: list[Token]) -> bool:
    """*Da segnalare che; occorre ricordare che; difficile da sostenere; c'è da giurare che*."""
    if not before:
        return False
    if before[-1].lower_ == "da":
        return True
    return before[-1].lemma_.split(" ")[0] in syntax.lexicon.lists["impersonal_verbs"]


def _of_a_noun(syntax: Syntax, cue: Cue, before: list[Token]) -> bool:
    """*La possibilità di approvare la legge, i motivi per credere che, in grado di garantire*: what a noun or adjective governs that is no cue."""
    if not before or before[-1].lower_.rstrip("'’") not in ("di", "d", "per"):
        return False
    governor = syntax.doc[before[-1].i - 1] if before[-1].i else before[-1]
    if governor.i and syntax.words[governor.i - 1] == "avuto" and governor.lower_ in ("modo", "occasione"):
        return False  # ha avuto modo di dire che
    return governor.lower_ in syntax.lexicon.lists["nouns_of_means"]


def _for_an_end(syntax: Syntax, cue: Cue, before: list[Token]) -> bool:
    """*La terapia per sostenere la circolazione; è intervenuto per difendere un passante*: done and not said."""
    doc = syntax.doc
    if not before or before[-1].lower_ != "per":
        return False
    start = syntax.sentence(cue.head)[0]
    governor = next((t for t in reversed(doc[start : before[-1].i]) if t.pos_ == "VERB"), None)
    if governor is None:
        return False
    attitude = all(frame.startswith("target") for frame in cue.frames) or "target" in cue.frames
    if attitude and cue.type == "verb" and governor.lemma_.split(" ")[0] not in syntax.lexicon.lists["demonstrating"]:
        return True
    return syntax.passive(governor)
