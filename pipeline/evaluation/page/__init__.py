"""The evaluation as one HTML page that needs nothing else: scores, rules, and every error in its article."""

from __future__ import annotations

from pipeline.evaluation.page.desks import load_desks
from pipeline.evaluation.page.render import render_page

__all__ = ["load_desks", "render_page"]
