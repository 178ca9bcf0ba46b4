"""Names in a phrase, with their titles: *il ministro della Difesa Guido Neri*; *il presidente della Federazione, Guido Neri, ha…*."""

from __future__ import annotations

from pipeline.components.speakers.names import Entity, name_words
from pipeline.components.speakers.taken_up import TakenUp
from pipeline.components.syntax import feature, is_preposition
from pipeline.components.syntax.tokens import Token


class Titled(TakenUp):
    """Which entity a noun phrase names, in it or in the apposition behind it."""

    def _entity_in(self, start: int, end: int, head: Token) -> Entity | None:
        """The entity named in the phrase: the head itself, or the name that a title introduces."""
        doc = self.syntax.doc
        inside = [(i, self.by_token[i]) for i in range(start, end) if i in self.by_token]
        if not inside:
            return None
        if any(t.lower_ in ("che", "sia") for t in doc[start + 1 : end]):
            return None  # (sia) Ada Neri che Ugo Bini
        if feature(head, "Number") == "Plur" and head.is_lower and len({id(e) for _, e in inside}) > 1 and any(t.lower_ in ("e", "ed") for t in doc[start:end]):
            return None  # i governi di Giappone, Australia e Canada
        coordinated = [t for t in doc[start:end] if t.dep_ == "conj" and t.head.i == head.i and not self._second_office(start, head, t)]
        person = next((i for i, e in inside if e.label == "PER" or i == start), None)
        if coordinated or (person is not None and any(t.lower_ in ("e", "ed") and t.pos_ == "CCONJ" for t in doc[person + 1 : end])):
            return None  # Contessi e i suoi colleghi
        if head.i in self.by_token:
            return self.by_token[head.i]
        title = self.syntax.title(head)
        last, entity = inside[-1]
        beside = self.by_token.get(head.i + 1)
        if title is not None and title.type == "person" and beside is not None and beside.label == "PER" and len(beside.name.split()) > 1:
            return beside  # il professor Aldo Neri dell'università di Calvi
        # a name that ends the phrase with no preposition before it: il ministro della Difesa Guido Rossi
        first = min(m.start for m in entity.mentions if m.start <= last < m.end)
        before = doc[first - 1] if first > start else None
        governed = before is not None and (is_preposition(before) or (before.pos_ == "DET" and first - 2 >= start and is_preposition(doc[first - 2])))
        if before is not None and before.lower_ in self.lexicon.lists["places"] and first - 2 >= start and is_preposition(doc[first - 2]):
            return None  # i commercianti di via Larga
        body = title is not None and title.type == "organisation" and entity.label == "PER" and first == last and len(entity.name.split()) > 1  # il consiglio delle Cartiere Ardesi
        if title is not None and title.type in ("organisation", "group") and entity.label == "PER" and before is not None and (role := self.syntax.title(before)) is not None and role.type == "person" and is_preposition(doc[first - 2]):
            return None  # le Forze del generale Aldo Neri
        whose = next((i for i in range(head.i + 1, first) if is_preposition(doc[i - 1]) and (other := self.syntax.title(doc[i])) is not None and other.type == "person"), None)
        if title is not None and title.type == "person" and entity.label == "PER" and whose is not None and first > head.i + 1 and not any(t.lower_ in ("e", "ed") for t in doc[head.i + 1 : whose]):
            return None  # il portavoce del presidente Matteo Neri
        members = feature(head, "Number") == "Plur" and head.is_lower and self.syntax.speakable(head) and (title is None or title.type == "group")
        owner = ((title is not None and title.type == "person") or members) and entity.label != "PER" and before is not None and (noun := self.syntax.title(before)) is not None and noun.type == "organisation"
        if owner:
            return None  # il presidente della cooperativa San Telmo, Gino Baldassarri; gli agricoltori del comitato Fornaci
        if title is not None and title.type == "person" and entity.label == "ORG" and last == end - 1 and not governed and (len(entity.name) <= 3 or sum(c.isupper() for c in doc[last].text) > 1):
            return None  # la senatrice Pd: of that party
        if last == end - 1 and not governed and first > start and not body:
            if title is not None and title.type == "person":
                entity.label = "PER"
            return entity
        for i, candidate in inside:
            opening = min(m.start for m in candidate.mentions if m.start <= i < m.end)
            if candidate.label == "PER" and opening > start and doc[opening - 1].pos_ in ("NOUN", "ADJ", "PROPN") and (title is not None and title.type == "person"):
                return candidate
        return None

    def _row_of_offices(self, start: int, end: int) -> str | None:
        """*Il ministro Carlo Dori e la sindaca Ada Neri*: the persons of a row, without the offices before their names."""
        doc = self.syntax.doc
        joints = [t.i for t in doc[start:end] if t.text == "," or t.lower_ in ("e", "ed")]
        if not joints or end - start > 24:
            return None
        names, offices = [], 0
        for first, stop in zip([start, *(j + 1 for j in joints)], [*joints, end], strict=True):
            person = self.by_token.get(stop - 1)
            if person is None or person.label != "PER":
                return None
            office = doc[first : next((m.start for m in person.mentions if m.start < stop <= m.end), stop)]
            noun = next((t for t in office if t.pos_ == "NOUN"), None)
            if office and (noun is None or self.syntax.title(noun) is None):
                return None
            names.append(person.name)
            offices += noun is not None
        if not offices or len(set(names)) < len(names):
            return None
        return names[0] + "".join((", " if doc[j].text == "," else f" {doc[j].lower_} ") + name for j, name in zip(joints, names[1:], strict=True))

    def _second_office(self, start: int, head: Token, other: Token) -> bool:
        """*Il vicepremier e ministro degli Esteri Ugo Bini*: whether ``other`` is another office of the one whom ``head`` is for, with no article of its own."""
        doc, titles = self.syntax.doc, (self.syntax.title(head), self.syntax.title(other))
        opens = doc[start].pos_ == "DET" or (start > 0 and is_preposition(doc[start - 1]))
        singular = feature(head, "Number") != "Plur" and feature(other, "Number") != "Plur" and feature(doc[start], "Number") != "Plur"
        return opens and singular and doc[other.i - 1].lower_ in ("e", "ed", "nonché") and all(t is not None and t.type == "person" for t in titles)

    def _apposed(self, end: int, head: Token) -> Entity | None:
        """The name behind a role and a comma: *il presidente della Federazione, Guido Neri, ha…*."""
        doc = self.syntax.doc
        title = self.syntax.title(head)
        while end + 1 < len(doc) and doc[end].pos_ in ("ADJ", "NOUN", "VERB") and end - head.i < 10 and doc[end].text != ",":
            end += 1  # the phrase may have been cut short
        if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
            end += 3  # il presidente della Federazione agricoltori (Fia), Dino Monti
        if (title is not None and title.type == "group") or end + 1 >= len(doc) or doc[end].text != ",":
            return None
        if head.lower_ in ("uno", "una") and (one := self.by_token.get(end + 1)) is not None and one.label in ("PER", ""):
            return one  # una di loro, Nawal, dice
        if title is None:  # la capomissione, la norvegese Sigrid Aalberg.
            named = self.by_token.get(end + 1) or self.by_token.get(end + 3)
            closed = named is not None and named.reliable and any(m.start in (end + 1, end + 3) and (m.end >= len(doc) or doc[m.end].text in (",", ".", ":")) for m in named.mentions)
            firm = self.syntax.title(doc[end + 2]) if end + 3 < len(doc) and doc[end + 1].pos_ == "DET" else None
            if closed and named is not None and named.label in ("ORG", "") and firm is not None and firm.type == "organisation" and head.pos_ == "NOUN":
                return named  # la stazione appaltante, la società Ferrovie dell'Orsa, nega
            return named if closed and named is not None and named.label == "PER" and (head.pos_ == "NOUN" or head.i not in self.by_token) and head.i > 0 and doc[head.i - 1].pos_ == "DET" and feature(head, "Number") != "Plur" else None
        first = end + 1
        office = next((t for t in doc[first : first + 3] if (other := self.syntax.title(t)) is not None and other.type == "person"), None)
        reach = 9 if office is not None and title.type == "person" else 5  # la sfidante, l'ex sindaca della capitale Ada Neri,
        while first + 1 < len(doc) and first < end + reach and first not in self.by_token and (doc[first].pos_ in ("DET", "NOUN", "ADJ") or doc[first].lower_ in ("don", "padre", "suor") or (office is not None and (doc[first].i == office.i or doc[first].pos_ == "ADP"))):
            first += 1  # il suo fondatore, l'avvocato Damiano Petrosillo,
        while office is not None and first + 1 < len(doc) and first < end + reach and (named := self.by_token.get(first)) is not None and named.label != "PER" and first > office.i and is_preposition(doc[first - 1]):
            first += 1  # l'ex sindaca di Calvi Ada Neri
        entity = self.by_token.get(first)
        if entity is not None and title.type == "organisation" and not entity.reliable:
            entity.label = "ORG"
        if entity is not None and title.type == "organisation" and entity.label == "PER" and name_words(entity.name)[0] not in self.lexicon.first_names:
            entity.label = "ORG"  # il cui partito, Porto Lavagno Insieme,
        either = title.key in self.lexicon.bodies_too  # il gestore, Rete Ferrovie,
        if entity is None or ((title.type == "person") != (entity.label in ("PER", "")) and not either):
            return None
        mention = next(m for m in entity.mentions if m.start <= first < m.end)
        closed = mention.end >= len(doc) or doc[mention.end].text in (",", ".", ":", ";", ")", "»", "(") or doc[mention.end].is_space
        closed = closed or (title.type == "person" and entity.label == "PER" and len(entity.name.split()) > 1 and doc[mention.end].pos_ in ("AUX", "VERB"))  # il segretario, Matteo Neri abbia detto
        return entity if closed else None
