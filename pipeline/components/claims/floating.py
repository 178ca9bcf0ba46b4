"""Quotations without a cue that are sentences of their own."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution
from pipeline.components.claims.quoted import Place, claim_of, places, sentence_before, sentence_like, words
from pipeline.components.syntax import VERBAL, Syntax


def floating(syntax: Syntax, analysis: Analysis) -> None:
    """Quotations that are sentences of their own, in the wake of an attribution to the same speaker."""
    taken = [span for a in analysis.attributions for span in a.claim]
    made = []
    for place in places(syntax, analysis.quotations):
        q = place.quotation
        if any(a <= q.start < b or q.start <= a < q.end for a, b in taken):
            continue
        short = words(syntax, place) >= 2 and any(t.pos_ in VERBAL for t in syntax.doc[place.first : place.last]) and syntax.text[q.start].isupper()
        if not short and (not sentence_like(syntax, place) or words(syntax, place) < 4):
            continue
        start, end = sentence_before(syntax, place)
        bracketed = place.before >= 0 and syntax.doc[place.before].text == "(" and place.after < len(syntax.doc) and syntax.doc[place.after].text == ")"
        alone_left = all(t.is_punct or t.is_space or t.lower_ in ("e", "poi", "ancora") for t in syntax.doc[start:end])
        after = syntax.doc[place.after] if place.after < len(syntax.doc) else None
        alone_right = after is None or after.text in (".", "«", "“", '"', "…", "...") or after.is_space or after.text[:1].isupper()
        if not (bracketed or (alone_left and alone_right)):
            continue
        if not _wake(syntax, analysis, place):
            continue
        attribution = Attribution("quote-alone", "direct", claim_of(syntax, [q]), "quote")
        attribution.implicit = True
        if attribution.claim:
            made.append(attribution)
    analysis.attributions += made


def _wake(syntax: Syntax, analysis: Analysis, place: Place) -> bool:
    """Whether somebody was quoted in this paragraph or the one before."""
    text, start = syntax.text, place.quotation.start
    earlier = [a for a in analysis.attributions if a.start < start]
    if not earlier:
        return False
    nearest = max(a.end for a in earlier)
    gap = text[min(nearest, start) : start]
    return gap.count("\n\n") + gap.count("\n") // 2 <= 2 and len(gap) < 500
