"""The page's tables and its curve, as plain data from the evaluation's own counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.bootstrap import intervals
from pipeline.evaluation.scores import Evaluation, summary
from pipeline.schema import KINDS, STANCES

#: Under so many articles an interval by resampling articles says nothing.
LEAST_ARTICLES = 5
NO_DESK = "(no desk)"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table of scores: ``row`` as in ``summary``'s ``overall``; ``interval``, of F1, is None for too few articles."""

    name: str
    row: dict[str, float]
    interval: list[float] | None
    articles: int


def kinds(evaluation: Evaluation, scores: dict[str, Any]) -> list[Line]:
    """The headline per kind."""
    return [_group(evaluation, kind, scores["kinds"][kind]["triple"]) for kind in KINDS]


def stances(evaluation: Evaluation, scores: dict[str, Any]) -> list[Line]:
    """The headline per stance."""
    return [_group(evaluation, stance, scores["stances"][stance]["triple"]) for stance in STANCES]


def _group(evaluation: Evaluation, group: str, row: dict[str, float]) -> Line:
    enough = len(evaluation.articles) >= LEAST_ARTICLES
    return Line(group, row, intervals(evaluation, group=group)["triple"]["f1"] if enough else None, len(evaluation.articles))


def by_desk(evaluation: Evaluation, desks: dict[str, str]) -> list[Line]:
    """The headline per desk, the desk with the most gold first; empty where no article has one."""
    members: dict[str, list[str]] = {}
    for article in evaluation.articles:
        members.setdefault(desks.get(article, NO_DESK), []).append(article)
    if set(members) <= {NO_DESK}:
        return []
    lines = []
    for desk, articles in members.items():
        part = evaluation.only(articles)
        enough = len(articles) >= LEAST_ARTICLES
        lines.append(Line(desk, summary(part)["overall"]["triple"], intervals(part)["triple"]["f1"] if enough else None, len(articles)))
    return sorted(lines, key=lambda line: (-line.row["gold"], line.name))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule made; ``precision_so_far`` and ``recall_so_far`` are those of this rule and all that are more precise."""

    name: str
    fired: int
    paired: int
    right: int
    precision: float
    precision_so_far: float
    recall_so_far: float


def rules(scores: dict[str, Any]) -> list[Rule]:
    """The rules, the most precise first, of equals the one that fired more."""
    out: list[Rule] = []
    fired = right = 0
    rows = scores["rules"].items()
    for name, row in sorted(rows, key=lambda item: (-item[1]["right"] / item[1]["predicted"], -item[1]["predicted"], item[0])):
        fired += row["predicted"]
        right += row["right"]
        recall = right / scores["gold"] if scores["gold"] else 0.0
        out.append(Rule(name, row["predicted"], row["paired"], row["right"], row["right"] / row["predicted"], right / fired, recall))
    return out


@dataclass(frozen=True, slots=True)
class Curve:
    """Cumulative precision over recall in the pixels of an SVG: ticks are (place, text), points (x, y, rule)."""

    width: int
    height: int
    left: int
    bottom: int
    points: list[tuple[float, float, Rule]]
    x_ticks: list[tuple[float, str]]
    y_ticks: list[tuple[float, str]]

    @property
    def path(self) -> str:
        """The points as an SVG polyline has them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in self.points)


def curve(rows: list[Rule]) -> Curve | None:
    """The curve of ``rows``; the axis of precision begins at the tenth below its least value. None for fewer than two rules."""
    if len(rows) < 2:
        return None
    width, height, left, bottom, margin = 640, 300, 56, 44, 14
    least = min(9, int(min(r.precision_so_far for r in rows) * 10 - 1e-9))
    step = 1 if least >= 5 else 2
    least -= least % step

    def x(recall: float) -> float:
        return left + recall * (width - left - margin)

    def y(precision: float) -> float:
        return margin + (1 - precision) / (1 - least / 10) * (height - bottom - margin)

    def ticks(first: int, step: int) -> Iterator[tuple[float, str]]:
        for n in range(10, first - 1, -step):
            yield n / 10, f"{n / 10:.1f}"

    points = [(x(r.recall_so_far), y(r.precision_so_far), r) for r in rows]
    return Curve(width, height, left, bottom, points, [(x(v), t) for v, t in ticks(0, 2)], [(y(v), t) for v, t in ticks(least, step)])
