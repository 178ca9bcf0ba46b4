"""Rules for direct speech: every quotation that somebody says becomes an attribution."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.components.analysis import Analysis, Attribution, Cue, Mention
from pipeline.components.claims.nouns import noun_with_agent
from pipeline.components.claims.quoted import (
    Place,
    any_verb_after,
    claim_of,
    has_finite_verb,
    joined,
    places,
    quote_cue_after,
    sentence_before,
    sentence_like,
    words,
)
from pipeline.components.claims.sources import source_mention
from pipeline.components.quotations.pairing import Quotation
from pipeline.components.speakers.mentions import before_colon, before_quotation, of_verb
from pipeline.components.syntax import VERBAL, Syntax, feature, is_preposition, verb_form

#: Words that may stand between a complementizer and a quotation without making the claim mixed.
COMPLEMENTIZERS = {"che", "di", "come", "se", "perché", "a"}


def direct_speech(syntax: Syntax, analysis: Analysis) -> set[int]:
    """Add the attributions of direct speech to ``analysis``; returns the heads of the cues that were used."""
    cues = {c.head: c for c in analysis.cues if not syntax.quoted(c.head)}
    used: set[int] = set()
    row = list(places(syntax, analysis.quotations))
    done: set[int] = set()
    for k, place in enumerate(row):
        if k in done:
            continue
        made = _before(syntax, place, cues, used)
        if made is None or made.rule == "colon-quote" or (made.cue is not None and made.cue.weak):
            behind = _after(syntax, place, cues, used, row, k, done)
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


def _speaker(attribution: Attribution, mention: Mention) -> Attribution | None:
    if mention.nobody:
        return None
    attribution.mention = mention.span
    attribution.implicit = mention.span is None
    attribution.shares_with = mention.shares_with
    return attribution


def _subject_head(syntax: Syntax, cue: Cue) -> Cue:
    """For adjective cues, the subject is the copular verb's."""
    if cue.type == "adjective" and cue.anchor >= 0 and syntax.doc[cue.anchor].pos_ == "VERB":
        return Cue(cue.start, cue.end, cue.anchor, cue.key, cue.entry, cue.type, cue.frames)
    return cue


# --- the cue stands before: Rossi ha detto: «…»; Rossi: «…»; ha detto che «…»


def _before(syntax: Syntax, place: Place, cues: dict[int, Cue], used: set[int]) -> Attribution | None:
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
    if not complementizer and words(syntax, place) < 3 and not sentence_like(syntax, place):
        return None
    attribution = Attribution("quote-after-cue" if not complementizer else "quoted-complement", "direct", claim_of(syntax, [place.quotation]), "quote", cue)
    attribution.cue_span = syntax.chars(cue.start, cue.end)
    return _speaker(attribution, of_verb(syntax, _subject_head(syntax, cue), claim=(place.first, place.last)))


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
    verbal = [c for c in verbal if not _in_subordinate(syntax, c, colon)] or [c for c in verbal if colon - c.end <= 3]
    adjectives = [c for c in candidates if c.type == "adjective" and colon - c.end < 12 and not (c.entry.noun and c.anchor < 0 and c.start <= start + 1)]  # Il difensore: «…»
    nouns = [c for c in candidates if c.type == "noun" and c.frames & {"colon"}]
    sources = [c for c in candidates if (c.type == "adposition" and c.start == start) or (c.type == "adposition" and colon - c.end < 8)]
    if verbal:
        cue = max(verbal, key=lambda c: (not c.weak, syntax.finite(doc[c.head]) or colon - c.end <= 1, c.head))
        if cue.head not in used or not nouns:
            mention = before_quotation(syntax, _subject_head(syntax, cue), (place.first, place.last))
            attribution = _speaker(Attribution("cue-colon-quote", "direct", claim, "quote", cue, syntax.chars(cue.start, cue.end)), mention)
            if attribution is not None:
                if cue.head in used or _has_complement(syntax, cue, colon):  # the colon marks a second claim
                    attribution.cue, attribution.cue_span = None, syntax.chars(colon, colon + 1)
                    attribution.rule = "colon-quote"
                return attribution
    if adjectives:
        cue = adjectives[-1]
        attribution = Attribution("adjective-colon-quote", "direct", claim, "quote", cue, syntax.chars(cue.start, cue.end))
        return _speaker(attribution, of_verb(syntax, _subject_head(syntax, cue), claim=(place.first, place.last)))
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
        if agent is not None and agent.head is not None and (_named(syntax, doc[agent.head]) or doc[agent.head].dep_ == "det:poss"):
            return _speaker(Attribution("noun-colon-quote", "direct", claim, "quote", noun, syntax.chars(noun.start, noun.end)), agent)
    edge = colon
    if doc[colon - 1].text == ")":  # Solari (Cgt): «…»
        edge = next((i for i in range(colon - 2, max(start, colon - 8), -1) if doc[i].text == "("), colon)
    topic = _topic(syntax, start, edge)
    if topic is None and _addressed(syntax, start, colon):
        topic = Mention(None)
    if topic is None:
        return None
    attribution = Attribution("colon-quote", "direct", claim, "quote", None, syntax.chars(colon, colon + 1))
    return _speaker(attribution, topic)


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


