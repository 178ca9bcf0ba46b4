"""Reported clauses: *che*, *come*, *se* and wh-clauses, bare subjunctives, infinitives.

Each function looks for one frame and returns the content as tokens, or None. Which frames a cue can have is in the lexicon.
"""

from __future__ import annotations

from pipeline.components.analysis import Cue
from pipeline.components.claims.asides import finite_group
from pipeline.components.claims.content import Content, is_somebody
from pipeline.components.claims.extent import clause_end
from pipeline.components.cues.verbs import FUSED
from pipeline.components.syntax import VERBAL, Syntax, feature, is_preposition, mood, verb_form
from pipeline.components.syntax.tokens import Token, text_of

SUBORDINATORS = {"che", "ch'", "ch’"}


def _window(syntax: Syntax, cue: Cue, limit: int) -> range:
    anchor = max(cue.anchor, cue.head)
    _, end = syntax.sentence(cue.head)
    return range(max(anchor + 1, cue.end), min(end, anchor + limit))


def _governed(token: Token, cue: Cue, syntax: Syntax) -> bool:
    """Whether ``token``'s clause hangs from the cue, or at least from nothing that stands between them."""
    anchors = {cue.head, cue.anchor}
    clause = token.head
    if clause.i in anchors or clause.head.i in anchors:
        return True
    return cue.head in {a.i for a in clause.ancestors}


def che_clause(syntax: Syntax, cue: Cue, stops: frozenset[int], words: frozenset[str] = frozenset(SUBORDINATORS), frame: str = "che") -> Content | None:
    """The clause behind *che* (or *come* where the lexicon allows it)."""
    doc = syntax.doc
    verbs_between = 0
    nearer = False  # another cue verb stands between: the clause is its own
    for i in _window(syntax, cue, 22):
        token = doc[i]
        nearer = nearer or (i in stops and i > cue.end and token.pos_ in VERBAL and token.dep_ != "aux")
        if token.text in (":", ".", ";", "?", "!") or "\n" in token.text:
            return None
        low = syntax.words[i]
        if frame == "che" and "di" in cue.frames and i <= cue.end + 1 and low in ("di", "d'") and _opens_infinitive(syntax, i + 1):
            return None  # chiede di tassare i profitti, un'ipotesi che…
        if token.pos_ == "VERB" and i > cue.end and verb_form(token) == "Part" and syntax.auxiliaries(token):
            return None
        if low in words:
            if low == "che" and text_of(doc[i + 1 : i + 2]).lower() == "cosa":
                continue  # di non sapere che cosa contenesse
            if doc[i - 1].is_lower and doc[i - 1].lower_ in syntax.lexicon.lists["antecedents"]:
                continue  # un tecnico, qualcuno che…: a relative
            if (i > cue.end and doc[i - 1].lower_ in syntax.lexicon.lists["not_before_che"]) or (nearer and doc[i - 1].text != ","):
                return None
            adjacent = all(t.pos_ in ("ADV", "PUNCT", "PRON") or t.lower_ in syntax.lexicon.lists["times"] for t in doc[max(cue.end, cue.anchor + 1) : i]) or (doc[i - 1].text == "," == doc[cue.end].text and i - cue.end < 8)
            adjacent = adjacent or (low == "che" and token.pos_ == "SCONJ" and cue.type == "verb" and cue.finite and _set_aside(syntax, cue.end, i))
            relative = token.pos_ == "PRON" and token.dep_ not in ("mark", "fixed") and not (cue.type == "construction" and i == max(cue.end, cue.anchor + 1) and token.head.i > i and (cue.key.startswith("essere d") or mood(syntax, token.head) == "Sub"))
            if frame == "come" and low == "come" and cue.type == "verb" and cue.finite and _set_aside(syntax, cue.end, i) and doc[i + 1 : i + 2] and doc[i + 1].pos_ == "DET" and _any_verb(syntax, i):
                adjacent = True  # ha ricordato in una memoria come le giacenze restino alte
            if relative and (_bare_noun(syntax, cue, i) or _told_that(syntax, cue, i) or _in_writing(syntax, cue, i) or (low == "che" and _past_asides(syntax, cue, i))):
                relative = False
                adjacent = True
            if relative and not (adjacent and (doc[i - 1].pos_ in (*VERBAL, "ADV", "PUNCT") or i - 1 in syntax.retagged)) and not _complete(token):
                if low == "che":
                    verbs_between += 1
                continue
            if not adjacent and not _governed(token, cue, syntax):
                continue
            if low == "che" and not adjacent and doc[i - 1].text == "," != doc[cue.end].text and token.head.dep_ == "acl:relcl" and token.head.head.i > cue.end:
                return None  # preoccupazione per le colture, che hanno già sofferto
            if low == "che" and not adjacent and cue.type == "verb" and (_behind_object(syntax, cue, i) or _behind_comma(syntax, cue, i)):
                return None  # prevede un premio che il partito giudica sproporzionato
            if frame == "come" and (not adjacent or (not cue.finite and i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "ADJ"))):
                continue  # lo zolfo segnalato come carico: as
            if i + 1 >= len(doc):
                return None
            if low == "che" and any(t.lower_ == "sia" for t in doc[cue.end : i]) and (is_preposition(doc[i + 1]) or not _any_verb(syntax, i)):
                return None  # confermato sia dalle autorità che dai familiari; sia dentro che fuori
            if doc[i - 1].text == "," and any(t.lower_.rstrip("'’") in ("lo", "l") for t in doc[cue.start : cue.head]) and i > cue.end + 1:
                return None  # lo ha comunicato l'Autorità, che ogni mese aggiorna…: who
            clause = token.head if token.head.i > i else doc[i + 1]
            if clause.i in (cue.head, cue.anchor):
                clause = _next_verb(syntax, i + 1) or doc[i + 1]
            clause = _before_report(syntax, clause, i + 1, stops)
            end = clause_end(syntax, doc[cue.head], clause, i + 1, stops)
            if frame == "come" and sum(not t.is_punct for t in doc[i + 1 : end]) < 2:
                return None  # ha dichiarato quanto segue
            if not adjacent and "as" in cue.frames and any(t.lower_ in ("più", "meno") and doc[t.i + 1].pos_ == "ADJ" for t in doc[cue.end : i]) and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[i + 1 : end]):
                return None  # ritiene più probabile un guasto che un incendio
            return Content(frame, [(i + 1, end)], clause.i)
        if token.pos_ == "VERB" and verb_form(token) == "Fin" and i > cue.end:
            return None
    return None


