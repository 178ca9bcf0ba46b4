"""How far a noun phrase that is a claim reaches: its adjuncts, what *e in particolare* adds, lists of like phrases."""

from __future__ import annotations

from pipeline.components.claims.content import is_somebody
from pipeline.components.cues.verbs import FUSED
from pipeline.components.syntax import ARTICLES, VERBAL, Syntax, verb_form
from pipeline.components.syntax.tokens import Token


def with_complements(syntax: Syntax, verb: Token, end: int) -> int:
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
        if token.lower_ in ("e", "ed") and (joined := _joined_adjunct(syntax, verb, end, limit)) > end:
            end = joined  # uscita di venerdì | e a ridosso della scadenza
            continue
        if token.lower_ != "fa" and (token.is_punct or token.is_space or token.pos_ in ("SCONJ", "CCONJ", "VERB", "AUX", "PRON", "DET", "PROPN", "NOUN", "NUM")):
            break
        head = token.head if token.head.i > end else token
        if token.lower_ == "fa" and syntax.doc[end - 1].lower_ in syntax.lexicon.lists["ago"] and end + 1 < limit:
            end += 1  # lanciata tre settimane fa dal gruppo
            continue
        if token.pos_ == "ADP" and (head.lower_ in syntax.lexicon.lists["occasions"] or head.pos_ in VERBAL or _not_its_own(syntax, token, head)):
            break
        if token.lower_ == "come" and token.pos_ == "ADP":
            break  # boccia il polo | come una cattedrale nel deserto
        if token.pos_ == "ADV" and token.lower_ in syntax.lexicon.lists["time_adverbs"]:
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


def _joined_adjunct(syntax: Syntax, verb: Token, end: int, limit: int) -> int:
    """Where the prepositional phrase behind *e* ends that the parser coordinated with the verb itself, if a pause or stop follows; else ``end``."""
    doc = syntax.doc
    head = doc[end + 1].head if end + 1 < limit and doc[end + 1].pos_ == "ADP" else None
    if head is None or head.i <= end or head.dep_ != "conj" or head.head.i != verb.i or head.pos_ != "NOUN" or any(c.dep_ == "cop" for c in head.children):
        return end
    behind = syntax.phrase(head, relatives=True)[1]
    return behind if behind >= limit or doc[behind].is_punct else end


def _not_its_own(syntax: Syntax, preposition: Token, head: Token) -> bool:
    """Whether what the preposition governs is the verb's rather than the noun's: how, through what, to whom."""
    low = preposition.lower_.replace("’", "'").rstrip("'")
    if low in syntax.lexicon.lists["settings"]:
        return True
    if low in FUSED["a"]:
        return head.lower_ == "mittente" or is_somebody(syntax, head) or bool(head.ent_type_) or head.pos_ == "PROPN"
    return low in ("con", "per") and head.lower_ in syntax.lexicon.lists["manner"]


def _row(syntax: Syntax, comma: int, limit: int) -> int:
    """The end of noun phrases with articles that go on behind a comma up to *e* and a last one: *la revoca, | l'istituzione di un fondo e l'abolizione dei ticket*."""
    doc = syntax.doc
    start = doc[comma + 1]
    if start.pos_ != "DET" or syntax.words[comma + 1] not in ARTICLES or syntax.quoted(comma):
        return comma
    joined = next((i for i in range(comma + 3, min(comma + 26, limit - 1)) if doc[i].lower_ in ("e", "ed") and syntax.words[i + 1] in ARTICLES), None)
    if joined is None or any((t.pos_ in VERBAL and verb_form(t) == "Fin") or t.text in (":", ";", "(") for t in doc[comma:joined]):
        return comma
    head = next((t for t in doc[joined + 1 : joined + 5] if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None:
        return comma
    last = syntax.phrase(head)[1]
    return comma if last < limit and doc[last].pos_ in VERBAL and verb_form(doc[last]) == "Fin" else last


def _added(syntax: Syntax, end: int, limit: int) -> int:
    """The end of what *e in particolare*, *e, in subordine,* adds to the noun phrase that ends at ``end``."""
    doc = syntax.doc
    if end + 3 >= limit or doc[end].lower_ not in ("e", "ed"):
        return end
    i = end + 1 + (doc[end + 1].text == ",")
    words = next((w for w in syntax.lexicon.phrases["adding"] if tuple(syntax.words[i : i + len(w)]) == w), None)
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
    """The end of a list of like phrases: *un processo a Neri, | alla moglie e ai suoi*."""
    doc = syntax.doc
    end = _added(syntax, end, limit)
    if end + 1 >= limit or doc[end].text != ",":
        return end
    if (row := _row(syntax, end, limit)) > end:
        return row
    kind = next((k for k, words in FUSED.items() if doc[end + 1].lower_.replace("’", "'").rstrip("'") in words), None)
    before = any(t.lower_.replace("’", "'").rstrip("'") in FUSED[kind] for t in doc[max(0, end - 5) : end]) if kind else False
    joined = next((i for i in range(end + 2, min(end + 9, limit - 1)) if doc[i].lower_ in ("e", "ed") and kind and doc[i + 1].lower_.replace("’", "'").rstrip("'") in FUSED[kind]), None)
    if not before or joined is None or any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[end:joined]):
        return end
    head = doc[joined + 1].head if doc[joined + 1].head.i > joined + 1 else doc[min(joined + 2, limit - 1)]
    return max(syntax.phrase(head)[1], joined + 2)
