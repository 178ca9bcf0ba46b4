"""The cue stands before its quotation: *Rossi ha detto: «…»*, *Rossi: «…»*, *ha detto che «…»*."""

from __future__ import annotations

from dataclasses import replace

from pipeline.components.analysis import Attribution, Cue, Mention
from pipeline.components.claims.building import with_copula, with_speaker
from pipeline.components.claims.nouns import noun_with_agent
from pipeline.components.claims.quoted import Place, claim_of, has_finite_verb, sentence_before, sentence_like
from pipeline.components.claims.sources import source_mention
from pipeline.components.claims.topics import behind_matter, is_named, last_person, only_addressed, topic_of
from pipeline.components.mentions.finding import before_colon, before_quotation, of_verb
from pipeline.components.syntax import VERBAL, Syntax, verb_form

#: Words that may stand between a complementizer and a quotation without making the claim mixed.
COMPLEMENTIZERS = {"che", "di", "come", "se", "perché", "a"}


def cue_before(syntax: Syntax, place: Place, cues: dict[int, Cue], used: set[int]) -> Attribution | None:
    """The attribution of a quotation to the cue, or to the clause with a colon, before it."""
    doc = syntax.doc
    if place.before < 0:
        return None
    last = doc[place.before]
    if last.text == ":":
        return _behind_colon(syntax, place, cues, used)
    if last.is_space and place.before > 0 and doc[place.before - 1].text == ":":  # a colon at the end of a line
        made = _behind_colon(syntax, replace(place, before=place.before - 1), cues, used)
        if made is not None:
            return made
    start, end = sentence_before(syntax, place)
    i = end - 1
    complementizer = False
    while i >= start and (doc[i].lower_ in COMPLEMENTIZERS or doc[i].pos_ == "ADV" or (doc[i].is_punct and doc[i].text in (",", "-", "–", "—"))):
        complementizer = complementizer or doc[i].lower_ in COMPLEMENTIZERS
        i -= 1
    if i < start:
        return None
    if complementizer and doc[i + 1].text == "," and (opening := next((j for j in range(i, max(start, i - 16), -1) if doc[j].text == ","), None)) is not None and opening - 1 in cues and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[opening : i + 1]):
        i = opening - 1  # ha dichiarato, riferendosi prima ad Neri ed in seguito ai suoi, che «…»
    if not complementizer and sentence_like(syntax, place):  # ha detto tra l'altro «…»
        adjunct = next((c for j in range(i, max(start - 1, i - 5), -1) if (c := cues.get(j)) is not None), None)
        if adjunct is not None and adjunct.type == "verb" and not adjunct.weak and all(t.pos_ in ("ADP", "DET", "PRON", "NOUN", "ADV", "ADJ") for t in doc[adjunct.end : i + 1]):
            i = adjunct.end - 1
    cue = next((c for j in range(i, max(start - 1, i - 2), -1) if (c := cues.get(j)) is not None and c.end >= i + 1 and c.type != "noun"), None)
    if cue is None or cue.head in used or cue.negated or cue.type == "adposition":
        return None
    frames = cue.frames
    if not frames & {"quote", "che", "di"}:
        return None
    if not complementizer and ("quote" not in frames or ("target" in frames and not has_finite_verb(syntax, place.first, place.last))):
        return None
    if not complementizer and "as" in frames and not has_finite_verb(syntax, place.first, place.last):
        return None
    if not _whole_complement(syntax, place):
        return None
    if not complementizer and doc[place.first].pos_ == "ADP" and doc[place.first].is_lower and not has_finite_verb(syntax, place.first, place.last) and any(t.lower_ in ("lo", "la", "li", "le", "l'", "l’") for t in doc[cue.start : cue.head]):
        return None  # lo esclude «nel modo più assoluto»: how
    if not complementizer and place.words < 3 and not sentence_like(syntax, place):
        return None
    attribution = Attribution("quote-after-cue" if not complementizer else "quoted-complement", "direct", claim_of(syntax, [place.quotation]), "quote", cue)
    attribution.cue_span = syntax.chars(cue.start, cue.end)
    return with_speaker(attribution, of_verb(syntax, with_copula(syntax, cue), claim=(place.first, place.last)))


