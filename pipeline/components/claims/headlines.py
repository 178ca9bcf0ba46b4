"""Claims without verb of saying in headlines and rows of turns: *Rossi: nessun aumento*, *Prezzi: Istat, inflazione al 2%*, *Lega contro il decreto*."""

from __future__ import annotations

import re

from pipeline.components.analysis import Analysis, Attribution
from pipeline.components.claims.building import quoted_kind
from pipeline.components.claims.trimming import trim
from pipeline.components.mentions.finding import before_colon
from pipeline.components.spans import Spans
from pipeline.components.syntax import VERBAL, Syntax, feature, is_preposition, verb_form

#: Participles, some of which are tagged as adjectives: *test superati*.
PARTICIPLE = re.compile(r"[aiu]t[oaie]$")


def turns(syntax: Syntax, analysis: Analysis) -> None:
    """*Ada Brusco: Abbiamo vinto. Nino Ferri: Ricontiamo.* A row of two or more turns, unquoted."""
    doc, text = syntax.doc, syntax.text
    heads = []
    if len(doc.by_text.get(":", ())) < 2:
        return
    for start in syntax.sentence_starts:
        while start < len(doc) and doc[start].is_space:
            start += 1
        colon = next((i for i in range(start + 1, min(start + 6, len(doc))) if doc[i].text == ":"), None)
        if colon is not None and all(t.pos_ == "PROPN" or t.ent_type_ == "PER" for t in doc[start:colon]) and doc[start].ent_type_ == "PER" and not syntax.quoted(start):
            heads.append((start, colon))
    for k, (start, colon) in enumerate(heads):
        following = heads[k + 1][0] if k + 1 < len(heads) else len(doc)
        stop = next((t.i for t in doc[colon:following] if "\n" in t.text), following)
        if len(heads) < 2 or colon + 1 >= stop or doc[colon + 1].text in ("«", "“", '"'):
            continue
        a, b = trim(text, *syntax.chars(colon + 1, stop))
        if b > a:
            analysis.attributions = [at for at in analysis.attributions if not any(x < b and a < y for x, y in at.claim)]
            analysis.attributions.append(Attribution("turn", quoted_kind(syntax, [(a, b)]), [(a, b)], "colon", None, syntax.chars(colon, colon + 1), (start, colon)))


def headlines(syntax: Syntax, analysis: Analysis) -> None:
    """*Rossi: nessun aumento*: an unquoted claim behind a name and a colon, in lines that are headlines or turns."""
    doc, text = syntax.doc, syntax.text
    before, taken = len(analysis.attributions), Spans(span for at in analysis.attributions for span in at.claim)
    for start, end in segments(syntax):
        if end - start < 4:
            continue
        start = _behind_the_time(syntax, start, end)
        colon = next((i for i in range(start, min(end, start + 14)) if doc[i].text == ":"), None)
        if colon is None or colon == start or colon + 2 > end:
            continue
        topic = next((i for i in range(colon - 1, start, -1) if doc[i].text == ","), None)
        if topic is not None and end - start < 20:  # Ponte, l'Arca: fermate i cantieri
            start = topic + 1
        if any(t.pos_ in VERBAL and t.dep_ not in ("aux", "acl") and verb_form(t) == "Fin" for t in doc[start:colon]):
            continue
        a, b = trim(text, *syntax.chars(colon + 1, end))
        if b <= a or _names_only(text[a:b]) or taken.touch(a, b) or any(x < b and a < y for at in analysis.attributions[before:] for x, y in at.claim):
            continue
        if end - start > 40 and syntax.first_line < start:
            continue
        mention = before_colon(syntax, start, colon)
        if mention is None or mention.span is None or mention.span[0] > start + 1 or syntax.words[colon + 1] in syntax.lexicon.lists["explaining"]:
            continue
        gap = doc[mention.span[1] : colon]
        if len(gap) and not (is_preposition(gap[0]) or gap[0].text in ("(", ",") or gap[0].pos_ in ("NOUN", "PROPN", "ADJ") or gap[0].ent_type_) and gap[0].pos_ in ("ADV", "VERB", "AUX"):
            continue  # Draskov avanti di un soffio: …
        head = doc[mention.head if mention.head is not None else mention.span[0]]
        if any(verb_form(t) == "Part" and t.i > mention.span[0] and t.is_lower for t in doc[mention.span[0] : colon]) and head.ent_type_ == "PER":
            continue  # Desirée uccisa dal branco: fermate tre persone
        if doc[mention.span[0]].lower_ in syntax.lexicon.lists["events_first"]:
            continue  # Primarie Pd: vince Neri
        named = head.ent_type_ == "PER" or (head.ent_type_ in ("ORG", "LOC", "") and syntax.is_name(head))
        title = syntax.title(head)
        if not head.ent_type_ and title is None and head.i == start and not any(t.pos_ == "PROPN" or t.ent_type_ for t in doc[start + 1 : mention.span[1]]) and head.text not in syntax.names:
            continue  # Musica: X vince il premio
        if topic is not None and len(gap) and is_preposition(gap[0]) and title is not None and title.type == "group":
            continue  # Torre Lisandra, sessanta migranti nell'ex convitto: il paese si divide
        if (not named and not syntax.speakable(head)) or (title is not None and title.type == "document"):
            continue
        place = head.ent_type_ == "LOC" and not any(doc[i].ent_type_ == "PER" for i in doc.by_text[head.text])
        if place or len(text[a:b].split()) < 2:
            continue
        person = head.ent_type_ == "PER" or (title is not None and title.type in ("person", "group")) or (syntax.is_name(head) and head.text in syntax.names)
        verb = any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[colon:end])
        brief = title is not None and title.type == "organisation" and not verb and end - colon < 8 and head.i == mention.span[0] + 1 == colon - 1 and doc[mention.span[0]].pos_ == "DET"
        person = person or brief  # Il ministero: dati parziali
        body = title is not None and title.type == "organisation" and (title.plural or any(t.pos_ in VERBAL or (t.dep_ == "amod" and t.lower_[:-1].endswith(("at", "it", "ut"))) or t.lower_ in syntax.lexicon.lists["saying"] for t in doc[colon:end]))
        if not person and not body and not verb and head.ent_type_ != "ORG":
            continue
        group = title is not None and title.type == "organisation" and (title.plural or any((t.dep_ == "amod" and t.lower_[:-1].endswith(("at", "it", "ut"))) or (PARTICIPLE.search(t.lower_) and t.pos_ == "VERB" and not syntax.auxiliaries(t)) for t in doc[colon:end]))
        if not person and not group and not sayable(syntax, colon + 1, end):
            continue  # Tribunale di Calvi: si è dimessa la presidente
        if head.ent_type_ != "PER" and _event_of(syntax, next((i for i in range(colon + 1, end) if not doc[i].is_space), colon + 1)):
            continue
        attribution = Attribution("headline-colon", quoted_kind(syntax, [(a, b)]), [(a, b)], "colon", None, syntax.chars(colon, colon + 1), mention.span)
        analysis.attributions.append(attribution)


