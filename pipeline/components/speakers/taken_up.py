"""Bodies taken up by a noun: *l'azienda, l'associazione, il quotidiano* of which the article spoke before."""

from __future__ import annotations

from pipeline.components.speakers.cast import Cast, Referent
from pipeline.components.speakers.names import Entity, name_words
from pipeline.components.syntax import is_preposition


class TakenUp(Cast):
    """What is known of a body decides first, then how near and how often it was named."""

    def _body_taken_up(self, place: int, key: str) -> Referent | None:
        """The body that the noun ``key`` at token ``place`` takes up, met before."""
        before = [e for e in self.entities if e.first < place]
        pool = [e for e in before if key in e.titles] or [e for e in before if self._of_kind(e, key)]
        if not pool:
            doc, start = self.syntax.doc, self._sentences_back(place, 15)
            unknown = [e for e in before if self._unknown_body(e, key) and not (e.name.isupper() and len(e.name) > 5)]
            pool = [e for e in unknown if self._owns(e, place)] if "azienda" in self.lexicon.kinds_of_bodies.get(key, ()) else []
            pool = pool or [e for e in unknown if any(start <= m.start < place for m in e.mentions)]
            pool = pool or [e for e in unknown if len(e.mentions) > 1]
            if not pool:
                return None
            paragraph = max((t.i for t in doc[:place] if "\n" in t.text), default=0)
            pool = [e for e in pool if any(paragraph <= m.start < place for m in e.mentions)] or pool
        body = max(pool, key=lambda e: (sum(m.start < place for m in e.mentions), self._last_before(e, place) or 0))
        return Referent(place, body, body.name, body.label or "ORG")

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
        first = self.lexicon.title(name_words(entity.name)[0])
        return entity.titles | ({first.key} if first is not None and first.type == "organisation" else set())

    def _of_kind(self, entity: Entity, key: str) -> bool:
        """Whether what the article says of the body goes with the noun: *la Federazione operatori museali … il sindacato*."""
        return entity.label in ("ORG", "LOC", "") and bool(self._roles(entity) & self.lexicon.kinds_of_bodies.get(key, frozenset((key,))))

    def _unknown_body(self, entity: Entity, key: str) -> bool:
        """Whether nothing is known of the body that speaks against the noun."""
        if entity.name in self.lexicon.authorities or self._roles(entity) or all(any(a <= m.start < b for a, b in self.syntax.datelines) for m in entity.mentions):
            return False
        unsure = entity.label == "PER" and not entity.gender and len(entity.name.split()) > 1  # Energas Tirreno
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

    def _sentences_back(self, place: int, count: int) -> int:
        """First token of the sentence ``count`` sentences before that of ``place``."""
        start = self.syntax.sentence(place)[0]
        for _ in range(count):
            if start:
                start = self.syntax.sentence(start - 1)[0]
        return start
