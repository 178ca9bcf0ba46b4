"""The cue stands behind its quotation: *«…», ha detto Rossi*; *«…», è la replica di Rossi*; *«…» (Rossi)*."""

from __future__ import annotations

from pipeline.components.analysis import Attribution, Cue, Mention
from pipeline.components.claims.building import with_copula, with_speaker
from pipeline.components.claims.nouns import noun_with_agent
from pipeline.components.claims.quoted import Place, any_verb_after, claim_of, has_finite_verb, joined, quote_cue_after, sentence_before, sentence_like
from pipeline.components.claims.topics import is_named
from pipeline.components.mentions.explanations import past_explanation
from pipeline.components.mentions.finding import before_colon, of_verb
from pipeline.components.quotations.pairing import Quotation
from pipeline.components.syntax import VERBAL, Syntax, is_preposition, verb_form
from pipeline.components.syntax.tokens import text_of


def cue_behind(syntax: Syntax, place: Place, cues: dict[int, Cue], used: set[int], row: list[Place], k: int, done: set[int]) -> Attribution | None:
    """The attribution of a quotation to the cue behind it, with the quotation that goes on behind the cue (which is put in ``done``)."""
    cue = quote_cue_after(syntax, place, cues)
    rule = "quote-before-cue"
    if cue is None:
        cue, rule = any_verb_after(syntax, place, cues), "quote-before-verb"
    if cue is None or cue.head in used:
        return _noun_behind(syntax, place, cues)
    if (place.words < 3 and not sentence_like(syntax, place) and not _starts_sentence(syntax, place)) or _title_of(syntax, place):
        return None
    mention = of_verb(syntax, with_copula(syntax, cue), inverted=True, claim=(place.first, place.last))
    quotations: list[Quotation] = [place.quotation]
    mention_end = mention.span[1] if mention.span else cue.end
    left = place
    for j in range(k + 1, min(k + 3, len(row))):
        if not joined(syntax, left, row[j], cue, mention_end):
            break
        quotations.append(row[j].quotation)
        done.add(j)
        left = row[j]
        break
    claim = claim_of(syntax, quotations)
    lead = _lead(syntax, place, cues)
    kind = "direct"
    if lead is not None:
        kind = "mixed"
        claim = [lead, *claim[1:]]
    attribution = Attribution(rule if len(quotations) == 1 else "quote-around-cue", kind, claim, "quote", cue, syntax.chars(cue.start, cue.end))
    return with_speaker(attribution, mention)


def _title_of(syntax: Syntax, place: Place) -> bool:
    """Whether the quotation is what the noun before it is called: il quotidiano «Il Mattino», l'opuscolo «…»."""
    before = syntax.doc[place.before] if place.before >= 0 else None
    pause = place.after < len(syntax.doc) and syntax.doc[place.after].is_punct
    if before is not None and before.pos_ == "ADP" and not pause and place.words < 6:
        return True  # nel corso di "Sere d'estate" ha cantato
    if before is None or has_finite_verb(syntax, place.first, place.last):
        return False
    if (is_preposition(before) and before.pos_ == "DET") or (before.pos_ in ("DET", "ADP") and " " in before.lemma_) or (before.pos_ == "DET" and before.i and is_preposition(before.nbor(-1))):
        return place.words < 6  # nella "sala delle firme"
    called = syntax.doc[before.i - 1] if before.lower_ == "come" and before.i else before
    return before.pos_ in ("NOUN", "PROPN") or called.lower_.startswith(syntax.lexicon.beginnings["called"])


def _starts_sentence(syntax: Syntax, place: Place) -> bool:
    start, end = sentence_before(syntax, place)
    return end <= start


def _lead(syntax: Syntax, place: Place, cues: dict[int, Cue]) -> tuple[int, int] | None:
    """An unquoted beginning of the same sentence that belongs to the claim: In Lombardia «vinceremo noi», dice X."""
    start, end = sentence_before(syntax, place)
    while start < end and (syntax.doc[start].is_punct or syntax.doc[start].is_space):
        start += 1
    if start >= end or end - start > 40:
        return None
    if syntax.doc[end - 1].text in (":", ",", "»", "”", '"') or any(i in cues and cues[i].type != "noun" for i in range(start, end)):
        return None
    spans = place.quotation.spans
    return syntax.doc[start].idx, place.quotation.outer_end if len(spans) == 1 else spans[0][1]  # the other paragraphs are spans of their own


