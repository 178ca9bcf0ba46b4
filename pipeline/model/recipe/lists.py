"""Give a trained pipeline its two lists of words: parts of speech for the morphologizer, lemmas beside the edit trees."""

from __future__ import annotations

from pathlib import Path

import spacy

import pipeline.components.closing_marks
import pipeline.components.one_label  # noqa: F401  (both register themselves)
from pipeline.components.lemma_lexicon import LemmaLexicon
from pipeline.components.listed_morphologizer import FILE, ListedMorphologizer
from pipeline.model.recipe.classes import class_list
from pipeline.model.recipe.lemmas import lemma_list
from pipeline.model.recipe.prepare import HELD_OUT
from pipeline.model.recipe.treebanks import Sentence, read_conllu


def add_lists(folder: Path, data: Path) -> None:
    """Rewrite the pipeline in ``folder``; what the treebanks under ``data`` say of words goes in, but for what is held out and its copies."""
    held = {s.key() for names in HELD_OUT.values() for name in names for s in read_conllu(data / "ud-italian" / f"{name}.conllu")}
    sentences: list[Sentence] = [s for p in sorted(data.glob("ud-italian/*.conllu")) for s in read_conllu(p) if s.key() not in held]
    config = folder / "config.cfg"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('factory = "morphologizer"', 'factory = "listed_morphologizer"'), encoding="utf-8")
    listed = folder / "morphologizer" / FILE
    if not listed.exists():
        listed.touch()
    nlp = spacy.load(folder)
    morphologizer = nlp.get_pipe("morphologizer")
    if not isinstance(morphologizer, ListedMorphologizer):
        raise TypeError("the pipeline has no morphologizer that a list can be given to")
    morphologizer.fill(class_list(sentences))
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
