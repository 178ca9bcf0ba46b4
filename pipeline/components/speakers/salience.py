"""Who comes to mind and who cannot be meant: the person portrayed, persons named in the words themselves, those named in passing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.components.analysis import Attribution
from pipeline.components.speakers.cast import Cast, Referent
from pipeline.components.speakers.names import Entity
from pipeline.components.syntax import feature, is_preposition, verb_form
from pipeline.components.syntax.once import once
from pipeline.components.syntax.tokens import Token
from pipeline.lexicon import straight

#: Code points between two quotations of one speech, at most.
GAP = 6


class Salience(Cast):
    """What holds of bodies and persons alike, wherever one of them is taken up."""

    #: persons who cannot be the speaker of the attribution in hand
    barred: frozenset[int] = frozenset()

    def _last_subject(self, place: int, gender: str, plural: bool, after: int) -> Referent | None:
        raise NotImplementedError  # the one of silence

    def _named_in_words(self, attribution: Attribution, behind: Sequence[Attribution]) -> frozenset[int]:
        """The persons whom the claim names, or the quotations that go on from it: nobody speaks of himself by his name."""
        if attribution.rule.endswith("parenthetical"):
            return frozenset()  # its subject may be the speaker's own name, where the claim was cut wrongly
        words = list(attribution.claim)
        end = max(attribution.end, attribution.cue_span[1] if attribution.cue_span else 0)
        for other in behind:
            if attribution.kind != "direct" or other.rule != "quote-alone" or not 0 <= other.start - end < GAP or "\n" in self.syntax.text[end : other.start]:
                break
            words += other.claim
            end = other.end
        places, named = self._name_places, {}
        for a, b in words:
            for _, start, entity in places[bisect_left(places, (a,)) : bisect_left(places, (b,))]:
                if entity.label == "PER" and (entity.gender or entity.titles):  # not: Foreign Office, which the recogniser took for a person
                    named[start] = entity
        return frozenset(id(e) for start, e in named.items() if not self._of_himself(start))

    @once
    def _name_places(self) -> list[tuple[int, int, Entity]]:
        """Code point and token of each name, and whose it is, in text order."""
        return sorted(((self.syntax.doc[m.start].idx, m.start, e) for e in self.entities for m in e.mentions), key=lambda place: place[:2])

    def _answered(self, attribution: Attribution) -> frozenset[int]:
        """The speaker before, whom a reply that a description gives is not by: *«…», lo sfogo di Neri. Secca la replica del direttore*."""
        cue = attribution.cue
        if cue is None or attribution.mention is None or not self.speakers or self.syntax.words[cue.head] not in self.lexicon.lists["replies"] or any(i in self.by_token for i in range(*attribution.mention)):
            return frozenset()
        return frozenset((id(self.speakers[-1].entity),)) if self.speakers[-1].entity is not None else frozenset()

    def _of_himself(self, start: int) -> bool:
        """*Io, Aldo Neri; sono Aldo Neri; mi chiamo Aldo Neri*: the name is the speaker's own."""
        return any(t.lower_ in ("io", "sono", "chiamo") for t in self.syntax.doc[max(0, start - 2) : start])

    @once
    def portrayed(self) -> Entity | None:
        """The one person whom the heading names, where it quotes that person or says that this is a portrait, and whom the text names first and most."""
        opening = self._body_start()
        heading = [(m, e) for e in self.entities if e.label == "PER" for m in e.mentions if self.syntax.doc[m.start].idx < opening]
        if len({id(e) for _, e in heading}) != 1:
            return None
        mention, person = heading[0]
        first = self.syntax.text[:opening].strip().split("\n")[0]
        kind = straight(first.lower()).strip(" .:-") in self.lexicon.lists["portraits"]
        quoted = mention.end < len(self.syntax.doc) and self.syntax.doc[mention.end].text == ":"
        others = [e for e in self.entities if e.label == "PER" and e is not person]
        body = next((m.start for m in person.mentions if self.syntax.doc[m.start].idx >= opening), len(self.syntax.doc))
        most = max((len(e.mentions) for e in others), default=0)
        return person if (kind or quoted) and len(person.mentions) > max(1, most - 1) and all(e.first > body for e in others) else None

    def _portrayed_at(self, place: int, gender: str, last: Referent | None) -> Referent | None:
        """The person portrayed, where the paragraph so far names nobody else and nobody else has spoken in it, but in passing."""
        person = self.portrayed
        if person is None or id(person) in self.barred or (gender and person.gender not in ("", gender)) or person.first > place:
            return None
        start = max((end for end in self.syntax.line_ends if end < place), default=0)
        spoke = [s for s in self.speakers if s.place < place and s.label == "PER" and not s.passing]
        if 2 * sum(s.entity is person for s in spoke) < len(spoke):
            return None  # a report in which others speak as much
        named = any(e.label == "PER" and e is not person and start < m.start < place and not self.syntax.quoted(m.start) and not self._governed(m.start) for e in self.entities for m in e.mentions)
        subject = self._last_subject(place, "", False, start)
        if subject is not None and subject.entity is not person and subject.label != "ORG":
            return None
        if named or (last is not None and last.place > start and not last.passing):
            return None
        return Referent(place, person, person.name, person.label, person.gender)

    def _told_gender(self, verb: Token) -> tuple[str, bool]:
        """The gender that a predicate or the participle that opens the sentence gives a dropped subject, and whether it must be a person's.

        *È durissima con i teatri; Raggiunta alla stazione, ha spiegato*; not *Finita la gara, ha spiegato*.
        """
        doc = self.syntax.doc
        if verb.pos_ == "ADJ" and feature(verb, "Number") == "Sing" and any(c.dep_ == "cop" for c in verb.children):
            return feature(verb, "Gender")[:1], False
        opening = doc[self.syntax.sentence(verb.i)[0]]
        addressed = opening.i < verb.i and straight(opening.lower_)[:-1] in self.lexicon.lists["reached"] and verb_form(opening) != "Fin"
        if addressed and (is_preposition(doc[opening.i + 1]) or doc[opening.i + 1].pos_ == "ADV"):
            return {"a": "F", "o": "M"}.get(opening.lower_[-1], ""), True
        return "", False

    def _prominent(self, start: int) -> bool:
        """Whether the name at ``start`` stands where one looks for who goes on: governed by nothing, or by what somebody says (*la replica di Ada Neri*)."""
        if not self._governed(start):
            return True
        doc = self.syntax.doc
        return any(straight(t.lower_) in self.lexicon.nouns for t in doc[max(0, start - 3) : start])