LINK = {",", "-", "–", "—", "è", "era", "fu", "stata", "stato", "sono", "il", "la", "i", "le", "l'", "questa", "questo", "una", "un", "parola", "parole"}


def _noun_behind(syntax: Syntax, place: Place, cues: dict[int, Cue]) -> Attribution | None:
    doc = syntax.doc
    i = place.after
    if i < len(doc) and doc[i].text == "(":
        return _bracketed(syntax, place, i)
    parola = text_of(doc[i + 1 : i + 3]).lower().rstrip("l'’") in ("parola di", "parola de", "parole di", "parole de", "firmato") if i + 3 < len(doc) else False
    if i + 2 < len(doc) and doc[i].text == "." and (doc[i + 1].text == "Così" or parola):
        first = i + 3 if parola else i + 2
        behind = before_colon(syntax, first, syntax.sentence(first)[1])
        if behind is not None and behind.head is not None and is_named(syntax, doc[behind.head]):
            return with_speaker(Attribution("quote-cosi", "direct", claim_of(syntax, [place.quotation]), "quote", None, syntax.chars(i + 1, i + 2)), behind)
    if i >= len(doc) or (doc[i].text not in (",", "-", "–", "—", ":", "...") and doc[i].pos_ != "AUX"):
        return None
    limit = min(i + 10, len(doc))  # a parser may split the sentence behind the quotation
    limit = next((t.i for t in doc[i:limit] if "\n" in t.text or t.text == "."), limit)
    if doc[i].text == ":" and sentence_like(syntax, place) and (who := _who_goes_on(syntax, i + 1)) is not None:
        return with_speaker(Attribution("quote-colon-subject", "direct", claim_of(syntax, [place.quotation]), "quote", None, syntax.chars(i, i + 1)), who)
    lows = [t.lower_ for t in doc[i:limit]]
    claim = claim_of(syntax, [place.quotation])
    for j in range(i, limit):
        token = doc[j]
        if token.lower_ == "così" and j <= i + 1:
            behind = before_colon(syntax, j + 1, limit)
            if behind is not None and behind.span is not None:
                return with_speaker(Attribution("quote-cosi", "direct", claim, "quote", None, syntax.chars(j, j + 1)), behind)
        cue = cues.get(j)
        if cue is not None and cue.type == "adposition" and j <= i + 4:
            return None
        if cue is not None and cue.type == "noun" and "quote" in cue.frames and all(low in LINK or doc[i + n].pos_ in ("AUX", "DET", "ADJ", "PUNCT", "ADV", "PRON") for n, low in enumerate(lows[: j - i])):
            mention = noun_with_agent(syntax, cue, syntax.sentence(j)[1])
            if mention is None:
                return None
            return with_speaker(Attribution("quote-noun", "direct", claim, "quote", cue, syntax.chars(cue.start, cue.end)), mention)
        if token.pos_ in VERBAL and token.lemma_ != "essere":
            return None
    return None


def _who_goes_on(syntax: Syntax, start: int) -> Mention | None:
    """*«Siamo pronti»: il sindaco Ugo Bini non usa mezzi termini*: somebody right behind the colon, whose verb follows."""
    doc = syntax.doc
    mention = before_colon(syntax, start, syntax.sentence(start)[1]) if start + 2 < len(doc) else None
    if mention is None or mention.span is None or mention.head is None or mention.span[0] != start or not is_named(syntax, doc[mention.head]):
        return None
    i = past_explanation(syntax, mention.span[1], len(doc))
    i += i < len(doc) and doc[i].text == "," and i > mention.span[1]
    while i < len(doc) and (doc[i].lower_ in ("non", "si", "ne", "lo", "la") or doc[i].pos_ == "ADV"):
        i += 1
    return mention if i < len(doc) and doc[i].pos_ in VERBAL and verb_form(doc[i]) == "Fin" else None


def _bracketed(syntax: Syntax, place: Place, i: int) -> Attribution | None:
    """«…» (Mario Rossi): only a name stands between the brackets."""
    doc = syntax.doc
    close = next((j for j in range(i + 1, min(i + 8, len(doc))) if doc[j].text == ")"), None)
    if close is None or not all(t.pos_ == "PROPN" or t.text == "," for t in doc[i + 1 : close]) or not sentence_like(syntax, place):
        return None
    return with_speaker(Attribution("quote-bracket", "direct", claim_of(syntax, [place.quotation]), "quote"), Mention((i + 1, close), head=i + 1))
