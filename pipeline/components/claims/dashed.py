"""Cues between dashes inside a quotation, whatever their verb: *«Non so com'è andata - premette - posso solo parlare in astratto»*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Cue, Mention
from pipeline.components.claims.nouns import noun_with_agent
from pipeline.components.claims.quoted import Place, places
from pipeline.components.claims.trimming import trim
from pipeline.components.mentions.finding import of_verb
from pipeline.components.syntax import CLITICS, Syntax, feature, mood, verb_form
from pipeline.components.syntax.tokens import Token
from pipeline.lexicon import CueEntry

DASHES = ("—", "–", "-")
#: How many tokens may stand between the dashes.
MAX_ASIDE = 14


def dashed(syntax: Syntax, analysis: Analysis) -> None:
    """Add the quotations that nothing has taken yet and that a finite verb between dashes interrupts."""
    taken = {a.claim[0][0] for a in analysis.attributions if a.frame == "quote" and a.claim}
    for place in places(syntax):
        if place.quotation.start in taken or any(a.claim[0][0] <= place.quotation.start < a.end and a.frame == "quote" for a in analysis.attributions):
            continue
        made = _aside(syntax, place) or _noun_aside(syntax, analysis, place)
        if made is not None:
            analysis.attributions.append(made)


def _aside(syntax: Syntax, place: Place) -> Attribution | None:
    doc = syntax.doc
    marks = [t.i for t in doc[place.first : place.last] if t.text in DASHES and t.i > place.first and doc[t.i - 1].whitespace_]
    for opening in marks:
        closing = next((i for i in range(opening + 2, min(opening + MAX_ASIDE, place.last)) if doc[i].text == doc[opening].text), None)
        if closing is None or (verb := _said(syntax, opening + 1, closing)) is None:
            continue
        entry = CueEntry(verb.lemma_, "verb", frozenset(("quote",)), {"default": "support"}, {"default": "none"}, weak=True)
        cue = Cue(syntax.verb_group(verb)[0], verb.i + 1, verb.i, entry.key, entry, "verb", entry.frames, weak=True, finite=True)
        mention = of_verb(syntax, cue, inverted=True)
        if mention.nobody:
            continue
        if mention.span is not None and not (opening < mention.span[0] and mention.span[1] <= closing):
            mention = Mention(None)
        pieces = [(place.quotation.start, doc[opening].idx), (doc[closing].idx + 1, place.quotation.end)]
        spans = [(a, b) for a, b in (trim(syntax.text, a, b) for a, b in pieces if b > a) if b > a]
        if not spans:
            continue
        attribution = Attribution("quote-interrupted", "direct", spans, "quote", cue, syntax.chars(cue.start, cue.end), mention.span)
        attribution.implicit = mention.span is None
        return attribution
    return None


def _noun_aside(syntax: Syntax, analysis: Analysis, place: Place) -> Attribution | None:
    """«Ogni volta ci raccontano che va bene - la reazione della portavoce Ada Neri -. Vogliamo i dati»: a cue noun with its author between the dashes."""
    doc = syntax.doc
    for cue in analysis.cues:
        if cue.type != "noun" or not place.first < cue.start < place.last or "quote" not in cue.frames:
            continue
        opening = cue.start - 1 - (doc[cue.start - 1].pos_ in ("DET", "ADJ") or " " in doc[cue.start - 1].lemma_)
        closing = next((i for i in range(cue.end, min(cue.end + MAX_ASIDE, place.last)) if doc[i].text in DASHES), None)
        if doc[opening].text not in DASHES or closing is None:
            continue
        mention = noun_with_agent(syntax, cue, closing)
        if mention is None or mention.span is None:
            continue
        pieces = [(place.quotation.start, doc[opening].idx), (doc[closing].idx + 1, place.quotation.end)]
        spans = [(a, b) for a, b in (trim(syntax.text, a, b) for a, b in pieces if b > a) if b > a]
        return Attribution("quote-interrupted", "direct", spans, "quote", cue, syntax.chars(cue.start, cue.end), mention.span) if spans else None
    return None


def _said(syntax: Syntax, start: int, end: int) -> Token | None:
    """The finite verb in the third person that opens tokens ``start``–``end``, if nothing else there is a finite verb."""
    doc = syntax.doc
    i = start
    while i < end and (doc[i].pos_ in ("ADV", "AUX") or doc[i].lower_ in CLITICS):
        i += 1
    if i >= end or doc[i].pos_ != "VERB" or syntax.passive(doc[i]) or syntax.negated(doc[i]):
        return None
    group = [doc[i], *syntax.auxiliaries(doc[i])]
    third = any(verb_form(t) == "Fin" and feature(t, "Person") in ("3", "") for t in group)
    own = any(t.dep_ in ("obj", "ccomp") for t in doc[i].children if i < t.i < end)  # - ho visto - : no aside of the writer's
    later = [t for t in doc[i + 1 : end] if t.pos_ in ("VERB", "AUX") and verb_form(t) == "Fin"]
    return doc[i] if third and mood(syntax, doc[i]) in ("Ind", "") and not own and not later else None
