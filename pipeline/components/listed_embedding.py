"""An embedding layer for spaCy's networks that also looks at what lists know of a word: *Galveston* is a city, whatever it looks like.

In training it hides the norm of some words, as if they had never been met: what a network has learned by heart (all names of its
training text) says nothing of the names that come.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

from pipeline.components.known_words import LISTED, known

#: A column more, without a list: the first letters, in lower case (spaCy's PREFIX is one letter).
START = "START"
#: What hides words in training; the numbers of a run do not change from one run to the next.
CHANCE = np.random.default_rng(20)


@registry.architectures("chidice.ListedHashEmbed.v1")
def ListedHashEmbed(width: int, attrs: list[str], rows: list[int], hidden: float = 0.0, shortest: int = 0, names: int = 8) -> Model[Any, Any]:
    """As spaCy's ``MultiHashEmbed`` without static vectors, with one table of ``rows`` each for ``attrs``, for each of :data:`LISTED` behind them, and for :data:`START` if there are rows for it.

    ``hidden``: the share of words with a capital (of others half of it) whose first attribute is replaced by chance in training,
    if it has ``shortest`` letters and nothing else: the parser needs to see the stops. ``names``: how many of the lists of names count
    (weights that learned with eight of them know nothing of later ones).
    Raises ``ValueError`` where there are not as many ``rows``.
    """
    listed = [*LISTED, START][: len(rows) - len(attrs)]
    if len(listed) < len(LISTED) or len(rows) != len(attrs) + len(listed):
        raise ValueError(f"{len(attrs)} attributes and {len(LISTED)} lists, but rows for {len(rows)}")
    tables: list[Model[Any, Any]] = [HashEmbed(width, size, column=i, seed=8 + i, dropout=0.0) for i, size in enumerate(rows)]
    features: Model[Any, Any] = Model("extract_features", _features, attrs={"columns": [*attrs, *listed], "attributes": len(attrs), "hidden": hidden, "shortest": shortest, "names": names})
    mix: Model[Any, Any] = with_array(Maxout(width, width * len(rows), nP=3, dropout=0.0, normalize=True))
    return chain(features, list2ragged(), with_array(concatenate(*tables)), mix, ragged2list())


def _features(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    own = model.attrs["attributes"]
    columns, more = model.attrs["columns"][:own], len(model.attrs["columns"]) - own
    out, counted = [], (1 << model.attrs["names"]) - 1
    for doc in docs:
        words = np.array([known(token.text)[:more] for token in doc], dtype="uint64").reshape(-1, more)
        words[:, 0] &= np.uint64(counted)
        rows: Any = np.concatenate([doc.to_array(columns).reshape(len(doc), own), words], axis=1)
        if is_train and model.attrs["hidden"]:
            capital = np.array([token.text[:1].isupper() for token in doc], dtype="f").reshape(-1)
            hide = CHANCE.random(len(doc)) < model.attrs["hidden"] * (1 + capital) / 2
            if shortest := model.attrs["shortest"]:
                hide &= np.array([len(token) >= shortest and token.is_alpha for token in doc], dtype=bool)
            rows[hide, 0] = CHANCE.integers(1, 2**63, int(hide.sum()), dtype="uint64")
        out.append(model.ops.asarray2i(rows, dtype="uint64"))
    return out, lambda _: []
