"""Accents that agencies print as apostrophes: the same triples as with the accent."""

import pytest

SENTENCES = [
    "Il sindaco Ugo Bini, che è contrario all'aumento delle tariffe, ha lasciato l'aula.",
    "Ugo Bini ha detto che l'accordo è stato firmato e che sarà reso pubblico.",
    "«Non è più tollerabile». Lo ha detto il segretario Ugo Bini.",
    "Secondo Ada Neri la società è fallita perché non può pagare.",
    "Ada Neri si è detta convinta che la città potrà ripartire già lunedì.",
]


@pytest.mark.parametrize("apostrophe", "'’")
@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_apostrophe_is_an_accent(nlp, sentence, apostrophe):
    plain = {"à": "a", "è": "e", "é": "e", "ì": "i", "ò": "o", "ù": "u"}
    printed = "".join(plain[c] + apostrophe if c in plain else c for c in sentence)
    expected = [(t.speaker.name, t.stance, t.claim.text) for t in nlp(sentence)._.triples]
    found = [(t.speaker.name, t.stance, t.claim.text) for t in nlp(printed)._.triples]
    assert len(found) == len(expected) > 0
    assert [f[:2] for f in found] == [e[:2] for e in expected]
    assert all(t.claim.text in printed for t in nlp(printed)._.triples)


def test_a_closing_mark_stays_one(nlp):
    assert [t.text for t in nlp.make_doc("'Torniamo la', ha detto.")] == ["'", "Torniamo", "la", "'", ",", "ha", "detto", "."]
