"""Direct speech: which quotations somebody says, and where their cue stands.

A quotation is a claim when a cue verb, a cue noun or a colon stands beside it, or when it is a sentence of its own in the
wake of one. Everything else in quotation marks (titles, nicknames, scare quotes) is not, or is part of reported speech.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.components.analysis import Analysis, Attribution, Cue
from pipeline.components.claims.trimming import trim
from pipeline.components.quotations.pairing import Quotation
from pipeline.components.syntax import MAX_SENTENCE, VERBAL, Syntax, feature, verb_form
from pipeline.lexicon import CueEntry

#: What may stand between a quotation and its cue.
GLUE = {",", "-", "–", "—", ".", "...", "…", ":", ";"}
LIGHT = {"ADV", "PUNCT", "SPACE"}
#: Words that make a sentence of what stands in quotation marks.
MIN_WORDS_ALONE = 4


@dataclass(slots=True)
class Place:
    """A quotation seen as tokens."""

    quotation: Quotation
    first: int  # first token of the content
    last: int  # token after the content
    before: int  # last token before the opening mark
    after: int  # first token after the closing mark
    words: int  # in it, marks and spaces left out


def places(syntax: Syntax) -> list[Place]:
    """Token places of the outermost quotations."""
    return [Place(q, *place) for q, place in zip(syntax.quotations, syntax.quotation_places, strict=True)]


def has_finite_verb(syntax: Syntax, start: int, end: int) -> bool:
    """Whether a finite verb stands among the tokens."""
    return any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in syntax.doc[start:end])


def sentence_like(syntax: Syntax, place: Place) -> bool:
    """Whether the quotation could be an utterance: begins like a sentence, or ends like one, and says something."""
    q, text = place.quotation, syntax.text
    content = text[q.start : q.end]
    if place.words < MIN_WORDS_ALONE:
        return content[-1:] in "?!" or (content[-1:] == "." and content[:1].isupper() and place.words > 1)
    return content[:1].isupper() and (has_finite_verb(syntax, place.first, place.last) or content[-1:] in ".?!…")


def quote_cue_after(syntax: Syntax, place: Place, cues: dict[int, Cue]) -> Cue | None:
    """The verb that follows the quotation: «…», ha detto Rossi."""
    doc, i = syntax.doc, place.after
    closing = syntax.text[place.quotation.end - 1]
    crossed = 0
    while i < len(doc) and i < place.after + 9:
        token = doc[i]
        if "\n" in token.text:
            return None
        if token.text == "." and crossed == 0 and i == place.after:
            return None
        if token.text == "." or token.pos_ == "CCONJ":
            return None
        cue = cues.get(i)
        if cue is not None and cue.type in ("verb", "construction") and cue.start <= i:
            if "quote" not in cue.frames or cue.negated:
                return None
            if not cue.finite and syntax.agent(doc[cue.head]) is None:
                return None
            if syntax.passive(doc[cue.head]) and syntax.agent(doc[cue.head]) is None:
                return None
            if cue.end < len(doc) and doc[cue.end].lower_ in ("che", "come") and doc[cue.end].pos_ != "PRON":
                return None
            if doc[cue.start - 1].lower_ == "che" and not sentence_like(syntax, place):
                return None  # il «Large Volume Detector», un apparato che rileverà
            if doc[cue.start - 1].lower_ == "che" and any(t.pos_ == "VERB" and verb_form(t) == "Fin" for t in doc[place.after : cue.start - 1]):
                return None  # la tavola nota come «…», raffigura un angelo che parla
            if crossed > 2 and not _only_light(syntax, place.after, cue.start):
                return None
            if "target" in cue.frames and cue.end + 1 < len(doc) and doc[cue.end].pos_ == "DET" and doc[cue.end + 1].pos_ == "NOUN" and not syntax.agrees(doc[cue.end + 1], doc[cue.head]):
                return None  # ha paragonato la sanità a «una nave che affonda», ha criticato i giornali: its object
            if syntax.doc[cue.start].text[:1].isupper() and closing in ".?!":
                return None
            return cue
        if token.text in GLUE or token.pos_ in LIGHT or token.pos_ == "AUX" or token.dep_ in ("expl", "iobj", "advmod") or token.lower_ in ("così", "poi", "non", "gli", "le", "mi", "ci", "si", "lo"):
            if token.text == ";" or (token.text == ":" and syntax.words[i + 1 : i + 2] != ["così"]):
                return None  # but «…»: così ha detto Bini
        else:
            crossed += 1
            if crossed > 5 or token.pos_ in VERBAL:
                return None
        i += 1
    return None


def any_verb_after(syntax: Syntax, place: Place, cues: dict[int, Cue]) -> Cue | None:
    """Any finite verb in the third person right behind an utterance and a comma: «…», sospira; «…», taglia corto il sindaco.

    The list of verbs that can go with direct speech is open; the quotation and the order of words say enough.
    """
    doc = syntax.doc
    i = place.after
    if i + 1 >= len(doc) or doc[i].text not in (",", "—", "–", "-") or not sentence_like(syntax, place):
        return None
    i += 1
    start = i
    while i < len(doc) and i < start + 4 and (doc[i].pos_ in ("AUX", "ADV") or doc[i].lower_ in ("si", "gli", "le", "ci", "lo")):
        i += 1
    if i >= len(doc) or doc[i].pos_ != "VERB" or not doc[start].is_lower or doc[i].lemma_ in syntax.lexicon.lists["not_uttering"]:
        return None
    verb = doc[i]
    group = [verb, *syntax.auxiliaries(verb)]
    if not any(verb_form(t) == "Fin" and feature(t, "Person") in ("3", "") for t in group) or syntax.passive(verb) or syntax.negated(verb):
        return None
    entry = CueEntry(verb.lemma_, "verb", frozenset(("quote",)), {"default": "support"}, {"default": "none"}, weak=True)
    return Cue(syntax.verb_group(verb)[0], i + 1, i, entry.key, entry, "verb", entry.frames, weak=True)


def _only_light(syntax: Syntax, start: int, end: int) -> bool:
    return all(t.pos_ in LIGHT or t.pos_ in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "AUX") for t in syntax.doc[start:end])


def sentence_before(syntax: Syntax, place: Place) -> tuple[int, int]:
    """Tokens of the same sentence that stand before the quotation (from the last stop or the previous quotation)."""
    k = bisect_right(syntax.stops, place.before)
    last = syntax.stops[k - 1] if k else -1
    return max(last + 1, place.before - MAX_SENTENCE, 0), place.before + 1


def joined(syntax: Syntax, left: Place, right: Place, cue: Cue, mention_end: int) -> bool:
    """Whether ``right`` goes on with the sentence that the cue interrupted: «A», ha detto X, «B»."""
    doc = syntax.doc
    if left.quotation.kind != right.quotation.kind:
        return False
    between = doc[left.after : right.before + 1]
    if any("\n" in t.text or t.text in (".", "?", "!", ";") for t in between):
        return False
    if not left.after <= cue.start <= right.before:
        return False
    if doc[right.first].lower_ == "che" and doc[right.before].text == "," and len(between) < 40 and not any(t.text == ":" for t in between):
        return True  # «Non c'è dubbio», dice Neri, presidente della società che li rappresenta, «che i maestri…»
    tail = doc[max(cue.end, mention_end) : right.before + 1]
    if len(tail) > 2 and tail[-1].text == "," and doc[right.first].is_lower and not any(t.text == ":" or (i > 0 and t.pos_ == "VERB" and syntax.lexicon.forms.get(syntax.words[t.i]) and verb_form(t) in ("Fin", "Ger")) for i, t in enumerate(tail)):
        if tail[0].text == "," or tail[0].lower_ in ("che", "cui"):
            return True  # minimizza il vice, che gli è amico, «e poi vota»
    if any(verb_form(t) == "Ger" and t.lower_.endswith(("ndolo", "ndola", "ndoli", "ndole")) for t in tail):
        return False  # «…?», dichiara Neri definendolo «…»
    if any(t.pos_ in VERBAL and t.dep_ not in ("aux", "cop") and verb_form(t) != "Ger" and t.lower_ not in ("rivolto", "rivolta", "rivolti", "rivolte") for t in tail) or len(between) > 30:
        return False
    if len(tail) > 2 and tail[0].text == "," == tail[-1].text and tail[1].pos_ in ("NOUN", "ADJ", "DET") and not any(t.lower_ in ("cui", "quale", "quali", "che") for t in tail):
        return True  # osserva Anna Dori, docente di diritto all'università di Trebiano, «ma non basta»
    if len(tail) > 2 and tail[-1].text == "," and (verb_form(tail[0]) == "Ger" or tail[0].lower_ in ("rivolto", "rivolta", "rivolti", "rivolte")):
        return True  # osserva allargando una mappa sul cofano, «e si finisce lì»
    return not (any(t.lower_ in ("che", "di", "e", "cui", "secondo", "quale", "quali") for t in tail) or (tail and tail[-1].text == ":"))


def claim_of(syntax: Syntax, quotations: list[Quotation]) -> list[tuple[int, int]]:
    """The contents of quotations as trimmed spans."""
    spans = []
    for q in quotations:
        for start, end in q.spans:
            start, end = trim(syntax.text, start, end)
            if end > start:
                spans.append((start, end))
    return spans


def only_question(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether a quotation is nothing but one question."""
    content = " ".join(text[a:b] for a, b in spans)
    return content.endswith("?") and content.count("?") >= 1 and "." not in content and "!" not in content


def covered(analysis: Analysis, quotation: Quotation) -> Attribution | None:
    """The attribution whose claim already holds the quotation."""
    for attribution in analysis.attributions:
        if any(a <= quotation.start and quotation.end <= b for a, b in attribution.claim):
            return attribution
    return None
