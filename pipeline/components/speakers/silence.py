"""Pronouns and silence: whom *lui*, *sua* or a verb without subject takes up."""

from __future__ import annotations

from pipeline.components.mentions.inverted import behind_its_verb
from pipeline.components.mentions.lost_subjects import explains_governed
from pipeline.components.speakers.cast import Referent
from pipeline.components.speakers.salience import Salience
from pipeline.components.syntax import feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token, text_of
from pipeline.lexicon import straight

#: How many sentences back silence reaches.
SENTENCES = 8


class Silence(Salience):
    """Agreement, recency and topic decide; the speaker of the attribution before is preferred."""

    def _mentioned(self, start: int, end: int) -> Referent | None:
        raise NotImplementedError  # the resolver's

    def _pronoun(self, place: int, token: Token) -> Referent | None:
        said = {"lei": "F", "ella": "F", "essa": "F", "lui": "M", "egli": "M", "esso": "M"}.get(token.lower_, feature(token, "Gender")[:1])
        gender = "" if feature(token, "Poss") == "Yes" else said
        if token.lower_ in ("ultimo", "ultima") and token.i and token.nbor(-1).lower_.startswith("quest"):  # quest'ultimo: who was named last
            named = [(m.start, e) for e in self.entities for m in e.mentions if m.start < place and e.label in ("PER", "ORG") and (not e.gender or e.gender == gender) and not self.syntax.quoted(m.start)]
            if named:
                _, last = max(named, key=lambda pair: pair[0])
                return Referent(place, last, last.name, last.label, last.gender)
        if token.lower_ in ("lui", "lei", "egli", "ella") and (named_here := self._alone_in_paragraph(place, gender)) is not None:
            return named_here
        persons = token.lower_ in ("lui", "lei", "egli", "ella")
        if token.lower_ == "loro" and (several := self._recent(place, gender, True)) is not None:
            return several
        return self._recent(place, gender, (feature(token, "Number") == "Plur" and feature(token, "Poss") != "Yes"), persons)

    def _alone_in_paragraph(self, place: int, gender: str) -> Referent | None:
        """The one person of that gender whom the paragraph names before ``place``, where none of the speakers so far is in it."""
        start = max((t.i for t in self.syntax.doc[:place] if "\n" in t.text), default=0)
        if any(s.place > start for s in self.speakers if s.label == "PER" and not s.plural and s.gender in ("", gender)):
            return None
        named = {id(e): e for e in self.entities for m in e.mentions if e.label == "PER" and start < m.start < place and e.gender in ("", gender) and not self.syntax.quoted(m.start) and (e.reliable or e.gender or not self._governed(m.start))}
        one = next(iter(named.values()), None)
        return Referent(place, one, one.name, one.label, one.gender) if one is not None and len(named) == 1 else None

    def _dropped(self, place: int, verb: Token | None, inside: bool = False) -> Referent | None:
        plural, gender, persons = False, "", False
        if verb is not None:
            gender, persons = self._told_gender(verb)
            group = [verb, *self.syntax.auxiliaries(verb)]
            misread = len(group) == 1 and verb.pos_ == "ADJ" and verb.i in self.syntax.retagged  # nutre, taken for an adjective
            plural = not misread and any(feature(t, "Number") == "Plur" and (verb_form(t) == "Fin" or t.pos_ == "ADJ") for t in group)
            if any(t.lemma_ == "essere" for t in group[1:]) and (feature(verb, "Number") == "Sing" or feature(verb, "Gender") == "Fem"):
                gender = feature(verb, "Gender")[:1]
        if verb is not None and not inside and (ahead := self._subject_ahead(verb, plural)) is not None:
            return ahead
        found = self._recent(place, gender, plural, persons)
        if verb is not None and found is not None and (found.entity is None or found.label == "ORG") and (before := self._goes_on(verb, place, gender, plural)) is not None:
            return before
        if found is None and plural:  # hanno fatto sapere: whoever speaks for the body that spoke last
            last = next((s for s in reversed(self.speakers) if s.place < place and s.somebody), None)
            return last if last is not None and last.label == "ORG" and last.place >= self._sentences_back(place, 3) else None
        return found

    def _goes_on(self, verb: Token, place: int, gender: str, plural: bool) -> Referent | None:
        """The person who spoke last, where the verb says that somebody says more: *Neri ha detto di no. Il tribunale aveva chiuso il caso. Ha poi aggiunto che…*."""
        said = verb.lemma_ in self.lexicon.lists["says_more"] or any(c.dep_ == "advmod" and c.lower_ in self.lexicon.lists["moreover"] for c in verb.children)
        last = next((s for s in reversed(self.speakers) if s.place < place), None)
        if not said or last is None or last.label != "PER" or last.plural != plural or (gender and last.gender not in ("", gender)) or last.passing:
            return None
        return last if last.place >= self._sentences_back(place, 2) and (last.entity is None or id(last.entity) not in self.barred) else None

    def _subject_ahead(self, verb: Token, plural: bool) -> Referent | None:
        """The subject of the main clause that follows: *Nel comunicato in cui annuncia la chiusura, il gruppo parla di…*."""
        token = verb
        for _ in range(4):
            if token.dep_ not in ("acl:relcl", "acl", "advcl", "obl", "nmod", "obj") or token.head.i == token.i:
                return None
            token = token.head
            subject = self.syntax.subject(token) if token.pos_ in ("VERB", "ADJ", "AUX") else None
            if subject is not None and subject.i > verb.i and token.i > subject.i and self.syntax.speakable(subject) and (feature(subject, "Number") == "Plur") == plural:
                return self._mentioned(*self.syntax.phrase(subject))
        return None

    def _recent(self, place: int, gender: str, plural: bool, persons: bool = False) -> Referent | None:
        """The last speaker that agrees, unless a newer subject stands between; else the last subject that agrees. ``persons``: nobody else."""
        near_by = self._sentences_back(place, 1)
        fits = [s for s in self.speakers if s.place < place and s.somebody and s.plural == plural and (not gender or not s.gender or s.gender == gender)]
        fits = [s for s in fits if (s.entity is None or id(s.entity) not in self.barred) and not (s.passing and s.place < near_by) and not (persons and s.label == "ORG")]
        last = fits[-1] if fits else None
        if not plural and (last is None or last.entity is not self.portrayed) and (portrayed := self._portrayed_at(place, gender, last)) is not None:
            return portrayed
        near = self._named_in_sentence(place, gender, last.place if last else -1)
        if near is not None and not plural:
            return near
        subject = self._last_subject(place, gender, plural, last.place if last else -1)
        if subject is not None:
            return subject
        if last is not None:
            return last
        people = [e for e in self.entities if e.label == "PER" and e.reliable and not plural and id(e) not in self.barred and e.first < place and (not gender or not e.gender or e.gender == gender)]
        if people:
            entity = max(people, key=lambda e: self._last_before(e, place) or -1)
            return Referent(place, entity, entity.name, entity.label, entity.gender)
        return None

    def _named_in_sentence(self, place: int, gender: str, after: int) -> Referent | None:
        """The one person whom the sentence names, with a title or in full, before ``place`` and since the last speaker."""
        start, _ = self.syntax.sentence(place)
        found = [
            (m, e)
            for e in self.entities
            for m in e.mentions
            if e.label == "PER" and e.reliable and id(e) not in self.barred and max(start, after + 1) <= m.start < place and not self.syntax.quoted(m.start) and (not gender or not e.gender or e.gender == gender)
            and not any(a <= self.syntax.doc[m.start].idx < b for a, b in self.of_another)
        ]
        if len({id(e) for _, e in found}) != 1:
            return None
        mention, entity = found[-1]
        return None if self._governed(mention.start) or self._names_thing(mention.start) else Referent(mention.start, entity, entity.name, entity.label, entity.gender)

    def _last_subject(self, place: int, gender: str, plural: bool, after: int) -> Referent | None:
        """The best earlier subject that could speak, in this sentence or those before it.

        Sentence by sentence, from the nearest: persons before bodies, subjects of main clauses before others'; a full name that no
        preposition governs counts as a subject (*l'unico a fermarsi è Saverio Colangeli. Nega…*).
        """
        start, _ = self.syntax.sentence(place)
        end = place
        for back in range(SENTENCES):
            found = [c for token in self.syntax.doc[start:end] if token.i > after and not self.syntax.quoted(token.i) and (c := self._candidate(token, gender, plural, back)) is not None and not self._reported(token, place)]
            found = [(rank, referent) for rank, referent in found if id(referent.entity) not in self.barred]
            if found and not (max(rank for rank, _ in found) <= 2 and back):  # dove si è trasferito il Comune: no subject of a main clause
                best = max(rank for rank, _ in found)
                return next(referent for rank, referent in found if rank == best)
            if start == 0:
                break
            end = start
            start, _previous_end = self.syntax.sentence(start - 1)
            if start <= after:
                break
        return None

    def _near(self, speaker: int, place: int) -> bool:
        """Whether at most two sentences begin between the last speaker and ``place``."""
        return sum(speaker < start <= place for start in self.syntax.sentence_starts) <= 2

    def _reported(self, token: Token, place: int) -> bool:
        """Whether the token stands in an earlier sentence's claim: whom somebody speaks of does not go on speaking."""
        if any(a <= token.idx < b for a, b in self.of_another):
            return True
        if self.syntax.sentence(token.i)[0] == self.syntax.sentence(place)[0]:  # a chi gli chiedeva se la fabbrica chiuderà, ha risposto
            return any(a <= token.idx < b < self.syntax.doc[place].idx for other, _ in self.resolved[-3:] if other.frame == "se" for a, b in other.claim)
        # Ada Neri, raccontano i presenti, ha ascoltato in silenzio. Poi ha osservato: what nobody in particular tells of her
        told = (other for other, who in self.resolved[-8:] if other.kind != "position" and not (other.rule == "parenthetical" and who.entity is None))
        return any(a <= token.idx < b for other in told for a, b in other.claim)

    def _candidate(self, token: Token, gender: str, plural: bool, back: int) -> tuple[int, Referent] | None:
        """How likely silence takes up ``token`` (rank), and who it is; None for what cannot speak or does not agree."""
        inverted = token.dep_ == "obj" and token.head.lemma_ in self.lexicon.lists["without_object"]  # Interviene un tecnico
        subject = token.dep_ in ("nsubj", "nsubj:pass") or inverted or self._opens_sentence(token) or self._asked_about(token)
        if not subject and token.i not in self.by_token and token.pos_ != "PRON":
            return None
        main = token.dep_ == "ROOT" or token.head.dep_ in ("ROOT", "conj", "parataxis")
        given = token
        if subject and feature(token, "PronType") == "Rel" and (antecedent := self._antecedent(token)) is not None and antecedent.i in self.by_token:
            token = antecedent
        if subject and token.lower_ == "quale" and token.i == self.syntax.sentence(token.i)[0] + 1 and not plural:
            who = self._mentioned(token.i - 1, token.i + 1)  # Il quale nicchia: dice di
            return (5, who) if who is not None and who.entity is not None and (not gender or who.gender in ("", gender)) else None
        if subject and token.pos_ in ("PRON", "NUM"):  # una di loro, Marija Tolvaj, è arrivata…
            token = next((c for c in token.children if c.dep_ == "appos" and c.i in self.by_token), token)
        if token.lower_ in ("lui", "lei", "egli", "ella") and token.pos_ == "PRON" and not plural and (subject or any(c.dep_ == "cop" for c in token.children) or token.i == self.syntax.sentence(token.i)[0]):
            said = "F" if token.lower_ in ("lei", "ella") else "M"
            apposed = self.by_token.get(token.i + 2) if token.nbor(1).text == "," else None
            named = [(m.start, e) for e in self.entities for m in e.mentions if e.label == "PER" and (m.start < token.i if apposed is None else e is apposed) and id(e) not in self.barred and e.gender in ("", said)]  # Lei, Neri, tace
            if named and gender in ("", said):
                _, whom = max(named, key=lambda pair: pair[0])
                return 5, Referent(token.i, whom, whom.name, whom.label, whom.gender)
        entity = self.by_token.get(token.i)
        if entity is not None and (id(entity) in self.barred or (token is not given and not back and self._told_to(token.i))):
            return None
        if (token.pos_ == "PRON" and entity is None) or (not subject and entity is None):
            return None
        if entity is not None and entity.label == "PER" and not plural and (not gender or not entity.gender or entity.gender == gender):
            mention = next(m for m in entity.mentions if m.start <= token.i < m.end)
            subject = subject and not (token is given and explains_governed(self.syntax, mention.start, self.syntax.sentence(mention.start)[0]))  # Alla presidente, Ada Bini, ha chiesto
            predicate = any(c.dep_ == "cop" for c in token.children)  # l'unico a fermarsi è Aldo Neri
            carrier = self._office_before(mention.start) or token  # la legale dei residenti Ada Neri: what the parser hung from the verb
            predicate = predicate or any(c.dep_ == "cop" for c in carrier.children)
            hung = carrier.dep_ in ("ROOT", "parataxis", "conj", "obj", "nsubj:pass") and not self._acted_on(carrier) and (back or carrier is token)
            alone = token.i == mention.start and len(mention.text.split()) > 1 and (predicate or self._behind_contrast(token) or hung) and not self._governed(mention.start) and (self._behind_contrast(token) or not self._names_thing(mention.start))
            start = self.syntax.sentence(mention.start)[0]
            opening = mention.start - start <= 5 and all(t.pos_ in ("DET", "NOUN", "ADJ", "PROPN") for t in self.syntax.doc[start : mention.start])
            topic = token.i == mention.start == start and text_of(self.syntax.doc[mention.end : mention.end + 1]) == ","  # Dosk, che domenica…, non cede
            behind = self.syntax.doc[mention.end] if mention.end < len(self.syntax.doc) else None
            if behind is not None and behind.text == "," and self._office_before(mention.end + 2) is not None:  # Nel pomeriggio Ada Neri, segretaria del sindacato, è salita
                close = next((i for i in range(mention.end + 1, min(mention.end + 14, len(self.syntax.doc) - 1)) if self.syntax.doc[i].is_punct), 0)
                behind = self.syntax.doc[close + 1] if close and self.syntax.doc[close].text == "," else behind
            acts = behind is not None and token.i == mention.start and len(mention.text.split()) > 1 and behind.pos_ in ("VERB", "AUX") and verb_form(behind) == "Fin"
            if acts and behind is not None and feature(behind, "Number") != "Plur" and not self._governed(mention.start):
                return 5, Referent(token.i, entity, entity.name, entity.label, entity.gender)  # In municipio Ada Neri riceve
            if subject or alone or topic or (opening and token.i == mention.start and mention.start > start):
                return (5 if subject and main else 4), Referent(token.i, entity, entity.name, entity.label, entity.gender)
            if token.i == mention.start and len(mention.text.split()) > 1 and self._floor(mention.start):
                return 5, Referent(token.i, entity, entity.name, entity.label, entity.gender)
            turn = token.i == mention.start and token.dep_ == "obl" and token.head.lemma_ in self.lexicon.lists["turn"]
            explained = token.i == mention.start and token.dep_ == "appos" and token.head.dep_ in ("ROOT", "nsubj") and token.head.i < token.i and self.syntax.speakable(token.head) and not self._governed(mention.start)
            if turn or explained:
                return (5 if turn else 4), Referent(token.i, entity, entity.name, entity.label, entity.gender)
        if plural and token.i and token.nbor(-1).text == "," and (pair := self._pair(token)) is not None:
            stop = next((i for i in range(token.i, min(token.i + 9, len(self.syntax.doc))) if self.syntax.doc[i].text == ","), 0)
            if stop and self.syntax.doc[stop + 1].pos_ in ("AUX", "VERB") and feature(self.syntax.doc[stop + 1], "Number") == "Plur":
                return 4, pair
        if subject and (self.syntax.governed_noun(token) or behind_its_verb(self.syntax, token, token.head)):
            return None
        if plural and subject:
            near = (token, *(c for c in self.syntax.doc[token.i + 1 : token.head.i] if c.dep_ in ("appos", "conj", "nsubj") and c.i in self.by_token)) if token.head.i - token.i < 20 else (token,)
            if (pair := next((p for t in near if (p := self._pair(t)) is not None), None)) is not None:  # due amiche, Ada Neri e Bina Lodi, hanno aperto
                return (5 if main else 4), pair
            if entity is not None and entity.label == "PER" and any(c.dep_ == "conj" for c in token.children):  # Delgrosso e le altre
                return (5 if main else 4), Referent(token.i, None, text_of(self.syntax.doc[slice(*self.syntax.phrase(token))]), "PER", "", True)
        if token.head.dep_ == "ccomp" and token.head.head.i > token.head.i:
            return None  # se il Comune fosse informato, non lo ha saputo dire: what somebody else says or does not say
        agrees = not gender or feature(token, "Gender")[:1] in ("", gender)
        members = next((c for c in token.children if c.dep_ == "nmod" and feature(c, "Number") == "Plur"), None)
        if subject and agrees and members is not None and straight(token.lower_) in self.lexicon.lists["collectives"] and plural and self.syntax.speakable(members):
            return (4 if main else 2), Referent(token.i, None, text_of(self.syntax.doc[slice(*self.syntax.phrase(token))]), "PER", "", True)
        if not subject or not agrees or ((feature(token, "Number") == "Plur") != plural and entity is None):
            return None
        if entity is not None and entity.label == "ORG" and back < 3 and not plural:
            return (3 if main else 1), Referent(token.i, entity, entity.name, entity.label, "")
        exists = (token.dep_ == "nsubj" and token.i > token.head.i and token.head.lemma_ == "essere") or any(c.lower_ in ("c'", "ci", "c’") for c in token.head.children)
        some = feature(token, "Number") == "Plur" and not any(c.dep_ == "det" for c in token.children)
        if entity is None and exists and (some or self.syntax.doc[self.syntax.phrase(token)[0]].lower_.rstrip("'’") in ("un", "una", "uno", "alcuni", "alcune")):
            return None  # c'era anche un gruppo di studenti, c'erano circa duecento persone
        wanted = entity is None and token.i > token.head.i and token.head.lemma_ in self.lexicon.lists["wanting"]
        if wanted and token.dep_ == "nsubj" and self.syntax.doc[self.syntax.phrase(token)[0]].lower_.rstrip("'’") in ("un", "una", "uno"):
            return None  # Vorrebbe al suo posto un tecnico: whom somebody wants
        title = self.syntax.title(token)
        bare = token.i == self.syntax.sentence(token.i)[0] or (token.i == self.syntax.sentence(token.i)[0] + 1 and token.nbor(-1).pos_ in ("ADJ", "ADV"))
        if bare and title is not None and title.type == "person" and not plural and entity is None:
            return None  # Ex magistrata, …: said of somebody, not somebody
        close = back == 0 or self.syntax.doc[self.syntax.sentence(token.i)[1] - 1].text == ";"
        if title is not None and (title.type in ("person", "group") or (title.type == "organisation" and back < 2) or (title.type == "document" and main and close and token.i < token.head.i)):
            referent = self._mentioned(*self.syntax.phrase(token))
            rank = (4 if main else 2) if title.type in ("person", "group") else 3 if main else 1
            return (rank, referent) if referent is not None and (not gender or referent.gender in ("", gender)) else None
        return None

    def _behind_contrast(self, token: Token) -> bool:
        """*Lo dà per certo, al contrario, Aldo Neri*: the name that the parser hung from the connective before it."""
        head = token.head
        return token.dep_ in ("appos", "nmod") and 0 < head.i == token.i - 2 and self.syntax.doc[token.i - 1].text == "," and text_of(self.syntax.doc[head.i - 1 : head.i + 1]).lower() in self.lexicon.lists["contrasts"]

    def _office_before(self, start: int) -> Token | None:
        """The noun for an office that the name at ``start`` ends, with no preposition before it: *anche la legale dei residenti | Ada Neri*."""
        doc = self.syntax.doc
        for i in range(start - 1, max(self.syntax.sentence(start)[0], start - 9) - 1, -1):
            if doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX", "CCONJ"):
                return None
            title = self.syntax.title(doc[i])
            if title is not None and title.type == "person" and not title.plural:
                return doc[i]
        return None

    def _acted_on(self, token: Token) -> bool:
        """Whether the verb of the object ``token`` has its subject before it: *Il tribunale aveva assolto Aldo Neri*."""
        return token.dep_ == "obj" and any(c.dep_ in ("nsubj", "nsubj:pass") and c.i < token.head.i for c in token.head.children)

    def _told_to(self, start: int) -> bool:
        """Whether *a* governs the name at ``start``, or the role before it: *Alla presidente Ada Neri, che le chiedeva se…, ha risposto*."""
        doc = self.syntax.doc
        before = next((t for t in reversed(doc[max(0, start - 4) : start]) if is_preposition(t)), None)
        return self._governed(start) and before is not None and straight(before.lower_).rstrip("'") in ("a", "ad", "al", "allo", "alla", "all")

    def _floor(self, start: int) -> bool:
        """Whether a sentence without verb gives the floor to the name at ``start``: *Di altro avviso la sfidante, Ada Neri, …*; *Opposta la lettura del fisico Ugo Bini: …*."""
        doc = self.syntax.doc
        first = self.syntax.sentence(start)[0]
        before = doc[first:start]
        if any(t.pos_ in ("VERB", "AUX") and verb_form(t) == "Fin" for t in before) or any(t.text in ('«', '“', '"') or "\n" in t.text for t in before[1:]) or start - first > 14:
            return False
        if any(straight(t.lower_) in self.lexicon.lists["views"] for t in before):
            behind = next(t for t in reversed(before) if straight(t.lower_) in self.lexicon.lists["views"])
            return behind.i == first + 1 or doc[first].lower_.startswith(("di", "d'")) or doc[start - 1].pos_ != "ADP"
        return False

    def _asked_about(self, token: Token) -> bool:
        """*E il ministero? Per ora si limita a…*: the noun of a question without verb."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        start, end = self.syntax.sentence(token.i)
        doc = self.syntax.doc
        return end - start <= 6 and doc[start].lower_ in ("e", "ma") and doc[end - 1].text == "?" and not any(t.pos_ in ("VERB", "AUX") for t in doc[start:end])

    def _opens_sentence(self, token: Token) -> bool:
        """Whether the noun, with its determiner, opens a sentence whose root the parser took it for: *Un ministro, uno che…, non se la beve*."""
        if token.dep_ != "ROOT" or token.pos_ != "NOUN":
            return False
        start = self.syntax.sentence(token.i)[0]
        if not start < token.i <= start + 3 or self.syntax.doc[start].pos_ != "DET":
            return False
        return any((c.dep_ in ("conj", "parataxis", "appos") or (c.dep_ == "acl" and verb_form(c) == "Fin")) and c.i > token.i and c.pos_ in ("VERB", "AUX") for c in token.children)
