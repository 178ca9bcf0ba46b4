"""Find attribution cues."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Cue
from pipeline.components.cues.phrases import adjectives, constructions, nouns, pseudo_tokens, sources
from pipeline.components.cues.verbs import FUSED, target_frame, verb_cues
from pipeline.components.syntax import Syntax
from pipeline.lexicon import Lexicon


def find_cues(syntax: Syntax, lexicon: Lexicon, analysis: Analysis) -> list[Cue]:
    """All cues of a doc in text order: one per head token, constructions before verbs, none in a set phrase."""
    pseudo = pseudo_tokens(syntax, lexicon)
    cues: dict[int, Cue] = {}
    for cue in constructions(syntax, lexicon):
        cues[cue.head] = cue
    anchors = {c.anchor for c in cues.values()}
    for cue in verb_cues(syntax, lexicon):
        if cues.setdefault(cue.head, cue) is not cue:
            analysis.underlying[cue.head] = cue  # annuncia una mozione di sfiducia
    for cue in adjectives(syntax, lexicon):
        if cue.anchor < 0 and _rather_noun(syntax, lexicon, cue.head):
            continue
        # an adjective behind *dirsi* is the cue, and the verb is not
        if cue.anchor >= 0 and cue.anchor in cues and cues[cue.anchor].type == "verb" and not cues[cue.anchor].entry.weak:
            if cues[cue.anchor].head != cue.head:
                del cues[cue.anchor]
        if cue.head in cues and cues[cue.head].type == "verb" and cue.anchor < 0 and (syntax.auxiliaries(syntax.doc[cue.head]) or _has_object(syntax, cue)):
            continue
        cues[cue.head] = cue
    for cue in sources(syntax, lexicon):
        cues[cue.head] = cue
    for cue in nouns(syntax, lexicon):
        if cue.head not in anchors:
            cues.setdefault(cue.head, cue)
    longer = {i for c in cues.values() if c.type == "verb" and " " in c.key for i in range(c.head + 1, c.end)}
    cues = {i: c for i, c in cues.items() if c.type != "verb" or i not in longer}  # fa notare: one cue
    within = {i for c in cues.values() if c.type == "adposition" for i in range(c.start, c.end)}
    cues = {i: c for i, c in cues.items() if c.type == "adposition" or i not in within}  # a dar retta ai sondaggi
    return [cues[i] for i in sorted(cues) if i not in pseudo and not (cues[i].type == "adposition" and cues[i].start in pseudo) and not _other_meaning(syntax, lexicon, cues[i])]


def _rather_noun(syntax: Syntax, lexicon: Lexicon, i: int) -> bool:
    """*Dure critiche al piano da Bini*: a word that is adjective and cue noun alike, tagged as a noun, with a preposition of the noun's behind it."""
    noun = lexicon.nouns.get(syntax.words[i])
    if noun is None or syntax.doc[i].pos_ != "NOUN" or i + 1 >= len(syntax.doc):
        return False
    said = syntax.words[i + 1].rstrip("'")
    return said in FUSED["di"] or target_frame(noun.frames, said) is not None


def _has_object(syntax: Syntax, cue: Cue) -> bool:
    """*Lo studioso critica in particolare le deroghe*: what has subject and object is no adjective."""
    children = list(syntax.doc[cue.head].children)
    return any(c.dep_ == "nsubj" and c.i < cue.head for c in children) and any(c.dep_ == "obj" and c.i > cue.head for c in children)


def _other_meaning(syntax: Syntax, lexicon: Lexicon, cue: Cue) -> bool:
    """Whether the verb's object gives it another meaning (*sostenne tre volte l'esame*), or a body decides and does not say."""
    if cue.type != "verb":
        return False
    verb = syntax.doc[cue.head]
    objects = lexicon.pseudo_objects.get(cue.key, frozenset())
    if objects and any(c.lower_ in objects and c.dep_ in ("obj", "nsubj", "nsubj:pass") and (c.i > verb.i or c.dep_ != "nsubj") for c in (*verb.children, *([verb.head] if verb.dep_ == "acl" else []))):
        return True
    if objects and verb.dep_ == "acl" and verb.head.lower_ in objects:
        return True
    if cue.key not in lexicon.deciding or cue.negated:
        return False
    subject = syntax.agent(verb) if syntax.passive(verb) else syntax.subject(verb)
    return subject is not None and subject.lower_ in lexicon.deciding[cue.key]
