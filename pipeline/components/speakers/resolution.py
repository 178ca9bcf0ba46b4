"""Who the mention is in this article: names, descriptions, pronouns, relative pronouns, dropped subjects."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.analysis import Attribution
from pipeline.components.speakers.entities import Entity, collect, complement, name_words
from pipeline.components.syntax import Syntax, feature, is_preposition, verb_form
from pipeline.lexicon import Lexicon, straight

PERSONAL = {"egli", "lui", "lei", "ella", "essa", "esso", "loro", "essi", "esse", "quest'ultimo", "quest'ultima", "questi", "costui", "stesso", "stessa", "io", "noi"}
#: Nouns for what a body publishes: the body is the speaker.
FIGURES = {"dati", "dato", "calcoli", "calcolo", "stime", "stima", "cifre", "numeri", "rilevazioni", "conti", "proiezioni", "previsioni", "statistiche", "conteggi"}
#: Nouns for a number of people: a plural verb takes them up.
COLLECTIVES = {"ventina", "decina", "dozzina", "trentina", "quarantina", "cinquantina", "centinaio", "migliaio", "gruppo", "gruppetto", "folla", "maggioranza", "parte", "serie", "coppia", "manciata", "pugno", "metà"}  # fmt: skip
SOURCE_NOUNS = {"giudizio", "avviso", "parere", "detta", "parole", "opinione", "dire"}
DEFINITE = {"il", "lo", "la", "l'", "i", "gli", "le", "quel", "quello", "quella", "quell'", "questo", "questa", "quest'"}


@dataclass(slots=True)
class Referent:
    """Somebody who was mentioned: an entity, or the noun phrase that stands for one the article never names."""

    place: int
    entity: Entity | None
    name: str
    label: str | None
    gender: str = ""
    plural: bool = False
    #: whether it can be taken up by silence or a pronoun: somebody, not something
    somebody: bool = True


class Resolver:
    """Resolves the mentions of one doc from left to right."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.entities = collect(syntax, lexicon)
        self.by_token = {i: e for e in self.entities for m in e.mentions for i in range(m.start, m.end)}
        self.speakers: list[Referent] = []  # in order of their triples
        self.resolved: list[tuple[Attribution, Referent]] = []

    def resolve(self, attribution: Attribution) -> None:
        """Fill in ``name``, ``aliases`` and ``label``; an unresolvable speaker leaves ``name`` empty."""
        referent = self._referent(attribution)
        if referent is None:
            return
        attribution.name = referent.name
        attribution.label = referent.label
        attribution.aliases = referent.entity.aliases if referent.entity else []
        self.speakers.append(referent)
        self.resolved.append((attribution, referent))

    def _referent(self, attribution: Attribution) -> Referent | None:
        syntax = self.syntax
        if attribution.referent is not None:
            return self._mentioned(*attribution.referent)
        if attribution.mention is not None:
            start, end = attribution.mention
            return self._mentioned(start, end)
        if attribution.shares_with is not None and attribution.rule != "parenthetical":
            same = next((r for other, r in reversed(self.resolved[-6:]) if other.cue is not None and other.cue.head == attribution.shares_with), None)
            if same is not None:
                return same  # ha osservato che… e ha preteso…: whoever the first verb's speaker was
            place = syntax.doc[attribution.shares_with].idx
            for other, referent in reversed(self.resolved[-4:]):
                # the verb it is coordinated with lies in another's claim, which ended before it: that speaker goes on
                if other.kind != "direct" and any(a <= place < b for a, b in other.claim) and attribution.start >= other.end:
                    return referent
            shared = self._subject_of(syntax.doc[attribution.shares_with], 0)
            if shared is not None:
                return shared
        place = attribution.cue.head if attribution.cue is not None else syntax.token_at(attribution.start)
        if attribution.rule == "parenthetical":  # the clause around the cue has a subject of its own
            place = min(place, syntax.token_at(attribution.start))
        return self._dropped(place, syntax.doc[place] if attribution.cue is not None else None)

    # --- overt mentions

    def _mentioned(self, start: int, end: int) -> Referent | None:
        doc = self.syntax.doc
        head = self._head(start, end)
        low = straight(doc[start:end].text.lower())
        if (end - start == 1 and feature(doc[start], "PronType") == "Rel") or low in ("che", "il quale", "la quale", "i quali", "le quali", "cui"):
            antecedent = self._antecedent(doc[start if end - start == 1 else end - 1])
            if antecedent is not None:
                return self._mentioned(*self.syntax.phrase(antecedent))
            return self._dropped(start, None)
        if low in PERSONAL or (head.pos_ == "PRON" and straight(head.lower_) in PERSONAL) or feature(head, "Poss") == "Yes":
            return self._pronoun(start, head)
        if head.dep_ == "appos" and head.head.i in self.by_token and head.head.i < start:
            owner = self.by_token[head.head.i]
            return Referent(head.i, owner, owner.name, owner.label or None, owner.gender)
        bare = start if doc[start].pos_ in ("NOUN", "ADJ") else -1
        if bare > 1 and doc[bare - 1].pos_ == "ADJ":
            bare -= 1
        if bare > 1 and doc[bare - 1].text == "," and (named := self.by_token.get(bare - 2)) is not None and named.label == "PER":
            return Referent(head.i, named, named.name, named.label, named.gender)  # Elsa Brugnara, prima cittadina di Pian dei Larici, preoccupata che
        entity = self._entity_in(start, end, head)
        if entity is not None:
            return Referent(head.i, entity, entity.name, entity.label or None, entity.gender, feature(head, "Number") == "Plur" and entity.label != "PER")
        apposed = self._apposed(end, head)
        if apposed is not None:
            return Referent(head.i, apposed, apposed.name, apposed.label or None, apposed.gender)
        publisher = self._publisher(head, end)
        if publisher is not None:
            return Referent(head.i, publisher, publisher.name, publisher.label)
        described = self._described(head, start, end)
        if described is not None:
            return described
        label = self._label(head)
        somebody = label is not None or head.pos_ in ("PROPN", "PRON")
        return Referent(head.i, None, doc[start:end].text, label, feature(head, "Gender")[:1], feature(head, "Number") == "Plur", somebody)

    def _head(self, start: int, end: int) -> Token:
        for token in self.syntax.doc[start:end]:
            if not start <= token.head.i < end or token.head.i == token.i:
                return token
        return self.syntax.doc[start]

    def _entity_in(self, start: int, end: int, head: Token) -> Entity | None:
        """The entity named in the phrase: the head itself, or the name that a title introduces."""
        doc = self.syntax.doc
        inside = [(i, self.by_token[i]) for i in range(start, end) if i in self.by_token]
        if not inside:
            return None
        coordinated = [t for t in doc[start:end] if t.dep_ == "conj" and t.head.i == head.i]
        if coordinated:
            return None
        if head.i in self.by_token:
            return self.by_token[head.i]
        title = self.lexicon.title(head.lower_)
        last, entity = inside[-1]
        # a name that ends the phrase with no preposition before it: il ministro della Difesa Guido Rossi
        first = min(m.start for m in entity.mentions if m.start <= last < m.end)
        before = doc[first - 1] if first > start else None
        governed = before is not None and (is_preposition(before) or (before.pos_ == "DET" and first - 2 >= start and is_preposition(doc[first - 2])))
        body = title is not None and title.type == "organisation" and entity.label == "PER" and first == last and len(entity.name.split()) > 1  # il consiglio delle Cartiere Ardesi
        if last == end - 1 and not governed and first > start and not body:
            if title is not None and title.type == "person":
                entity.label = "PER"
            return entity
        for i, candidate in inside:
            opening = min(m.start for m in candidate.mentions if m.start <= i < m.end)
            if candidate.label == "PER" and opening > start and doc[opening - 1].pos_ in ("NOUN", "ADJ", "PROPN") and (title is not None and title.type == "person"):
                return candidate
        return None

    def _publisher(self, head: Token, end: int) -> Entity | None:
        """Whose figures they are: i dati dell'Istat, i calcoli del sindacato X."""
        if head.lower_ not in FIGURES:
            return None
        owner = next((self.by_token[c.i] for c in head.children if c.dep_ == "nmod" and c.i in self.by_token and c.i < end), None)
        return owner if owner is not None and owner.label in ("ORG", "PER") else None

    def _apposed(self, end: int, head: Token) -> Entity | None:
        """The name behind a role and a comma: *il presidente della Federazione, Dmitrij Medvedev, ha…*."""
        doc = self.syntax.doc
        title = self.lexicon.title(head.lower_)
        while end + 1 < len(doc) and doc[end].pos_ in ("ADJ", "NOUN", "VERB") and end - head.i < 10 and doc[end].text != ",":
            end += 1  # the phrase may have been cut short
        if title is None or title.type == "group" or end + 1 >= len(doc) or doc[end].text != ",":
            return None
        first = end + 1
        while first + 1 < len(doc) and first < end + 5 and first not in self.by_token and doc[first].pos_ in ("DET", "NOUN", "ADJ"):
            first += 1  # il suo fondatore, l'avvocato Damiano Petrosillo,
        entity = self.by_token.get(first)
        if entity is not None and title.type == "organisation" and not entity.reliable:
            entity.label = "ORG"
        either = title.key in self.lexicon.bodies_too  # il gestore, Rete Ferrovie,
        if entity is None or ((title.type == "person") != (entity.label in ("PER", "")) and not either):
            return None
        mention = next(m for m in entity.mentions if m.start <= first < m.end)
        closed = mention.end >= len(doc) or doc[mention.end].text in (",", ".", ":", ";", ")", "»") or doc[mention.end].is_space
        return entity if closed else None

    def _described(self, head: Token, start: int, end: int) -> Referent | None:
        """A definite description (*il premier, la dirigente, l'azienda*) of an entity met before."""
        doc = self.syntax.doc
        title = self.lexicon.title(head.lower_)
        if title is None or end - start > 6:
            return None
        determiner = doc[start]
        definite = straight(determiner.lower_) in DEFINITE or feature(determiner, "PronType") == "Dem" or determiner.i == head.i or (start > 0 and " " in doc[start - 1].lemma_)
        if not definite or feature(head, "Number") == "Plur":
            return None
        if title.type == "person":
            key = self.lexicon.office(title.key, doc[head.i : end].text)
            # masculine offices are said of women too (il ministro Edda Kolvin), feminine ones of women only
            gender = {"m": "", "f": "F"}.get(title.gender, feature(determiner, "Gender")[:1])
            people = [e for e in self.entities if e.label == "PER" and (not gender or not e.gender or e.gender == gender or title.gender == "both")]
            words = complement(self.syntax, head.i, end)
            # il presidente della Fondazione is not the president of the bank
            known = [e for e in people if key in e.titles and not (words and e.of_what.get(key) and not words & e.of_what[key])]
            if not known and title.again and end - start <= 2:
                return self._taken_up(head.i, gender, "PER", key)
            if not known and any(c.dep_ in ("acl", "acl:relcl", "amod") and feature(c, "VerbForm") == "Part" for c in head.children):
                return None  # il macchinista rimasto illeso: told apart from others, not taken up
            if not known:
                sex = "F" if title.gender == "f" or feature(determiner, "Gender") == "Fem" else "M"
                return self._just_named(head.i, sex, title.key) or self._only_one(head.i, sex)
            if known:
                recent = [e for e in known if self._last_before(e, head.i) is not None]
                chosen = max(recent, key=lambda e: self._last_before(e, head.i) or -1) if recent else known[0]
                return Referent(head.i, chosen, chosen.name, chosen.label, chosen.gender)
        elif title.type == "organisation" and title.again and end - start <= 2:
            return self._taken_up(head.i, "", "ORG", title.key)
        return None

    def _just_named(self, place: int, gender: str, key: str) -> Referent | None:
        """The one person named in the sentence before (or this one, or the second before), whom a longer description takes up.

        *… la replica di Nadia Sferlazza. La segretaria della Costituente non crede…*: somebody of the same gender whose office
        the article has not told, or a description that goes with any office.
        """
        last = self.speakers[-1] if self.speakers else None
        if last is not None and last.entity is not None and last.entity.label == "PER" and self._goes_with(last.entity, gender, key):
            others = [e for e in self.entities for m in e.mentions if e.label == "PER" and e is not last.entity and last.place < m.start < place]
            if not others:
                return Referent(place, last.entity, last.entity.name, last.entity.label, last.entity.gender)
        start = self.syntax.sentence(place)[0]
        for back in range(3):
            named = {
                id(e): (m, e)
                for e in self.entities
                for m in e.mentions
                if (e.label == "PER" or (not e.label and back and not self._governed(m.start))) and start <= m.start < place and not self.syntax.quoted(m.start)
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

    def _only_one(self, place: int, gender: str) -> Referent | None:
        """The one person of that gender, met before, whose office the article has not told."""
        free = [e for e in self.entities if e.label == "PER" and e.reliable and e.first < place and e.gender == gender and not e.titles]
        return Referent(place, free[0], free[0].name, free[0].label, gender) if len(free) == 1 else None

    def _goes_with(self, entity: Entity, gender: str, key: str) -> bool:
        """Whether a description by ``key`` may be of ``entity``: same gender, no office known or one that any may have."""
        return entity.gender in ("", gender) and (not entity.titles or key in self.lexicon.generic)

    def _taken_up(self, place: int, gender: str, label: str, key: str) -> Referent | None:
        """The nearest entity that a short description takes up: the last speaker, else the last one named, three sentences back.

        A person known by another office is not meant (the mayor is not *il ministro*) unless nobody else is there.
        """
        start = self.syntax.sentence(place)[0]
        for _ in range(3 if label == "PER" else 15):
            if start:
                start = self.syntax.sentence(start - 1)[0]
        if label == "ORG":
            known = [e for e in self.entities if key in e.titles and e.first < place]
            bodies = known or [e for e in self.entities if e.label == "ORG" and self._company(e) and not (e.name.isupper() and len(e.name) > 5) and any(start <= m.start < place for m in e.mentions)]
            if not bodies:
                return None
            paragraph = max((t.i for t in self.syntax.doc[:place] if "\n" in t.text), default=0)
            near = [e for e in bodies if any(paragraph <= m.start < place for m in e.mentions)]
            body = max(near or bodies, key=lambda e: (len(e.mentions), e.first))
            return Referent(place, body, body.name, body.label or None)
        fits = [
            (max(m.start for m in e.mentions if m.start < place), e)
            for e in self.entities
            if e.label == label and e.reliable and any(start <= m.start < place for m in e.mentions) and (not gender or not e.gender or e.gender == gender)
        ]
        if not fits:
            return None
        spoke = [s.entity for s in self.speakers[-2:] if s.entity is not None and any(s.entity is e for _, e in fits)]
        entity = spoke[-1] if spoke else max(fits, key=lambda f: f[0])[1]
        return Referent(place, entity, entity.name, entity.label, entity.gender)

    def _company(self, entity: Entity) -> bool:
        """Whether the body's own name does not say that it is something else (*Università di…*, *Federazione…*)."""
        title = self.lexicon.title(name_words(entity.name)[0])
        return title is None or title.type != "organisation" or title.again

    def _last_before(self, entity: Entity, place: int) -> int | None:
        places = [m.start for m in entity.mentions if m.start < place]
        return max(places) if places else None

    def _antecedent(self, pronoun: Token) -> Token | None:
        """The noun that a relative pronoun stands for: the head of its clause."""
        token = pronoun
        doc = self.syntax.doc
        if pronoun.i > 1 and doc[pronoun.i - 1].pos_ == "CCONJ":  # X, che guida … e che respinge
            start = self.syntax.sentence(pronoun.i)[0]
            other = next((t for t in reversed(doc[start : pronoun.i]) if feature(t, "PronType") == "Rel"), None)
            if other is not None:
                return self._antecedent(other)
        if pronoun.i > 1 and doc[pronoun.i - 1].text == "," and (named := self.by_token.get(pronoun.i - 2)) is not None and named.label == "PER" and not self._plural(pronoun.head):
            opening = next(m.start for m in named.mentions if m.start <= pronoun.i - 2 < m.end)
            if not (opening and is_preposition(doc[opening - 1])):  # una fonte di Drezna, che: the source
                return doc[pronoun.i - 2]
        article = doc[pronoun.i - 1] if pronoun.i and pronoun.lower_ in ("quale", "quali") else None
        gender = feature(article, "Gender") if article is not None else ""
        number = feature(article, "Number") if article is not None else ""
        number = number or next((feature(t, "Number") for t in (*self.syntax.auxiliaries(pronoun.head), pronoun.head) if verb_form(t) == "Fin"), "") or feature(pronoun, "Number")

        def agrees(noun: Token) -> bool:
            plural = feature(noun, "Number") in ("", number) or not number or any(c.dep_ == "conj" for c in noun.children)
            return plural and (not gender or feature(noun, "Gender") in ("", gender))

        for _ in range(6):
            if token.dep_ in ("acl:relcl", "acl") and token.head.i < pronoun.i and token.head.pos_ in ("NOUN", "PROPN") and token.head.lower_ not in SOURCE_NOUNS and agrees(token.head):
                return token.head
            if token.head.i == token.i:
                break
            token = token.head
        for i in range(pronoun.i - 1, max(self.syntax.sentence(pronoun.i)[0] - 1, pronoun.i - 12), -1):
            if doc[i].lower_ not in SOURCE_NOUNS and doc[i].pos_ in ("PROPN", "NOUN") and agrees(doc[i]):
                head = doc[i]
                while head.dep_ in ("flat:name", "flat", "compound") and head.head.i < head.i:
                    head = head.head
                return head
        return None

    def _plural(self, verb: Token) -> bool:
        return any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (verb, *self.syntax.auxiliaries(verb)))

    # --- pronouns and silence

    def _pronoun(self, place: int, token: Token) -> Referent | None:
        gender = "" if feature(token, "Poss") == "Yes" else feature(token, "Gender")[:1]
        return self._recent(place, gender, feature(token, "Number") == "Plur" and feature(token, "Poss") != "Yes")

    def _dropped(self, place: int, verb: Token | None) -> Referent | None:
        plural = False
        gender = ""
        if verb is not None:
            group = [verb, *self.syntax.auxiliaries(verb)]
            plural = any(feature(t, "Number") == "Plur" and (verb_form(t) == "Fin" or t.pos_ == "ADJ") for t in group)
            if any(t.lemma_ == "essere" for t in group[1:]) and feature(verb, "Number") == "Sing":
                gender = feature(verb, "Gender")[:1]
        if verb is not None and (ahead := self._subject_ahead(verb, plural)) is not None:
            return ahead
        return self._recent(place, gender, plural)

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

    def _recent(self, place: int, gender: str, plural: bool) -> Referent | None:
        """The last speaker that agrees, unless a newer subject stands between; else the last subject that agrees."""
        fits = [s for s in self.speakers if s.place < place and s.somebody and s.plural == plural and (not gender or not s.gender or s.gender == gender)]
        last = fits[-1] if fits else None
        near = self._named_in_sentence(place, gender, last.place if last else -1)
        if near is not None and not plural:
            return near
        subject = self._last_subject(place, gender, plural, last.place if last else -1)
        if subject is not None:
            return subject
        if last is not None:
            return last
        people = [e for e in self.entities if e.label == "PER" and e.reliable and not plural and e.first < place and (not gender or not e.gender or e.gender == gender)]
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
            if e.label == "PER" and e.reliable and max(start, after + 1) <= m.start < place and not self.syntax.quoted(m.start) and (not gender or not e.gender or e.gender == gender)
        ]
        if len({id(e) for _, e in found}) != 1:
            return None
        mention, entity = found[-1]
        return None if self._governed(mention.start) or self._names_thing(mention.start) else Referent(mention.start, entity, entity.name, entity.label, entity.gender)

    def _last_subject(self, place: int, gender: str, plural: bool, after: int) -> Referent | None:
        """The best earlier subject that could speak, in this sentence or the four before it.

        Sentence by sentence, from the nearest: persons before bodies, subjects of main clauses before others'; a full name that no
        preposition governs counts as a subject (*l'unico a fermarsi è Saverio Colangeli. Nega…*).
        """
        start, _ = self.syntax.sentence(place)
        end = place
        for back in range(5):
            found = [c for token in self.syntax.doc[start:end] if token.i > after and not self.syntax.quoted(token.i) and (c := self._candidate(token, gender, plural, back)) is not None]
            if found:
                best = max(rank for rank, _ in found)
                return next(referent for rank, referent in found if rank == best)
            if start == 0:
                break
            end = start
            start, _previous_end = self.syntax.sentence(start - 1)
            if start <= after:
                break
        return None

    def _candidate(self, token: Token, gender: str, plural: bool, back: int) -> tuple[int, Referent] | None:
        """How likely silence takes up ``token`` (rank), and who it is; None for what cannot speak or does not agree."""
        subject = token.dep_ in ("nsubj", "nsubj:pass") or self._opens_sentence(token)
        main = token.dep_ == "ROOT" or token.head.dep_ in ("ROOT", "conj", "parataxis")
        if subject and feature(token, "PronType") == "Rel" and (antecedent := self._antecedent(token)) is not None and antecedent.i in self.by_token:
            token = antecedent
        if subject and token.pos_ in ("PRON", "NUM"):  # una di loro, Marija Tolvaj, è arrivata…
            token = next((c for c in token.children if c.dep_ == "appos" and c.i in self.by_token), token)
        entity = self.by_token.get(token.i)
        if token.pos_ == "PRON" or (not subject and entity is None):
            return None
        if entity is not None and entity.label == "PER" and not plural and (not gender or not entity.gender or entity.gender == gender):
            mention = next(m for m in entity.mentions if m.start <= token.i < m.end)
            alone = token.i == mention.start and len(mention.text.split()) > 1 and token.dep_ in ("ROOT", "parataxis", "conj", "obj", "nsubj:pass") and not self._governed(mention.start) and not self._names_thing(mention.start)
            if subject or alone:
                return (5 if subject and main else 4), Referent(token.i, entity, entity.name, entity.label, entity.gender)
        agrees = not gender or feature(token, "Gender")[:1] in ("", gender)
        members = next((c for c in token.children if c.dep_ == "nmod" and feature(c, "Number") == "Plur"), None)
        if subject and agrees and members is not None and straight(token.lower_) in COLLECTIVES and plural and self.syntax.speakable(members):
            return (4 if main else 2), Referent(token.i, None, self.syntax.doc[slice(*self.syntax.phrase(token))].text, "PER", "", True)
        if not subject or not agrees or ((feature(token, "Number") == "Plur") != plural and entity is None):
            return None
        if entity is not None and entity.label == "ORG" and back < 2 and not plural:
            return (3 if main else 1), Referent(token.i, entity, entity.name, entity.label, "")
        title = self.lexicon.title(token.lower_)
        bare = token.i == self.syntax.sentence(token.i)[0] or (token.i == self.syntax.sentence(token.i)[0] + 1 and token.nbor(-1).pos_ in ("ADJ", "ADV"))
        if bare and title is not None and title.type == "person" and not plural and entity is None:
            return None  # Ex magistrata, …: said of somebody, not somebody
        if title is not None and (title.type in ("person", "group") or (title.type == "organisation" and back < 2)):
            referent = self._mentioned(*self.syntax.phrase(token))
            rank = (4 if main else 2) if title.type != "organisation" else 3 if main else 1
            return (rank, referent) if referent is not None else None
        return None

    def _opens_sentence(self, token: Token) -> bool:
        """Whether the noun, with its determiner, opens a sentence whose root the parser took it for: *Un ministro, uno che…, non se la beve*."""
        start = self.syntax.sentence(token.i)[0]
        if token.dep_ != "ROOT" or token.pos_ != "NOUN" or not start < token.i <= start + 3 or self.syntax.doc[start].pos_ != "DET":
            return False
        return any(c.dep_ in ("conj", "parataxis", "appos") and c.i > token.i and c.pos_ in ("VERB", "AUX") for c in token.children)

    def _names_thing(self, start: int) -> bool:
        """Whether the name at ``start`` is in apposition to a thing: *nel suo libro, Inside Wikileaks,*."""
        token = self.syntax.doc[start]
        return token.dep_ == "appos" and token.head.i < start and token.head.pos_ == "NOUN" and not self.syntax.speakable(token.head)

    def _governed(self, start: int) -> bool:
        """Whether a preposition governs the name at ``start``, or the role that it explains: *alla presidente, Costanza Aldrighetti, …*."""
        doc = self.syntax.doc
        if start == 0 or is_preposition(doc[start - 1]):
            return start > 0
        if doc[start - 1].text != ",":
            return False
        for i in range(start - 2, max(self.syntax.sentence(start)[0] - 1, start - 10), -1):
            if doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX"):
                return False
            title = self.lexicon.title(doc[i].lower_)
            if title is not None and title.type == "person":
                return i > 0 and is_preposition(doc[i - 1])
        return False

    def _subject_of(self, verb: Token, depth: int) -> Referent | None:
        """The subject of ``verb``, climbing through coordinations and controllers."""
        if self.syntax.quoted(verb.i):
            return None
        subject = self.syntax.subject(verb)
        if subject is not None and feature(subject, "PronType") == "Rel":
            antecedent = self._antecedent(subject)
            return self._mentioned(*self.syntax.phrase(antecedent)) if antecedent is not None else None
        thing = subject is not None and subject.i > verb.i and subject.pos_ == "NOUN" and not self.syntax.speakable(subject) and not self.syntax.passive(verb)
        if subject is not None and not thing:  # behind an active verb things are objects, whatever the parser says
            return self._mentioned(*self.syntax.phrase(subject))
        if verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("nsubj", "obj", "appos", "ROOT") and (verb.i in self.by_token or straight(verb.lower_) in self.lexicon.titles):
            return self._mentioned(*self.syntax.phrase(verb))
        for speaker in reversed(self.speakers):
            if abs(speaker.place - verb.i) < 25 and speaker.place > verb.i - 25 and self.syntax.sentence(speaker.place)[0] == self.syntax.sentence(verb.i)[0]:
                return speaker
        if depth < 4 and verb.head.i != verb.i and verb.dep_ in ("conj", "xcomp", "advcl", "acl", "ccomp", "parataxis"):
            return self._subject_of(verb.head, depth + 1)
        return None

    def _label(self, head: Token) -> str | None:
        title = self.lexicon.title(head.lower_)
        if title is None:
            return None
        return {"person": "PER", "group": "PER", "organisation": "ORG"}.get(title.type)
