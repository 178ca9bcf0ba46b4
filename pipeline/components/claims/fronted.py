"""Clauses before the verb that reports them, which a clitic takes up: *Che il cantiere sia abusivo lo dicono anche i legali*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Cue, Mention
from pipeline.components.claims.building import build, can_speak
from pipeline.components.claims.content import Content
from pipeline.components.mentions.finding import before_colon, of_verb
from pipeline.components.spans import Spans
from pipeline.components.syntax import VERBAL, Syntax, verb_form

#: The clitic that stands for a clause said before.
TAKING_UP = ("lo", "l'")


def fronted_clauses(syntax: Syntax, analysis: Analysis) -> None:
    """Add the attributions whose clause with *che* opens the sentence."""
    opening = [i for i in syntax.places.get("che", ()) if i == syntax.sentence(i)[0] and not syntax.quoted(i)]
    if not opening:
        return
    taken = Spans(span for a in analysis.attributions for span in a.claim)
    for start in opening:
        end = syntax.sentence(start)[1]
        cue = next((c for c in analysis.cues if c.type == "verb" and c.finite and "che" in c.frames and start + 3 < c.head < end and not syntax.quoted(c.head) and _clitic(syntax, c) > 0), None)
        if cue is None or taken.touch(*syntax.chars(start, cue.end)):
            continue
        stop = _clitic(syntax, cue)
        stop -= syntax.words[stop - 1] == "non"
        mention, stop = _who(syntax, cue, start, stop)
        reported = syntax.doc[start + 1 : stop]
        if mention.span is None or not can_speak(syntax, mention) or any(t.text in ":?" for t in reported) or not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in reported):
            continue
        made = build(syntax, cue, Content("che", [(start + 1, stop)], cue.head), mention, "fronted-clause")
        if made is not None:
            analysis.attributions.append(made)


def _clitic(syntax: Syntax, cue: Cue) -> int:
    """Token of the clitic before the cue's verb group; 0 where there is none."""
    first = syntax.verb_group(syntax.doc[cue.head])[0]
    return next((i for i in range(cue.head - 1, max(first - 2, 0), -1) if syntax.words[i] in TAKING_UP), 0)


def _who(syntax: Syntax, cue: Cue, start: int, stop: int) -> tuple[Mention, int]:
    """Who says so, between a comma and the verb or behind it, and the token behind the clause."""
    comma = next((i for i in range(stop - 1, start, -1) if syntax.doc[i].text == ","), None)
    if comma is not None and comma + 1 < stop:
        before = before_colon(syntax, comma + 1, stop)
        if before is not None and before.span == (comma + 1, stop) and can_speak(syntax, before):
            return before, comma
    return of_verb(syntax, cue, inverted=True), stop - 1 if comma == stop - 1 else stop
