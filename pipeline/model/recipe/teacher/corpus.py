"""Prepared docs and running text as arrays of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from spacy.tokens import Doc, DocBin

from pipeline.model.recipe.entities import read_kind, spaces
from pipeline.model.recipe.prepare import SEED
from pipeline.model.recipe.teacher.features import CHARACTERS, WordFeatures, clipped

ENTITIES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
FILES = ("WN_train", "degasperi_train", "fiction_train", "moro_train")
#: Words with a vector of their own: the commonest. The others, and those met once, share one.
WORDS = 24_000


@dataclass
class Part:
    """Passages one behind the other: passage i is the tokens from ``ends[i]`` to ``ends[i + 1]``; heads count within the passage."""

    ends: list[int] = field(default_factory=lambda: [0])
    columns: dict[str, list[int]] = field(default_factory=dict)

    def add(self, **columns: Iterable[int]) -> None:
        """Add a passage."""
        for name, values in columns.items():
            self.columns.setdefault(name, []).extend(values)
        self.ends.append(len(self.columns["form"]))


class Corpus:
    """All that the teachers see, with the numbers that forms and labels have in it."""

    def __init__(self) -> None:
        self.forms: dict[str, int] = {}
        self.labels: dict[str, dict[Any, int]] = {"pos": {}, "tag": {"": 0}, "dep": {}, "ent": {label: i for i, label in enumerate(ENTITIES)}}
        self.parts: dict[str, Part] = {}

    def _form(self, text: str) -> int:
        return self.forms.setdefault(text, len(self.forms))

    def _label(self, kind: str, value: Any) -> int:
        table = self.labels[kind]
        return table.setdefault(value, len(table))

    def add_syntax(self, name: str, docs: Iterable[Doc]) -> None:
        """Parts of speech with features, tags, heads, relations, sentence starts of ``docs``."""
        part = self.parts[name] = Part()
        for doc in docs:
            part.add(
                form=[self._form(t.text) for t in doc],
                pos=[self._label("pos", (t.pos_, str(t.morph))) for t in doc],
                tag=[self._label("tag", t.tag_) for t in doc],
                dep=[self._label("dep", t.dep_) for t in doc],
                head=[t.head.i for t in doc],
                sent=[int(bool(t.is_sent_start)) for t in doc],
            )

    def add_entities(self, name: str, docs: Iterable[Doc]) -> None:
        """Entities of ``docs``."""
        part = self.parts[name] = Part()
        for doc in docs:
            part.add(form=[self._form(t.text) for t in doc], ent=[self._label("ent", f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O") for t in doc])

    def add_text(self, name: str, docs: Iterable[Doc]) -> None:
        """Tokens alone."""
        part = self.parts[name] = Part()
        for doc in docs:
            part.add(form=[self._form(t.text) for t in doc])

    def lookups(self) -> tuple[Any, Any, Any]:
        """For each form its features (floats), its characters (numbers from 1, 0 behind the end) and the number of its vector (1: none of its own)."""
        features = WordFeatures()
        letters: dict[str, int] = {}
        rows = np.stack([features(form) for form in self.forms])
        characters = np.zeros((len(self.forms), CHARACTERS), dtype="i8")
        for i, form in enumerate(self.forms):
            for k, letter in enumerate(clipped(form)):
                characters[i, k] = letters.setdefault(letter, len(letters) + 1)
        words: dict[str, int] = {}
        word = np.array([words.setdefault(form.lower().replace("’", "'"), len(words)) for form in self.forms])
        seen = np.zeros(len(words), dtype="i8")
        for name in ("syntax-train", "entities-train", "text"):
            np.add.at(seen, word[np.array(self.parts[name].columns["form"])], 1)
        number = np.ones(len(words), dtype="i8")
        common = np.argsort(-seen, kind="stable")[:WORDS]
        number[common] = np.arange(2, len(common) + 2)
        number[seen < 2] = 1
        return rows, characters, number[word]


def running_text(data: Path) -> Iterator[tuple[str, str]]:
    """One to five running sentences of KIND at a time: (file, text)."""
    rng = Random(SEED)
    for name in FILES:
        sents, at = list(read_kind(data / "kind" / f"{name}.tsv")), 0
        while at < len(sents):
            size = rng.choice((1, 2, 3, 5))
            pieces = []
            for sent in sents[at : at + size]:
                tokens = [t for t, _ in sent][:120]
                pieces.append("".join(t + " " * s for t, s in zip(tokens, spaces(tokens), strict=True)).strip())
            yield name, " ".join(pieces)
            at += size


def read(work: Path, texts: list[Doc], vocab: Any) -> Corpus:
    """The corpus of the prepared files in ``work`` and of ``texts``."""
    corpus = Corpus()
    for part in ("train", "dev"):
        corpus.add_syntax(f"syntax-{part}", DocBin().from_disk(work / f"parse-{part}.spacy").get_docs(vocab))
    for part in ("train", "dev"):
        corpus.add_entities(f"entities-{part}", DocBin().from_disk(work / f"ner-{part}.spacy").get_docs(vocab))
    corpus.add_text("text", texts)
    return corpus
