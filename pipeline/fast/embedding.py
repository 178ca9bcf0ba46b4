"""Word vectors before context, looked up: the embedding layer gives every occurrence of a word the same vector, so it is computed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

LAYERS = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
#: Distinct words kept between batches; 96 floats each and their place, so 8 MB for each model that embeds words by itself.
ROWS = 2**14
#: Odd numbers that mix a word's attributes into one key of 64 bits.
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3], dtype="uint64")


def install(node: Model[Any, Any]) -> bool:
    """Replace the forward pass of ``node`` if it is spaCy's ``MultiHashEmbed`` without static vectors."""
    names = tuple(layer.name.partition("(")[0] for layer in node.layers)
    if names != LAYERS or isinstance(node._func, Lookup) or len(node.layers[0].attrs["columns"]) > len(MIX):
        return False
    node._func = Lookup(node._func)
    return True


class Lookup:
    """The forward pass: docs in, one array of (tokens, width) floats for each out."""

    def __init__(self, original: Callable[..., Any]) -> None:
        self.original = original
        self.weights: list[Any] = []
        self.rows: dict[int, int] = {}
        self.table = np.zeros((0, 0), dtype="f")
        self.used = np.zeros(0, dtype="int64")  # by row: the last call that asked for it
        self.calls = 0

    def __reduce__(self) -> tuple[Any, ...]:
        return Lookup, (self.original,)  # what is remembered goes to no other process

    def __call__(self, model: Model[list[Doc], Any], docs: list[Doc], is_train: bool) -> tuple[Any, Callable[..., Any]]:
        """What thinc asks of a forward pass: output and backward pass (there is none unless ``is_train``)."""
        if is_train:
            self.weights = []  # they are about to change
            trained: tuple[Any, Callable[..., Any]] = self.original(model, docs, is_train)
            return trained
        if not docs:
            return [], _no_backward
        weights = [node.get_param(name) for node in model.walk() for name in node.param_names]
        if len(weights) != len(self.weights) or any(a is not b for a, b in zip(weights, self.weights, strict=True)):
            self.weights, self.rows = weights, {}
            self.table, self.used = self._empty(model.layers[3].get_dim("nO"))
        elif len(self.rows) > ROWS:
            self._forget()
        features, _ = model.layers[0](docs, False)
        words = np.concatenate(features)
        places = self._places(model, words)
        ends = np.cumsum([len(f) for f in features])[:-1]
        return np.split(self.table[places], ends), _no_backward

    def _places(self, model: Model[Any, Any], words: Any) -> Any:
        """The row of the table for each of ``words`` (tokens by attributes); new ones are computed and added."""
        rows = self.rows
        keys = (words * MIX[: words.shape[1]]).sum(axis=1, dtype="uint64").tolist()
        known = len(rows)
        places = np.array([rows.setdefault(key, len(rows)) for key in keys])
        if len(rows) > known:
            new, first = np.unique(places, return_index=True)
            try:
                self._add(model, words[first[new >= known]], known)
            except BaseException:  # too little memory, Ctrl-C: these words have a row by now, and nothing in it
                self.weights = []
                raise
        self.calls += 1
        self.used[places] = self.calls
        return places

    def _add(self, model: Model[Any, Any], words: Any, start: int) -> None:
        from thinc.types import Ragged

        while start + len(words) > len(self.table):  # one batch with more new words than are kept
            self.table = np.concatenate([self.table, np.zeros_like(self.table)])
            self.used = np.concatenate([self.used, np.zeros_like(self.used)])
        lengths: Any = np.array([len(words)], dtype="i")
        ragged = Ragged(words, lengths)
        for layer in model.layers[2:4]:
            ragged = layer.predict(ragged)
        self.table[start : start + len(words)] = ragged.data

    def _forget(self) -> None:
        """Keep the half of ``ROWS`` that was asked for last."""
        keys, places = list(self.rows), np.fromiter(self.rows.values(), dtype="int64")
        latest = np.argsort(-self.used[places], kind="stable")[: ROWS // 2]
        rows = places[latest]
        table, used = (self.table, self.used) if len(self.table) <= 2 * ROWS else self._empty(self.table.shape[1])
        table[: len(rows)], used[: len(rows)] = self.table[rows], self.used[rows]
        self.table, self.used = table, used
        self.rows = {keys[k]: row for row, k in enumerate(latest.tolist())}

    @staticmethod
    def _empty(width: int) -> tuple[Any, Any]:
        """A table and its times of use; of what no word comes to, the system takes no memory."""
        return np.zeros((2 * ROWS, width), dtype="f"), np.zeros(2 * ROWS, dtype="int64")


def _no_backward(_: Any) -> Any:
    return []