def _opens_infinitive(syntax: Syntax, i: int) -> bool:
    """Whether an infinitive stands at token ``i``, or behind *non* or *mai* there."""
    doc = syntax.doc
    behind = i + 1 if text_of(doc[i : i + 1]).lower() in ("non", "mai") else i
    return behind < len(doc) and verb_form(doc[behind]) == "Inf"


def _before_report(syntax: Syntax, clause: Token, first: int, stops: frozenset[int]) -> Token:
    """The verb of the clause, where the parser took a report coordinated with the cue for it: *che i turni restano e ha negato che*."""
    doc = syntax.doc
    group = syntax.verb_group(clause)[0]
    if group not in stops or doc[group - 1].lower_ not in ("e", "ed", "ma"):
        return clause
    own = next((t for t in doc[first : group - 1] if t.pos_ in VERBAL and verb_form(t) == "Fin" and t.dep_ not in ("acl:relcl",)), None)
    return own if own is not None and own.dep_ not in ("aux", "aux:pass", "cop") else clause


def _behind_object(syntax: Syntax, cue: Cue, i: int) -> bool:
    """Whether the verb has an object, no person or body, that ends right before token ``i``: what follows is its relative clause."""
    things = (c for c in syntax.doc[cue.head].children if c.dep_ == "obj" and cue.end <= c.i < i and c.i != cue.anchor and c.pos_ == "NOUN" and c.lower_ not in ("volta", "volte") and not is_somebody(syntax, c) and not c.ent_type_)
    return any(syntax.phrase(c)[1] == i for c in things)


def _bare_noun(syntax: Syntax, cue: Cue, i: int) -> bool:
    """*Non ha dubbi che*: right behind a construction's noun that has no determiner, in the singular or denied; *ha dei dubbi che lo tormentano*."""
    if cue.type != "construction" or cue.anchor < 1 or i != max(cue.end, cue.anchor + 1):
        return False
    noun, before = syntax.doc[cue.anchor], syntax.doc[cue.anchor - 1]
    return noun.pos_ == "NOUN" and before.pos_ in (*VERBAL, "ADV") and (cue.negated or feature(noun, "Number") == "Sing")


