"""Rebuild the embedded model: ``python -m pipeline.model.recipe.build DATA [WORK]``.

Prepares the data, pre-trains the network that reads words on raw text, trains the two halves (parse.cfg, ner.cfg) at once,
trains the first half again with sentences that it and its like have labelled, joins the halves, adds the lists of words, measures, and
writes ``pipeline/model/weights`` and ``pipeline/model/results.json``. About three hours on two cores.
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
from pipeline.model.recipe.selftrain import label

HERE = Path(__file__).parent
TARGET = HERE.parent / "weights"
NAME, VERSION = "chidice_sm", "0.4.0"


def pretrain(work: Path) -> Path:
    """Let the tok2vec guess the characters of each word from the words around it; both trainings begin with what it learned."""
    command = [sys.executable, "-m", "spacy", "pretrain", str(HERE / "configs" / "parse.cfg"), str(work / "pre"), "--paths.raw", str(work / "raw.jsonl")]
    subprocess.run(command, env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}, check=True)
    return work / "pre" / "model-last.bin"


def train(work: Path, start: Path) -> None:
    """Run the two trainings side by side, one thread each, from the pre-trained weights in ``start``."""
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    runs = [subprocess.Popen(_command(work, part, part, start), env=env) for part in ("parse", "ner")]
    if any(run.wait() for run in runs):
        raise SystemExit("training failed")


def retrain(data: Path, work: Path, start: Path) -> None:
    """Train tags, relations and lemmas again, with the sentences on which the first run's checkpoints and the released weights agree."""
    teachers = [work / "parse" / "model-best", work / "parse" / "model-last", *([TARGET] if (TARGET / "config.cfg").exists() else [])]
    label(data, teachers, work / "parse-train.spacy", work / "again-train.spacy")
    subprocess.run([*_command(work, "parse", "again", start), "--training.max_steps", "8000"], env={**os.environ, "OMP_NUM_THREADS": "1"}, check=True)


def _command(work: Path, part: str, name: str, start: Path) -> list[str]:
    command = [sys.executable, "-m", "spacy", "train", str(HERE / "configs" / f"{part}.cfg"), "--code", str(HERE / "blas.py"), "--output", str(work / name)]
    command += ["--paths.train", str(work / f"{name}-train.spacy"), "--paths.dev", str(work / f"{part}-dev.spacy")]
    return [*command, "--paths.raw", str(work / "raw.jsonl"), "--paths.init_tok2vec", str(start)]


def finish(parse: Path, ner: Path, data: Path) -> None:
    """One pipeline of both halves and the lists of words, at ``TARGET``."""
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
    nlp.to_disk(TARGET)
    add_lists(TARGET, data)
    # web addresses, the names that entities were trained with and the like: no label and no edit of a lemma needs them
    strings = TARGET / "vocab" / "strings.json"
    kept = [s for s in json.loads(strings.read_text(encoding="utf-8")) if s in known and len(s) <= 40 and "/" not in s[1:-1]]
    kept.sort(key=lambda s: (s[::-1], s))  # any order will do, but for that of a text
    strings.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def measured(data: Path) -> None:
    """Write and print ``results.json``."""
    print(json.dumps(measure(data, str(TARGET), HERE.parent / "results.json"), indent=1, ensure_ascii=False))


def main(data: Path, work: Path) -> None:
    """Everything, in order."""
    prepare(data, work)
    start = pretrain(work)
    train(work, start)
    retrain(data, work, start)
    finish(work / "again" / "model-best", work / "ner" / "model-best", data)
    measured(data)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch))
