"""Reported speech and attitudes: the complement of a cue, frame by frame.

Each function looks for one frame (*che*-clause, *di* + infinitive, *se*-clause, event noun phrase, target, small clause) and
returns the content as tokens, or None. Which frames a cue can have is in the lexicon.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from pipeline.components.analysis import Cue
from pipeline.components.claims.extent import GERUND_WITH_CLITIC, clause_end, finite_group
from pipeline.components.cues.verbs import FUSED
from pipeline.components.syntax import ARTICLES, NOMINAL, VERBAL, WEEKDAYS, Syntax, feature, is_preposition, mood, verb_form

SUBORDINATORS = {"che", "ch'", "ch’"}
QUESTION_WORDS = {"se", "come", "perché", "quando", "dove", "quanto", "quanti", "quante", "quale", "quali", "cosa", "chi", "che"}
#: Words that make *che* a conjunction of another kind (*tanto che, nonostante che, prima che*).
NOT_BEFORE_CHE = {"tanto", "nonostante", "prima", "dopo", "così", "visto", "dato", "purché", "fatto", "modo", "sempre", "senza", "ora", "più", "meno", "a", "finché", "altro"}


SOMEBODY = {"qualcuno", "qualcosa", "uno", "una", "quello", "quella", "quelli", "quelle", "colui", "colei", "coloro", "chiunque", "tutti"}


class Content(NamedTuple):
    """The content of a cue: its frame, tokens ``start``–``end`` (runs), and the token that heads it."""

    frame: str
    runs: list[tuple[int, int]]
    head: int


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
        low = token.lower_.replace("’", "'")
        if frame == "che" and "di" in cue.frames and i <= cue.end + 1 and low in ("di", "d'") and i + 1 < len(doc) and verb_form(doc[i + 1]) == "Inf":
            return None  # chiede di tassare i profitti, un'ipotesi che…
        if token.pos_ == "VERB" and i > cue.end and verb_form(token) == "Part" and syntax.auxiliaries(token):
            return None
        if low in words:
            if low == "che" and doc[i + 1 : i + 2].text.lower() == "cosa":
                continue  # di non sapere che cosa contenesse
            if doc[i - 1].lower_ in SOMEBODY:
                continue  # un tecnico, qualcuno che…: a relative
            if (i > cue.end and doc[i - 1].lower_ in NOT_BEFORE_CHE) or (nearer and doc[i - 1].text != ","):
                return None
            adjacent = all(t.pos_ in ("ADV", "PUNCT", "PRON") for t in doc[max(cue.end, cue.anchor + 1) : i]) or (doc[i - 1].text == "," == doc[cue.end].text and i - cue.end < 8)
            relative = token.pos_ == "PRON" and token.dep_ not in ("mark", "fixed") and not (cue.type == "construction" and i == max(cue.end, cue.anchor + 1) and token.head.i > i and (cue.key.startswith("essere d") or mood(syntax, token.head) == "Sub"))
            if relative and not (adjacent and (doc[i - 1].pos_ in (*VERBAL, "ADV", "PUNCT") or i - 1 in syntax.retagged)) and not _complete(token):
                if low == "che":
                    verbs_between += 1
                continue
            if not adjacent and not _governed(token, cue, syntax):
                continue
            if low == "che" and not adjacent and doc[i - 1].text == "," != doc[cue.end].text and token.head.dep_ == "acl:relcl" and token.head.head.i > cue.end:
                return None  # preoccupazione per le colture, che hanno già sofferto
            if low == "che" and not adjacent and cue.type == "verb" and _behind_object(syntax, cue, i):
                return None  # prevede un premio che il partito giudica sproporzionato
            if frame == "come" and (not adjacent or (not cue.finite and i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "ADJ"))):
                continue  # lo zolfo segnalato come carico: as
            if i + 1 >= len(doc):
                return None
            if low == "che" and any(t.lower_ == "sia" for t in doc[cue.end : i]) and is_preposition(doc[i + 1]):
                return None  # confermato sia dalle autorità che dai familiari
            if doc[i - 1].text == "," and any(t.lower_.rstrip("'’") in ("lo", "l") for t in doc[cue.start : cue.head]) and i > cue.end + 1:
                return None  # lo ha comunicato l'Autorità, che ogni mese aggiorna…: who
            clause = token.head if token.head.i > i else doc[i + 1]
            if clause.i in (cue.head, cue.anchor):
                clause = _next_verb(syntax, i + 1) or doc[i + 1]
            clause = _before_report(syntax, clause, i + 1, stops)
            end = clause_end(syntax, doc[cue.head], clause, i + 1, stops)
            return Content(frame, [(i + 1, end)], clause.i)
        if token.pos_ == "VERB" and verb_form(token) == "Fin" and i > cue.end:
            return None
    return None


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
    infinitival = token.pos_ in VERBAL and verb_form(token) == "Inf"
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
        if token.pos_ in VERBAL and verb_form(token) == "Fin" and i > cue.head + 1:
            return None
        if i in stops and i > cue.end and (verb_form(token) == "Ger" or (doc[i - 1].pos_ == "CCONJ" and finite_group(syntax, i))):
            return None  # ha assicurato X, chiedendo di; aveva ammesso X, ma ha negato di: the nearer cue's
        inner = [a for a in syntax.auxiliaries(token) if verb_form(a) == "Inf" and a.i > cue.head]
        if token.dep_ not in ("aux", "aux:pass", "cop") and (inner or (token.pos_ in VERBAL and verb_form(token) == "Inf")):
            first = min([syntax.verb_group(token)[0], *(a.i for a in inner)])
            mark = doc[first - 1]
            skip = first - 1
            while mark.pos_ == "ADV" or (mark.is_punct and mark.text not in (",", ";", ":")):
                skip -= 1
                mark = doc[skip]
            low = mark.lower_.replace("’", "'").rstrip("'")
            if preposition and low not in FUSED[preposition]:
                return None
            if not preposition and low not in (doc[cue.end - 1].lower_, "ADV") and mark.i > cue.end:
                return None
            if preposition and mark.i <= cue.head:
                return None
            attached = token.head.i in (cue.head, cue.anchor) or cue.head in {a.i for a in token.ancestors}
            if not attached and mark.i > cue.end + 3 and doc[mark.i - 1].text != ",":
                return None
            if "accuse" not in cue.frames and any(t.pos_ == "NOUN" and not syntax.speakable(t) and t.i + 1 == mark.i and t.dep_ == "obj" and t.i != cue.anchor for t in doc[cue.end : mark.i]) and cue.type == "verb" and token.head.i == mark.i - 1 and token.dep_ == "acl":
                return None  # the infinitive is the noun's: ha avuto il coraggio di dire
            end = clause_end(syntax, doc[cue.head], token, skip + 1, stops, infinitival=True)
            return Content("di" if preposition == "di" else preposition or "inf", [(skip + 1, end)], token.i)
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
        wondering = not asked_for and cue.key.startswith(("chied", "domand", "interrog", "cap", "volere sapere"))
        if (low == "se" and token.pos_ in ("SCONJ", "ADV", "ADP")) or (wondering and low in QUESTION_WORDS - {"se", "che"} and i <= cue.end + 2 and token.pos_ in ("ADV", "PRON", "DET", "SCONJ", "ADJ", "ADP")):
            clause = token.head if token.head.i > i else (_next_verb(syntax, i + 1) or token)
            if clause.i in (cue.head, cue.anchor):
                clause = _next_verb(syntax, i + 1) or token
            if low == "se" and (asked_for or (doc[i - 1].text == "," and any(t.lower_ == "che" for t in doc[cue.end : i]))):
                return None  # sta valutando una legge che, se approvata, …
            first = i + 1 if low in ("se", "perché", "come") else i
            if first >= len(doc):
                return None
            return Content("se", [(first, clause_end(syntax, doc[cue.head], clause, first, stops))], clause.i)
        if token.pos_ in VERBAL and verb_form(token) == "Fin":
            return None
    return None


def object_phrase(syntax: Syntax, cue: Cue, verb: Token, frame: str) -> Content | None:
    """The noun phrase that is the verb's object (or, in the passive, its subject)."""
    passive = syntax.passive(verb)
    relative = next((c for c in verb.children if c.lower_ == "che" and feature(c, "PronType") == "Rel" and c.i < verb.i), None)
    if frame == "target" and not passive and relative is not None and verb.dep_ in ("acl:relcl", "acl") and verb.head.pos_ == "NOUN" and verb.head.i < relative.i:
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i != relative.i and relative.i < c.i < verb.i), None)
        if subject is not None and is_somebody(syntax, subject) and not any(c.dep_ == "obj" and c.i > verb.i for c in verb.children):
            start, end = syntax.phrase(verb.head)  # una proposta che i sindacati respingono
            return Content(frame, [(start, min(end, relative.i))], verb.head.i)
    wanted: tuple[str, ...] = ("nsubj:pass", "nsubj") if passive else ("obj",)
    if passive and verb.dep_ == "ROOT" and not syntax.auxiliaries(verb) and verb.i == syntax.sentence(verb.i)[0]:
        wanted = ("nsubj:pass", "nsubj", "obj")  # Criticata dai sindacati la decisione della giunta
    if not passive and not any(c.dep_ == "obj" for c in verb.children):  # an object taken for an inverted subject
        behind = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i and c.pos_ == "NOUN" and not is_somebody(syntax, c)), None)
        if behind is not None:
            start, end = syntax.phrase(behind, relatives=True)
            return Content(frame, [(start, _with_complements(syntax, verb, end))], behind.i)
    if not passive and not any(c.dep_ in wanted for c in verb.children):  # ha escluso manovre, taken for a predicate
        nominal = [c for c in verb.children if c.pos_ == "NOUN" or any(g.dep_ == "det" for g in c.children)]  # il permanere dei disagi
        adjacent = frame == "obj-any" and any(c.dep_ == "xcomp" and c.pos_ == "ADJ" and c.i == cue.end for c in verb.children)  # chiede indennizzi
        wanted = ("xcomp",) if adjacent or any(c.dep_ == "xcomp" and not any(g.dep_ in ("case", "mark") for g in c.children) for c in nominal) else wanted
    for child in verb.children:
        if child.dep_ in wanted and (child.pos_ in NOMINAL or child.pos_ == "VERB" or (frame == "obj-any" and child.pos_ == "ADJ" and child.i == cue.end)) and child.i != cue.anchor:
            if child.pos_ == "VERB" and not any(c.dep_ == "det" for c in child.children):
                continue
            if child.pos_ == "PRON" and (child.lower_ in ("lo", "la", "li", "le", "ne", "si", "che", "cui", "ci", "l'", "l’", "mi", "ti", "vi") or feature(child, "PronType") in ("Rel", "Prs")):
                continue
            if (not passive and child.i < verb.i) or child.lower_ in WEEKDAYS:
                continue
            start, end = syntax.phrase(child, relatives=True)
            if start - 1 > verb.i and syntax.doc[start - 1].lower_ in SETTING:
                continue  # ha respinto durante il dibattito
            start -= start - 1 > verb.i and syntax.doc[start - 1].lower_ in ("più", "meno", "almeno", "circa", "oltre")  # ha promesso più fondi
            return Content(frame, [(start, end if passive else _with_complements(syntax, verb, end))], child.i)
    if passive and verb.dep_ in ("acl", "amod") and verb.head.i < verb.i:
        start, end = syntax.phrase(verb.head)
        return Content(frame, [(start, min(end, verb.i))], verb.head.i) if start < verb.i else None
    return None