def _told_that(syntax: Syntax, cue: Cue, i: int) -> bool:
    """*Ha fatto sapere alla Voce di Lodi che*: no relative stands behind a name without a comma."""
    doc = syntax.doc
    between = doc[cue.end : i]
    if cue.type != "verb" or len(between) < 2 or len(between) > 6 or doc[cue.end].lower_.replace("’", "'").rstrip("'") not in FUSED["a"]:
        return False
    if doc[i - 1].lower_ in syntax.lexicon.lists["audiences"] and not any(t.is_punct or t.pos_ in VERBAL for t in between):
        return True  # ha annunciato alla stampa che
    return (doc[i - 1].pos_ == "PROPN" or bool(doc[i - 1].ent_type_)) and doc[i - 1].text[:1].isupper() and not any(t.is_punct or t.pos_ in VERBAL for t in between)


def _in_writing(syntax: Syntax, cue: Cue, i: int) -> bool:
    """*Ha annunciato in una nota che il ponte riaprirà*: the verb behind has a subject of its own, and a document is no object of it."""
    title = syntax.title(syntax.doc[i - 1])
    subject = any(c.dep_.startswith("nsubj") and c.i > i for c in syntax.doc[i].head.children)
    return cue.type == "verb" and cue.finite and title is not None and title.type == "document" and subject and _set_aside(syntax, cue.end, i)


def _set_aside(syntax: Syntax, start: int, end: int) -> bool:
    """Whether a preposition and its nouns alone stand there: *ha scritto | in un tweet | che*; *annuncia | con la collega Ada Neri | che*."""
    between = syntax.doc[start:end]
    if not 1 < len(between) < 9 or not is_preposition(between[0]) or between[0].lower_ in ("di", "d'", "del", "della", "dei", "delle", "degli"):
        return False
    return all(t.pos_ in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "ADV", "NUM") for t in between)


def _past_asides(syntax: Syntax, cue: Cue, i: int) -> bool:
    """*ha detto ieri ai cronisti, a margine del vertice, | che*: adjuncts alone stand there, the last between commas, so that the verb has nothing else to say."""
    doc = syntax.doc
    if cue.type != "verb" or not cue.finite or doc[i - 1].text != "," or sum(t.text == "," for t in doc[cue.end : i]) < 2:
        return False
    opens = True
    for token in doc[cue.end : i]:
        if token.text == ",":
            opens = True
        elif opens:
            if not (is_preposition(token) or token.pos_ == "ADV" or token.lower_ in syntax.lexicon.lists["times"] | syntax.lexicon.lists["times_of_day"] | syntax.lexicon.lists["days"]):
                return False
            opens = token.pos_ == "ADV"
        elif token.pos_ not in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "ADV", "NUM"):
            return False
    return True


def _any_verb(syntax: Syntax, i: int) -> bool:
    """Whether a finite verb stands between token ``i`` and the next pause."""
    for token in syntax.doc[i + 1 : syntax.sentence(i)[1]]:
        if token.is_punct:
            return False
        if token.pos_ in VERBAL and verb_form(token) == "Fin":
            return True
    return False


def _behind_comma(syntax: Syntax, cue: Cue, i: int) -> bool:
    """Whether an object and the only comma stand between the verb and *che*: *ha escluso tagli al programma, che è costato…*."""
    doc = syntax.doc
    if not cue.frames & {"obj", "obj-any"} or doc[i - 1].text != "," or any(t.text == "," for t in doc[cue.end : i - 1]):
        return False
    i = cue.end + (doc[cue.end].pos_ == "DET")
    return doc[i].pos_ in ("NOUN", "VERB") and doc[i].is_lower and not is_somebody(syntax, doc[i]) and not syntax.speakable(doc[i]) and verb_form(doc[i]) not in ("Inf", "Fin")


