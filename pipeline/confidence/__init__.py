"""How likely a triple is right, from what its record says: the rule that made it, how the speaker is mentioned, how long the claim is.

The weights are those of a logistic regression fitted to the development gold (:mod:`pipeline.confidence.calibrate`). Nothing but
the schema is needed, so that records written earlier can be filtered too.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from pipeline.confidence.features import features
from pipeline.schema import Record, Triple

WEIGHTS = Path(__file__).parent / "weights.json"


@cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return found


def confidence(triple: Triple) -> float:
    """Estimated probability, from 0 to 1, that claim, speaker and stance of an extracted triple are right by the headline metric.

    Calibrated on news; of the text it sees nothing. For gold or another producer's triples it means nothing.
    """
    weights = _weights()
    score = sum(weights.get(feature, 0.0) for feature in features(triple))
    return 1.0 / (1.0 + math.exp(-score))


def confident(record: Record, least: float) -> Record:
    """``record`` without the triples whose confidence is below ``least``; ids stay as they were, ``nested_in`` of what is gone is dropped."""
    kept = [t for t in record.triples if confidence(t) >= least]
    ids = {t.id for t in kept}
    return record.model_copy(update={"triples": [t if t.nested_in is None or t.nested_in in ids else t.model_copy(update={"nested_in": None}) for t in kept]})
