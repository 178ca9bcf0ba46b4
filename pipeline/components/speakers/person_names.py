"""Names of persons, and names of one word, that the entity recogniser missed or did not cut where they end."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from pipeline.components.speakers.bodies import in_brackets
from pipeline.components.speakers.names import NameMention, name_words, replacing
from pipeline.components.syntax import Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token, Tokens, text_of
from pipeline.lexicon import Lexicon, straight


def apposed_names(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """Names that stand between commas behind a role, whatever the recogniser saw: *l'assessora al Bilancio, Tea Giusti, che…*."""
    doc = syntax.doc
    found = []
    for token, title in syntax.titled:
        if title.type != "person" or not token.is_lower or token.pos_ not in ("NOUN", "PROPN"):
            continue
        comma = next((i for i in range(token.i + 1, min(token.i + 9, len(doc))) if doc[i].text == "," or doc[i].pos_ in ("VERB", "AUX")), None)
        if comma is None or doc[comma].text != ",":
            continue
        end = comma + 1
        while end < len(doc) and end - comma < 4 and doc[end].text.istitle() and doc[end].is_alpha:
            end += 1
        if end - comma > 2 and end < len(doc) and doc[end].text in (",", ".", ":", ";", ")", "»", "”"):
            found.append(NameMention(comma + 1, end, text_of(doc[comma + 1 : end]), "PER"))
    return replacing(mentions, found)


def behind_first_names(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with names in one piece that a first name opens and a particle goes on: *Enrica Dal Molin*."""
    doc = syntax.doc
    found = []
    for particle in syntax.in_table("particles"):
        token = doc[particle - 1]
        if not 0 < particle < len(doc) - 1 or not token.text.istitle() or straight(token.lower_) not in lexicon.first_names or not doc[token.i + 1].text[:1].isupper():
            continue
        end = token.i + 2
        while end < len(doc) and end - token.i < 4 and doc[end].text[:1].isupper() and doc[end].is_alpha:
            end += 1
        if end > token.i + 2 and not any(m.start <= token.i and m.end >= end for m in mentions):
            found.append(NameMention(token.i, end, text_of(doc[token.i : end]), "PER"))
    return replacing(mentions, found)


def with_particles(syntax: Syntax, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with the surnames that a capital particle opens, inside sentences or where the text has them whole elsewhere: *Di Neri, Lo Neri*."""
    found = []
    for i in syntax.particle_names:
        over = [m for m in mentions if m.start < i + 2 and i < m.end]
        if not any(m.start <= i and i + 2 <= m.end for m in over):
            found.append(NameMention(i, i + 2, text_of(syntax.doc[i : i + 2]), "PER"))
    return [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)] + found


def surnames(syntax: Syntax, mentions: list[NameMention], taken: set[int]) -> list[NameMention]:
    """Surnames of persons named in full elsewhere and short names of bodies, where recogniser and tagger saw something else (*Sferlazza: «Pronti»*)."""
    known = {m.text: m.label for m in mentions if m.label == "ORG" and m.end - m.start == 1 and len(m.text) > 4}
    known |= {syntax.doc[c].text: "ORG" for _, _, c in in_brackets(syntax.doc) if len(syntax.doc[c]) > 4}
    known |= {m.text.split()[-1]: "PER" for m in mentions if m.label == "PER" and len(m.text.split()) > 1}
    places = syntax.doc.by_text
    found = (syntax.doc[i] for i in sorted(i for name in known for i in places.get(name, ())))
    return [NameMention(t.i, t.i + 1, t.text, known[t.text]) for t in found if t.i not in taken and t.text.istitle() and t.lower_ not in places and not _titles(syntax, t)]


def _titles(syntax: Syntax, token: Token) -> bool:
    """Whether the word is a role before a name: *Papa Benedetto*, where a *Luigi Papa* is in the text too."""
    title = syntax.title(token)
    return title is not None and title.type == "person" and token.i + 1 < len(syntax.doc) and syntax.doc[token.i + 1].text[:1].isupper()