def restrictive(syntax: Syntax, content: Content) -> Content:
    """``content`` without a relative clause set off by a comma: *il decreto, che da giugno raddoppia i turni* (the writer's)."""
    start, end = content.runs[-1]
    for i in range(max(start, content.head) + 1, end - 1):
        relative = syntax.doc[i + 1]
        if syntax.doc[i].lower_ in ("e", "ed", "ma") and (other := syntax.lexicon.adjectives.get(syntax.words[i + 1])) is not None and any(f.startswith("target") for f in other.frames):
            return Content(content.frame, [*content.runs[:-1], (start, i)], content.head)  # favorevole alle penali ma contraria a
        if syntax.doc[i].lower_ in ("e", "ed", "ma") and not syntax.quoted(i) and finite_group(syntax, i + 1):
            comma = syntax.doc[i - 1].text == ","
            inner = any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in syntax.doc[start:i])
            if not comma and inner:
                continue
            return Content(content.frame, [*content.runs[:-1], (start, i - 1 if comma else i)], content.head)  # si oppone al piano con cui…, e minaccia di…
        taken_up = GERUND_WITH_CLITIC.search(relative.lower_) is not None  # ha respinto le accuse, definendole «fango»
        appended = relative.pos_ in ("ADJ", "VERB") and syntax.doc[i].text == "," and _appended(syntax, content, i)
        which = content.frame == "obj" and i + 2 < end and syntax.words[i + 2] in ("cui", "quale", "quali") and is_preposition(relative)  # un terzo complice, del quale…
        if syntax.doc[i].text == "," and (taken_up or appended or which or relative.lower_ in ("che", "dove", "cui") or feature(relative, "PronType") == "Rel") and not syntax.quoted(i):
            return Content(content.frame, [*content.runs[:-1], (start, i)], content.head)
    return content


