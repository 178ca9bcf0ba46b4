"""Imports between the parts of the extractor go in one direction."""

from __future__ import annotations

import ast
from pathlib import Path

COMPONENTS = Path(__file__).parent.parent / "pipeline" / "components"
#: Each part may import from those before it and from itself.
ORDER = ["known_words", "paragraphs", "spans", "quotations", "analysis", "syntax", "cues", "mentions", "claims", "speakers", "stances", "triples", "factories"]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline.components."):
            yield node.module.split(".")[2]


def test_imports_go_one_way():
    for k, part in enumerate(ORDER):
        files = list((COMPONENTS / part).glob("*.py")) or [COMPONENTS / f"{part}.py"]
        for path in files:
            assert set(imported(path)) <= set(ORDER[: k + 1]), path


def test_every_rule_part_has_its_place():
    parts = {path.stem for path in COMPONENTS.iterdir() if not path.name.startswith("_")}
    assert parts - set(ORDER) == {"closing_marks", "lemma_lexicon", "listed_embedding", "listed_morphologizer", "one_label"}  # parts of the model
