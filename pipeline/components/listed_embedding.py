"""An embedding layer for spaCy's networks that also looks at what lists know of a word: *Galveston* is a city, whatever it looks like.

In training it hides the norm of some words, as if they had never been met: what a network has learned by heart (all names of its
training text) says nothing of the names that come.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

FILE = Path(__file__).parent.parent / "model" / "known_words.tsv.gz"
#: Columns that the lists fill: what a word with a capital may be the name of; how common the word is in lower case, and as which parts of speech.
LISTED = ("NAME", "WORD")
#: A column more, without a list: the first letters, in lower case (spaCy's PREFIX is one letter).
START, LETTERS = "START", 3
#: What hides words in training; the numbers of a run do not change from one run to the next.
CHANCE = np.random.default_rng(20)
#: Words whose numbers are remembered.
REMEMBERED = 2**14


@registry.architectures("chidice.ListedHashEmbed.v1")
def ListedHashEmbed(width: int, attrs: list[str], rows: list[int], hidden: float = 0.0) -> Model[Any, Any]:
    """As spaCy's ``MultiHashEmbed`` without static vectors, with one table of ``rows`` each for ``attrs``, for each of :data:`LISTED` behind them, and for :data:`START` if there are rows for it.

    ``hidden``: the share of words with a capital (of others half of it) whose first attribute is replaced by chance in training.
    Raises ``ValueError`` where there are not as many ``rows``.
    """
    listed = [*LISTED, START][: len(rows) - len(attrs)]
    if len(listed) < len(LISTED) or len(rows) != len(attrs) + len(listed):
        raise ValueError(f"{len(attrs)} attributes and {len(LISTED)} lists, but rows for {len(rows)}")
    tables: list[Model[Any, Any]] = [HashEmbed(width, size, column=i, seed=8 + i, dropout=0.0) for i, size in enumerate(rows)]
    features: Model[Any, Any] = Model("extract_features", _features, attrs={"columns": [*attrs, *listed], "attributes": len(attrs), "hidden": hidden})
    mix: Model[Any, Any] = with_array(Maxout(width, width * len(rows), nP=3, dropout=0.0, normalize=True))
    return chain(features, list2ragged(), with_array(concatenate(*tables)), mix, ragged2list())


def _features(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    own = model.attrs["attributes"]
    columns, more = model.attrs["columns"][:own], len(model.attrs["columns"]) - own
    out = []
    for doc in docs:
        words = np.array([known(token.text)[:more] for token in doc], dtype="uint64").reshape(-1, more)
        rows: Any = np.concatenate([doc.to_array(columns).reshape(len(doc), own), words], axis=1)
        if is_train and model.attrs["hidden"]:
            capital = np.array([token.text[:1].isupper() for token in doc], dtype="f").reshape(-1)
            hide = CHANCE.random(len(doc)) < model.attrs["hidden"] * (1 + capital) / 2
            rows[hide, 0] = CHANCE.integers(1, 2**63, int(hide.sum()), dtype="uint64")
        out.append(model.ops.asarray2i(rows, dtype="uint64"))
    return out, lambda _: []


@lru_cache(REMEMBERED)
def known(form: str) -> tuple[int, int, int]:
    """The numbers of ``form`` in the columns of :data:`LISTED` (0 where the lists do not have it) and of its first letters."""
    names, words = lists()
    return names.get(form.title() if form.isupper() else form, 0), words.get(form.lower(), 0), hash_string(form[:LETTERS].lower()) if len(form) > 1 else 0


@cache
def lists() -> tuple[dict[str, int], dict[str, int]]:
    """Names and words, each with its number: a line of the file is column, number and words with a space between."""
    found: tuple[dict[str, int], dict[str, int]] = {}, {}
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            column, number, words = line.rstrip("\n").split("\t")
            found[LISTED.index(column)].update(dict.fromkeys(words.split(" "), int(number)))
    return found
