"""Subjects behind their verb: *ha detto ieri il ministro*, *ha votato anche Ada Neri*; and things behind a verb that are no subject."""

from __future__ import annotations

from pipeline.components.analysis import Mention
from pipeline.components.syntax import CLITICS, VERBAL, Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token, text_of
from pipeline.lexicon import straight


def behind_its_verb(syntax: Syntax, subject: Token, verb: Token) -> bool:
    """Whether the noun behind an active verb that opens the sentence is a thing with an article: its object, whatever the parser says."""
    opening = syntax.verb_group(verb)[0]
    first = syntax.sentence(verb.i)[0]
    opens = all(t.is_punct or t.pos_ in ("ADV", "CCONJ") for t in syntax.doc[first:opening])
    thing = subject.i > verb.i and subject.pos_ == "NOUN" and not syntax.quoted(subject.i) and (not syntax.speakable(subject) or syntax.lexicon.is_event(subject.lower_) or straight(subject.lower_) in syntax.lexicon.nouns)
    article = any(c.dep_ == "det" for c in subject.children)
    return opens and thing and article and (verb.pos_ == "VERB" or verb.i in syntax.retagged or not verb.is_lower) and not syntax.passive(verb) and not syntax.auxiliaries(verb)


def told_of(syntax: Syntax, adjective: Token) -> Mention | None:
    """*Favorevole al trasferimento è la preside*: whom an adjective before its copula is said of, where the parser took it for the subject."""
    noun = adjective.head
    copula = next((c for c in noun.children if c.dep_ == "cop" and adjective.i < c.i < noun.i), None)
    if adjective.dep_ not in ("nsubj", "obl", "advmod", "amod") or copula is None or not (syntax.speakable(noun) or noun.pos_ == "PROPN"):
        return None
    start, end = syntax.phrase(noun)
    return Mention((max(start, copula.i + 1), end), head=noun.i)


def without_object(syntax: Syntax, verb: Token, claim: tuple[int, int] | None) -> Mention | None:
    """*Contro la delibera ha votato anche Ada Neri*: the person or body behind a verb that has no object."""
    if verb.lemma_ not in syntax.lexicon.lists["without_object"] or syntax.passive(verb) or any(c.dep_ in ("nsubj", "nsubj:pass") and c.i < verb.i for c in verb.children):
        return None
    for token in syntax.doc[verb.i + 1 : syntax.sentence(verb.i)[1]]:
        if token.pos_ in VERBAL or token.text in (";", ":"):
            return None
        if token.dep_ in ("obj", "nsubj") and not inside(token.i, claim) and (token.pos_ == "PROPN" or syntax.speakable(token)) and not any(c.dep_ == "case" and c.i < token.i for c in token.children) and syntax.agrees(token, verb):
            start, end = syntax.phrase(token)
            return Mention((max(start, verb.i + 1), end), head=token.i)
    return None


def inside(i: int, claim: tuple[int, int] | None) -> bool:
    """Whether token ``i`` stands in the claim."""
    return claim is not None and claim[0] <= i < claim[1]


def right_behind(syntax: Syntax, verb: Token, claim: tuple[int, int] | None, after: int) -> Mention | None:
    """The noun phrase right behind an inverted verb: «…», ha detto ieri il ministro."""
    doc = syntax.doc
    _, end = syntax.sentence(verb.i)
    i, skipped = after, 0
    while i < end and skipped < 8:
        token = doc[i]
        if inside(i, claim) or token.text in (".", ":", ";", "?", "!") or "\n" in token.text:
            return None
        if token.lower_ in ("chi", "quanti"):
            return _whoever(syntax, verb, i) if i == after else None  # racconta chi le sta accanto; replica a chi la incalza
        if token.lower_ == "i" and i + 2 < end and doc[i + 1].lower_ in ("suoi", "nostri") and doc[i + 2].is_punct:
            return Mention((i, i + 2), head=i + 1)  # ragionano i suoi
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
            while head.pos_ == "ADV" and head.dep_ == "advmod" and head.head.i > head.i:
                head = head.head  # l'ormai ex coach
            while head.dep_ == "amod" and head.head.i > head.i:
                head = head.head
            while head.dep_ in ("flat:name", "flat", "compound") and head.head.i > verb.i:
                head = head.head
            alone = doc[token.i - 1].lower_ in syntax.lexicon.lists["for_all"] and token.text.istitle()
            if head.dep_ in ("obl", "nmod") and not alone and any(c.dep_ == "case" and c.i < token.i for c in head.children):
                i = max(head.i, i) + 1
                continue
            if _time(syntax, head):
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
            if _how(syntax, head, start, stop):
                i = stop
                continue
            if head.pos_ == "NOUN" and not syntax.speakable(head) and syntax.finite(verb) and not syntax.agrees(head, verb) and any(t.text == "," for t in doc[after:i]):
                behind = next((j for j in range(stop, min(stop + 8, end)) if doc[j].text == ","), None)
                if behind is None:
                    return None
                i = behind + 1  # scandisce al termine della giunta, le maniche arrotolate, | il presidente
                continue
            if start < stop and plural(syntax, verb) and (row := row_behind(syntax, stop, end)) and text_of(doc[start : start + 1]).istitle():
                stop = row  # dicono Ugo Bini, Elio Dori e Ilaria Corti
            return Mention((start, _setting(syntax, head.i, stop)), head=head.i) if start < stop else None
        if token.pos_ == "ADP":
            if i + 1 < end and doc[i + 1].lower_ in ("chi", "quanti", "coloro"):
                return None  # replica a chi la incalza
            stop = _prepositional_end(syntax, token)
            i, skipped = max(stop, i + 1), skipped + 1
            continue
        if token.pos_ in VERBAL or token.pos_ in ("SCONJ", "CCONJ"):
            return None
        i, skipped = i + 1, skipped + 1
    return None


