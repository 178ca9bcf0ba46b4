"""spaCy's morphologizer, held to the parts of speech that a word can have: *profetizza* is a verb, whatever it looks like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.pipeline.morphologizer import DEFAULT_MORPH_MODEL, Morphologizer
from spacy.tokens import Doc
from thinc.api import Model

FILE = "classes.tsv"
#: No shorter word is looked up: abbreviations and symbols are listed nowhere.
SHORTEST = 3


@Language.factory(
    "listed_morphologizer",
    assigns=["token.morph", "token.pos"],
    default_config={"model": DEFAULT_MORPH_MODEL, "overwrite": True, "extend": False, "label_smoothing": 0.0, "scorer": {"@scorers": "spacy.morphologizer_scorer.v1"}},
)
def make(nlp: Language, name: str, model: Model[Any, Any], overwrite: bool, extend: bool, label_smoothing: float, scorer: Any) -> ListedMorphologizer:
    """A morphologizer with an empty list."""
    return ListedMorphologizer(nlp.vocab, model, name, overwrite=overwrite, extend=extend, label_smoothing=label_smoothing, scorer=scorer)


class ListedMorphologizer(Morphologizer):
    """Of the labels that the network scores, takes the best whose part of speech the list allows for the word.

    Words in lower case only: a capital may make a name of anything. What is not listed is left to the network alone.
    """

    classes: dict[str, frozenset[str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classes = {}

    def fill(self, classes: Mapping[str, Iterable[str]]) -> None:
        """Take over ``classes``: word → its parts of speech."""
        sets: dict[frozenset[str], frozenset[str]] = {}
        for word, parts in classes.items():
            found = frozenset(parts)
            self.classes[word] = sets.setdefault(found, found)

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """For each doc the number of the best allowed label of each token."""
        docs = list(docs)
        if not self.classes or not any(len(doc) for doc in docs):
            guesses: list[Any] = super().predict(docs)
            return guesses
        parts = np.array([NAMES.get(self.cfg["labels_pos"].get(label, 0), "") for label in self.labels])
        out = []
        for doc, scores in zip(docs, self.model.predict(docs), strict=True):
            best = scores.argmax(axis=1)
            for i, token in enumerate(doc):
                allowed = self.classes.get(token.text)
                if allowed and len(token) >= SHORTEST and parts[best[i]] not in allowed:
                    fits = np.isin(parts, list(allowed))
                    if fits.any():
                        best[i] = np.where(fits, scores[i], np.finfo(np.float32).min).argmax()
            out.append(best)
        return out

    def list_to_bytes(self) -> bytes:
        """The list as text, one line for each set of parts of speech."""
        words: dict[str, list[str]] = {}
        for word, parts in self.classes.items():
            words.setdefault(" ".join(sorted(parts)), []).append(word)
        return "".join(f"{parts}\t{' '.join(sorted(words[parts]))}\n" for parts in sorted(words)).encode("utf-8")

    def list_from_bytes(self, data: bytes) -> None:
        """Read what :meth:`list_to_bytes` wrote."""
        self.classes = {}
        for line in data.decode("utf-8").splitlines():
            parts, words = line.split("\t")
            self.classes.update(dict.fromkeys(words.split(" "), frozenset(parts.split(" "))))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write model, labels and list into the folder ``path``."""
        super().to_disk(path, exclude=exclude)
        (Path(path) / FILE).write_bytes(self.list_to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ListedMorphologizer:
        """Read model, labels and list from the folder ``path``."""
        super().from_disk(path, exclude=exclude)
        self.list_from_bytes((Path(path) / FILE).read_bytes())
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Model, labels and list: the length of the list on a line, the list, the rest."""
        listed = self.list_to_bytes()
        rest: bytes = super().to_bytes(exclude=exclude)
        return b"%d\n" % len(listed) + listed + rest

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ListedMorphologizer:
        """Read what :meth:`to_bytes` wrote."""
        size, _, rest = data.partition(b"\n")
        self.list_from_bytes(rest[: int(size)])
        super().from_bytes(rest[int(size) :], exclude=exclude)
        return self
