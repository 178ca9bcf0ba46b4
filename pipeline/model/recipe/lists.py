"""Give a trained pipeline its two lists of words (parts of speech for the morphologizer, lemmas beside the edit trees) and the order of its components."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import spacy

import pipeline.components.closing_marks
import pipeline.components.one_label  # noqa: F401  (both register themselves)
from pipeline.components.lemma_lexicon import LemmaLexicon
from pipeline.components.listed_morphologizer import FILE, RELATIONS, ListedMorphologizer
from pipeline.model.recipe.classes import class_list, relation_table
from pipeline.model.recipe.lemmas import lemma_list
from pipeline.model.recipe.prepare import HELD_OUT, free_sentences
from pipeline.model.recipe.treebanks import Sentence, read_conllu


def add_lists(folder: Path, data: Path) -> None:
    """Rewrite the pipeline in ``folder``; what the treebanks under ``data`` say of words goes in, but for what is held out and its copies."""
    held = {s.key() for names in HELD_OUT.values() for name in names for s in read_conllu(data / "ud-italian" / f"{name}.conllu")}
    sentences: list[Sentence] = [s for p in sorted(data.glob("ud-italian/*.conllu")) for s in read_conllu(p) if s.key() not in held]
    config = folder / "config.cfg"
    text = config.read_text(encoding="utf-8")
    text = text.replace('factory = "morphologizer"', 'factory = "listed_morphologizer"')
    config.write_text(re.sub(r"^pipeline = (.*)$", lambda line: f"pipeline = {json.dumps(_ordered(json.loads(line[1])))}", text, flags=re.M), encoding="utf-8")
    for name, empty in ((FILE, gzip.compress(b"", mtime=0)), (RELATIONS, b"")):
        if not (folder / "morphologizer" / name).exists():
            (folder / "morphologizer" / name).write_bytes(empty)
    nlp = spacy.load(folder)
    morphologizer = nlp.get_pipe("morphologizer")
    if not isinstance(morphologizer, ListedMorphologizer):
        raise TypeError("the pipeline has no morphologizer that a list can be given to")
    morphologizer.fill(class_list(sentences), relation_table(free_sentences(data)))
    if "lemma_lexicon" not in nlp.pipe_names:
        nlp.add_pipe("lemma_lexicon", after="lemmatizer")
    lexicon = nlp.get_pipe("lemma_lexicon")
    if isinstance(lexicon, LemmaLexicon):
        lexicon.fill(lemma_list(sentences))
    if "closing_marks" not in nlp.pipe_names:
        nlp.add_pipe("closing_marks", before="parser")
    if "one_label" not in nlp.pipe_names:
        nlp.add_pipe("one_label", after="ner")
    nlp.to_disk(folder)


def _ordered(names: list[str]) -> list[str]:
    """The morphologizer behind the parser."""
    others = [name for name in names if name != "morphologizer"]
    at = others.index("parser") + 1
    return [*others[:at], "morphologizer", *others[at:]]
