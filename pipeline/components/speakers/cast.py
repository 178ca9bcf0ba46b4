"""The people and bodies of one article as the resolver sees them: entities, who has spoken, what the grammar says of a noun."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.components.analysis import Attribution
from pipeline.components.speakers.entities import collect
from pipeline.components.speakers.names import Entity
from pipeline.components.syntax import Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token, text_of
from pipeline.lexicon import Lexicon, straight


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
    #: shorter phrases for one whom the article never names
    others: tuple[str, ...] = ()
    #: named by an indefinite pronoun: *un altro*, whom silence takes up in the next sentence or never
    passing: bool = False


class Cast:
    """Who is in the article, and what is known of them so far."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.entities = collect(syntax, lexicon)
        self.by_token = {i: e for e in self.entities for m in e.mentions for i in range(m.start, m.end)}
        self.speakers: list[Referent] = []  # in order of their triples
        self.resolved: list[tuple[Attribution, Referent]] = []
        #: the claim of the source phrase in hand: whom it speaks of is not its source (*Il custode, a suo avviso, fu sorpreso*)
        self.of_another: list[tuple[int, int]] = []

    def _head(self, start: int, end: int) -> Token:
        heads = [t for t in self.syntax.doc[start:end] if not start <= t.head.i < end or t.head.i == t.i] or [self.syntax.doc[start]]
        return next((t for t in heads if t.pos_ != "DET"), heads[0])  # l' | ufficiale, both hung from the verb

    def _label(self, head: Token) -> str | None:
        title = self.syntax.title(head)
        if title is None:
            return None
        return {"person": "PER", "group": "PER", "organisation": "ORG"}.get(title.type)

    def _last_before(self, entity: Entity, place: int) -> int | None:
        places = [m.start for m in entity.mentions if m.start < place]
        return max(places) if places else None

    def _goes_with(self, entity: Entity, gender: str, key: str) -> bool:
        """Whether a description by ``key`` may be of ``entity``: same gender, no office known or one that any may have."""
        return (not gender or entity.gender in ("", gender)) and (not entity.titles or key in self.lexicon.generic) and not self.lexicon.other_kind(key, entity.titles | entity.taken_up)

    def _pair(self, token: Token) -> Referent | None:
        """Two persons joined by *e*, where ``token`` is the first: *Aldo Neri e Carla Bini*."""
        first = self.by_token.get(token.i)
        other = next((self.by_token[c.i] for c in token.children if c.dep_ == "conj" and c.i in self.by_token), None)
        if first is not None and other is None:
            behind = next((m.end for m in first.mentions if m.start == token.i), 0)
            if behind and behind + 1 < len(self.syntax.doc) and self.syntax.doc[behind].lower_ in ("e", "ed"):
                behind += 1
                while behind + 1 < len(self.syntax.doc) and (self.syntax.doc[behind].pos_ == "DET" or self._label(self.syntax.doc[behind]) == "PER") and behind not in self.by_token:
                    behind += 1  # Neri e il socio Ugo Bini
                other = self.by_token.get(behind)
        if first is None or other is None or first is other or {first.label, other.label} != {"PER"}:
            return None
        second = next((m.start for m in other.mentions if m.start > token.i), token.i)
        return Referent(token.i, None, f"{first.name} {self._and(token.i, second)} {other.name}", "PER", "", True)

    def _and(self, start: int, end: int) -> str:
        """*e*, or *ed* where it is written between the tokens."""
        return "ed" if "ed" in self.syntax.words[start:end] else "e"

    def _two_bodies(self, start: int, end: int) -> Referent | None:
        """Two names that end the phrase, whatever they are: *le associazioni Neri e Bini*, *(da) Ugo Bini e dal Consorzio*."""
        doc = self.syntax.doc
        inside = [(m.start, m.end, e) for e in self.entities for m in e.mentions if start <= m.start and m.end <= end and text_of(doc[m.start - 1 : m.start]) != "("]
        if len(inside) != 2 or inside[0][2] is inside[1][2]:
            return None
        (_, stop, first), (opening, last, second) = sorted(inside, key=lambda m: m[0])
        between = [t for t in doc[stop:opening] if not (t.pos_ in ("DET", "ADP") or is_preposition(t))]
        if len(between) == 4 and between[0].text == "(":  # Ada Neri (Pd) e Ugo Bini
            between = between[3:]
        if last != end or len(between) != 1 or between[0].lower_ not in ("e", "ed", "che", "sia"):
            return None
        label = "PER" if {first.label, second.label} == {"PER"} else "ORG"
        return Referent(start, None, f"{first.name} {self._and(stop, opening)} {second.name}", label, "", True, True, (text_of(doc[start:end]),))

    def _governed(self, start: int) -> bool:
        """Whether a preposition governs the name at ``start``, or the role that it explains: *alla presidente, Costanza Aldrighetti, …*."""
        doc = self.syntax.doc
        if start == 0 or is_preposition(doc[start - 1]):
            return start > 0
        if doc[start - 1].text != ",":
            return self._title_governed(start)
        for i in range(start - 2, max(self.syntax.sentence(start)[0] - 1, start - 10), -1):
            if doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX"):
                return False
            title = self.syntax.title(doc[i])
            if title is not None and title.type == "person":
                return i > 0 and is_preposition(doc[i - 1])
        return False

    def _title_governed(self, start: int) -> bool:
        """Whether a preposition governs the role right before the name: *davanti alla giudice | Teresa Lovison*."""
        doc = self.syntax.doc
        for i in range(start - 1, max(self.syntax.sentence(start)[0], start - 7), -1):
            if doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX"):
                return False
            title = self.syntax.title(doc[i])
            if title is not None and title.type == "person":
                j = i - 1
                while j > 1 and (doc[j].pos_ in ("DET", "ADJ") and not is_preposition(doc[j])):
                    j -= 1  # con l'allora amministratore delegato Neri
                return is_preposition(doc[j]) and doc[j].lower_ not in ("come", "tra", "fra")
        return False

    def _names_thing(self, start: int) -> bool:
        """Whether the name at ``start`` is in apposition to a thing: *nel suo libro, Inside Wikileaks,*."""
        token = self.syntax.doc[start]
        for before in reversed(self.syntax.doc[max(self.syntax.sentence(start)[0], start - 8) : start] if start and token.nbor(-1).text == "," else []):
            title = self.syntax.title(before)
            if title is not None or (before.pos_ in ("VERB", "AUX") and verb_form(before) == "Fin"):
                if title is not None and title.type == "document":
                    return True  # nel suo libro pubblicato quest'anno, Dietro le quinte,
                break
        return token.dep_ == "appos" and token.head.i < start and token.head.pos_ == "NOUN" and not self.syntax.speakable(token.head)

    def _plural(self, verb: Token) -> bool:
        return any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (verb, *self.syntax.auxiliaries(verb)))

    def _antecedent(self, pronoun: Token) -> Token | None:
        """The noun that a relative pronoun stands for: the head of its clause."""
        token = pronoun
        doc = self.syntax.doc
        if pronoun.i > 1 and doc[pronoun.i - 1].pos_ == "CCONJ":  # X, che guida … e che respinge
            start = self.syntax.sentence(pronoun.i)[0]
            other = next((t for t in reversed(doc[start : pronoun.i]) if feature(t, "PronType") == "Rel"), None)
            if other is not None:
                return self._antecedent(other)
        comma = pronoun.i - 1
        aside = comma if doc[comma].text == "," else comma - 1 if doc[comma - 1].text == "," else comma - 2
        if aside > 3 and doc[aside].text == "," and doc[aside - 1].text == ")":  # di Moreno Neri (Calvi Domani), secondo cui
            opening = next((i for i in range(aside - 2, max(0, aside - 8), -1) if doc[i].text == "("), 0)
            if opening and (named := self.by_token.get(opening - 1)) is not None and named.label in ("PER", "ORG") and (aside < comma or not self._plural(pronoun.head)):
                return doc[opening - 1]
        if comma > 1 and pronoun.lower_ == "cui" and doc[comma].lower_ in ("secondo", "per"):
            comma -= 1  # la tesi di Lodi, secondo cui
        elif comma > 2 and pronoun.lower_ in ("quale", "quali") and doc[comma - 1].lower_ in ("secondo", "per"):
            comma -= 2  # critico il Comitato malati cronici, secondo il quale
            body = self.by_token.get(comma - 1)
            noun, chosen = doc[comma - 1], doc[pronoun.i - 1]
            if body is not None and not self.syntax.is_name(noun):
                noun = next((t for t in reversed(doc[max(0, comma - 6) : comma]) if self.syntax.title(t) is not None), noun)
            differs = feature(chosen, "Gender") and feature(noun, "Gender") and noun.pos_ == "NOUN" and feature(chosen, "Gender") != feature(noun, "Gender")
            if doc[comma].text == "," and body is not None and body.label == "ORG" and pronoun.lower_ == "quale" and not differs:
                opening = next(m.start for m in body.mentions if m.start <= comma - 1 < m.end)
                if not self._governed(opening):
                    return doc[opening]
        if comma > 0 and doc[comma].text == "," and (named := self.by_token.get(comma - 1)) is not None and named.label == "PER":
            opening = next(m.start for m in named.mentions if m.start <= comma - 1 < m.end)
            governed = comma < pronoun.i - 1 and pronoun.lower_ in ("cui", "quale")  # del sindaco Ugo Neri, secondo cui i lavori finiranno: the verb is not about him
            several = doc[opening - 1].lower_ in ("e", "ed") if governed else self._plural(pronoun.head)
            said = opening > 1 and straight(doc[opening - 2].lower_) in self.lexicon.nouns  # la replica di Lodi, che: Lodi
            if not several and (said or not (opening and is_preposition(doc[opening - 1]))):  # una fonte di Drezna, che: the source
                return doc[comma - 1]
        if (member := self._member(comma)) is not None and not self._plural(pronoun.head):
            return member
        article = doc[pronoun.i - 1] if pronoun.i and pronoun.lower_ in ("quale", "quali") else None
        gender = feature(article, "Gender") if article is not None else ""
        number = feature(article, "Number") if article is not None else ""
        number = number or next((feature(t, "Number") for t in (*self.syntax.auxiliaries(pronoun.head), pronoun.head) if verb_form(t) == "Fin"), "") or feature(pronoun, "Number")

        def agrees(noun: Token) -> bool:
            plural = feature(noun, "Number") in ("", number) or not number or any(c.dep_ == "conj" for c in noun.children)
            if number == "Plur" and noun.pos_ == "PROPN" and gender and not any(c.dep_ == "conj" for c in noun.children):
                return False  # i commercianti di via Larga, secondo i quali
            return plural and (not gender or feature(noun, "Gender") in ("", gender))

        def whole(noun: Token) -> Token:  # una perizia di parte, stando alla quale: the noun with the article
            bare = noun.i > 1 and doc[noun.i - 1].lower_ in ("di", "d'", "d’", "da") and noun.dep_ == "nmod" and noun.pos_ == "NOUN"
            return noun.head if bare and noun.head.pos_ == "NOUN" and noun.head.i < noun.i and agrees(noun.head) else noun

        source = pronoun.i > 1 and "secondo" in (doc[pronoun.i - 1].lower_, doc[pronoun.i - 2].lower_)
        for _ in range(6):
            if token.dep_ in ("acl:relcl", "acl") and source and not self.syntax.speakable(token.head) and token.head.pos_ == "NOUN":
                break  # una ricostruzione diversa da quella della perizia, secondo la quale: what can be a source
            if article is not None and (author := self._author(token.head, comma)) is not None and agrees(author):
                return author
            if token.dep_ in ("acl:relcl", "acl") and token.head.i < pronoun.i and token.head.pos_ in ("NOUN", "PROPN") and token.head.lower_ not in self.lexicon.lists["source_nouns"] and agrees(token.head):
                return token.head
            if token.head.i == token.i:
                break
            token = token.head
        for i in range(pronoun.i - 1, max(self.syntax.sentence(pronoun.i)[0] - 1, pronoun.i - 12), -1):
            if doc[i].lower_ not in self.lexicon.lists["source_nouns"] and doc[i].pos_ in ("PROPN", "NOUN") and agrees(doc[i]):
                head = doc[i]
                if source and not self.syntax.speakable(head) and head.pos_ == "NOUN" and any(self.syntax.speakable(t) and agrees(t) for t in doc[max(0, i - 12) : i]):
                    continue
                while head.dep_ in ("flat:name", "flat", "compound") and head.head.i < head.i:
                    head = head.head
                return whole(head)
        return None

    def _member(self, comma: int) -> Token | None:
        """*Aldo Neri, del Fronte verde, che*: the person whose body stands between the commas."""
        body = self.by_token.get(comma - 1)
        if self.syntax.doc[comma].text != "," or body is None or body.label == "PER":
            return None
        opening = next(m.start for m in body.mentions if m.start <= comma - 1 < m.end) - 1
        of = opening > 1 and self.syntax.doc[opening].lower_.rstrip("'’") in ("di", "del", "dello", "della", "dell", "dei", "degli", "delle")
        person = self.by_token.get(opening - 2) if of and self.syntax.doc[opening - 1].text == "," else None
        return self.syntax.doc[opening - 2] if person is not None and person.label == "PER" else None

    def _author(self, document: Token, comma: int) -> Token | None:
        """*La relazione della Corte dei conti, la quale calcola*: the body whose document it is, where its name ends before the comma."""
        comma -= self.syntax.doc[comma].pos_ == "DET"
        title, body = self.syntax.title(document), self.by_token.get(comma - 1)
        if title is None or title.type != "document" or body is None or body.label != "ORG" or self.syntax.doc[comma].text != ",":
            return None
        opening = next(m.start for m in body.mentions if m.start <= comma - 1 < m.end)
        return self.syntax.doc[opening] if opening == document.i + 2 and is_preposition(self.syntax.doc[opening - 1]) else None

    def _sentences_back(self, place: int, count: int) -> int:
        """First token of the sentence ``count`` sentences before that of ``place``."""
        start = self.syntax.sentence(place)[0]
        for _ in range(count):
            if start:
                start = self.syntax.sentence(start - 1)[0]
        return start

    def _body_start(self) -> int:
        """Where the first line begins that ends as a sentence does, in code points."""
        place = 0
        for line in self.syntax.text.splitlines(keepends=True):
            if line.rstrip().endswith((".", "…")) or len(line) > 250:
                return place
            place += len(line)
        return 0
