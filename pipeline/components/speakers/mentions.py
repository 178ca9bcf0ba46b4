"""The local mention: who, next to the cue, puts the claim forward.

Syntax first (subject, agent, antecedent of a relative, controller of a gerund), order second (the noun phrase right behind
an inverted verb), silence third: a dropped subject, to be resolved with the rest of the article.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from pipeline.components.analysis import Cue
from pipeline.components.syntax import CLITICS, DA, NOMINAL, VERBAL, Syntax, feature, is_break, is_preposition, verb_form

#: Subjects that name nobody.
NOBODY = {"nessuno", "nulla", "niente", "ciò", "cosa", "questo", "quello", "si", "qualcosa", "tutto"}


class Mention(NamedTuple):
    """Tokens of the mention (None: dropped), the token that shares its subject, and whether nobody is there at all."""

    span: tuple[int, int] | None
    shares_with: int | None = None
    nobody: bool = False
    head: int | None = None


def of_verb(syntax: Syntax, cue: Cue, inverted: bool = False, claim: tuple[int, int] | None = None) -> Mention:
    """The mention of the speaker of a verbal cue, looked for behind it first if ``inverted``. ``claim``: tokens that cannot hold it."""
    verb = syntax.doc[cue.head]
    mention = _of(syntax, verb, inverted, claim, cue.end if cue.type == "verb" else verb.i + 1, adjective=cue.type == "adjective")
    if mention.head is not None and "as" in cue.frames and cue.type == "verb" and mention.head > verb.i and not inverted:
        head = syntax.doc[mention.head]
        if head.pos_ == "NOUN" and not syntax.speakable(head):
            return Mention(None)  # ha definito «frettolosa» la decisione: what is judged
    if mention.head is not None and "as" in cue.frames and _relative_object(syntax, verb, mention.head):
        return Mention(None)
    return _outside(syntax, mention, claim)


def _relative_object(syntax: Syntax, verb: Token, head: int) -> bool:
    """Whether *che* before a verb like *definire* is its object: una norma che bolla come anacronistica, the thing judged."""
    pronoun = syntax.doc[head]
    if pronoun.lower_ != "che" or feature(pronoun, "PronType") != "Rel" or pronoun.head.i != verb.i or verb.dep_ not in ("acl:relcl", "acl"):
        return False
    others = any(c.dep_ in ("obj", "iobj", "nsubj") and c.i != head for c in verb.children) or any(t.lower_ in CLITICS for t in syntax.doc[head + 1 : verb.i])
    return not others and not syntax.speakable(verb.head) and verb.head.pos_ == "NOUN"


def _outside(syntax: Syntax, mention: Mention, claim: tuple[int, int] | None) -> Mention:
    """The mention, unless it lies in the claim itself: nobody is named then."""
    if mention.span is not None and _inside(mention.span[0], claim) and not _inside(mention.span[1], claim):
        return Mention(None)
    if mention.span is not None and claim is not None and claim[0] <= mention.span[0] and mention.span[1] <= claim[1]:
        return Mention(None)
    return mention


def before_quotation(syntax: Syntax, cue: Cue, claim: tuple[int, int]) -> Mention:
    """The mention of a cue that stands before its quotation: the subject, else somebody right behind the verb."""
    verb = syntax.doc[cue.head]
    mention = of_verb(syntax, cue, claim=claim)
    if mention.span is None and not mention.nobody and cue.type == "verb" and mention.shares_with is None:
        behind = _behind(syntax, verb, claim, cue.end)
        if behind is not None and behind.head is not None and (syntax.speakable(syntax.doc[behind.head]) or syntax.doc[behind.head].pos_ == "PROPN"):
            return behind
    return mention


def _of(syntax: Syntax, verb: Token, inverted: bool, claim: tuple[int, int] | None, after: int, adjective: bool = False) -> Mention:
    if not adjective and syntax.passive(verb):
        agent = syntax.agent(verb)
        if agent is not None and not _inside(agent.i, claim):
            return Mention(syntax.phrase(agent), head=agent.i)
        return Mention(None, nobody=True)
    opening = syntax.verb_group(verb)[0]
    if opening and syntax.doc[opening - 1].lower_ in ("chi", "quanti", "coloro"):
        return Mention(None, nobody=True)
    subject = syntax.subject(verb)
    if subject is not None and not syntax.agrees(subject, verb):
        subject = None
    if inverted and not (subject is not None and subject.i < verb.i and feature(subject, "PronType") == "Rel"):
        behind = _behind(syntax, verb, claim, after)
        if behind is not None:
            return behind
    if subject is not None and not _inside(subject.i, claim) and subject.sent.start <= verb.i:
        if feature(subject, "PronType") == "Rel" or (subject.lower_ in ("che", "cui") and subject.i < verb.i):
            return Mention((subject.i, subject.i + 1), head=subject.i) if subject.lower_ == "che" else Mention(_relative(syntax, subject), head=subject.i)
        if subject.lower_ in NOBODY and subject.pos_ == "PRON":
            return Mention(None, nobody=True)
        if subject.pos_ in NOMINAL and verb_form(subject) != "Inf":
            return Mention(_coordinated(syntax, syntax.phrase(subject), verb), head=subject.i)
    if verb.lower_.endswith(("ando", "endo")) and verb.pos_ not in VERBAL:  # a gerund that the tagger took for a noun
        start = syntax.sentence(verb.i)[0]
        governor = next((t for t in reversed(syntax.doc[start : verb.i]) if t.pos_ == "VERB"), None)
        return Mention(None, shares_with=governor.i if governor is not None else None)
    misread = verb.pos_ not in VERBAL or verb.dep_ in ("compound", "amod", "flat", "nmod", "appos")
    if subject is None and misread and not adjective and (left := _left_noun(syntax, verb)) is not None:
        return left
    if subject is None and syntax.finite(verb) and (apposed := _before_apposition(syntax, verb)) is not None:
        return apposed
    if subject is None and not adjective and (between := _between_commas(syntax, verb)) is not None:
        return between
    if subject is None and not adjective and syntax.finite(verb) and (initial := _sentence_initial(syntax, verb)) is not None:
        return initial
    if subject is None and not adjective and syntax.finite(verb) and (left := _left_phrase(syntax, verb)) is not None:
        return left
    if subject is None and (source := _from_where(syntax, verb)) is not None:
        return Mention(syntax.phrase(source), head=source.i)
    if subject is None and _impersonal(syntax, verb):
        return Mention(None, nobody=True)
    if verb_form(verb) == "Fin" or syntax.auxiliaries(verb):
        wrong = _object_as_subject(syntax, verb, claim) if inverted else None
        if wrong is not None:
            return wrong
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "acl", "parataxis") and verb.head.i != verb.i:
        governor = verb.head
        finite = syntax.finite(verb)
        if verb.dep_ == "acl" and not finite and governor.pos_ in ("NOUN", "PROPN", "PRON") and governor.pos_ not in VERBAL:
            if verb_form(verb) == "Ger" or verb_form(verb) == "Part":
                return Mention(None, shares_with=None, head=None) if _inside(governor.i, claim) else Mention(syntax.phrase(governor), head=governor.i)
        if verb.dep_ in ("conj", "xcomp") or not finite:
            top = governor
            return Mention(None, shares_with=top.i)
    return Mention(None)


def _coordinated(syntax: Syntax, span: tuple[int, int], verb: Token) -> tuple[int, int]:
    """*Contessi e i suoi colleghi ipotizzano*: what *e* adds up to a plural verb, where the parser kept it apart."""
    doc, (start, end) = syntax.doc, span
    group = syntax.verb_group(verb)[0]
    plural = any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (verb, *syntax.auxiliaries(verb)))
    if not plural or end + 1 >= group or group - end > 8 or doc[end].lower_ not in ("e", "ed") or feature(doc[start], "Number") == "Plur":
        return span
    rest = doc[end + 1 : group]
    return (start, group) if all(t.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "ADP", "NUM") for t in rest) and not is_preposition(rest[0]) else span


def _left_noun(syntax: Syntax, verb: Token) -> Mention | None:
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


def _left_phrase(syntax: Syntax, verb: Token) -> Mention | None:
    """A noun phrase that ends right before a finite verb, with no preposition or verb that governs it, where the parser lost the subject.

    *Nel pomeriggio di martedì 11 Trenord confermava…; … contro la riforma e l'ex premier l'aveva definita…*
    """
    doc = syntax.doc
    group = syntax.verb_group(verb)[0]
    start = syntax.sentence(verb.i)[0]
    last = group - 1
    while last > start and doc[last].pos_ == "ADV":
        last -= 1
    stray = last > start and doc[last].text == ","  # un professore dell'Università di Genova, dubitava
    if stray:
        aside = next((i for i in range(last - 1, max(start, last - 12), -1) if doc[i].text == ","), None)
        if aside is not None and aside > start and is_preposition(doc[aside + 1]) and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[aside:last]):
            last = aside  # Richard Dawkins, con l'appoggio di altri, rende nota
        last -= 1
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
            if doc[first].pos_ == "PROPN" and (before.pos_ == "NUM" or (before.pos_ == "NOUN" and before.lower_ in TIME)):
                break  # martedì 11 Trenord
            first -= 1
            continue
        break
    opening = doc[first]
    if is_preposition(opening) or not (opening.pos_ in ("DET", "PROPN", "NUM") or _people(syntax, opening)) or (first > start and doc[first - 1].pos_ in VERBAL):
        return None
    if first > start and (doc[first - 1].pos_ in ("NOUN", "PROPN", "SCONJ", "ADJ") and doc[first - 1].lower_ not in TIME) and not (opening.pos_ == "NUM" or _people(syntax, opening)):
        return None
    head = next((t for t in doc[first : last + 1] if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None or not (head.pos_ == "PROPN" or syntax.speakable(head)) or not syntax.agrees(head, verb):
        return None
    if stray and ((first > start and doc[first - 1].text != "," and doc[first - 1].pos_ != "NUM") or opening.pos_ not in ("DET", "PROPN") or head.dep_ in ("obj", "iobj", "obl:agent")):
        return None
    plural = any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (verb, *syntax.auxiliaries(verb)))
    if plural and head.pos_ == "PROPN" and not any(t.pos_ == "CCONJ" for t in doc[first:last]) and feature(opening, "Number") != "Plur":
        return None
    if any(c.dep_ == "case" for c in head.children if c.i < head.i and c.i < first):
        return None
    return Mention((first, last + 1), head=head.i)


def _people(syntax: Syntax, token: Token) -> bool:
    """Whether the noun is a plural for persons: testimoni, sindaci."""
    title = syntax.lexicon.title(token.lower_)
    return token.pos_ == "NOUN" and feature(token, "Number") == "Plur" and title is not None and title.type in ("person", "group")


def _sentence_initial(syntax: Syntax, verb: Token) -> Mention | None:
    """The noun phrase that opens the sentence, with nothing but a relative clause between it and the verb, where the parser lost the
    subject: *Un diplomatico che segue i colloqui confida che…*
    """
    doc = syntax.doc
    start = syntax.sentence(verb.i)[0]
    while start < verb.i and (doc[start].is_punct or doc[start].is_space or doc[start].pos_ in ("ADV", "CCONJ")):
        start += 1
    head = next((t for t in doc[start : min(start + 4, verb.i)] if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None or any(is_preposition(t) for t in doc[start : head.i]) or not (head.pos_ == "PROPN" or syntax.speakable(head)):
        return None
    first, last = syntax.phrase(head)
    group = syntax.verb_group(verb)[0]
    if first != start or last > group or not syntax.agrees(head, verb):
        return None
    between = doc[last:group]
    relative = any(t.lower_ in ("che", "cui", "quale") for t in between[:3])
    verbs = sum(1 for t in between if t.pos_ in VERBAL and verb_form(t) == "Fin" and t.dep_ not in ("aux", "cop"))
    return Mention((first, last), head=head.i) if (relative and verbs <= 1) or (len(between) == 0) else None


def _between_commas(syntax: Syntax, verb: Token) -> Mention | None:
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


def _before_apposition(syntax: Syntax, verb: Token) -> Mention | None:
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
        title = syntax.lexicon.title(doc[i].lower_)
        if title is not None and title.type in ("person", "organisation") and i and (doc[i - 1].pos_ == "DET" or i == start):
            return Mention((min(i, max(i - 1, start)), comma), head=i)
        i -= 1
    return None


def _from_where(syntax: Syntax, verb: Token) -> Token | None:
    """*Dal ministero fanno sapere*: a plural verb without subject, and a body that it comes from."""
    group = [verb, *syntax.auxiliaries(verb)]
    impersonal = any(t.lower_ == "si" for t in syntax.doc[syntax.verb_group(verb)[0] : verb.i])
    if not impersonal and not any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in group):
        return None
    for child in verb.children:
        if child.dep_ == "obl" and any(c.dep_ == "case" and c.lower_ in DA for c in child.children) and (syntax.speakable(child) or child.pos_ == "PROPN"):
            return child
        inside = child.dep_ == "obl" and child.i < verb.i and any(c.dep_ == "case" and c.lower_.replace("’", "'") in IN_A for c in child.children)
        title = syntax.lexicon.title(child.lower_)
        if inside and not impersonal and ((title is not None and title.type == "organisation") or child.ent_type_ == "ORG"):
            return child  # in Regione giurano, al ministero insistono
    return None


IN_A = {"in", "a", "al", "allo", "alla", "all'", "ai", "agli", "alle", "nel", "nella", "nell'", "nello"}


def _inside(i: int, claim: tuple[int, int] | None) -> bool:
    return claim is not None and claim[0] <= i < claim[1]


def _relative(syntax: Syntax, pronoun: Token) -> tuple[int, int]:
    """*il quale*, *la quale*: with their article."""
    start = pronoun.i
    if start and syntax.doc[start - 1].pos_ in ("DET", "ADP"):
        start -= 1
    return start, pronoun.i + 1


def _impersonal(syntax: Syntax, verb: Token) -> bool:
    """*si dice, si legge, è stato detto*: nobody in particular."""
    return any(child.dep_ in ("expl:impers", "expl:pass") and child.lower_ == "si" for child in verb.children)


def _behind(syntax: Syntax, verb: Token, claim: tuple[int, int] | None, after: int) -> Mention | None:
    """The noun phrase right behind an inverted verb: «…», ha detto ieri il ministro."""
    doc = syntax.doc
    _, end = syntax.sentence(verb.i)
    i, skipped = after, 0
    while i < end and skipped < 8:
        token = doc[i]
        if _inside(i, claim) or token.text in (".", ":", ";", "?", "!") or "\n" in token.text:
            return None
        if token.text in (",", "—", "–", "-", "(") or token.text in "«“\"":
            if token.text == "," and _comma_adjunct(syntax, i):
                while i + 1 < end and doc[i + 1].text != ",":
                    i += 1
                i, skipped = i + 2, skipped + 1
                continue
            return None
        if token.pos_ in ("DET", "NOUN", "PROPN", "NUM") or (token.pos_ in ("PRON", "ADJ") and token.lower_ not in ("si", "lo", "la", "che", "cui")):
            head = token
            while head.head.i != head.i and head.pos_ not in ("NOUN", "PROPN") and head.dep_ in ("det", "det:poss", "amod", "nummod", "det:predet") and head.head.i > verb.i:
                head = head.head
            while head.dep_ in ("flat:name", "flat", "compound") and head.head.i > verb.i:
                head = head.head
            if head.dep_ in ("obl", "nmod") and any(c.dep_ == "case" and c.i < token.i for c in head.children):
                i = max(head.i, i) + 1
                continue
            if _time(head):
                i = max(syntax.phrase(head)[1], i + 1)
                skipped += 1
                continue
            if head.i < i:
                head = token
            if head.pos_ in ("DET", "PRON") and head.lower_ in CLITICS:
                return None  # mormora ai ministri che gli stanno intorno
            start, stop = syntax.phrase(head)
            start = max(start, verb.i + 1)
            while start < stop and syntax.doc[start].pos_ in ("ADV", "ADP"):
                start += 1
            return Mention((start, stop), head=head.i) if start < stop else None
        if token.pos_ == "ADP":
            stop = _prepositional_end(syntax, token)
            i, skipped = max(stop, i + 1), skipped + 1
            continue
        if token.pos_ in VERBAL or token.pos_ in ("SCONJ", "CCONJ"):
            return None
        i, skipped = i + 1, skipped + 1
    return None


def _comma_adjunct(syntax: Syntax, i: int) -> bool:
    """Whether the comma at ``i`` opens a short adjunct: ha detto, al termine della riunione, il sindaco."""
    doc = syntax.doc
    for j in range(i + 1, min(i + 9, len(doc))):
        if doc[j].text == ",":
            return j > i + 1 and doc[i + 1].pos_ in ("ADP", "ADV") and j + 1 < len(doc) and doc[j + 1].pos_ in ("DET", "PROPN", "NOUN")
        if doc[j].pos_ in VERBAL or doc[j].is_sent_start:
            return False
    return False


def _prepositional_end(syntax: Syntax, preposition: Token) -> int:
    head = preposition.head
    if head.i <= preposition.i:
        return preposition.i + 1
    _, stop = syntax.phrase(head)
    # the subject may have been attached to the adjunct: al telefono il sindaco
    for j in range(preposition.i + 1, stop):
        if syntax.doc[j].pos_ == "DET" and j > head.i and syntax.doc[j - 1].pos_ not in ("ADP", "CCONJ") and syntax.doc[j - 1].text != ",":
            return j
    return stop


TIME = {"ieri", "oggi", "domani", "mattina", "sera", "pomeriggio", "notte", "giorno", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "settimana", "mese", "anno", "stamattina", "volta", "tempo"}  # fmt: skip


def _time(token: Token) -> bool:
    return token.lower_ in TIME or (token.pos_ == "NUM" and token.head.i == token.i)


def _object_as_subject(syntax: Syntax, verb: Token, claim: tuple[int, int] | None) -> Mention | None:
    """Inverted subjects that the parser took for objects."""
    for child in verb.children:
        if child.dep_ == "obj" and child.i > verb.i and child.pos_ in ("NOUN", "PROPN") and not _inside(child.i, claim):
            return Mention(syntax.phrase(child), head=child.i)
    return None


def before_colon(syntax: Syntax, start: int, end: int) -> Mention | None:
    """The mention in *Rossi: «…»*, *Il sindaco al telefono: …*: the first noun phrase of tokens ``start``–``end``."""
    doc = syntax.doc
    i = start
    while i < end and doc[i].text not in syntax.names and (doc[i].is_punct or doc[i].is_space or doc[i].pos_ in ("ADV", "CCONJ", "NUM", "INTJ", "SYM")):
        i += 1
    if i >= end:
        return None
    token = doc[i]
    if token.pos_ not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "X"):
        known = token.text in syntax.names or syntax.lexicon.title(token.lower_) is not None
        return Mention((i, end), head=i) if i + 1 == end and token.text[:1].isupper() and known else None
    head = token
    while head.head.i != head.i and start <= head.head.i < end and head.dep_ in ("det", "det:poss", "amod", "flat:name", "flat", "compound", "nummod", "det:predet"):
        head = head.head
    first, last = syntax.phrase(head)
    first, last = max(first, start), min(last, end)
    return Mention((first, last), head=head.i) if first < last else None
