"""Bodies taken up by a noun: *l'azienda, l'associazione, il quotidiano* of which the article spoke before."""

from __future__ import annotations

from math import log2

from pipeline.components.speakers.cast import Referent
from pipeline.components.speakers.names import Entity, name_words
from pipeline.components.speakers.salience import Salience
from pipeline.components.syntax import is_preposition
from pipeline.components.syntax.tokens import Token, text_of
from pipeline.lexicon import straight


class TakenUp(Salience):
    """What is known of a body decides first, then how near and how often it was named."""

    def _body_taken_up(self, place: int, key: str) -> Referent | None:
        """The body that the noun ``key`` at token ``place`` takes up, met before."""
        before = [e for e in self.entities if e.first < place]
        pool = [e for e in before if key in e.titles or self._of_kind(e, key)]
        told = {id(e) for e in pool}
        doc, start = self.syntax.doc, self._sentences_back(place, 15)
        unknown = [e for e in before if id(e) not in told and self._unknown_body(e, key) and not (e.name.isupper() and len(e.name) > 5)]
        firm = "azienda" in self.lexicon.kinds_of_bodies.get(key, ())
        near = [e for e in unknown if firm and self._owns(e, place)] or [e for e in unknown if any(start <= m.start < place for m in e.mentions)]
        near = near or [e for e in unknown if len(e.mentions) > 1]
        near = near if firm else [e for e in near if not self._owns(e, place)] or near  # l'agenzia is not the firm
        near += [e for e in unknown if firm and e.first == 0 and e not in near and len(e.mentions) > 1]
        if not pool and near:
            paragraph = max((t.i for t in doc[:place] if "\n" in t.text), default=0)
            near = [e for e in near if any(paragraph <= m.start < place for m in e.mentions)] or near
        rival = max(near, key=lambda e: self._salience(e, place, key), default=None)
        if pool and rival is not None and not (firm and (len(rival.mentions) > 3 or rival.first == 0 or self._just_acted(rival, place))):
            rival = None  # what the article calls otherwise must be what it is all about
        pool = pool + ([rival] if rival is not None else []) if pool else near
        if not pool:
            return None
        body = max(pool, key=lambda e: self._salience(e, place, key) + (2 if id(e) in told else 0))
        return Referent(place, body, body.name, body.label or "ORG")

    def _salience(self, entity: Entity, place: int, key: str) -> float:
        """How much a body is in mind at token ``place``: how often it was named, whether the headline names it, how near it is."""
        count = sum(m.start < place for m in entity.mentions)
        last = self._last_before(entity, place) or 0
        away = sum(last < start <= place for start in self.syntax.sentence_starts)
        opening = 2.5 if entity.first == 0 else 1.5 if entity.first < 25 else 0
        opening += 3 if self._just_acted(entity, place) else 0
        opening += 2.5 if last and ":" in self.syntax.words[last:place] and self.syntax.sentence(last)[0] == self.syntax.sentence(place)[0] else 0  # non convince Difesa Utenti: l'associazione…
        return log2(1 + count) + opening + (1 if key in entity.titles else 0) + (1 if away < 2 else 0) - min(0.25 * away, 2) + last / 1e6

    def _just_acted(self, entity: Entity, place: int) -> bool:
        """Whether the entity is the subject of the sentence before that of ``place``, or of the clause before."""
        start = self._sentences_back(place, 1)
        for mention in entity.mentions:
            token = self.syntax.doc[mention.start]
            while token.dep_ in ("flat:name", "flat", "nmod", "appos", "amod") and token.head.i < token.i and token.head.i >= mention.start - 2 and not is_preposition(self.syntax.doc[mention.start - 1]):
                token = token.head
            if start <= mention.start < place and token.dep_ in ("nsubj", "nsubj:pass", "ROOT") and (token.dep_ == "ROOT" or token.head.dep_ in ("ROOT", "conj", "parataxis")):
                return True
        return False

    def _body_ahead(self, place: int, key: str) -> Referent | None:
        """Which body a heading describes that the text below names."""
        near = [e for e in self.entities if place < e.first < place + 150 and e.name[1:2] != "."]
        fits = [e for e in near if key in e.titles or self._of_kind(e, key)] or [e for e in near if e.label == "ORG" and self._unknown_body(e, key)]
        if "azienda" in self.lexicon.kinds_of_bodies.get(key, ()):
            later = len(self.syntax.doc)
            fits = [e for e in near if self._owns(e, later) and self._unknown_body(e, key)] or fits
        body = min(fits, key=lambda e: e.first, default=None)
        return Referent(place, body, body.name, body.label or "ORG") if body is not None else None

    def _roles(self, entity: Entity) -> set[str]:
        """The nouns for bodies that introduce the entity, or open its name."""
        if self.lexicon.lists["unions"] & set(name_words(entity.name.replace("-", " "))):
            return entity.titles | {"sindacato"}
        if entity.name in self.lexicon.authorities:
            return entity.titles  # l'ong is not the Unione europea
        first = self.lexicon.title(name_words(entity.name)[0])
        own = first is not None and first.type == "organisation" and first.key not in self.lexicon.lists["court_sides"]  # Difesa Utenti is no defence
        roles = entity.titles | ({first.key} if first is not None and own else set())
        if (entity.label == "ORG" or self._nobody_known(entity)) and entity.name.lower().startswith(self.lexicon.beginnings["associations"]) and len(entity.name) > 7:
            roles = roles | {"associazione"}
        if entity.label == "ORG" and len(entity.name.split()) > 1 and entity.name.split()[-1].lower() in self.lexicon.firm_words - self.lexicon.lists["no_firms"]:
            roles = roles | {"azienda"}
        return roles

    def _nobody_known(self, entity: Entity) -> bool:
        """Whether nothing but the recogniser says that a single word is a person's name: *Confpesca*."""
        return entity.label == "PER" and not entity.reliable and not entity.gender and not entity.titles and " " not in entity.name

    def _of_kind(self, entity: Entity, key: str) -> bool:
        """Whether what the article says of the body goes with the noun: *la Federazione operatori museali … il sindacato*."""
        return (entity.label in ("ORG", "LOC", "") or self._nobody_known(entity)) and bool(self._roles(entity) & self.lexicon.kinds_of_bodies.get(key, frozenset((key,))))

    def _unknown_body(self, entity: Entity, key: str) -> bool:
        """Whether nothing is known of the body that speaks against the noun."""
        if straight(entity.name.lower()) in self.lexicon.lands or entity.name in self.lexicon.authorities or self._roles(entity) or all(any(a <= m.start < b for a, b in self.syntax.datelines) for m in entity.mentions):
            return False
        articled = entity.label == "PER" and not entity.reliable and all(m.start and straight(self.syntax.doc[m.start - 1].lower_) in ("la", "della", "dalla", "alla", "sulla") for m in entity.mentions)  # il direttore della Metalval
        unsure = entity.label == "PER" and not entity.gender and (articled or self._owns(entity, len(self.syntax.doc)) or len(entity.name.split()) > 1 or (entity.first == 0 and len(entity.mentions) > 1 and self.syntax.doc[entity.mentions[0].end].text != ","))  # Energas Tirreno, Orvena
        return entity.label == "ORG" or unsure or (not entity.label and len(entity.mentions) > 1) or ((entity.label != "LOC" or len(entity.mentions) > 1) and self._owns(entity, len(self.syntax.doc)) and not entity.reliable)

    def _owns(self, entity: Entity, place: int) -> bool:
        """Whether something that firms have is said to be the entity's: *la titolare della Edilprato, lo stabilimento Corvalchim*; *la fabbrica è la Corvalchim*."""
        doc = self.syntax.doc
        for mention in entity.mentions:
            i = mention.start - 1
            while i >= 0 and mention.start - i < 4 and (doc[i].pos_ == "DET" or is_preposition(doc[i]) or doc[i].lemma_ == "essere" or doc[i].pos_ == "ADJ"):
                i -= 1
            if i >= 0 and mention.start < place and doc[i].lower_ in self.lexicon.of_firms and (i < mention.start - 1 or doc[i].is_lower):
                return True
        return False

    def _by_its_noun(self, head: Token, key: str) -> Referent | None:
        """The body without a name that a narrower noun takes up: *l'ateneo* after *l'università di Calvi*, where no body of that kind has a name."""
        kinds = self.lexicon.kinds_of_bodies.get(key, frozenset())
        if not 0 < len(kinds - {key}) < 4 or any(self._of_kind(e, key) for e in self.entities if e.first < head.i):
            return None
        doc = self.syntax.doc
        for token in reversed(self.syntax.tokens[: head.i]):
            title = self.syntax.title(token) if token.pos_ == "NOUN" and token.is_lower and not self.syntax.quoted(token.i) else None
            owned = title is not None and title.key in kinds - {key} and doc[token.i + 1].lower_ == "di" and token.i + 2 in self.by_token
            if owned:
                end = next(m.end for m in self.by_token[token.i + 2].mentions if m.start <= token.i + 2 < m.end)
                return Referent(head.i, None, text_of(doc[token.i : end]), "ORG")
        return None

    def _publisher(self, head: Token, end: int) -> Entity | None:
        """Whose figures they are: i dati dell'Istat, i calcoli del sindacato X."""
        if head.lower_ not in self.lexicon.lists["figures"]:
            return None
        owner = next((self.by_token[c.i] for c in head.children if c.dep_ == "nmod" and c.i in self.by_token and c.i < end), None)
        if owner is None:  # i dati forniti dall'Istituto Mori
            agents = (self.syntax.agent(c) for c in head.children if (c.dep_ in ("acl", "amod") or c.i == head.i + 1) and c.pos_ in ("VERB", "ADJ"))
            owner = next((self.by_token[a.i] for a in agents if a is not None and a.i in self.by_token and a.i < end), None)
        return owner if owner is not None and owner.label in ("ORG", "PER") else None

    def _whose_words(self, head: Token, end: int) -> Entity | None:
        """Whose words a noun for words is about: *la sintesi di Ada Neri*."""
        said = head.lower_ in self.lexicon.lists["views"] or straight(head.lower_) in self.lexicon.nouns
        if not said or self.syntax.speakable(head) or head.i + 2 >= end or self.syntax.doc[head.i + 1].lower_ != "di":
            return None
        owner = self.by_token.get(head.i + 2)
        return owner if owner is not None and owner.label == "PER" else None

    def _body_behind(self, head: Token, end: int) -> Token | None:
        """The noun for a body whose figures they are, which is no name by itself: *le stime dell'Osservatorio cardiovascolare*."""
        if head.lower_ not in self.lexicon.lists["figures"]:
            return None
        owners = (c for c in head.children if c.dep_ == "nmod" and head.i < c.i < end and c.text[:1].isupper())
        return next((c for c in owners if (title := self.syntax.title(c)) is not None and title.type == "organisation"), None)
