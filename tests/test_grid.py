"""The grid of constructions and speakers comes out as it did when it was last measured."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.grid.expand import BEFORE, Case, cases, governed, right, speakers, templates

#: Every how many of the sentences are tried: one in five, other speakers for each construction.
STEP = 5


@pytest.fixture(scope="module")
def sampled(nlp) -> list[tuple[Case, bool]]:
    """A fifth of the sentences, and whether each came out right."""
    some = list(cases())[::STEP]
    return [(case, right(case, doc._.triples)) for case, doc in zip(some, nlp.pipe(BEFORE + case.sentence for case in some), strict=True)]


def test_what_came_out_right_with_every_speaker_still_does(sampled: list[tuple[Case, bool]]) -> None:
    of = len(speakers())
    assert [case.sentence for case, ok in sampled if not ok and case.template.floor == of] == []


def test_as_many_sentences_are_right_as_were(sampled: list[tuple[Case, bool]]) -> None:
    floor = sum(template.floor for template in templates()) / (len(templates()) * len(speakers()))
    assert floor > 0.8
    assert sum(ok for _, ok in sampled) / len(sampled) > floor - 0.02


def test_each_construction_is_tried_and_each_speaker(sampled: list[tuple[Case, bool]]) -> None:
    assert Counter(case.template.text for case, _ in sampled).keys() == {template.text for template in templates()}
    assert {case.speaker for case, _ in sampled} == set(speakers())


def test_an_answer_is_wrong_with_another_name_claim_or_stance(nlp) -> None:
    case = next(c for c in cases() if c.template.text == "{speaker} bocci{a|ano} {P}." and c.speaker.text == "Ugo Bini")
    assert right(case, nlp(case.sentence)._.triples)
    assert not right(case, nlp(case.sentence.replace("Bini", "Neri"))._.triples)
    assert not right(case, nlp(case.sentence.replace("boccia", "difende"))._.triples)
    assert not right(case, nlp("Ugo Bini boccia l'orario dei treni.")._.triples)


@pytest.mark.parametrize(("phrase", "preposition", "wanted"), [("il sindaco", "di", "del sindaco"), ("l'azienda", "a", "all'azienda"), ("Ugo Bini", "da", "da Ugo Bini"), ("alcuni soci", "a", "ad alcuni soci")])
def test_prepositions_take_articles_in(phrase: str, preposition: str, wanted: str) -> None:
    assert governed(phrase, preposition) == wanted
