"""Names of bodies that the entity recogniser missed, cut or took for persons'."""

from __future__ import annotations

from pipeline.components.speakers.bodies import in_brackets, spelled_out, with_complements
from pipeline.components.speakers.labels import is_person, is_title
from pipeline.components.speakers.names import NameMention, replacing
from pipeline.components.syntax import Syntax, is_preposition
from pipeline.components.syntax.tokens import Token, Tokens, text_of
from pipeline.lexicon import Lexicon, straight


def bodies_behind_nouns(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """What stands in capitals right behind a lower-case noun for a body is that body's name: *l'associazione Acqua Chiara, la cooperativa Terra Nuova*."""
    doc = syntax.doc
    found = []
    for token, title in syntax.titled:
        if not ((token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.i and _articled(doc[token.i - 1]))) and (token.is_lower or token.text.istitle())):
            continue
        if title.type != "organisation" or title.plural or title.key in lexicon.lists["led"] or title.key in lexicon.lists["nameless"]:
            continue
        if token.text.istitle():  # l'Istituto Mori, la Fondazione Mori
            end = token.i + 1
            while end < len(doc) and end - token.i < 4 and doc[end].text.istitle() and doc[end].is_alpha and doc[end].pos_ == "PROPN":
                end += 1
            if end - token.i > 1 and doc[token.i + 1].lower_ not in lexicon.first_names and not any(m.start <= token.i < m.end for m in mentions):
                found.append(NameMention(token.i, end, text_of(doc[token.i : end]), "ORG"))
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i < 5 and doc[end].text[:1].isupper() and doc[end].is_alpha:
            end += 1
        if title.key == "famiglia" and end - token.i > 1:
            found.append(NameMention(token.i, end, text_of(doc[token.i : end]), "ORG"))
            continue
        single = end - token.i == 2 and token.i + 2 < len(doc) and doc[token.i + 1].text.istitle() and len(doc[token.i + 1]) > 3 and not any(m.start <= token.i + 1 < m.end for m in mentions)
        if (end - token.i > 2 or (single and token.is_lower and syntax.title(doc[token.i + 1]) is None)) and doc[token.i + 1].lower_ not in lexicon.first_names:
            found.append(NameMention(token.i + 1, end, text_of(doc[token.i + 1 : end]), "ORG"))
    return replacing(mentions, found)


def _articled(before: Token) -> bool:
    """Whether an article, or a preposition that holds one, stands there: *la cooperativa Terra Nuova*, taken for an adjective."""
    return before.pos_ == "DET" or (is_preposition(before) and before.lower_ not in ("di", "a", "da", "in", "con", "su", "per"))


