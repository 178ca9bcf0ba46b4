"""Measure extractor output against gold."""

from __future__ import annotations

from pipeline.evaluation.bootstrap import paired
from pipeline.evaluation.columns import render_columns
from pipeline.evaluation.compare import changes, render_changes
from pipeline.evaluation.errors import error_list, render_errors
from pipeline.evaluation.files import load_records, load_texts
from pipeline.evaluation.gate import below_floor
from pipeline.evaluation.report import as_json, render, render_rules
from pipeline.evaluation.scores import Evaluation, EvaluationError, evaluate

__all__ = [
    "Evaluation", "EvaluationError", "as_json", "below_floor", "changes", "error_list", "evaluate", "load_records", "load_texts", "paired",
    "render", "render_changes", "render_columns", "render_errors", "render_rules",
]  # fmt: skip
