"""Fit the weights of :mod:`pipeline.confidence`: ``python -m pipeline.confidence.calibrate GOLD ARTICLES [GOLD ARTICLES …]``.

A logistic regression with an L2 penalty (Hosmer & Lemeshow 2000), the response being whether an extracted triple counts as
right by the headline metric; predictions paired with optional gold are left out. What it is worth is measured by
cross-validation over articles: Brier score against that of a constant, and how often triples of each band of confidence were right.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.confidence import WEIGHTS
from pipeline.confidence.features import features
from pipeline.evaluation.scores import Evaluation, evaluate

PENALTY = 1.0
FOLDS = 10
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
#: A feature seen less often than this says nothing.
SEEN = 5


def samples(evaluation: Evaluation) -> list[tuple[str, list[str], bool]]:
    """(article, features, right) of every prediction that counts."""
    return [(m.article, features(m.predicted), "triple" in m.right) for m in evaluation.matches if m.predicted is not None]


def fit(rows: list[tuple[str, list[str], bool]]) -> dict[str, float]:
    """The weight of each feature; the bias is not penalised."""
    import numpy as np
    from scipy.optimize import minimize

    seen = Counter(f for _, found, _ in rows for f in found)
    names = sorted(f for f, n in seen.items() if n >= SEEN)
    column = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (_, found, _) in enumerate(rows):
        x[i, [column[f] for f in found if f in column]] = 1.0
    y = np.array([right for *_, right in rows], dtype=float)
    penalty = np.full(len(names), PENALTY)
    penalty[column["bias"]] = 0.0

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        p = 1.0 / (1.0 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0.0, z) - y * z) + 0.5 * np.sum(penalty * w * w))
        return value, x.T @ (p - y) + penalty * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(w), 3) for name, w in zip(names, best.x, strict=True)}


def predict(weights: dict[str, float], found: list[str]) -> float:
    """Probability under ``weights``."""
    import math

    return 1.0 / (1.0 + math.exp(-sum(weights.get(f, 0.0) for f in found)))


def cross_validated(rows: list[tuple[str, list[str], bool]]) -> dict[str, Any]:
    """Brier scores and, for each band of confidence, how many triples and how many of them right, each triple scored by weights that its article had no part in."""
    articles = sorted({a for a, *_ in rows})
    fold = {a: k % FOLDS for k, a in enumerate(articles)}
    scored = []
    for k in range(FOLDS):
        train = [r for r in rows if fold[r[0]] != k]
        mean = sum(r[2] for r in train) / len(train)
        weights = fit(train)
        scored += [(predict(weights, found), mean, right) for a, found, right in rows if fold[a] == k]
    bands = []
    for low, high in itertools.pairwise(BANDS):
        inside = [right for p, _, right in scored if low <= p < high]
        bands.append({"from": low, "to": min(high, 1.0), "triples": len(inside), "right": round(sum(inside) / len(inside), 3) if inside else None})
    brier = sum((p - right) ** 2 for p, _, right in scored) / len(scored)
    constant = sum((m - right) ** 2 for _, m, right in scored) / len(scored)
    kept = []
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        inside = [right for p, _, right in scored if p >= least]
        kept.append({"least": least, "kept": round(len(inside) / len(scored), 3), "precision": round(sum(inside) / len(inside), 3) if inside else None})
    return {"triples": len(rows), "articles": len(articles), "brier": round(brier, 4), "brier_of_a_constant": round(constant, 4), "bands": bands, "filter": kept}


def main(arguments: list[str]) -> None:
    """Fit, cross-validate, write the weights and print what they are worth."""
    from pipeline.evaluation.files import load_records, load_texts
    from pipeline.extraction import extract
    from pipeline.formats.articles import Article
    from pipeline.language import EMBEDDED, load
    from pipeline.schema import Record

    nlp = load(str(EMBEDDED))
    rows: list[tuple[str, list[str], bool]] = []
    for number, (gold_path, articles) in enumerate(zip(arguments[::2], arguments[1::2], strict=True)):
        path, _, split = gold_path.partition("#")
        gold, _problems = load_records(Path(path))
        if split:
            ids = set(json.loads((Path(path).parent / "splits.json").read_text(encoding="utf-8"))[split])
            gold = [g for g in gold if g.id in ids]
        texts, _problems = load_texts(gold, Path(articles))
        found = [r for r in extract((Article(i, i, t) for i, t in texts.items()), nlp) if isinstance(r, Record)]
        rows += [(f"{number} {a}", names, right) for a, names, right in samples(evaluate(gold, found))]
    worth = cross_validated(rows)
    WEIGHTS.write_text(json.dumps({"worth": worth, "weights": fit(rows)}, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(worth, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
