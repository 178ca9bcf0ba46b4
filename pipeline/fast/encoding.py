"""The convolutions over a word's context, in pieces that fit into the processor's cache."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from thinc.api import Model

NAME = "residual(expand_window>>maxout>>layernorm>>dropout)"
#: Rows of one piece.
ROWS = 768


class Layer(NamedTuple):
    """One convolution, its weights with the pieces of each maxout side by side."""

    window: int
    width: int
    pieces: int
    weights: Any  # (window × width) by (pieces × width)
    bias: Any
    scale: Any
    shift: Any


def install(node: Model[Any, Any]) -> bool:
    """Replace the forward pass of ``node`` if it is spaCy's ``MaxoutWindowEncoder``."""
    if not node.name.startswith("with_array(residual(") or isinstance(node._func, Convolutions):
        return False
    stack = node.layers[0]
    layers = stack.layers if stack.name != NAME else [stack]
    if not layers or any(layer.name != NAME for layer in layers) or "pad" not in node.attrs:
        return False
    node._func = Convolutions(node._func)
    return True


class Convolutions:
    """The forward pass: a list of arrays of (tokens, width) floats, and the same out."""

    def __init__(self, original: Callable[..., Any]) -> None:
        self.original = original
        self.weights: list[Any] = []
        self.layers: list[Layer] = []

    def __call__(self, model: Model[Any, Any], docs: Any, is_train: bool) -> tuple[Any, Callable[..., Any]]:
        """What thinc asks of a forward pass: output and backward pass (there is none unless ``is_train``)."""
        if not is_train and isinstance(docs, list) and not docs:
            return [], _no_backward
        if is_train or not isinstance(docs, list):
            self.weights = []
            trained: tuple[Any, Callable[..., Any]] = self.original(model, docs, is_train)
            return trained
        weights = [node.get_param(name) for node in model.walk() for name in node.param_names]
        if len(weights) != len(self.weights) or any(a is not b for a, b in zip(weights, self.weights, strict=True)):
            self.weights, self.layers = weights, _prepare(model)
        field = sum(layer.window for layer in self.layers)
        pad = max(model.attrs["pad"], field)
        blank = np.zeros((pad, docs[0].shape[1]), dtype="f")
        flat = np.concatenate([blank, *(part for doc in docs for part in (doc, blank))])
        out = np.empty_like(flat)
        for start in range(0, len(flat), ROWS):  # each piece with as much context on either side as the convolutions can see
            end, low = min(start + ROWS, len(flat)), max(0, start - field)
            out[start:end] = self._run(flat[low : end + field])[start - low : end - low]
        return _split(out, [len(doc) for doc in docs], pad), _no_backward

    def _run(self, x: Any) -> Any:
        """All layers over ``x`` (rows by width)."""
        for layer in self.layers:
            n, width = x.shape
            columns = np.zeros((n, (2 * layer.window + 1) * width), dtype="f")
            for k in range(-layer.window, layer.window + 1):
                place = (k + layer.window) * width
                columns[max(0, -k) : n - max(0, k), place : place + width] = x[max(0, k) : n + min(0, k)]
            y = columns @ layer.weights
            y += layer.bias
            best = y[:, : layer.width]
            for piece in range(1, layer.pieces):
                best = np.maximum(best, y[:, piece * layer.width : (piece + 1) * layer.width])
            best -= best.mean(axis=1, keepdims=True)
            spread = np.einsum("ij,ij->i", best, best) / layer.width + 1e-8
            best *= (1.0 / np.sqrt(spread))[:, None]
            best *= layer.scale
            best += layer.shift
            x = x + best
        return x


def _prepare(model: Model[Any, Any]) -> list[Layer]:
    layers = []
    windows = [node.attrs["window_size"] for node in model.walk() if node.name == "expand_window"]
    maxouts = [node for node in model.walk() if node.name == "maxout"]
    norms = [node for node in model.walk() if node.name == "layernorm"]
    for window, maxout, norm in zip(windows, maxouts, norms, strict=True):
        weights, bias = maxout.get_param("W"), maxout.get_param("b")  # (width, pieces, inputs), (width, pieces)
        width, pieces, inputs = np.shape(weights)
        flat = np.ascontiguousarray(np.asarray(weights).transpose(1, 0, 2).reshape(pieces * width, inputs).T)
        layers.append(Layer(window, width, pieces, flat, np.asarray(bias).T.reshape(-1), norm.get_param("G"), norm.get_param("b")))
    return layers


def _split(flat: Any, lengths: list[int], pad: int) -> list[Any]:
    out, place = [], pad
    for length in lengths:
        out.append(flat[place : place + length])
        place += length + pad
    return out


def _no_backward(_: Any) -> Any:
    return []
