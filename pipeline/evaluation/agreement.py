"""How far two annotators of the same articles agree: F1 of the metrics, Cohen's kappa, and where they differ.

F1 between two annotators stands in for kappa where the number of items is open (Hripcsak & Rothschild 2005); stance and kind of
the triples that both found have a kappa proper (Cohen 1960).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.names import full_name, right_speaker
from pipeline.evaluation.pairing import pair
from pipeline.evaluation.scores import HEADLINE_DICE, EvaluationError
from pipeline.evaluation.tokens import claim_words, overlapping
from pipeline.schema import KINDS, STANCES, Record, Triple

#: Metrics of a pair, as in :mod:`pipeline.evaluation.scores`; a speaker agrees if either one's name is among the other's.
METRICS = ("claim", "claim_exact", "speaker", "speaker_full", "cue", "kind", "stance", "triple", "triple_exact")


@dataclass(slots=True)
class Disagreement:
    """One triple that only one annotator has, or a pair with the ``aspects`` in which they differ."""

    article: str
    left: Triple | None
    right: Triple | None
    aspects: tuple[str, ...] = ()


@dataclass(slots=True)
class Agreement:
    """Counts over all articles that both annotated."""

    articles: int = 0
    left: int = 0
    right: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    stances: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)

    def f1(self, metric: str) -> float:
        """F1, the same whichever annotator counts as gold; 1.0 where neither has a triple."""
        return 2 * self.hits[metric] / (self.left + self.right) if self.left + self.right else 1.0


def agree(left: list[Record], right: list[Record]) -> Agreement:
    """Compare the articles that both files have. Triples that either annotator left optional, and their partners, do not count.

    Raises :class:`EvaluationError` where the two have no article in common, or not the same text of one.
    """
    a, b = {r.id: r for r in left}, {r.id: r for r in right}
    shared = [ident for ident in a if ident in b]
    if not shared:
        raise EvaluationError("the two files have no article in common")
    out = Agreement(articles=len(shared))
    for ident in shared:
        if a[ident].text_sha256 and b[ident].text_sha256 and a[ident].text_sha256 != b[ident].text_sha256:
            raise EvaluationError(f"{ident}: the two annotators had different texts (text_sha256 differs)")
        _article(out, ident, a[ident].triples, b[ident].triples)
    return out


def _article(out: Agreement, ident: str, left: list[Triple], right: list[Triple]) -> None:
    pairs = pair(left, right)
    for p in pairs:
        x, y = left[p.gold], right[p.predicted]
        if x.optional or y.optional:
            continue
        out.left += 1
        out.right += 1
        agreed = _agreed(x, y, p.dice)
        out.hits.update(agreed)
        out.stances[x.stance, y.stance] += 1
        out.kinds[x.kind, y.kind] += 1
        if len(agreed) < len(METRICS):
            out.disagreements.append(Disagreement(ident, x, y, tuple(m for m in METRICS if m not in agreed and not m.startswith("triple"))))
    for i, x in enumerate(left):
        if not x.optional and i not in {p.gold for p in pairs}:
            out.left += 1
            out.disagreements.append(Disagreement(ident, x, None))
    for j, y in enumerate(right):
        if not y.optional and j not in {p.predicted for p in pairs}:
            out.right += 1
            out.disagreements.append(Disagreement(ident, None, y))


def _agreed(x: Triple, y: Triple, dice: float) -> set[str]:
    exact, stance = claim_words(x) == claim_words(y), x.stance == y.stance
    speaker = right_speaker(x.speaker, y.speaker) or right_speaker(y.speaker, x.speaker)
    checks = {
        "claim": True,
        "claim_exact": exact,
        "speaker": speaker,
        "speaker_full": full_name(x.speaker, y.speaker),
        "cue": overlapping(x.cue, y.cue),
        "kind": x.kind == y.kind,
        "stance": stance,
        "triple": dice >= HEADLINE_DICE and speaker and stance,
        "triple_exact": exact and speaker and stance,
    }
    return {name for name, good in checks.items() if good}


def kappa(confusion: Counter[tuple[str, str]], labels: tuple[str, ...]) -> float:
    """Cohen's kappa of a confusion table; 1.0 where chance alone would agree always (one label only) or there is nothing."""
    total = sum(confusion.values())
    if not total:
        return 1.0
    observed = sum(confusion[k, k] for k in labels) / total
    chance = sum(sum(confusion[k, o] for o in labels) * sum(confusion[o, k] for o in labels) for k in labels) / total**2
    return 1.0 if chance == 1.0 else (observed - chance) / (1 - chance)


def as_data(agreement: Agreement) -> dict[str, Any]:
    """The figures as plain data."""
    return {
        "articles": agreement.articles,
        "left": agreement.left,
        "right": agreement.right,
        "f1": {metric: agreement.f1(metric) for metric in METRICS},
        "kappa": {"stance": kappa(agreement.stances, STANCES), "kind": kappa(agreement.kinds, KINDS)},
        "stances": {x: {y: agreement.stances[x, y] for y in STANCES} for x in STANCES},
    }
