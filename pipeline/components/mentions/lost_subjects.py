"""Subjects that the parser lost: noun phrases that order and punctuation show to be the subject of a cue verb."""

from __future__ import annotations

from pipeline.components.analysis import Mention
from pipeline.components.syntax import DA, VERBAL, Syntax, feature, is_break, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token


def coordinated(syntax: Syntax, span: tuple[int, int], verb: Token) -> tuple[int, int]:
    """*Contessi e i suoi colleghi ipotizzano*: what *e* adds up to a plural verb, where the parser kept it apart."""
    doc, (start, end) = syntax.doc, span
    group = syntax.verb_group(verb)[0]
    plural = any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (verb, *syntax.auxiliaries(verb)))
    end = _past_bracket(syntax, end, group)
    while group > end and doc[group - 1].text == ")":
        group = next((i for i in range(group - 2, end, -1) if doc[i].text == "("), end)  # Ada Neri (Pd) e Ugo Bini | (Idv)
    while group > end and doc[group - 1].pos_ == "ADV":
        group -= 1  # Cina e Russia hanno unanimemente criticato
    if plural and end < group and doc[end].text == "," and _row_of_names(syntax, end, group) and (doc[end - 1].pos_ == "PROPN" or doc[end - 1].ent_type_):
        return start, group  # Valdoria, Lega dei Porti, Orvena e Calvi
    if not plural or end + 1 >= group or group - end > 8 or doc[end].lower_ not in ("e", "ed") or (doc[start].pos_ == "DET" and feature(doc[start], "Number") == "Plur"):
        return span
    rest = doc[end + 1 : group]
    return (start, group) if all(t.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "ADP", "NUM") for t in rest) and not is_preposition(rest[0]) else span


def _past_bracket(syntax: Syntax, i: int, limit: int) -> int:
    """Token behind a party's letters in brackets that open at token ``i``, if *e* and more follow; else ``i``."""
    doc = syntax.doc
    closes = i + 2 < limit and doc[i].text == "(" and doc[i + 2].text == ")"
    return i + 3 if closes and i + 4 < limit and doc[i + 3].lower_ in ("e", "ed") else i


def _row_of_names(syntax: Syntax, comma: int, end: int) -> bool:
    """Whether names follow each other there, with commas between and *e* before the last: *, Lega dei Porti, Orvena e Calvi*."""
    doc = syntax.doc
    last = next((i for i in range(end - 2, comma, -1) if doc[i].lower_ in ("e", "ed")), None)
    if last is None or end - comma > 24:
        return False
    opens = [i + 1 for i in range(comma, end) if doc[i].text == "," or i == last]
    named = all(doc[i].text[:1].isupper() or (doc[i].pos_ == "DET" and doc[i + 1].text[:1].isupper()) for i in opens)
    return named and not any(t.pos_ in VERBAL or t.text in (":", ";", "(") for t in doc[comma:end])


def row_before(syntax: Syntax, start: int, end: int, verb: Token) -> int:
    """*Ugo Bini, | Elio Dori e Ilaria Corti hanno criticato*: where the row of names begins whose last two are tokens ``start``–``end``."""
    doc, first = syntax.doc, syntax.sentence(start)[0]
    if start - 2 < first or doc[start - 1].text != "," or not any(t.lower_ in ("e", "ed") for t in doc[start:end]) or end != syntax.verb_group(verb)[0]:
        return start
    begin = start - 1
    while begin > first and doc[begin - 1].text.istitle() and doc[begin - 1].pos_ not in VERBAL:
        begin -= 1
        while begin > first + 1 and doc[begin - 1].text == "," and doc[begin - 2].text.istitle() and doc[begin - 2].pos_ not in VERBAL:
            begin -= 1
    opens = begin == first or doc[begin - 1].lower_ in ("e", "ma", "mentre", "però") or doc[begin - 1].text in ":;"
    return begin if opens and doc[begin].pos_ == "PROPN" and _row_of_names(syntax, start - 1, end) else start


