"""The two lists of words in the embedded model: parts of speech that a word can have, lemmas beside the edit trees."""

from __future__ import annotations

import pytest
import spacy

from pipeline.components.lemma_lexicon import LemmaLexicon
from pipeline.components.listed_morphologizer import ListedMorphologizer
from pipeline.language import EMBEDDED, load_bare
from pipeline.lexicon import load_lexicon


@pytest.fixture(scope="module")
def bare():
    return load_bare(str(EMBEDDED))


def test_a_listed_word_has_a_part_of_speech_that_it_can_have(bare):
    morphologizer = bare.get_pipe("morphologizer")
    assert isinstance(morphologizer, ListedMorphologizer)
    doc = bare("La deputata Marta Lodi profetizza sventure e incoraggia i suoi, che partirono ieri.")
    for token in doc:
        allowed = morphologizer.classes.get(token.text)
        assert not allowed or len(token) < 3 or token.pos_ in allowed, token
    assert [t.pos_ for t in doc if t.text in ("profetizza", "incoraggia", "partirono")] == ["VERB", "VERB", "VERB"]


def test_the_list_decides_and_not_the_network(bare):
    morphologizer = bare.get_pipe("morphologizer")
    classes = morphologizer.classes
    try:
        morphologizer.classes = {**classes, "sventure": frozenset(("VERB",))}
        assert bare("Marta Lodi prevede sventure.")[3].pos_ == "VERB"
        assert bare("Le Sventure di Marta Lodi.")[1].pos_ != "VERB"  # words in lower case only
        morphologizer.classes = {**classes, "sventure": frozenset(("NONE",))}  # nothing the model can say
        assert bare("Marta Lodi prevede sventure.")[3].pos_ == "NOUN"
    finally:
        morphologizer.classes = classes


def test_a_relation_makes_a_part_of_speech_likelier(bare):
    morphologizer = bare.get_pipe("morphologizer")
    assert bare.pipe_names.index("parser") < bare.pipe_names.index("morphologizer")
    assert morphologizer.relations["cc"]["CCONJ"] > 0 > morphologizer.relations["cc"]["NOUN"]
    relations, text = morphologizer.relations, "Il sindaco di Ferrano loda Gliuvolo."
    (subject,) = (t for t in bare(text) if t.dep_ == "nsubj")
    assert (subject.text, subject.pos_) == ("sindaco", "NOUN")
    try:
        morphologizer.relations = {**relations, "nsubj": {"PROPN": 60.0}, "obj": {"INTJ": 60.0}}
        assert bare(text)[1].pos_ != "PROPN"  # the list goes first
        assert bare(text)[5].pos_ == "INTJ"
        alone = bare.get_pipe("morphologizer")(bare.get_pipe("tok2vec")(bare.make_doc(text)))  # where no parser has been
        assert alone[5].pos_ == "PROPN"
    finally:
        morphologizer.relations = relations


def test_lemmas_come_from_the_list_under_the_words_part_of_speech(bare):
    doc = bare("I fuochi bruciavano tra gli alberi, e le platee applaudivano.")
    assert {t.text: t.lemma_ for t in doc if t.pos_ in ("NOUN", "VERB")} == {
        "fuochi": "fuoco", "bruciavano": "bruciare", "alberi": "albero", "platee": "platea", "applaudivano": "applaudire",
    }  # fmt: skip


def test_every_form_of_a_cue_verb_that_is_no_other_verbs_is_listed(bare):
    listed = bare.get_pipe("lemma_lexicon").lemmas["VERB"]
    wrong = [
        (text, listed[text])
        for text, forms in load_lexicon().forms.items()
        if text in listed and len({f.infinitive for f in forms}) == 1 and not forms[0].clitic and listed[text] != forms[0].infinitive
    ]
    assert len(wrong) < 0.01 * len(listed), wrong[:20]  # the lexicon has grown since the lists were made
    assert {"derubrica": "derubricare", "paventavano": "paventare"}.items() <= listed.items()


def test_an_ambiguous_form_is_left_to_the_edit_trees(bare):
    assert not {"detto", "detta", "fonda"} & set(bare.get_pipe("lemma_lexicon").lemmas["VERB"])  # dire, dettare; fondare, fondere


def test_both_lists_survive_disk_and_bytes(bare, tmp_path):
    text = "I fuochi bruciavano, profetizza Marta Lodi."
    wanted = [(t.pos_, t.lemma_, str(t.morph)) for t in bare(text)]
    bare.to_disk(tmp_path / "model")
    copy = spacy.blank("it").from_config(bare.config).from_bytes(bare.to_bytes())
    for again in (spacy.load(tmp_path / "model"), copy):
        assert again.get_pipe("morphologizer").classes == bare.get_pipe("morphologizer").classes
        assert again.get_pipe("morphologizer").relations == bare.get_pipe("morphologizer").relations
        assert again.get_pipe("lemma_lexicon").lemmas == bare.get_pipe("lemma_lexicon").lemmas
        assert [(t.pos_, t.lemma_, str(t.morph)) for t in again(text)] == wanted


def test_without_a_list_it_is_spacys_morphologizer(bare):
    morphologizer = bare.get_pipe("morphologizer")
    classes, relations, doc = morphologizer.classes, morphologizer.relations, bare.get_pipe("tok2vec")(bare.make_doc("Lo profetizza."))
    try:
        morphologizer.classes, morphologizer.relations = {}, {}
        (guesses,) = morphologizer.predict([doc])
        (scores,) = morphologizer.model.predict([doc])
        assert guesses.tolist() == scores.argmax(axis=1).tolist()
    finally:
        morphologizer.classes, morphologizer.relations = classes, relations


def test_no_words_no_lemmas():
    lexicon = LemmaLexicon(spacy.blank("it").vocab)
    lexicon.fill({"NOUN": {"fuochi": "fuoco"}})
    assert len(lexicon(spacy.blank("it")(""))) == 0
    assert lexicon.to_bytes() == b"NOUN\tfuoco\tfuochi\n"
