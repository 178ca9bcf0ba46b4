"""Descriptions of somebody met before: *il premier*, *la dirigente*, *l'azienda*."""

from __future__ import annotations

from pipeline.components.speakers.cast import Referent
from pipeline.components.speakers.entities import complement
from pipeline.components.speakers.names import Entity
from pipeline.components.speakers.titled import Titled
from pipeline.components.syntax import feature, is_preposition
from pipeline.components.syntax.tokens import Token, text_of
from pipeline.lexicon import straight

DEFINITE = {"il", "lo", "la", "l'", "i", "gli", "le", "quel", "quello", "quella", "quell'", "questo", "questa", "quest'"}

INDEFINITE = ("un", "una", "uno", "un'")


class Descriptions(Titled):
    """Which entity a noun phrase describes."""

    def _described(self, head: Token, start: int, end: int) -> Referent | None:
        """A definite description (*il premier, la dirigente, l'azienda*) of an entity met before."""
        doc = self.syntax.doc
        title = self.syntax.title(head)
        origin = end - start == 3 and (doc[end - 1].lower_ in self.lexicon.demonyms or (doc[end - 1].pos_ == "ADJ" and doc[end - 1].lower_.endswith(("ino", "ina", "ese", "ano", "ana")))) and end - 1 > head.i  # la studiosa danese, la romanziera triestina
        if end - start <= 2 and head.lower_ in self.lexicon.demonyms and straight(doc[start].lower_) in DEFINITE:
            sex = self.lexicon.demonyms[head.lower_] or {"il": "M", "lo": "M", "la": "F"}.get(doc[start].lower_, "")
            return self._taken_up(head.i, sex, "", sex)  # l'argentino
        office = self.lexicon.offices.get(straight(text_of(doc[max(start, head.i - 1) : head.i + 1]).lower()))
        if office is not None and title is not None and title.type != "person":
            title = self.lexicon.title(office)  # il pubblico ministero is no ministry
        if title is None or end - start > 8:
            return None
        determiner = doc[start]
        definite = straight(determiner.lower_) in DEFINITE or feature(determiner, "PronType") == "Dem" or determiner.i == head.i or (start > 0 and " " in doc[start - 1].lemma_)
        plural = feature(head, "Number") == "Plur" and straight(determiner.lower_) not in ("il", "lo", "la", "l'")  # il pm
        if not definite or plural or self._new_before(head):
            return None
        if title.type == "person" or (title.key in self.lexicon.bodies_too and any(e.label == "PER" and title.key in e.titles for e in self.entities)):
            key = self.lexicon.office(title.key, text_of(doc[head.i : end]))
            whole = key != title.key  # la dirigente scolastica: no complement tells which
            if key == title.key and head.i > start:  # il primo cittadino
                key = self.lexicon.office(title.key, text_of(doc[head.i - 1 : end]))
            last = self.speakers[-1] if self.speakers else None
            if last is not None and last.entity is None and last.label == "PER" and not last.plural and key in self.lexicon.lists["unnamed"] and last.gender in ("", feature(head, "Gender")[:1]) and head.i - last.place < 60:
                return last  # un operaio … l'uomo
            # masculine offices are said of women too (il ministro Edda Kolvin), feminine ones of women only
            gender = {"m": "", "f": "F"}.get(title.gender, feature(determiner, "Gender")[:1])
            people = [e for e in self.entities if e.label == "PER" and id(e) not in self.barred and (not gender or not e.gender or e.gender == gender or title.gender == "both")]
            if any(feature(t, "Poss") == "Yes" and t.lower_ in ("suo", "sua") for t in doc[start : head.i]) and self.speakers:
                people = [e for e in people if e is not self.speakers[-1].entity]  # la sua collega: somebody else
            words = set() if whole and end - start <= 3 else complement(self.syntax, head.i, end)
            # il presidente della Fondazione is not the president of the bank
            known = [e for e in people if key in e.titles and not (words and e.of_what.get(key) and not words & e.of_what[key])]
            known = known or [e for e in people if key in e.taken_up and not words]
            if not known and key in self.lexicon.generic and (whose := {t.lower_ for t in doc[head.i + 1 : end] if t.text[:1].isupper()}):
                told = [e for e in people if e.first < head.i and any(whose & what for what in e.of_what.values())]
                known = told if len(told) == 1 else []  # il numero uno della Confservizi: its president
            if not known:
                people = [e for e in people if not self.lexicon.other_kind(key, e.titles | e.taken_up)]
            if not self._in_heading(head.i):  # il tecnico: not one who is named only below
                known = [e for e in known if e.first < head.i] or ([] if any(e.first < head.i for e in people) and title.again and end - start <= 2 else known)
            article = doc[start - 1] if determiner.i == head.i and start and is_preposition(doc[start - 1]) else determiner  # a giudizio dell' | esponente
            sex = "F" if title.gender == "f" or feature(article, "Gender") == "Fem" else "M"
            if title.gender == "both" and straight(article.lower_).endswith("l'"):
                sex = ""  # l'analista
            if not known and self._in_heading(head.i) and (below := self._ahead(head.i, sex, title.key)) is not None:
                return below
            former = any(t.lower_ == "ex" for t in doc[start : head.i])
            if former and not known and (taken := self._taken_up(head.i, gender, "", sex)) is not None:
                return taken  # l'ex ministro: who was one is seldom said before
            if not known and title.key in self.lexicon.seldom_named:
                return None  # il gip, il pm: of whom a report seldom gives the name
            if not known and title.again and (end - start <= 2 or origin):
                taken = self._taken_up(head.i, gender, key, sex)
                if taken is None and title.key in self.lexicon.accused:
                    return self._protagonist(head.i, sex)
                if taken is not None or title.key in self.lexicon.exclusive:
                    return taken or self._only_one(head.i, sex)
                return self._just_named(head.i, sex, title.key)
            if not known and any(c.i > head.i and c.dep_ in ("acl", "amod") and (feature(c, "VerbForm") == "Part" or any(g.dep_ == "xcomp" for g in c.children)) for c in head.children):
                return None  # il macchinista rimasto illeso: told apart from others, not taken up
            if not known and (end - start <= 2 or origin) and (goes_on := self._speaker_goes_on(head.i, sex, key)) is not None:
                return goes_on
            if not known:
                other = title.key in self.lexicon.exclusive and words  # il sindaco di Portofelice need not be anybody named
                under = [e for e in people if e.first < head.i and (e.titles | e.taken_up) & self.lexicon.kinds.get(key, frozenset())]
                if (named := self._just_named(head.i, sex, title.key)) is not None or len(under) != 1:
                    return named or (None if other else self._only_one(head.i, sex))
                known = under  # la procuratrice … la magistrata sportiva
            if known:
                recent = [e for e in known if self._last_before(e, head.i) is not None]
                chosen = max(recent, key=lambda e: self._last_before(e, head.i) or -1) if recent else known[0]
                if end - start <= 2 and title.key not in self.lexicon.exclusive and (newcomer := self._newcomer(head.i, sex, title.key, chosen)) is not None:
                    return newcomer
                return Referent(head.i, chosen, chosen.name, chosen.label, chosen.gender)
        elif title.type == "organisation" and (end - start <= 2 or (end - start == 3 and doc[end - 1].pos_ == "ADJ")) and head.is_lower:
            if end - start == 3 and doc[end - 1].lower_ in self.lexicon.lists["of_another_kind"]:
                return None  # l'azienda sanitaria is not the firm
            if end - start == 3:  # la società scientifica
                return self._body_taken_up(head.i, title.key) if title.again and any(self._of_kind(e, title.key) for e in self.entities if e.first < head.i) else None
            if (nameless := self._by_its_noun(head, title.key)) is not None:
                return nameless
            if title.again:
                return self._body_taken_up(head.i, title.key) or self._body_ahead(head.i, title.key)
            if self._in_heading(head.i) and not any(e.first < head.i and self._of_kind(e, title.key) for e in self.entities):
                return self._body_ahead(head.i, title.key)  # Il comitato: «…», above the text that names it
            called = [e for e in self.entities if e.first < head.i and self._of_kind(e, title.key)]
            body = max(called, key=lambda e: self._last_before(e, head.i) or -1, default=None)
            return Referent(head.i, body, body.name, body.label or "ORG") if body is not None else None
        return None

    def _learn(self, referent: Referent, head: Token) -> None:
        """Remember the office by which a person was taken up: *dice l'allenatore … L'allenatore la pensa diversamente*."""
        title = self.syntax.title(head)
        if referent.entity is not None and referent.entity.label == "PER" and title is not None and title.type == "person":
            referent.entity.taken_up.add(title.key)
            told = "F" if title.gender == "f" else feature(self.syntax.doc[head.i - 1], "Gender")[:1] if title.gender == "both" and head.i else ""
            referent.gender = referent.entity.gender = referent.entity.gender or told  # la ragazza: of a name that tells no gender

    def _new_before(self, head: Token) -> bool:
        """Whether the same noun was brought in with *un, una* shortly before: *un'infermiera … l'infermiera* is nobody named."""
        doc = self.syntax.doc
        title = self.syntax.title(head)
        under = self.lexicon.kinds.get(title.key, frozenset()) if title is not None and title.key not in self.lexicon.lists["unnamed"] else frozenset()

        def again(token: Token) -> bool:  # un avvocato … il legale
            other = self.syntax.title(token) if under and token.pos_ == "NOUN" and head.i - token.i < 40 else None
            return token.lower_ == head.lower_ or (other is not None and other.key in under and not other.plural and token.i + 1 not in self.by_token)

        behind = (i + 1 for word in INDEFINITE for i in self.syntax.places.get(word, ()))
        return any(head.i - 120 <= i < head.i and again(doc[i]) for i in behind)

    def _just_named(self, place: int, gender: str, key: str) -> Referent | None:
        """The one person named in the sentence before (or this one, or the second before), whom a longer description takes up.

        *… la replica di Nadia Sferlazza. La segretaria della Costituente non crede…*: somebody of the same gender whose office
        the article has not told, or a description that goes with any office.
        """
        last = self.speakers[-1] if self.speakers else None
        if last is not None and last.entity is not None and last.entity.label == "PER" and self._goes_with(last.entity, gender, key):
            others = [m for e in self.entities for m in e.mentions if e.label == "PER" and e is not last.entity and last.place < m.start < place]
            called = bool(last.entity.titles | last.entity.taken_up) and key in self.lexicon.exclusive  # l'allenatore … per Bini. Il direttore sportivo
            if not others or (not called and not any(self._prominent(m.start) for m in others)):
                return Referent(place, last.entity, last.entity.name, last.entity.label, last.entity.gender)
        start = self.syntax.sentence(place)[0]
        for back in range(3):
            named = {
                id(e): (m, e)
                for e in self.entities
                for m in e.mentions
                if (e.label == "PER" or (not e.label and back)) and (e.reliable or not self._governed(m.start)) and start <= m.start < place and not self.syntax.quoted(m.start)
            }
            if named:
                fits = [(m, e) for m, e in named.values() if self._goes_with(e, gender, key)]
                if len(named) > 1 or not fits:
                    return None
                _, entity = fits[0]
                return Referent(place, entity, entity.name, entity.label, entity.gender)
            if start == 0:
                return None
            start = self.syntax.sentence(start - 1)[0]
        return None

    def _speaker_goes_on(self, place: int, gender: str, key: str) -> Referent | None:
        """The last speaker of the same gender, taken up by a trade that the article has not told: *Elio Zanotto, proprietario del negozio, … il gioielliere*.

        Nobody else may have been named since; an office of which a person has one, or a role seldom named, is somebody else's.
        """
        last = self.speakers[-1] if self.speakers else None
        if last is None or last.entity is None or last.entity.label != "PER" or not gender or last.entity.gender != gender or key in self.lexicon.exclusive | self.lexicon.seldom_named:
            return None
        if last.place < self._sentences_back(place, 2) or self.lexicon.other_kind(key, last.entity.titles | last.entity.taken_up):
            return None
        if any(e.label == "PER" and e is not last.entity and last.place < m.start < place for e in self.entities for m in e.mentions):
            return None
        return Referent(place, last.entity, last.entity.name, last.entity.label, last.entity.gender)

    def _newcomer(self, place: int, gender: str, key: str, known: Entity) -> Referent | None:
        """Whom this sentence or the one before brings in as its subject, later than ``known`` was named: *È meno ottimista Ada Neri: … l'analista teme…*."""
        start = self._sentences_back(place, 1)
        after = max(start - 1, self._last_before(known, place) or -1)
        new = [e for e in self.entities if e.label == "PER" and after < e.first < place and len(e.name.split()) > 1 and not e.titles and self._goes_with(e, gender, key) and not self.syntax.quoted(e.first)]
        if len(new) != 1 or self._governed(new[0].first) or self.syntax.doc[new[0].first].dep_ not in ("nsubj", "ROOT", "parataxis"):
            return None
        return Referent(place, new[0], new[0].name, new[0].label, new[0].gender)

    def _in_heading(self, place: int) -> bool:
        """Whether the token stands near the head of a short line without final stop."""
        doc = self.syntax.doc
        if place - self.syntax.sentence(place)[0] > 12 or not (place < 40 or any("\n" in t.text for t in doc[max(0, place - 25) : place])):
            return False
        end = next((t.i for t in doc[place : place + 25] if "\n" in t.text), -1)
        return end > 0 and doc[end - 1].text != "."

    def _ahead(self, place: int, gender: str, key: str) -> Referent | None:
        """Whom a heading describes that the text below names: the first person of that gender."""
        fits = [e for e in self.entities if place < e.first < place + 150 and e.name[1:2] != "." and e.label == "PER" and e.reliable and self._goes_with(e, gender, key)]
        under = self.lexicon.kinds.get(key, frozenset()) | {key}
        told = [e for e in self.entities if e.first > place and e.label == "PER" and e.titles & under and (not gender or e.gender in ("", gender))]
        entity = min(told or fits, key=lambda e: e.first, default=None)
        return Referent(place, entity, entity.name, entity.label, entity.gender) if entity is not None else None

    def _protagonist(self, place: int, gender: str) -> Referent | None:
        """Whom the article has named most so far, of that gender: *l'imputato* of the report of a trial."""
        people = [e for e in self.entities if e.label == "PER" and e.reliable and e.first < place and (not gender or e.gender in ("", gender))]
        entity = max(people, key=lambda e: sum(m.start < place for m in e.mentions), default=None)
        return Referent(place, entity, entity.name, entity.label, entity.gender) if entity is not None else None

    def _only_one(self, place: int, gender: str) -> Referent | None:
        """The one person of that gender, met before, whose office the article has not told."""
        free = [e for e in self.entities if e.label == "PER" and e.reliable and e.first < place and e.gender == gender != "" and not e.titles and id(e) not in self.barred]
        free = [e for e in free if any(not self._governed(m.start) for m in e.mentions) or any(s.entity is e for s in self.speakers)]
        return Referent(place, free[0], free[0].name, free[0].label, gender) if len(free) == 1 else None

    def _topic_since(self, speaker: int, place: int, people: list[Entity]) -> Entity | None:
        """Who of ``people`` was last the subject of a main clause between the last speaker and ``place``, in nobody's claim."""
        best: tuple[int, Entity] | None = None
        for entity in people:
            for mention in entity.mentions:
                token = self.syntax.doc[mention.start]
                while token.dep_ in ("flat:name", "flat", "nmod", "appos") and token.head.i < token.i and token.head.i >= mention.start - 2:
                    token = token.head
                main = token.dep_ == "nsubj" and token.head.dep_ in ("ROOT", "conj", "parataxis")
                told = self.syntax.quoted(token.i) or any(a <= token.idx < b for other, _ in self.resolved[-8:] for a, b in other.claim)
                if speaker < mention.start < place and main and not told and not self._governed(mention.start) and (best is None or mention.start > best[0]):
                    best = mention.start, entity
        return best[1] if best is not None else None

    def _to_him(self, place: int) -> bool:
        """Whether a pronoun right behind the noun stands for somebody else: *Neri ha visto il presidente. Il manager gli avrebbe chiesto…*."""
        behind = self.syntax.doc[place + 1 : place + 3]
        return any(t.lower_ in ("gli", "le", "lo", "la", "l'", "l’") and t.pos_ == "PRON" for t in behind)

    def _taken_up(self, place: int, gender: str, key: str, sex: str = "") -> Referent | None:
        """The nearest entity that a short description takes up: the last speaker, else the last one named, three sentences back.

        A person known by another office is not meant (the mayor is not *il ministro*) unless nobody else is there.
        """
        start = self._sentences_back(place, 3)
        fits = [
            (max(m.start for m in e.mentions if m.start < place), e)
            for e in self.entities
            if not self.lexicon.other_kind(key, e.titles | e.taken_up) and e.label == "PER" and e.reliable and any(start <= m.start < place for m in e.mentions) and (not gender or not e.gender or e.gender == gender)
        ]
        under = self.lexicon.kinds.get(key, frozenset()) | {key}
        fits = [(place_, e) for place_, e in fits if (e.titles | e.taken_up) & under] or fits  # la parlamentare: the deputy, not the last who spoke
        if key in self.lexicon.exclusive:
            fits = [(place, e) for place, e in fits if not e.titles or key in e.titles]
        if len(fits) > 1 and self.speakers and self._to_him(place):
            fits = [f for f in fits if f[1] is not self.speakers[-1].entity]
        if not fits:
            return None
        surely = [(place_, e) for place_, e in fits if e.gender or e.titles or (self.speakers and e is self.speakers[-1].entity)]
        fits = surely or fits  # Energas Tirreno, whatever the recogniser saw
        same = [(place_, e) for place_, e in fits if sex and e.gender == sex]
        fits = same or fits  # il senatore: a man, where there is one
        last = self.speakers[-1] if self.speakers else None
        newest = max(fits, key=lambda f: f[0])
        fitting = last is not None and last.entity is not None and bool(last.entity.titles & (self.lexicon.kinds.get(key, frozenset()) | {key}))
        if last is not None and not fitting and (topic := self._topic_since(last.place, place, [e for _, e in fits if e is not last.entity])) is not None:
            return Referent(place, topic, topic.name, topic.label, topic.gender)  # Neri, intanto, guarda avanti. Il professore…
        if last is not None and not fitting and newest[1].first > last.place and newest[1] is not last.entity and len(newest[1].name.split()) > 1 and not self._governed(newest[1].first) and self.syntax.doc[newest[1].first].dep_ in ("nsubj", "ROOT", "parataxis", "appos"):
            return Referent(place, newest[1], newest[1].name, newest[1].label, newest[1].gender)  # È meno ottimista Ada Neri: … l'analista teme
        spoke = [s.entity for s in self.speakers[-2:] if s.entity is not None and any(s.entity is e for _, e in fits)]
        entity = spoke[-1] if spoke else max(fits, key=lambda f: f[0])[1]
        return Referent(place, entity, entity.name, entity.label, entity.gender)
