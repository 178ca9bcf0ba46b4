"""Rules for direct speech: every quotation that somebody says becomes an attribution."""

from __future__ import annotations

from pipeline.components.analysis import Analysis
from pipeline.components.claims.cue_before import cue_before
from pipeline.components.claims.cue_behind import cue_behind
from pipeline.components.claims.quoted import places
from pipeline.components.syntax import Syntax


def direct_speech(syntax: Syntax, analysis: Analysis) -> set[int]:
    """Add the attributions of direct speech to ``analysis``; returns the heads of the cues that were used."""
    cues = {c.head: c for c in analysis.cues if not syntax.quoted(c.head)}
    used: set[int] = set()
    row = places(syntax)
    done: set[int] = set()
    for k, place in enumerate(row):
        if k in done:
            continue
        made = cue_before(syntax, place, cues, used)
        if made is None or made.rule in ("colon-quote", "noun-colon-quote") or (made.cue is not None and made.cue.weak):
            behind = cue_behind(syntax, place, cues, used, row, k, done)
            if behind is not None and (made is None or (behind.cue is not None and not (made.cue is not None and behind.cue.weak))):
                made = behind
        if made is None:
            continue
        if made.claim:
            analysis.attributions.append(made)
            if made.cue is not None:
                used.add(made.cue.head)
            done.add(k)
    return used
