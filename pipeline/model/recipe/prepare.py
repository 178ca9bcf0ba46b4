"""Turn UD treebanks and KIND files into spaCy's training format: ``python -m pipeline.model.recipe.prepare DATA OUT``.

Writes ``OUT/{parse,ner}-{train,dev,test}.spacy`` and ``OUT/inputs.json`` (checksums of what was read). Held out from all
training: ISDT dev and test (every copy of their sentences in other treebanks too) and KIND's ``WN_dev``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from pipeline.model.recipe import augment
from pipeline.model.recipe.entities import Mentions, read_kind, spaces
from pipeline.model.recipe.gazetteer import Gazetteer
from pipeline.model.recipe.habits import lemma_habits, printed, settle
from pipeline.model.recipe.substitute import Substitutes
from pipeline.model.recipe.treebanks import Sentence, Surface, feature_lexicon, harmonise, merge, passives, read_conllu

HELD_OUT = {"dev": ["it_markit-ud-dev"], "test": ["it_isdt-ud-test"]}
#: How many differently augmented copies of each treebank are in training.
COPIES = {"isdt": 5, "vit": 5, "pud": 4, "partut": 4, "parlamint": 3, "markit": 2, "twittiro": 0, "postwita": 0}
NER_FILES = {"WN_train": 6, "degasperi_train": 1, "fiction_train": 1}
SEED = 20


def make_doc(vocab: Vocab, sentences: list[list[Surface]], breaks: Iterable[str]) -> Doc:
    """Join sentences into one doc; ``breaks`` are the white-space tokens (or "") between them."""
    words: list[str] = []
    space: list[bool] = []
    rows: list[Surface] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for sent, gap in zip(sentences, breaks, strict=True):
        base = len(words)
        for i, tok in enumerate(sent):
            words.append(tok.form)
            space.append(tok.space)
            rows.append(tok)
            heads.append(base + tok.head)
            starts.append(i == 0)
        if gap:
            space[-1] = False
            words.append(gap)
            space.append(False)
            rows.append(Surface(gap, gap, "SPACE", "_SP", "", 0, "dep", False))
            heads.append(len(words) - 2)
            starts.append(False)
        else:
            space[-1] = True
    return Doc(
        vocab, words=words, spaces=space, heads=heads, deps=[t.dep for t in rows], tags=[t.tag for t in rows],
        pos=[t.pos for t in rows], morphs=[t.morph for t in rows], lemmas=[t.lemma for t in rows], sent_starts=starts,
    )  # fmt: skip


def free_sentences(data: Path) -> list[Sentence]:
    """The sentences of all treebanks that are not held out, each once, their labels brought to ISDT's habits."""
    banks = [s for p in sorted(data.glob("ud-italian/*.conllu")) for s in read_conllu(p)]
    held = {s.key() for names in HELD_OUT.values() for name in names for s in read_conllu(data / "ud-italian" / f"{name}.conllu")}
    free = [s for s in banks if s.key() not in held]
    passive, known, lemmas = passives(free), feature_lexicon(free), lemma_habits(free)
    once = list({s.key(): s for s in reversed(free)}.values())[::-1]
    for sent in once:
        settle(sent, lemmas)
        harmonise(sent, passive, known)
    return once


def passages(sentences: list[list[Surface]], rng: Random, substitutes: Substitutes | None) -> Iterator[tuple[list[list[Surface]], list[str]]]:
    """Group running sentences into short passages; ``substitutes`` given, with other words and in other styles."""
    varied = substitutes is not None
    at = 0
    while at < len(sentences):
        size = rng.choice((1, 1, 2, 3, 4, 6))
        group = sentences[at : at + size]
        at += size
        if substitutes is not None:
            group = [augment.restyle(substitutes.sentence(s, rng), rng) for s in group]
            if rng.random() < 0.12:
                take = rng.randint(1, min(3, len(group)))
                first = rng.randint(0, len(group) - take)
                group[first : first + take] = augment.quote(group[first : first + take], rng)
            if rng.random() < 0.08:
                group[0] = augment.headline(group[0], rng)
        gaps = [rng.choice(("\n\n", "\n")) if varied and rng.random() < 0.15 else "" for _ in group]
        if varied and len(group) > 1 and group[0][-1].form.isalnum():
            gaps[0] = "\n\n"
        yield group, gaps