def _complete(pronoun: Token) -> bool:
    """Whether the clause of a *che* tagged as a relative has both subject and object without it: then it is no relative."""
    clause = pronoun.head
    roles = {c.dep_.split(":")[0] for c in clause.children if c.i != pronoun.i}
    passive = any(c.dep_ == "nsubj:pass" and c.i != pronoun.i for c in clause.children)  # che i sacchi venivano accatastati
    return clause.i > pronoun.i and "nsubj" in roles and (passive or bool(roles & {"obj", "cop", "ccomp", "xcomp"}))


def bare_clause(syntax: Syntax, cue: Cue, stops: frozenset[int]) -> Content | None:
    """A complement without complementizer right behind the verb: *sostengono sia presto*, *ha confermato trattarsi di un atto*."""
    doc = syntax.doc
    if cue.end >= syntax.sentence(cue.head)[1] or cue.end != cue.head + 1:
        return None
    token = doc[cue.end]
    subjunctive = (token.pos_ in (*VERBAL, "CCONJ") and feature(token, "Mood") == "Sub") or token.lower_ in ("sia", "siano")
    infinitival = token.pos_ in VERBAL and verb_form(token) == "Inf" and cue.key not in syntax.lexicon.lists["impersonal_verbs"]  # conviene conservare la bolletta
    if not (subjunctive or (infinitival and "di" in cue.frames)):
        return None
    clause = token.head if token.dep_ in ("aux", "aux:pass", "cop") else token
    return Content("che", [(cue.end, clause_end(syntax, doc[cue.head], clause, cue.end, stops))], clause.i)


def _next_verb(syntax: Syntax, i: int) -> Token | None:
    _, end = syntax.sentence(i)
    for j in range(i, min(end, i + 25)):
        if syntax.doc[j].pos_ in VERBAL and syntax.doc[j].dep_ not in ("aux", "aux:pass", "cop"):
            return syntax.doc[j]
    return None


def infinitive(syntax: Syntax, cue: Cue, stops: frozenset[int], preposition: str) -> Content | None:
    """*di* / *a* + infinitive: ha detto di voler partire, ha invitato tutti a contribuire; bare where ``preposition`` is empty."""
    doc = syntax.doc
    for i in _window(syntax, cue, 16):
        token = doc[i]
        if (token.text in (":", ".", ";", "?", "!", "«", "“", '"') and preposition == "") or "\n" in token.text:
            return None
        if token.text in (":", ";"):
            return None
        if token.pos_ in VERBAL and verb_form(token) == "Fin" and i > cue.head + 1 and not (cue.end < len(doc) and doc[cue.end].lower_ == "chi" and i <= cue.end + 3):
            return None  # but: invita chi riceve il messaggio a recedere
        if i in stops and i > cue.end and (verb_form(token) == "Ger" or (doc[i - 1].pos_ == "CCONJ" and finite_group(syntax, i))):
            return None  # ha assicurato X, chiedendo di; aveva ammesso X, ma ha negato di: the nearer cue's
        if cue.type == "adjective" and i > cue.end and (other := syntax.lexicon.adjectives.get(syntax.words[i])) is not None and token.pos_ == "ADJ" and any(f.startswith("target") for f in other.frames):
            return None  # favorevole alle penali ma contraria a
        inner = [a for a in syntax.auxiliaries(token) if verb_form(a) == "Inf" and a.i > cue.head]
        if token.dep_ not in ("aux", "aux:pass", "cop") and (inner or (token.pos_ in VERBAL and verb_form(token) == "Inf")):
            first = min([syntax.verb_group(token)[0], *(a.i for a in inner)])
            mark = doc[first - 1]
            skip = first - 1
            if mark.dep_ == "fixed" and mark.head.i == mark.i - 1:
                return None  # nutre dubbi sulla tenuta, e prima di pronunciarsi aspetta
            while mark.pos_ == "ADV" or (mark.is_punct and mark.text not in (",", ";", ":")):
                skip -= 1
                mark = doc[skip]
            low = mark.lower_.replace("’", "'").rstrip("'")
            if mark.dep_ == "fixed" and mark.head.i >= cue.end and mark.head.i < mark.i:
                continue  # nutre dubbi, e prima di pronunciarsi aspetta
            if cue.type == "adjective" and mark.i - 2 >= cue.end and doc[mark.i - 1].pos_ == "ADJ" and doc[mark.i - 2].pos_ == "CCONJ":
                return None  # favorevole alle penali ma contraria a far passare altri bus: the nearer adjective's
            if preposition and low not in FUSED.get(preposition, {preposition}):
                return None
            if not preposition and low not in (doc[cue.end - 1].lower_, "ADV") and mark.i > cue.end:
                return None
            if preposition and mark.i <= cue.head:
                return None
            if any(t.lower_ in ("quale", "quali") and doc[t.i - 1].pos_ == "DET" for t in doc[cue.end + 1 : mark.i]):
                return None  # esigono le dimissioni di Bini, il quale di dimettersi…
            if cue.type == "verb" and mark.i - 1 > cue.end and doc[mark.i - 1].pos_ == "ADJ" and token.head.i == mark.i - 1 and not any(c.dep_ == "det" for c in doc[mark.i - 1].children):
                return None  # contare su leader capaci di unire: the adjective's
            of_noun = token.dep_ == "acl" and token.head.pos_ == "NOUN" and cue.end <= token.head.i < mark.i - 1 and token.head.dep_ == "obj" and not syntax.speakable(token.head)
            if of_noun and cue.type == "verb" and "accuse" not in cue.frames and token.head.i != cue.anchor:
                return None  # conferma una decisione del 2007 di annullare: the noun's
            attached = token.head.i in (cue.head, cue.anchor) or cue.head in {a.i for a in token.ancestors}
            if not attached and mark.i > cue.end + 3 and doc[mark.i - 1].text != ",":
                return None
            if "accuse" not in cue.frames and any(t.pos_ == "NOUN" and not syntax.speakable(t) and t.i + 1 == mark.i and t.dep_ == "obj" and t.i != cue.anchor for t in doc[cue.end : mark.i]) and cue.type == "verb" and token.head.i == mark.i - 1 and token.dep_ == "acl":
                return None  # the infinitive is the noun's: ha avuto il coraggio di dire
            end = clause_end(syntax, doc[cue.head], token, skip + 1, stops, infinitival=True)
            return Content({"": "inf", "per": "a"}.get(preposition, preposition), [(skip + 1, end)], token.i)  # spinge per chiudere: as a chiudere
    return None


