"""Put the page together from its templates; everything that comes from articles, files or models is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import Any

from pipeline.evaluation.errors import error_list
from pipeline.evaluation.page import cards, figures
from pipeline.evaluation.scores import METRICS, SHARES, Evaluation, summary
from pipeline.schema import STANCES


def render_page(
    evaluation: Evaluation, scores: dict[str, Any], texts: dict[str, str], *, held_out: Collection[str] = (), desks: Mapping[str, str] | None = None
) -> str:
    """The page as HTML. ``scores`` is :func:`~pipeline.evaluation.as_json`'s result for ``evaluation``, ``texts`` the articles by id.

    Of the articles in ``held_out`` only totals over all articles are shown: no error, no text, no id, and they count neither for
    the rules nor for the desks.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    shown = evaluation.only([a for a in evaluation.articles if a not in held_out])
    desks = dict(desks or {})
    found = cards.sections([e for e in error_list(shown, texts) if e.article not in held_out], texts, desks)
    rules = figures.rules(summary(shown))
    style, script = (_read(name) for name in ("page.css", "page.js"))
    environment = Environment(loader=PackageLoader("pipeline.evaluation.page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["score"] = lambda value: f"{value:.3f}"
    return environment.get_template("page.html.jinja").render(
        scores=scores, metrics=METRICS, shares=SHARES, stance_names=STANCES,
        kinds=figures.kinds(evaluation, scores), stances=figures.stances(evaluation, scores),
        desks=figures.by_desk(shown, desks), rules=rules, curve=figures.curve(rules),
        sections=found, choices=cards.choices(found), groups=cards.GROUPS, total=sum(len(s.cards) for s in found),
        held_out=len(evaluation.articles) - len(shown.articles), shown=len(shown.articles),
        style=Markup(style), script=Markup(script), style_hash=_hash(style), script_hash=_hash(script),
    )  # fmt: skip


def _read(name: str) -> str:
    return (files("pipeline.evaluation.page") / "templates" / name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    """For the page's content security policy: the browser runs this source and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