def _appended(syntax: Syntax, content: Content, comma: int) -> bool:
    """*(ha elogiato) il portiere Nadir Bensaid, decisivo in tre occasioni*: an adjective behind the comma that explains a person, no list."""
    start, end = content.runs[-1]
    relative = syntax.doc[comma + 1]
    named = syntax.doc[comma - 1].ent_type_ == "PER" and any(t.ent_type_ == "PER" for t in syntax.doc[start:comma])
    listed = any(t.lower_ in ("e", "ed", "o") and t.i > comma for t in syntax.doc[comma:end] if t.head.i == relative.i or t.head.head.i == relative.i)
    return named and not syntax.quoted(comma) and not listed and verb_form(relative) not in ("Fin", "Inf", "Ger")


#: Conjunctions of a condition, time or reason that belong to what is promised, asked, feared.
CONDITIONS = {"quando", "purché", "perché", "finché", "appena", "qualora"}


def conditioned(syntax: Syntax, content: Content, quoted_only: bool = False) -> Content:
    """``content`` with its condition: *la riapertura «appena ci saranno le condizioni»*, *l'assoluzione perché il fatto non sussiste*."""
    doc = syntax.doc
    start, end = content.runs[-1]
    limit = syntax.sentence(content.head)[1]
    i = end + (end < limit and doc[end].text == ",")
    if i >= limit or (quoted_only and i > end):
        return content
    quotation = next((q for q in syntax.quotations if q.outer_start == doc[i].idx), None)
    if quotation is not None:
        last = syntax.token_at(quotation.outer_end - 1) + 1
        inside = doc[i + 1 : last - 1]
        adds = len(inside) and inside[0].is_lower and (last >= limit or doc[last].is_punct or doc[last].pos_ in ("CCONJ", "ADP"))
        return content._replace(runs=[*content.runs[:-1], (start, last)]) if adds else content
    if not quoted_only and i == end and doc[i].lower_ in CONDITIONS and not syntax.quoted(i):
        stop = next((j for j in range(i + 1, limit) if doc[j].text in (",", ";", ":", ".") and not syntax.quoted(j)), limit)
        if any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[i:stop]):
            return content._replace(runs=[*content.runs[:-1], (start, stop)])
    return content


