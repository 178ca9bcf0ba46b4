"""The gate: scores must not fall below the committed ones."""

from __future__ import annotations

from typing import Any


def below_floor(scores: dict[str, Any], floor: dict[str, dict[str, float]]) -> list[str]:
    """One line for each score of ``floor`` (metric → precision / recall / f1 → least value) that ``scores`` does not reach."""
    failures = []
    for metric, least in floor.items():
        for name, value in least.items():
            got = scores["overall"][metric][name]
            if got < value - 1e-9:
                failures.append(f"{metric} {name}: {got:.4f} is below the floor {value:.4f}")
    return failures