def write_treebanks(data: Path, out: Path, vocab: Vocab) -> None:
    """Write the parse-*.spacy files."""
    banks: dict[str, list[Sentence]] = {p.name.split(".")[0]: list(read_conllu(p)) for p in sorted(data.glob("ud-italian/*.conllu"))}
    held = {s.key() for names in HELD_OUT.values() for name in names for s in banks[name]}
    free = [s for bank in banks.values() for s in bank if s.key() not in held]
    passive, known, lemmas = passives(free), feature_lexicon(free), lemma_habits(free)
    rng = Random(SEED)
    substitutes = Substitutes(data)
    for part, names in HELD_OUT.items():
        docs = DocBin(attrs=ATTRS)
        rows = [merge(s) for name in names for s in banks[name]]
        for at in range(0, len(rows), 10):
            group = rows[at : at + 10]
            docs.add(make_doc(vocab, group, [""] * len(group)))
        docs.to_disk(out / f"parse-{part}.spacy")
    train, seen, counts = DocBin(attrs=ATTRS), set(held), {}
    for name, bank in banks.items():
        if name in HELD_OUT["dev"] + HELD_OUT["test"]:
            continue
        fresh = []
        for sent in bank:
            if sent.key() not in seen:
                seen.add(sent.key())
                settle(sent, lemmas)
                harmonise(sent, passive, known)
                fresh.append(printed(merge(sent)) if sent.source == "markit" else merge(sent))
        counts[name] = [len(fresh), sum(map(len, fresh))]
        for copy in range(COPIES[bank[0].source]):
            for group, gaps in passages(fresh, rng, substitutes if copy else None):
                train.add(make_doc(vocab, group, gaps))
    train.to_disk(out / "parse-train.spacy")
    print("sentences and tokens after deduplication:", counts, "docs:", len(train))


def write_entities(data: Path, out: Path, vocab: Vocab) -> None:
    """Write the ner-*.spacy files."""
    rng, gazetteer = Random(SEED), Gazetteer()
    for part, files in {"train": NER_FILES, "dev": {"WN_dev": 1}}.items():
        docs = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"])
        for name, copies in files.items():
            sents = list(read_kind(data / "kind" / f"{name}.tsv"))
            others = Mentions(sents, gazetteer)
            for copy in range(copies):
                at = 0
                while at < len(sents):
                    size = rng.choice((1, 2, 4, 8)) if part == "train" else 8
                    group = sents[at : at + size]
                    at += size
                    rows: list[Surface] = []
                    tags: list[str] = []
                    for sent in group if not copy else [others.sentence(s, rng) for s in group]:
                        tokens = [t for t, _ in sent]
                        line = [Surface(t, t, "", "", "", 0, "", s) for t, s in zip(tokens, spaces(tokens), strict=True)]
                        rows += augment.restyle(line, rng) if copy else line
                        tags += [tag for _, tag in sent]
                    rows = [replace(r, form=r.form) for r in rows]
                    docs.add(Doc(vocab, words=[r.form for r in rows], spaces=[r.space for r in rows], ents=tags))
        docs.to_disk(out / f"ner-{part}.spacy")
        print("ner", part, len(docs))


def write_raw(data: Path, out: Path) -> None:
    """Write ``raw.jsonl``, running text for pre-training: all of KIND but what is held out."""
    with (out / "raw.jsonl").open("w", encoding="utf-8") as handle:
        for name in (*NER_FILES, "moro_train"):
            sents = list(read_kind(data / "kind" / f"{name}.tsv"))
            for at in range(0, len(sents), 5):
                tokens = [t for sent in sents[at : at + 5] for t, _ in sent]
                text = "".join(t + " " * s for t, s in zip(tokens, spaces(tokens), strict=True))
                handle.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")


ATTRS = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]


def main(data: Path, out: Path) -> None:
    """Read everything under ``data``, write everything under ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("it").vocab
    write_treebanks(data, out, vocab)
    write_entities(data, out, vocab)
    write_raw(data, out)
    used = sorted([*data.glob("ud-italian/*.conllu"), *data.glob("kind/*.tsv")])
    sums = {p.relative_to(data).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in used}
    (out / "inputs.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
