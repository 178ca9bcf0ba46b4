"""Which parts of speech a word can have, for the morphologizer's list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pipeline.model.recipe import wordlist
from pipeline.model.recipe.treebanks import Sentence, merge

#: A participle may be a verb, an adjective or a noun, whatever the word list says.
PARTICIPLE = ("to", "ta", "ti", "te", "so", "sa", "si", "se")
#: Parts of speech of few words, believed where a treebank has the word once; of the others twice.
CLOSED = frozenset(("AUX", "DET", "PRON", "ADP", "SCONJ", "CCONJ", "NUM", "INTJ"))
TWEETS = ("postwita", "twittiro")


def class_list(sentences: Iterable[Sentence]) -> dict[str, set[str]]:
    """Lower-case word → its parts of speech, for nouns, verbs and adjectives of the word list, with what the treebanks add."""
    found: dict[str, set[str]] = defaultdict(set)
    for pos in wordlist.PARTS:
        for form in wordlist.lemma_table(pos):
            if form.isalpha() and form.islower() and wordlist.frequency(form):
                found[form].add(pos)
    seen: Counter[tuple[str, str]] = Counter()
    for sent in sentences:
        if sent.source not in TWEETS:
            seen.update((tok.form.lower(), tok.pos) for tok in merge(sent))
    for (form, pos), times in seen.items():
        if form in found and (times > 1 or pos in CLOSED):
            found[form].add(pos)
    for form, parts in found.items():
        if "VERB" in parts and form.endswith(PARTICIPLE):
            parts |= {"ADJ", "NOUN"}
    return {form: parts for form, parts in found.items() if parts != {"ADV"}}
