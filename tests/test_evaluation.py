"""Scores against a small example counted by hand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation import EvaluationError, as_json, below_floor, changes, error_list, evaluate, load_records, load_texts, paired
from pipeline.evaluation.bootstrap import intervals
from pipeline.evaluation.names import normalise
from pipeline.evaluation.pairing import pair
from pipeline.schema import Claim, Record, Span, Speaker, Triple

#           0    5     11    17     24     31    37
TEXT = "uno due tre quattro cinque sei sette otto nove dieci"


def triple(number, start, end, name="Anna Bo", stance="support", kind="indirect", optional=False, aliases=(), rule=None):
    return Triple(
        id=number, kind=kind, stance=stance, optional=optional, rule=rule,
        speaker=Speaker(name=name, aliases=list(aliases)), claim=Claim.of([Span.of(TEXT, start, end)]),
    )  # fmt: skip


def record(ident, *triples):
    return Record(id=ident, triples=list(triples))


def test_the_hand_counted_example():
    # Gold, article a: A «uno due tre» (3 words), B «quattro cinque» by Carlo (2), C «dieci» optional. Article b: D «uno».
    # Predicted, a: A' «uno due tre quattro» (4 words; Dice with A = 2·3/7 = 0.857), right speaker by alias, right stance;
    #               B' «quattro cinque» by Anna, wrong speaker, right stance; C' «dieci» pairs with optional C: counts neither way;
    #               E' «sette otto»: spurious. b: nothing: D is missed.
    # Gold 3, predicted 3, paired 2; claim P = R = 2/3; exact 1; speaker 1; full name 0; stance 2; triple 1 (A).
    gold = [record("a", triple(0, 0, 11, aliases=["Bo"]), triple(1, 12, 26, name="Carlo Di"), triple(2, 47, 52, optional=True)), record("b", triple(0, 0, 3))]
    predicted = [record("a", triple(0, 0, 19, name="Bo"), triple(1, 12, 26, name="Anna Bo"), triple(2, 47, 52), triple(3, 31, 41))]
    scores = as_json(evaluate(gold, predicted))
    assert (scores["gold"], scores["predicted"]) == (3, 3)
    hits = {m: row["hits"] for m, row in scores["overall"].items()}
    assert hits == {"claim": 2, "claim_exact": 1, "speaker": 1, "speaker_full": 0, "speaker_mention": 2, "cue": 2, "kind": 2, "stance": 2, "triple": 1, "triple_exact": 0}
    headline = scores["overall"]["triple"]
    assert (headline["precision"], headline["recall"]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert scores["shares"]["speaker"] == 0.5
    assert scores["stance_confusion"]["support"]["support"] == 2


def test_precision_by_the_predicted_kind_recall_by_golds():
    scores = as_json(evaluate([record("a", triple(0, 0, 11, kind="direct"))], [record("a", triple(0, 0, 11, kind="mixed"))]))
    direct, mixed = scores["kinds"]["direct"]["triple"], scores["kinds"]["mixed"]["triple"]
    assert (direct["recall"], direct["precision"], mixed["recall"], mixed["precision"]) == (1.0, 0.0, 0.0, 1.0)


def test_precision_by_the_predicted_stance_recall_by_golds():
    gold = record("a", triple(0, 0, 11, stance="oppose"), triple(1, 12, 26, stance="oppose"))
    scores = as_json(evaluate([gold], [record("a", triple(0, 0, 11, stance="oppose"), triple(1, 12, 26, stance="doubt"))]))
    oppose, doubt = scores["stances"]["oppose"]["triple"], scores["stances"]["doubt"]["triple"]
    assert (oppose["recall"], oppose["precision"], doubt["recall"], doubt["precision"]) == (0.5, 1.0, 0.0, 0.0)
    assert scores["stances"]["doubt"]["claim"]["precision"] == 1.0


def test_intervals_of_a_group_and_a_part_of_the_articles():
    gold = [record("a", triple(0, 0, 11, kind="direct"), triple(1, 12, 26)), record("b", triple(0, 0, 11, kind="direct"), triple(1, 12, 26, stance="doubt"))]
    output = [record("a", triple(0, 0, 11, kind="direct")), record("b", triple(0, 0, 11, kind="direct"), triple(1, 12, 26))]
    both = evaluate(gold, output)
    assert intervals(both, group="direct")["triple"]["f1"] == [1.0, 1.0]
    assert intervals(both)["triple"]["f1"][0] < 1.0
    assert as_json(both.only(["b", "unknown"])) == as_json(evaluate(gold[1:], output[1:]))


def test_a_pair_under_one_half_is_dropped_and_steals_nothing():
    # P overlaps G1 by 1 word of 1+4 (Dice 0.4) and G2 by 3 of 3+4 (0.857): the first must stay unpaired
    gold = [triple(0, 0, 3), triple(1, 4, 19)]
    assert [(p.gold, p.predicted) for p in pair(gold, [triple(0, 0, 19)])] == [(1, 0)]
    assert pair([triple(0, 0, 3)], [triple(0, 0, 26)]) == []


def test_ties_go_to_the_right_speaker_then_the_right_stance():
    gold = [triple(0, 0, 11, name="X"), triple(1, 0, 11, name="Anna Bo", stance="oppose"), triple(2, 0, 11, name="Anna Bo")]
    assert [(p.gold, p.predicted) for p in pair(gold, [triple(0, 0, 11)])] == [(2, 0)]
    assert [(p.gold, p.predicted) for p in pair(gold[:2], [triple(0, 0, 11)])] == [(1, 0)]


def test_missing_and_foreign_records():
    assert as_json(evaluate([record("a", triple(0, 0, 3))], []))["overall"]["claim"]["recall"] == 0.0
    with pytest.raises(EvaluationError, match="'z'"):
        evaluate([record("a")], [record("z")])
    with pytest.raises(EvaluationError, match="two gold"):
        evaluate([record("a"), record("a")], [])


def test_nothing_at_all_divides_by_nothing():
    scores = as_json(evaluate([], []))
    assert scores["overall"]["triple"]["f1"] == 0.0


@pytest.mark.parametrize(
    ("left", "right"),
    [("Il ministro Carlo Bini", "carlo bini"), ("L’azienda", "l'azienda"), ("un'esperta", "Esperta"), ("dott. Ugo Re", "Ugo  Re"), ("la presidente Ada Lo", "Ada Lo")],
)
def test_names_that_are_the_same(left, right):
    assert normalise(left) == normalise(right)


@pytest.mark.parametrize(("left", "right"), [("il ministro", "Bini"), ("il ministro della Difesa", "della Difesa"), ("Carlo Bini", "Bini")])
def test_names_that_are_not(left, right):
    assert normalise(left) != normalise(right)


spans = st.sampled_from([(0, 3), (0, 7), (0, 11), (4, 11), (12, 19), (12, 26), (27, 36), (37, 52)])
names = st.sampled_from(["Anna Bo", "Bo", "Carlo Di"])
sides = st.sampled_from(["support", "oppose", "doubt", "neutral"])
records = st.lists(st.tuples(spans, names, sides), max_size=5, unique_by=lambda t: t[0]).map(
    lambda rows: record("a", *(triple(i, *span, name=name, stance=stance) for i, (span, name, stance) in enumerate(rows)))
)


@given(records)
def test_gold_against_itself_is_perfect(gold):
    scores = as_json(evaluate([gold], [gold]))
    if gold.triples:
        assert all(row["f1"] == 1.0 for row in scores["overall"].values())


@given(records, records)
def test_exchanging_the_sides_exchanges_precision_and_recall(left, right):
    one, other = as_json(evaluate([left], [right]))["overall"]["claim"], as_json(evaluate([right], [left]))["overall"]["claim"]
    assert one["precision"] == pytest.approx(other["recall"])


@given(records)
def test_a_spurious_triple_never_raises_precision(gold):
    base = evaluate([gold], [gold])
    more = record("a", *gold.triples, triple(99, 47, 52, name="Nobody"))
    if not any(t.claim.spans[0].start >= 37 for t in gold.triples):
        assert as_json(evaluate([gold], [more]))["overall"]["triple"]["precision"] <= as_json(base)["overall"]["triple"]["precision"] or not gold.triples


def test_the_bootstrap_is_the_same_twice_and_knows_equals():
    gold = [record(i, triple(0, 0, 11)) for i in "abcdef"]
    output = [record(i, triple(0, 0, 11)) if i in "abc" else record(i) for i in "abcdef"]
    one, two = evaluate(gold, output), evaluate(gold, output)
    assert as_json(one)["intervals"] == as_json(two)["intervals"]
    assert paired(one, two)["triple"] == {"difference": 0.0, "low": 0.0, "high": 0.0, "p": 1.0}
    assert paired(one, evaluate(gold, gold))["triple"]["low"] > 0


def test_the_error_list_names_what_is_wrong():
    gold = [record("a", triple(0, 0, 11), triple(1, 27, 36))]
    output = [record("a", triple(0, 0, 11, name="Carlo"), triple(1, 37, 46))]
    found = error_list(evaluate(gold, output), {"a": TEXT})
    assert sorted(e.group for e in found) == ["missed", "spurious", "wrong speaker"]
    assert "⟦uno due tre⟧" in next(e for e in found if e.type == "wrong").context


def test_compare_tells_what_changed():
    out = changes([record("a", triple(0, 0, 11), triple(1, 27, 36))], [record("a", triple(0, 0, 11, stance="oppose"), triple(1, 37, 52))])
    assert (len(out.only_left), len(out.only_right), out.changed[0][3]) == (1, 1, ["stance"])


def test_bad_lines_are_reported_with_their_place_and_the_good_kept(tmp_path):
    file = tmp_path / "gold.jsonl"
    good = record("a", triple(0, 0, 3)).model_dump_json()
    file.write_bytes(b"\n".join([good.encode(), b"{", good.encode(), b'{"id": "b", "colour": 1}', b'{"id": "c\xff"}', b'{"id": "d"}']))
    kept, problems = load_records(file)
    assert [r.id for r in kept] == ["a", "d"]
    assert [p.split(":")[1] for p in problems] == ["2", "3", "4", "5"]
    assert "line 1 already" in problems[1] and "colour" in problems[2] and "UTF-8" in problems[3]


def test_articles_are_checked_against_their_records(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT.replace("uno", "Uno"), encoding="utf-8")
    texts, problems = load_texts([record("a", triple(0, 0, 3)), record("b")], tmp_path)
    assert list(texts) == ["a"]
    assert "stands as «Uno»" in problems[0] and "'b'" in problems[1]


def test_the_gate():
    scores = as_json(evaluate([record("a", triple(0, 0, 3))], [record("a")]))
    assert below_floor(scores, {"triple": {"f1": 0.1}}) == ["triple f1: 0.0000 is below the floor 0.1000"]
    assert below_floor(scores, {"triple": {"f1": 0.0}}) == []


def test_real_gold_against_itself(gold_news):
    kept, problems = load_records(gold_news / "gold.jsonl")
    assert not problems
    assert json.dumps(as_json(evaluate(kept, kept))["overall"]["triple"]["f1"]) == "1.0"
    assert load_texts(kept, gold_news / "articles")[1] == []


def test_what_a_rule_earns_is_the_fall_without_its_triples():
    gold = [record("a", triple(0, 0, 3), triple(1, 4, 7), triple(2, 8, 11))]
    predicted = [record("a", triple(0, 0, 3, rule="good"), triple(1, 4, 7, rule="bad", name="Ugo Re"), triple(2, 37, 41, rule="bad"))]
    rules = as_json(evaluate(gold, predicted))["rules"]
    whole = 2 * 1 / (3 + 3)
    assert rules["good"]["earns"] == pytest.approx(whole)  # nothing right is left
    assert rules["bad"]["earns"] == pytest.approx(whole - 2 * 1 / (1 + 3))  # it costs more than it gives
