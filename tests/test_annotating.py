"""Agreement of annotators, counted by hand, and what the guidelines rule out."""

import json
from collections import Counter

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.evaluation import EvaluationError
from pipeline.evaluation.agreement import agree, as_data, kappa
from pipeline.evaluation.guidelines import check
from pipeline.schema import STANCES, Claim, Record, Span, Speaker, Triple, sha256

TEXT = "Il sindaco Ada Lodi ha detto che «il ponte è chiuso». Secondo Bini, di certo, la strada regge. «Quando riapre?», chiede Bini."


def at(piece):
    start = TEXT.index(piece)
    return Span.of(TEXT, start, start + len(piece))


def triple(number, *claim, name="Ada Lodi", mention=None, kind="indirect", stance="support", cue=None, **more):
    speaker = Speaker(name=name, mention=at(mention) if mention else None)
    return Triple(id=number, kind=kind, stance=stance, speaker=speaker, cue=at(cue) if cue else None, claim=Claim.of([at(c) for c in claim]), **more)


def record(*triples, ident="a"):
    return Record(id=ident, text_sha256=sha256(TEXT), triples=list(triples))


def test_agreement_counted_by_hand():
    # A: bridge (Lodi), road (Bini), question (neutral), optional «di certo». B: bridge by Lodi, doubt; road by Lodi; «chiede Bini».
    # Both 3 obligatory triples; two pairs: the bridge differs in stance, the road in speaker. claim F1 = 2·2/6; triple 0.
    first = [triple(0, "il ponte è chiuso"), triple(1, "la strada regge", name="Bini"), triple(2, "Quando riapre?", stance="neutral"), triple(3, "di certo", optional=True)]
    second = [triple(0, "il ponte è chiuso", stance="doubt"), triple(1, "la strada regge"), triple(2, "chiede Bini")]
    data = as_data(agree([record(*first)], [record(*second)]))
    assert (data["left"], data["right"]) == (3, 3)
    assert data["f1"]["claim"] == pytest.approx(4 / 6)
    assert (data["f1"]["stance"], data["f1"]["speaker"], data["f1"]["triple"]) == (pytest.approx(2 / 6), pytest.approx(2 / 6), 0.0)


def test_agreement_is_the_same_from_either_side_and_perfect_with_oneself():
    first, second = [record(triple(0, "il ponte è chiuso"))], [record(triple(0, "il ponte"), triple(1, "la strada regge"))]
    assert as_data(agree(first, second))["f1"] == as_data(agree(second, first))["f1"]
    assert set(as_data(agree(second, second))["f1"].values()) == {1.0}


def test_kappa_by_hand():
    # 20 of 50 both say support, 15 both oppose; observed 0.7, chance 0.5 · 0.6 + 0.5 · 0.4 = 0.5 → 0.4 (the textbook example)
    confusion = Counter({("support", "support"): 20, ("support", "oppose"): 5, ("oppose", "support"): 10, ("oppose", "oppose"): 15})
    assert kappa(confusion, STANCES) == pytest.approx(0.4)
    assert kappa(Counter(), STANCES) == 1.0


def test_nothing_in_common_and_other_texts_are_errors():
    with pytest.raises(EvaluationError, match="no article in common"):
        agree([record()], [record(ident="b")])
    with pytest.raises(EvaluationError, match="different texts"):
        agree([record()], [record().model_copy(update={"text_sha256": "0" * 64})])


def messages(*triples):
    return [str(p) for p in check(record(*triples), TEXT)]


def test_good_gold_is_silent():
    assert messages(triple(0, "il ponte è chiuso", kind="direct", mention="Il sindaco Ada Lodi", cue="ha detto"), triple(1, "la strada regge", name="Bini", mention="Bini", cue="Secondo")) == []


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (triple(0, "che «il ponte è chiuso»", cue="ha detto"), "a complementizer opens"),
        (triple(0, "«il ponte è chiuso»", kind="direct"), "outer quotation marks"),
        (triple(0, "la strada regge."), "final punctuation"),
        (triple(0, " la strada regge"), "white space"),
        (triple(0, "la strada regge", kind="direct"), "perhaps direct, but"),
        (triple(0, "Quando riapre?", kind="direct"), "only a question is neutral"),
        (triple(0, "di certo, la strada regge", kind="position"), "preposition that the cue governs"),
        (triple(0, "la strada regge", name="Ugo Re"), "does not stand in the article"),
        (triple(0, "la strada regge", name="che"), "the pronoun «che»"),
        (triple(0, "la strada regge", mention="Secondo Bini"), "a preposition opens the mention"),
    ],
)
def test_what_the_guidelines_rule_out(wrong, what):
    assert any(what in line for line in messages(wrong)), messages(wrong)


def test_nesting_and_repetition():
    outer, inner = triple(0, "il ponte è chiuso"), triple(1, "la strada regge", nested_in=0, optional=True)
    assert any("does not lie inside" in line for line in messages(outer, inner))
    assert any("nested and not optional" in line for line in messages(outer, triple(1, "il ponte", nested_in=0)))
    assert any("once more" in line for line in messages(outer, triple(1, "il ponte è chiuso")))


def test_the_commands(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(record(triple(0, "la strada regge", name="Bini")).model_dump_json() + "\n", encoding="utf-8")
    bad.write_text(record(triple(0, "la strada regge.", name="Bini")).model_dump_json() + "\n", encoding="utf-8")
    run = CliRunner().invoke
    assert run(app, ["check", str(good), "--articles", str(tmp_path)]).exit_code == 0
    result = run(app, ["check", str(bad), "--articles", str(tmp_path)])
    assert (result.exit_code, "final punctuation" in result.stdout) == (1, True)
    result = run(app, ["agree", str(good), str(bad), "--list", "--json", "-"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["f1"]["claim_exact"] == 1.0
    assert run(app, ["agree", str(good), str(tmp_path / "none.jsonl")]).exit_code == 2
