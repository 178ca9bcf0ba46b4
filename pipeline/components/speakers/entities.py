"""Who is who in one article: names gathered into entities, with their titles, descriptions, gender and number."""

from __future__ import annotations

from pipeline.components.speakers.bodies import in_brackets
from pipeline.components.speakers.known import Known
from pipeline.components.speakers.labels import is_body, is_person
from pipeline.components.speakers.namefinding import name_mentions
from pipeline.components.speakers.names import Entity, NameMention, is_acronym, match, merge_surnames, name_words
from pipeline.components.syntax import Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import text_of
from pipeline.lexicon import Lexicon, straight


def collect(syntax: Syntax, lexicon: Lexicon) -> list[Entity]:
    """The entities of the article, in order of first mention."""
    entities: list[Entity] = []
    known = Known()
    for mention in name_mentions(syntax, lexicon):
        entity = match(known.near(mention), mention)
        if entity is None:
            entity = Entity(mention.label, first=mention.start)
            entities.append(entity)
            known.add(entity)
        entity.names[mention.text] += 1
        entity.mentions.append(mention)
        if entity.label != "PER" and mention.label == "PER" and len(mention.text.split()) > 1:
            entity.label = "PER"
        if entity.label == "PER":
            entity.gender = entity.gender or (lexicon.first_names.get(name_words(mention.text)[0], "") if len(mention.text.split()) > 1 else "")
        _describe(syntax, lexicon, entity, mention)
    merge_surnames(entities)
    places = {straight(" ".join(t.lower_ for t in syntax.doc[start:end] if t.is_upper and t.is_alpha)) for start, end in syntax.datelines}
    for entity in entities:
        if straight(entity.name.lower()) in places:
            entity.label, entity.gender = "LOC", ""  # PORTO LAVAGNO – …
        elif not entity.reliable and all(m.start and syntax.doc[m.start - 1].lower_ in lexicon.lists["places"] for m in entity.mentions):
            entity.label, entity.gender = "LOC", ""  # via Mulini
        elif entity.label == "LOC" and (_acts(syntax, entity) or _called_with_article(syntax, lexicon, entity)):
            entity.label = "ORG"
        elif not entity.label and all(m.start and syntax.doc[m.start - 1].pos_ == "DET" for m in entity.mentions):
            entity.label = "ORG"  # il Cai assicura
        elif entity.label == "LOC" and _acts_as_person(syntax, entity):
            entity.label = "PER"
        if entity.label == "PER" and not entity.titles and not is_person(lexicon, entity.name) and _takes_article(syntax, entity):
            entity.label = "ORG"
        if entity.label == "PER" and not entity.gender:
            entity.gender = _gender(lexicon, entity.name)
    return entities


