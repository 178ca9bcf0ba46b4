"""Teach the model words that its treebanks are too small to show: cue verbs, who speaks, names put in place of others.

A verb gives way to a cue verb of the lexicon in the same form (mood, tense, person, number, gender) and, where it governs a
clause, with a frame for one; a noun for a person to another of ``titles.toml``; nouns of events and cue nouns likewise, so that
*critica* stays a noun after an article; a proper noun to a name of KIND's training files. Some other verbs, nouns, adjectives and
adverbs give way to any of the word list (:mod:`pipeline.model.recipe.wordlist`). Trees and features do not change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

from pipeline.lexicon import load_lexicon
from pipeline.lexicon.conjugation import VerbForm
from pipeline.model.recipe import wordlist
from pipeline.model.recipe.entities import read_kind
from pipeline.model.recipe.treebanks import Surface

MOODS = {"Ind": "indicative", "Sub": "subjunctive", "Cnd": "conditional"}
TENSES = {"Pres": "present", "Imp": "imperfect", "Past": "remote", "Fut": "future"}
VERB_TAGS = ("V", "")
#: Chance that a verb, a noun for a person, another noun, a name is replaced.
VERBS, PERSONS, NOUNS, NAMES = 0.22, 0.3, 0.06, 0.3
#: Chance that any other verb, noun, adjective, adverb gives way to one of the word list.
ANY = {"VERB": 0.1, "NOUN": 0.1, "ADJ": 0.12, "ADV": 0.2}

Key = tuple[str, str, int, str, str]


def feature_key(morph: str) -> Key | None:
    """UD features of a verb as the key of a conjugated form, or None for what has none."""
    feats = dict(f.split("=", 1) for f in morph.split("|") if "=" in f)
    if "Clitic" in feats:
        return None
    kind = feats.get("VerbForm")
    if kind == "Fin" and feats.get("Mood") in MOODS and "Person" in feats and feats.get("Tense", "Pres") in TENSES:
        tense = "present" if feats["Mood"] == "Cnd" else TENSES[feats.get("Tense", "Pres")]
        return (MOODS[feats["Mood"]], tense, int(feats["Person"]), feats.get("Number", ""), "")
    if kind == "Part" and feats.get("Tense", "Past") == "Past" and "Gender" in feats and "Number" in feats:
        return ("participle", "past", 0, feats["Number"], feats["Gender"])
    if kind in ("Ger", "Inf"):
        return ("gerund" if kind == "Ger" else "infinitive", "", 0, "", "")
    return None


def _key(form: VerbForm) -> Key:
    return (form.mood, form.tense, form.person, form.number, form.gender)


def opening(word: str) -> str:
    """How a word begins, for the article before it: vowel, s + consonant and the like, other consonant."""
    low = word.lower()
    if low[:1] in "aeiouàèéìòùh":
        return "vowel"
    return "lo" if low.startswith(("z", "gn", "ps", "pn", "x", "y")) or (low[:1] == "s" and low[1:2] not in "aeiou") else "il"


def ending(noun: str) -> str:
    """The class of a noun by its ending: those of one class have one gender and number."""
    return next((e for e in ("zione", "sione", "zioni", "sioni", "mento", "menti", "tà") if noun.endswith(e)), noun[-1:])


class Listed:
    """The words of the word list, by what they must have in common with the word they stand for."""

    def __init__(self) -> None:
        self.words: dict[tuple[object, ...], list[tuple[str, str]]] = defaultdict(list)
        for text, forms in wordlist.verbs().items():
            for form in forms:
                self.words["VERB", _key(form)].append((text, form.infinitive))
        for pos, table in (("NOUN", wordlist.nouns()), ("ADJ", wordlist.adjectives())):
            for text, (lemma, gender, number) in table.items():
                self.words[pos, gender, number, opening(text)].append((text, lemma))
        self.words["ADV",] = [(a, a) for a in sorted(wordlist.lemma_table("ADV")) if a.endswith("mente") and wordlist.frequency(a) > wordlist.READ]

    def other(self, tok: Surface, before: str, reflexive: bool, rng: Random) -> Surface:
        """A word of the list in the form of ``tok``, or ``tok`` itself."""
        low, feats = tok.form.lower(), dict(f.split("=", 1) for f in tok.morph.split("|") if "=" in f)
        key: tuple[object, ...] = ()
        if tok.pos == "VERB" and not reflexive and tok.tag in VERB_TAGS:
            key = ("VERB", feature_key(tok.morph))
        elif tok.pos == "ADV" and low.endswith("mente"):
            key = ("ADV",)
        elif tok.pos in ("NOUN", "ADJ") and tok.form.islower() and not set(feats) - {"Gender", "Number"}:
            key = (tok.pos, feats.get("Gender", ""), feats.get("Number", ""), opening(low))
        found = self.words.get(key)
        if not found or (tok.pos == "VERB" and before.endswith(("'", "’")) and opening(low) != "vowel"):
            return tok
        for _ in range(8):  # the more often a word is read, the more often it is put in
            form, lemma = rng.choice(found)
            if rng.random() < (wordlist.frequency(form) - 1) / 3 and (tok.pos != "VERB" or (opening(form) == "vowel") == (opening(low) == "vowel")):
                return replace(tok, form=form.capitalize() if tok.form[:1].isupper() else form, lemma=lemma)
        return tok


class Substitutes:
    """The words that can be put in, read once."""

    def __init__(self, data: Path) -> None:
        lexicon = load_lexicon()
        self.verbs: dict[tuple[Key, str], list[tuple[str, str]]] = defaultdict(list)
        for text, forms in lexicon.forms.items():
            for form in forms:
                entry = lexicon.verbs.get(form.infinitive)
                if entry is None or form.clitic or (form.mood == "infinitive" and text != form.infinitive):
                    continue
                for need in ("clause" if entry.frames & {"che", "di", "come", "se"} else "", "object" if entry.frames & {"obj", "obj-any", "target"} else "", "any"):
                    if need:
                        self.verbs[_key(form), need].append((text, form.infinitive))
        self.persons: dict[tuple[str, bool, str], list[str]] = defaultdict(list)
        for title in lexicon.titles.values():
            if " " not in title.key and title.type == "person" and title.gender in ("m", "f"):
                self.persons[title.gender, title.plural, opening(title.key)].append(title.key)
        self.person_nouns = {t.key: t for t in lexicon.titles.values() if t.type == "person"}
        self.nouns: dict[tuple[str, str], list[str]] = defaultdict(list)
        for noun in sorted({*lexicon.nouns, *lexicon.event_words}):
            if noun.isalpha() and len(noun) > 4:
                self.nouns[ending(noun), opening(noun)].append(noun)
        names = {token for s in read_kind(data / "kind" / "WN_train.tsv") for token, tag in s if tag.endswith("PER") and token[:1].isupper() and token.isalpha() and len(token) > 2}
        self.names = sorted(names)
        self.listed = Listed()

    def verb(self, tok: Surface, kids: list[Surface], before: str, rng: Random) -> Surface:
        """A cue verb in the form of ``tok``, or ``tok`` itself."""
        key = feature_key(tok.morph)
        if key is None or tok.tag not in VERB_TAGS or any(k.dep.startswith("expl") for k in kids):
            return tok
        need = "clause" if any(k.dep in ("ccomp", "xcomp") for k in kids) else "object" if any(k.dep == "obj" for k in kids) else "any"
        found = [v for v in self.verbs.get((key, need), ()) if not before.endswith(("'", "’")) or opening(v[0]) == "vowel"]
        if not found:
            return tok
        form, lemma = rng.choice(found)
        return replace(tok, form=form.capitalize() if tok.form[:1].isupper() else form, lemma=lemma)

    def sentence(self, tokens: list[Surface], rng: Random) -> list[Surface]:
        """``tokens`` with some words replaced by others of the same form."""
        kids: dict[int, list[Surface]] = defaultdict(list)
        for i, tok in enumerate(tokens):
            if tok.head != i:
                kids[tok.head].append(tok)
        out = []
        for i, tok in enumerate(tokens):
            low = tok.form.lower()
            if tok.pos == "VERB" and rng.random() < VERBS:
                tok = self.verb(tok, kids[i], tokens[i - 1].form if i else "", rng)
            elif tok.pos == "NOUN" and low in self.person_nouns and rng.random() < PERSONS:
                title = self.person_nouns[low]
                tok = self._put(tok, self.persons.get((title.gender, title.plural, opening(low)), ()), rng)
            elif tok.pos == "NOUN" and "Number=Sing" in tok.morph and tok.form.islower() and rng.random() < NOUNS:
                tok = self._put(tok, [n for n in self.nouns.get((ending(low), opening(low)), ()) if ending(low) != "e"], rng)
            elif tok.pos == "PROPN" and tok.form.istitle() and tok.form.isalpha() and rng.random() < NAMES:
                tok = self._put(tok, self.names, rng)
            elif rng.random() < ANY.get(tok.pos, 0.0):
                tok = self.listed.other(tok, tokens[i - 1].form if i else "", any(k.dep.startswith("expl") for k in kids[i]), rng)
            out.append(tok)
        return out

    @staticmethod
    def _put(tok: Surface, words: Iterable[str], rng: Random) -> Surface:
        """One of ``words`` in place of ``tok``; it is its own lemma."""
        found = list(words)
        if not found or tok.lemma.lower() != tok.form.lower():
            return tok
        word = rng.choice(found)
        if tok.form[:1].isupper():
            word = word[:1].upper() + word[1:]
        return replace(tok, form=word, lemma=word if tok.pos == "PROPN" else word.lower())
