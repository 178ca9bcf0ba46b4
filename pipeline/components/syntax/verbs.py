"""Verbs with what stands around them: auxiliaries, clitics, negation, voice and mood."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.components.syntax.layout import Layout
from pipeline.components.syntax.tags import AUXILIARIES, CLITICS, feature, verb_form
from pipeline.components.syntax.tokens import Token
from pipeline.lexicon import Lexicon


class Verbs(Layout):
    """The verb groups of a doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        super().__init__(doc, lexicon)
        self._auxiliaries: dict[int, list[Token]] = {}
        self._groups: dict[tuple[int, int], tuple[int, int]] = {}
        self._passives: dict[int, bool] = {}
        self._finite_alone: dict[int, bool] = {}

    def auxiliaries(self, verb: Token) -> list[Token]:
        """Auxiliaries, modals and copulas of ``verb``, left to right."""
        try:
            return self._auxiliaries[verb.i]  # asked several times for each verb
        except KeyError:
            found = self._auxiliaries[verb.i] = [c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop") and c.i < verb.i + 3]
            return found

    def verb_group(self, verb: Token) -> tuple[int, int]:
        """Token indices of the verb with the auxiliaries, clitics and negation before it."""
        key = (verb.i, len(self.retagged))  # which only grows
        if key not in self._groups:
            self._groups[key] = self._verb_group(verb)
        return self._groups[key]

    def _verb_group(self, verb: Token) -> tuple[int, int]:
        first = verb.i
        head = self.auxiliaries(verb)
        low = min([verb.i, *(a.i for a in head)])
        i = verb.i - 1
        start = self.sentence(verb.i)[0]
        while i >= start:
            token = self.doc[i]
            low_text = token.lower_
            if (token.pos_ == "AUX" and token.is_lower) or low_text in AUXILIARIES or (low_text in CLITICS and (token.pos_ == "PRON" or (i == verb.i - 1 and verb.i in self.retagged))) or low_text == "non":
                first = i
            elif token.pos_ == "ADV" and i > low:
                pass
            else:
                if verb.i not in self.rejoined or i <= low:
                    break
                first = i = low  # ha, a sorpresa, | ammesso
            i -= 1
        return first, verb.i + 1

    def negated(self, verb: Token) -> bool:
        """Whether *non* (or *né, mai* before the verb) negates ``verb``."""
        first, _ = self.verb_group(verb)
        if first and self.doc[first - 1].lower_ in ("quando", "finché", "che") and any(t.lower_ in ("fino", "finché") for t in self.doc[max(0, first - 3) : first]):
            return False  # fino a quando non hanno scoperto: it denies nothing
        return any(t.lower_ in ("non", "né") for t in self.doc[first : verb.i])

    def finite(self, verb: Token) -> bool:
        """Whether the verb group has a finite form."""
        return verb.i in self.retagged or self._only_finite(verb) or any(verb_form(t) == "Fin" for t in [verb, *self.auxiliaries(verb)])

    def _only_finite(self, verb: Token) -> bool:
        """Whether the conjugations know the word as a finite form alone, whatever the tagger says (*contesta* as a participle)."""
        if verb.i not in self._finite_alone:
            forms = self.lexicon.forms.get(verb.lower_, ())
            self._finite_alone[verb.i] = bool(forms) and all(f.person for f in forms)
        return self._finite_alone[verb.i]

    def passive(self, verb: Token) -> bool:
        """Whether ``verb`` is a passive participle (with an auxiliary, or reduced)."""
        if verb.i not in self._passives:
            self._passives[verb.i] = self._passive(verb)
        return self._passives[verb.i]

    def _passive(self, verb: Token) -> bool:
        form = verb_form(verb)
        if self._only_finite(verb):
            return False
        if form == "Fin" or (form != "Part" and feature(verb, "Tense") != "Past"):
            return False  # annunciò is past, not a participle
        auxiliaries = self.auxiliaries(verb)
        if verb.i and self.doc[verb.i - 1].lemma_.split(" ")[0] == "venire" and self.doc[verb.i - 1].pos_ in ("AUX", "VERB"):
            return True  # veniva chiesto di
        if any(c.lower_ in ("si", "s'", "s’") and c.i < verb.i for c in verb.children):
            return False  # si sono espressi a favore
        auxiliaries = [a for a in auxiliaries if not any(t.lower_ == "che" for t in self.doc[a.i : verb.i])]  # è per questo che la giunta ha escluso
        if any(a.dep_ in ("aux:pass", "cop") for a in auxiliaries) or sum(a.lemma_ == "essere" for a in auxiliaries) > 1:
            return True
        entry = self.lexicon.verbs.get(verb.lemma_)
        if entry is not None and "as" in entry.frames and any(a.lemma_ == "essere" for a in auxiliaries):
            return True  # è considerato uno dei migliori: such verbs have objects
        if not auxiliaries and self._shares_auxiliary(verb):
            return False
        return not auxiliaries and verb.dep_ in ("acl", "advcl", "amod", "ROOT", "conj", "parataxis")

    def _shares_auxiliary(self, verb: Token) -> bool:
        """*Ha criticato la sentenza e chiesto i domiciliari*: the second participle has the first one's *avere*."""
        first = verb.head
        if verb.dep_ != "conj" or first.i >= verb.i or verb.i == 0 or self.doc[verb.i - 1].lower_ not in ("e", "ed", "ma", ",", "poi"):
            return False
        having = any(t.lower_ in AUXILIARIES - {"è", "sono", "era", "erano"} for t in self.auxiliaries(first)) and not any(c.dep_ == "aux:pass" for c in first.children)
        return having and not any(c.dep_ in ("nsubj:pass", "obl:agent") for c in verb.children)


def mood(syntax: Verbs, verb: Token) -> str:
    """``Mood`` of the finite form in the verb's group, the conjugation's where the tagger gives none, or an empty string."""
    group = [t for t in (verb, *syntax.auxiliaries(verb)) if verb_form(t) == "Fin"]
    found = next((feature(t, "Mood") for t in group if feature(t, "Mood")), "")
    if found == "Ind" and any(feature(t, "Person") == "2" and feature(t, "Number") != "Plur" for t in group) and not syntax.quoted(verb.i):
        return "Sub"  # dubita che si arrivi: outside quotations newspapers do not say *tu*
    if found:
        return found
    third = {f.mood for f in syntax.lexicon.forms.get(verb.lower_, ()) if f.person == 3 and f.mood != "imperative"}
    return "Sub" if third == {"subjunctive"} else ""