def _whole_complement(syntax: Syntax, place: Place) -> bool:
    """Whether nothing of the reported clause stands behind the quotation."""
    doc = syntax.doc
    if place.after >= len(doc):
        return True
    token = doc[place.after]
    more = doc[place.after + (token.text == ",") : place.after + 3]
    if len(more) > 1 and more[0].lower_ in ("e", "ed", "ma") and more[1].lower_ == "che":
        return False  # ha detto che «il testo è migliorabile», ma che «serve tempo»: one clause after the other
    return token.text in (".", ",", ";", ":", "?", "!", "—", "–", "-", ")", "…", "...", '"', "«", "“") or token.is_space or token.lower_ in ("e", "ma", "mentre") or bool(token.is_sent_start)


def _behind_colon(syntax: Syntax, place: Place, cues: dict[int, Cue], used: set[int]) -> Attribution | None:
    doc = syntax.doc
    start, _end = sentence_before(syntax, place)
    colon = place.before
    claim = claim_of(syntax, [place.quotation])
    candidates = [c for j in range(start, colon) if (c := cues.get(j)) is not None and c.type in ("verb", "construction", "adjective", "noun", "adposition")]
    verbal = [c for c in candidates if c.type in ("verb", "construction") and ("quote" in c.frames or "colon" in c.frames) and (not c.negated or c.entry.negated_for("colon") != "none")]
    unsaid = {c.head for c in candidates if c.type == "adjective"} | {c.anchor for c in candidates if c.type == "adjective"}
    verbal = [c for c in verbal if (governor := _reporter(syntax, c, start)) is None or not (c.weak or governor in unsaid)]
    verbal = [c for c in verbal if not (verb_form(doc[c.head]) == "Inf" and c.start and doc[c.start - 1].lower_ == "da")]  # da registrare la presenza di X: «…»
    verbal = [c for c in verbal if not _in_subordinate(syntax, c, colon)] or [c for c in verbal if colon - c.end <= 3]
    adjectives = [c for c in candidates if c.type == "adjective" and colon - c.end < 12 and not (c.entry.noun and c.anchor < 0 and c.start <= start + 1)]  # Il difensore: «…»
    nouns = [c for c in candidates if c.type == "noun" and c.frames & {"colon"}]
    sources = [c for c in candidates if (c.type == "adposition" and c.start == start) or (c.type == "adposition" and colon - c.end < 8)]
    if nouns and not verbal and (said := behind_matter(syntax, start, colon - 3 if doc[colon - 1].text == ")" and doc[colon - 3].text == "(" else colon)) is not None:
        return with_speaker(Attribution("colon-quote", "direct", claim, "quote", None, syntax.chars(colon, colon + 1)), said)  # L'allarme degli industriali, Neri: «…»
    for noun in nouns:  # il giornale pubblica una dichiarazione di Neri: «…»
        passed = doc[noun.head].dep_ in ("obj", "nsubj:pass") and doc[noun.head].head.lemma_.split(" ")[0] in syntax.lexicon.lists["passes_on"]
        author = noun_with_agent(syntax, noun, colon) if passed else None
        if author is not None and author.head is not None and is_named(syntax, doc[author.head]):
            return with_speaker(Attribution("noun-colon-quote", "direct", claim, "quote", noun, syntax.chars(noun.start, noun.end)), author)
    if verbal:
        cue = max(verbal, key=lambda c: (not c.weak, syntax.finite(doc[c.head]) or colon - c.end <= 1, c.head))
        if cue.head not in used or not nouns:
            mention = before_quotation(syntax, with_copula(syntax, cue), (place.first, place.last))
            attribution = with_speaker(Attribution("cue-colon-quote", "direct", claim, "quote", cue, syntax.chars(cue.start, cue.end)), mention)
            if attribution is not None:
                if cue.head in used or _has_complement(syntax, cue, colon):  # the colon marks a second claim
                    attribution.cue, attribution.cue_span = None, syntax.chars(colon, colon + 1)
                    attribution.rule = "colon-quote"
                return attribution
    owned = [n for n in nouns if (author := noun_with_agent(syntax, n, colon)) is not None and author.head is not None and is_named(syntax, doc[author.head])]
    if adjectives and not (owned and owned[0].head - adjectives[-1].end < 3):  # Duro il commento di Neri: «…» is the noun's
        cue = adjectives[-1]
        attribution = Attribution("adjective-colon-quote", "direct", claim, "quote", cue, syntax.chars(cue.start, cue.end))
        behind = before_colon(syntax, cue.end, colon) if cue.anchor < 0 and cue.start <= start + 1 else None
        if behind is not None and behind.span is not None and behind.span[0] == cue.end and behind.head is not None and is_named(syntax, doc[behind.head]):
            return with_speaker(attribution, behind)  # Favorevole Ada Neri, campionessa uscente: «…»
        return with_speaker(attribution, of_verb(syntax, with_copula(syntax, cue), claim=(place.first, place.last)))
    if sources:  # the source phrase's own rule takes the clause; behind one with a verb the quotation is a second claim of the same speaker
        source = sources[-1]
        who = source_mention(syntax, source, colon) if source.start == start and not source.entry.possessive else None
        if who is None or who.span is None or not has_finite_verb(syntax, who.span[1], colon):
            return None
        second = Attribution("colon-quote", "direct", claim, "quote", None, syntax.chars(colon, colon + 1), None)
        second.implicit, second.referent = True, who.span
        return second
    for noun in reversed(nouns):
        agent = noun_with_agent(syntax, noun, colon)
        if agent is not None and agent.head is not None and (is_named(syntax, doc[agent.head]) or doc[agent.head].dep_ == "det:poss"):
            return with_speaker(Attribution("noun-colon-quote", "direct", claim, "quote", noun, syntax.chars(noun.start, noun.end)), agent)
    edge = colon
    if doc[colon - 1].text == ")":  # Solari (Cgt): «…»
        edge = next((i for i in range(colon - 2, max(start, colon - 8), -1) if doc[i].text == "("), colon)
    topic = topic_of(syntax, start, edge)
    if topic is None and only_addressed(syntax, start, colon):
        topic = Mention(None)
    if topic is None and sentence_like(syntax, place):
        topic = last_person(syntax, start, colon) or _carried_on(syntax, start, colon)
        if topic is None and place.words > 3 and has_finite_verb(syntax, place.first, place.last) and colon > syntax.first_line:
            topic = Mention(None)  # A preoccuparla è il calendario: «Ci danno tre mesi»
    if topic is None:
        return None
    attribution = Attribution("colon-quote", "direct", claim, "quote", None, syntax.chars(colon, colon + 1))
    return with_speaker(attribution, topic)