def is_somebody(syntax: Syntax, token: Token) -> bool:
    """Whether a noun is for a person or body, to whom things can be said."""
    title = syntax.title(token)
    return bool(token.ent_type_ == "PER" or (title is not None and title.type != "document"))


def _with_complements(syntax: Syntax, verb: Token, end: int) -> int:
    """Take in what follows the noun phrase without a pause: *irregolarità nei conti*, *la cessazione dell'attività entro giugno*.

    Parsers hang such adjuncts from the verb; reporters seldom put the verb's own there. A pause, a new verb or a conjunction
    that opens one, and where or when the saying took place, end the claim.
    """
    doc = syntax.doc
    limit = syntax.sentence(verb.i)[1]
    while end < limit:
        token = doc[end]
        if token.lower_ == "ogni" and token.head.i > end and token.head.pos_ == "NOUN":
            end = token.head.i + 1  # una corsa ogni dieci minuti
            continue
        if token.lower_ != "fa" and (token.is_punct or token.is_space or token.pos_ in ("SCONJ", "CCONJ", "VERB", "AUX", "PRON", "DET", "PROPN", "NOUN", "NUM")):
            break
        head = token.head if token.head.i > end else token
        if token.lower_ == "fa" and syntax.doc[end - 1].lower_ in SPANS and end + 1 < limit:
            end += 1  # lanciata tre settimane fa dal gruppo
            continue
        if token.pos_ == "ADP" and (head.lower_ in OUTSIDE or head.pos_ in VERBAL or _not_its_own(syntax, token, head)):
            break
        if token.pos_ == "ADV" and token.lower_ in TIME:
            break
        mistaken = token.pos_ == "ADP" and head is token and end + 1 < limit and doc[end + 1].pos_ == "VERB" and token.lower_.endswith(("lo", "la", "l", "gli", "lle"))
        if mistaken:  # sulle fasce più deboli: behind an article stands a noun, whatever its tag
            end += 2
            while end < limit and (doc[end].pos_ == "ADJ" or (doc[end].pos_ == "ADV" and end + 1 < limit and doc[end + 1].pos_ == "ADJ")):
                end += 1
            continue
        end = max(syntax.phrase(head, relatives=True)[1] if token.pos_ == "ADP" else end + 1, end + 1)
    while end > verb.i + 1 and doc[end - 1].pos_ in ("ADV", "ADP") and doc[end - 1].i > verb.i + 1 and doc[end - 1].lower_ != "fa":
        end -= 1
    return _listed(syntax, end, limit)


