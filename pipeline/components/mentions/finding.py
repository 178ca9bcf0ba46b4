"""The local mention: who, next to the cue, puts the claim forward.

Syntax first (subject, agent, antecedent of a relative, controller of a gerund), order second (the noun phrase right behind
an inverted verb), silence third: a dropped subject, to be resolved with the rest of the article.
"""

from __future__ import annotations

from pipeline.components.analysis import Cue, Mention
from pipeline.components.mentions.inverted import behind_its_verb, inside, object_as_subject, plural, right_behind, told_of, where_it_was_said, without_object
from pipeline.components.mentions.lost_subjects import (
    before_apposition,
    before_aside,
    between_commas,
    coordinated,
    explained_by,
    explains_governed,
    from_where,
    left_noun,
    left_phrase,
    row_before,
    sentence_initial,
)
from pipeline.components.mentions.whoever import both_of, for_example, free_relative
from pipeline.components.syntax import CLITICS, DA, NOMINAL, VERBAL, Syntax, feature, mood, verb_form
from pipeline.components.syntax.tokens import Token, text_of


def of_verb(syntax: Syntax, cue: Cue, inverted: bool = False, claim: tuple[int, int] | None = None) -> Mention:
    """The mention of the speaker of a verbal cue, looked for behind it first if ``inverted``. ``claim``: tokens that cannot hold it."""
    verb = syntax.doc[cue.head]
    if cue.entry.source:
        return _from(syntax, verb)
    mention = _whole_surname(syntax, verb, _of(syntax, verb, inverted, claim, cue.end if cue.type == "verb" else verb.i + 1, adjective=cue.type == "adjective"))
    if mention.span is not None and syntax.words[mention.span[0]] in syntax.lexicon.lists["no_one"]:
        return Mention(None, nobody=True)  # nessun sindaco ha detto che
    if mention.span is not None and mention.span[1] < verb.i and (whom := explained_by(syntax, mention.span, verb)) is not None:
        return whom
    if mention.head is not None and "as" in cue.frames and cue.type == "verb" and mention.head > verb.i and not inverted:
        head = syntax.doc[mention.head]
        if head.pos_ == "NOUN" and not syntax.speakable(head):
            return Mention(None)  # ha definito «frettolosa» la decisione: what is judged
    if mention.head is not None and "as" in cue.frames and _relative_object(syntax, verb, mention.head):
        return Mention(None)
    return _outside(syntax, mention, claim)


def _whole_surname(syntax: Syntax, verb: Token, mention: Mention) -> Mention:
    """The mention with the particle that opens the surname, or the surname behind it; *Di Neri ha detto*, where the parser saw a preposition."""
    names = syntax.particle_names
    if not names:
        return mention
    if mention.span is None:
        opening = syntax.verb_group(verb)[0]
        first = next((i for i in (opening - 2, opening - 3) if i in names and i == syntax.sentence(verb.i)[0]), None)
        if mention.nobody or first is None or any(t.pos_ != "ADV" for t in syntax.doc[first + 2 : opening]):
            return mention
        return Mention((first, first + 2), head=first + 1)
    start, end = mention.span
    start -= start - 1 in names
    end += end - 1 in names
    return mention._replace(span=(start, end), head=mention.head + 1 if mention.head in names else mention.head)


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
    if mention.span is not None and inside(mention.span[0], claim) and not inside(mention.span[1], claim):
        return Mention(None)
    if mention.span is not None and claim is not None and claim[0] <= mention.span[0] and mention.span[1] <= claim[1]:
        return Mention(None)
    return mention


def before_quotation(syntax: Syntax, cue: Cue, claim: tuple[int, int]) -> Mention:
    """The mention of a cue that stands before its quotation: the subject, else somebody right behind the verb."""
    verb = syntax.doc[cue.head]
    mention = of_verb(syntax, cue, claim=claim)
    if mention.span is None and not mention.nobody and cue.type == "verb":
        behind = right_behind(syntax, verb, claim, cue.end)
        if behind is not None and behind.span is not None and mention.shares_with is not None and text_of(syntax.doc[behind.span[1] : behind.span[1] + 1]) != ":":
            behind = None  # … e attacca il governo: what follows is the object, unless nothing else does
        if behind is not None and behind.head is not None and mention.shares_with is not None and syntax.doc[behind.head].dep_ == "obj" and cue.frames & {"target", "accuse", "target-somebody"}:
            behind = None  # non ci sta e attacca la giunta: «…»
        if behind is not None and behind.head is not None and syntax.agrees(syntax.doc[behind.head], verb) and (syntax.speakable(syntax.doc[behind.head]) or syntax.doc[behind.head].pos_ == "PROPN"):
            return behind
    return mention