def left_noun(syntax: Syntax, verb: Token) -> Mention | None:
    """The noun phrase that ends right before a verb that the tagger did not see as one."""
    doc = syntax.doc
    i = syntax.verb_group(verb)[0] - 1
    start = syntax.sentence(verb.i)[0]
    while i > start and doc[i].pos_ == "ADV":
        i -= 1
    if i < start or doc[i].pos_ not in ("NOUN", "PROPN", "PRON", "ADJ"):
        return None
    first = i
    while first - 1 >= start and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM") and (doc[first].pos_ != "DET" or doc[first - 1].pos_ == "ADP"):
        first -= 1
    if is_preposition(doc[first]):
        return None
    head = next((t for t in doc[first : i + 1] if t.pos_ in ("NOUN", "PROPN", "PRON")), doc[i])
    opens = first == start or doc[first - 1].text in (",", ";", ":", "»", "”") or doc[first - 1].pos_ == "CCONJ"
    if not (opens or head.pos_ == "PROPN" or head.ent_type_ or syntax.speakable(head)):
        return None
    return Mention((first, i + 1), head=head.i)


def left_phrase(syntax: Syntax, verb: Token) -> Mention | None:
    """A noun phrase that ends right before a finite verb, with no preposition or verb that governs it, where the parser lost the subject.

    *Nella serata di lunedì 4 Ferrorsa assicurava…; … contro la riforma e l'ex premier l'aveva definita…*
    """
    doc = syntax.doc
    group = syntax.verb_group(verb)[0]
    start = syntax.sentence(verb.i)[0]
    last = group - 1
    while last > start and doc[last].pos_ == "ADV":
        last -= 1
    stray = last > start and doc[last].text == ","  # una maestra della scuola di Calvi, diffidava
    if stray:
        aside = next((i for i in range(last - 1, max(start, last - 12), -1) if doc[i].text == ","), None)
        if aside is not None and aside > start and is_preposition(doc[aside + 1]) and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[aside:last]):
            last = aside  # Ugo Lodi, con l'appoggio di altri, rende nota
        last -= 1
    if last == start and doc[last].text.istitle() and doc[last].pos_ == "VERB" and last != verb.i and len(doc[last]) > 2:
        return Mention((last, last + 1), head=last)  # Lodi invece frena: two finite verbs never stand so
    if last < start or (doc[last].pos_ not in ("NOUN", "PROPN", "ADJ") and not doc[last].tag_.startswith("A")) or syntax.quoted(last) != syntax.quoted(verb.i):
        return None
    first = last
    while first - 1 >= start and not is_break(doc[first - 1]) and not doc[first - 1].is_punct and not doc[first - 1].is_space:
        before = doc[first - 1]
        if before.pos_ in ("NOUN", "PROPN") and (doc[first].pos_ == "NUM" or (before.pos_ == "PROPN" and _people(syntax, doc[first]))):
            break  # in fondo alla sala | due sostenitori; ad Ascoli | testimoni
        if doc[first].pos_ == "DET" and not is_preposition(doc[first]) and not is_preposition(before) and before.lower_ != "tutti":
            break
        if before.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM") or before.tag_ == "A" or is_preposition(before):
            if doc[first].pos_ == "PROPN" and (before.pos_ == "NUM" or (before.pos_ == "NOUN" and before.lower_ in syntax.lexicon.lists["times"])):
                break  # lunedì 4 Ferrorsa
            first -= 1
            continue
        break
    opening = doc[first]
    if is_preposition(opening) or not (opening.pos_ in ("DET", "PROPN", "NUM") or _people(syntax, opening)) or (first > start and doc[first - 1].pos_ in VERBAL):
        return None
    if first > start and (doc[first - 1].pos_ in ("NOUN", "PROPN", "SCONJ", "ADJ") and doc[first - 1].lower_ not in syntax.lexicon.lists["times"]) and not (opening.pos_ == "NUM" or _people(syntax, opening)):
        return None
    head = next((t for t in doc[first : last + 1] if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None and last == first + 1 and doc[last].head.i == verb.i and opening.pos_ == "DET":
        head = doc[last]  # Ma l'ufficiale assicura; quest'ultima nega: no adjective
    latter = head is not None and head.lower_ in ("ultimo", "ultima") and opening.lower_.startswith("quest")
    if head is None or not (head.pos_ == "PROPN" or latter or syntax.speakable(head)) or not syntax.agrees(head, verb):
        return None
    if stray and ((first > start and doc[first - 1].text != "," and doc[first - 1].pos_ not in ("NUM", "ADV")) or opening.pos_ not in ("DET", "PROPN") or head.dep_ in ("obj", "iobj", "obl:agent")):
        return None
    plural = any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (verb, *syntax.auxiliaries(verb)))
    if plural and head.pos_ == "PROPN" and not any(t.pos_ == "CCONJ" for t in doc[first:last]) and feature(opening, "Number") != "Plur":
        return None
    if any(c.dep_ == "case" for c in head.children if c.i < head.i and c.i < first) or explains_governed(syntax, first, start):
        return None
    return Mention((first, last + 1), head=head.i)


def before_aside(syntax: Syntax, head: int, stop: int) -> int:
    """Where the phrase of ``head`` ends that a comma and a preposition, or an adverb of choice, go on behind: *Ada Neri, | del Centro studi*; *molti soci, | soprattutto Bini*."""
    doc = syntax.doc
    comma = next((i for i in range(head + 1, stop - 1) if doc[i].text == ","), None)
    if comma is None:
        return stop
    aside = is_preposition(doc[comma + 1]) or doc[comma + 1].lower_ in ("soprattutto", "specie", "specialmente", "compreso", "compresa", "compresi", "comprese", "innanzitutto", "tra", "fra")
    return comma if aside and not any(t.lower_ in ("e", "ed") and t.head.i == head for t in doc[comma:stop]) else stop


def explained_by(syntax: Syntax, span: tuple[int, int], verb: Token) -> Mention | None:
    """*La docente, sua rivale da anni, lo accusa*: where the phrase between the commas was taken for the subject, the phrase that it explains."""
    doc, (first, last) = syntax.doc, span
    start = syntax.sentence(verb.i)[0]
    while start < first and (doc[start].is_punct or doc[start].pos_ in ("ADV", "CCONJ")):
        start += 1
    if first - start < 2 or doc[first - 1].text != "," or last >= len(doc) or doc[last].text != "," or last + 1 != syntax.verb_group(verb)[0]:
        return None
    words = doc[start : first - 1]
    if any(t.pos_ in VERBAL or t.is_punct or is_preposition(t) for t in words[:2]) or any(t.text == "," or t.pos_ in VERBAL for t in words) or len(words) > 7:
        return None
    head = next((t for t in words if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None or not (syntax.speakable(head) or head.pos_ == "PROPN") or not syntax.agrees(head, verb) or doc[start].pos_ not in ("DET", "PROPN"):
        return None
    return Mention((start, first - 1), head=head.i)


def explains_governed(syntax: Syntax, first: int, start: int) -> bool:
    """Whether the phrase at ``first`` explains a role that a preposition governs: *Alla presidente dell'aula, Ada Bini, ha chiesto*."""
    doc = syntax.doc
    if first <= start or doc[first - 1].text != ",":
        return False
    end = first + 1
    while end < len(doc) and doc[end].ent_type_ == "PER" and doc[end].ent_iob_ == "I":
        end += 1
    if doc[first].ent_type_ == "PER" and end < len(doc) and doc[end].pos_ in VERBAL and verb_form(doc[end]) == "Fin":
        return False  # in una lettera al prefetto, Ada Bini chiede
    for i in range(first - 2, start - 1, -1):
        if doc[i].is_punct or doc[i].pos_ in VERBAL:
            return False
        title = syntax.title(doc[i])
        if title is not None and title.type == "person":
            return i > start and is_preposition(doc[i - 1])
    return False


def _people(syntax: Syntax, token: Token) -> bool:
    """Whether the noun is a plural for persons: testimoni, sindaci."""
    title = syntax.title(token)
    return token.pos_ == "NOUN" and feature(token, "Number") == "Plur" and title is not None and title.type in ("person", "group")


def sentence_initial(syntax: Syntax, verb: Token) -> Mention | None:
    """The noun phrase that opens the sentence, with nothing but a relative clause between it and the verb, where the parser lost the
    subject: *Un diplomatico che segue i colloqui confida che…*
    """
    doc = syntax.doc
    start = syntax.sentence(verb.i)[0]
    while start < verb.i and (doc[start].is_punct or doc[start].is_space or doc[start].pos_ in ("ADV", "CCONJ")):
        start += 1
    if doc[start].lower_ in ("lui", "lei", "loro", "egli", "ella") and start + 1 < verb.i and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[start : syntax.verb_group(verb)[0]]):
        plural = any(feature(t, "Number") == "Plur" for t in (verb, *syntax.auxiliaries(verb)) if verb_form(t) == "Fin")
        aside = doc[start + 1].text == "," and doc[syntax.verb_group(verb)[0] - 1].text == ","
        if aside and plural == (doc[start].lower_ == "loro"):
            return Mention((start, start + 1), head=start)  # Lei, raggiunta al telefono, taglia corto
    first = syntax.sentence(verb.i)[0]
    misread = doc[first].pos_ == "ADV" and doc[first].text in syntax.names and doc[first].lower_ not in syntax.lexicon.first_names
    if misread and first + 1 == syntax.verb_group(verb)[0]:
        return Mention((first, first + 1), head=first)  # Superpiù ha già fatto sapere, taken for an adverb
    said = syntax.words[syntax.sentence(verb.i)[0] : syntax.sentence(verb.i)[0] + 3]
    if said[:2] == ["più", "di"] and said[2:] in (["un"], ["una"], ["uno"], ["un'"]) and (of := next((t for t in doc[start : min(start + 6, verb.i)] if t.pos_ == "NOUN"), None)) is not None:
        return Mention((syntax.sentence(verb.i)[0], max(of.i + 1, syntax.phrase(of)[1])), head=of.i)  # Più di un imprenditore, in privato, ammette
    head = next((t for t in doc[start : min(start + 4, verb.i)] if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None or any(is_preposition(t) for t in doc[start : head.i]) or not (head.pos_ == "PROPN" or syntax.speakable(head)):
        return None
    first, last = syntax.phrase(head)
    group = syntax.verb_group(verb)[0]
    if first != start or last > group or not syntax.agrees(head, verb):
        return None
    between = doc[last:group]
    if head.pos_ == "PROPN" and len(between) > 1 and between[0].text == "," and between[-1].text == "," and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in between):
        return Mention((first, last), head=head.i)  # Ginevra, otto anni, zaino più grande di lei, ha le idee chiare
    closed = head.pos_ == "PROPN" and len(between) > 2 and between[0].text == between[-1].text == ","
    inside = [t for t in between if t.pos_ in VERBAL and verb_form(t) == "Fin"]
    relatives = [t.i for t in between if t.lower_ in ("che", "cui", "quale")]
    if closed and relatives and len([t for t in inside if t.pos_ == "VERB" or t.dep_ == "cop"] or inside) == 1 and relatives[0] < inside[0].i:
        return Mention((first, last), head=head.i)  # Miriam Zanotto, assessora alla Cultura, il cui partito si era schierato a favore, giura
    relative = any(t.lower_ in ("che", "cui", "quale") for t in between[:3])
    verbs = sum(1 for t in between if t.pos_ in VERBAL and verb_form(t) == "Fin" and t.dep_ not in ("aux", "cop"))
    return Mention((first, last), head=head.i) if (relative and verbs <= 1) or (len(between) == 0) else None


def between_commas(syntax: Syntax, verb: Token) -> Mention | None:
    """*Teme, Comelli, che…*; *Non esclude, il manager, di…*: the subject set apart behind a verb that opens the sentence."""
    doc = syntax.doc
    if syntax.verb_group(verb)[0] != syntax.sentence(verb.i)[0] or verb.i + 3 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    close = next((i for i in range(verb.i + 2, min(verb.i + 8, len(doc))) if doc[i].text == ","), None)
    if close is None or any(t.pos_ in VERBAL or (t.pos_ == "ADP" and t.i == verb.i + 2) for t in doc[verb.i + 2 : close]):
        return None
    head = next((t for t in doc[verb.i + 2 : close] if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None or not (head.pos_ == "PROPN" or syntax.speakable(head)):
        return None
    return Mention((verb.i + 2, close), head=head.i)


def before_apposition(syntax: Syntax, verb: Token) -> Mention | None:
    """*Il presidente del gruppo, Carlo Bini, ha detto*: a role and a name between commas right before the verb."""
    doc = syntax.doc
    close = syntax.verb_group(verb)[0] - 1
    start = syntax.sentence(verb.i)[0]
    if close - start < 3 or doc[close].text != ",":
        return None
    comma = next((i for i in range(close - 2, max(start, close - 9), -1) if doc[i].text == ","), None)
    if comma is None or comma <= start or not any(t.ent_type_ == "PER" or t.pos_ == "PROPN" for t in doc[comma + 1 : close]):
        return None
    i = comma - 1
    while i >= start and doc[i].pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM") and not doc[i].is_punct:
        title = syntax.title(doc[i])
        if title is not None and title.type in ("person", "organisation") and i and (doc[i - 1].pos_ == "DET" or i == start):
            return Mention((min(i, max(i - 1, start)), comma), head=i)
        i -= 1
    return None


IN_A = {"in", "a", "al", "allo", "alla", "all'", "ai", "agli", "alle", "nel", "nella", "nell'", "nello"}


def from_where(syntax: Syntax, verb: Token) -> Token | None:
    """*Dal ministero fanno sapere*: a plural verb without subject, and a body that it comes from."""
    group = [verb, *syntax.auxiliaries(verb)]
    impersonal = any(t.lower_ == "si" for t in syntax.doc[syntax.verb_group(verb)[0] : verb.i])
    if not impersonal and not any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in group):
        return None
    place = verb.head  # un disegno di cui in Regione giurano: the verb hung from its place
    hung = verb.dep_ in ("amod", "acl", "nmod") and place.i == syntax.verb_group(verb)[0] - 1 and not impersonal and (title := syntax.title(place)) is not None and title.type == "organisation"
    if hung and any(c.dep_ == "case" and c.i < place.i and c.lower_.replace("’", "'") in IN_A for c in place.children):
        return place
    for child in verb.children:
        if child.dep_ == "obl" and any(c.dep_ == "case" and c.lower_ in DA for c in child.children) and (syntax.speakable(child) or child.pos_ == "PROPN"):
            return child
        inside = child.dep_ == "obl" and child.i < verb.i and any(c.dep_ == "case" and c.lower_.replace("’", "'") in IN_A for c in child.children)
        title = syntax.title(child)
        if impersonal and verb.lower_ in syntax.lexicon.lists["written"] and child.dep_ == "obl" and title is not None and title.type == "document" and any(c.dep_ == "case" and c.lower_.replace("’", "'") in IN_A for c in child.children):
            return child  # si legge nella sua relazione
        if inside and not impersonal and ((title is not None and title.type == "organisation") or child.ent_type_ == "ORG"):
            return child  # in Regione giurano, al ministero insistono
    return None
