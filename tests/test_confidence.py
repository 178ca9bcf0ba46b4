"""Confidence: what it looks at, that it is a probability, what filtering leaves."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.confidence import WEIGHTS, confidence, confident
from pipeline.confidence.calibrate import cross_validated, fit
from pipeline.confidence.features import features
from pipeline.language import EMBEDDED
from pipeline.schema import Claim, Record, Span, Speaker, Triple


def triple(ident=0, name="Marta Lodi", mention="Marta Lodi", rule="che-clause", claim="il piano è fermo", **other):
    span = Span(start=0, end=len(mention), text=mention) if mention else None
    speaker = Speaker(name=name, mention=span, implicit=mention is None, label="PER")
    return Triple(id=ident, kind="indirect", speaker=speaker, claim=Claim.of([Span(start=20, end=20 + len(claim), text=claim)]), stance="support", rule=rule, **other)


@pytest.mark.parametrize(
    ("name", "mention", "feature"),
    [
        ("Marta Lodi", "Marta Lodi", "speaker=name"),
        ("Marta Lodi", "la ministra Marta Lodi", "speaker=name"),
        ("Marta Lodi", "Lodi", "speaker=part of the name"),
        ("Marta Lodi", "che", "speaker=pronoun"),
        ("Marta Lodi", None, "speaker=dropped"),
        ("Marta Lodi", "la ministra", "speaker=description resolved"),
        ("la ministra", "la ministra", "speaker=description"),
    ],
)
def test_how_the_speaker_is_mentioned(name, mention, feature):
    assert feature in features(triple(name=name, mention=mention))


def test_a_name_is_surer_than_silence():
    assert 0 < confidence(triple(mention=None)) < confidence(triple()) < 1
    assert confidence(triple(rule="a rule that nobody knows")) > 0


def test_filtering_keeps_ids_and_drops_what_pointed_to_what_is_gone():
    weak, strong = triple(0, mention=None, rule="construction-target"), triple(1)
    inner = triple(2, nested_in=0)
    left = confident(Record(id="a", triples=[weak, strong, inner]), (confidence(weak) + confidence(strong)) / 2)
    assert [(t.id, t.nested_in) for t in left.triples] == [(1, None), (2, None)]
    assert confident(Record(id="a", triples=[weak, inner]), 0.0).triples[1].nested_in == 0


def test_the_fit_finds_what_there_is():
    rows = [(f"a{i % 20}", ["bias", "rule=good" if i % 2 else "rule=bad"], bool(i % 2) or i % 10 == 0) for i in range(400)]
    weights = fit(rows)
    assert weights["rule=good"] > weights["rule=bad"]
    worth = cross_validated(rows)
    assert worth["brier"] < worth["brier_of_a_constant"]
    assert sum(b["triples"] for b in worth["bands"]) == 400


def test_the_weights_are_the_ones_of_their_figures():
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert data["worth"]["brier"] <= data["worth"]["brier_of_a_constant"]
    assert "bias" in data["weights"]


def test_the_command_leaves_out_what_is_less_likely(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Marta Lodi nega che la fabbrica chiuda. La riunione è finita tardi. È contraria alla vendita.", encoding="utf-8")
    kept = []
    for least in ("0", "1"):
        out = tmp_path / f"{least}.jsonl"
        assert CliRunner().invoke(app, ["extract", str(article), "--model", str(EMBEDDED), "--min-confidence", least, "-o", str(out)]).exit_code == 0
        kept.append(len(json.loads(out.read_text(encoding="utf-8"))["triples"]))
    assert kept[0] >= 1
    assert kept[1] == 0
