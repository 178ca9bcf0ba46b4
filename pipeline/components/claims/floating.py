"""Quotations without a cue that are sentences of their own."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution
from pipeline.components.claims.quoted import Place, claim_of, has_finite_verb, places, sentence_before, sentence_like
from pipeline.components.spans import Spans
from pipeline.components.syntax import VERBAL, Syntax, verb_form


def floating(syntax: Syntax, analysis: Analysis) -> None:
    """Quotations that are sentences of their own, in the wake of an attribution to the same speaker."""
    taken = Spans(span for a in analysis.attributions for span in a.claim)
    made: list[Attribution] = []
    for place in places(syntax):
        q = place.quotation
        if taken.touch(q.start, max(q.end, q.start + 1)):
            continue
        if _carries_on(syntax, analysis, place) or _set_apart(syntax, analysis, place) or _in_a_row(syntax, [*analysis.attributions, *made], place):
            attribution = Attribution("quote-alone", "direct", claim_of(syntax, [q]), "quote")
            attribution.implicit = True
            made += [attribution] if attribution.claim else []
            continue
        start, end = sentence_before(syntax, place)
        bracketed = place.before >= 0 and syntax.doc[place.before].text == "(" and place.after < len(syntax.doc) and syntax.doc[place.after].text == ")"
        alone_left = all(t.is_punct or t.is_space or t.lower_ in ("e", "poi", "ancora") for t in syntax.doc[start:end])
        after = syntax.doc[place.after] if place.after < len(syntax.doc) else None
        alone_right = after is None or after.text in (".", "«", "“", '"', "…", "...") or after.is_space or after.text[:1].isupper()
        heading = alone_left and place.after <= _opening_lines(syntax) and after is not None and after.text == ","
        before = syntax.doc[place.before] if place.before >= 0 else None
        named_so = before is not None and before.pos_ in ("NOUN", "PROPN", "DET", "ADP", "ADJ") and syntax.words[before.i] not in syntax.lexicon.nouns and before.lower_ not in syntax.lexicon.lists["texts"]
        utterance = place.words > 3 and sentence_like(syntax, place) and has_finite_verb(syntax, place.first, place.last)
        whole = not named_so and utterance
        if not (bracketed or whole or (alone_left and (alone_right or heading))):
            continue
        opens = start == 0 or start in syntax.label_ends or "\n" in syntax.doc[start - 1].text or (start < end and syntax.doc[start].is_space)
        named = _named_behind(syntax, place) if opens and alone_left and has_finite_verb(syntax, place.first, place.last) else None
        if named is None and alone_left and place.after <= _opening_lines(syntax) and (said := _named_in_line(syntax, place)) is not None:
            named, alone_right = said, True
        if named is None and opens and place.after <= _opening_lines(syntax) and (after is None or after.is_space or after.text in (".", "\n")):
            named = _first_to_speak(syntax, analysis, place)
        if named is None and (heading or not (utterance or _wake(syntax, analysis, place))):
            continue
        attribution = Attribution("quote-alone", "direct", claim_of(syntax, [q]), "quote")
        attribution.implicit, attribution.referent = True, named
        if attribution.claim:
            made.append(attribution)
    analysis.attributions += made


def _carries_on(syntax: Syntax, analysis: Analysis, place: Place) -> bool:
    """*Ha detto di aver imparato il greco, «una lingua durissima»*: a comma, and a reported claim before it."""
    if place.before < 1 or syntax.doc[place.before].text != "," or not has_finite_verb(syntax, place.first, place.last) or place.words < 6:
        return False
    comma = syntax.doc[place.before].idx
    return any(a.frame in ("che", "di", "obj") and a.cue is not None and comma - 1 <= a.end <= comma + 1 for a in analysis.attributions)


def _in_a_row(syntax: Syntax, attributions: list[Attribution], place: Place) -> bool:
    """*Non risparmia bordate: «Uno», «Due», «Tre»*: a comma or *e* alone between the quotation and one that somebody says."""
    text, q = syntax.text, place.quotation
    gap = next((text[a.claim[-1][1] : q.outer_start] for a in attributions if a.kind == "direct" and a.claim and 0 < q.outer_start - a.claim[-1][1] < 8), None)
    return gap is not None and gap.strip(" »”\"") in (",", "e", ", e", ";") and place.words > 2


def _set_apart(syntax: Syntax, analysis: Analysis, place: Place) -> bool:
    """*Contesta il metodo – «hanno contato tutto» –*; *i dati sono pochi («quattro misure»)*: between dashes or brackets, with an attribution right before it in the sentence."""
    doc = syntax.doc
    if place.before < 1 or place.after >= len(doc) or place.words < 2:
        return False
    opening, closing = doc[place.before].text, doc[place.after].text
    if not (opening == closing and opening in ("–", "—", "-")) and not (opening == "(" and closing == ")"):
        return False
    place_before = doc[place.before].idx
    near = [a for a in analysis.attributions if a.end <= place_before + 1 and place_before - a.end < 4 and a.kind != "direct"]
    return bool(near) and syntax.sentence(syntax.token_at(near[-1].start))[0] == syntax.sentence(place.first)[0]


def _goes_on(syntax: Syntax, analysis: Analysis, place: Place) -> bool:
    """*«Un rumore», dice Bini. «Bello. Ma un rumore»*: a quotation of two words or more right behind the full stop of a quotation's cue."""
    text, q = syntax.text, place.quotation
    if place.words < 2 or not text[q.start].isupper() or text[q.outer_start - 2 : q.outer_start] != ". " or text[q.outer_end : q.outer_end + 1] not in (".", "\n", ""):
        return False
    said = [a for a in analysis.attributions if a.frame == "quote" and a.kind == "direct" and a.cue is not None and a.end <= q.outer_start]
    last = max(said, key=lambda a: a.end, default=None)
    if last is None or last.cue is None:
        return False
    behind = max(last.cue.end, last.mention[1] if last.mention is not None else 0)
    return last.claim[-1][1] < syntax.doc[last.cue.head].idx and behind < place.before + 1 and place.before - behind <= 1


