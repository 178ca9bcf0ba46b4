"""The commands as a user types them."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs import Reading, read
from pipeline.language import EMBEDDED
from pipeline.schema import Record

SAID = "Marta Lodi ha detto: «Non c'è alcun piano per la vendita».\n"
MODEL = ["--model", str(EMBEDDED)]


def run(*arguments, **more):
    return CliRunner().invoke(app, [str(a) for a in arguments], **more)


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_bytes(SAID.encode())
    (folder / "sub" / "b.txt").write_bytes(SAID.replace("Marta", "Ada").encode())
    return folder


def records(path):
    return [Record.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_extract_writes_valid_records_and_a_table(articles, tmp_path):
    out = tmp_path / "new" / "out.jsonl"
    result = run("extract", articles, "-o", out, *MODEL)
    assert result.exit_code == 0, result.output
    made = records(out)
    assert [r.id for r in made] == ["a", "sub/b"]
    assert [t.speaker.name for r in made for t in r.triples] == ["Marta Lodi", "Ada Lodi"]
    assert made[0].producer.model == "it_chidice_sm"
    assert "2 triples in 2 articles" in result.stderr


def test_standard_input_to_standard_output():
    result = run("extract", "-", *MODEL, input=SAID)
    assert json.loads(result.stdout)["id"] == "stdin"


def test_bad_input_is_named_and_the_rest_processed(articles, tmp_path):
    (articles / "empty.txt").write_text(" \n")
    (articles / "latin.txt").write_bytes("perché\n".encode("latin-1"))
    (articles / "nul.txt").write_bytes(b"uno\ndue\0")
    (tmp_path / "void").mkdir()
    out = tmp_path / "out.jsonl"
    result = run("extract", articles, tmp_path / "void", "missing.txt", "no*.such", "-o", out, *MODEL)
    assert result.exit_code == 1
    for text in ("empty.txt: empty", "latin.txt: not UTF-8 at byte 5 (line 1)", "nul.txt: a NUL byte at character 7 (line 2)", "void: a folder without articles",
                 "missing.txt: no such file", "no*.such: no file matches"):  # fmt: skip
        assert text in result.stderr.replace("\n", ""), text
    assert [r.id for r in records(out)] == ["a", "sub/b"]


def test_an_article_on_which_a_component_fails_costs_that_article_only(articles, tmp_path, monkeypatch):
    from pipeline.components import factories

    def broken(state, lexicon, analysis):
        if "Ada" in state.text:
            raise RuntimeError("a bug")
        return []

    monkeypatch.setattr(factories, "find_cues", broken)
    out = tmp_path / "out.jsonl"
    result = run("extract", articles, "-o", out, *MODEL)
    assert result.exit_code == 1 and "b.txt: the analysis failed" in result.stderr
    assert [r.id for r in records(out)] == ["a"]


def test_two_inputs_with_one_id_are_an_error_not_an_overwrite(articles):
    items = list(read([str(articles / "a.txt"), str(articles)]))
    assert [type(i) for i in items] == [Article, Problem, Article]
    assert "'a' is that of" in items[1].what


def test_other_encodings(tmp_path):
    (tmp_path / "x.txt").write_bytes("Perché no\r\n".encode("cp1252"))
    (item,) = read([str(tmp_path / "x.txt")], Reading("cp1252"))
    assert item.text == "Perché no\r\n"
    assert run("extract", tmp_path, "--encoding", "klingon").exit_code == 2


def test_nothing_half_written_is_left_behind(articles, tmp_path, monkeypatch):
    import pipeline.cli.extracting as extracting

    def broken(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(extracting, "line", broken)
    run("extract", articles, "-o", tmp_path / "out.jsonl", *MODEL)
    assert not list(tmp_path.glob("out.jsonl*"))


def test_a_target_that_cannot_be_written(articles):
    result = run("extract", articles, "-o", articles, *MODEL)
    assert result.exit_code == 2 and "is a folder" in result.stderr


def test_an_unknown_model(articles):
    result = run("extract", articles, "--model", "it_nothing")
    assert result.exit_code == 2 and "it_nothing" in result.stderr


@pytest.fixture
def measured(articles, tmp_path):
    out = tmp_path / "gold.jsonl"
    run("extract", articles, "-o", out, *MODEL)
    return out


def test_evaluate_and_its_gate(articles, measured, tmp_path):
    scores, floor = tmp_path / "scores.json", tmp_path / "floor.json"
    result = run("evaluate", measured, "--gold", measured, "--articles", articles, "--json", scores, "--rules", "--errors")
    assert result.exit_code == 0, result.output
    assert json.loads(scores.read_text())["overall"]["triple"]["f1"] == 1.0
    assert "cue-colon-quote" in result.output
    floor.write_text('{"triple": {"f1": 1.1}}')
    failed = run("evaluate", measured, "--gold", measured, "--articles", articles, "--floor", floor)
    assert failed.exit_code == 1 and "below the floor" in failed.stderr


def test_evaluate_extracts_where_no_output_is_given(articles, measured):
    assert "1.000" in run("evaluate", "--gold", measured, "--articles", articles, *MODEL).output


def test_errors_of_the_test_split_are_not_shown(articles, measured, tmp_path):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text("".join(Record(id=r.id).model_dump_json() + "\n" for r in records(measured)))
    (tmp_path / "splits.json").write_text('{"dev": ["a"], "test": ["sub/b"]}')
    shown = run("evaluate", wrong, "--gold", measured, "--articles", articles, "--errors").output
    assert "missed: 1" in shown and "sub/b" not in shown


def test_a_malformed_gold_line_is_named(articles, measured, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text(measured.read_text() + '{"id": 3}\n')
    result = run("evaluate", measured, "--gold", bad, "--articles", articles)
    assert result.exit_code == 1 and f"{bad}:3: id" in result.stderr.replace("\n", "")


def test_compare(measured, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text(measured.read_text().replace('"support"', '"oppose"', 1))
    result = run("compare", measured, other, "--gold", measured)
    assert result.exit_code == 0 and "1 changed" in result.output and "paired bootstrap" in result.output


def test_show_marks_the_article(articles, measured):
    output = run("show", measured).output
    assert "[0 support] Non c'è alcun piano" in output and "Marta Lodi" in output
    assert run("show", measured, "--id", "sub/b").output.count("support]") == 1


def test_schema_is_json():
    assert json.loads(run("schema").output)["title"] == "Chidice record"


def test_help_and_version():
    assert run("--version").output.startswith("chidice ")
    assert "Examples" in run("extract", "--help").output
