"""Where the names stand in one article: what the entity recogniser saw, mended by capitals, roles and the lexicon."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from pipeline.components.speakers.body_names import apposed_bodies, bodies_behind_nouns, joined_by_ampersand, joined_nouns, of_parties, titled_so, whole_bodies
from pipeline.components.speakers.labels import is_body, is_title, label_of
from pipeline.components.speakers.names import NameMention, name_words
from pipeline.components.speakers.person_names import apposed_names, bare_subjects, behind_first_names, in_two_words, split_governed, surnames, told_age, with_particles
from pipeline.components.speakers.role_names import behind_roles
from pipeline.components.syntax import Syntax, is_preposition
from pipeline.components.syntax.bylines import in_byline
from pipeline.components.syntax.tokens import Token, Tokens, text_of
from pipeline.lexicon import Lexicon, straight


def name_mentions(syntax: Syntax, lexicon: Lexicon) -> list[NameMention]:
    """Named entities, and runs of proper nouns that the entity recogniser missed."""
    doc = syntax.doc
    taken: set[int] = set()
    mentions = []
    shouted = _shouted(syntax)
    for ent in doc.ents:
        start, end = ent.start, ent.end
        if ent.start in shouted and not all(t.text.title() in syntax.names or t.text in syntax.names for t in ent if t.is_alpha):
            continue  # SINDACA IMPUGNA AUTORIZZAZIONE
        inner = next((k for k in range(start + 1, end - 1) if doc[k].lower_ in ("il", "lo", "la", "i", "gli", "le") and doc[k].is_lower and doc[k].pos_ == "DET" and doc[k - 1].is_lower and doc[k - 1].pos_ == "NOUN" and doc[k + 1].text.istitle()), None)
        start = inner + 1 if inner is not None else start  # (trasmesso al) ministero | la Soprintendenza
        while start < end and (is_title(lexicon, doc[start]) or doc[start].is_punct or (doc[start].pos_ in ("DET", "ADP") and doc[start].is_lower) or (is_preposition(doc[start]) and (doc[start].is_lower or doc[start].is_sent_start))):
            start += 1
        while end > start and ((doc[end - 1].is_punct and doc[end - 1].text not in ("!", ".")) or doc[end - 1].is_space or doc[end - 1].pos_ in ("ADP", "DET", "CCONJ")):
            end -= 1
        while end > start + 1 and doc[end - 1].pos_ in ("VERB", "AUX") and doc[end - 1].is_lower:
            end -= 1  # New York Post sottolinea
        while start < end - 1 and doc[start].is_lower and (not is_body(lexicon, doc[start]) or doc[start + 1].lower_ in lexicon.first_names) and (straight(doc[start].lower_) not in lexicon.lists["particles"] or is_preposition(doc[start])):
            start += 1
        while start < end < len(doc) and doc[end].dep_ in ("flat:name", "flat") and doc[end].text[:1].isupper() and doc[end].head.i >= start:
            end += 1
        while start < end < len(doc) and ent.label_ == "PER" and doc[end].pos_ == "PROPN" and doc[end].text.istitle() and not doc[end].ent_type_ and end - start < 4:
            end += 1
        while start < end < len(doc) and ent.label_ != "PER" and doc[end].text.istitle() and doc[end].pos_ in ("ADJ", "PROPN", "NOUN") and doc[end].ent_iob_ == "O":
            end += 1  # Rete Studentesca | Autonoma
        if 0 < start < end and ent.label_ == "PER" and len(doc[start - 1]) == 2 and doc[start - 1].text[0].isupper() and doc[start - 1].text[1] == "." and end - start > 1:
            start -= 1  # A. Donald | Neri
        while 0 < start < end and _opens_earlier(lexicon, doc, start, ent.label_):
            start -= 1  # Edda | Kolvin; Sala Stampa | Vaticana
        if end - start > 2 and doc[start].is_sent_start and doc[start].pos_ not in ("PROPN", "X") and doc[start + 1].text[:1].isupper():
            start += 1  # Sdegnato Ruggero Paventi, che…
        if end - start > 1 and doc[end - 1].text.istitle() and doc[end - 1].lower_ in lexicon.lists["english_roles"]:
            taken.update(range(start, end))  # il Chief Technology Officer, taken for a person
            continue
        single = syntax.title(doc[start]) if end - start == 1 else None
        if single is not None and single.type != "document" and not doc[start].text.isupper():
            continue  # il Sindacato, la Regione: nouns
        if end - start > 1 and doc[start].is_sent_start and all(t.is_lower for t in doc[start + 1 : end]):
            continue  # Ex magistrata: the capital is the sentence's
        if _party(lexicon, doc, start, end):
            taken.add(start)
            start += 1
        if start >= end or "\n" in text_of(doc[start:end]) or not any(t.text[:1].isupper() or t.is_digit for t in doc[start:end]):
            continue
        text = text_of(doc[start:end])
        mentions.append(NameMention(start, end, text, label_of(lexicon, text, ent.label_)))
        taken.update(range(start, end))
    behind = 0
    for token in syntax.doc.capitals:
        i = token.i
        if i < behind or i in taken or not token.text[:1].isupper() or (token.pos_ != "PROPN" and not (token.pos_ == "ADJ" and _behind_body(syntax, token))) or (token.is_sent_start and not _runs_on(syntax, i, taken)):
            continue
        end = i + 1
        while end < len(doc) and end not in taken and doc[end].text[:1].isupper() and (doc[end].pos_ == "PROPN" or doc[end].dep_ in ("flat:name", "flat") or _describes_name(doc, i, end)):
            end += 1
        start = i
        start += _party(lexicon, doc, start, end)
        while start < end and is_title(lexicon, doc[start]):
            start += 1
        body = syntax.title(doc[start]) if end - start == 1 else None
        if start < end and doc[end - 1].text.istitle() and doc[end - 1].lower_ in lexicon.lists["english_roles"] and end - start > 1:
            taken.update(range(start, end))  # il Chief Technology Officer
        elif start < end and not (body is not None and body.type == "organisation"):  # il Sindacato, la Regione: nouns
            label = label_of(lexicon, text_of(doc[start:end]), "PER" if end - start > 1 else "")
            mentions.append(NameMention(start, end, text_of(doc[start:end]), label))
            taken.update(range(start, end))
        behind = end
    mentions = bodies_behind_nouns(syntax, lexicon, mentions)
    mentions = apposed_names(syntax, lexicon, mentions)
    mentions = behind_first_names(syntax, lexicon, mentions)
    mentions = behind_roles(syntax, lexicon, mentions)
    mentions = with_particles(syntax, mentions)
    mentions += surnames(syntax, mentions, taken)
    mentions += bare_subjects(syntax, lexicon, mentions)
    mentions = in_two_words(syntax, lexicon, mentions)
    mentions = joined_nouns(syntax, lexicon, mentions)
    mentions = apposed_bodies(syntax, lexicon, mentions)
    mentions = whole_bodies(syntax, lexicon, mentions)
    of_parties(syntax, lexicon, mentions)
    mentions = [m for m in joined_by_ampersand(doc, mentions) if not (m.end - m.start == 1 and m.text.lower() in lexicon.lists["centuries"]) and not in_byline(doc, m.start, m.end)]
    for mention in mentions:
        if mention.label == "PER" and titled_so(lexicon, doc, mention):
            mention.label = ""  # "Sponde", il festival
        if mention.label != "PER" and mention.end - mention.start < 4 and told_age(doc, mention.end):
            mention.label = "PER"  # Lamin, 23 anni, è arrivato
    over: dict[int, list[NameMention]] = {}
    for mention in mentions:
        for i in range(mention.start, mention.end):
            over.setdefault(i, []).append(mention)
    mentions = [m for m in mentions if not any(o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start for o in over.get(m.start, ()))]
    people = {name_words(m.text) for m in mentions if m.label == "PER" and len(m.text.split()) > 1}
    return sorted((split_governed(syntax, lexicon, m, people) for m in mentions), key=lambda m: m.start)


def _describes_name(doc: Tokens, start: int, end: int) -> bool:
    """Whether an adjective with a capital ends a name of three words or more: *la Sala Stampa Vaticana*."""
    token = doc[end]
    return token.pos_ == "ADJ" and token.text.istitle() and not token.ent_type_ and end - start > 1 and doc[end - 1].pos_ == "PROPN" and not doc[start].ent_type_ and not doc[start].is_sent_start


def _behind_body(syntax: Syntax, token: Token) -> bool:
    """Whether a capital word that the tagger took for an adjective ends the phrase of a noun for a body in lower case: *il quotidiano indipendente Slovo*."""
    title = syntax.title(token.head) if token.text.istitle() and token.dep_ == "amod" and token.head.i < token.i else None
    before = syntax.doc[token.i - 1]
    return title is not None and title.type == "organisation" and token.head.is_lower and before.is_lower and before.pos_ in ("NOUN", "ADJ")


def _shouted(syntax: Syntax) -> set[int]:
    """Tokens of lines, and of what brackets part in them, that are all in capitals, where a capital says nothing."""
    found: set[int] = set()
    doc = syntax.doc
    capitals = [t.i for t in doc.capitals if t.text.isupper()]
    brackets = doc.by_text.get("(", [])
    for start, end in pairwise([-1, *syntax.line_ends, len(doc)]):
        if bisect_left(capitals, end) - bisect_left(capitals, start + 1) < 4:
            continue
        first = start + 1
        for stop in (*brackets[bisect_left(brackets, first) : bisect_left(brackets, end)], end):
            if stop - first < 3 and stop < end:
                continue
            words = list(filter(str.isalpha, [t.text for t in doc[first:stop]]))
            if len(words) > 3 and sum(map(str.isupper, words)) > 0.8 * len(words):
                found.update(range(first, stop))
            first = stop + 1
    return found


def _opens_earlier(lexicon: Lexicon, doc: Tokens, start: int, label: str) -> bool:
    """Whether the name at ``start`` takes in the capital word before it: a first name of a person, a noun of a body that is no sentence's first word."""
    before = doc[start - 1]
    if not before.text.istitle() or not before.is_alpha or before.ent_type_ or before.is_sent_start or not doc[start].text[:1].isupper():
        return False
    if label == "PER":
        flat = ("flat:name", "flat")
        within = before.dep_ in flat and doc[start].dep_ in flat and before.head.i == doc[start].head.i and before.head.lower_ in lexicon.first_names  # Demetrio Neri | Carli
        return before.pos_ == "PROPN" and (before.lower_ in lexicon.first_names or within)
    title = lexicon.title(before.lower_)
    return before.pos_ in ("PROPN", "NOUN") and label in ("ORG", "LOC") and doc[start].lower_ not in lexicon.first_names and (title is None or title.type not in ("person", "group"))


def _party(lexicon: Lexicon, doc: Tokens, start: int, end: int) -> int:
    """1 where a party's or country's letters stand before a person's name (*la sindaca Pd Ada Lodi*), else 0."""
    letters = end - start > 2 and len(doc[start]) <= 3 and doc[start].lower_ not in lexicon.first_names
    return int(letters and doc[start + 1].text.istitle() and doc[start + 1].lower_ in lexicon.first_names)


def _runs_on(syntax: Syntax, i: int, taken: set[int]) -> bool:
    """At a sentence's start the capital says nothing: a name there needs a second word, or a verb behind it."""
    nxt = syntax.doc[i + 1] if i + 1 < len(syntax.doc) else None
    return nxt is not None and i + 1 not in taken and (nxt.pos_ == "PROPN" or nxt.pos_ in ("AUX", "VERB") or nxt.text == ":")
