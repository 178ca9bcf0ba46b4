"""Precision, recall and F1 of every metric, overall, per kind and per stance, from counts that add up over articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.names import full_name, right_speaker
from pipeline.evaluation.pairing import pair
from pipeline.evaluation.tokens import claim_words, overlapping
from pipeline.schema import KINDS, STANCES, Record, Triple

METRICS = ("claim", "claim_exact", "speaker", "speaker_full", "speaker_mention", "cue", "kind", "stance", "triple", "triple_exact")
SHARES = ("speaker", "speaker_full", "speaker_mention", "stance")
HEADLINE_DICE = 0.8


class EvaluationError(ValueError):
    """Two files that cannot be compared: a record without gold, or two records with one id."""


@dataclass(slots=True)
class Matched:
    """One gold triple and its prediction (either may be None), and the metrics for which they count."""

    article: str
    gold: Triple | None
    predicted: Triple | None
    dice: float = 0.0
    right: frozenset[str] = frozenset()


@dataclass(slots=True)
class Evaluation:
    """Counts per article. A count's key is (metric, ``hit`` / ``gold`` / ``predicted``, kind, stance or ``all``)."""

    articles: dict[str, Counter[tuple[str, str, str]]] = field(default_factory=dict)
    matches: list[Matched] = field(default_factory=list)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def totals(self) -> Counter[tuple[str, str, str]]:
        """Counts summed over the articles."""
        total: Counter[tuple[str, str, str]] = Counter()
        for counts in self.articles.values():
            total.update(counts)
        return total

    def only(self, articles: Collection[str]) -> Evaluation:
        """The part of this evaluation that concerns ``articles``; ids that are not in it are passed over."""
        part = Evaluation({a: counts for a, counts in self.articles.items() if a in articles}, [m for m in self.matches if m.article in articles])
        part.confusion.update((m.gold.stance, m.predicted.stance) for m in part.matches if m.gold is not None and m.predicted is not None)
        return part


def prf(hit_gold: float, hit_predicted: float, gold: float, predicted: float) -> tuple[float, float, float]:
    """Precision, recall and F1; 0.0 where a denominator is 0."""
    precision = hit_predicted / predicted if predicted else 0.0
    recall = hit_gold / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def compare_triples(gold: Triple, predicted: Triple, dice: float) -> frozenset[str]:
    """The metrics for which a pair counts."""
    speaker, stance = right_speaker(gold.speaker, predicted.speaker), gold.stance == predicted.stance
    exact = claim_words(gold) == claim_words(predicted)
    tests = {
        "claim": True, "claim_exact": exact, "speaker": speaker, "speaker_full": full_name(gold.speaker, predicted.speaker),
        "speaker_mention": overlapping(gold.speaker.mention, predicted.speaker.mention), "cue": overlapping(gold.cue, predicted.cue),
        "kind": gold.kind == predicted.kind, "stance": stance,
        "triple": dice >= HEADLINE_DICE and speaker and stance, "triple_exact": exact and speaker and stance,
    }  # fmt: skip
    return frozenset(name for name, passed in tests.items() if passed)


def evaluate(gold: Iterable[Record], predicted: Iterable[Record]) -> Evaluation:
    """Compare two sets of records. A missing prediction counts as misses.

    Raises :class:`EvaluationError` for a predicted record without gold and for an id that stands twice.
    """
    gold_by_id, predicted_by_id = _by_id(gold, "gold"), _by_id(predicted, "prediction")
    for ident in predicted_by_id:
        if ident not in gold_by_id:
            raise EvaluationError(f"no gold for the record {ident!r}")
    evaluation = Evaluation()
    for ident, record in gold_by_id.items():
        other = predicted_by_id.get(ident)
        _article(evaluation, ident, record.triples, other.triples if other else [])
    return evaluation


def _by_id(records: Iterable[Record], what: str) -> dict[str, Record]:
    out: dict[str, Record] = {}
    for record in records:
        if record.id in out:
            raise EvaluationError(f"two {what} records have the id {record.id!r}")
        out[record.id] = record
    return out


