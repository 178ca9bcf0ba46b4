"""Pair gold and predicted triples of one article, one to one, by optimal assignment on the Dice of their claims."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.evaluation.names import right_speaker
from pipeline.evaluation.tokens import claim_words, dice
from pipeline.schema import Triple

THRESHOLD = 0.5
#: What ties are worth, each far below the smallest difference of two Dice sums that can arise (about 1/n² for n words).
TIE_SPEAKER, TIE_STANCE, TIE_OBLIGATORY = 1e-6, 1e-7, 1e-8


class Pair(NamedTuple):
    """Indices of a gold and a predicted triple, and the Dice of their claims."""

    gold: int
    predicted: int
    dice: float


def pair(gold: list[Triple], predicted: list[Triple]) -> list[Pair]:
    """The assignment with the highest summed Dice; ties go to the right speaker, then the right stance, then to gold that
    is not optional. Pairs under 0.5 cannot be chosen at all (Kuhn 1955, through ``scipy.optimize.linear_sum_assignment``).
    """
    if not gold or not predicted:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    gold_words = [claim_words(t) for t in gold]
    predicted_words = [claim_words(t) for t in predicted]
    value = np.zeros((len(gold), len(predicted)))
    scores = np.zeros_like(value)
    for i, left in enumerate(gold):
        for j, right in enumerate(predicted):
            score = dice(gold_words[i], predicted_words[j])
            if score >= THRESHOLD:
                scores[i, j] = score
                value[i, j] = score + TIE_SPEAKER * right_speaker(left.speaker, right.speaker) + TIE_STANCE * (left.stance == right.stance)
                value[i, j] += TIE_OBLIGATORY * (not left.optional)
    rows, columns = linear_sum_assignment(-value)
    return [Pair(int(i), int(j), float(scores[i, j])) for i, j in zip(rows, columns, strict=True) if scores[i, j] >= THRESHOLD]