def _topic(syntax: Syntax, start: int, colon: int) -> Mention | None:
    """Who a clause before a colon is about: its subject, or the name that is all there is."""
    doc = syntax.doc
    if colon <= start:
        return None
    verbs = [t for t in doc[start:colon] if t.pos_ in VERBAL and t.dep_ not in ("aux", "aux:pass", "cop")]
    if (said := _behind_matter(syntax, start, colon)) is not None:
        return said
    if not verbs:
        mention = before_colon(syntax, start, colon)
        alone = mention is not None and mention.span == (start, start + 1)  # Critico invece il Codacons: a capital is no name there
        if mention is None or alone or not _person_or_body(syntax, mention):
            mention = _behind_setting(syntax, start, colon) or mention
        return mention if mention is not None and _person_or_body(syntax, mention) else None
    root = next((t for t in verbs if t.dep_ == "ROOT"), verbs[-1])
    nearest = next((t for t in reversed(verbs) if syntax.finite(t) and t.dep_ not in ("acl:relcl", "acl")), root)
    own = syntax.subject(nearest)
    if own is not None and own.i < nearest.i and feature(own, "PronType") != "Rel":
        root = nearest  # …, mentre la premier ha già accettato: «…»
    subject = syntax.subject(root)
    if subject is not None and (subject.pos_ == "PROPN" or subject.ent_type_ in ("PER", "ORG") or _speaks(syntax, subject)):
        return Mention(syntax.phrase(subject), head=subject.i)
    if (behind := _named_last(syntax, root, colon)) is not None:
        return behind
    if subject is None and syntax.finite(root) and feature(root, "Person") in ("3", ""):
        return Mention(None, shares_with=root.i)
    return None


def _behind_matter(syntax: Syntax, start: int, colon: int) -> Mention | None:
    """*La mostra che divide la città, l'assessora: «…»*: in headlines the matter, a comma, and who speaks."""
    doc = syntax.doc
    comma = next((i for i in range(colon - 1, start, -1) if doc[i].text == ","), None)
    if comma is None or colon > syntax.first_line or colon - comma > 8 or any(t.pos_ in VERBAL or t.text == "," for t in doc[comma + 1 : colon]):
        return None
    mention = before_colon(syntax, comma + 1, colon)
    told = any(t.pos_ in VERBAL for t in doc[start:comma])  # else a name and what explains it: Ada Lodi, la sindaca: «…»
    if mention is None or mention.span is None or mention.span[0] != comma + 1 or (not told and any(t.ent_type_ == "PER" for t in doc[start:comma])):
        return None
    article = doc[comma + 1].pos_ == "DET" or doc[comma + 1].ent_type_ in ("PER", "ORG")
    return mention if article and _person_or_body(syntax, mention) else None


def _person_or_body(syntax: Syntax, mention: Mention) -> bool:
    if mention.span is None:
        return False
    head = syntax.doc[mention.head if mention.head is not None else mention.span[0]]
    title = syntax.title(head)
    return _named(syntax, head) and (title is None or title.type != "document")