def _not_its_own(syntax: Syntax, preposition: Token, head: Token) -> bool:
    """Whether what the preposition governs is the verb's rather than the noun's: how, through what, to whom."""
    low = preposition.lower_.replace("’", "'").rstrip("'")
    if low in SETTING:
        return True
    if low in FUSED["a"]:
        return head.lower_ == "mittente" or is_somebody(syntax, head) or bool(head.ent_type_) or head.pos_ == "PROPN"
    return low in ("con", "per") and head.lower_ in MANNER


#: What may stand between *e* and the second of two things.
ADDING = (("in", "particolare"), ("in", "subordine"), ("soprattutto",), ("specialmente",), ("in", "primo", "luogo"), ("in", "secondo", "luogo"), ("in", "generale"), ("in", "prospettiva"), ("di", "conseguenza"), ("quindi",), ("dunque",))


def _added(syntax: Syntax, end: int, limit: int) -> int:
    """The end of what *e in particolare*, *e, in subordine,* adds to the noun phrase that ends at ``end``."""
    doc = syntax.doc
    if end + 3 >= limit or doc[end].lower_ not in ("e", "ed"):
        return end
    i = end + 1 + (doc[end + 1].text == ",")
    words = next((w for w in ADDING if tuple(syntax.words[i : i + len(w)]) == w), None)
    if words is None:
        return end
    i += len(words)
    i += i < limit and doc[i].text == ","
    if i + 1 >= limit or syntax.words[i] not in ARTICLES:
        return end
    head = doc[i].head if doc[i].head.i > i else doc[i + 1]
    behind = syntax.phrase(head, relatives=True)[1]
    verb = doc[behind] if behind < limit else None
    return behind if verb is None or verb.pos_ not in VERBAL else end


def _listed(syntax: Syntax, end: int, limit: int) -> int:
    """The end of a list of like phrases: *un processo a Gbagbo, | alla moglie e ai suoi*."""
    doc = syntax.doc
    end = _added(syntax, end, limit)
    if end + 1 >= limit or doc[end].text != ",":
        return end
    kind = next((k for k, words in FUSED.items() if doc[end + 1].lower_.replace("’", "'").rstrip("'") in words), None)
    before = any(t.lower_.replace("’", "'").rstrip("'") in FUSED[kind] for t in doc[max(0, end - 5) : end]) if kind else False
    joined = next((i for i in range(end + 2, min(end + 9, limit - 1)) if doc[i].lower_ in ("e", "ed") and kind and doc[i + 1].lower_.replace("’", "'").rstrip("'") in FUSED[kind]), None)
    if not before or joined is None or any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[end:joined]):
        return end
    head = doc[joined + 1].head if doc[joined + 1].head.i > joined + 1 else doc[min(joined + 2, limit - 1)]
    return max(syntax.phrase(head)[1], joined + 2)


#: Nouns of source phrases and adverbials, which are no targets: contraria, *a giudizio della quale*…; una difesa *a metà*.
NO_TARGET = {"giudizio", "detta", "avviso", "parere", "metà", "tratti", "oltranza", "spada", "priori"}
SETTING = {"durante", "dopo", "attraverso", "secondo", "via"}
MANNER = {"forza", "decisione", "fermezza", "convinzione", "toni", "tono", "parole", "voce", "bocca", "iscritto", "telefono", "ora", "anni", "mesi", "primo", "prima", "anticipo", "insistenza", "vigore", "chiarezza", "cautela", "prudenza", "orgoglio", "rammarico", "ironia", "franchezza", "nettezza", "durezza", "sorriso"}  # fmt: skip
SPANS = {"anni", "mesi", "settimane", "giorni", "ore", "anno", "mese", "settimana", "giorno", "ora"}
TIME = {"ieri", "oggi", "domani", "stamattina", "stasera", "poi", "ancora", "invece", "però", "anche", "inoltre", "intanto"}
OUTSIDE = {"giorno", "giorni", "mattina", "mattinata", "pomeriggio", "sera", "serata", "notte", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "corso", "occasione", "termine", "margine", "comunicato", "nota", "lettera", "conferenza", "intervista", "post", "video", "messaggio", "discorso", "aula", "riunione", "assemblea", "tv", "radio", "microfoni", "blog", "twitter", "facebook", "social", "udienza", "dichiarazione", "forum", "sito", "profilo", "pagina", "web", "chat", "palco", "giornale", "quotidiano"}  # fmt: skip


