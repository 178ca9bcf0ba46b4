"""spaCy's morphologizer, held to the parts of speech that a word can have (*profetizza* is a verb, whatever it looks like), and behind the parser: what is an object is hardly an adjective."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.pipeline.morphologizer import DEFAULT_MORPH_MODEL, Morphologizer
from spacy.tokens import Doc
from thinc.api import Model

FILE = "classes.tsv.gz"
RELATIONS = "relations.tsv"
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
    """First the best part of speech, of all its labels together, then the best of these.

    A list says which parts of speech a word can have. Words in lower case only: a capital may make a name of anything. What is not listed
    is left to the network. Where the parser has been, a table says how much more or less often a part of speech stands in a relation
    than elsewhere.
    """

    classes: dict[str, frozenset[str]]
    relations: dict[str, dict[str, float]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classes = {}
        self.relations = {}

    def fill(self, classes: Mapping[str, Iterable[str]], relations: Mapping[str, Mapping[str, float]] | None = None) -> None:
        """Take over ``classes``: word → its parts of speech; ``relations``: relation → part of speech → what is added to its logarithm."""
        sets: dict[frozenset[str], frozenset[str]] = {}
        for word, parts in classes.items():
            found = frozenset(parts)
            self.classes[word] = sets.setdefault(found, found)
        self.relations.update({dep: dict(row) for dep, row in (relations or {}).items()})

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """For each doc the number of the best allowed label of each token."""
        docs = list(docs)
        if not (self.classes or self.relations) or not any(len(doc) for doc in docs):
            guesses: list[Any] = super().predict(docs)
            return guesses
        of_label = np.array([NAMES.get(self.cfg["labels_pos"].get(label, 0), "") for label in self.labels])
        parts = sorted({*of_label.tolist()})
        member = of_label[:, None] == np.array(parts)
        rows = {dep: np.array([row.get(part, 0.0) for part in parts], dtype="f") for dep, row in self.relations.items()}
        fits: dict[frozenset[str], Any] = {}
        nothing = np.zeros(len(parts), dtype="f")
        out = []
        for doc, scores in zip(docs, self.model.predict(docs), strict=True):
            shares = np.log(np.exp(scores - scores.max(axis=1, keepdims=True)) @ member.astype("f") + np.finfo("f").tiny)
            if rows:
                shares += np.array([rows.get(token.dep_, nothing) for token in doc]).reshape(-1, len(parts))
            for i, token in enumerate(doc):
                allowed = self.classes.get(token.text)
                if allowed and len(token) >= SHORTEST:
                    if allowed not in fits:
                        fits[allowed] = np.isin(parts, list(allowed))
                    if fits[allowed].any():
                        shares[i, ~fits[allowed]] = -np.inf
            best, chosen = scores.argmax(axis=1), shares.argmax(axis=1)
            other = ~member[best, chosen]
            best[other] = np.where(member.T[chosen[other]], scores[other], -np.inf).argmax(axis=1)
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

    def relations_to_bytes(self) -> bytes:
        """The table as text, one line for each relation: it, and pairs of part of speech and number."""
        lines = (f"{dep}\t{' '.join(f'{part} {row[part]:.3f}' for part in sorted(row))}\n" for dep, row in sorted(self.relations.items()))
        return "".join(lines).encode("utf-8")

    def relations_from_bytes(self, data: bytes) -> None:
        """Read what :meth:`relations_to_bytes` wrote."""
        self.relations = {}
        for line in data.decode("utf-8").splitlines():
            dep, _, pairs = line.partition("\t")
            words = pairs.split()
            self.relations[dep] = dict(zip(words[::2], map(float, words[1::2]), strict=True))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write model, labels, list and table into the folder ``path``."""
        super().to_disk(path, exclude=exclude)
        (Path(path) / FILE).write_bytes(gzip.compress(self.list_to_bytes(), mtime=0))
        (Path(path) / RELATIONS).write_bytes(self.relations_to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ListedMorphologizer:
        """Read model, labels, list and table from the folder ``path``."""
        super().from_disk(path, exclude=exclude)
        self.list_from_bytes(gzip.decompress((Path(path) / FILE).read_bytes()))
        self.relations_from_bytes((Path(path) / RELATIONS).read_bytes())
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Model, labels, list and table: the lengths of the list and of the table on a line, these two, the rest."""
        listed, table = self.list_to_bytes(), self.relations_to_bytes()
        rest: bytes = super().to_bytes(exclude=exclude)
        return b"%d %d\n" % (len(listed), len(table)) + listed + table + rest

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ListedMorphologizer:
        """Read what :meth:`to_bytes` wrote."""
        sizes, _, rest = data.partition(b"\n")
        listed, table = map(int, sizes.split())
        self.list_from_bytes(rest[:listed])
        self.relations_from_bytes(rest[listed : listed + table])
        super().from_bytes(rest[listed + table :], exclude=exclude)
        return self
