"""Lemmas by edit trees, with a memory of what each tree makes of each word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, ORTH
from spacy.pipeline.edit_tree_lemmatizer import TOP_K_GUARDRAIL, EditTreeLemmatizer
from spacy.tokens import Doc

#: Pairs of word and tree remembered since the last time that there were as many, and once as many again of before: 5 MB at most.
PAIRS = 2**13
#: Longer words (addresses, what lacks its spaces) are too rare to be worth their memory.
LONGEST = 40


def install(component: object) -> bool:
    """Make a trainable lemmatizer a :class:`FastLemmatizer`, in place."""
    if type(component) is not EditTreeLemmatizer or component.top_k > TOP_K_GUARDRAIL or component.backoff not in (None, "orth"):
        return False
    component.__class__ = FastLemmatizer
    return True


class FastLemmatizer(EditTreeLemmatizer):
    """Gives what spaCy's own gives; only the loops are other ones."""

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """For each doc the id of the best tree that fits each token, -1 where none of the best ``top_k`` does."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return super().predict(docs)
        labels, top_k = self.cfg["labels"], min(self.top_k, len(self.cfg["labels"]))
        guesses = []
        for doc, scores in zip(docs, self.model.predict(docs), strict=True):
            trees = []
            for i, (word, label) in enumerate(zip(_column(doc, ORTH), scores.argmax(axis=1).tolist(), strict=True)):
                tree = labels[label]
                if self._lemma(word, tree) is None:
                    # the first that fits of the next best; of equal scores the first, as argmax has it
                    row = np.array(scores[i])
                    row[label] = np.finfo(np.float32).min
                    tree = -1
                    for _ in range(top_k - 1):
                        label = int(row.argmax())
                        if self._lemma(word, labels[label]) is not None:
                            tree = labels[label]
                            break
                        row[label] = np.finfo(np.float32).min
                trees.append(tree)
            guesses.append(np.array(trees, dtype="int64"))
        return guesses

    def set_annotations(self, docs: Iterable[Doc], batch_tree_ids: Any) -> None:
        """Write the lemmas, where there is none yet or the component overwrites."""
        add = self.vocab.strings.add
        for doc, trees in zip(docs, batch_tree_ids, strict=True):
            if not len(doc):
                continue
            lemmas = _column(doc, LEMMA)
            for i, (word, tree) in enumerate(zip(_column(doc, ORTH), trees.tolist(), strict=True)):
                if self.overwrite or lemmas[i] == 0:
                    if tree != -1:
                        lemma = self._lemma(word, tree)
                        lemmas[i] = 0 if lemma is None else add(lemma)
                    elif self.backoff is not None:
                        lemmas[i] = word
            column: Any = np.array(lemmas, dtype="uint64").reshape(-1, 1)
            doc.from_array([LEMMA], column)

    def _lemma(self, word: int, tree: int) -> str | None:
        """What ``tree`` makes of ``word`` (the hash of a string), None where it does not fit.

        The string itself is remembered: what a memory zone adds to the vocabulary is gone with it, and its hash would say nothing.
        """
        memory: dict[tuple[int, int], str | None] = self.__dict__.setdefault("memory", {})
        key = (word, tree)
        if key in memory:
            return memory[key]
        older: dict[tuple[int, int], str | None] = self.__dict__.setdefault("older", {})
        lemma: str | None
        if key in older:
            lemma = older[key]
        else:
            text = self.vocab.strings[word]
            lemma = self.trees.apply(tree, text)
            if len(text) > LONGEST:
                return lemma
        if len(memory) >= PAIRS:
            self.__dict__["older"], self.__dict__["memory"] = memory, {}
            memory = self.__dict__["memory"]
        memory[key] = lemma
        return lemma


def _column(doc: Doc, attribute: int) -> list[int]:
    values: list[int] = doc.to_array(attribute).tolist()
    return values
