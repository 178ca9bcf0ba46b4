"""What the treebanks call the same words: parts of speech, lemmas and spaces brought to the habits of ISDT, VIT and ParTUT.

MarkIT prints a space on both sides of each token (*l' uomo ,*), PUD calls possessives pronouns and quantifiers nouns, both have
lemmas of their own (*ed* for *e*, ``[PUNCT]`` for a comma): noise that a tagger would learn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.model.recipe.entities import spaces
from pipeline.model.recipe.treebanks import Sentence, Surface, Token, merge

#: The treebanks made by one school, whose lemmas the others take over.
REFERENCE = ("isdt", "vit", "partut")
POSSESSIVES = frozenset("mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra vostri vostre loro".split())
QUANTIFIERS = frozenset("tutto tutta tutti tutte altro altra altri altre molti molte alcuni alcune uno ciò nessuno qualcuno".split())
MILLIONS = frozenset("milione milioni miliardo miliardi".split())
TOTAL = frozenset(("tutto", "entrambi", "ambedue"))

Lemmas = dict[tuple[str, str], str]
#: Treebanks whose parts of speech decide where the others have their own (*ciò* is a pronoun, *né* a conjunction).
MODEL = ("isdt", "partut")
#: How often a word must stand there in a relation, and with what share as one part of speech; a share of the others that is no slip.
OFTEN, NEARLY_ALL, SLIP = 6, 0.9, 0.02
FREE = frozenset(("PROPN", "X", "PUNCT", "SYM", "SPACE", ""))


class Part(NamedTuple):
    """What a word is in a relation: part of speech and features, and the parts of speech that it may be there as well."""

    pos: str
    morph: str
    others: frozenset[str]


Parts = dict[tuple[str, str], Part]


def lemma_habits(sentences: Iterable[Sentence]) -> Lemmas:
    """The lemma of each (lower-case form, part of speech) where the reference treebanks are nearly of one mind."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sent in sentences:
        if sent.source in REFERENCE:
            for word in sent.words:
                if word.pos != "PROPN":
                    counts[word.form.lower(), word.pos][word.lemma] += 1
    found: Lemmas = {}
    for key, seen in counts.items():
        (lemma, times), total = seen.most_common(1)[0], sum(seen.values())
        if total > 1 and times >= 0.8 * total:
            found[key] = lemma
    return found


def settle(sent: Sentence, lemmas: Lemmas) -> None:
    """Rewrite the parts of speech, lemmas and relations of ``sent`` in place that are a matter of habit."""
    heads = {w.id: w for w in sent.words}
    for word in sent.words:
        low, head = word.form.lower(), heads.get(word.head)
        _part_of_speech(word, low, sent.source)
        if word.lemma == "[PUNCT]":
            word.lemma = word.form
        if sent.source not in REFERENCE and word.pos != "PROPN":
            word.lemma = lemmas.get((low, word.pos), word.lemma)
        if sent.source == "vit" and word.pos == "ADJ" and word.lemma in ("prima", "seconda"):
            word.lemma = word.lemma[:-1] + "o"
        if head is None:
            continue
        infinitive = "VerbForm=Inf" in head.morph and head.pos == "VERB"
        if word.pos == "ADP" and word.dep == "case" and infinitive:
            word.dep = "mark"
        if word.dep == "ccomp" and "VerbForm=Inf" in word.morph and _bare(word, sent):
            word.dep = "xcomp"
        if word.dep in ("det", "amod") and word.lemma in TOTAL and any(w.head == word.head and w.dep == "det" and w.id > word.id for w in sent.words):
            word.dep, word.pos = "det:predet", "DET"


def _part_of_speech(word: Token, low: str, source: str) -> None:
    if source == "pud":
        if low in POSSESSIVES and word.dep in ("det:poss", "nmod:poss", "det"):
            word.pos, word.dep = "DET", "det:poss"
        elif low in QUANTIFIERS and word.pos == "NOUN":
            word.pos = "PRON"
        elif low == "se" and word.pos == "ADP":
            word.pos = "SCONJ"
        elif low in MILLIONS:
            word.pos, word.morph = "NOUN", f"Gender=Masc|Number={'Plur' if low.endswith('i') else 'Sing'}"
    elif source == "vit":
        if low == "dove" and word.pos == "PRON":
            word.pos, word.morph = "ADV", ""
        elif low in ("quando", "perché") and word.pos in ("PRON", "CCONJ"):
            word.pos, word.morph = "SCONJ", ""
        elif word.form.isdigit() and word.pos in ("NOUN", "PROPN"):
            word.pos = "NUM"


def _bare(word: Token, sent: Sentence) -> bool:
    """Whether the infinitive ``word`` is brought in by *a* or *di* and has no subject of its own."""
    kids = [w for w in sent.words if w.head == word.id]
    return any(w.pos == "ADP" and w.dep in ("mark", "case") and w.lemma in ("a", "ad", "di", "d'") for w in kids) and not any(w.dep.startswith("nsubj") for w in kids)


def printed(tokens: list[Surface]) -> list[Surface]:
    """``tokens`` with the spaces of print, for the treebank that has one between any two."""
    return [replace(tok, space=space) for tok, space in zip(tokens, spaces([t.form for t in tokens]), strict=True)]


def part_habits(sentences: Iterable[Sentence]) -> Parts:
    """What each (lower-case form, relation) is in :data:`MODEL`, where that is nearly always one part of speech. ``sentences``: settled, without copies."""
    parts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    morphs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sent in sentences:
        if sent.source in MODEL:
            for tok in merge(sent):
                form = tok.form.lower()
                parts[form, tok.dep][tok.pos] += 1
                morphs[form, tok.pos][tok.morph] += 1
    found: Parts = {}
    for (form, dep), seen in parts.items():
        (pos, times), total = seen.most_common(1)[0], seen.total()
        if total >= OFTEN and times >= NEARLY_ALL * total and form.rstrip("'’").isalpha():
            found[form, dep] = Part(pos, morphs[form, pos].most_common(1)[0][0], frozenset(p for p in seen if seen[p] > SLIP * total))
    return found


def settle_parts(doc: Doc, parts: Parts) -> None:
    """Rewrite in place the part of speech and the features of each token of ``doc`` that is there what it never is in :data:`MODEL`."""
    for token in doc:
        part = parts.get((token.lower_, token.dep_))
        if part and token.pos_ not in FREE and token.pos_ not in part.others:
            token.pos_ = part.pos
            token.set_morph(part.morph)  # type: ignore[attr-defined]
