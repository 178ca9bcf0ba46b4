"""Accuracy against speed, in one run: ``python -m pipeline.model.recipe.curve DATA ARTICLES [MODEL…]`` prints a table.

The first line has the layers of spaCy's published small CNN pipelines (``spacy init config --optimize efficiency``: hash embeddings,
width 96, depth 4, entities on layers of their own) and no lists of words, which the others are held against; they learned nothing, which
makes them no faster, so it has no scores. All by spaCy's own code, on texts in turn, by processor time; each ``MODEL`` is a folder of weights.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

from spacy.language import Language
from spacy.training import Example

from pipeline.components.listed_morphologizer import ListedMorphologizer
from pipeline.language import EMBEDDED, load_bare
from pipeline.model.recipe.measure import docs, syntax
from pipeline.model.recipe.treebanks import merge, read_conllu

ROUNDS, BATCH = 3, 64
PLAIN = "spaCy's small layers, no lists"


#: The layers that read words in ``spacy init config --optimize efficiency``.
LAYERS = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2500, 2500], "include_static_vectors": False},
    "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3},
}


def plain() -> Language:
    """The embedded pipeline on spaCy's own layers, without its lists."""
    nlp = load_bare(str(EMBEDDED))
    for name in ("lemma_lexicon", "closing_marks", "one_label"):
        nlp.remove_pipe(name)
    morphologizer = nlp.get_pipe("morphologizer")
    if isinstance(morphologizer, ListedMorphologizer):
        morphologizer.classes, morphologizer.relations = {}, {}
    learned: Any = nlp.get_pipe("ner")
    for name in ("ner", "tok2vec"):
        nlp.remove_pipe(name)
    some = [nlp.make_doc("Roma")]
    words: Any = nlp.add_pipe("tok2vec", first=True, config={"model": LAYERS})
    words.model.initialize(X=some)
    ner: Any = nlp.add_pipe("ner")
    ner.initialize(lambda: [Example(doc, doc.copy()) for doc in some], nlp=nlp, labels=learned.label_data)
    nlp._link_components()
    return nlp


def rates(models: dict[str, Language], texts: list[str]) -> dict[str, list[float]]:
    """Words per second of each model in each round, the models in an order drawn anew."""
    words, rng = sum(len(text.split()) for text in texts), Random(7)
    out: dict[str, list[float]] = {name: [] for name in models}
    for nlp in models.values():
        list(nlp.pipe(texts[:5], batch_size=BATCH))
    for _ in range(ROUNDS):
        for name in rng.sample(list(models), len(models)):
            start = process_time()
            for _ in models[name].pipe(texts, batch_size=BATCH):
                pass
            out[name].append(words / (process_time() - start))
    return out


def main(data: Path, articles: Path, folders: list[str]) -> None:
    """Print the table."""
    models = {PLAIN: plain(), "embedded": load_bare(str(EMBEDDED)), **{folder: load_bare(folder) for folder in folders}}
    texts = [path.read_text(encoding="utf-8") for path in sorted(articles.glob("*.txt"))]
    speed = rates(models, texts)
    base = speed[PLAIN]
    rows = [merge(s) for s in read_conllu(data / "ud-italian" / "it_isdt-ud-test.conllu")]
    print("| model | words/s | of the small layers' | UPOS | lemma | UAS | LAS |\n|---|---|---|---|---|---|---|")
    for name, nlp in models.items():
        score = syntax(nlp, docs(nlp, rows))
        share = median(a / b for a, b in zip(speed[name], base, strict=True))
        figures = " | ".join("" if name == PLAIN else f"{100 * score[k]:.1f}" for k in ("pos_acc", "lemma_acc", "dep_uas", "dep_las"))
        print(f"| {name} | {median(speed[name]):,.0f} | {share:.0%} | {figures} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