def _of(syntax: Syntax, verb: Token, inverted: bool, claim: tuple[int, int] | None, after: int, adjective: bool = False) -> Mention:
    if not adjective and syntax.passive(verb):
        agent = syntax.agent(verb)
        if agent is not None and not inside(agent.i, claim):
            return Mention(syntax.phrase(agent), head=agent.i)
        return Mention(None, nobody=True)
    if verb_form(verb) == "Inf" and verb.head.i < verb.i and (turn := whose_turn(syntax, verb.head)) is not None:
        return turn  # tocca al sindaco ricordare che
    opening = syntax.verb_group(verb)[0]
    if opening and syntax.doc[opening - 1].lower_ in ("chi", "quanti", "coloro"):
        return Mention(None, nobody=True)
    subject = syntax.subject(verb)
    start = syntax.sentence(verb.i)[0]
    if not inverted and (both := both_of(syntax, verb, start, opening)) is not None:
        return both
    if subject is not None and subject.lower_ == "chi" and (example := for_example(syntax, subject.i, opening)) is not None:
        return example
    if not inverted and (whoever := free_relative(syntax, verb, start, opening)) is not None:
        return whoever
    if subject is not None and subject.pos_ == "PROPN" and subject.i < verb.i and explains_governed(syntax, subject.i, start):
        subject = None  # Alla presidente dell'aula, Ada Bini, ha chiesto
    if subject is not None and subject.pos_ == "PROPN" and feature(subject, "Number") != "Plur" and plural(syntax, verb) and not any(c.dep_ in ("conj", "det") for c in subject.children) and not any(t.pos_ == "CCONJ" for t in syntax.doc[subject.i : verb.i]):
        subject = None  # Valdemarin, scrivono, «…»
    if subject is not None and behind_its_verb(syntax, subject, verb):
        subject = None  # Boccia, inoltre, l'aumento delle tariffe: «…»
    if adjective and subject is None and (judge := told_of(syntax, verb)) is not None:
        return judge
    if subject is None and not inverted and (judge := without_object(syntax, verb, claim)) is not None:
        return judge
    if subject is not None and (not syntax.agrees(subject, verb) or (inside(subject.i, claim) and not inverted)):
        subject = None
    own = inverted and claim is not None and subject is not None and claim[1] <= subject.i < verb.i and subject.dep_ == "nsubj" and feature(subject, "PronType") != "Rel" and (subject.pos_ == "PROPN" or syntax.speakable(subject))
    if own and any(c.dep_ == "obj" and c.i > verb.i for c in verb.children):
        inverted = False  # «…», inoltre la preside ha ringraziato i bidelli
    if inverted and not (subject is not None and subject.i < verb.i and feature(subject, "PronType") == "Rel"):
        behind = right_behind(syntax, verb, claim, after)
        if behind is not None:
            return behind
    if subject is not None and not inside(subject.i, claim) and subject.sentence_start <= verb.i:
        if feature(subject, "PronType") == "Rel" or (subject.lower_ in ("che", "cui") and subject.i < verb.i):
            return Mention((subject.i, subject.i + 1), head=subject.i) if subject.lower_ == "che" else Mention(_relative(syntax, subject), head=subject.i)
        denied = subject.lower_ in ("tutti", "tutte") and subject.i > 0 and syntax.doc[subject.i - 1].lower_ == "non"  # non tutti sono convinti che
        if denied or (subject.lower_ in syntax.lexicon.lists["nobody"] and subject.pos_ == "PRON"):
            return Mention(None, nobody=True)
        first = syntax.phrase(subject)[0]
        if first and syntax.doc[first - 1].lower_ == "chi":  # a chi la critica risponde: the noun is a verb
            return Mention(None, shares_with=verb.head.i if verb.dep_ == "conj" else None)
        if subject.text in syntax.names and subject.pos_ not in NOMINAL:
            return Mention((subject.i, subject.i + 1), head=subject.i)  # Pasquarella ha confessato: no preposition
        if (subject.pos_ in NOMINAL or syntax.title(subject) is not None) and verb_form(subject) != "Inf":
            start, stop = coordinated(syntax, syntax.phrase(subject), verb)
            stop = before_aside(syntax, subject.i, stop)
            start = row_before(syntax, start, stop, verb)
            return Mention((start, where_it_was_said(syntax, subject.i, stop)), head=subject.i)
    if subject is None and verb.dep_ == "acl:relcl" and not adjective and (che := next((c for c in verb.children if c.lower_ == "che" and c.dep_ == "mark" and c.i < opening), None)) is not None:
        return Mention((che.i, che.i + 1), head=che.i)  # la relatrice, che la settimana scorsa si era detta
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
        first, last = syntax.phrase(source)
        return Mention((first, min(last, opening) if source.i < opening else last), head=source.i)
    if subject is None and _impersonal(syntax, verb):
        return Mention(None, nobody=True)
    if verb_form(verb) == "Fin" or syntax.auxiliaries(verb):
        wrong = object_as_subject(syntax, verb, claim, max(after, verb.i + 1)) if inverted else None
        if wrong is not None:
            return wrong
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "acl", "parataxis") and verb.head.i != verb.i:
        governor = verb.head
        finite = syntax.finite(verb)
        if verb_form(verb) == "Ger" and not finite and (main := _main_before(syntax, verb)) is not None:
            return Mention(None, shares_with=main)
        if verb.dep_ == "acl" and not finite and governor.pos_ in ("NOUN", "PROPN", "PRON") and governor.pos_ not in VERBAL:
            if verb_form(verb) == "Ger" or verb_form(verb) == "Part":
                return Mention(None, shares_with=None, head=None) if inside(governor.i, claim) else Mention(syntax.phrase(governor), head=governor.i)
        if verb.dep_ in ("conj", "xcomp") or not finite:
            top = governor
            while verb.dep_ == "conj" and mood(syntax, top) == "Sub" and mood(syntax, verb) == "Ind" and top.head.i != top.i:
                top = top.head  # ha chiesto se il ministero fosse informato, e reclama…
            aside = verb.dep_ == "conj" and finite and top.dep_ in ("acl", "amod") and not syntax.finite(top)  # nel verbale consegnato al prefetto critica… e si chiede
            return Mention(None, shares_with=None if aside else top.i)
    return Mention(None)


