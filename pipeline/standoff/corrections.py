"""Corrections of the gold: what was plainly wrong in the annotation, kept apart from it with the reason, and undone with ``--original``.

A line of ``corrections.jsonl`` is one :class:`Correction`::

    {"article": "a", "action": "change", "triple": 3, "fields": {"stance": "oppose", "speaker": {"mention": null}}, "reason": "…"}
    {"article": "a", "action": "add", "triple": 9, "fields": {"kind": "direct", "speaker": {"name": [0, 4]}, …}, "reason": "…"}
    {"article": "a", "action": "remove", "triple": 4, "reason": "…"}

``fields`` are those of a stand-off triple, merged into it as RFC 7396 has it: objects field by field, null takes a field back to its default.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from pipeline.formats.articles import Problem
from pipeline.standoff.files import first_error
from pipeline.standoff.records import Article, Strict


class Correction(Strict):
    """One triple changed, added or removed, and why."""

    article: str
    action: Literal["change", "add", "remove"]
    triple: int = Field(ge=0)
    fields: dict[str, Any] = Field(default_factory=dict)
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Correction:
        if "id" in self.fields:
            raise ValueError("the id of a triple is named by `triple`, not changed")
        if bool(self.fields) == (self.action == "remove"):
            raise ValueError("a triple is changed or added with fields, removed without")
        return self


def correct(articles: Iterable[Article], corrections: Iterable[Correction]) -> tuple[list[Article], list[Problem]]:
    """The articles with the corrections made, in their order. One that does not fit (no such article or triple, a triple that is
    there already, nothing changed, a result that is no triple) is a problem and is not made; the others are.
    """
    by_id = {a.id: a for a in articles}
    problems = []
    for correction in corrections:
        if correction.article not in by_id:
            problems.append(Problem(_name(correction), "no such article"))
            continue
        outcome = _corrected(by_id[correction.article], correction)
        if isinstance(outcome, str):
            problems.append(Problem(_name(correction), outcome))
        else:
            by_id[correction.article] = outcome
    return list(by_id.values()), problems


def _name(correction: Correction) -> str:
    return f"correction of {correction.article}, triple {correction.triple}"


def _corrected(article: Article, correction: Correction) -> Article | str:
    data = article.model_dump(mode="json", exclude_defaults=True)
    triples = data.setdefault("triples", [])
    at = next((i for i, t in enumerate(triples) if t["id"] == correction.triple), None)
    if (at is None) != (correction.action == "add"):
        return "no such triple" if at is None else "there is a triple with this id already"
    if at is None:
        triples.append({"id": correction.triple, **correction.fields})
        triples.sort(key=lambda t: t["id"])
    elif correction.action == "remove":
        del triples[at]
    else:
        triples[at] = merge_patch(triples[at], correction.fields)
    try:  # through JSON, where a list may be a pair of offsets also for a strict model
        outcome = Article.model_validate_json(json.dumps(data))
    except ValidationError as error:
        return first_error(error)
    return "it changes nothing" if outcome == article else outcome


def merge_patch(target: Any, patch: Any) -> Any:
    """JSON Merge Patch (RFC 7396): objects are merged, null removes, anything else replaces."""
    if not isinstance(patch, dict):
        return patch
    out = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            out.pop(name, None)
        else:
            out[name] = merge_patch(out.get(name), value)
    return out