def _article(evaluation: Evaluation, ident: str, gold: list[Triple], predicted: list[Triple]) -> None:
    counts: Counter[tuple[str, str, str]] = Counter()
    pairs = pair(gold, predicted)
    matched_gold, matched_predicted = {p.gold for p in pairs}, {p.predicted for p in pairs}
    for p in pairs:
        left, right = gold[p.gold], predicted[p.predicted]
        if left.optional:
            continue
        passed = compare_triples(left, right, p.dice)
        evaluation.matches.append(Matched(ident, left, right, p.dice, passed))
        evaluation.confusion[left.stance, right.stance] += 1
        _seen(counts, "gold", left)
        _seen(counts, "predicted", right)
        for metric in passed:
            for group in ("all", left.kind, left.stance):
                counts[metric, "hit_gold", group] += 1
            for group in ("all", right.kind, right.stance):
                counts[metric, "hit_predicted", group] += 1
    for i, left in enumerate(gold):
        if i not in matched_gold and not left.optional:
            evaluation.matches.append(Matched(ident, left, None))
            _seen(counts, "gold", left)
    for j, right in enumerate(predicted):
        if j not in matched_predicted:
            evaluation.matches.append(Matched(ident, None, right))
            _seen(counts, "predicted", right)
    evaluation.articles[ident] = counts


def _seen(counts: Counter[tuple[str, str, str]], side: str, triple: Triple) -> None:
    for group in ("all", triple.kind, triple.stance):  # no kind has the name of a stance
        counts["", side, group] += 1


def _rows(total: Counter[tuple[str, str, str]], group: str) -> Iterator[tuple[str, dict[str, float]]]:
    gold, predicted = total["", "gold", group], total["", "predicted", group]
    for metric in METRICS:
        hit_gold, hit_predicted = total[metric, "hit_gold", group], total[metric, "hit_predicted", group]
        precision, recall, f1 = prf(hit_gold, hit_predicted, gold, predicted)
        yield metric, {"precision": precision, "recall": recall, "f1": f1, "hits": hit_gold, "gold": gold, "predicted": predicted}


def stance_macro_f1(confusion: Counter[tuple[str, str]]) -> float:
    """Mean F1 over the stances that gold or prediction has, among the paired triples."""
    values = []
    for stance in STANCES:
        gold = sum(n for (g, _), n in confusion.items() if g == stance)
        predicted = sum(n for (_, p), n in confusion.items() if p == stance)
        if gold or predicted:
            values.append(prf(confusion[stance, stance], confusion[stance, stance], gold, predicted)[2])
    return sum(values) / len(values) if values else 0.0


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """All scores as plain data: ``overall``, ``kinds``, ``stances``, ``shares`` of the paired, ``stance_macro_f1``, ``stance_confusion``, ``rules``
    (how often each fired, was paired and was right, and the F1 of right triples that it ``earns``: the fall without its triples).
    """
    total = evaluation.totals()
    paired = total["claim", "hit_gold", "all"]
    rules: dict[str, dict[str, float]] = {}
    for match in evaluation.matches:
        if match.predicted is not None:
            row = rules.setdefault(match.predicted.rule or "(none)", {"predicted": 0, "paired": 0, "right": 0})
            row["predicted"] += 1
            row["paired"] += match.gold is not None
            row["right"] += "triple" in match.right
    gold, predicted, right = (total[key] for key in (("", "gold", "all"), ("", "predicted", "all"), ("triple", "hit_gold", "all")))
    for row in rules.values():  # what leaving the rule's triples out would cost
        row["earns"] = prf(right, right, gold, predicted)[2] - prf(right - row["right"], right - row["right"], gold, predicted - row["predicted"])[2]
    return {
        "articles": len(evaluation.articles),
        "gold": total["", "gold", "all"],
        "predicted": total["", "predicted", "all"],
        "overall": dict(_rows(total, "all")),
        "kinds": {kind: dict(_rows(total, kind)) for kind in KINDS},
        "stances": {stance: dict(_rows(total, stance)) for stance in STANCES},
        "shares": {m: total[m, "hit_gold", "all"] / paired if paired else 0.0 for m in SHARES},
        "stance_macro_f1": stance_macro_f1(evaluation.confusion),
        "stance_confusion": {g: {p: evaluation.confusion[g, p] for p in STANCES} for g in STANCES},
        "rules": dict(sorted(rules.items(), key=lambda item: -item[1]["predicted"])),
    }
