"""The commands on stand-off gold, and evaluate --real-news."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.evaluation import load_records
from pipeline.standoff.files import model_line, read_lines
from pipeline.standoff.records import Article
from tests.standoff_case import SEGMENT, TEXT, gold, kind_folder, standoff


@pytest.fixture
def kind(tmp_path):
    return kind_folder(tmp_path)


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def made_standoff(kind, tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "gold.jsonl").write_text(gold().model_dump_json() + "\n" + gold().model_copy(update={"id": "z"}).model_dump_json() + "\n", encoding="utf-8")
    (tmp_path / "segments.json").write_text("[" + SEGMENT.model_dump_json() + "]")
    out = tmp_path / "real" / "standoff.jsonl"
    result = run("standoff", "make", "--gold", tmp_path / "gold.jsonl", "--articles", tmp_path / "articles", "--segments", tmp_path / "segments.json", "--kind", kind, "-o", out)
    assert result.exit_code == 1 and "z: left out: no segment" in result.stderr  # the second record
    return out


def test_make_and_rebuild(made_standoff, kind, tmp_path):
    out = tmp_path / "out"
    assert read_lines(made_standoff, Article) == ([standoff()], [])
    result = run("standoff", "rebuild", "--standoff", made_standoff, "--kind", kind, "-o", out)
    assert result.exit_code == 0, result.output
    assert (out / "articles" / "a.txt").read_bytes() == TEXT.encode()
    assert load_records(out / "gold.jsonl") == ([gold()], [])


def test_rebuild_with_corrections_and_without(made_standoff, kind, tmp_path):
    made_standoff.with_name("corrections.jsonl").write_text('{"article": "a", "action": "change", "triple": 0, "fields": {"stance": "doubt"}, "reason": "a test"}\n')
    stances = {}
    for option in ("--original", "corrected"):
        arguments = ["standoff", "rebuild", "--standoff", made_standoff, "--kind", kind, "-o", tmp_path / option]
        result = run(*arguments, option) if option == "--original" else run(*arguments)
        assert result.exit_code == 0, result.output
        stances[option] = load_records(tmp_path / option / "gold.jsonl")[0][0].triples[0].stance
    assert stances == {"--original": "support", "corrected": "doubt"}


def test_rebuild_names_what_it_cannot(made_standoff, kind, tmp_path):
    made_standoff.write_text(made_standoff.read_text() + model_line(standoff().model_copy(update={"id": "b", "text_sha256": "0" * 64})) + '{"id": 3}\n')
    result = run("standoff", "rebuild", "--standoff", made_standoff, "--kind", kind, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{made_standoff}:3: " in result.stderr and "chidice: b: its text is not the one" in result.stderr
    assert [p.name for p in (tmp_path / "out" / "articles").iterdir()] == ["a.txt"]


@pytest.fixture
def own(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.txt").write_bytes(TEXT.encode())
    (tmp_path / "own.jsonl").write_text(gold().model_copy(update={"id": "mine"}).model_dump_json() + "\n", encoding="utf-8")
    return ["--gold", tmp_path / "own.jsonl", "--articles", tmp_path / "own"]


def test_evaluate_side_by_side(made_standoff, own, kind, tmp_path):
    output, scores = tmp_path / "output.jsonl", tmp_path / "scores.json"
    output.write_text("".join(gold().model_copy(update={"id": i}).model_dump_json() + "\n" for i in ("mine", "a")), encoding="utf-8")
    news = ["--real-news", kind, "--standoff", made_standoff]
    result = run("evaluate", output, *own, *news, "--json", scores)
    assert result.exit_code == 0, result.output
    assert "own gold" in result.output and "real news" in result.output and "uncorrected" not in result.output
    data = json.loads(scores.read_text())
    assert data["gold"] == 1 and data["real_news"]["overall"]["triple"]["f1"] == 1.0
    # corrected to doubt, the output's support is wrong; the uncorrected gold stands beside it
    made_standoff.with_name("corrections.jsonl").write_text('{"article": "a", "action": "change", "triple": 0, "fields": {"stance": "doubt"}, "reason": "a test"}\n')
    assert "uncorrected" in run("evaluate", output, *own, *news, "--json", scores).output
    data = json.loads(scores.read_text())
    assert [data[k]["overall"]["triple"]["f1"] for k in ("real_news", "real_news_original")] == [0.0, 1.0]
    run("evaluate", output, *own, *news, "--original", "--json", scores)
    data = json.loads(scores.read_text())
    assert data["real_news"]["overall"]["triple"]["f1"] == 1.0 and "real_news_original" not in data


def test_evaluate_without_the_option_has_its_old_keys(own, tmp_path):
    output, scores = own[1], tmp_path / "scores.json"
    assert run("evaluate", output, *own, "--json", scores).exit_code == 0
    assert set(json.loads(scores.read_text())) == {
        "gold_file", "split", "producer", "articles", "gold", "predicted", "overall", "kinds", "shares", "stance_macro_f1", "stance_confusion", "stances", "rules", "intervals",
    }  # fmt: skip


def test_evaluate_says_why_it_cannot_measure_real_news(made_standoff, own, kind, tmp_path):
    news = ["--standoff", made_standoff, "--real-news"]
    nothing = run("evaluate", own[1], *own, *news, tmp_path / "void")
    assert nothing.exit_code == 2 and "no such file" in nothing.stderr and "none of its articles" in nothing.stderr
    missing = run("evaluate", own[1], *own, *news, kind)
    assert missing.exit_code == 2 and "no record of the real news" in missing.stderr