def _behind_setting(syntax: Syntax, start: int, colon: int) -> Mention | None:
    """*Sulla stessa linea il senatore Furlan: «…»*: the noun phrase without preposition behind what opens the clause."""
    doc = syntax.doc
    for i in range(start + 1, colon):
        token = doc[i]
        opens = token.lower_.rstrip("'’") in ("il", "lo", "la", "l", "i", "gli", "le") or (token.ent_type_ in ("PER", "ORG") and doc[i - 1].pos_ in ("NOUN", "ADJ", "ADV"))
        if not opens or is_preposition(doc[i - 1]) or doc[i - 1].pos_ == "DET" or (token.ent_type_ and doc[i - 1].ent_type_ == token.ent_type_):
            continue
        head = next((t for t in doc[i:colon] if t.pos_ in ("NOUN", "PROPN") or t.ent_type_), None)
        if head is None or any(is_preposition(t) for t in doc[i : head.i]):
            continue
        first, last = syntax.phrase(head)
        if _named(syntax, head) and (first <= i or head.i == i):
            return Mention((i, min(max(last, head.i + 1), colon)), head=head.i)
    return None


def _named_last(syntax: Syntax, root: Token, colon: int) -> Mention | None:
    """*È giunto sul posto il generale Aldo Neri, capo di stato maggiore: «…»*: the person named behind the verb, with what explains it."""
    doc = syntax.doc
    named = next((t for t in reversed(doc[root.i + 1 : colon]) if t.ent_type_ == "PER" and doc[t.i - 1].ent_type_ != "PER"), None)
    if named is None:
        return None
    end = named.i
    while end < colon and doc[end].ent_type_ == "PER":
        end += 1
    tail = doc[end:colon]
    if (len(tail) and tail[0].text != ",") or any(t.pos_ in VERBAL for t in tail):
        return None
    start = named.i
    while start - 1 > root.i and doc[start - 1].pos_ in ("NOUN", "ADJ", "PROPN", "DET"):
        start -= 1
        if doc[start].pos_ == "DET":
            break
    return None if is_preposition(doc[start - 1]) or doc[start].pos_ == "ADJ" else Mention((start, end), head=named.i if start == named.i else start + 1)


def _addressed(syntax: Syntax, start: int, colon: int) -> bool:
    """*Poi, ai cronisti: «…»*: no subject and no verb, only to whom, when or how."""
    words = [t for t in syntax.doc[start:colon] if not t.is_punct and not t.is_space]
    if words and len(words) <= 12 and any(t.lower_ in ("rivolto", "rivolta", "rivolti", "rivolte") for t in words) and not any(verb_form(t) == "Fin" for t in words if t.pos_ in VERBAL):
        return True  # poi, rivolto ai banchi dell'opposizione: «…»
    if len(words) > 1 and words[0].pos_ == "CCONJ":  # E ancora: «…»
        words = words[1:]
    if not words or len(words) > 6 or not (is_preposition(words[0]) or words[0].pos_ == "ADV"):
        return False
    return any(t.lower_ in ("ai", "alla", "al", "agli", "alle", "a", "poi", "ancora", "infine", "quindi", "su", "sul", "sulla", "sui", "sulle", "sullo", "quanto") or t.lower_ in ("sull'", "sull’") for t in words) and not any(t.pos_ in VERBAL for t in words)


def _named(syntax: Syntax, token: Token) -> bool:
    return syntax.is_name(token) or bool(token.ent_type_) or _speaks(syntax, token)


def _speaks(syntax: Syntax, token: Token) -> bool:
    noun = token.pos_ in ("NOUN", "PRON") or (token.i > 0 and token.nbor(-1).pos_ == "DET")  # L'inviata Ue, tagged as an adjective
    one = token.lower_ in ("uno", "una") and any(c.dep_ == "nmod" and syntax.speakable(c) for c in token.children)  # Uno dei manifestanti: «…»
    return one or (noun and syntax.speakable(token))


# --- the cue stands behind: «…», ha detto Rossi; «…», è la replica di Rossi; «…» (Rossi)


def _after(syntax: Syntax, place: Place, cues: dict[int, Cue], used: set[int], row: list[Place], k: int, done: set[int]) -> Attribution | None:
    cue = quote_cue_after(syntax, place, cues)
    rule = "quote-before-cue"
    if cue is None:
        cue, rule = any_verb_after(syntax, place, cues), "quote-before-verb"
    if cue is None or cue.head in used:
        return _noun_behind(syntax, place, cues)
    if (words(syntax, place) < 3 and not sentence_like(syntax, place) and not _starts_sentence(syntax, place)) or _title_of(syntax, place):
        return None
    mention = of_verb(syntax, _subject_head(syntax, cue), inverted=True, claim=(place.first, place.last))
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
    return _speaker(attribution, mention)


