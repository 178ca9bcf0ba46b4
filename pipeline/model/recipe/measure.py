"""Measure a pipeline on what was held out from training: ``python -m pipeline.model.recipe.measure DATA [MODEL] [RESULTS]``.

By kind of text, on long quotations, on the cue verbs of the lexicon, on named entities, and what it costs to carry and to load.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.language import EMBEDDED, load_bare
from pipeline.lexicon import load_lexicon
from pipeline.model.recipe import augment
from pipeline.model.recipe.entities import read_kind, spaces
from pipeline.model.recipe.habits import printed
from pipeline.model.recipe.prepare import SEED, make_doc
from pipeline.model.recipe.substitute import Substitutes, feature_key
from pipeline.model.recipe.treebanks import Sentence, Surface, merge, read_conllu

SYNTAX = ("pos_acc", "morph_acc", "tag_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
#: Kinds of text in ISDT's test section, by how the names of its sentences begin.
GENRES = {"isst_tanl": "newspapers", "tut": "newspapers, law, Wikipedia (TUT)", "quest": "questions", "Europarl": "parliament (Europarl)"}
TWEETS = ("it_postwita-ud-dev", "it_postwita-ud-test", "it_twittiro-ud-dev", "it_twittiro-ud-test")
#: How many sentences stand in one pair of quotation marks.
QUOTED = 4


def docs(nlp: Language, sentences: list[list[Surface]], size: int = 10) -> list[Doc]:
    """Running text of ``size`` sentences each."""
    return [make_doc(nlp.vocab, group, [""] * len(group)) for group in (sentences[at : at + size] for at in range(0, len(sentences), size))]


def syntax(nlp: Language, gold: Iterable[Doc]) -> dict[str, Any]:
    """spaCy's scores for tags, lemmas, relations and sentences."""
    gold = list(gold)
    with nlp.select_pipes(disable=[n for n in ("ner",) if n in nlp.pipe_names]):
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    kept: dict[str, Any] = {k: round(float(scores[k]), 4) for k in SYNTAX if scores.get(k) is not None}
    return kept | {"tokens": sum(map(len, gold))}


def genre(sent: Sentence) -> str:
    """The kind of text that a sentence of ISDT is from."""
    name = sent.ident.rsplit("-", 1)[0].split("_", 1)
    key = name[1] if name[0].isdigit() and len(name) > 1 else sent.ident.rsplit("-", 1)[0]
    return GENRES.get(key, "other")


def quotations(sentences: list[list[Surface]]) -> list[list[Surface]]:
    """``sentences`` with every group of :data:`QUOTED` in quotation marks, the groups in between left as they are."""
    rng = Random(SEED)
    out: list[list[Surface]] = []
    for at in range(0, len(sentences), 2 * QUOTED):
        out += augment.quote(sentences[at : at + QUOTED], rng)
        out += sentences[at + QUOTED : at + 2 * QUOTED]
    return out


def cue_lemmas(nlp: Language, sentences: list[list[Surface]], data: Path) -> dict[str, Any]:
    """Lemmas of cue verbs: those in the text, and every finite form or participle of the text replaced by a cue verb's."""
    rng, substitutes = Random(SEED), Substitutes(data)
    infinitives = {key.split()[0] for key in load_lexicon().verbs}
    put: list[list[Surface]] = []
    places: list[set[int]] = []
    for sent in sentences:
        row, at = [], set()
        for i, tok in enumerate(sent):
            new = substitutes.verb(tok, [], sent[i - 1].form if i else "", rng) if tok.pos == "VERB" and feature_key(tok.morph) else tok
            if new is not tok:
                at.add(i)
            row.append(new)
        put.append(row)
        places.append(at)
    real = [{i for i, t in enumerate(s) if t.pos == "VERB" and t.lemma in infinitives} for s in sentences]
    return {"in the text": _right(nlp, sentences, real), "put into the text": _right(nlp, put, places)}