def prepositional(syntax: Syntax, cue: Cue, governor: Token, preposition: str, frame: str) -> Content | None:
    """The noun phrase behind a preposition that the cue governs; a fused article stays with the phrase."""
    doc = syntax.doc
    if preposition == "verso":  # nei confronti di = verso
        for i in range(cue.end, min(cue.end + 4, len(doc) - 3)):
            if doc[i].lower_ == "nei" and doc[i + 1].lower_ == "confronti":
                head = next((t for t in doc[i + 3 : i + 6] if t.pos_ in ("NOUN", "PROPN")), None)
                if head is not None:
                    fused = doc[i + 2].lower_ not in ("di", "d'", "d’")
                    return Content(frame, [(i + 2 if fused else i + 3, syntax.phrase(head, relatives=True)[1])], head.i)
    if preposition == "su" and (about := _about(syntax, cue)) is not None:
        return about._replace(frame=frame)
    candidates = list(governor.children)
    if cue.anchor >= 0:
        candidates += list(doc[cue.anchor].children)
    if governor.dep_ in ("aux", "cop"):
        candidates += list(governor.head.children)
    candidates += [c for t in doc[cue.start : cue.end] for c in t.children]
    start = syntax.sentence(cue.head)[0]
    fronted = [c for c in candidates if c.i < cue.head and c.pos_ in NOMINAL and syntax.phrase(c, with_preposition=True)[0] <= start + 1]
    for child in fronted:  # Contro la chiusura si sono schierati anche i commercianti; Alla sua audizione si oppongono le difese
        first, end = syntax.phrase(child, relatives=True)
        case = next((c for c in child.children if c.dep_ == "case" and c.i < child.i), None)
        if case is None or case.lower_.replace("’", "'").rstrip("'") not in FUSED.get(preposition, {preposition}) or not first - 1 <= case.i <= start + 1:
            continue
        behind = next((c for c in governor.children if c.dep_ in ("nsubj", "nsubj:pass", "obj") and c.i > cue.head), None)
        if end <= cue.start and (preposition == "contro" or (behind is not None and is_somebody(syntax, behind))) and doc[start : cue.start].text.count(",") == 0:
            fused = preposition != "contro" and case.lower_ not in (preposition, preposition + "d")
            return Content(frame, [(case.i if fused else case.i + 1, end)], child.i)
    if cue.type == "adjective" and cue.end < len(doc) and doc[cue.end].dep_ == "case" and doc[cue.end].head.i > cue.end and doc[cue.end].head not in candidates:
        candidates.append(doc[cue.end].head)  # contrario | ai dossi, which the parser hung elsewhere
    for child in sorted(candidates, key=lambda t: t.i):
        if (child.i < cue.head and child.i < cue.anchor) or child.pos_ not in NOMINAL or child.dep_ == "case":
            continue
        case = next((c for c in child.children if c.dep_ == "case" and c.i < child.i), None)
        if case is None or case.lower_.replace("’", "'").rstrip("'") not in FUSED.get(preposition, {preposition}):
            continue
        if case.i < max(cue.anchor, cue.head) or (cue.type == "noun" and child.pos_ == "NUM") or child.lower_ in NO_TARGET or (preposition in ("in", "su") and child.lower_ in OUTSIDE):
            continue
        _, end = syntax.phrase(child, relatives=True)
        end = _with_complements(syntax, doc[cue.head], end)
        fused = " " in case.lemma_ or case.lower_.replace("’", "'").rstrip("'") not in (preposition, preposition + "d")
        start = case.i if fused and preposition in ("a", "di", "da", "su", "in", "con") else case.i + 1
        if preposition in ("contro", "per", "verso") and start < child.i and doc[start].lower_ == "di":
            start += 1
        return Content(frame, [(start, end)], child.i)
    return None


#: Prepositions of several words that stand for *su*; the last inflects with the article.
ABOUT = (("circa",), ("riguardo", "a"), ("in", "merito", "a"), ("rispetto", "a"), ("in", "ordine", "a"), ("sul", "conto", "di"), ("a", "proposito", "di"))