def _opening_lines(syntax: Syntax) -> int:
    """Token behind the first two lines, where headline and subheading stand."""
    return syntax.line_ends[1] if len(syntax.line_ends) > 1 else syntax.first_line


def _named_in_line(syntax: Syntax, place: Place) -> tuple[int, int] | None:
    """The one person whom the rest of a headline names that holds a quotation without cue and no verb: *«Non hanno fretta», bufera sul viceministro Neri*."""
    doc = syntax.doc
    start = max((e + 1 for e in syntax.line_ends if e < place.first), default=0)
    end = min((e for e in syntax.line_ends if e >= place.last), default=len(doc))
    rest = [t for t in (*doc[start : place.first], *doc[place.last : end]) if not syntax.quoted(t.i)]
    names = [t for t in rest if t.ent_type_ == "PER" and t.ent_iob_ == "B"]
    if len(names) != 1 or any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in rest):
        return None
    stop = names[0].i + 1
    while stop < end and doc[stop].ent_type_ == "PER" and doc[stop].ent_iob_ == "I":
        stop += 1
    return names[0].i, stop


def _first_to_speak(syntax: Syntax, analysis: Analysis, place: Place) -> tuple[int, int] | None:
    """Whom a headline that is nothing but a quotation quotes: who is the first to speak in the text behind it."""
    behind = [a for a in analysis.attributions if a.start > place.quotation.end and a.mention is not None and a.frame in ("quote", "che", "di", "obj", "colon", "source")]
    first = min(behind, key=lambda a: a.start, default=None)
    return first.mention if first is not None and first.start - place.quotation.end < 900 else None


def _named_behind(syntax: Syntax, place: Place) -> tuple[int, int] | None:
    """The person whose name, with a role perhaps, opens the sentence behind a quotation that opens the paragraph."""
    doc = syntax.doc
    i = place.after
    while i < len(doc) and doc[i].text in (".", "…", "..."):
        i += 1
    first = i
    while i < len(doc) and i - first < 4 and doc[i].pos_ in ("DET", "NOUN", "ADJ") and doc[i].ent_type_ != "PER":
        i += 1
    if i >= len(doc) or doc[i].ent_type_ != "PER" or (i and doc[i - 1].ent_type_ == "PER"):
        return None
    end = i + 1
    while end < len(doc) and doc[end].ent_type_ == "PER" and doc[end].ent_iob_ == "I":
        end += 1
    return (first, end) if end - i > 1 or i > first else None


def _wake(syntax: Syntax, analysis: Analysis, place: Place) -> bool:
    """Whether somebody was quoted in this paragraph or the one before."""
    text, start = syntax.text, place.quotation.start
    earlier = [a for a in analysis.attributions if a.start < start]
    if not earlier:
        return False
    nearest = max(a.end for a in earlier)
    gap = text[min(nearest, start) : start]
    return gap.count("\n\n") + gap.count("\n") // 2 <= 2 and len(gap) < 500
