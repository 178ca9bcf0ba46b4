"""Who a clause before a colon is about: *La sindaca non ci sta: «…»*, *Sulla stessa linea il senatore Furlan: «…»*."""

from __future__ import annotations

from pipeline.components.analysis import Mention
from pipeline.components.mentions.finding import before_colon, whose_turn
from pipeline.components.syntax import VERBAL, Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token


def topic_of(syntax: Syntax, start: int, colon: int) -> Mention | None:
    """Who a clause before a colon is about: its subject, or the name that is all there is."""
    doc = syntax.doc
    if colon <= start:
        return None
    verbs = [t for t in doc[start:colon] if t.pos_ in VERBAL and t.dep_ not in ("aux", "aux:pass", "cop")]
    if (said := behind_matter(syntax, start, colon)) is not None:
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
    if (turn := whose_turn(syntax, root)) is not None:
        return turn  # Poi tocca al sindaco: «…»
    subject = syntax.subject(root)
    if subject is not None and (subject.pos_ == "PROPN" or subject.ent_type_ in ("PER", "ORG") or _speaks(syntax, subject)):
        return Mention(syntax.phrase(subject), head=subject.i)
    if (behind := _named_last(syntax, root, colon)) is not None:
        return behind
    if subject is None and syntax.finite(root) and feature(root, "Person") in ("3", ""):
        return Mention(None, shares_with=root.i)
    return None


def behind_matter(syntax: Syntax, start: int, colon: int) -> Mention | None:
    """*La mostra che divide la città, l'assessora: «…»*: in headlines the matter, a comma, and who speaks."""
    doc = syntax.doc
    comma = next((i for i in range(colon - 1, start, -1) if doc[i].text == ","), None)
    opening = syntax.line_ends[1] if len(syntax.line_ends) > 1 else syntax.first_line  # headline and subheading
    if comma is None or colon > opening or colon - comma > 8 or any(t.pos_ in VERBAL or t.text == "," for t in doc[comma + 1 : colon]):
        return None
    mention = before_colon(syntax, comma + 1, colon)
    told = any(t.pos_ in VERBAL for t in doc[start:comma])  # else a name and what explains it: Ada Lodi, la sindaca: «…»
    if mention is None or mention.span is None or mention.span[0] != comma + 1 or (not told and any(t.ent_type_ == "PER" for t in doc[start:comma])):
        return None
    article = doc[comma + 1].pos_ == "DET" or doc[comma + 1].ent_type_ in ("PER", "ORG") or (comma + 2 == colon and doc[comma + 1].text in syntax.names)
    return mention if article and _person_or_body(syntax, mention) else None


def _person_or_body(syntax: Syntax, mention: Mention) -> bool:
    if mention.span is None:
        return False
    head = syntax.doc[mention.head if mention.head is not None else mention.span[0]]
    title = syntax.title(head)
    return is_named(syntax, head) and (title is None or title.type != "document")


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
        if is_named(syntax, head) and (first <= i or head.i == i):
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


def last_person(syntax: Syntax, start: int, colon: int) -> Mention | None:
    """*Da registrare la presenza di Paolo Neri, ministro dell'Interno: «…»*: the person named last, with nothing but a role between name and colon."""
    doc = syntax.doc
    last = next((t.i for t in reversed(doc[start:colon]) if t.ent_type_ == "PER"), None)
    if last is None:
        return None
    first = last
    while first > start and doc[first - 1].ent_type_ == "PER" and doc[first].ent_iob_ == "I":
        first -= 1
    tail = doc[last + 1 : colon]
    role = len(tail) > 1 and tail[0].text in (",", "(") and not any(t.pos_ in VERBAL for t in tail) and any(syntax.title(t) is not None for t in tail[1:4])
    return Mention((first, last + 1), head=first) if not len(tail) or role else None


def only_addressed(syntax: Syntax, start: int, colon: int) -> bool:
    """*Poi, ai cronisti: «…»*: no subject and no verb, only to whom, when or how."""
    words = [t for t in syntax.doc[start:colon] if not t.is_punct and not t.is_space]
    if words and len(words) <= 12 and any(t.lower_ in ("rivolto", "rivolta", "rivolti", "rivolte") for t in words) and not any(verb_form(t) == "Fin" for t in words if t.pos_ in VERBAL):
        return True  # poi, rivolto ai banchi dell'opposizione: «…»
    if len(words) > 1 and words[0].pos_ == "CCONJ":  # E ancora: «…»
        words = words[1:]
    if not words or len(words) > 6 or not (is_preposition(words[0]) or words[0].pos_ == "ADV"):
        return False
    return any(t.lower_ in ("ai", "alla", "al", "agli", "alle", "a", "poi", "ancora", "infine", "quindi", "su", "sul", "sulla", "sui", "sulle", "sullo", "quanto") or t.lower_ in ("sull'", "sull’") for t in words) and not any(t.pos_ in VERBAL for t in words)


def is_named(syntax: Syntax, token: Token) -> bool:
    """Whether a token is a name, or a noun for somebody who can speak."""
    return syntax.is_name(token) or bool(token.ent_type_) or _speaks(syntax, token)


def _speaks(syntax: Syntax, token: Token) -> bool:
    noun = token.pos_ in ("NOUN", "PRON") or (token.i > 0 and token.nbor(-1).pos_ == "DET")  # L'inviata Ue, tagged as an adjective
    one = token.lower_ in ("uno", "una") and any(c.dep_ == "nmod" and syntax.speakable(c) for c in token.children)  # Uno dei manifestanti: «…»
    return one or (noun and syntax.speakable(token))