def _describe(syntax: Syntax, lexicon: Lexicon, entity: Entity, mention: NameMention) -> None:
    """Note the role nouns beside the name: *il ministro della Difesa X*, *X, segretario della Cisl,*."""
    doc = syntax.doc
    i, steps = mention.start - 1, 0
    if i > 0 and entity.label == "PER" and doc[i].lower_ in ("da", "dal", "dalla") and (role := lexicon.by_deed.get(doc[i - 1].lower_[:-1])) is not None:
        entity.titles.add(role)
    if i >= 0 and is_preposition(doc[i]):
        i = -1  # il segretario di Rossi is not Rossi
    while i >= 0 and doc[i].pos_ == "DET":
        i -= 1
    closed = mention.end >= len(doc) or doc[mention.end].is_punct or doc[mention.end].is_space
    if entity.label == "PER" and i > 1 and doc[i].text == "," and closed:  # not: Incalzato dal pm, Neri ha ammesso
        i -= 1  # la segretaria regionale dell'Unione, Ornella Castriota,
    while i >= 0 and steps < 9 and not doc[i].is_punct and "\n" not in doc[i].text:
        token = doc[i]
        if token.pos_ in ("AUX", "CCONJ", "SCONJ") or (token.pos_ == "VERB" and verb_form(token) != "Part") or (is_preposition(token) and entity.label != "PER"):
            break
        title = syntax.title(token)
        if title is None and i == mention.start - 1 and i and doc[i - 1].pos_ == "DET":
            title = lexicon.title(token.lower_)  # la deputata Ada Neri, taken for a participle
        if entity.label == "PER" and i == mention.start - 1 and token.lower_ in lexicon.demonyms:
            entity.gender = entity.gender or lexicon.demonyms[token.lower_] or _gender_of_determiner(syntax, i)  # il filippino Rommel Dacanay
        office = lexicon.offices.get(straight(text_of(doc[i - 1 : i + 1]).lower())) if i else None
        if office is not None:
            title = lexicon.title(office)  # il pubblico ministero Aldo Neri
        beside = i == mention.start - 1 and entity.label in ("ORG", "LOC") and mention.end - mention.start == 2 and text_of(doc[mention.start : mention.end]).istitle()
        if beside and title is not None and title.type == "person" and title.key not in lexicon.bodies_too and not is_body(lexicon, doc[mention.start]):
            entity.label = "PER"  # l'attaccante Pino Ferri, whatever the recogniser saw
        if title is not None and title.type == "person" and token.pos_ != "ADJ" and entity.label in ("PER", ""):
            key = lexicon.office(title.key, text_of(doc[i : mention.start]))
            entity.titles.add(key)
            entity.of_what.setdefault(key, set()).update(complement(syntax, i, mention.start))
            if i > 1 and doc[i - 1].lower_ in ("e", "ed", "nonché"):  # il vicepremier e ministro degli Esteri Ugo Bini
                offices = [o for t in doc[max(0, i - 7) : i - 1] if (o := syntax.title(t)) is not None and o.type == "person" and not o.plural]
                entity.titles.update(o.key for o in offices[-1:])
            entity.label = entity.label or "PER"
            entity.gender = entity.gender or {"m": "", "f": "F"}.get(title.gender, (feature(token, "Gender")[:1] or _gender_of_determiner(syntax, i)) if title.gender == "both" else "")
            break
        named_body = title is not None and title.type == "organisation" and i == mention.start - 1 and token.is_lower and token.lower_ in lexicon.bodies_for and name_words(mention.text)[0] not in lexicon.first_names
        if named_body and entity.label == "PER" and len(entity.mentions) == 1:
            entity.label, entity.gender = "ORG", ""  # il comitato Binario Zero, whatever the recogniser saw
        if title is not None and title.type == "organisation" and (title.again or all(t.pos_ == "ADJ" for t in doc[i + 1 : mention.start]) or _of_many(syntax, i, mention)) and steps < 3 and len(mention.text) > 2 and (entity.label != "PER" or not entity.reliable):
            entity.titles.add(title.key)
            entity.label = "ORG"
            break
        if token.pos_ in ("DET",) and feature(token, "Gender") and i == mention.start - 1:
            entity.gender = entity.gender or ("F" if feature(token, "Gender") == "Fem" else "")
        i, steps = i - 1, steps + 1
    before = syntax.title(doc[mention.start - 2]) if entity.label == "ORG" and mention.start > 1 and doc[mention.start - 1].lower_ == "di" else None
    if before is not None and before.key in lexicon.lists["members_of_parties"] and not entity.titles:
        entity.titles.add("partito")  # consigliera di Calvi Domani
    if mention.end + 1 < len(doc) and doc[mention.end].text in (",", "("):
        for j in range(mention.end + 1, min(mention.end + 5, len(doc))):
            misread = j == mention.end + 1 and doc[j].pos_ == "VERB" and entity.label == "PER" and (held := lexicon.title(doc[j].lower_)) is not None and held.type == "person" and not held.plural and is_preposition(doc[j + 1])  # Ada Neri, deputata di Italia Verde, taken for a participle
            if doc[j].is_punct or (doc[j].pos_ in ("VERB", "AUX", "CCONJ", "SCONJ", "PRON") and not misread) or doc[j].lower_ in ("dove", "che", "cui", "quando", "mentre"):
                break
            title = syntax.title(doc[j])
            if title is not None and j + 1 < len(doc) and doc[j + 1].text.istitle() and doc[j + 1].pos_ == "PROPN" and doc[j - 1].pos_ == "DET":
                break  # il legale di Marco Dellepiane, l'avvocato Silvio Granata
            if title is not None and (title.type == "person" or (title.key in lexicon.bodies_too and entity.label == "PER")):
                close = next((k for k in range(j, min(j + 12, len(doc))) if doc[k].is_punct or doc[k].pos_ in ("VERB", "AUX")), j + 1)
                relative = any(t.lower_ in ("che", "cui") for t in doc[j + 1 : close])  # Ada Neri, la donna che aveva chiesto
                if doc[j - 1].pos_ in ("DET", "ADJ", "NUM") and not misread and not relative and close < len(doc) and doc[close].pos_ in ("VERB", "AUX") and verb_form(doc[close]) == "Fin":
                    break  # Rogo a Calvi, il pm chiede; a giudizio di Neri, il sindaco sapeva
                if entity.label == "LOC" and mention.end - mention.start == 2 and doc[j].dep_ == "appos" and doc[j].head.i == mention.start and doc[mention.start].dep_ in ("nsubj", "nsubj:pass"):
                    entity.label = "PER"  # Nila Ambresh, la donna che…, taken for a place
                entity.titles.add(title.key)
                joined = next((k for k in range(j + 1, close) if doc[k].lower_ == "e"), close)
                also = syntax.title(doc[joined + 1]) if joined + 1 < close else None
                if also is not None and also.type == "person" and not also.plural:
                    entity.titles.add(also.key)  # presidente del comitato e medico di base
                entity.of_what.setdefault(title.key, set()).update(complement(syntax, j, close))
                entity.gender = entity.gender or feature(doc[j], "Gender")[:1]
                second = syntax.title(doc[j + 2]) if j + 3 < len(doc) and doc[j + 1].text == "," else None
                if second is not None and second.type == "person" and not second.plural and doc[j + 3].pos_ != "PROPN":
                    entity.titles.add(second.key)  # Ada Neri, ingegnera, consulente della difesa
                break
            beside = title is not None and j == mention.end + 1 and doc[mention.end].text == "," and not title.plural  # Bluwave, startup di Trevi,
            if title is not None and title.type == "organisation" and (title.again or beside) and (entity.label != "PER" or not entity.reliable):
                entity.titles.add(title.key)
                entity.label, entity.gender = "ORG", ""
                break
        bracket = doc[mention.end].text == "(" and mention.end + 2 < len(doc) and doc[mention.end + 2].text == ")"
        if bracket and entity.label == "ORG" and (is_acronym(doc[mention.end + 1].text, mention.text) or any(b == mention.end for _, b, _ in in_brackets(doc))):
            entity.names[doc[mention.end + 1].text] += 1


