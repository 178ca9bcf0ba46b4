"""Rebuild the embedded model: ``python -m pipeline.model.recipe.build DATA [WORK]``; with ``WORK``, a run that was broken off goes on there.

Prepares the data, pre-trains the networks that read words on raw text, trains the two halves (parse.cfg, ner.cfg) at once, trains
larger networks (:mod:`pipeline.model.recipe.teacher`) and both halves again with what these say of running text, joins them, adds the
lists of words, measures, and writes ``pipeline/model/weights`` and ``pipeline/model/results.json``. Four hours on two cores, and ten
minutes on an accelerator.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import spacy

from pipeline.model.recipe.lists import add_lists
from pipeline.model.recipe.measure import main as measure
from pipeline.model.recipe.prepare import main as prepare
from pipeline.model.recipe.resume import once
from pipeline.model.recipe.student import study

HERE = Path(__file__).parent
TARGET = HERE.parent / "weights"
NAME, VERSION = "chidice_sm", "0.7.0"


#: One thread each: the two halves are trained side by side.
ENV = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
PARTS = ("parse", "ner")


def run(command: str, work: Path, output: str, *options: str) -> None:
    """Run a command of spaCy's for each half, side by side. Raises ``SystemExit`` where one fails."""
    runs = []
    for part in PARTS:
        where = [str(HERE / "configs" / f"{part}.cfg"), *((str(work / f"{output}-{part}"),) if command == "pretrain" else ("--output", str(work / f"{output}-{part}")))]
        paths = ["--paths.raw", str(work / "raw.jsonl"), *(option.format(part=part) for option in options)]
        runs.append(subprocess.Popen([sys.executable, "-m", "spacy", command, *where, "--code", str(HERE / "training_code.py"), *paths], env={**os.environ, **ENV}))
    if any(run.wait() for run in runs):
        raise SystemExit(f"spacy {command} failed")


def join(parse: Path, ner: Path, data: Path, target: Path) -> None:
    """One pipeline of both halves and the lists of words, in the folder ``target``."""
    nlp = spacy.load(parse)
    known = set(nlp.vocab.strings)
    entities = spacy.load(ner)
    if "tok2vec" in entities.pipe_names:
        entities.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    if "ner" in nlp.pipe_names:
        nlp.remove_pipe("ner")
    nlp.add_pipe("ner", source=entities)
    nlp.meta.update(
        name=NAME, version=VERSION, description="Italian news: tags, features, relations, lemmas (UD), entities (KIND)", license="CC BY-NC-SA 4.0 (non-commercial)", performance={}
    )
    nlp.to_disk(target)
    add_lists(target, data)
    tidy_strings(target, known)


def tidy_strings(target: Path, known: set[str]) -> None:
    """Leave out of the pipeline's table of strings what is not ``known``, and web addresses, dates and the like: no label and no edit of a lemma needs them."""
    strings = target / "vocab" / "strings.json"
    kept = [s for s in json.loads(strings.read_text(encoding="utf-8")) if s in known and len(s) <= 40 and "/" not in s[1:-1]]
    kept.sort(key=lambda s: (s[::-1], s))  # any order will do, but for that of a text
    strings.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def measured(data: Path) -> None:
    """Write and print ``results.json``."""
    print(json.dumps(measure(data, str(TARGET), HERE.parent / "results.json"), indent=1, ensure_ascii=False))


def main(data: Path, work: Path) -> None:
    """Everything, in order: guess the characters of words from the words around them; learn labels; learn from the teachers.

    What a run that was broken off had finished in the folder ``work`` is taken over.
    """
    once(work, "prepare", lambda: prepare(data, work))
    once(work, "pretrain", lambda: run("pretrain", work, "pre"))
    learned = f"{work}/pre-{{part}}/model-last.bin"
    once(work, "train", lambda: run("train", work, "first", "--paths.init_tok2vec", learned, "--paths.train", f"{work}/{{part}}-train.spacy", "--paths.dev", f"{work}/{{part}}-dev.spacy"))
    once(work, "join", lambda: join(work / "first-parse" / "model-best", work / "first-ner" / "model-best", data, work / "first"))
    parse, ner = study(data, work / "first", work)
    join(parse, ner, data, TARGET)
    measured(data)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch))