def _carried_on(syntax: Syntax, start: int, colon: int) -> Mention | None:
    """*«Siamo stanchi». Il futuro: «Serve coraggio»*: a heading without verb or name before the colon, and a quotation right before it."""
    doc = syntax.doc
    while start < colon and (doc[start].is_space or doc[start].is_punct):
        start += 1
    words = doc[start:colon]
    if not 0 < len(words) < 9 or any((t.pos_ in VERBAL and verb_form(t) == "Fin") or t.ent_type_ or t.pos_ == "PROPN" for t in words):
        return None
    place = doc[start].idx
    return Mention(None) if any(0 < place - q.outer_end < 4 or (q.outer_end <= place and "\n" not in syntax.text[q.outer_end : place].strip() and place - q.outer_end < 60) for q in syntax.quotations) else None


def _has_complement(syntax: Syntax, cue: Cue, colon: int) -> bool:
    """Whether the verb before the colon reports something already: nega che X: «…»."""
    if cue.type != "verb" or colon - cue.end < 3:
        return False
    between = syntax.doc[cue.end : colon]
    return any(t.lower_ in ("che", "come") and t.pos_ == "SCONJ" for t in between[:6]) or any(verb_form(t) == "Inf" for t in between[1:6])


def _in_subordinate(syntax: Syntax, cue: Cue, colon: int) -> bool:
    """Whether the verb stands in a relative clause that another verb follows before the colon."""
    verb = syntax.doc[cue.head]
    return verb.dep_ in ("acl:relcl", "acl") and any(t.dep_ == "ROOT" or t.i == verb.head.i for t in syntax.doc[cue.end : colon] if t.pos_ in VERBAL)


def _reporter(syntax: Syntax, cue: Cue, start: int) -> int | None:
    """The token that reports the clause in which the cue stands: *Non è convinto che il ministero confermerà i fondi: «…»*."""
    verb = syntax.doc[cue.head]
    for _ in range(4):
        if verb.dep_ == "ccomp" and start <= verb.head.i < verb.i and any(c.dep_ == "mark" and c.lower_ in ("che", "se") for c in verb.children):
            return verb.head.i
        if verb.dep_ not in ("conj", "xcomp") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
