"""Rebuild the embedded model: ``python -m pipeline.model.recipe.build DATA [WORK]``.

Prepares the data, pre-trains the network that reads words on raw text, trains the two halves (parse.cfg, ner.cfg) at once,
trains the first half again with sentences that it and its like have labelled, joins the halves, measures, and writes
``pipeline/model/weights`` and ``pipeline/model/results.json``. About three hours on two cores.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import DocBin
from spacy.training import Example

from pipeline.model.recipe.prepare import main as prepare
from pipeline.model.recipe.selftrain import label

HERE = Path(__file__).parent
TARGET = HERE.parent / "weights"
NAME, VERSION = "chidice_sm", "0.3.0"
SHOWN = ("pos_acc", "morph_acc", "tag_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "ents_f", "ents_p", "ents_r")


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
    command = [sys.executable, "-m", "spacy", "train", str(HERE / "configs" / f"{part}.cfg"), "--output", str(work / name)]
    command += ["--paths.train", str(work / f"{name}-train.spacy"), "--paths.dev", str(work / f"{part}-dev.spacy")]
    return [*command, "--paths.raw", str(work / "raw.jsonl"), "--paths.init_tok2vec", str(start)]


def join(work: Path) -> None:
    """One pipeline of both halves, at ``TARGET``."""
    nlp = spacy.load(work / "again" / "model-best")
    entities = spacy.load(work / "ner" / "model-best")
    entities.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=entities)
    nlp.meta.update(
        name=NAME, version=VERSION, description="Italian news: tags, features, relations, lemmas (UD), entities (KIND)", license="CC BY-NC-SA 4.0 (non-commercial)", performance={}
    )
    nlp.to_disk(TARGET)
    # web addresses and the like are in the treebanks' tokens, but no label and no edit of a lemma needs them
    strings = TARGET / "vocab" / "strings.json"
    kept = [s for s in json.loads(strings.read_text(encoding="utf-8")) if len(s) <= 40 and "/" not in s[1:-1]]
    kept.sort(key=lambda s: (s[::-1], s))  # any order will do, but for that of a text
    strings.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def measure(work: Path) -> dict[str, Any]:
    """Scores of the joined pipeline on what was held out, by spaCy's scorer."""
    nlp = spacy.load(TARGET)
    results: dict[str, Any] = {"model": NAME, "version": VERSION}
    for name, file in {"MarkIT dev": "parse-dev", "ISDT test": "parse-test", "KIND WN_dev": "ner-dev"}.items():
        docs = DocBin().from_disk(work / f"{file}.spacy").get_docs(nlp.vocab)
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
        kept: dict[str, Any] = {k: round(float(scores[k]), 4) for k in SHOWN if scores.get(k) is not None and (k.startswith("ents") == file.startswith("ner"))}
        if file.startswith("ner"):
            kept["per_type"] = {label: {k: round(float(v), 4) for k, v in row.items()} for label, row in scores["ents_per_type"].items()}
        results[name] = kept
    (HERE.parent / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return results


def main(data: Path, work: Path) -> None:
    """Everything, in order."""
    prepare(data, work)
    start = pretrain(work)
    train(work, start)
    retrain(data, work, start)
    join(work)
    print(json.dumps(measure(work), indent=1))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch))
