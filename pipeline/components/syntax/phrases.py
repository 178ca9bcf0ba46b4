"""Noun phrases: from a noun to the run of tokens that is a mention or a claim, and who can speak."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc

from pipeline.components.syntax.once import once
from pipeline.components.syntax.tags import ADDRESSING, ARTICLES, CLOSING, NP_PARTS, QUOTES, VERBAL, feature, is_break, verb_form
from pipeline.components.syntax.tokens import Token
from pipeline.components.syntax.verbs import Verbs
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Title

#: Endings of plural nouns for those who do something or come from somewhere: *protestanti, ambientalisti, giapponesi*.
AGENTS = ("isti", "iste", "anti", "atori", "atrici", "iani", "esi")
#: Words that are nouns for somebody with the next one alone: see ``title``.
OPENING_TITLES = frozenset(("numero", "parte", "parti"))


class Phrases(Verbs):
    """The noun phrases of a doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        super().__init__(doc, lexicon)
        self._phrases: dict[tuple[int, bool, bool, int], tuple[int, int]] = {}

    def phrase(self, head: Token, with_preposition: bool = False, relatives: bool = False) -> tuple[int, int]:
        """The noun phrase of ``head`` as one run of tokens: determiner to the end of the name.

        Left out: governing prepositions, focus adverbs, relative clauses, appositions after a comma, anything behind a
        closing quotation mark that was not opened within. With ``relatives`` also its clauses (for claims).
        """
        key = (head.i, with_preposition, relatives, len(self.retagged))  # which only grows
        if key not in self._phrases:
            self._phrases[key] = self._phrase(head, with_preposition, relatives)
        return self._phrases[key]

    def _phrase(self, head: Token, with_preposition: bool, relatives: bool) -> tuple[int, int]:
        start, end = self.sentence(head.i)
        members = {head.i}
        stack = [head]
        while stack:
            token = stack.pop()
            for child in token.children:
                if not start <= child.i < end or child.i in self.retagged or not self._belongs(token, child, head, relatives):
                    continue
                members.add(child.i)
                stack.append(child)
        lo = hi = head.i
        while lo - 1 >= start and (lo - 1 in members or self._bridge(lo - 1, members, -1)):
            lo -= 1
        while hi + 1 < end and (hi + 1 in members or self._bridge(hi + 1, members, 1)):
            hi += 1
        while hi + 1 < end and head.ent_type_ == "ORG" and self.doc[hi + 1].ent_iob_ == "I" and self.doc[hi + 1].pos_ == "VERB" and verb_form(self.doc[hi + 1]) != "Fin":
            hi += 1  # il governo tavriano, an adjective that the tagger does not know
        if hi == head.i and head.dep_ == "nsubj" and head.head.i == hi + 1 < end - 1 and head.head.pos_ == "ADJ" and head.head.is_lower and head.pos_ == "NOUN" and self.doc[hi + 2].pos_ in VERBAL and verb_form(self.doc[hi + 2]) == "Fin" and not any(c.dep_ == "cop" for c in head.head.children):
            hi += 1  # il comando drezniano nega, an adjective taken for what is said of it
        hi = self._with_office(head, hi, end)
        hi = self._cut_apposition(head, lo, hi)
        last = self.doc[hi]
        near = self.quotations[bisect_right(self._quotation_starts, head.idx) : bisect_right(self._quotation_starts, last.idx)]
        overrun = next((q for q in near if q.outer_end > last.idx + len(last) + 1), None)
        if overrun is not None and not relatives:  # per il consigliere Bardi «questa amministrazione odia…»
            hi = max(head.i, next(i for i in range(head.i, hi + 1) if self.doc[i].idx >= overrun.outer_start) - 1)
        if not relatives:  # an article behind a noun opens another phrase: gli analisti di Corvetti | gli obiettivi
            for i in range(head.i + 1, hi + 1):
                if self.doc[i].lower_.replace("’", "'") in ARTICLES and self.doc[i - 1].pos_ in ("NOUN", "PROPN", "ADJ") and self.doc[i - 1].lower_ != "numero":
                    hi = i - 1
                    break
        while lo < head.i and not with_preposition and self._strippable(self.doc[lo], head):
            lo += 1
        lo = self._from_article(head, lo)
        while hi > head.i and ((self.doc[hi].is_punct and self.doc[hi].text not in CLOSING and self.doc[hi].text != "%") or self.doc[hi].pos_ in ("CCONJ", "ADP", "SCONJ")):
            hi -= 1
        return lo, hi + 1

    def _from_article(self, head: Token, lo: int) -> int:
        """First token of the phrase from its article on: *da parte sua | l'azienda*, *più cauta | una fonte*; of a name, from the name on."""
        for i in range(head.i - 1, lo, -1):
            before = self.doc[i - 1]
            if self.words[i] in ARTICLES and self.doc[i].dep_ == "det" and self.doc[i].head is head:
                return i if before.dep_ in ("amod", "det:poss", "acl", "nmod") and before.pos_ in ("ADJ", "DET", "NOUN", "PRON", "VERB") and self.words[i - 1] not in self.lexicon.lists["before_articles"] else lo
        if head.ent_type_ == "PER" and head.ent_iob_ == "B" and lo < head.i and self.doc[head.i - 1].pos_ == "PRON":
            return head.i
        return lo

    def _with_office(self, head: Token, hi: int, end: int) -> int:
        """Last token of *l'assessora ai Trasporti Ada Neri*, where the parser hung the office, or the name behind it, from the verb."""
        title = self.title(head) if hi == head.i and head.pos_ == "NOUN" and head.is_lower else None
        if title is None or title.type != "person" or hi + 2 >= end or not ADDRESSING.match(self.doc[hi + 1].lower_) or self.doc[hi + 2].text[:1].islower() or self.doc[hi + 2].ent_type_ == "PER":
            return hi
        i = hi + 2
        while i + 1 < end and self.doc[i + 1].text[:1].isupper() and self.doc[i + 1].ent_type_ != "PER" and self.doc[i + 1].pos_ in ("NOUN", "PROPN", "ADJ"):
            i += 1
        if i + 1 >= end or self.doc[i + 1].ent_type_ != "PER":
            return hi  # ha scritto il sindaco al Corriere
        while i + 1 < end and self.doc[i + 1].ent_type_ == "PER":
            i += 1
        return i

    def _cut_apposition(self, head: Token, lo: int, hi: int) -> int:
        """Last token before a comma that closes a name: *Lucy Barrow, portavoce e capo*."""
        if head.pos_ != "PROPN":
            comma = next((i for i in range(lo, head.i) if self.doc[i].text == ","), None)
            named = comma is not None and comma > lo and all(t.pos_ == "PROPN" for t in self.doc[lo:comma])
            return comma - 1 if named and comma is not None else hi
        for i in range(head.i + 1, hi):
            if self.doc[i].text == "," and not any(t.pos_ == "CCONJ" and t.i < hi and self.doc[t.i + 1].pos_ == "PROPN" for t in self.doc[i:hi]):
                return i - 1
        return hi

    def _belongs(self, parent: Token, child: Token, head: Token, relatives: bool) -> bool:
        dep = child.dep_
        if child.pos_ in VERBAL and dep in ("compound", "amod", "flat", "nmod") and verb_form(child) == "Fin" and not (dep == "amod" and child.tag_.startswith("A")):
            return False
        if dep in ("nmod", "obl") and child.lower_ in self.lexicon.lists["since"] and not relatives and all(c.lower_ == "da" for c in child.children):
            return False  # Neri da tempo si lamentava
        if dep in ("nmod", "obl") and not relatives and child.i > parent.i and any(c.dep_ == "case" and ADDRESSING.match(c.lower_) for c in child.children):
            title = self.title(child)
            if title is not None and title.type in ("person", "group"):
                return False  # hanno riferito i testimoni | ai carabinieri
        if dep in ("nmod", "obl") and child.i < parent.i and any(c.dep_ == "det" and child.i < c.i < parent.i for c in parent.children):
            return False  # di diverso avviso | l'opposizione
        if dep in ("nmod", "obl", "amod", "acl", "flat", "flat:name", "compound", "nummod", "appos", "flat:foreign") and child.i > parent.i:
            between = self.doc[parent.i + 1 : child.left_edge.i]
            comma = any(is_break(t) for t in between) or is_break(self.doc[child.left_edge.i])
            if comma and not relatives:
                return False
            if dep == "appos" and not relatives and child.pos_ != "PROPN" and parent.pos_ != "PROPN" and not between:
                return True
        if dep == "advmod":
            return (child.i > head.left_edge.i and (child.i < parent.i) and child.lower_ not in self.lexicon.lists["focus"] and parent.i != head.i) or relatives
        if dep in ("obl", "nmod") and (parent.pos_ == "ADJ" or (child.i > parent.i and head.dep_ in ("nsubj", "ROOT") and self.speakable(head))) and not relatives and (title := self.title(child)) is not None and title.type == "document" and any(c.dep_ == "case" and c.lower_[:2] in ("in", "ne") for c in child.children):
            return False  # lo staff medico | nel bollettino
        if dep == "obl":
            return parent.i != head.i or parent.pos_ in ("ADJ", "NOUN", "PROPN") or relatives
        if dep == "appos" and relatives and child.pos_ == "NOUN" and child.i > parent.i and self.doc[child.left_edge.i - 1].text == "," and child.left_edge.i == child.i and self.doc[child.i - 2].pos_ != "PROPN" and not any(c.dep_ in ("det", "nummod", "amod") for c in child.children):
            return False  # il raddoppio della ferrovia, cavallo di battaglia della presidente: the writer's word for it
        if dep in NP_PARTS or dep == "appos":
            return True
        if dep == "conj":
            if relatives and parent.pos_ == "ADJ" and parent.dep_ == "amod" and child.pos_ == "NOUN" and self.title(child) is not None and not any(c.dep_ == "det" for c in child.children):
                return False  # favorevole ai modelli aperti | e autrice di un appello
            if relatives:
                return True
            if parent.i != head.i and parent.pos_ not in ("NOUN", "PROPN", "ADJ"):
                return False
            if not relatives and parent.i == head.i and self.doc[child.i - 1].text == "," and child.pos_ == "NOUN" and self.speakable(head) and not self.speakable(child):
                return False  # un ristoratore, guanti e mascherina
            comma = any(t.text == "," for t in self.doc[parent.i : child.left_edge.i + 1])
            if comma and not any(c.dep_ == "cc" for c in child.children) and not any(c.dep_ == "conj" and any(g.dep_ == "cc" for g in c.children) for c in parent.children):
                return False
            if comma and head.pos_ == "PROPN" and child.pos_ != "PROPN":
                return False
            return child.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PRON") and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in self.doc[parent.i : child.i])
        if dep in ("cc", "punct"):
            return not (dep == "punct" and child.text in (",", ";", ":", "—", "–", "-", ".", "…") and not relatives)
        if dep == "advcl" and parent.pos_ in ("NOUN", "PROPN") and child.i > parent.i and verb_form(child) == "Part":
            dep = "acl"  # i dati forniti dal centro
        if dep == "acl":
            if relatives:
                return True
            return child.i == parent.i + 1 or (child.i > parent.i and self.doc[child.left_edge.i].text not in (",", "(", "—", "–") and verb_form(child) == "Part")
        if relatives:
            return dep in ("acl:relcl", "ccomp", "mark", "advcl", "aux", "aux:pass", "cop", "nsubj", "nsubj:pass", "obj", "iobj", "xcomp", "expl", "obl:agent", "parataxis", "csubj")
        if head.i != parent.i and (parent.dep_ in ("acl", "advcl") or (parent.dep_ == "amod" and parent.lower_ in ("rimasto", "rimasta", "rimasti", "rimaste"))):
            return dep in ("obl:agent", "obj", "xcomp", "mark", "aux", "aux:pass")
        return False

    def _bridge(self, i: int, members: set[int], step: int) -> bool:
        """Whether token ``i`` is punctuation between two members (a comma in a list, a hyphen in a name)."""
        token = self.doc[i]
        return token.is_punct and token.text not in (";", ":", ".", "(", ")") and i + step in members and not token.is_space and (token.text in QUOTES or token.text in ("-", "'", "/", ",", "&"))

    def _strippable(self, token: Token, head: Token) -> bool:
        if token.i == head.i:
            return False
        if token.dep_ == "case" and token.head.i == head.i and " " in token.lemma_.strip():
            return True  # a fused preposition takes its article with it: *dai sindacati* → *sindacati*
        return token.dep_ in ("case", "cc", "mark", "punct", "advmod") or token.is_punct or token.lower_ in self.lexicon.lists["focus"] or token.pos_ in ("ADP", "CCONJ", "SCONJ")

    def title(self, token: Token) -> Title | None:
        """The noun for somebody that the token is, or opens (*il numero uno*)."""
        low = token.lower_
        if low not in OPENING_TITLES:
            return self.lexicon.title(low)
        if low == "numero" and token.i + 1 < len(self.doc) and token.nbor(1).lower_ in ("uno", "due", "tre"):
            return self.lexicon.title("numero uno")
        if low in ("parte", "parti") and token.i + 1 < len(self.doc) and token.nbor(1).lower_ in ("civile", "civili", "offesa", "offese"):
            return self.lexicon.title("parte civile")
        return self.lexicon.title(low)

    @once
    def titled(self) -> list[tuple[Token, Title]]:
        """The nouns for somebody, each with what it is."""
        places = sorted({*self.in_table("titles"), *(i for word in OPENING_TITLES for i in self.places.get(word, ()))})
        return [(token, title) for token in (self.tokens[i] for i in places) if (title := self.title(token)) is not None]

    @staticmethod
    def said_to_do(token: Token) -> bool:
        """*l'accusa di voler fermare tutto*: a noun with *di* and an infinitive is no somebody."""
        return token.pos_ == "NOUN" and feature(token, "Number") != "Plur" and any(c.dep_ == "acl" and c.i > token.i and verb_form(c) == "Inf" and any(g.lower_ in ("di", "d'") for g in c.children) for c in token.children)

    def speakable(self, token: Token) -> bool:
        """Whether the noun is one that can speak: a person, body, group or document of the titles list, or a name."""
        if self.said_to_do(token):
            return False
        if token.ent_type_ in ("PER", "ORG") or self.title(token) is not None:
            return True
        if token.pos_ == "NOUN" and token.is_lower and feature(token, "Number") == "Plur" and token.lower_.endswith(AGENTS) and token.lower_ not in self.lexicon.lists["no_agents"]:
            return True
        if token.pos_ == "NUM" or token.text == "%" or token.lower_ in self.lexicon.quantities:  # gran parte dei soci, il 60 per cento degli intervistati
            of = (c for c in token.children if c.dep_ == "nmod" and c.i > token.i and any(g.dep_ == "case" and g.lower_[:1] == "d" for g in c.children))
            return any(self.title(c) is not None for c in of)
        return False
