"""Train the teachers and write what the small model is to learn from: ``label(data, base, work)``.

Reads the prepared ``parse-*.spacy`` and ``ner-*.spacy`` in ``work``; writes ``again-parse-train.spacy`` and ``again-ner-train.spacy``:
the same passages, and running text with the labels of the teachers where they are sure.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
import spacy
import torch
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.model.recipe.habits import part_habits, settle_parts
from pipeline.model.recipe.prepare import ATTRS, SEED, free_sentences
from pipeline.model.recipe.teacher import voting
from pipeline.model.recipe.teacher.corpus import Corpus, read, running_text
from pipeline.model.recipe.teacher.networks import Entities, Syntax
from pipeline.model.recipe.teacher.training import Passages, train


class Run(NamedTuple):
    """One teacher: steps in all, those on hidden words among them, tokens in a batch, share of hidden words later on, and its network."""

    steps: int
    first: int
    tokens: int
    mixed: float = 0.0
    network: dict[str, Any] = {}


#: The runs behind the released weights, which ended by the clock, at these steps.
SYNTAX = (Run(3299, 1040, 10_000), Run(3625, 1080, 10_000, 0.1, {"dropout": 0.4, "word_dropout": 0.33}), Run(6884, 1830, 8_000))
ENTITIES = (
    Run(2479, 460, 8_000), Run(2633, 550, 8_000, 0.0, {"dropout": 0.5, "word_dropout": 0.5}),
    Run(2728, 1000, 8_000, 0.0, {"hidden": 400}), Run(2715, 560, 8_000, 0.1),
)  # fmt: skip
#: A passage is taken with its tree if the mean of the heads' log probabilities is above this…
SURE_OF_TREE = -0.12
#: …and with its entities if every tag's probability is above this; one without entities above the second, three in ten of them.
SURE_OF_ENTITIES, SURE_OF_NONE, SHARE_OF_NONE = 0.6, 0.8, 0.3


def label(data: Path, base: Path, work: Path, syntax: tuple[Run, ...] = SYNTAX, entities: tuple[Run, ...] = ENTITIES) -> None:
    """Do all of it. ``base``: a pipeline of the small model's kind, for its tokenizer and its lemmas."""
    nlp = spacy.load(base, exclude=["ner"])
    files, texts = zip(*running_text(data), strict=True)
    docs = list(nlp.pipe(texts, batch_size=128))
    corpus = read(work, docs, nlp.vocab)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    lookups = tuple(torch.tensor(array, device=device) for array in corpus.lookups())
    passages = {name: Passages(part, device) for name, part in corpus.parts.items()}
    space = torch.tensor([pos == "SPACE" for pos, _ in corpus.labels["pos"]], device=device)
    sizes = {kind: len(table) for kind, table in corpus.labels.items()}
    parsers = [_trained(work, Syntax, run, seed, lookups, sizes, passages["syntax-train"], passages["text"], space) for seed, run in enumerate(syntax)]
    namers = [_trained(work, Entities, run, seed, lookups, sizes, passages["entities-train"], passages["text"], space) for seed, run in enumerate(entities)]
    dev = voting.entities(namers, passages["entities-dev"])["ent"]
    print("teachers' tags of entities right on the development set:", float((dev == np.array(corpus.parts["entities-dev"].columns["ent"])).mean()))
    named = {part: voting.entities(namers, passages[part]) for part in ("text", "syntax-train")}
    parsed = voting.syntax(parsers, passages["text"], space, corpus.labels["dep"]["ROOT"])
    _write_trees(nlp, data, work, docs, corpus, parsed)
    _write_entities(nlp, work, docs, files, corpus, named)


def _trained(work: Path, kind: Any, run: Run, seed: int, lookups: Any, sizes: dict[str, int], labelled: Passages, text: Passages, space: Any) -> Any:
    torch.manual_seed(SEED + seed)
    network = kind(lookups, sizes, **run.network).to(labelled.device)
    print(kind.__name__, run, flush=True)
    kept = work / f"teacher-{kind.__name__}-{seed}.pt"
    if kept.exists():  # of a run that was broken off
        network.load_state_dict(torch.load(kept, map_location=labelled.device, weights_only=True))
        network.eval()
        return network
    train(network, labelled, text, space, steps=run.steps, first=run.first, tokens=run.tokens, seed=SEED + seed, mixed=run.mixed)
    torch.save(network.state_dict(), kept.with_suffix(".part"))
    kept.with_suffix(".part").replace(kept)
    return network


def _write_trees(nlp: Language, data: Path, work: Path, docs: list[Doc], corpus: Corpus, parsed: dict[str, Any]) -> None:
    names = {kind: list(table) for kind, table in corpus.labels.items()}
    out = list(DocBin().from_disk(work / "parse-train.spacy").get_docs(nlp.vocab))
    gold, ends = len(out), corpus.parts["text"].ends
    for doc, start, end in zip(docs, ends, ends[1:], strict=False):
        if not len(doc) or np.log(np.maximum(parsed["sure"][start:end], 1e-3)).mean() < SURE_OF_TREE:
            continue
        pos = [("SPACE", "") if t.is_space else names["pos"][number] for t, number in zip(doc, parsed["pos"][start:end], strict=True)]
        heads = parsed["head"][start:end].tolist()
        deps = ["ROOT" if head == i else names["dep"][number] for i, (head, number) in enumerate(zip(heads, parsed["dep"][start:end], strict=True))]
        out.append(
            Doc(
                nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], tags=[names["tag"][number] for number in parsed["tag"][start:end]],
                pos=[p for p, _ in pos], morphs=[m for _, m in pos], lemmas=[t.lemma_ if t.pos_ == p else "" for t, (p, _) in zip(doc, pos, strict=True)], heads=heads, deps=deps,
            )
        )
    print("passages with trees:", len(out) - gold, "of", len(docs))
    parts = part_habits(free_sentences(data))
    for doc in out:
        settle_parts(doc, parts)
    _write(out, ATTRS, work / "again-parse-train.spacy")


def _write_entities(nlp: Language, work: Path, docs: list[Doc], files: tuple[str, ...], corpus: Corpus, named: dict[str, dict[str, Any]]) -> None:
    tags, rng = list(corpus.labels["ent"]), Random(SEED)
    out = list(DocBin().from_disk(work / "ner-train.spacy").get_docs(nlp.vocab))
    gold = len(out)
    # the other files of KIND are there with their own entities
    unlabelled = [doc if name == "moro_train" else None for doc, name in zip(docs, files, strict=True)]
    treebanks = DocBin().from_disk(work / "parse-train.spacy").get_docs(nlp.vocab)
    for part, passages in (("text", unlabelled), ("syntax-train", list(treebanks))):
        ends = corpus.parts[part].ends
        for doc, start, end in zip(passages, ends, ends[1:], strict=False):
            if not doc:
                continue
            found, sure = named[part]["ent"][start:end], named[part]["sure"][start:end].min()
            if sure > SURE_OF_ENTITIES if found.any() else sure > SURE_OF_NONE and rng.random() < SHARE_OF_NONE:
                out.append(Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], ents=[tags[number] for number in found]))
    print("passages with entities:", len(out) - gold)
    _write(out, ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], work / "again-ner-train.spacy")


def _write(docs: list[Doc], attrs: list[str], path: Path) -> None:
    Random(SEED).shuffle(docs)
    bin_ = DocBin(attrs=attrs)
    for doc in docs:
        bin_.add(doc)
    bin_.to_disk(path)
