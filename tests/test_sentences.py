"""Where sentences begin, as far as that is decided before the parser."""

from __future__ import annotations

import pytest
import spacy

from pipeline.components.closing_marks import closing_marks
from pipeline.language import EMBEDDED, load_bare


@pytest.fixture(scope="module")
def bare():
    return load_bare(str(EMBEDDED))


@pytest.mark.parametrize(
    ("words", "spaces", "forbidden"),
    [
        (["È", "finita", "?", '"', "Lodi", "tace", "."], [1, 0, 0, 1, 1, 0, 0], [3]),
        (["«", "È", "finita", ".", "»", "Lodi", "tace", "."], [0, 1, 0, 0, 1, 1, 0, 0], [4]),
        (["Tace", ".", "“", "È", "finita", "”", "."], [0, 1, 0, 1, 0, 0, 0], [5]),
        (["Tace", ".", '"', "È", "finita", '"', "."], [0, 1, 0, 1, 0, 0, 0], [5]),
        (["Disse", ":", '"', "No", ".", '"', "»"], [0, 1, 0, 0, 0, 0, 0], [5, 6]),
        (["l'", '"', "amico", '"'], [0, 0, 0, 0], [3]),
        (["\n", "»", "Lodi"], [0, 1, 0], []),
        (['"', "Lodi"], [0, 0], []),
        ([], [], []),
    ],
)
def test_a_mark_that_closes_begins_no_sentence(words, spaces, forbidden):
    doc = closing_marks(spacy.tokens.Doc(spacy.blank("it").vocab, words=words, spaces=list(map(bool, spaces))))
    assert [t.i for t in doc if t.is_sent_start is False] == forbidden


def test_what_was_set_before_is_left():
    doc = spacy.tokens.Doc(spacy.blank("it").vocab, words=["È", "finita", "?", '"', "Lodi"], spaces=[True, False, False, True, False], sent_starts=[True, False, False, True, False])
    assert closing_marks(doc)[3].is_sent_start


def test_the_packaged_pipeline_closes_quotations(bare):
    doc = bare('"Chi è il sindaco di Lodi? Dove abita Marta?" Quando è finita la gara? Marta Lodi tace.')
    assert [sent.text for sent in doc.sents] == ['"Chi è il sindaco di Lodi?', 'Dove abita Marta?"', "Quando è finita la gara?", "Marta Lodi tace."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Secondo la Rossi S.p.A. il bilancio è in ordine. Il sindaco tace.", 2),
        ("Il dott. Ugo Bini ha detto che la Neri S.r.l. ha chiuso.", 1),
        ("Ha chiuso la Rossi. Spaventa il bilancio.", 2),
    ],
)
def test_an_abbreviation_ends_no_sentence(nlp, text, sentences):
    assert len(list(nlp(text).sents)) == sentences


def test_the_claim_goes_on_behind_an_abbreviation(nlp):
    (triple,) = nlp("Ugo Bini ha affermato che la Rossi S.p.A. «non serve a nulla».")._.triples
    assert triple.claim.text == "la Rossi S.p.A. «non serve a nulla»"
