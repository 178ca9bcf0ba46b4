"""The local mention: who, next to the cue, puts the claim forward.

Syntax first (subject, agent, antecedent of a relative, controller of a gerund), order second (the noun phrase right behind
an inverted verb), silence third: a dropped subject, to be resolved with the rest of the article.
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.components.analysis import Cue, Mention
from pipeline.components.speakers.lost_subjects import (
    TIME,
    before_apposition,
    between_commas,
    coordinated,
    explained_by,
    explains_governed,
    free_relative,
    from_where,
    left_noun,
    left_phrase,
    sentence_initial,
)
from pipeline.components.syntax import CLITICS, DA, NOMINAL, VERBAL, Syntax, feature, is_preposition, mood, verb_form
from pipeline.lexicon import straight

#: What stands between a preposition and a subject that it does not govern: *riassume per tutti Tina Bertolacci*.
FOR_ALL = ("tutti", "tutte", "primo", "prima", "ultimo", "ultima")
#: Verbs that have no object: a person or body behind them is the subject.
WITHOUT_OBJECT = {"votare", "parlare", "insorgere", "protestare", "intervenire", "gioire", "esultare", "dissentire"}
#: Nouns for when and where somebody speaks.
SETTINGS = {"uscita", "ingresso", "termine", "margine", "telefono", "microfono", "arrivo", "fine", "inizio", "intervallo", "udienza", "seduta", "riunione", "conferenza"}
#: Subjects that name nobody.
NOBODY = {"nessuno", "nulla", "niente", "ciò", "cosa", "questo", "quello", "si", "qualcosa", "tutto"}


def of_verb(syntax: Syntax, cue: Cue, inverted: bool = False, claim: tuple[int, int] | None = None) -> Mention:
    """The mention of the speaker of a verbal cue, looked for behind it first if ``inverted``. ``claim``: tokens that cannot hold it."""
    verb = syntax.doc[cue.head]
    if cue.entry.source:
        return _from(syntax, verb)
    mention = _of(syntax, verb, inverted, claim, cue.end if cue.type == "verb" else verb.i + 1, adjective=cue.type == "adjective")
    if mention.span is not None and mention.span[1] < verb.i and (whom := explained_by(syntax, mention.span, verb)) is not None:
        return whom
    if mention.head is not None and "as" in cue.frames and cue.type == "verb" and mention.head > verb.i and not inverted:
        head = syntax.doc[mention.head]
        if head.pos_ == "NOUN" and not syntax.speakable(head):
            return Mention(None)  # ha definito «frettolosa» la decisione: what is judged
    if mention.head is not None and "as" in cue.frames and _relative_object(syntax, verb, mention.head):
        return Mention(None)
    return _outside(syntax, mention, claim)


def _from(syntax: Syntax, verb: Token) -> Mention:
    """*Dal rapporto emerge che…*: whom or what *da* governs, nobody without it."""
    for child in verb.children:
        if child.dep_ in ("obl", "obl:agent", "nmod") and any(c.dep_ == "case" and c.lower_.replace("’", "'") in DA for c in child.children):
            if syntax.speakable(child) or child.pos_ == "PROPN":
                return Mention(syntax.phrase(child), head=child.i)
    return Mention(None, nobody=True)


def _relative_object(syntax: Syntax, verb: Token, head: int) -> bool:
    """Whether *che* before a verb like *definire* is its object: una norma che bolla come anacronistica, the thing judged."""
    pronoun = syntax.doc[head]
    if pronoun.lower_ != "che" or feature(pronoun, "PronType") != "Rel" or pronoun.head.i != verb.i:
        return False
    if verb.dep_ not in ("acl:relcl", "acl"):  # il taglio sulle uscite anticipate, che ha definito «…», where the parser lost the relative
        predicated = not any(c.dep_ == "obj" and c.pos_ == "NOUN" and c.i > verb.i and syntax.doc[verb.i + 1].text not in "«“\"" for c in verb.children)
        return verb.dep_ == "conj" and syntax.doc[head - 1].text == "," and predicated and _thing_before(syntax, head - 1)
    others = any(c.dep_ in ("obj", "iobj", "nsubj") and c.i != head and c.pos_ != "ADJ" for c in verb.children) or any(t.lower_ in CLITICS for t in syntax.doc[head + 1 : verb.i])
    title = syntax.lexicon.title(verb.head.lower_)
    thing = title is None or title.type == "document"
    return not others and thing and verb.head.pos_ == "NOUN" and not verb.head.ent_type_


def _thing_before(syntax: Syntax, comma: int) -> bool:
    """Whether the noun phrase before the comma is about no person or body: neither its nouns nor the ones they depend on."""
    noun = next((t for t in reversed(syntax.doc[max(0, comma - 4) : comma]) if t.pos_ in ("NOUN", "PROPN")), None)
    if noun is None:
        return False
    def document(token: Token) -> bool:
        title = syntax.title(token)
        return title is not None and title.type == "document"

    while document(noun) or not (noun.pos_ == "PROPN" or syntax.speakable(noun)):
        if noun.dep_ != "nmod" or noun.head.pos_ != "NOUN" or noun.head.i > noun.i:
            return True
        noun = noun.head
    return False


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
    if mention.span is None and not mention.nobody and cue.type == "verb":
        behind = _behind(syntax, verb, claim, cue.end)
        if behind is not None and behind.span is not None and mention.shares_with is not None and syntax.doc[behind.span[1] : behind.span[1] + 1].text != ":":
            behind = None  # … e attacca il governo: what follows is the object, unless nothing else does
        if behind is not None and behind.head is not None and syntax.agrees(syntax.doc[behind.head], verb) and (syntax.speakable(syntax.doc[behind.head]) or syntax.doc[behind.head].pos_ == "PROPN"):
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
    start = syntax.sentence(verb.i)[0]
    if not inverted and (whoever := free_relative(syntax, verb, start, opening)) is not None:
        return whoever
    if subject is not None and subject.pos_ == "PROPN" and subject.i < verb.i and explains_governed(syntax, subject.i, start):
        subject = None  # Alla presidente dell'aula, Ada Bini, ha chiesto
    if subject is not None and subject.pos_ == "PROPN" and feature(subject, "Number") != "Plur" and _plural(syntax, verb) and not any(c.dep_ in ("conj", "det") for c in subject.children) and not any(t.pos_ == "CCONJ" for t in syntax.doc[subject.i : verb.i]):
        subject = None  # Valdemarin, scrivono, «…»
    if subject is not None and behind_its_verb(syntax, subject, verb):
        subject = None  # Boccia, inoltre, l'aumento delle tariffe: «…»
    if adjective and subject is None and (judge := _told_of(syntax, verb)) is not None:
        return judge
    if subject is None and not inverted and (judge := _without_object(syntax, verb, claim)) is not None:
        return judge
    if subject is not None and (not syntax.agrees(subject, verb) or (_inside(subject.i, claim) and not inverted)):
        subject = None
    if inverted and not (subject is not None and subject.i < verb.i and feature(subject, "PronType") == "Rel"):
        behind = _behind(syntax, verb, claim, after)
        if behind is not None:
            return behind
    if subject is not None and not _inside(subject.i, claim) and subject.sent.start <= verb.i:
        if feature(subject, "PronType") == "Rel" or (subject.lower_ in ("che", "cui") and subject.i < verb.i):
            return Mention((subject.i, subject.i + 1), head=subject.i) if subject.lower_ == "che" else Mention(_relative(syntax, subject), head=subject.i)
        denied = subject.lower_ in ("tutti", "tutte") and subject.i > 0 and syntax.doc[subject.i - 1].lower_ == "non"  # non tutti sono convinti che
        if denied or (subject.lower_ in NOBODY and subject.pos_ == "PRON"):
            return Mention(None, nobody=True)
        first = syntax.phrase(subject)[0]
        if first and syntax.doc[first - 1].lower_ == "chi":  # a chi la critica risponde: the noun is a verb
            return Mention(None, shares_with=verb.head.i if verb.dep_ == "conj" else None)
        if subject.text in syntax.names and subject.pos_ not in NOMINAL:
            return Mention((subject.i, subject.i + 1), head=subject.i)  # Pasquarella ha confessato: no preposition
        if (subject.pos_ in NOMINAL or syntax.title(subject) is not None) and verb_form(subject) != "Inf":
            return Mention(coordinated(syntax, syntax.phrase(subject), verb), head=subject.i)
    if verb.lower_.endswith(("ando", "endo")) and verb.pos_ not in VERBAL:  # a gerund that the tagger took for a noun
        start = syntax.sentence(verb.i)[0]
        governor = next((t for t in reversed(syntax.doc[start : verb.i]) if t.pos_ == "VERB"), None)
        return Mention(None, shares_with=governor.i if governor is not None else None)
    misread = verb.pos_ not in VERBAL or verb.dep_ in ("compound", "amod", "flat", "nmod", "appos")
    if subject is None and misread and not adjective and (left := left_noun(syntax, verb)) is not None:
        return left
    if subject is None and syntax.finite(verb) and (apposed := before_apposition(syntax, verb)) is not None:
        return apposed
    if subject is None and not adjective and (between := between_commas(syntax, verb)) is not None:
        return between
    if subject is None and syntax.finite(verb) and (not adjective or syntax.auxiliaries(verb)) and (initial := sentence_initial(syntax, verb)) is not None:
        return initial
    if subject is None and not adjective and syntax.finite(verb) and (left := left_phrase(syntax, verb)) is not None:
        return left
    if subject is None and (source := from_where(syntax, verb)) is not None:
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
            while verb.dep_ == "conj" and mood(syntax, top) == "Sub" and mood(syntax, verb) == "Ind" and top.head.i != top.i:
                top = top.head  # ha chiesto se il ministero fosse informato, e reclama…
            aside = verb.dep_ == "conj" and finite and top.dep_ in ("acl", "amod") and not syntax.finite(top)  # nel verbale consegnato al prefetto critica… e si chiede
            return Mention(None, shares_with=None if aside else top.i)
    return Mention(None)


def _plural(syntax: Syntax, verb: Token) -> bool:
    return any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" and t.lower_ != "sono" for t in (verb, *syntax.auxiliaries(verb)))


def behind_its_verb(syntax: Syntax, subject: Token, verb: Token) -> bool:
    """Whether the noun behind an active verb that opens the sentence is a thing with an article: its object, whatever the parser says."""
    opening = syntax.verb_group(verb)[0]
    first = syntax.sentence(verb.i)[0]
    opens = all(t.is_punct or t.pos_ in ("ADV", "CCONJ") for t in syntax.doc[first:opening])
    thing = subject.i > verb.i and subject.pos_ == "NOUN" and not syntax.quoted(subject.i) and (not syntax.speakable(subject) or syntax.lexicon.is_event(subject.lower_) or straight(subject.lower_) in syntax.lexicon.nouns)
    article = any(c.dep_ == "det" for c in subject.children)
    return opens and thing and article and (verb.pos_ == "VERB" or verb.i in syntax.retagged or not verb.is_lower) and not syntax.passive(verb) and not syntax.auxiliaries(verb)


def _told_of(syntax: Syntax, adjective: Token) -> Mention | None:
    """*Favorevole al trasferimento è la preside*: whom an adjective before its copula is said of, where the parser took it for the subject."""
    noun = adjective.head
    copula = next((c for c in noun.children if c.dep_ == "cop" and adjective.i < c.i < noun.i), None)
    if adjective.dep_ not in ("nsubj", "obl", "advmod", "amod") or copula is None or not (syntax.speakable(noun) or noun.pos_ == "PROPN"):
        return None
    start, end = syntax.phrase(noun)
    return Mention((max(start, copula.i + 1), end), head=noun.i)


def _without_object(syntax: Syntax, verb: Token, claim: tuple[int, int] | None) -> Mention | None:
    """*Contro la delibera ha votato anche Ada Neri*: the person or body behind a verb that has no object."""
    if verb.lemma_ not in WITHOUT_OBJECT or syntax.passive(verb) or any(c.dep_ in ("nsubj", "nsubj:pass") and c.i < verb.i for c in verb.children):
        return None
    for token in syntax.doc[verb.i + 1 : syntax.sentence(verb.i)[1]]:
        if token.pos_ in VERBAL or token.text in (";", ":"):
            return None
        if token.dep_ in ("obj", "nsubj") and not _inside(token.i, claim) and (token.pos_ == "PROPN" or syntax.speakable(token)) and not any(c.dep_ == "case" and c.i < token.i for c in token.children) and syntax.agrees(token, verb):
            start, end = syntax.phrase(token)
            return Mention((max(start, verb.i + 1), end), head=token.i)
    return None


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
        if token.lower_ in ("chi", "quanti"):
            return None  # replica a chi la incalza
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
            alone = doc[token.i - 1].lower_ in FOR_ALL and token.text.istitle()
            if head.dep_ in ("obl", "nmod") and not alone and any(c.dep_ == "case" and c.i < token.i for c in head.children):
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


def _setting(syntax: Syntax, head: int, stop: int) -> int:
    """Where the phrase of ``head`` ends that goes on with when or where it was said: *una mamma | all'uscita dell'asilo*."""
    doc = syntax.doc
    for i in range(head + 1, stop - 1):
        if is_preposition(doc[i]) and doc[i + 1].lower_ in SETTINGS and doc[i].lower_[:1] in ("a", "d", "i", "p"):
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
    if syntax.doc[preposition.i + 1].lower_ in FOR_ALL and syntax.doc[preposition.i + 2 : preposition.i + 3].text.istitle():
        return preposition.i + 2  # riassume per tutti Tina Bertolacci
    # the subject may have been attached to the adjunct: poco dopo mezzanotte | Ilona Verhaske; al telefono | il sindaco
    for j in range(preposition.i + 2, stop):
        named = syntax.doc[j].ent_type_ == "PER" and syntax.doc[j].ent_iob_ == "B"
        named = named or (syntax.doc[j].pos_ == "PROPN" and syntax.doc[j].text.istitle() and syntax.doc[j + 1 : j + 2].text.istitle())
        starts = named and syntax.doc[j - 1].pos_ in ("NOUN", "ADJ", "NUM") and syntax.doc[j - 1].is_lower
        if starts and syntax.doc[j - 1].ent_type_ != "PER" and syntax.title(syntax.doc[j - 1]) is None:
            return j
    for j in range(preposition.i + 1, stop):
        if syntax.doc[j].pos_ == "DET" and j > head.i and syntax.doc[j - 1].pos_ not in ("ADP", "CCONJ") and syntax.doc[j - 1].text != ",":
            return j
    return stop


def _time(token: Token) -> bool:
    return token.lower_ in TIME or (token.pos_ == "NUM" and token.head.i == token.i)


def _object_as_subject(syntax: Syntax, verb: Token, claim: tuple[int, int] | None) -> Mention | None:
    """Inverted subjects that the parser took for objects."""
    for child in verb.children:
        start = syntax.phrase(child)[0]
        whoever = start > 0 and syntax.doc[start - 1].lower_ in ("chi", "quanti")  # replica a chi la incalza
        if child.dep_ == "obj" and child.i > verb.i and child.pos_ in ("NOUN", "PROPN") and not _inside(child.i, claim) and not whoever:
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
    if token.pos_ == "ADP" and token.text[:1].isupper() and token.ent_type_:  # Secondo Al Jazeera
        close = next((j for j in range(i + 1, end) if doc[j].ent_iob_ != "I"), end)
        return Mention((i, close), head=i) if close > i + 1 else None
    if token.pos_ not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "X"):
        known = token.text in syntax.names or syntax.title(token) is not None
        return Mention((i, end), head=i) if i + 1 == end and token.text[:1].isupper() and known else None
    head = token
    while head.head.i != head.i and start <= head.head.i < end and head.dep_ in ("det", "det:poss", "amod", "flat:name", "flat", "compound", "nummod", "det:predet"):
        head = head.head
    first, last = syntax.phrase(head)
    first, last = max(first, start), min(last, end)
    return Mention((first, last), head=head.i) if first < last else None

