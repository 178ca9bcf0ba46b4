"""Find attribution cues."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Cue
from pipeline.components.cues.phrases import adjectives, constructions, nouns, pseudo_tokens, sources
from pipeline.components.cues.verbs import verb_cues
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
        cues.setdefault(cue.head, cue)
    for cue in adjectives(syntax, lexicon):
        # an adjective behind *dirsi* is the cue, and the verb is not
        if cue.anchor >= 0 and cue.anchor in cues and cues[cue.anchor].type == "verb" and not cues[cue.anchor].entry.weak:
            if cues[cue.anchor].head != cue.head:
                del cues[cue.anchor]
        if cue.head in cues and cues[cue.head].type == "verb" and cue.anchor < 0 and syntax.auxiliaries(syntax.doc[cue.head]):
            continue
        cues[cue.head] = cue
    for cue in sources(syntax, lexicon):
        cues[cue.head] = cue
    for cue in nouns(syntax, lexicon):
        if cue.head not in anchors:
            cues.setdefault(cue.head, cue)
    return [cues[i] for i in sorted(cues) if i not in pseudo]