def _about(syntax: Syntax, cue: Cue) -> Content | None:
    """*Scettico circa un rinvio, dubbi in merito alla gara*: right behind the cue."""
    doc, i = syntax.doc, cue.end
    for words in ABOUT:
        said = [w.rstrip("'") for w in syntax.words[i : i + len(words)]]
        if len(said) < len(words) or said[:-1] != list(words[:-1]) or said[-1] not in FUSED.get(words[-1], {words[-1]}):
            continue
        last = i + len(words) - 1
        fused = said[-1] not in (words[-1], words[-1] + "d")
        head = next((t for t in doc[last + 1 : last + 5] if t.pos_ in ("NOUN", "PROPN")), None)
        if head is None or any(t.pos_ in VERBAL for t in doc[last + 1 : head.i]):
            return None
        end = _with_complements(syntax, doc[cue.head], syntax.phrase(head, relatives=True)[1])
        return Content("target:su", [(last if fused else last + 1, end)], head.i)
    return None


def told_of(syntax: Syntax, cue: Cue, frame: str) -> Content | None:
    """*Avverte i viaggiatori di possibili ritardi, ha invitato le parti alla moderazione*: the noun phrase behind the frame's preposition,
    also where the parser hangs it from the addressee, who must be there.
    """
    preposition = frame.split(":")[1]
    told = next((c for c in syntax.doc[cue.head].children if c.dep_ in ("obj", "iobj", "obl") and c.i > cue.head and (is_somebody(syntax, c) or c.ent_type_)), None)
    if told is None and frame == "obj:a" and cue.end == cue.head + 1:  # invita tuttavia alla cautela
        content = prepositional(syntax, cue, syntax.doc[cue.head], "a", frame)
        near = content is not None and all(t.pos_ == "ADV" for t in syntax.doc[cue.end : content.runs[0][0]])
        return content if content is not None and near and syntax.lexicon.is_event(syntax.doc[content.head].lower_) and not is_somebody(syntax, syntax.doc[content.head]) else None
    if told is None:
        return None
    addressed = Cue(cue.start, told.i + 1, told.i, cue.key, cue.entry, cue.type, cue.frames)
    for governor in (syntax.doc[cue.head], told):
        found = prepositional(syntax, addressed, governor, preposition, frame)
        if found is not None and (frame == "obj:di" or syntax.lexicon.is_event(syntax.doc[found.head].lower_)):
            return found
    return None


def likened(syntax: Syntax, verb: Token) -> Content | None:
    """*paragonare X a Y, derubricare X a Y*: both, in text order."""
    doc = syntax.doc
    thing = next((c for c in verb.children if c.dep_ in ("obj", "nsubj") and c.i > verb.i), None)
    if thing is None:
        return None
    start, end = syntax.phrase(thing)
    limit = syntax.sentence(verb.i)[1]
    inner = next((i for i in range(thing.i + 1, end) if doc[i].lower_.replace("’", "'").rstrip("'") in FUSED["a"]), None)
    if inner is not None:  # attribuisce il calo alla frenata degli ordini: the parser hangs the one from the other
        return Content("as", [(start, syntax.phrase(thing, relatives=True)[1])], thing.i)
    end += end < limit and doc[end].text in "«“\""  # paragona il premier “a quei padroni di casa che…”
    if end + 1 >= limit or doc[end].lower_.replace("’", "'").rstrip("'") not in FUSED["a"]:
        return None
    i = next((i for i in range(end + 1, min(end + 6, limit)) if doc[i].pos_ in NOMINAL or doc[i].pos_ in VERBAL), end + 1)
    head = doc[i] if doc[i].pos_ not in ("DET", "ADJ") or doc[i].head.i <= i else doc[i].head
    return Content("as", [(start, max(syntax.phrase(head, relatives=True)[1], i + 1))], thing.i)


