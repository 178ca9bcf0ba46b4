"""Bootstrap over articles: intervals of one system's scores, and the difference of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.evaluation.scores import METRICS, Evaluation

if TYPE_CHECKING:
    import numpy as np

RESAMPLES, SEED = 1000, 20


def _table(evaluation: Evaluation, order: list[str], group: str = "all") -> np.ndarray[Any, Any]:
    """Counts of a group as an array of shape (articles, 2 + 2 × metrics): gold, predicted, hits by metric."""
    import numpy as np

    keys = [("", "gold", group), ("", "predicted", group), *((m, side, group) for m in METRICS for side in ("hit_gold", "hit_predicted"))]
    return np.array([[evaluation.articles[a][k] for k in keys] for a in order], dtype=float).reshape(len(order), len(keys))


def _resample(tables: list[np.ndarray[Any, Any]], resamples: int) -> list[dict[str, np.ndarray[Any, Any]]]:
    """Scores of each system on the same ``resamples`` draws of articles: metric → array of shape (resamples, 3)."""
    import numpy as np

    rng = np.random.default_rng(SEED)
    n = len(tables[0])
    weights = rng.multinomial(n, np.full(n, 1 / n), size=resamples) if n else np.zeros((resamples, 0))
    out = []
    for table in tables:
        sums = weights @ table
        scores = {}
        for k, metric in enumerate(METRICS):
            with np.errstate(divide="ignore", invalid="ignore"):
                precision = np.nan_to_num(sums[:, 3 + 2 * k] / sums[:, 1])
                recall = np.nan_to_num(sums[:, 2 + 2 * k] / sums[:, 0])
                f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
            scores[metric] = np.stack([precision, recall, f1], axis=1)
        out.append(scores)
    return out


def intervals(evaluation: Evaluation, resamples: int = RESAMPLES, group: str = "all") -> dict[str, dict[str, list[float]]]:
    """95 % percentile intervals: metric → precision, recall, f1 → [low, high] (Efron and Tibshirani 1993, ch. 13); ``group`` is a
    kind or a stance, or ``all``.
    """
    import numpy as np

    order = sorted(evaluation.articles)
    scores = _resample([_table(evaluation, order, group)], resamples)[0]
    out = {}
    for metric, values in scores.items():
        low, high = np.percentile(values, [2.5, 97.5], axis=0)
        out[metric] = {name: [float(low[i]), float(high[i])] for i, name in enumerate(("precision", "recall", "f1"))}
    return out


def paired(left: Evaluation, right: Evaluation, resamples: int = RESAMPLES) -> dict[str, dict[str, float]]:
    """Differences right − left in F1 on the same draws: mean, interval, and the share of draws in which the sign is the other
    (two-sided p, Berg-Kirkpatrick et al. 2012). Raises ``ValueError`` if the two were not measured on the same articles.
    """
    import numpy as np

    order = sorted(left.articles)
    if order != sorted(right.articles):
        raise ValueError("the two systems were not measured on the same articles")
    a, b = _resample([_table(left, order), _table(right, order)], resamples)
    out = {}
    for metric in METRICS:
        delta = b[metric][:, 2] - a[metric][:, 2]
        low, high = np.percentile(delta, [2.5, 97.5])
        p = 2 * min(float(np.mean(delta <= 0)), float(np.mean(delta >= 0)))
        out[metric] = {"difference": float(np.mean(delta)), "low": float(low), "high": float(high), "p": min(p, 1.0)}
    return out