def of_parties(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> None:
    """Give names behind *consigliera di, esponente di* the label of a body, unless they begin with a first name: *consigliera di Calvi Domani*;
    and those in brackets behind a person: *Moreno Neri (Calvi Domani)*.
    """
    doc = syntax.doc
    people = {m.end for m in mentions if m.label == "PER"}
    for mention in mentions:
        bracketed = mention.start - 1 in people and doc[mention.start - 1].text == "(" and mention.end < len(doc) and doc[mention.end].text == ")"
        if bracketed and mention.label in ("PER", "") and not is_person(lexicon, mention.text):
            mention.label = "ORG"
            continue
        if mention.label not in ("PER", "") or mention.start < 2 or mention.end - mention.start < 2 or doc[mention.start - 1].lower_ != "di":
            continue
        role = next((t for t in (syntax.title(doc[i]) for i in range(mention.start - 2, max(-1, mention.start - 4), -1)) if t is not None), None)
        if role is not None and role.type == "person" and role.key in lexicon.lists["members"] and not is_person(lexicon, mention.text):
            mention.label = "ORG"


def joined_nouns(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with names like *Lavoro e Comunità*: two capital words that *e* joins behind *di* without article, neither of them anywhere alone."""
    doc = syntax.doc
    surely = {i for m in mentions if m.label in ("PER", "LOC") or len(m.text.split()) > 1 for i in range(m.start, m.end)}
    found = []
    for place in syntax.places.get("e", ()):
        if not 1 < place < len(doc) - 2:
            continue
        token, other = doc[place - 1], doc[place + 1]
        words = (token, other)
        if doc[token.i - 1].lower_ != "di" or not all(w.text.istitle() and w.is_alpha and len(doc.by_text[w.text]) == 1 and w.i not in surely and len(w) > 4 for w in words):
            continue
        if not doc[token.i + 3].text.istitle() and not any(w.lower_ in lexicon.first_names for w in words):
            found.append(NameMention(token.i, other.i + 1, text_of(doc[token.i : other.i + 1]), "ORG"))
    return replacing(mentions, found)


def joined_by_ampersand(doc: Tokens, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with firms' names in one piece: *Neri & Bini*."""
    found = []
    for sign in (doc[i] for i in doc.by_text.get("&", ()) if 0 < i < len(doc) - 1):
        start, end = sign.i - 1, sign.i + 2
        if doc[start].text[:1].isupper() and doc[sign.i + 1].text[:1].isupper():
            touching = [m for m in mentions if m.start < end and start < m.end]
            start, end = min((m.start for m in touching), default=start), max((m.end for m in touching), default=end)
            found.append(NameMention(min(start, sign.i - 1), max(end, sign.i + 2), text_of(doc[min(start, sign.i - 1) : max(end, sign.i + 2)]), "ORG"))
    return replacing(mentions, found)


def titled_so(lexicon: Lexicon, doc: Tokens, mention: NameMention) -> bool:
    """Whether quotation marks hold the name and nothing else, and no first name opens it: *"Sponde"*, a festival."""
    before, behind = doc[mention.start - 1].text if mention.start else "", doc[mention.end].text if mention.end < len(doc) else ""
    return before in tuple('"«“') and behind in tuple('"»”') and before != "" and not is_person(lexicon, mention.text)


def apposed_bodies(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with two capital words that *e* joins, set apart behind one body's noun: *il sindacato dei marittimi, Vela e Remo,*."""
    doc = syntax.doc
    found = []
    for token, title in syntax.titled:
        if token.i >= len(doc) - 6 or token.pos_ != "NOUN" or not token.is_lower or title.type != "organisation" or title.plural:
            continue
        comma = next((i for i in range(token.i + 1, min(token.i + 9, len(doc) - 4)) if doc[i].text == "," or doc[i].pos_ in ("VERB", "AUX", "CCONJ")), None)
        if comma is None or doc[comma].text != "," or doc[comma + 2].lower_ not in ("e", "ed") or doc[comma + 4].text != ",":
            continue
        words = (doc[comma + 1], doc[comma + 3])
        if all(w.text.istitle() and w.is_alpha and w.lower_ not in lexicon.first_names for w in words):
            found.append(NameMention(comma + 1, comma + 4, text_of(doc[comma + 1 : comma + 4]), "ORG"))
    return replacing(mentions, found)


def whole_bodies(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with the names of bodies that an acronym spells out in place of the pieces of them."""
    doc = syntax.doc
    spans = [(a, b, doc[c].text) for a, b, c in in_brackets(doc)]
    known = {text for _, _, text in spans}
    short = {m.text for m in mentions if m.label != "PER" and m.text.isalpha() and (m.text.isupper() or len(m.text) <= 4)} - known
    spans += [(a, b, c) for a, b, c in spelled_out(doc, short) if not is_title(lexicon, doc[a])]  # il Ministro delle Strade e dei Porti, MSP
    whole = [NameMention(a, b, text_of(doc[a:b]), "ORG") for a, b, _ in spans]
    for a, b in with_complements(doc, lexicon):  # unless the recogniser saw as much or more
        if not any(m.start <= a and b <= m.end for m in mentions) and not any(w.start < b and a < w.end for w in whole):
            whole.append(NameMention(a, b, text_of(doc[a:b]), "ORG"))
    kept = [m for m in mentions if not any(w.start < m.end and m.start < w.end for w in whole)]
    return _of_larger(syntax, lexicon, kept + whole)


def _of_larger(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """*l'Assemblea consultiva | del Consiglio d'Olmeda*: a body's name of two words or more goes on with that of the larger one."""
    doc = syntax.doc
    opens = {m.start: m for m in mentions if m.label == "ORG"}
    gone = set()
    for mention in mentions:
        larger = opens.get(mention.end + 1)
        if larger is None or mention.label != "ORG" or mention.end - mention.start < 2 or not doc[mention.start].text.istitle() or not doc[larger.start].text.istitle():
            continue
        of = straight(doc[mention.end].lower_).rstrip("'") in ("del", "dell", "della", "dello")
        bodies = (lexicon.title(doc[i].lower_) for i in (mention.start, larger.start))
        if of and all(t is not None and t.type == "organisation" for t in bodies) and larger.end - larger.start > 1:
            mention.end, mention.text = larger.end, text_of(doc[mention.start : larger.end])
            gone.add(id(larger))
    return [m for m in mentions if id(m) not in gone]
