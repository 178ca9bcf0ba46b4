"""Corrections of stand-off gold: what fits is made, what does not is told."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.schema import Speaker
from pipeline.standoff.corrections import Correction, correct, merge_patch
from pipeline.standoff.files import read_lines
from pipeline.standoff.rebuild import to_record
from pipeline.standoff.records import Article
from tests.standoff_case import REPOSITORY, TEXT, standoff


def corrected(**fields):
    return correct([standoff()], [Correction.model_validate({"article": "a", "reason": "a test", **fields})])


def test_a_changed_triple():
    (article,), problems = corrected(action="change", triple=0, fields={"stance": "doubt", "cue": None, "speaker": {"mention": None, "implicit": True, "aliases": [[29, 33]]}})
    triple = to_record(article, TEXT).triples[0]
    assert not problems
    assert (triple.stance, triple.cue, triple.kind) == ("doubt", None, "direct")
    assert triple.speaker == Speaker(name="Ada Lodi", aliases=["Lodi"], implicit=True, label="PER")


def test_added_and_removed_triples():
    (article,), problems = corrected(action="add", triple=1, fields={"kind": "indirect", "stance": "oppose", "claim": [[100, 105]], "speaker": {"name": "Bini"}})
    assert not problems and [t.id for t in article.triples] == [0, 1, 3]
    (article,), problems = corrected(action="remove", triple=3)
    assert not problems and [t.id for t in article.triples] == [0]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"action": "change", "triple": 7, "fields": {"stance": "doubt"}}, "no such triple"),
        ({"action": "add", "triple": 3, "fields": {"stance": "doubt"}}, "already"),
        ({"action": "change", "triple": 0, "fields": {"stance": "support"}}, "changes nothing"),
        ({"action": "change", "triple": 0, "fields": {"stance": "maybe"}}, "stance"),
        ({"action": "remove", "triple": 0}, "nested_in"),
        ({"action": "remove", "triple": 0, "article": "b"}, "no such article"),
    ],
)
def test_a_correction_that_does_not_fit_is_not_made(fields, what):
    articles, problems = corrected(**fields)
    assert articles == [standoff()]
    assert len(problems) == 1 and what in problems[0].what


@pytest.mark.parametrize("wrong", [{"fields": {}}, {"fields": {"id": 4}}, {"reason": ""}, {"action": "remove"}])
def test_what_is_no_correction(wrong):
    with pytest.raises(ValidationError):
        Correction.model_validate({"article": "a", "action": "change", "triple": 0, "fields": {"stance": "doubt"}, "reason": "x", **wrong})


def test_merge_patch_by_the_examples_of_rfc_7396():
    cases = [({"a": "b"}, {"a": "c"}, {"a": "c"}), ({"a": "b"}, {"a": None}, {}), ({"a": ["b"]}, {"a": "c"}, {"a": "c"}), ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
             (["a", "b"], ["c", "d"], ["c", "d"]), ({"a": "foo"}, "bar", "bar"), ({"e": None}, {"a": 1}, {"e": None, "a": 1}), ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
             ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}})]  # fmt: skip
    for target, patch, result in cases:
        assert merge_patch(target, patch) == result


def test_the_corrections_of_the_repository_fit():
    articles, problems = read_lines(REPOSITORY / "standoff.jsonl", Article)
    corrections, more = read_lines(REPOSITORY / "corrections.jsonl", Correction)
    changed, misfits = correct(articles, corrections)
    assert (problems, more, misfits) == ([], [], [])
    assert len(articles) == len(changed) == 54 and sum(len(a.triples) for a in articles) == 295
    assert f"{len(corrections)} corrections" in (REPOSITORY / "README.md").read_text(encoding="utf-8")
