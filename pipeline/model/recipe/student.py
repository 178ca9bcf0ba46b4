"""Go on training a finished pipeline with what the teachers say: ``python -m pipeline.model.recipe.student DATA BEFORE WORK``.

The last stage of :mod:`pipeline.model.recipe.build`, and by itself the way from one release to the next: ``BEFORE`` is a folder of
weights, which gets the layers that the training configurations ask for now. The last checkpoints are taken, none is chosen.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from pipeline.model.recipe.grow import grow
from pipeline.model.recipe.prepare import main as prepare
from pipeline.model.recipe.resume import once

HERE = Path(__file__).parent
#: Steps and highest learning rate of each half: 0.5.0's. Words hidden by what ``configs/ner.cfg`` says now, 1,450 steps at 0.001 made 0.6.0's entities of 0.5.0's;
#: by what ``configs/parse.cfg`` says, but with dropout 0.15, 2,250 steps of 3,000 at 0.0015 made the network that LOG.md sets beside 0.6.1 of 0.6.0's.
STEPS = {"parse": (4500, 0.0015), "ner": (5500, 0.0015)}
PIPES = {"parse": ("tok2vec", "morphologizer", "tagger", "parser", "lemmatizer"), "ner": ("ner",)}


def config(part: str, before: Path) -> str:
    """The training configuration of ``part`` with its components taken from the pipeline in ``before``."""
    steps, rate = STEPS[part]
    text = (HERE / "configs" / f"{part}.cfg").read_text(encoding="utf-8")
    text = re.sub(r"\[pretraining\].*?\[initialize\]", "[initialize]", text, flags=re.S)
    text = re.sub(r"\[corpora\.pretrain\].*?\n\n", "", text, flags=re.S)
    for name, value in {"max_steps": steps, "initial_rate": rate, "warmup_steps": 100, "init_tok2vec": "null", "eval_frequency": 500}.items():
        text = re.sub(rf"^{name} = (?!\$\{{training).*$", f"{name} = {value}", text, flags=re.M)
    text = re.sub(r"^pipeline = .*$", "pipeline = [" + ",".join(f'"{p}"' for p in PIPES[part]) + "]", text, flags=re.M)
    head, rest = text.split("[components]", 1)
    sources = "".join(f'[components.{pipe}]\nsource = "{before}"\n\n' for pipe in PIPES[part])
    return f"{head}[components]\n\n{sources}[corpora]{rest.split('[corpora]', 1)[1]}"


def study(data: Path, before: Path, work: Path) -> tuple[Path, Path]:
    """Train both halves of the pipeline in ``before`` on, side by side, one thread each; the folders of what came of them."""
    from pipeline.model.recipe.teacher.labelling import label

    once(work, "label", lambda: label(data, before, work))
    once(work, "grow", lambda: grow(before, work / "grown"))
    once(work, "again", lambda: _train(work))
    return work / "again-parse" / "model-last", work / "again-ner" / "model-last"


def _train(work: Path) -> None:
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    runs = []
    for part in STEPS:
        (work / f"again-{part}.cfg").write_text(config(part, (work / "grown").resolve()), encoding="utf-8")
        command = [sys.executable, "-m", "spacy", "train", str(work / f"again-{part}.cfg"), "--code", str(HERE / "training_code.py"), "--output", str(work / f"again-{part}")]
        command += ["--paths.train", str(work / f"again-{part}-train.spacy"), "--paths.dev", str(work / f"{part}-dev.spacy")]
        runs.append(subprocess.Popen(command, env=env))
    if any(run.wait() for run in runs):
        raise SystemExit("training failed")


def main(data: Path, before: Path, work: Path) -> None:
    """Prepare, train on, join the halves with the lists of words, measure."""
    from pipeline.model.recipe.build import TARGET, join, measured

    prepare(data, work)
    parse, ner = study(data, before, work)
    join(parse, ner, data, TARGET)
    measured(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
