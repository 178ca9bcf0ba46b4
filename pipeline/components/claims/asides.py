"""What stands inside a reported clause without being its end: asides between dashes or commas, quotations that go on with it."""

from __future__ import annotations

from pipeline.components.syntax import CLITICS, VERBAL, Syntax, verb_form
from pipeline.components.syntax.tokens import text_of

OPENERS = set('«“"‘„')


def past_aside(syntax: Syntax, first: int, clause: int, end: int) -> int:
    """The dash that closes an aside in which the parser saw the clause's verb: *i colpevoli – tre sono ricercati – verranno presi*."""
    doc = syntax.doc
    if doc[clause].pos_ in ("NOUN", "PROPN", "ADJ"):  # se lampade potenti, montate nelle classi, diano…: the parser took the subject for the clause
        comma = next((t.i for t in doc[clause + 1 : min(clause + 6, end)] if t.text == ","), end)
        close = next((t.i for t in doc[comma + 1 : min(comma + 9, end)] if t.text == ","), end)
        if close + 1 < end and verb_form(doc[comma + 1]) == "Part" and not any(verb_form(t) == "Fin" for t in doc[first:close]) and finite_group(syntax, close + 1):
            return close
    opening = next((t.i for t in doc[first + 1 : clause] if t.text in ("–", "—", "-") and t.whitespace_), None)
    if opening is None:
        return first
    return next((t.i for t in doc[clause + 1 : min(opening + 25, end)] if t.text == doc[opening].text), first)


def quoted_part(syntax: Syntax, i: int, end: int) -> int:
    """The last token of a quotation that goes on behind the comma at token ``i``, a short phrase between commas perhaps before it; 0 where none does.

    *avere visto la donna scrivere, la mattina di Natale, «con la lingua tra i denti»*. What begins like a sentence, or is a cue's, is a claim of its own.
    """
    doc = syntax.doc
    opening = i + 1
    if opening < end and doc[opening].text not in OPENERS:
        comma = next((j for j in range(opening + 1, min(opening + 7, end)) if doc[j].text == ","), 0)
        if not comma or any(t.pos_ in VERBAL or syntax.lexicon.forms.get(t.lower_) for t in doc[opening:comma]):
            return 0
        opening = comma + 1
    if opening + 1 >= end or doc[opening].text not in OPENERS:
        return 0
    quotation = next((q for q in syntax.quotations if q.outer_start == doc[opening].idx), None)
    if quotation is None or not (doc[opening + 1].lower_ in syntax.lexicon.lists["within"] and doc[opening + 1].is_lower):
        return 0
    close = syntax.token_at(quotation.outer_end - 1)
    behind = doc[close + 1 : close + 4]
    return 0 if close >= end or any(syntax.lexicon.forms.get(t.lower_) and t.pos_ in VERBAL for t in behind[: 1 + (text_of(behind)[:1] == ",")]) else close


def finite_group(syntax: Syntax, i: int) -> bool:
    """Whether a finite verb, with the clitics, negation and adverbs before it, begins at token ``i``."""
    for token in syntax.doc[i : i + 4]:
        if token.i in syntax.retagged or (token.pos_ in VERBAL and verb_form(token) == "Fin"):
            return True
        if token.pos_ not in ("ADV", "AUX") and not (token.pos_ == "PRON" and token.lower_ in CLITICS) and token.lower_ != "non":
            return False
    return False
