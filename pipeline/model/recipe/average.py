"""Average the weights of two pipelines of one shape: ``python -m pipeline.model.recipe.average FIRST SECOND TARGET [SHARE]``.

What a network was before it was trained on and what it is then, averaged, generalise better than either where the training set is small
and unlike the text in use (Wortsman et al. 2022, *Robust fine-tuning of zero-shot models*).
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy
from spacy.language import Language


def average(first: Language, second: Language, component: str, share: float = 0.5) -> None:
    """Give the ``component`` of ``second`` the mean of both pipelines' weights, ``share`` of it its own.

    Raises ``ValueError`` where the networks are not of one shape.
    """
    before, after = list(first.get_pipe(component).model.walk()), list(second.get_pipe(component).model.walk())  # type: ignore[attr-defined]
    for old, new in zip(before, after, strict=True):
        for name in new.param_names:
            if not new.has_param(name):
                continue
            if not old.has_param(name) or old.get_param(name).shape != new.get_param(name).shape:
                raise ValueError(f"{component}: {new.name} {name} is not of one shape in both")
            new.set_param(name, (1 - share) * old.get_param(name) + share * new.get_param(name))


def main(first: Path, second: Path, target: Path, share: float = 0.5, component: str = "ner") -> None:
    """Read both pipelines, write the second with the mean of their entities' weights to ``target``."""
    nlp = spacy.load(second)
    average(spacy.load(first), nlp, component, share)
    nlp.to_disk(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4]) if len(sys.argv) > 4 else 0.5)