def small_clause(syntax: Syntax, cue: Cue, verb: Token, stops: frozenset[int]) -> Content | None:
    """*definire / considerare X Y*: both where both stand there, in text order; only Y behind a clitic or a relative."""
    doc = syntax.doc
    sentence_end = syntax.sentence(verb.i)[1]
    parts = []
    for child in verb.children:
        if child.i < verb.i and not (syntax.passive(verb) and child.dep_ in ("nsubj:pass", "nsubj") and child.pos_ != "PRON"):
            continue
        if child.dep_ in ("obj", "xcomp", "ccomp", "obl", "amod", "nsubj", "nsubj:pass", "advcl", "acl", "conj") and child.dep_ != "conj":
            case = next((c for c in child.children if c.dep_ in ("case", "mark") and c.i < child.i), None)
            if case is not None and case.lower_ not in ("come", "quale", "quali"):
                continue
            if child.dep_ in ("nsubj",) and not syntax.passive(verb):
                continue
            parts.append(child)
    if not parts:  # la giudica «una resa a rate»
        clitic = any(t.lower_ in ("lo", "la", "li", "le", "l'", "l’") for t in doc[max(0, cue.head - 1) : cue.head])
        clitic = clitic or cue.entry.reflexive or any(f.clitic for f in syntax.lexicon.forms.get(verb.lower_, ()))  # definendole «…», si è detto «…»
        quotation = next((q for q in syntax.quotations if clitic and cue.end < len(doc) and q.outer_start == doc[cue.end].idx), None)
        return Content("as", [(syntax.token_at(quotation.start), syntax.token_at(quotation.end - 1) + 1)], cue.end) if quotation is not None else None
    start = min(syntax.phrase(p, relatives=True)[0] for p in parts)
    marks = next((q for q in syntax.quotations if cue.end < len(doc) and q.outer_start == doc[cue.end].idx and q.start <= doc[start].idx < q.end), None)
    if marks is not None:  # si dice "molto soddisfatta"
        start = min(start, syntax.token_at(marks.start))
    end = max(syntax.phrase(p, relatives=True)[1] for p in parts)
    agent = syntax.agent(verb) if syntax.passive(verb) else None
    if agent is not None and agent.i > verb.i:  # definita «folle» da X
        end = min(end, min([agent.i, *(c.i for c in agent.children if c.dep_ == "case")]))
    if any(p.i > verb.i for p in parts) and start > verb.i:
        predicate = any(p.dep_ in ("xcomp", "ccomp", "amod", "acl", "advcl") or p.pos_ == "ADJ" for p in parts) or len(parts) > 1
        quoted = any(t.text in "«“\"" for t in doc[verb.i + 1 : min(end, verb.i + 4)])
        clitic = any(t.lower_ in ("lo", "la", "li", "le", "l'", "l’", "che", "cui") and t.dep_ != "det" for t in doc[max(0, cue.start - 2) : verb.i]) or verb.lower_.endswith(("lo", "la", "li", "le"))
        come = any(t.lower_ == "come" for t in doc[start:end])
        if not (predicate or quoted or clitic or come):
            return None
        if start <= verb.i + 2 and agent is None:
            reach = clause_end(syntax, verb, parts[0], start, stops)
            if verb_form(verb) == "Ger":  # pur giudicando lacunosi i registri, ritengono…
                reach = next((i for i in range(end, reach) if doc[i].text == ","), reach)
            end = max(end, reach)
        apart = next((i for i in range(start + 1, end - 1) if doc[i].text == "," and not syntax.quoted(i) and verb_form(doc[i + 1]) == "Part" and doc[i + 1].pos_ in ("VERB", "ADJ") and doc[i + 1].lower_ not in ("visto", "dato", "considerato") and any(p.i < i for p in parts)), None)
        end = min(end, apart) if apart is not None else end  # ritengono attendibili i calcoli, basati su una settimana
        if end + 2 < sentence_end and doc[end].lower_ in ("e", "ed"):
            i = next((i for i in range(end + 1, end + 4) if doc[i].pos_ != "ADV"), end + 1)
            if doc[i].pos_ == "ADJ" and i + 1 < sentence_end and doc[i + 1].pos_ == "DET" and doc[i + 1].head.i > i:  # considera inaccettabile e troppo dura questa riforma
                end = syntax.phrase(doc[i + 1].head, relatives=True)[1]
        other = next((i for i in range(start + 2, end) if i in stops and syntax.words[i - 1] in ("e", "ed", "ma") and finite_group(syntax, i) and not syntax.quoted(i)), None)
        end = min(end, other - 1) if other is not None else end  # reputa insufficienti le corse rimaste e domanda un tavolo
        pur = next((i for i in range(start + 1, end - 1) if doc[i].text == "," and doc[i + 1].lower_ in ("pur", "pure") and verb_form(doc[min(i + 2, len(doc) - 1)]) == "Ger"), None)
        end = min(end, pur) if pur is not None else end  # considera la fusione inevitabile, pur chiedendo garanzie
        return Content("as", [(start, min(end, sentence_end))], parts[0].i)
    runs = []
    for part in sorted(parts, key=lambda p: p.i):
        a, b = syntax.phrase(part, relatives=True)
        if a <= verb.i < b:
            b = cue.start
        if b > a:
            runs.append((a, b))
    runs = [r for k, r in enumerate(runs) if not any(o != r and o[0] <= r[0] and r[1] <= o[1] for o in runs[:k])]
    merged: list[tuple[int, int]] = []
    for a, b in runs:
        if merged and a < merged[-1][1]:
            a = merged[-1][1]
        if b > a:
            merged.append((a, b))
    return Content("as", merged, parts[0].i) if merged else None
