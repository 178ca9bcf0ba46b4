"""Rules for cues that point back: *«…». Lo ha detto il ministro*; *C. È quanto sostiene la procura*; *C. Lo rivela uno studio*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Cue
from pipeline.components.claims.quoted import claim_of, sentence_like
from pipeline.components.claims.quoted import places as quotation_places
from pipeline.components.claims.trimming import trim
from pipeline.components.speakers.mentions import of_verb
from pipeline.components.syntax import Syntax

#: How a sentence that points back begins, before its cue verb.
OPENINGS = (("lo",), ("è", "quanto"), ("questo", "è", "quanto"), ("questo", "almeno", "è", "quanto"), ("è", "ciò", "che"), ("a", "dirlo", "è"))


def pointing_back(syntax: Syntax, analysis: Analysis) -> None:
    """Add the attributions whose claim is the sentence, or the quotation, before the cue's own sentence."""
    taken = [span for a in analysis.attributions for span in a.claim]
    cues = {c.head: c for c in analysis.cues if c.type == "verb"}
    for k, start in enumerate(syntax.sentence_starts[1:], 1):
        cue = _cue(syntax, start, cues)
        if cue is None or syntax.quoted(cue.head):
            continue
        mention = of_verb(syntax, cue, inverted=True)
        if mention.span is None or mention.nobody or mention.span[0] < cue.head:
            continue
        before = syntax.sentence_starts[k - 1]
        place = next((p for p in quotation_places(syntax, analysis.quotations) if p.after <= start <= p.after + 2), None)
        if place is not None and (sentence_like(syntax, place) or place.last - place.first > 3):
            claim, kind = claim_of(syntax, [place.quotation]), "direct"
        elif "\n" in syntax.doc[start - 1].text:
            continue
        else:
            a, b = trim(syntax.text, *syntax.chars(before, start))
            claim, kind = ([(a, b)] if b > a else []), "indirect"
        if not claim or any(x < claim[-1][1] and claim[0][0] < y for x, y in taken):
            continue
        made = Attribution("pointing-back", kind, claim, "quote", cue, syntax.chars(cue.start, cue.end), mention.span)
        analysis.attributions.append(made)


def _cue(syntax: Syntax, start: int, cues: dict[int, Cue]) -> Cue | None:
    """The cue verb behind one of the openings at token ``start``."""
    doc = syntax.doc
    while start < len(doc) and doc[start].is_space:
        start += 1
    words = [t for t in doc[start : start + 9] if not t.is_punct]
    for opening in OPENINGS:
        if tuple(t.lower_ for t in words[: len(opening)]) == opening:
            for token in words[len(opening) : len(opening) + 4]:
                cue = cues.get(token.i)
                if cue is not None and not cue.negated and cue.frames & {"quote", "che"} and cue.entry.stance_for("che") == "support":
                    return cue
                if token.pos_ not in ("AUX", "ADV", "PRON"):
                    return None
    return None
