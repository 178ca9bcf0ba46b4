"""The rules' own tokens say what spaCy's say."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from spacy.tokens import Doc

from pipeline.components.syntax.tokens import Tokens, text_of
from pipeline.lexicon.abbreviations import printed
from tests.conftest import ROOT
from tests.test_any_parse import analyses

SAME = (
    "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ whitespace_ is_lower is_upper is_punct is_space is_alpha is_digit is_title like_num"
).split()  # fmt: skip
VOCAB = spacy.blank("it").vocab


def check(doc):
    ours = Tokens(doc)
    assert ours.text == doc.text and len(ours) == len(doc)
    for mine, true in zip(ours, doc, strict=True):
        accented = true.text in printed().accents  # e' is read as è
        assert [getattr(mine, name) for name in SAME if not (accented and name in ("lower_", "lemma_"))] == [getattr(true, name) for name in SAME if not (accented and name in ("lower_", "lemma_"))]
        assert not accented or mine.lower_ == printed().accents[true.text]
        assert mine.is_sent_start is (true.is_sent_start is True) and len(mine) == len(true) and mine.head.i == true.head.i
        assert [t.i for t in mine.children] == [t.i for t in true.children] and mine.left_edge.i == true.left_edge.i
        assert [t.i for t in mine.ancestors] == [t.i for t in true.ancestors] and {t.i for t in mine.subtree} == {t.i for t in true.subtree}
        assert mine.features == {name: values.split(",")[0] for name, values in true.morph.to_dict().items()}
        assert mine.is_ancestor(ours[0]) is true.is_ancestor(doc[0])
    for start, end in ((0, len(doc)), (1, 4), (2, 2), (3, 1), (-2, len(doc) + 3)):
        assert text_of(ours[start:end]) == doc[start:end].text and [t.i for t in ours[start:end]] == [t.i for t in doc[start:end]]
    assert [(e.start, e.end, e.label_, e.text) for e in ours.ents] == [(e.start, e.end, e.label_, e.text) for e in doc.ents]
    return ours


def test_of_articles(nlp):
    for path in sorted((ROOT / "corpus").glob("*.txt"))[:6]:
        check(nlp(path.read_bytes().decode("utf-8")))


@given(analyses())
@settings(max_examples=50, deadline=None)
def test_of_any_tree(case):
    rows, heads, *_ = case
    words = [word for word, *_ in rows]
    check(Doc(VOCAB, words=words, pos=[p for _, p, _, _ in rows], deps=[d for _, _, d, _ in rows], heads=heads, morphs=[m for *_, m in rows], lemmas=words, tags=["X"] * len(words)))


def test_a_doc_of_nothing():
    assert not check(Doc(VOCAB))


def test_what_is_mended_is_mended_in_both():
    doc = Doc(VOCAB, words=["ieri", "critica"], pos=["VERB", "NOUN"], deps=["ROOT", "obj"], heads=[0, 0], morphs=["VerbForm=Fin", ""])
    ours = Tokens(doc)
    ours[0].retag("ADV", "advmod", "Degree=Pos")
    ours[1].retag("VERB", "ROOT")
    assert [(t.pos_, t.dep_, str(t.morph)) for t in doc] == [("ADV", "advmod", "Degree=Pos"), ("VERB", "ROOT", "")]
    assert [(t.pos_, t.dep_, t.features) for t in ours] == [("ADV", "advmod", {"Degree": "Pos"}), ("VERB", "ROOT", {})]


def test_neighbours():
    ours = Tokens(Doc(VOCAB, words=["uno", "due"]))
    assert ours[0].nbor().text == "due" and ours[1].nbor(-1).text == "uno"
    for token, distance in ((ours[0], -1), (ours[1], 1)):
        with pytest.raises(IndexError):
            token.nbor(distance)
