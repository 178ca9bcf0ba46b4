"""The networks: one that reads words, and on it a tagger with a biaffine parser, or a tagger of entities."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from pipeline.model.recipe.teacher.corpus import WORDS


class SharedDropout(nn.Module):
    """Dropout with one mask for all tokens of a passage (Gal and Ghahramani 2016)."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """(passages, tokens, width) in and out."""
        if not self.training:
            return x
        return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate) / (1 - self.rate)


def perceptron(inputs: int, outputs: int, dropout: float) -> nn.Sequential:
    """One layer with its dropout."""
    return nn.Sequential(nn.Linear(inputs, outputs), nn.LeakyReLU(0.1), SharedDropout(dropout))


class Encoder(nn.Module):
    """Words, their characters (convolutions) and their features, through bidirectional LSTMs; guesses hidden words to begin with."""

    def __init__(self, lookups: tuple[Tensor, Tensor, Tensor], hidden: int, layers: int, dropout: float, word_dropout: float) -> None:
        super().__init__()
        self.features, self.characters, self.words = lookups  # plain attributes: not trained, not stored
        self.word_dropout = word_dropout
        self.word = nn.Embedding(WORDS + 2, 128)
        nn.init.normal_(self.word.weight, std=0.1)
        self.character = nn.Embedding(int(self.characters.max()) + 1, 48, padding_idx=0)
        self.narrow, self.wide = nn.Conv1d(48, 96, 3, padding=1), nn.Conv1d(48, 96, 5, padding=2)
        self.known = nn.Sequential(nn.Linear(self.features.shape[1], 64), nn.ReLU())
        self.together, self.norm = nn.Linear(128 + 2 * 96 + 64, 320), nn.LayerNorm(320)
        self.hidden_word = nn.Parameter(torch.randn(320) * 0.1)
        self.width = 2 * hidden
        self.layers = nn.ModuleList(nn.LSTM(self.width if i else 320, hidden, batch_first=True, bidirectional=True) for i in range(layers))
        self.dropouts = nn.ModuleList(SharedDropout(dropout) for _ in range(layers + 1))
        self.guess = nn.Linear(self.width, 128)

    def forward(self, form: Tensor, mask: Tensor, hide: Tensor | None = None) -> Tensor:
        """(passages, tokens) of forms, a mask of the tokens there are, one of those to be hidden; out (passages, tokens, width)."""
        distinct, place = torch.unique(form, return_inverse=True)
        letters = self.characters[distinct]
        x = self.character(letters).transpose(1, 2)
        x = torch.cat([self.narrow(x), self.wide(x)], 1).masked_fill(~(letters > 0)[:, None, :], -1e4).amax(2).relu()
        word = self.words[form]
        if self.training:
            word = torch.where(torch.rand(word.shape, device=word.device) < self.word_dropout, torch.ones_like(word), word)
        x = torch.cat([self.word(word), torch.cat([x, self.known(self.features[distinct])], 1)[place]], -1)
        x = self.norm(self.together(x))
        if hide is not None:
            x = torch.where(hide[..., None], self.hidden_word.to(x.dtype), x)
        there = mask[..., None].to(x.dtype)
        x = self.dropouts[0](x) * there
        for layer, dropout in zip(self.layers, self.dropouts[1:], strict=True):
            x = dropout(layer(x)[0]) * there
        return x

    def hidden_words(self, x: Tensor) -> Tensor:
        """Scores of every word in the place of each row of ``x``."""
        return self.guess(x) @ self.word.weight.t()


class Syntax(nn.Module):
    """Parts of speech with features, tags, sentence starts, heads, relations."""

    def __init__(self, lookups: Any, sizes: dict[str, int], hidden: int = 400, layers: int = 3, dropout: float = 0.33, word_dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder(lookups, hidden, layers, dropout, word_dropout)
        width, arc, relation = self.encoder.width, 400, 100
        self.pos = nn.Sequential(perceptron(width, 256, dropout), nn.Linear(256, sizes["pos"]))
        self.tag = nn.Sequential(perceptron(width, 128, dropout), nn.Linear(128, sizes["tag"]))
        self.sent = nn.Sequential(perceptron(width, 64, dropout), nn.Linear(64, 2))
        self.arc_child, self.arc_head = perceptron(width, arc, dropout), perceptron(width, arc, dropout)
        self.dep_child, self.dep_head = perceptron(width, relation, dropout), perceptron(width, relation, dropout)
        self.arc, self.root = nn.Parameter(torch.randn(arc + 1, arc) * 0.01), nn.Linear(arc, 1)
        self.dep = nn.Parameter(torch.randn(sizes["dep"], relation + 1, relation + 1) * 0.01)

    def arcs(self, x: Tensor) -> Tensor:
        """(passages, tokens, tokens): how well the last is the head of the one before; on the diagonal, how well a token is a root."""
        child, head = self.arc_child(x), self.arc_head(x)
        scores = (_with_one(child) @ self.arc) @ head.transpose(1, 2)
        return scores + torch.diag_embed(self.root(child).squeeze(-1) - torch.diagonal(scores, dim1=1, dim2=2))

    def relations(self, x: Tensor, head: Tensor) -> Tensor:
        """(passages, tokens, relations), the heads given."""
        child, above = self.dep_child(x), self.dep_head(x)
        above = above.gather(1, head[..., None].expand(-1, -1, above.shape[-1]))
        mixed = torch.einsum("bli,kij->blkj", _with_one(child), self.dep.to(child.dtype))
        return (mixed * _with_one(above)[:, :, None, :]).sum(-1)


class Entities(nn.Module):
    """Entities, as tags B- and I-."""

    def __init__(self, lookups: Any, sizes: dict[str, int], hidden: int = 256, layers: int = 2, dropout: float = 0.4, word_dropout: float = 0.3) -> None:
        super().__init__()
        self.encoder = Encoder(lookups, hidden, layers, dropout, word_dropout)
        self.ent = nn.Sequential(perceptron(self.encoder.width, 128, dropout), nn.Linear(128, sizes["ent"]))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