def whose_turn(syntax: Syntax, verb: Token) -> Mention | None:
    """Whom a verb of the list *turn* gives the floor to: *tocca al sindaco Ugo Bini*."""
    if verb.lemma_ not in syntax.lexicon.lists["turn"]:
        return None
    turn = next((c for c in verb.children if c.dep_ in ("obl", "iobj") and c.i > verb.i and (c.pos_ == "PROPN" or syntax.speakable(c))), None)
    return Mention(syntax.phrase(turn), head=turn.i) if turn is not None else None


def _main_before(syntax: Syntax, gerund: Token) -> int | None:
    """The main clause's verb of a gerund behind a comma that the parser hung from a noun: *ha attaccato il parco di Neri, criticando…*."""
    start = syntax.sentence(gerund.i)[0]
    opening = syntax.verb_group(gerund)[0]
    if opening == start or syntax.doc[opening - 1].text != "," or (gerund.head.pos_ in VERBAL and gerund.head.dep_ not in ("acl", "acl:relcl")):
        return None
    verb = gerund.head
    for _ in range(8):
        if verb.pos_ in VERBAL and syntax.finite(verb) and verb.dep_ not in ("acl:relcl", "acl", "ccomp", "csubj", "advcl"):
            return verb.i if verb.i < gerund.i else None
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _relative(syntax: Syntax, pronoun: Token) -> tuple[int, int]:
    """*il quale*, *la quale*: with their article."""
    start = pronoun.i
    if start and syntax.doc[start - 1].pos_ in ("DET", "ADP"):
        start -= 1
    return start, pronoun.i + 1


def _impersonal(syntax: Syntax, verb: Token) -> bool:
    """*si dice, si legge, è stato detto*: nobody in particular."""
    return any(child.dep_ in ("expl:impers", "expl:pass") and child.lower_ == "si" for child in verb.children)


def before_colon(syntax: Syntax, start: int, end: int) -> Mention | None:
    """The mention in *Rossi: «…»*, *Il sindaco al telefono: …*: the first noun phrase of tokens ``start``–``end``."""
    doc = syntax.doc
    verb = next((t for t in doc[start:end] if t.pos_ == "VERB" and verb_form(t) == "Fin"), None)
    roles = ("nsubj", "obj") if verb is not None and verb.lemma_ in ("parlare", "intervenire") else ("nsubj",)
    subject = next((c for c in verb.children if c.dep_ in roles and c.i > verb.i), None) if verb is not None else None
    if subject is not None and (syntax.speakable(subject) or subject.pos_ == "PROPN") and syntax.phrase(subject)[1] == end:
        return Mention(syntax.phrase(subject), head=subject.i)  # Crac della Finvalle, in aula parla l'ex direttore: «…»
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
    last = next((j for j in range(max(first, head.i) + 1, last) if doc[j].lower_ == "contro"), last)  # la Lega contro il decreto: «…»
    return Mention((first, last), head=head.i) if first < last else None

