"""The list of lemmas that the model carries beside its edit trees: word and part of speech → the one lemma that is right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from pipeline.lexicon import load_lexicon
from pipeline.model.recipe import wordlist
from pipeline.model.recipe.habits import REFERENCE
from pipeline.model.recipe.treebanks import Sentence

#: Forms of verbs that end so are listed only where conjugation makes them: the rest have a pronoun on them (*dirlo*).
PRONOUN = re.compile(r"(mi|ti|ci|vi|si|lo|la|li|le|gli|ne|cene|sene|mene|tene|vene|gliel[oaie])$")
#: How much rarer than its form a lemma may be (Zipf scale: 2 is a hundred times).
RARER = 2.0
INFINITIVE = re.compile(r"[aei]re$|rre$|r?si$")


def lemma_list(sentences: Iterable[Sentence]) -> dict[str, dict[str, str]]:
    """Part of speech → lower-case form → lemma.

    Morph-it!'s lemma for words that are read at all and for every form of the cue verbs; no form that is of several verbs. Where the
    reference treebanks among ``sentences`` know the word, their habit goes first; where they waver, the word is left out.
    """
    known = {pos: _table(pos) for pos in wordlist.PARTS}
    lemmas = {pos: set(table.values()) for pos, table in known.items()}
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sent in sentences:
        if sent.source in REFERENCE:
            joined = {i for first, (last, _, _) in sent.ranges.items() for i in range(first, last + 1)}
            for word in sent.words:
                if word.pos in known and word.id not in joined:
                    counts[word.form.lower(), word.pos][word.lemma] += 1
    for (form, pos), seen in counts.items():
        table = known[pos]
        (lemma, times), total = seen.most_common(1)[0], sum(seen.values())
        if form not in table or table[form] == lemma:
            continue
        if total > 1 and times > 0.75 * total and (lemma in lemmas[pos] or lemma == form):
            table[form] = lemma
        elif total > 1 and seen[table[form]]:
            del table[form]
    return known


def _table(pos: str) -> dict[str, str]:
    raw = wordlist.lemma_table(pos)
    if pos == "VERB":
        return _verbs(raw)
    table = {f: lemma for f, lemma in raw.items() if _listed(f, lemma)}
    if pos == "ADJ":  # participles are adjectives of their own in the treebanks
        return {f: lemma for f, lemma in table.items() if not INFINITIVE.search(lemma) or f == lemma}
    return table


def _listed(form: str, lemma: str) -> bool:
    """Whether the word is read, and its lemma not so much less that it must be another word's (*speso* of *spesare*)."""
    read = wordlist.frequency(form)
    return form.isalpha() and lemma.isalpha() and read > 0 and wordlist.frequency(lemma) > read - RARER


def _verbs(raw: dict[str, str]) -> dict[str, str]:
    infinitives: dict[str, set[str]] = defaultdict(set)
    cues = load_lexicon().forms
    for made in (wordlist.verbs(), cues):
        for text, forms in made.items():
            for form in forms:
                if not form.clitic:
                    infinitives[text].add(form.infinitive)
    for text, lemma in raw.items():
        if _listed(text, lemma) and (text in infinitives or not PRONOUN.search(text)):
            infinitives[text].add(lemma)
    return {text: min(found) for text, found in infinitives.items() if len(found) == 1 and (text in cues or wordlist.frequency(text))}