def _event_of(syntax: Syntax, i: int) -> bool:
    """Whether news opens at token ``i``: a verb with its subject behind (which the parser may call its object), a judgement apart (*Cgil: slitta il congresso*, not *Cgil: servono più fondi*)."""
    verb = syntax.doc[i]
    if verb.pos_ != "VERB" or feature(verb, "Person") != "3" or feature(verb, "Mood") != "Ind" or feature(verb, "Tense") == "Fut" or verb.lemma_ in syntax.lexicon.lists["judged"]:
        return False
    return any(c.dep_ in ("nsubj", "obj") and c.i > i for c in verb.children) and syntax.text[verb.idx - 1 : verb.idx] not in ("«", "“", '"')


def quoted_headlines(syntax: Syntax, analysis: Analysis) -> None:
    """*Neri boccia la legge, «è incostituzionale»*: in a headline, the quotation behind the comma is the subject's."""
    doc = syntax.doc
    taken = Spans(span for at in analysis.attributions for span in at.claim)
    for start, end in syntax.loose_lines:
        if end - start > 26 or start > max(syntax.first_line * 3, 60):
            continue
        quotation = next((q for q in syntax.quotations if doc[start].idx < q.outer_start and abs(q.outer_end - syntax.chars(start, end)[1]) < 2), None)
        if quotation is None or taken.touch(quotation.start, quotation.end):
            continue
        opening = syntax.token_at(quotation.outer_start)
        verb = next((t for t in doc[start:opening] if (t.pos_ == "VERB" and verb_form(t) == "Fin") or t.i in syntax.retagged), None)
        if doc[opening - 1].text != "," or verb is None or len(syntax.text[quotation.start : quotation.end].split()) < 2:
            continue
        subject = syntax.subject(verb)
        if subject is None or subject.i > verb.i or not (subject.ent_type_ in ("PER", "ORG") or subject.pos_ == "PROPN" or syntax.speakable(subject)):
            continue
        made = Attribution("headline-quote", "direct", [(quotation.start, quotation.end)], "quote", None, syntax.chars(opening - 1, opening), syntax.phrase(subject))
        analysis.attributions.append(made)


def sayable(syntax: Syntax, start: int, end: int) -> bool:
    """Whether an organisation could say what its headline has behind the colon: a refusal or demand, quotation marks, the first person, a plural or future verb."""
    words = syntax.doc[start:end]
    if any(t.text in ("«", "“", '"') or t.lower_ in syntax.lexicon.lists["saying"] for t in words):
        return True
    return any(t.pos_ in VERBAL and verb_form(t) == "Fin" and (feature(t, "Person") in ("1", "2") or feature(t, "Tense") == "Fut" or feature(t, "Mood") in ("Sub", "Imp")) for t in words)


