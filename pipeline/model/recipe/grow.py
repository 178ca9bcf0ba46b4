"""Give a finished pipeline the layers that the training configurations ask for, so that it computes what it did before.

``python -m pipeline.model.recipe.grow BEFORE AFTER``: new convolutions add nothing at first (the scale and shift of their norm are 0),
nor do new tables (nothing weighs them); training on fills both.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import Config, Model

HERE = Path(__file__).parent
#: The component whose ``tok2vec`` is meant by that of each training configuration.
OWNERS = {"parse": "tok2vec", "ner": "ner"}


def grow(before: Path, after: Path) -> None:
    """Read the pipeline in ``before``, write it with the layers of the training configurations to ``after``."""
    if after.exists():
        shutil.rmtree(after)
    shutil.copytree(before, after)
    nlp = spacy.load(before)
    config = Config().from_disk(before / "config.cfg", interpolate=False)
    for part, owner in OWNERS.items():
        wanted: dict[str, Any] = Config().from_disk(HERE / "configs" / f"{part}.cfg")["components"]["tok2vec"]["model"]
        settings = config["components"][owner]["model"]
        if owner == "tok2vec":
            config["components"][owner]["model"] = wanted
        else:
            settings["tok2vec"] = wanted
        old: Any = nlp.get_pipe(owner)
        new = _fresh(config["components"][owner], owner, old)
        take_over(new.model, old.model)
        (after / owner / "model").write_bytes(new.model.to_bytes())
    config.to_disk(after / "config.cfg")


def _fresh(settings: dict[str, Any], name: str, old: Any) -> Any:
    nlp: Language = spacy.blank("it")
    pipe: Any = nlp.add_pipe(settings["factory"], name, config={"model": settings["model"]})
    some = nlp.make_doc("Roma")
    labels = {"labels": old.label_data} if name == "ner" else {}
    pipe.initialize(lambda: [Example(some, some.copy())], nlp=nlp, **labels)
    return pipe


def take_over(new: Model[Any, Any], old: Model[Any, Any]) -> None:
    """Give ``new`` the weights of ``old``; what it has more is set to nothing or, where something must be multiplied, left as it is."""
    tables, layers, rest = _sorted(new)
    old_tables, old_layers, old_rest = _sorted(old)
    for mine, its in [*zip(tables, old_tables, strict=False), *zip(layers, old_layers, strict=False), *zip(rest, old_rest, strict=True)]:
        for name in its.param_names:
            if its.has_param(name):
                weights: Any = its.get_param(name)
                grown: Any = np.zeros_like(mine.get_param(name))
                grown[..., : weights.shape[-1]] = weights
                mine.set_param(name, grown)
    for node in layers[len(old_layers) :]:
        if node.name == "layernorm":
            for name in ("G", "b"):
                nothing: Any = np.zeros_like(node.get_param(name))
                node.set_param(name, nothing)


def _sorted(model: Model[Any, Any]) -> tuple[list[Model[Any, Any]], ...]:
    """The nodes with weights: tables of embeddings, layers of convolutions, all others."""
    nodes = [node for node in model.walk() if any(node.has_param(name) for name in node.param_names)]
    inside = [id(node) for layer in model.walk() if layer.name.startswith("residual(") for node in layer.walk()]
    tables = [node for node in nodes if node.name == "hashembed"]
    layers = [node for place in dict.fromkeys(inside) for node in nodes if id(node) == place]
    return tables, layers, [node for node in nodes if node.name != "hashembed" and id(node) not in inside]


if __name__ == "__main__":
    grow(Path(sys.argv[1]), Path(sys.argv[2]))