def _right(nlp: Language, sentences: list[list[Surface]], places: list[set[int]]) -> dict[str, Any]:
    right = total = verbs = 0
    for sent, at in zip(sentences, places, strict=True):
        if not at:
            continue
        gold = make_doc(nlp.vocab, [sent], [""])
        guess = nlp(gold.text)
        spans = {token.idx: token for token in guess}
        for i in at:
            token = spans.get(gold[i].idx)
            total += 1
            verbs += token is not None and token.pos_ in ("VERB", "AUX")
            right += token is not None and token.text == gold[i].text and token.lemma_ == sent[i].lemma
    return {"lemma_acc": round(right / total, 4), "tagged_as_verbs": round(verbs / total, 4), "verbs": total}


def entities(nlp: Language, path: Path) -> dict[str, Any]:
    """spaCy's scores for the entities of a KIND file."""
    sents = list(read_kind(path))
    gold = []
    for at in range(0, len(sents), 8):
        group = sents[at : at + 8]
        gold.append(Doc(nlp.vocab, words=[t for s in group for t, _ in s], spaces=[b for s in group for b in spaces([t for t, _ in s])], ents=[g for s in group for _, g in s]))
    with nlp.select_pipes(enable=[name for name in ("ner", "one_label") if name in nlp.pipe_names]):
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    kept: dict[str, Any] = {k: round(float(scores[k]), 4) for k in ("ents_f", "ents_p", "ents_r")}
    return kept | {"per_type": {label: {k: round(float(v), 4) for k, v in row.items()} for label, row in sorted(scores["ents_per_type"].items())}}


def cost(model: str) -> dict[str, Any]:
    """Size on disk, and the seconds of one core that a fresh process takes to load the model (the best of five)."""
    code = f"import time, spacy, pipeline.language as l; t = time.process_time(); l.load_bare({model!r}); print(time.process_time() - t)"
    times = [float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout) for _ in range(5)]
    return {"megabytes": round(sum(p.stat().st_size for p in Path(model).rglob("*") if p.is_file()) / 1e6, 1), "load_seconds": round(min(times), 2)}


def measure(model: str, data: Path) -> dict[str, Any]:
    """Everything, as ``results.json`` has it."""
    nlp = load_bare(model)
    bank = data / "ud-italian"
    test = list(read_conllu(bank / "it_isdt-ud-test.conllu"))
    rows = [merge(s) for s in test]
    markit = [printed(merge(s)) for s in read_conllu(bank / "it_markit-ud-dev.conllu")]
    kinds: dict[str, list[list[Surface]]] = {}
    for sent, row in zip(test, rows, strict=True):
        kinds.setdefault(genre(sent), []).append(row)
    kinds["essays (MarkIT dev)"] = markit
    kinds["tweets (PoSTWITA, TWITTIRÒ)"] = [merge(s) for name in TWEETS for s in read_conllu(bank / f"{name}.conllu")]
    return {
        "model": nlp.meta["name"],
        "version": nlp.meta["version"],
        "spacy": version("spacy"),
        "ISDT test": syntax(nlp, docs(nlp, rows)),
        "MarkIT dev": syntax(nlp, docs(nlp, markit)),
        "KIND WN_dev": entities(nlp, data / "kind" / "WN_dev.tsv"),
        "by kind of text": {kind: syntax(nlp, docs(nlp, found)) for kind, found in sorted(kinds.items())},
        f"ISDT test, {QUOTED} sentences in quotation marks and {QUOTED} without": syntax(nlp, docs(nlp, quotations(rows), 2 * QUOTED)),
        "cue verbs, ISDT test": cue_lemmas(nlp, rows, data),
        "cost": cost(model),
    }


def main(data: Path, model: str, out: Path) -> dict[str, Any]:
    """Measure ``model`` and write ``out``."""
    results = measure(model, data)
    out.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return results


if __name__ == "__main__":
    arguments = sys.argv[2:]
    print(json.dumps(main(Path(sys.argv[1]), arguments[0] if arguments else str(EMBEDDED), Path(arguments[1]) if len(arguments) > 1 else EMBEDDED.parent / "results.json"), indent=1))
