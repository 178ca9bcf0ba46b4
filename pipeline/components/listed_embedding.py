"""An embedding layer for spaCy's networks that also looks at what lists know of a word: *Galveston* is a city, whatever it looks like."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

FILE = Path(__file__).parent.parent / "model" / "known_words.tsv.gz"
#: Columns that the lists fill: what a word with a capital may be the name of; how common the word is in lower case, and as which parts of speech.
LISTED = ("NAME", "WORD")


@registry.architectures("chidice.ListedHashEmbed.v1")
def ListedHashEmbed(width: int, attrs: list[str], rows: list[int]) -> Model[Any, Any]:
    """As spaCy's ``MultiHashEmbed`` without static vectors, with one table of ``rows`` each for ``attrs`` and for each of :data:`LISTED` behind them.

    Raises ``ValueError`` where there are not as many ``rows``.
    """
    if len(rows) != len(attrs) + len(LISTED):
        raise ValueError(f"{len(attrs)} attributes and {len(LISTED)} lists, but rows for {len(rows)}")
    tables: list[Model[Any, Any]] = [HashEmbed(width, size, column=i, seed=8 + i, dropout=0.0) for i, size in enumerate(rows)]
    features: Model[Any, Any] = Model("extract_features", _features, attrs={"columns": [*attrs, *LISTED]})
    mix: Model[Any, Any] = with_array(Maxout(width, width * len(rows), nP=3, dropout=0.0, normalize=True))
    return chain(features, list2ragged(), with_array(concatenate(*tables)), mix, ragged2list())


def _features(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    columns = model.attrs["columns"][: -len(LISTED)]
    out = []
    for doc in docs:
        words = np.array([known(token.text) for token in doc], dtype="uint64").reshape(-1, len(LISTED))
        rows: Any = np.concatenate([doc.to_array(columns).reshape(len(doc), len(columns)), words], axis=1)
        out.append(model.ops.asarray2i(rows, dtype="uint64"))
    return out, lambda _: []


def known(form: str) -> tuple[int, int]:
    """The numbers of ``form`` in the columns of :data:`LISTED`; 0 where the lists do not have it."""
    names, words = lists()
    return names.get(form.title() if form.isupper() else form, 0), words.get(form.lower(), 0)


@cache
def lists() -> tuple[dict[str, int], dict[str, int]]:
    """Names and words, each with its number: a line of the file is column, number and words with a space between."""
    found: tuple[dict[str, int], dict[str, int]] = {}, {}
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            column, number, words = line.rstrip("\n").split("\t")
            found[LISTED.index(column)].update(dict.fromkeys(words.split(" "), int(number)))
    return found
