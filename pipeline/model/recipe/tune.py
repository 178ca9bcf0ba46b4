"""Go on training a finished pipeline: ``python -m pipeline.model.recipe.tune DATA BEFORE WORK [--entities]``.

A tenth of the time of :mod:`pipeline.model.recipe.build`. ``BEFORE`` is a folder of weights, the teacher of the unlabelled sentences
too; with ``--entities`` all but the entities stays as it is there, which is how 0.4.0 came of 0.3.0. The last checkpoints are taken,
none is chosen.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.model.recipe.build import finish, measured
from pipeline.model.recipe.prepare import main as prepare
from pipeline.model.recipe.selftrain import label

HERE = Path(__file__).parent
#: Steps and highest learning rate of each half.
STEPS = {"parse": (300, 0.0008), "ner": (1500, 0.001)}
PIPES = {"parse": ("tok2vec", "morphologizer", "tagger", "parser", "lemmatizer"), "ner": ("ner",)}


def config(part: str, before: Path) -> str:
    """The training configuration of ``part`` with its components taken from the pipeline in ``before``."""
    steps, rate = STEPS[part]
    text = (HERE / "configs" / f"{part}.cfg").read_text(encoding="utf-8")
    text = re.sub(r"\[pretraining\].*?\[initialize\]", "[initialize]", text, flags=re.S)
    text = re.sub(r"\[corpora\.pretrain\].*?\n\n", "", text, flags=re.S)
    for name, value in {"max_steps": steps, "initial_rate": rate, "warmup_steps": 20, "init_tok2vec": "null", "eval_frequency": 150}.items():
        text = re.sub(rf"^{name} = (?!\$\{{training).*$", f"{name} = {value}", text, flags=re.M)
    text = re.sub(r"^pipeline = .*$", "pipeline = [" + ",".join(f'"{p}"' for p in PIPES[part]) + "]", text, flags=re.M)
    head, rest = text.split("[components]", 1)
    sources = "".join(f'[components.{pipe}]\nsource = "{before}"\n\n' for pipe in PIPES[part])
    return f"{head}[components]\n\n{sources}[corpora]{rest.split('[corpora]', 1)[1]}"


def main(data: Path, before: Path, work: Path, parts: tuple[str, ...] = ("parse", "ner")) -> None:
    """Prepare, train ``parts`` on from ``before``, join the halves with the lists of words, measure."""
    prepare(data, work)
    if "parse" in parts:
        label(data, [before], work / "parse-train.spacy", work / "again-train.spacy")
        shutil.move(work / "again-train.spacy", work / "parse-train.spacy")
    for part in parts:
        (work / f"{part}.cfg").write_text(config(part, before.resolve()), encoding="utf-8")
        command = [sys.executable, "-m", "spacy", "train", str(work / f"{part}.cfg"), "--code", str(HERE / "blas.py"), "--output", str(work / part)]
        command += ["--paths.train", str(work / f"{part}-train.spacy"), "--paths.dev", str(work / f"{part}-dev.spacy")]
        subprocess.run(command, env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}, check=True)
    finish(work / "parse" / "model-last" if "parse" in parts else before, work / "ner" / "model-last", data)
    measured(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), ("ner",) if "--entities" in sys.argv else ("parse", "ner"))
