"""The side that the speaker takes: the lexicon's stance for the frame, turned by negation; questions; the journalistic conditional."""

from __future__ import annotations

from pipeline.components.analysis import Attribution
from pipeline.components.claims.quoted import only_question
from pipeline.components.syntax import VERBAL, Syntax, feature, verb_form


def stance_of(syntax: Syntax, attribution: Attribution) -> str:
    """The stance of ``attribution``; ``none`` where a negated cue makes no claim."""
    cue = attribution.cue
    if attribution.frame in ("quote", "colon"):
        if attribution.kind == "direct" and only_question(syntax.text, attribution.claim):
            return "neutral"
        if cue is None:
            return "support"
        if attribution.rule == "quote-after-cue" and _thing(syntax, attribution):  # paventa «la scomparsa dei piccoli»
            frame = next((f for f in ("obj", "obj-any", "target") if f in cue.entry.frames), "quote")
            return str(cue.entry.negated_for(frame) if cue.negated else cue.entry.stance_for(frame))
        if attribution.rule == "pointing-back" and attribution.claim and syntax.text[attribution.claim[-1][1] - 1] == "?":
            return "neutral"  # Quanti? Lo ha domandato Neri
        if attribution.kind == "direct":
            return "support" if cue.entry.stance_for("quote") != "neutral" else "neutral"
    if cue is None:
        return attribution.stance
    if attribution.frame == "colon" and any(f.startswith("target") for f in cue.frames):
        return "support"  # critica l'opposizione: la manovra è debole, which is what it says
    if attribution.frame == "colon" and cue.entry.stance_for("colon") == "oppose":
        return "support"  # il direttore smentisce: nessun dato è uscito
    if cue.negated:
        return str(cue.entry.negated_for(attribution.frame))
    return str(cue.entry.stance_for(attribution.frame))


def _thing(syntax: Syntax, attribution: Attribution) -> bool:
    """Whether a quoted noun phrase with its article is all there is: no words that somebody said as they stand."""
    start, end = syntax.token_at(attribution.claim[0][0]), syntax.token_at(attribution.claim[-1][1] - 1) + 1
    opening = syntax.doc[start]
    return opening.pos_ == "DET" and opening.is_lower and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in syntax.doc[start:end])


def hearsay(syntax: Syntax, attribution: Attribution) -> bool:
    """Whether the article reports the saying itself in the conditional perfect: *avrebbe detto*."""
    if attribution.cue is None or attribution.cue.type not in ("verb", "construction"):
        return False
    verb = syntax.doc[attribution.cue.head]
    return any(feature(t, "Mood") == "Cnd" and t.lemma_ in ("avere", "essere") for t in syntax.auxiliaries(verb))