def _of_many(syntax: Syntax, noun: int, mention: NameMention) -> bool:
    """Whether *di* and a bare plural stand between the noun and the name: *la catena di supermercati | Primobuy*."""
    between = syntax.doc[noun + 1 : mention.start]
    return len(between) == 2 and between[0].lower_ == "di" and between[1].pos_ == "NOUN" and between[1].is_lower and feature(between[1], "Number") == "Plur" and syntax.title(between[1]) is None


def _gender_of_determiner(syntax: Syntax, noun: int) -> str:
    """M or F where the article before a noun of both genders tells (*la leader*), else empty."""
    i = noun - 1
    while i > 0 and syntax.doc[i].lower_ in ("ex", "allora"):
        i -= 1
    return feature(syntax.doc[i], "Gender")[:1] if i >= 0 and (syntax.doc[i].pos_ == "DET" or is_preposition(syntax.doc[i])) and not syntax.doc[i].lower_.endswith(("'", "’")) else ""


def complement(syntax: Syntax, head: int, end: int) -> set[str]:
    """The content words behind a title: {"fondazione", "mansi"} for *presidente della Fondazione Mansi*."""
    return {t.lower_ for t in syntax.doc[head + 1 : end] if t.pos_ in ("NOUN", "PROPN", "ADJ") and len(t) > 2 and not t.is_punct}


def _subject_at_head(syntax: Syntax, mention: NameMention) -> bool:
    """Whether the name opens a sentence as the subject of an active verb."""
    token = syntax.doc[mention.start]
    return token.dep_ == "nsubj" and mention.start == syntax.sentence(mention.start)[0] and token.head.i > token.i and token.head.pos_ in ("VERB", "AUX") and syntax.doc[mention.end].text != ","


def _somewhere(syntax: Syntax, entity: Entity) -> bool:
    """Whether a preposition of place governs the name somewhere: *a Calvi, in Grecia*."""
    before = (syntax.doc[m.start - 1].lower_ for m in entity.mentions if m.start)
    return any(w in ("a", "ad", "in", "da", "presso", "verso", "tra", "fra") or w[:2] in ("ne", "al") for w in before)


def _acts(syntax: Syntax, entity: Entity) -> bool:
    """Whether what the recogniser took for a place does things more than once and is nowhere a place: *Orvena ha chiuso il semestre*."""
    single = len(entity.name.split()) == 1 and len(entity.mentions) > 1 and not _takes_article(syntax, entity)
    return single and not _somewhere(syntax, entity) and any(_subject_at_head(syntax, m) for m in entity.mentions)


#: Forms of the article that a firm's or body's name has.
ARTICLES = {"la", "della", "dalla", "alla", "sulla", "l'", "dell'", "dall'", "all'", "sull'"}


def _called_with_article(syntax: Syntax, lexicon: Lexicon, entity: Entity) -> bool:
    """Whether a single word that is no country or region always has the feminine or elided article: *i forni della Metalval*."""
    if len(entity.name.split()) != 1 or straight(entity.name.lower()) in lexicon.lands:
        return False
    return all(m.start and straight(syntax.doc[m.start - 1].lower_) in ARTICLES for m in entity.mentions)


def _acts_as_person(syntax: Syntax, entity: Entity) -> bool:
    """The same of a name of two words that opens as none of a place does: *Dharshan Wickrama è arrivato nel 1998*."""
    words = name_words(entity.name)
    two = len(words) == 2 and words[0] not in syntax.lexicon.lists["place_names"] and all(w.istitle() for w in entity.name.split())
    return two and not _somewhere(syntax, entity) and _subject_at_head(syntax, entity.mentions[0])


def _takes_article(syntax: Syntax, entity: Entity) -> bool:
    """Whether a name of two words or more mostly has an article, as persons' names have not: *il Santa Liberata*."""
    long = [m for m in entity.mentions if m.end - m.start > 1]
    before = [syntax.doc[m.start - 1] for m in long if m.start]
    return 2 * sum(t.pos_ == "DET" or " " in t.lemma_ for t in before) >= len(long) > 0


def _gender(lexicon: Lexicon, name: str) -> str:
    """M, F or empty, by the first name; where the lexicon does not have it, by its ending."""
    words = name_words(name)
    if words and words[0] in lexicon.first_names:
        return lexicon.first_names[words[0]]
    if len(words) < 2:
        return ""
    return "F" if words[0].endswith("a") else "M" if words[0].endswith("o") else ""
