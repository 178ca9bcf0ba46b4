"""The same analysis in less time: what the model computes is left as it is, how it is computed is not.

* products of matrices by NumPy's BLAS instead of thinc's (:func:`speed_up`);
* the vector that a word has before its context is looked at, once per distinct word (:mod:`pipeline.fast.embedding`);
* the convolutions over the context without the copies (:mod:`pipeline.fast.encoding`);
* what an edit tree makes of a word, once per distinct word (:mod:`pipeline.fast.lemmas`).

Only predicting is touched: training, serialisation and the components' configuration are as before. Float sums come out in
another order, so a score may differ in its last digits; docs/benchmark.md says how often that changes a triple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def speed_up(nlp: Language) -> list[str]:
    """Make the trained components of ``nlp`` predict faster, in place; the names of those of which a layer was replaced.

    A component whose model is built otherwise (static vectors, transformers, a GPU) keeps its own code for what is not known here.
    """
    from thinc.api import Model, NumpyOps

    from pipeline.fast import embedding, encoding, lemmas

    ops = NumpyOps(use_blis=False)
    replaced = []
    for name, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if not isinstance(model, Model) or any(not isinstance(node.ops, NumpyOps) for node in model.walk()):
            continue
        found = False
        for node in model.walk():
            node.ops = ops
            found |= encoding.install(node) or embedding.install(node)
        found |= lemmas.install(component)
        if found:
            replaced.append(name)
    return replaced