def bare_subjects(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """Names at a sentence's head that the tagger took for common words: *Federutenza contesta il metodo*; a common noun has its article there."""
    doc = syntax.doc
    taken = {i for m in mentions for i in range(m.start, m.end)}
    found = []
    for token in (doc[start] for start in syntax.sentence_starts if start < len(doc)):
        if token.i in taken or not token.text.istitle() or not token.is_alpha or len(token) < 4 or token.lower_ in doc.by_text or syntax.quoted(token.i):
            continue
        if token.pos_ in ("PRON", "DET", "NUM", "AUX") or syntax.title(token) is not None or token.lower_ in lexicon.quantities:
            continue
        if token.dep_ not in ("nsubj", "nsubj:pass") or token.head.i < token.i or verb_form(token.head) not in ("Fin", "Part") or token.head.pos_ not in ("VERB", "AUX"):
            continue
        group = syntax.verb_group(token.head)[0]
        finite = [t for t in (token.head, *syntax.auxiliaries(token.head)) if verb_form(t) == "Fin"]
        singular = bool(finite) and all(feature(t, "Number") == "Sing" for t in finite)
        ends = doc[syntax.sentence(token.i)[1] - 1].text in (".", "!", "?", "”", "»", '"', ";") or "\n" in doc[syntax.sentence(token.i)[1] - 1].text
        if singular and ends and all(t.pos_ in ("ADV", "CCONJ") for t in doc[token.i + 1 : group]):
            found.append(NameMention(token.i, token.i + 1, token.text, "ORG" if token.lower_.startswith(lexicon.beginnings["associations"]) else ""))
    return found


def in_two_words(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with two names that stand side by side each time joined: *Torre* and *Lisandra*."""
    doc = syntax.doc
    single = {m.start: m for m in mentions if m.end - m.start == 1 and (m.text.istitle() or m.text.isupper())}
    pairs = [(m, single[m.end]) for m in single.values() if m.end in single and m.label != "PER" and m.text.lower() not in lexicon.first_names]
    if not pairs:
        return mentions
    follows: dict[str, set[str]] = {}
    for one, two in pairwise(syntax.tokens):
        follows.setdefault(two.lower_, set()).add(one.lower_)
    often = Counter((one.lower_, two.lower_) for one, two in pairwise(syntax.tokens))
    joined = [(a, b) for a, b in pairs if often[a.text.lower(), b.text.lower()] > 1 and follows[b.text.lower()] == {a.text.lower()}]
    gone = {id(m) for pair in joined for m in pair}
    return [m for m in mentions if id(m) not in gone] + [NameMention(a.start, b.end, text_of(doc[a.start : b.end]), "LOC" if "LOC" in (a.label, b.label) else a.label) for a, b in joined]


def told_age(doc: Tokens, end: int) -> bool:
    """Whether a person's age follows: *…, 23 anni, …*."""
    return end + 3 < len(doc) and doc[end].text == "," and doc[end + 1].text.isdigit() and doc[end + 2].lower_ == "anni" and doc[end + 3].text in (",", ".", ")", ";")


def split_governed(syntax: Syntax, lexicon: Lexicon, mention: NameMention, people: set[tuple[str, ...]]) -> NameMention:
    """*Il presidente del Mps Profumo*: a body's name and a known surname were read as one name."""
    doc = syntax.doc
    words = name_words(mention.text)
    if mention.start == 0 or not is_preposition(doc[mention.start - 1]):
        return mention
    if mention.end - mention.start == 3 and text_of(doc[mention.start : mention.end]).istitle():
        # l'assessora all'Industria Clelia Vanzago
        role = syntax.title(doc[mention.start - 2]) if mention.start > 1 else None
        if role is not None and role.type == "person":
            return NameMention(mention.start + 1, mention.end, text_of(doc[mention.start + 1 : mention.end]), "PER")
    first = next((i for i in range(mention.start + 1, mention.end - 1) if doc[i].lower_ in lexicon.first_names and doc[i].text.istitle()), None)
    if first is not None and text_of(doc[first : mention.end]).istitle() and mention.end - first <= 3:
        # il titolare della Protezione civile Fulgenzio Arrigoni
        roles = (syntax.title(t) for t in doc[max(0, mention.start - 4) : mention.start])
        if any(role is not None and role.type == "person" for role in roles):
            return NameMention(first, mention.end, text_of(doc[first : mention.end]), "PER")
    if mention.end - mention.start != 2 or words[0] in lexicon.first_names:
        return mention
    if not any(name[-1] == words[-1] and name != words for name in people):
        return mention
    title = any(straight(t.lower_) in lexicon.titles for t in doc[max(0, mention.start - 4) : mention.start])
    return NameMention(mention.end - 1, mention.end, doc[mention.end - 1].text, "PER") if title else mention
