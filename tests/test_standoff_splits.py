"""The commands on stand-off gold that has splits: rebuilt with them, measured column by column, the test part only when asked for."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.standoff.files import model_line
from pipeline.standoff.rebuild import from_record
from tests.standoff_case import SEGMENT, TEXT, gold, kind_folder, standoff, ud_folder, ud_gold, ud_standoff


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def wikinews(ident, split):
    """The article of KIND once more, in a split."""
    return from_record(gold().model_copy(update={"id": ident}), TEXT, SEGMENT.model_copy(update={"id": ident, "split": split}), "WN_dev.tsv", standoff().file_sha256)


@pytest.fixture
def folders(tmp_path):
    return ["--kind", kind_folder(tmp_path), "--ud", ud_folder(tmp_path)]


@pytest.fixture
def files(tmp_path):
    first, second = tmp_path / "standoff.jsonl", tmp_path / "second" / "standoff.jsonl"
    second.parent.mkdir()
    first.write_text(model_line(standoff()))
    second.write_text("".join(map(model_line, (wikinews("w", "dev"), wikinews("x", "test"), ud_standoff("u", "dev"), ud_standoff("v", "test")))))
    return ["--standoff", first, "--standoff", second]


@pytest.fixture
def own(tmp_path):
    """Gold of an article of our own, its splits, and an output for it and all of the real news in which only the test part is wrong."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.txt").write_bytes(TEXT.encode())
    mine = gold().model_copy(update={"id": "mine"})
    (tmp_path / "own.jsonl").write_text(mine.model_dump_json() + "\n", encoding="utf-8")
    (tmp_path / "splits.json").write_text('{"dev": ["mine"], "test": ["mine"]}')
    wrong = ud_gold("v")
    wrong = wrong.model_copy(update={"triples": [wrong.triples[0].model_copy(update={"stance": "oppose"})]})
    output = [mine, *(gold().model_copy(update={"id": i}) for i in "awx"), ud_gold(), wrong]
    (tmp_path / "output.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in output), encoding="utf-8")
    return [tmp_path / "output.jsonl", "--gold", tmp_path / "own.jsonl", "--articles", tmp_path / "own", "--json", tmp_path / "scores.json"]


def scores(tmp_path):
    data = json.loads((tmp_path / "scores.json").read_text())
    return {key: value["overall"]["triple"]["f1"] for key, value in data.items() if key.startswith(("real_news", "second"))}


def test_rebuild_writes_the_splits(folders, files, tmp_path):
    result = run("standoff", "rebuild", *folders, *files, "-o", tmp_path / "out")
    assert result.exit_code == 0 and "5 of 5 articles" in result.stderr
    assert json.loads((tmp_path / "out" / "splits.json").read_text()) == {"dev": ["w", "u"], "test": ["x", "v"]}
    assert (tmp_path / "out" / "articles" / "u.txt").read_text(encoding="utf-8").endswith("\n")


def test_rebuild_names_what_it_leaves_out(folders, files, tmp_path):
    result = run("standoff", "rebuild", *folders[:2], *files, "-o", tmp_path / "out")
    assert result.exit_code == 1 and "left out: u, v" in result.stderr and "3 of 5 articles" in result.stderr
    assert json.loads((tmp_path / "out" / "splits.json").read_text()) == {"dev": ["w"], "test": ["x"]}


def test_an_id_in_two_files(folders, files, tmp_path):
    files[3].write_text(files[3].read_text() + model_line(standoff()))
    result = run("standoff", "rebuild", *folders, *files, "-o", tmp_path / "out")
    assert result.exit_code == 1 and "the id 'a' stands twice" in result.stderr


def test_make_for_a_treebank(folders, tmp_path):
    (tmp_path / "gold.jsonl").write_text(ud_gold().model_dump_json() + "\n", encoding="utf-8")
    assert run("standoff", "rebuild", *folders, "--standoff", _one(tmp_path), "-o", tmp_path / "out").exit_code == 0
    segment = {"id": "u", "first_sentence": 1, "last_sentence": 3, "headings": [1], "final_newline": True, "split": "dev"}
    (tmp_path / "segments.json").write_text(json.dumps([segment]))
    made = run("standoff", "make", "--gold", tmp_path / "gold.jsonl", "--articles", tmp_path / "out" / "articles", "--segments", tmp_path / "segments.json",
               "--kind", folders[3], "--file", "it_vit-ud-test.conllu", "-o", tmp_path / "made.jsonl")  # fmt: skip
    assert made.exit_code == 0, made.output
    assert (tmp_path / "made.jsonl").read_text() == model_line(ud_standoff())


def _one(tmp_path):
    path = tmp_path / "one.jsonl"
    path.write_text(model_line(ud_standoff()))
    return path


def news(folders, files):
    return ["--real-news", folders[1], "--ud", folders[3], *files]


@pytest.mark.parametrize("split", [[], ["--split", "dev"]])
def test_the_columns_of_the_development_part(folders, files, own, split, tmp_path):
    result = run("evaluate", *own, *news(folders, files), *split)
    assert result.exit_code == 0, result.output
    assert set(scores(tmp_path).items()) == {(key, 1.0) for key in ("real_news", "second_dev", "second_dev_wikinews", "second_dev_newspapers")}
    assert "more news, dev" in result.stdout and "newspapers, dev" in result.stdout and ", test" not in result.stdout


def test_the_columns_of_the_test_part_and_none_of_its_errors(folders, files, own, tmp_path):
    result = run("evaluate", *own, *news(folders, files), "--split", "test", "--errors", "--rules")
    assert result.exit_code == 0, result.output
    found = scores(tmp_path)
    assert (found["second_test_newspapers"], found["second_test_wikinews"]) == (0.0, 1.0) and 0 < found["second_test"] < 1
    assert "second_dev" not in found
    assert "strada" not in result.stdout and "Rules, real news" in result.stdout and "Rules, more" not in result.stdout


def test_errors_of_the_development_part_are_shown(folders, files, own):
    files[3].write_text(files[3].read_text().replace('"split":"test"', '"split":"dev"'))
    assert "strada" in run("evaluate", *own, *news(folders, files), "--errors").stdout


def test_a_corpus_that_is_not_at_hand_costs_its_columns_only(folders, files, own, tmp_path):
    result = run("evaluate", *own, "--real-news", folders[1], *files)
    assert result.exit_code == 0 and "no column for the newspapers, dev" in result.stderr
    assert set(scores(tmp_path)) == {"real_news", "second_dev_wikinews"}


def test_an_output_without_them_has_no_such_columns(folders, files, own, tmp_path):
    lines = [line for line in own[0].read_text(encoding="utf-8").splitlines(True) if json.loads(line)["id"] in ("mine", "a", "w", "x")]
    own[0].write_text("".join(lines), encoding="utf-8")
    result = run("evaluate", *own, *news(folders, files))
    assert result.exit_code == 0 and "no column 'newspapers, dev'" in result.stderr and "no column 'more news, dev'" in result.stderr
    assert set(scores(tmp_path)) == {"real_news", "second_dev_wikinews"}


@pytest.mark.parametrize(("width", "tables"), [(80, 2), (200, 1), (45, 4)])
def test_columns_that_do_not_fit_stand_below(folders, files, own, tmp_path, width, tables, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    own[0].write_text("".join(line for line in own[0].read_text(encoding="utf-8").splitlines(True) if json.loads(line)["id"] in ("mine", "a", "w", "x")), encoding="utf-8")
    files[1].with_name("corrections.jsonl").write_text('{"article": "a", "action": "change", "triple": 0, "fields": {"stance": "doubt"}, "reason": "a test"}\n')
    shown = run("evaluate", *own, *news(folders, files)).stdout
    assert shown.count("n, gold, output") == tables
    assert all(heading in shown for heading in ("own gold", "real news", "uncorrected", "Wikinews, dev"))
