"""Who the mention is in this article: names, descriptions, pronouns, relative pronouns, dropped subjects."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.components.analysis import Attribution
from pipeline.components.cues.verbs import FUSED
from pipeline.components.mentions.lost_subjects import explained_by
from pipeline.components.speakers.cast import Referent
from pipeline.components.speakers.descriptions import DEFINITE, Descriptions
from pipeline.components.speakers.echoes import Echoes
from pipeline.components.speakers.silence import Silence
from pipeline.components.syntax import feature, verb_form
from pipeline.components.syntax.tokens import Token, text_of
from pipeline.lexicon import straight


class Resolver(Descriptions, Silence, Echoes):
    """Resolves the mentions of one doc from left to right."""

    def resolve(self, attribution: Attribution, behind: Sequence[Attribution] = ()) -> None:
        """Fill in ``name``, ``aliases`` and ``label``; an unresolvable speaker leaves ``name`` empty. ``behind``: those that follow in the text."""
        self.barred = self._named_in_words(attribution, behind) | self._answered(attribution)
        self.of_another = attribution.claim if attribution.rule == "source-phrase" else []
        referent = self._referent(attribution)
        if referent is None:
            return
        attribution.name = referent.name
        attribution.label = referent.label
        attribution.aliases = referent.entity.aliases if referent.entity else list(referent.others)
        if not self._within(attribution):
            self.speakers.append(referent)
        self.resolved.append((attribution, referent))

    def _within(self, attribution: Attribution) -> bool:
        """Whether the agent of a participle speaks in somebody else's claim: *contrario al bonus, sollecitato dall'opposizione*."""
        if attribution.cue is None or attribution.mention is None:
            return False
        verb = self.syntax.doc[attribution.cue.head]
        place = verb.idx
        return verb.dep_ in ("acl", "amod") and self.syntax.agent(verb) is not None and any(a <= place < b for other, _ in self.resolved[-4:] for a, b in other.claim)

    def _referent(self, attribution: Attribution) -> Referent | None:
        syntax = self.syntax
        if attribution.referent is not None:
            return self._mentioned(*attribution.referent)
        if attribution.mention is not None:
            start, end = attribution.mention
            return self._mentioned(start, end)
        if attribution.shares_with is not None and attribution.rule != "parenthetical":
            place = syntax.doc[attribution.shares_with].idx
            for other, referent in reversed(self.resolved[-4:]):
                # the verb it is coordinated with lies in another's claim, which ended before it: that speaker goes on
                if other.kind != "direct" and any(a <= place < b for a, b in other.claim) and attribution.start >= other.end:
                    return referent
            same = next((r for other, r in reversed(self.resolved[-6:]) if other.cue is not None and other.cue.head == attribution.shares_with), None)
            if same is not None:
                return same  # ha osservato che… e ha preteso…: whoever the first verb's speaker was
            between = self._between(attribution)
            if between is not None:
                return between
            shared = self._subject_of(syntax.doc[attribution.shares_with], 0)
            if shared is not None:
                return shared
        place = attribution.cue.head if attribution.cue is not None else syntax.token_at(attribution.start)
        if attribution.rule == "parenthetical":  # the clause around the cue has a subject of its own
            place = min(place, syntax.token_at(attribution.start))
        return self._dropped(place, syntax.doc[attribution.cue.head] if attribution.cue is not None else None, inside=attribution.rule == "parenthetical")

    def _between(self, attribution: Attribution) -> Referent | None:
        """*Un parere è stato chiesto, ma la docente Ada Neri ha dubbi e si chiede…*: a subject nearer than the verb that the parser chose."""
        if attribution.cue is None or attribution.shares_with is None or attribution.shares_with > attribution.cue.head:
            return None
        start = self.syntax.sentence(attribution.cue.head)[0]
        for other, referent in reversed(self.resolved[-4:]):
            inside = other.cue is not None and other.mention is not None and max(start, attribution.shares_with) < other.mention[0] < other.cue.head < attribution.cue.head
            if inside and other.kind != "source" and other.rule not in ("parenthetical", "source-phrase") and not any(a <= self.syntax.doc[attribution.cue.head].idx < b for a, b in other.claim):
                return referent
        return None

    def _mentioned(self, start: int, end: int) -> Referent | None:
        doc = self.syntax.doc
        head = self._head(start, end)
        if head.i > start and self.syntax.title(head) is None and head.nbor(-1).dep_ == "amod" and head.nbor(-1).head.i == head.i and self._label(head.nbor(-1)) == "PER":
            head = head.nbor(-1)  # la procuratrice | aggiunta, the noun taken for an adjective
        low = straight(text_of(doc[start:end]).lower())
        if (pronoun := doc[min(start + 1, end - 1)]).lower_ in ("quale", "quali") and start == self.syntax.sentence(start)[0] and straight(doc[start].lower_) in ("il", "la", "i", "le"):
            last = max(((m.start, e) for e in self.entities if e.label in ("PER", "ORG") for m in e.mentions if m.start < start and not self.syntax.quoted(m.start)), default=None, key=lambda pair: pair[0])
            if last is not None and last[0] >= self._sentences_back(start, 1) and last[1].gender in ("", feature(pronoun, "Gender")[:1] or last[1].gender):
                return Referent(start, last[1], last[1].name, last[1].label, last[1].gender)  # La firmerà Bini. Il quale nicchia: dice di
        if (end - start == 1 and feature(doc[start], "PronType") == "Rel") or low in ("che", "il quale", "la quale", "i quali", "le quali", "cui"):
            antecedent = self._antecedent(doc[start if end - start == 1 else end - 1])
            named = self.by_token.get(antecedent.i) if antecedent is not None else None
            if antecedent is not None and named is not None and named.label in ("PER", "ORG") and text_of(doc[antecedent.i + 1 : antecedent.i + 2]) == "(":
                return Referent(antecedent.i, named, named.name, named.label, named.gender)  # Moreno Neri (Calvi Domani), secondo cui
            if antecedent is not None:
                return self._mentioned(*self.syntax.phrase(self._all_of(antecedent, doc[start])))
            return self._dropped(start, None)
        if low in ("i suoi", "i miei", "i nostri") and feature(head, "Poss") == "Yes":
            return Referent(head.i, None, text_of(doc[start:end]), "PER", "", True)  # raccontano i suoi
        two = low in ("i due", "le due", "entrambi", "entrambe") or (low.startswith(("i due ", "le due ")) and end - start == 3 and self._label(head) == "PER")  # i due legali
        if two:
            pair = next((p for t in reversed(self.syntax.doc[:start]) if not self.syntax.quoted(t.i) and (p := self._pair(t)) is not None), None)
            spoke = {id(s.entity): s.entity for s in reversed(self.speakers[-4:]) if s.entity is not None and s.entity.label == "PER"}
            if pair is None and len(spoke) > 1:
                second, first, *_ = spoke.values()
                pair = Referent(start, None, f"{first.name} e {second.name}", "PER", "", True)
            if pair is not None:
                return pair
        if low in self.lexicon.lists["personal"] or (head.pos_ == "PRON" and straight(head.lower_) in self.lexicon.lists["personal"]) or feature(head, "Poss") == "Yes":
            return self._pronoun(start, head)
        if head.dep_ == "appos" and head.head.i in self.by_token and head.head.i < start and self.by_token[head.head.i].label != "LOC":
            owner = self.by_token[head.head.i]
            return Referent(head.i, owner, owner.name, owner.label or None, owner.gender)
        bare = start if doc[start].pos_ in ("NOUN", "ADJ") or (doc[start].pos_ == "PROPN" and doc[start].is_lower) else -1
        if bare > 1 and doc[bare - 1].pos_ == "ADJ":
            bare -= 1
        if bare > 1 and doc[bare - 1].text == "," and (named := self.by_token.get(bare - 2)) is not None and named.label == "PER":
            return Referent(head.i, named, named.name, named.label, named.gender)  # Elsa Brugnara, prima cittadina di Pian dei Larici, preoccupata che
        if (persons := self._row_of_offices(start, end)) is not None:
            return Referent(head.i, None, persons, "PER", "", True)
        entity = self._entity_in(start, end, head)
        if entity is not None:
            return Referent(head.i, entity, entity.name, entity.label or None, entity.gender, feature(head, "Number") == "Plur" and entity.label != "PER")
        if end - start < 8 and (both := self._pair(doc[start])) is not None and all(t.i in self.by_token or t.lower_ in ("e", "ed") for t in doc[start:end]):
            return Referent(head.i, None, both.name, "PER", "", True, True, (text_of(doc[start:end]),))  # Neri e Bini
        plural = feature(head, "Number") == "Plur" or head.i in self.by_token
        if plural and end - start < 12 and (two_names := self._two_bodies(start, end)) is not None and (head.i in self.by_token or self._label(head) in ("ORG", "PER")):
            return two_names
        if end - start < 9 and head.is_lower and head.pos_ in ("NOUN", "ADJ") and head.i + 1 < end and (both := self._pair(doc[head.i + 1])) is not None:
            return Referent(head.i, None, both.name, "PER", "", True, True, (text_of(doc[head.i + 1 : end]),))  # gli italiani Neri e Bini
        role = self.syntax.title(head)
        if role is not None and feature(head, "Number") == "Plur" and head.i + 1 in self.by_token and end - 1 in self.by_token:
            row = {id(self.by_token[i]) for i in range(head.i + 1, end) if i in self.by_token}
            plain = all(i in self.by_token or doc[i].lower_ in (",", "e", "ed") for i in range(head.i + 1, end))
            if len(row) > 2 and plain and all(self.by_token[i].label == "PER" for i in range(head.i + 1, end) if i in self.by_token):
                name = text_of(doc[head.i + 1 : end])  # i segretari Ugo Neri, Ada Bini e Pino Lodi
                return Referent(head.i, None, name, "PER", "", True)
        if role is not None and role.type in ("person", "group") and head.i not in self.by_token:
            behind = end + 1 if end + 1 < len(doc) and doc[end].text == "," else next((i + 1 for i in range(head.i + 1, end) if doc[i].text == ","), 0)
            if behind and (both := self._pair(doc[behind])) is not None:
                return Referent(head.i, None, both.name, "PER", "", True)  # i capigruppo, Elio Neri e Renato Bini, hanno chiesto
        apposed = self._apposed(end, head)
        if apposed is not None:
            return Referent(head.i, apposed, apposed.name, apposed.label or None, apposed.gender)
        publisher = self._publisher(head, end)
        if publisher is not None:
            return Referent(head.i, publisher, publisher.name, publisher.label)
        if (author := self._whose_words(head, end)) is not None:
            return Referent(head.i, author, author.name, author.label, author.gender)
        body = self._body_behind(head, end)
        if body is not None:
            return self._mentioned(*self.syntax.phrase(body))
        if end - start <= 2 and head.text.istitle() and not head.is_sent_start:
            called = [e for e in self.entities if e.label == "ORG" and len(e.name.split()) > 1 and e.name.split()[0] == head.text]
            if len(called) == 1:  # il Patto, of the Patto dei Borghi
                return Referent(head.i, called[0], called[0].name, "ORG")
        described = self._of_somebody(head, start, end) or self._described(head, start, end)
        if described is not None:
            self._learn(described, head)
            return described
        label = self._label(head)
        somebody = label is not None or head.pos_ in ("PROPN", "PRON")
        if (in_marks := self._called(start, end, head)) is not None:
            return in_marks
        several = feature(head, "Number") == "Plur" or doc[start].pos_ == "NUM" or any(t.pos_ == "CCONJ" for t in doc[start:end])
        name = text_of(doc[start:end])
        fuller = self._fuller(head, start, end)
        return Referent(head.i, None, fuller or name, label, feature(head, "Gender")[:1], several, somebody, (name,) if fuller else (), head.pos_ == "PRON")

    def _all_of(self, antecedent: Token, pronoun: Token) -> Token:
        """*Ugo Bini e Ada Neri, che hanno chiesto*: the first of those whose last one the parser took for the antecedent of a plural."""
        plural = any(feature(t, "Number") == "Plur" and verb_form(t) == "Fin" for t in (pronoun.head, *self.syntax.auxiliaries(pronoun.head)))
        while plural and antecedent.dep_ == "conj" and antecedent.head.i < antecedent.i and antecedent.head.pos_ in ("PROPN", "NOUN") and feature(antecedent, "Number") != "Plur":
            antecedent = antecedent.head
        return antecedent

    def _called(self, start: int, end: int, head: Token) -> Referent | None:
        """*Il quotidiano «Folha de Neri»*: the name in quotation marks behind a noun for a body or paper."""
        title = self.syntax.title(head)
        place = self.syntax.doc[start].idx, self.syntax.chars(start, end)[1]
        inside = [q for q in self.syntax.quotations if place[0] < q.outer_start and q.end <= place[1] + 1]
        if title is None or title.type not in ("organisation", "document") or len(inside) != 1:
            return None
        name = self.syntax.text[inside[0].start : inside[0].end]
        return Referent(head.i, None, name, "ORG", "", False, True, (self.syntax.text[place[0] : place[1]],)) if name[:1].isupper() and len(name.split()) < 7 else None

    def _of_somebody(self, head: Token, start: int, end: int) -> Referent | None:
        """*Il suo gruppo*, behind *Aldo Neri, capogruppo di Città Viva*: the body that the article named beside the person."""
        title = self.syntax.title(head)
        owned = any(feature(t, "Poss") == "Yes" and t.lower_ in ("suo", "sua") for t in self.syntax.doc[start : head.i])
        if title is None or title.type != "organisation" or not title.again or not owned or end - start > 3:
            return None
        whose = self._recent(start, "", False)
        if whose is None or whose.entity is None or whose.entity.label != "PER":
            return None
        for mention in whose.entity.mentions:
            stop = min(mention.end + 10, self.syntax.sentence(mention.start)[1])
            beside = next((self.by_token[i] for i in range(mention.end, stop) if i in self.by_token), None)
            if mention.start < start and beside is not None and beside.label == "ORG" and self.syntax.doc[mention.end].text == ",":
                return Referent(head.i, beside, beside.name, beside.label)
        return None

    def _fuller(self, head: Token, start: int, end: int) -> str | None:
        """The longer phrase with the same noun that a short definite one takes up: *i tecnici* after *i tecnici dell'agenzia*.

        None where there is none before it, or where there are several that differ.
        """
        doc = self.syntax.doc
        if end - start > 2 or head.pos_ not in ("NOUN", "PROPN") or straight(doc[start].lower_) not in DEFINITE | {"i", "gli", "le", "l'"} or start == head.i:
            return None
        longer: dict[str, str] = {}
        for token in self.syntax.tokens[: head.i]:
            if token.lower_ == head.lower_ and not self.syntax.quoted(token.i) and token.dep_ != "nmod":
                first, last = self.syntax.phrase(token)
                behind = doc[token.i + 1 : last]
                whose = any(straight(t.lower_).rstrip("'") in FUSED["di"] for t in behind[:2]) and all(t.pos_ in ("NOUN", "ADJ", "PROPN", "DET", "ADP") for t in behind)
                opens = token.text.istitle() or (last > token.i + 1 and doc[token.i + 1].text.istitle())
                named = opens and self._label(token) == "ORG" and all(t.pos_ in ("NOUN", "ADJ", "PROPN", "INTJ") for t in behind)  # il Comitato No Ponte … il comitato; la onlus Casa aperta
                if (2 if whose else 1 if named else 8) < last - token.i < 8:
                    longer.setdefault(text_of(doc[token.i : last]).lower(), text_of(doc[first:last]))
        return next(iter(longer.values())) if len(longer) == 1 else None

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
            phrase = self.syntax.phrase(subject)
            explained = explained_by(self.syntax, phrase, verb) if phrase[1] < verb.i else None
            return self._mentioned(*(explained.span if explained is not None and explained.span is not None else phrase))
        if verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("nsubj", "obj", "appos", "ROOT") and (verb.i in self.by_token or straight(verb.lower_) in self.lexicon.titles):
            return self._mentioned(*self.syntax.phrase(verb))
        for speaker in reversed(self.speakers):
            if abs(speaker.place - verb.i) < 25 and speaker.place > verb.i - 25 and self.syntax.sentence(speaker.place)[0] == self.syntax.sentence(verb.i)[0]:
                return speaker
        if depth < 4 and verb.head.i != verb.i and verb.dep_ in ("conj", "xcomp", "advcl", "acl", "ccomp", "parataxis"):
            return self._subject_of(verb.head, depth + 1)
        return None