def question(syntax: Syntax, cue: Cue, stops: frozenset[int]) -> Content | None:
    """*se* and wh-clauses: si chiede se…, non sa quanto…; the wh-word belongs to the claim, *se* does not."""
    doc = syntax.doc
    for i in _window(syntax, cue, 10):
        token = doc[i]
        low = token.lower_
        if token.text in (":", ".", ";") or "\n" in token.text:
            return None
        asked_for = any(c.dep_ == "obj" and cue.end <= c.i < i and c.pos_ == "NOUN" for c in doc[cue.head].children)  # ha chiesto l'assoluzione perché il fatto non sussiste
        wondering = not asked_for and cue.key.startswith(syntax.lexicon.beginnings["wondering"])
        if (low == "se" and token.pos_ in ("SCONJ", "ADV", "ADP")) or (wondering and low in syntax.lexicon.lists["question_words"] and i <= cue.end + 2 and token.pos_ in ("ADV", "PRON", "DET", "SCONJ", "ADJ", "ADP")):
            clause = token.head if token.head.i > i else (_next_verb(syntax, i + 1) or token)
            if clause.i in (cue.head, cue.anchor):
                clause = _next_verb(syntax, i + 1) or token
            if low == "se" and (asked_for or (doc[i - 1].text == "," and any(t.lower_ == "che" for t in doc[cue.end : i]))):
                return None  # sta scrivendo una norma che, se accolta, …
            first = i + 1 if low in ("se", "perché", "come") else i
            first -= first == i and i - 1 >= cue.end and doc[i - 1].pos_ == "ADP" and doc[i - 1].lower_ != "su"  # si domanda | per quale ragione
            if first >= len(doc):
                return None
            end = clause_end(syntax, doc[cue.head], clause, first, stops)
            if verb_form(clause) == "Inf":  # sta valutando se rinnovare il prestito, | che scade a dicembre
                end = next((j for j in range(clause.i + 1, end - 1) if doc[j].text == "," and doc[j + 1].lower_ in ("che", "dove", "cui") and not syntax.quoted(j)), end)
            return Content("se", [(first, end)], clause.i)
        if token.pos_ in VERBAL and verb_form(token) == "Fin":
            return None
    return None
