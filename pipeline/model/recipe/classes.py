"""What the morphologizer is told beside its network: which parts of speech a word can have, and which stand in which relation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from pipeline.model.recipe import wordlist
from pipeline.model.recipe.treebanks import Sentence, merge

#: A participle may be a verb, an adjective or a noun, whatever the word list says.
PARTICIPLE = ("to", "ta", "ti", "te", "so", "sa", "si", "se")
#: Parts of speech of few words, believed where a treebank has the word once; of the others twice.
CLOSED = frozenset(("AUX", "DET", "PRON", "ADP", "SCONJ", "CCONJ", "NUM", "INTJ"))
TWEETS = ("postwita", "twittiro")
#: How much of what a relation says of the part of speech counts: 0.1 to 0.25 did the same on MarkIT dev, 0.5 and more harm, since parser and tagger err together.
WEIGHT = 0.2
#: What each part of speech is counted more than it was seen.
UNSEEN = 0.3


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


def relation_table(sentences: Iterable[Sentence], weight: float = WEIGHT) -> dict[str, dict[str, float]]:
    """Relation → part of speech → how much likelier it is there than anywhere, as a logarithm times ``weight``."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sent in sentences:
        if sent.source not in TWEETS:
            for tok in merge(sent):
                seen[tok.dep][tok.pos] += 1
    anywhere: Counter[str] = Counter()
    for counts in seen.values():
        anywhere.update(counts)

    def share(counts: Counter[str], part: str) -> float:
        return (counts[part] + UNSEEN) / (counts.total() + UNSEEN * len(anywhere))

    return {dep: {part: round(weight * log(share(counts, part) / share(anywhere, part)), 3) for part in anywhere} for dep, counts in seen.items()}
