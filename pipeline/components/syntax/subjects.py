"""Subjects and agents of verbs."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.components.syntax.phrases import Phrases
from pipeline.components.syntax.tags import CLITICS, NOMINAL, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token
from pipeline.lexicon import Lexicon, straight

DA = {"da", "dal", "dalla", "dallo", "dai", "dagli", "dalle", "dall'", "dall’"}


class Syntax(Phrases):
    """Cached look-ups over one doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        super().__init__(doc, lexicon)
        self._subjects: dict[int, Token | None] = {}

    def subject(self, verb: Token) -> Token | None:
        """The overt subject of ``verb`` (its ``nsubj``), not its antecedent."""
        if verb.i not in self._subjects:
            self._subjects[verb.i] = self._subject(verb)
        return self._subjects[verb.i]

    def _subject(self, verb: Token) -> Token | None:
        inside = self.quoted(verb.i)
        children = list(verb.children)
        before = [c for c in children if c.i < verb.i and c.dep_ in ("nsubj", "nsubj:pass")]
        if len(before) > 1 and any(t.text == "," for t in self.doc[before[0].i : before[-1].i]) and not self._explained(before[0], before[-1]):  # I consumatori protestano, le aziende respingono: two clauses as one
            children = [before[-1], *children]
        behind_verb = [c for c in children if c.i > verb.i and c.dep_ in ("nsubj", "nsubj:pass") and (self.title(c) is not None or c.ent_type_ == "PER")]
        if behind_verb and len(before) == 1 and before[0].pos_ == "PROPN" and before[0].i > 1 and self.doc[before[0].i - 1].pos_ == "NOUN" and is_preposition(self.doc[before[0].i - 2]):
            children = [behind_verb[0], *children]  # sul caso Neri è intervenuto il vicepremier Bini
        for child in children:
            if not any(ch.isalnum() for ch in child.text):
                continue  # 🏭 Il sindaco non esclude…
            clitic = (child.pos_ == "PRON" and child.lower_ in CLITICS) or child.lower_ == "quanto" or child.lower_ in self.lexicon.lists["times_of_day"] or child.lower_ in self.lexicon.lists["days"] or (child.pos_ == "NOUN" and child.lower_ in self.lexicon.lists["times"] and any(c.dep_ in ("det", "nummod") and (feature(c, "PronType") == "Ind" or c.pos_ == "NUM") for c in child.children)) or any(c.dep_ == "cop" for c in child.children)
            clitic = clitic or (child.lower_ in self.lexicon.lists["times"] and any(c.lower_[:-1] in ("scors", "prossim", "passat") for c in child.children))  # che la settimana scorsa si era detta
            if child.dep_ in ("nsubj", "nsubj:pass", "csubj") and (child.pos_ in NOMINAL or child.text in self.names or (self.doc[child.i - 1].pos_ == "DET" and self.title(child) is not None)) and not clitic and self.quoted(child.i) == inside and not self.governed_noun(child):
                return child
        if verb.lemma_ in self.lexicon.lists["without_object"] or any(c.lower_ in ("si", "s'", "s’") and c.i < verb.i for c in verb.children):  # con la sindaca si schierano i pescatori: no object
            behind = next((c for c in verb.children if c.dep_ == "obj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")), None)
            title = self.title(behind) if behind is not None else None
            named = behind is not None and behind.pos_ == "PROPN" and behind.ent_type_ in ("PER", "ORG")
            if behind is not None and (named or (title is not None and title.type in ("person", "group", "organisation"))) and self.agrees(behind, verb):
                return behind
        return None

    def _explained(self, name: Token, noun: Token) -> bool:
        """Whether the noun only explains the name before the comma: *Aldo Neri, un turista appena rientrato, ha detto*."""
        words = [t for t in self.doc[name.i : noun.i] if t.pos_ != "PROPN" and t.dep_ != "flat:name"]
        if name.ent_type_ == "PER" and self.doc[noun.left_edge.i - 1].text == "," == self.doc[self.verb_group(noun.head)[0] - 1].text:
            return True  # Aldo Neri, portavoce di Uniti, l'associazione che ha aperto il caso, ha detto
        return name.ent_type_ == "PER" and len(words) == 2 and words[0].text == "," and straight(words[1].lower_) in ("un", "una", "un'", "uno")

    def governed_noun(self, noun: Token) -> bool:
        """Whether a preposition governs the noun (*del suo ex partito pensa che*); *dei manifestanti* may be some."""
        case = next((c for c in noun.children if c.dep_ == "case" and c.i < noun.i), None)
        if case is None or case.lower_ in ("come", "tra", "fra") or (case.lower_ == "in" and noun.lower_ in ("molti", "tanti", "pochi", "parecchi", "tutti")):
            return False
        partitive = case.lower_ in ("dei", "degli", "delle") and feature(noun, "Number") == "Plur"
        return not partitive and is_preposition(case)

    def agrees(self, subject: Token, verb: Token) -> bool:
        """Whether subject and finite verb agree in number (unknown counts as yes; a coordinated subject is plural)."""
        group = [t for t in (verb, *self.auxiliaries(verb)) if verb_form(t) == "Fin" and feature(t, "Number") and t.lower_ != "sono"]
        number = feature(subject, "Number")
        if subject.pos_ == "NOUN" and subject.text.istitle() and not any(c.dep_ == "det" for c in subject.children) and self.title(subject) is None:
            return True  # Confesercanti chiede: a noun of the same form has an article
        if group and subject.ent_type_ == "PER" and not any(c.dep_ in ("conj", "cc") for c in subject.children) and not any(feature(t, "Number") == "Sing" for t in group):
            return any(t.pos_ == "CCONJ" for t in self.doc[subject.i : verb.i])  # Bini, scrivono, «…»: not Bini
        title = self.title(subject) if subject.pos_ == "PROPN" and subject.is_lower else None
        if group and title is not None and title.type == "person" and not title.plural and all(feature(t, "Number") == "Plur" for t in group) and not any(c.dep_ in ("conj", "cc") for c in subject.children):
            return False  # le immagini mostrano il premier
        if group and number == "Plur" and feature(subject, "PronType") in ("Ind", "Tot") and subject.pos_ == "PRON" and all(feature(t, "Number") == "Sing" for t in group):
            return False  # li guarda, giura, tutti
        if not group or not number or subject.pos_ in ("PRON", "PROPN", "NUM") or any(c.dep_ == "conj" for c in subject.children):
            return True
        plural = any(feature(t, "Number") == "Plur" for t in group)
        return plural == (number == "Plur") or (plural and any(c.dep_ == "nmod" and feature(c, "Number") == "Plur" for c in subject.children))

    def agent(self, verb: Token) -> Token | None:
        """The agent of a passive verb."""
        for child in verb.children:
            if child.dep_ == "obl:agent" and child.pos_ in NOMINAL:
                return child
        for child in verb.children:
            if child.dep_ in ("obl", "nmod") and child.i > verb.i and any(c.dep_ == "case" and c.lower_ in DA for c in child.children):
                return child
        return None
