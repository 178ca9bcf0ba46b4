"""What the recipe does to its data before it trains."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest

from pipeline.language import EMBEDDED
from pipeline.model.recipe.entities import spaces
from pipeline.model.recipe.habits import lemma_habits, part_habits, printed, settle, settle_parts
from pipeline.model.recipe.treebanks import Sentence, Token, merge


def sentence(source: str, *rows: tuple[str, str, str, str, int, str]) -> Sentence:
    words = [Token(i, form, lemma, pos, "", morph, head, dep, True) for i, (form, lemma, pos, morph, head, dep) in enumerate(rows, 1)]
    return Sentence(words, " ".join(w.form for w in words), source)


def test_the_spaces_of_print():
    sent = sentence("markit", ("L'", "il", "DET", "", 2, "det"), ("uomo", "uomo", "NOUN", "", 0, "root"), (",", "[PUNCT]", "PUNCT", "", 2, "punct"), ("poi", "poi", "ADV", "", 2, "advmod"))
    assert "".join(t.form + " " * t.space for t in printed(merge(sent))) == "L'uomo, poi "


@pytest.mark.parametrize("word", ["po'", "po’", "mo'", "Di'"])
def test_a_word_cut_short_keeps_its_space(word):
    assert spaces(["un", word, "di", "dell'", "acqua"]) == [True, True, True, False, True]


def test_possessives_and_quantifiers_of_pud():
    sent = sentence("pud", ("la", "il", "DET", "", 3, "det"), ("sua", "suo", "PRON", "Poss=Yes", 3, "nmod:poss"), ("casa", "casa", "NOUN", "", 0, "root"), ("tutti", "tutto", "NOUN", "", 3, "nmod"))
    settle(sent, {})
    assert [(w.pos, w.dep) for w in sent.words][1] == ("DET", "det:poss")
    assert sent.words[3].pos == "PRON"


def test_an_infinitive_with_a_or_di_and_no_subject_of_its_own_is_xcomp():
    rows = (("decise", "decidere", "VERB", "", 0, "root"), ("di", "di", "ADP", "", 3, "case"), ("partire", "partire", "VERB", "VerbForm=Inf", 1, "ccomp"))
    sent = sentence("vit", *rows)
    settle(sent, {})
    assert [w.dep for w in sent.words] == ["root", "mark", "xcomp"]
    with_subject = sentence("vit", *rows, ("Marta", "Marta", "PROPN", "", 3, "nsubj"))
    settle(with_subject, {})
    assert with_subject.words[2].dep == "ccomp"


def test_the_other_treebanks_take_over_lemmas_on_which_the_reference_agrees():
    reference = [sentence("vit", ("ad", "a", "ADP", "", 0, "root"), ("ratto", "ratto", "NOUN", "", 1, "nmod"))] * 2
    lemmas = lemma_habits([*reference, sentence("vit", ("ratto", "rapire", "NOUN", "", 0, "root"))])
    assert lemmas == {("ad", "ADP"): "a"}  # of the three *ratto* two are too few
    sent = sentence("markit", ("ad", "ad", "ADP", "", 0, "root"), (",", "[PUNCT]", "PUNCT", "", 1, "punct"))
    settle(sent, lemmas)
    assert [w.lemma for w in sent.words] == ["a", ","]
    own = sentence("vit", ("ad", "ad", "ADP", "", 0, "root"))
    settle(own, lemmas)
    assert own.words[0].lemma == "ad"


def test_what_is_merged_keeps_its_form():
    sent = sentence("isdt", ("di", "di", "ADP", "", 3, "case"), ("la", "il", "DET", "", 3, "det"), ("casa", "casa", "NOUN", "", 0, "root"))
    joined = replace(sent, ranges={1: (2, "della", True)})
    assert [(t.form, t.lemma) for t in merge(joined)] == [("della", "di il"), ("casa", "casa")]


@pytest.mark.parametrize("part", ["parse", "ner"])
def test_training_on_takes_its_components_from_the_weights(part):
    from pipeline.model.recipe.student import PIPES, STEPS, config

    text = config(part, EMBEDDED)
    assert re.findall(r"^\[components\.(.+)\]$", text, flags=re.M) == list(PIPES[part])
    assert text.count(f'source = "{EMBEDDED}"') == len(PIPES[part])
    assert f"max_steps = {STEPS[part][0]}\n" in text and "pretrain" not in text


@pytest.mark.parametrize(
    ("form", "name", "word"),
    [("Boston", True, False), ("BOSTON", True, False), ("Xyzzywick", False, False), ("casa", False, True), ("Tavolo", False, True), ("", False, False), ("«", False, False)],
)
def test_the_lists_know_names_by_their_capital_and_words_by_their_letters(form, name, word):
    from pipeline.components.known_words import known

    in_names, in_words, start = known(form)
    assert (in_names > 0, in_words > 0, start > 0) == (name, word, len(form) > 1)
    assert start == known(form[:3].lower() + "zzz")[2] or len(form) < 2


def test_the_listed_embedding_gives_one_row_a_token_and_tells_listed_words_apart():
    import spacy

    from pipeline.components.listed_embedding import ListedHashEmbed

    nlp = spacy.blank("it")
    model = ListedHashEmbed(8, ["SHAPE"], [50, 50, 50])
    docs = [nlp.make_doc("Boston Xyzzyx tace"), nlp.make_doc("")]
    model.initialize(X=docs[:1])
    vectors = model.predict(docs)
    assert [v.shape for v in vectors] == [(3, 8), (0, 8)]
    assert (vectors[0][0] != vectors[0][1]).any()  # both have the shape Xxxxx
    for rows in ([50, 50], [50, 50, 50, 50, 50]):
        with pytest.raises(ValueError, match=f"rows for {len(rows)}"):
            ListedHashEmbed(8, ["SHAPE"], rows)


def test_words_are_hidden_in_training_alone():
    import spacy

    from pipeline.components.listed_embedding import ListedHashEmbed

    doc = spacy.blank("it").make_doc("Boston tace " * 200)
    model = ListedHashEmbed(8, ["NORM", "SHAPE"], [50] * 5, hidden=0.4)
    model.initialize(X=[doc])
    features = model.layers[0]
    (plain,), (trained,) = features.predict([doc]), features([doc], True)[0]
    assert plain.shape == trained.shape == (400, 5)
    changed = (plain != trained).any(axis=0).tolist()
    assert changed == [True, False, False, False, False]
    hidden = plain[:, 0] != trained[:, 0]
    assert 0.3 < hidden[::2].mean() < 0.5 and 0.1 < hidden[1::2].mean() < 0.3
    assert len({*trained[hidden, 0].tolist()}) == hidden.sum()  # each by a number of its own


def test_short_words_and_marks_are_not_hidden():
    import spacy

    from pipeline.components.listed_embedding import ListedHashEmbed

    doc = spacy.blank("it").make_doc("Boston tace , il re no . " * 50)
    model = ListedHashEmbed(8, ["NORM", "SHAPE"], [50] * 5, hidden=1.0, shortest=4)
    model.initialize(X=[doc])
    features = model.layers[0]
    hidden = features.predict([doc])[0][:, 0] != features([doc], True)[0][0][:, 0]
    assert {t.text for t, hid in zip(doc, hidden, strict=True) if hid} == {"Boston", "tace"}


def test_a_word_in_a_relation_is_what_it_is_there_in_the_treebanks_of_one_school():
    import spacy
    from spacy.tokens import Doc

    row = (("ciò", "ciò", "PRON", "Number=Sing", 2, "nsubj"), ("accade", "accadere", "VERB", "", 0, "root"))
    parts = part_habits([sentence("isdt", *row)] * 6 + [sentence("pud", ("altro", "altro", "DET", "", 2, "det"), row[1])] * 6)
    assert set(parts) == {("ciò", "nsubj"), ("accade", "ROOT")}
    doc = Doc(spacy.blank("it").vocab, words=["Ciò", "accade"], pos=["DET", "PROPN"], deps=["nsubj", "ROOT"], heads=[1, 1])
    settle_parts(doc, parts)
    assert [(t.pos_, str(t.morph)) for t in doc] == [("PRON", "Number=Sing"), ("PROPN", "")]
    assert not part_habits([sentence("isdt", *row)] * 5)  # too few


def test_the_lists_of_organisations_are_written_as_known_words_are_looked_up():
    from pipeline.components.known_words import known
    from pipeline.model.recipe.gazetteer import bodies

    for kind in ("BODIES", "THINGS"):
        assert len(bodies(kind)) > 250
        assert not [word for word in bodies(kind) if word.islower() or (word.isupper() and len(word) > 1)]
    assert known("CGIL")[0] == known("Cgil")[0] == known("Coldiretti")[0] != known("Internet")[0]


@pytest.mark.parametrize("seed", range(12))
def test_the_best_tree_is_the_best_of_all(seed):
    pytest.importorskip("networkx", reason="comes with the extra train")
    from itertools import product

    import numpy as np

    from pipeline.model.recipe.teacher.trees import heads

    scores = np.log(np.random.default_rng(seed).dirichlet(np.ones(4) * 0.3, size=4) + 1e-9)

    def is_tree(head):
        climbed = list(head)
        for _ in head:
            climbed = [head[h] for h in climbed]
        return sum(i == h for i, h in enumerate(head)) == 1 and len(set(climbed)) == 1

    best = max((h for h in product(range(4), repeat=4) if is_tree(h)), key=lambda h: sum(scores[i, j] for i, j in enumerate(h)))
    assert tuple(heads(scores)) == best


def test_a_lemmatizer_that_was_read_goes_on_learning_its_own_labels():
    import subprocess
    import sys

    code = (
        "import runpy, spacy; from pipeline.language import EMBEDDED, load_bare; load_bare\n"
        "runpy.run_module('pipeline.model.recipe.training_code')\n"
        "from spacy.training import Example; from spacy.tokens import Doc\n"
        "nlp = load_bare(str(EMBEDDED)); lemmatizer = nlp.get_pipe('lemmatizer')\n"
        "gold = Doc(nlp.vocab, words=['case', 'rosse'], lemmas=['casa', 'rosso'])\n"
        "lemmatizer.get_loss([Example(nlp.make_doc('case rosse'), gold)], [lemmatizer.model.ops.alloc2f(2, len(lemmatizer.cfg['labels']))])\n"
        "assert len(lemmatizer.tree2label) == len(lemmatizer.cfg['labels']) > 100"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # in a process of its own: the module changes how spaCy computes


def test_grown_layers_compute_what_the_old_ones_did():
    import spacy
    from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model

    from pipeline.components.listed_embedding import ListedHashEmbed
    from pipeline.model.recipe.grow import take_over

    docs = [spacy.blank("it").make_doc("Boston Xyzzyx tace da anni, dicono i vicini")]
    old = build_Tok2Vec_model(MultiHashEmbed(8, ["NORM", "SHAPE"], [50, 30], include_static_vectors=False), MaxoutWindowEncoder(8, 1, 3, 2))
    new = build_Tok2Vec_model(ListedHashEmbed(8, ["NORM", "SHAPE"], [50, 30, 20, 20, 20]), MaxoutWindowEncoder(8, 1, 3, 4))
    old.initialize(X=docs)
    new.initialize(X=docs)
    assert abs(old.predict(docs)[0] - new.predict(docs)[0]).max() > 0.01
    take_over(new, old)
    assert abs(old.predict(docs)[0] - new.predict(docs)[0]).max() < 1e-5


def test_averaged_weights_lie_between_and_need_one_shape():
    import spacy

    from pipeline.model.recipe.average import average

    def tagger(width):
        nlp = spacy.blank("it")
        nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "width": width, "depth": 1, "embed_size": 50, "pretrained_vectors": None}}}).add_label("X")
        nlp.initialize()
        return nlp

    def weights(nlp):
        return [layer.get_param(name) for layer in nlp.get_pipe("tagger").model.walk() for name in layer.param_names if layer.has_param(name)]

    first, second = tagger(8), tagger(8)
    for weight in weights(second):
        weight += 1.0
    before, after = [w.copy() for w in weights(first)], [w.copy() for w in weights(second)]
    average(first, second, "tagger", 0.25)
    assert all(abs(mean - (0.75 * a + 0.25 * b)).max() < 1e-6 for mean, a, b in zip(weights(second), before, after, strict=True))
    with pytest.raises(ValueError, match="not of one shape"):
        average(first, tagger(16), "tagger")


def test_a_step_that_ended_well_is_not_done_again(tmp_path, capsys):
    from pipeline.model.recipe.resume import once

    done = []
    with pytest.raises(SystemExit):
        once(tmp_path, "train", lambda: done.append("broken") or sys.exit(1))
    once(tmp_path, "train", lambda: done.append("whole"))
    once(tmp_path, "train", lambda: done.append("again"))
    assert done == ["broken", "whole"] and "done before" in capsys.readouterr().out
