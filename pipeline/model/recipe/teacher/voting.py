"""What several networks say together: the mean of their probabilities."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import torch
from torch import Tensor

from pipeline.model.recipe.teacher import trees
from pipeline.model.recipe.teacher.networks import Entities, Syntax
from pipeline.model.recipe.teacher.training import Passages, same_sentence

TOKENS = 6000


def _mean(scores: list[Tensor]) -> Tensor:
    return torch.stack([s.float().softmax(-1) for s in scores]).mean(0)


@torch.no_grad()
def syntax(networks: list[Syntax], passages: Passages, space: Tensor, root: int) -> dict[str, Any]:
    """For each token ``pos``, ``tag``, ``dep`` (numbers of labels), ``head`` (within the passage) and ``sure``, the probability of the head.

    ``space``: which parts of speech are white space's; ``root``: the number of the relation ROOT.
    """
    size = int(passages.ends[-1])
    out = {name: np.zeros(size, dtype="i4") for name in ("pos", "tag", "dep", "head")} | {"sure": np.zeros(size, dtype="f4")}
    for numbers in passages.batches(TOKENS):
        batch, mask = passages.pad(numbers)
        seen = [(n, n.encoder(batch["form"], mask)) for n in networks]
        pos, tag = (_mean([getattr(n, kind)(x) for n, x in seen]).argmax(-1) for kind in ("pos", "tag"))
        sent = _mean([n.sent(x) for n, x in seen])
        starts = (sent[..., 1] > sent[..., 0]) & mask
        starts[:, 0] = True
        together = same_sentence(starts.long(), mask)
        arcs = _mean([n.arcs(x).float().masked_fill(~together, -1e4) for n, x in seen])
        heads = torch.tensor(_heads(arcs.cpu().numpy(), starts.cpu().numpy(), space[pos].cpu().numpy(), passages.lengths[numbers]), device=arcs.device)
        relations = _mean([n.relations(x, heads) for n, x in seen])
        at_root = heads == torch.arange(heads.shape[1], device=heads.device)[None]
        relations[..., root] = torch.where(at_root, 2.0, -1.0)
        sure = arcs.gather(2, heads[..., None]).squeeze(-1)
        _fill(out, passages, numbers, {"pos": pos, "tag": tag, "dep": relations.argmax(-1), "head": heads, "sure": sure})
    return out


def _heads(arcs: Any, starts: Any, space: Any, lengths: Any) -> Any:
    """Heads within each passage, sentence by sentence; white space hangs from the token before it."""
    found = np.zeros(arcs.shape[:2], dtype="i8")
    for row, length in enumerate(lengths):
        bounds = [*np.nonzero(starts[row, :length])[0], length]
        for start, end in itertools.pairwise(bounds):
            words = start + np.nonzero(~space[row, start:end])[0]
            found[row, start:end] = np.maximum(np.arange(start, end) - 1, start)
            if len(words):
                found[row, words] = words[trees.heads(np.log(arcs[row][np.ix_(words, words)] + 1e-9))]
    return found


@torch.no_grad()
def entities(networks: list[Entities], passages: Passages) -> dict[str, Any]:
    """For each token ``ent``, the number of its tag in the best row of tags that may follow one another (Viterbi), and ``sure``, its probability."""
    size, device = int(passages.ends[-1]), passages.device
    out: dict[str, Any] = {"ent": np.zeros(size, dtype="i4"), "sure": np.zeros(size, dtype="f4")}
    count = networks[0].ent[-1].out_features
    inside = range(2, count, 2)  # I- behind its own B- and I- only
    steps = torch.zeros(count, count, device=device)
    for tag in inside:
        steps[[t for t in range(count) if t not in (tag, tag - 1)], tag] = -1e4
    for numbers in passages.batches(TOKENS):
        batch, mask = passages.pad(numbers)
        chance = _mean([n.ent(n.encoder(batch["form"], mask)) for n in networks])
        score = (chance + 1e-9).log()
        score[:, 0, list(inside)] -= 1e4
        best, back = score[:, 0], []
        for place in range(1, score.shape[1]):
            reached, origin = (best[:, :, None] + steps[None]).max(1)
            there = mask[:, place, None]
            back.append(torch.where(there, origin, torch.arange(count, device=device)[None]))
            best = torch.where(there, reached + score[:, place], best)
        row = [best.argmax(1)]
        for origin in reversed(back):
            row.append(origin.gather(1, row[-1][:, None])[:, 0])
        tags = torch.stack(row[::-1], 1)
        _fill(out, passages, numbers, {"ent": tags, "sure": chance.gather(2, tags[..., None])[..., 0]})
    return out


def _fill(out: dict[str, Any], passages: Passages, numbers: Any, values: dict[str, Tensor]) -> None:
    for name, tensor in values.items():
        rows = tensor.cpu().numpy()
        for row, number in enumerate(numbers):
            out[name][passages.ends[number] : passages.ends[number + 1]] = rows[row, : passages.lengths[number]]
