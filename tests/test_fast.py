"""The faster path gives what the full analysis gives, whatever an article's neighbours, and leaves alone what it does not know."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.fast import embedding, speed_up
from pipeline.fast.lemmas import FastLemmatizer
from pipeline.language import EMBEDDED, load_bare
from tests.conftest import ROOT

LAYERS = ("tag_", "pos_", "lemma_", "dep_", "ent_iob_", "ent_type_", "is_sent_start")


@pytest.fixture(scope="module")
def full():
    return pipeline.load(str(EMBEDDED), fast=False)


@pytest.fixture(scope="module")
def texts():
    return [path.read_bytes().decode("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]


def triples(doc):
    return [t.model_dump_json() for t in doc._.triples]


def tokens(doc):
    return [(t.idx, t.text, t.head.i, str(t.morph), *(getattr(t, name) for name in LAYERS)) for t in doc]


@pytest.mark.parametrize("third", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in (1, 2))])
def test_the_corpus_gives_the_same_triples(nlp, full, texts, third):
    texts = texts[third::3]
    fast, slow = (list(p.pipe(texts, batch_size=16)) for p in (nlp, full))
    same = sum(len(set(triples(a)) & set(triples(b))) for a, b in zip(fast, slow, strict=True))
    assert same >= 0.99 * sum(len(triples(doc)) for doc in slow) > 160
    pairs = [(x, y) for a, b in zip(fast, slow, strict=True) for x, y in zip(tokens(a), tokens(b), strict=True)]
    assert sum(x == y for x, y in pairs) > 0.999 * len(pairs)
    assert all(x[:2] == y[:2] for x, y in pairs)


def test_neighbours_change_nothing(nlp, texts):
    alone = [triples(nlp(text)) for text in texts[:12]]
    assert [triples(doc) for doc in nlp.pipe(texts[:12], batch_size=5)] == alone
    assert [triples(doc) for doc in nlp.pipe(["", *texts[11::-1], " "], batch_size=14)][1:-1] == alone[::-1]


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_texts_give_the_same_vectors(nlp, full, batch):
    # for each its own docs: empty ones, pads between them and pieces of any length must come out as spaCy's
    for name in ("tok2vec", "ner"):
        one, other = (_embedder(p.get_pipe(name).model) for p in (nlp, full))
        docs = [d for d in (nlp.make_doc(t) for t in batch) if len(d)]
        for a, b in zip(one.predict(docs), other.predict(docs) if docs else [], strict=True):
            np.testing.assert_allclose(a, b, atol=1e-4)


def _embedder(model):
    return next(node for node in model.walk() if node.has_ref("embed"))


def test_a_text_longer_than_a_piece(nlp, full, texts):
    doc = nlp.make_doc("\n".join(texts[:8]))
    assert len(doc) > 3000
    a, b = (p.get_pipe("tok2vec").model.predict([doc])[0] for p in (nlp, full))
    np.testing.assert_allclose(a, b, atol=1e-4)


def test_a_full_table_begins_anew(nlp, full, texts, monkeypatch):
    monkeypatch.setattr(embedding, "ROWS", 50)
    docs = [nlp.make_doc(text) for text in texts[:4]]
    for _ in range(2):
        for doc in docs:
            a, b = (p.get_pipe("tok2vec").model.predict([doc])[0] for p in (nlp, full))
            np.testing.assert_allclose(a, b, atol=1e-4)


def test_new_weights_are_noticed(texts):
    nlp = load_bare(str(EMBEDDED))
    assert speed_up(nlp) == ["tok2vec", "lemmatizer", "ner"]
    model = nlp.get_pipe("tok2vec").model
    doc = nlp.make_doc(texts[0])
    before = model.predict([doc])[0].copy()
    for node in model.walk():
        if node.name == "maxout":
            node.set_param("W", node.get_param("W") * 0.5)
    after = model.predict([doc])[0]
    assert not np.allclose(before, after, atol=1e-3)
    again = load_bare(str(EMBEDDED)).get_pipe("tok2vec").model
    for node in again.walk():
        if node.name == "maxout":
            node.set_param("W", node.get_param("W") * 0.5)
    np.testing.assert_allclose(after, again.predict([doc])[0], atol=1e-4)


def test_training_takes_spacys_own_way(texts):
    nlp = load_bare(str(EMBEDDED))
    speed_up(nlp)
    model = nlp.get_pipe("tok2vec").model
    docs = [nlp.make_doc(texts[0])]
    before = model.predict(docs)[0].copy()
    vectors, backward = model.begin_update(docs)
    backward([np.ones_like(v) for v in vectors])
    assert all(node.has_grad("W") for node in model.walk() if node.name == "maxout")
    for node in model.walk():
        for name in node.param_names:
            if node.has_grad(name):
                node.get_param(name).__isub__(0.05 * np.sign(node.get_grad(name)))  # in place, as optimizers may
    assert not np.allclose(before, model.predict(docs)[0], atol=1e-3)


def test_what_is_written_to_disk_is_spacys_own(nlp, full, tmp_path):
    nlp.to_disk(tmp_path / "fast")
    again = spacy.load(tmp_path / "fast")
    assert type(again.get_pipe("lemmatizer")) is not FastLemmatizer
    text = "Marta Lodi nega che la fabbrica chiuda."
    assert tokens(again(text)) == tokens(full(text))


def test_a_pipeline_without_models_is_left_alone():
    blank = spacy.blank("it")
    blank.add_pipe("sentencizer")
    assert speed_up(blank) == []


def test_lemmas_that_stand_already_stay(nlp):
    doc = nlp.make_doc("Le fabbriche chiudono")
    doc[1].lemma_ = "mia"
    lemmatizer = nlp.get_pipe("lemmatizer")
    doc = lemmatizer(nlp.get_pipe("tok2vec")(doc))
    assert [t.lemma_ for t in doc] == ["il", "mia", "chiudere"]


def test_the_command_gives_the_same_with_full(tmp_path):
    from typer.testing import CliRunner

    from pipeline.cli.app import app

    out = []
    for option in ("--full", "--fast"):
        file = tmp_path / f"{option}.jsonl"
        assert CliRunner().invoke(app, ["extract", str(ROOT / "corpus" / "agenzia-canone-acqua-lite-maggioranza.txt"), "--model", str(EMBEDDED), option, "-o", str(file)]).exit_code == 0
        out.append(file.read_bytes())
    assert out[0] == out[1]
    assert b'"triples":[{' in out[0].replace(b": ", b":")


def test_what_a_memory_zone_frees_is_not_remembered():
    """A word that is new in one zone is new again in the next, its lemma too."""
    nlp = pipeline.load(str(EMBEDDED))
    text = "Gli zurbaniani plutoneggiarono, dice Marta Lodi, tra le frizzolate."
    outside = [t.lemma_ for t in nlp(text)]
    nlp = pipeline.load(str(EMBEDDED))
    for _ in range(3):
        with nlp.memory_zone():
            assert [t.lemma_ for t in nlp(text)] == outside
