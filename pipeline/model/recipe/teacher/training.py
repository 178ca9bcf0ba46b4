"""Train one network: hidden words first, then the labels; the mean of the last weights is what is kept."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.model.recipe.teacher.corpus import Part
from pipeline.model.recipe.teacher.networks import Entities, Syntax

#: Share of words that are hidden, to be guessed.
HIDDEN = 0.18
#: Longest passage (tokens) that is trained on.
LONGEST = 400


class Passages:
    """One part of the corpus on the device, in batches of passages of about the same length."""

    def __init__(self, part: Part, device: str) -> None:
        self.ends, self.device = np.array(part.ends), device
        self.lengths = np.diff(self.ends)
        self.columns = {name: torch.tensor(values, device=device) for name, values in part.columns.items()}

    def pad(self, numbers: Any) -> tuple[dict[str, Tensor], Tensor]:
        """The columns of the passages ``numbers``, (passages, tokens), and the mask of the tokens there are."""
        starts = torch.tensor(self.ends[numbers], device=self.device)[:, None]
        lengths = torch.tensor(self.lengths[numbers], device=self.device)[:, None]
        place = torch.arange(int(self.lengths[numbers].max()), device=self.device)[None]
        mask = place < lengths
        index = (starts + place).clamp(max=int(self.ends[-1]) - 1)
        return {name: column[index].masked_fill(~mask, 0) for name, column in self.columns.items()}, mask

    def batches(self, tokens: int, rng: np.random.Generator | None = None) -> list[Any]:
        """Numbers of passages, about ``tokens`` in a batch; all of them in order of length, or with ``rng`` shuffled and without the longest."""
        kept = np.nonzero((self.lengths > 0) & ((self.lengths <= LONGEST) if rng else True))[0]
        kept = kept[np.argsort(self.lengths[kept] + (rng.random(len(kept)) * 8 if rng else 0), kind="stable")]
        out: list[Any] = []
        current: list[int] = []
        widest = 0
        for number in kept:
            widest = max(widest, int(self.lengths[number]))
            if current and widest * (len(current) + 1) > tokens:
                out.append(np.array(current))
                current, widest = [], int(self.lengths[number])
            current.append(int(number))
        if current:
            out.append(np.array(current))
        if rng is not None:
            rng.shuffle(out)  # type: ignore[arg-type]
        return out

    def forever(self, tokens: int, rng: np.random.Generator) -> Iterator[Any]:
        """Batches without end."""
        while True:
            yield from self.batches(tokens, rng)


def same_sentence(starts: Tensor, mask: Tensor) -> Tensor:
    """(passages, tokens, tokens): whether two tokens are in one sentence."""
    sentence = starts.cumsum(1)
    return (sentence[:, :, None] == sentence[:, None, :]) & mask[:, None, :]


def hidden_word_loss(network: Syntax | Entities, batch: dict[str, Tensor], mask: Tensor) -> Tensor:
    """Cross entropy of the hidden words that have a vector of their own."""
    hide = (torch.rand(mask.shape, device=mask.device) < HIDDEN) & mask
    words = network.encoder.words[batch["form"]]
    chosen = hide & (words > 1)
    x = network.encoder(batch["form"], mask, hide)
    return functional.cross_entropy(network.encoder.hidden_words(x[chosen]).float(), words[chosen])


def label_loss(network: Syntax | Entities, batch: dict[str, Tensor], mask: Tensor, space: Tensor) -> Tensor:
    """The sum of the cross entropies of all that the network labels. ``space``: which parts of speech (with features) are white space's."""
    x = network.encoder(batch["form"], mask)
    if isinstance(network, Entities):
        return functional.cross_entropy(network.ent(x)[mask].float(), batch["ent"][mask], label_smoothing=0.02)
    loss = functional.cross_entropy(network.pos(x)[mask].float(), batch["pos"][mask])
    loss = loss + 0.5 * functional.cross_entropy(network.sent(x)[mask].float(), batch["sent"][mask])
    tag = batch["tag"][mask]
    loss = loss + 0.5 * functional.cross_entropy(network.tag(x)[mask].float(), torch.where(tag == 0, -100, tag))  # 0: the treebank has none
    words = mask & ~space[batch["pos"]]
    arcs = network.arcs(x).float().masked_fill(~same_sentence(batch["sent"], mask), -1e4)
    loss = loss + functional.cross_entropy(arcs[words], batch["head"][words])
    return loss + functional.cross_entropy(network.relations(x, batch["head"])[words].float(), batch["dep"][words])


def train(network: Any, labelled: Passages, text: Passages, space: Tensor, *, steps: int, first: int, tokens: int, seed: int, rate: float = 2e-3, mixed: float = 0.0) -> None:
    """Train ``network`` in place: ``first`` of ``steps`` on hidden words, the rest on labels; ``mixed``: share of hidden words among these."""
    rng, device = np.random.default_rng(seed), labelled.device
    sources = labelled.forever(tokens, rng), text.forever(tokens, rng)
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, betas=(0.9, 0.95), weight_decay=1e-2, fused=device == "cuda")
    live = list(network.state_dict().values())
    mean = [value.clone() for value in live]
    network.train()
    for step in range(steps):
        begun = step < first
        share = step / first if begun else (step - first) / (steps - first)
        for group in optimizer.param_groups:  # up within a twenty-fifth of each half, then down as a cosine
            group["lr"] = rate * min(1.0, share / 0.04 + 0.01) * (0.49 * (1 + math.cos(math.pi * share)) + 0.02)
        guessing = begun or rng.random() < mixed
        batch, mask = (text if guessing else labelled).pad(next(sources[guessing]))
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            loss = hidden_word_loss(network, batch, mask) if guessing else label_loss(network, batch, mask, space)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        if not begun:
            torch._foreach_lerp_(mean, live, 1 - min(0.998, (step + 2) / (step + 11)))
        if step % 250 == 0:
            print(f"  step {step} of {steps}: loss {loss.item():.3f}", flush=True)
    for value, average in zip(live, mean, strict=True):
        value.copy_(average)
    network.eval()