def _whoever(syntax: Syntax, verb: Token, start: int) -> Mention | None:
    """The free relative right behind a verb that has no target: *racconta | chi le sta accanto |, …*, up to the pause."""
    doc = syntax.doc
    entry = syntax.lexicon.verbs.get(verb.lemma_.split(" ")[0])
    close = next((i for i in range(start + 2, min(start + 10, len(doc))) if doc[i].text in (",", ".", "—", "–", "-", ":", "»")), None)
    if close is None or (entry is not None and any(f.startswith("target") or f == "accuse" for f in entry.frames)):
        return None
    return Mention((start, close), head=start) if any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[start + 1 : close]) else None


def row_behind(syntax: Syntax, comma: int, end: int) -> int:
    """Token behind the last of the names that follow each other from the comma on: *, Elio Dori e Ilaria Corti*; 0 where there is no such row."""
    doc, i, last = syntax.doc, comma, False
    while i < end and not last and (doc[i].text == "," or syntax.words[i] in ("e", "ed")):
        last = doc[i].text != ","
        first = i = i + 1
        while i < end and doc[i].text.istitle() and doc[i].pos_ not in VERBAL:
            i += 1
        if i == first:
            return 0
    return i if last and doc[comma].text == "," else 0


def _how(syntax: Syntax, head: Token, start: int, stop: int) -> bool:
    """Whether the phrase is a bare singular adjective, or a noun with that look: how it was said (*aveva detto ottimista ai suoi*)."""
    words = syntax.doc[start:stop]
    plain = len(words) == 1 and head.is_lower and head.pos_ in ("ADJ", "NOUN") and feature(head, "Number") == "Sing"
    return plain and syntax.title(head) is None and not head.ent_type_


def where_it_was_said(syntax: Syntax, head: int, stop: int) -> int:
    """Where the phrase of ``head`` ends that goes on with the paper it is said in: *lo staff medico | nel bollettino emesso*."""
    doc = syntax.doc
    for i in range(head + 1, stop - 1):
        title = syntax.title(doc[i + 1]) if doc[i].lower_ in ("nel", "nello", "nella", "in") or syntax.words[i] == "nell'" else None
        if title is not None and title.type == "document" and not (doc[i].head.i == i + 1 and doc[i + 1].head.i == i - 1 and doc[i - 1].i != head):
            return i
    return stop


def _setting(syntax: Syntax, head: int, stop: int) -> int:
    """Where the phrase of ``head`` ends that goes on with when or where it was said: *una mamma | all'uscita dell'asilo*."""
    doc = syntax.doc
    for i in range(head + 1, stop - 1):
        if is_preposition(doc[i]) and doc[i + 1].lower_ in syntax.lexicon.lists["occasions_of_speech"] and doc[i].lower_[:1] in ("a", "d", "i", "p"):
            return i
    return stop


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
    if syntax.doc[preposition.i + 1].text in ("X", "Facebook", "Instagram", "Twitter", "TikTok", "Telegram", "Threads") and preposition.lower_ == "su":
        return preposition.i + 2  # ha scritto su X | Ada Neri
    if syntax.doc[preposition.i + 1].lower_ in syntax.lexicon.lists["for_all"] and text_of(syntax.doc[preposition.i + 2 : preposition.i + 3]).istitle():
        return preposition.i + 2  # riassume per tutti Tina Bertolacci
    # the subject may have been attached to the adjunct: poco dopo mezzanotte | Ilona Verhaske; al telefono | il sindaco
    for j in range(preposition.i + 2, stop):
        named = syntax.doc[j].ent_type_ == "PER" and syntax.doc[j].ent_iob_ == "B"
        named = named or (syntax.doc[j].pos_ == "PROPN" and syntax.doc[j].text.istitle() and text_of(syntax.doc[j + 1 : j + 2]).istitle())
        starts = named and syntax.doc[j - 1].pos_ in ("NOUN", "ADJ", "NUM") and syntax.doc[j - 1].is_lower
        if starts and syntax.doc[j - 1].ent_type_ != "PER" and syntax.title(syntax.doc[j - 1]) is None:
            return j
    for j in range(preposition.i + 1, stop):
        if syntax.doc[j].pos_ == "DET" and j > head.i and syntax.doc[j - 1].pos_ not in ("ADP", "CCONJ") and syntax.doc[j - 1].text != ",":
            return j
    return stop


def _time(syntax: Syntax, token: Token) -> bool:
    return token.lower_ in syntax.lexicon.lists["times"] or (token.pos_ == "NUM" and token.head.i == token.i)


def object_as_subject(syntax: Syntax, verb: Token, claim: tuple[int, int] | None, after: int) -> Mention | None:
    """Inverted subjects that the parser took for objects."""
    for child in verb.children:
        start = syntax.phrase(child)[0]
        whoever = start > 0 and syntax.doc[start - 1].lower_ in ("chi", "quanti")  # replica a chi la incalza
        if _how(syntax, child, *syntax.phrase(child)):
            continue
        if child.pos_ == "NOUN" and not syntax.speakable(child) and not syntax.agrees(child, verb):
            continue  # scandisce, le maniche arrotolate
        if child.dep_ == "obj" and child.i >= after and child.pos_ in ("NOUN", "PROPN") and not inside(child.i, claim) and not whoever and not _time(syntax, child):
            return Mention(syntax.phrase(child), head=child.i)
    return None


def plural(syntax: Syntax, verb: Token) -> bool:
    """Whether the finite verb or its auxiliary is plural (*sono* may be either)."""
    return any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" and t.lower_ != "sono" for t in (verb, *syntax.auxiliaries(verb)))
