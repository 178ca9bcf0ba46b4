"""Self-training: sentences without annotation, labelled where several parsers agree (tri-training, Zhou and Li 2005, without its rounds)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import spacy
from spacy.tokens import Doc, DocBin, Token
from spacy.vocab import Vocab

from pipeline.model.recipe.entities import read_kind, spaces
from pipeline.model.recipe.prepare import ATTRS, SEED

#: How many sentences of each file of KIND are labelled at most.
FILES = {"WN_train": 10**9, "degasperi_train": 2500, "moro_train": 2500, "fiction_train": 1500}
#: Share of tokens on whose head and relation the teachers must agree, for a passage to be taken.
AGREEMENT = 0.9


def passages(data: Path, rng: Random) -> list[str]:
    """One to three running sentences at a time, as plain text."""
    texts = []
    for name, limit in FILES.items():
        sents = [s for s in read_kind(data / "kind" / f"{name}.tsv") if 4 <= len(s) <= 70]
        at = 0
        while at < min(len(sents), limit):
            size = rng.choice((1, 1, 2, 3))
            pieces = []
            for sent in sents[at : at + size]:
                tokens = [t for t, _ in sent]
                pieces.append("".join(t + " " * s for t, s in zip(tokens, spaces(tokens), strict=True)).strip())
            texts.append(" ".join(pieces))
            at += size
    return texts


def label(data: Path, teachers: list[Path], train: Path, out: Path) -> None:
    """Write ``out``: the training set in ``train``, and the passages on which the ``teachers`` agree, shuffled.

    Heads and relations are the first teacher's; tags, features and lemmas the majority's.
    """
    rng = Random(SEED)
    models = [spacy.load(t, exclude=["ner"]) for t in teachers]
    texts = passages(data, rng)
    docs = list(DocBin().from_disk(train).get_docs(models[0].vocab))
    gold = len(docs)
    for first, *others in zip(*(m.pipe(texts, batch_size=64) for m in models), strict=True):
        if any([t.text for t in o] != [t.text for t in first] for o in others):
            continue
        agreed = sum(2 * sum(o[t.i].head.i == t.head.i and o[t.i].dep_ == t.dep_ for o in others) > len(others) for t in first)
        if agreed < AGREEMENT * len(first):
            continue
        docs.append(_labelled(models[0].vocab, first, others))
    rng.shuffle(docs)
    bin_ = DocBin(attrs=ATTRS)
    for doc in docs:
        bin_.add(doc)
    bin_.to_disk(out)
    print("labelled passages:", len(docs) - gold, "of", len(texts))


def _labelled(vocab: Vocab, first: Doc, others: list[Doc]) -> Doc:
    pos: list[str] = []
    tags: list[str] = []
    morphs: list[str] = []
    lemmas: list[str] = []
    for token in first:
        same = [token, *(o[token.i] for o in others)]
        if token.is_space:
            kept = ("SPACE", "_SP", "", token.text)
        else:
            best = _majority(same, lambda t: t.pos_)
            like = [t for t in same if t.pos_ == best]
            kept = (best, _majority(like, lambda t: t.tag_), _majority(like, lambda t: str(t.morph)), _majority(like, lambda t: t.lemma_))
        for row, value in zip((pos, tags, morphs, lemmas), kept, strict=True):
            row.append(value)
    return Doc(
        vocab, words=[t.text for t in first], spaces=[bool(t.whitespace_) for t in first], tags=tags, pos=pos, morphs=morphs, lemmas=lemmas,
        heads=[t.head.i for t in first], deps=[t.dep_ for t in first],
    )  # fmt: skip


def _majority(tokens: list[Token], value: Callable[[Token], str]) -> str:
    return Counter(value(t) for t in tokens).most_common(1)[0][0]
