"""The best tree over a sentence (Chu, Liu and Edmonds)."""

from __future__ import annotations

from typing import Any

import numpy as np

#: What one more root costs.
ROOT = 1000.0


def heads(scores: Any) -> Any:
    """The head of each token, its own number for the root, in the best tree with one root.

    ``scores``: (tokens, tokens) log probabilities, ``scores[i, j]`` that j is the head of i, on the diagonal that i is the root.
    """
    import networkx

    best = scores.argmax(axis=1)
    if _is_tree(best):
        return best
    size = len(scores)
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from((j, i, scores[i, j]) for i in range(size) for j in range(size) if i != j)
    graph.add_weighted_edges_from((size, i, scores[i, i] - ROOT) for i in range(size))
    tree = networkx.maximum_spanning_arborescence(graph)
    found = np.arange(size)
    for head, token in tree.edges:
        found[token] = token if head == size else head
    return found


def _is_tree(head: Any) -> bool:
    """Whether there is one root and every token hangs from it."""
    if (head == np.arange(len(head))).sum() != 1:
        return False
    above = head
    for _ in range(len(head).bit_length()):
        above = above[above]  # 1, 2, 4, 8… steps up: whoever is in no cycle has reached the root
    return bool((above == above[0]).all())
