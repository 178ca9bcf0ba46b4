"""The page of the evaluate command: read the desks, write the file."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import typer

from pipeline.cli.app import fail
from pipeline.evaluation import Evaluation
from pipeline.evaluation.page import load_desks, render_page
from pipeline.formats.jsonl import writer

#: Beside the articles, where a corpus says which section of the paper each stood in.
DESKS = "desks.json"


def write_page(target: str, evaluation: Evaluation, scores: dict[str, Any], texts: dict[str, str], held_out: Collection[str], articles: Path) -> bool:
    """Write the page, whole or not at all; says whether the file of desks had something wrong in it."""
    desks, problems = load_desks(articles / DESKS)
    for problem in problems:
        typer.echo(f"chidice: {problem}", err=True)
    page = render_page(evaluation, scores, texts, held_out=held_out, desks=desks)
    try:
        with writer(target) as handle:
            handle.write(page)
    except OSError as error:
        raise fail(f"cannot write {target}: {error.strerror or error}") from error
    return bool(problems)