def _names_only(claim: str) -> bool:
    """Whether nothing but names and numbers stands in it: *Arbitri: Nava Abarca (Messico), Wang (Cina)*."""
    words = re.findall(r"[^\W\d]{3,}", claim)
    return bool(words) and all(word[:1].isupper() for word in words) and not claim.isupper()


def _behind_the_time(syntax: Syntax, start: int, end: int) -> int:
    """Token behind the time that opens an entry of a live blog: *18.10 – I sindacati: …*."""
    i = start
    while i < end and (syntax.doc[i].pos_ == "NUM" or syntax.doc[i].like_num or syntax.doc[i].is_punct) and not syntax.doc[i].text.isalpha():
        i += 1
    return i if i < end and i > start and any(t.like_num or t.pos_ == "NUM" for t in syntax.doc[start:i]) else start


def agency_headlines(syntax: Syntax, analysis: Analysis) -> None:
    """*Prezzi: Istater, a marzo inflazione al 2,3%*; *ORVANIA: FONTI, "DUE OSTAGGI FERITI"*: topic, source, claim."""
    doc, text = syntax.doc, syntax.text
    for start, end in syntax.loose_lines:
        colon = next((i for i in range(start + 1, min(end, start + 7)) if doc[i].text == ":"), None)
        if colon is None or any(verb_form(t) == "Fin" for t in doc[start:colon]):
            continue
        comma = next((i for i in range(colon + 2, min(end, colon + 6)) if doc[i].text == ","), None)
        if comma is None or comma + 2 >= end or any(verb_form(t) == "Fin" and t.is_lower for t in doc[colon:comma]):
            continue
        source = doc[colon + 1 : comma]
        if not any(syntax.title(t) or t.ent_type_ in ("PER", "ORG") or t.text.isupper() or t.text in syntax.names for t in source) or not source[0].text[:1].isupper():
            continue
        quotation = next((q for q in syntax.quotations if doc[comma].idx < q.outer_start <= doc[comma].idx + 2), None)
        a, b = trim(text, doc[comma].idx + 1, quotation.outer_end if quotation else syntax.chars(comma, _sentence_stop(syntax, comma, end))[1])
        if b > a:
            analysis.attributions = [at for at in analysis.attributions if not any(x < b and doc[start].idx < y for x, y in at.claim)]
            made = Attribution("agency-headline", quoted_kind(syntax, [(a, b)]), [(a, b)], "colon", None, syntax.chars(comma, comma + 1), (colon + 1, comma))
            analysis.attributions.append(made)


def _sentence_stop(syntax: Syntax, i: int, end: int) -> int:
    """Token after the first full stop or opening bracket or mark behind token ``i``, within the line."""
    return next((t.i for t in syntax.doc[i + 2 : end] if t.text in (".", "(", "«", "“", '"')), end)


def verbless_headlines(syntax: Syntax, analysis: Analysis) -> None:
    """*Sindacati contro il decreto*, *No della Lega alla fiducia*: positions in headlines that have no verb."""
    doc = syntax.doc
    for start, end in syntax.loose_lines:
        if end - start > 16 or any(t.pos_ in VERBAL and verb_form(t) == "Fin" and not (t.i == start and syntax.speakable(t)) for t in doc[start:end]):
            continue
        against = next((i for i in range(start + 1, min(end - 1, start + 7)) if doc[i].lower_ == "contro"), None)
        if against is None or any(x < doc[end - 1].idx and doc[against].idx < y for a in analysis.attributions for x, y in a.claim):
            continue
        mention = before_colon(syntax, start, against)
        if mention is None or mention.span is None or mention.head is None or any(t.pos_ != "ADV" for t in doc[mention.span[1] : against]):
            continue
        head = doc[mention.head]
        if not syntax.speakable(head) or any(t.dep_ == "conj" and t.pos_ == "NOUN" and not syntax.speakable(t) for t in doc[mention.span[0] : mention.span[1]]):
            continue  # Il liceo e la festa contro la noia
        a, b = trim(syntax.text, *syntax.chars(against + 1, end))
        if b > a:
            cue = syntax.chars(against, against + 1)
            made = Attribution("headline-against", "position", [(a, b)], "target:contro", None, cue, mention.span)
            made.stance = "oppose"
            analysis.attributions.append(made)


def segments(syntax: Syntax) -> list[tuple[int, int]]:
    """The loose lines, cut at full stops: *Uno studio: costi doppi. L'azienda: test superati*."""
    out = []
    for start, end in syntax.loose_lines:
        first = start
        for i in range(start, end):
            if syntax.doc[i].text == "." and i + 1 < end:
                out.append((first, i))
                first = i + 1
        out.append((first, end))
    return out