#: What says that a quotation is a name: *la tavola nota come «Madonna del mirto»*.
CALLED = ("noto", "nota", "noti", "note", "conosciut", "ribattezzat", "soprannominat", "intitolat", "dett", "chiamat", "denominat", "battezzat")


def _title_of(syntax: Syntax, place: Place) -> bool:
    """Whether the quotation is what the noun before it is called: il quotidiano «Il Mattino», l'opuscolo «…»."""
    before = syntax.doc[place.before] if place.before >= 0 else None
    if before is None or has_finite_verb(syntax, place.first, place.last):
        return False
    called = syntax.doc[before.i - 1] if before.lower_ == "come" and before.i else before
    return before.pos_ in ("NOUN", "PROPN") or called.lower_.startswith(CALLED)


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


def _noun_behind(syntax: Syntax, place: Place, cues: dict[int, Cue]) -> Attribution | None:
    doc = syntax.doc
    i = place.after
    if i < len(doc) and doc[i].text == "(":
        return _bracketed(syntax, place, i)
    parola = doc[i + 1 : i + 3].text.lower().rstrip("l'’") in ("parola di", "parola de", "parole di", "parole de", "firmato") if i + 3 < len(doc) else False
    if i + 2 < len(doc) and doc[i].text == "." and (doc[i + 1].text == "Così" or parola):
        first = i + 3 if parola else i + 2
        behind = before_colon(syntax, first, syntax.sentence(first)[1])
        if behind is not None and behind.head is not None and _named(syntax, doc[behind.head]):
            return _speaker(Attribution("quote-cosi", "direct", claim_of(syntax, [place.quotation]), "quote", None, syntax.chars(i + 1, i + 2)), behind)
    if i >= len(doc) or (doc[i].text not in (",", "-", "–", "—", ":", "...") and doc[i].pos_ != "AUX"):
        return None
    limit = min(i + 10, len(doc))  # a parser may split the sentence behind the quotation
    limit = next((t.i for t in doc[i:limit] if "\n" in t.text or t.text == "."), limit)
    lows = [t.lower_ for t in doc[i:limit]]
    claim = claim_of(syntax, [place.quotation])
    for j in range(i, limit):
        token = doc[j]
        if token.lower_ == "così" and j <= i + 1:
            behind = before_colon(syntax, j + 1, limit)
            if behind is not None and behind.span is not None:
                return _speaker(Attribution("quote-cosi", "direct", claim, "quote", None, syntax.chars(j, j + 1)), behind)
        cue = cues.get(j)
        if cue is not None and cue.type == "adposition" and j <= i + 4:
            return None
        if cue is not None and cue.type == "noun" and "quote" in cue.frames and all(low in LINK or doc[i + n].pos_ in ("AUX", "DET", "ADJ", "PUNCT", "ADV", "PRON") for n, low in enumerate(lows[: j - i])):
            mention = noun_with_agent(syntax, cue, syntax.sentence(j)[1])
            if mention is None:
                return None
            return _speaker(Attribution("quote-noun", "direct", claim, "quote", cue, syntax.chars(cue.start, cue.end)), mention)
        if token.pos_ in VERBAL and token.lemma_ != "essere":
            return None
    return None


LINK = {",", "-", "–", "—", "è", "era", "fu", "stata", "stato", "sono", "il", "la", "i", "le", "l'", "questa", "questo", "una", "un", "parola", "parole"}


def _bracketed(syntax: Syntax, place: Place, i: int) -> Attribution | None:
    """«…» (Mario Rossi): only a name stands between the brackets."""
    doc = syntax.doc
    close = next((j for j in range(i + 1, min(i + 8, len(doc))) if doc[j].text == ")"), None)
    if close is None or not all(t.pos_ == "PROPN" or t.text == "," for t in doc[i + 1 : close]) or not sentence_like(syntax, place):
        return None
    return _speaker(Attribution("quote-bracket", "direct", claim_of(syntax, [place.quotation]), "quote"), Mention((i + 1, close), head=i + 1))
