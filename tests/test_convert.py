"""What all formats have in common: nothing is lost on the way there and back, guesses stay guesses, bad input is named."""

from __future__ import annotations

import json
import re
import shlex
import sys

import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.folders import FileNames
from pipeline.formats.names import join_names, split_names
from pipeline.formats.registry import FORMATS
from pipeline.schema import Record
from tests.conftest import ROOT
from tests.documents import NAMES, PRODUCER, TEXT, documents, full, gold, st, there_and_back, write

EVERY = pytest.mark.parametrize("form", [f.name for f in FORMATS.values() if f.readable])


@EVERY
def test_all_gold_comes_back_equal(form):
    there = gold()
    assert len(there) > 20
    assert there_and_back(form, there) == there


@EVERY
def test_every_field_comes_back(form):
    triples = full().record.triples
    for field in ("hearsay", "nested_in", "optional", "rule", "cue"):
        assert len({str(getattr(t, field)) for t in triples}) > 1, f"{field} is not tried"
    for options in (Options(), Options(pre_annotation=True)):
        for document in (full(), full(producer=PRODUCER), full(producer=PRODUCER, triples=[]), full(text=TEXT)):
            assert there_and_back(form, [document], options) == [document]


@EVERY
@given(document=documents())
@settings(max_examples=150, deadline=None)
def test_generated_records_come_back_equal(form, document):
    try:
        back = there_and_back(form, [document])
    except Unwritable:
        lines = [s for t in document.record.triples for s in ([t.cue] if t.cue else []) + ([t.speaker.mention] if t.speaker.mention else []) + t.claim.spans]
        assert form == "brat" and any(s.text.strip("\n\r\x85\u2028") == "" for s in lines)
    else:
        assert back == [document]


@EVERY
def test_one_format_to_another(form):
    other = "cas" if form == "brat" else "brat"
    (middle,) = there_and_back(other, [full(producer=PRODUCER)])
    assert there_and_back(form, [middle]) == [full(producer=PRODUCER)]


@given(st.lists(NAMES | st.just(""), max_size=4))
def test_names_in_a_line(names):
    line = join_names(names)
    assert len(line.splitlines()) <= 1 and line == line.strip()
    assert split_names(line) == names


def test_what_people_write_as_names():
    assert split_names("Marta Lodi|Lodi |  la direttrice | ") == ["Marta Lodi", "Lodi", "la direttrice"]
    assert split_names(r"C:\new \| x") == [r"C:\new | x"]
    assert split_names("  ") == []


@pytest.mark.parametrize("flat", [False, True])
def test_file_names(flat):
    names = FileNames(flat)
    ids = ["a/b", "A/b", "a__b", "../../etc/passwd", "/", ".", "..", "a//b", "https://x.it/y?z=1", "perché no", "x" * 400, "x" * 401, "CON: \\ *", "a/b"]
    made = [names(i) for i in ids]
    assert len({m.casefold() for m in made}) == len(ids)
    assert made[0] == ("a__b" if flat else "a/b")
    for name in made:
        assert all(0 < len(part.encode()) <= 110 and part[0] != "." for part in name.split("/"))
        assert not set(name) & set(':?*\\" ')


@EVERY
def test_ids_that_are_no_file_names(form):
    there = [Document(Record(id=i, triples=full().record.triples), TEXT) for i in ("a/b", "a/B", "../a", "https://x.it/y?z=1", "é 🙂\n")]
    assert there_and_back(form, there) == there


@pytest.mark.parametrize("form", ["brat", "cas"])
def test_what_a_person_has_annotated_is_not_overwritten(form, tmp_path):
    write(form, [full()], tmp_path / "out")
    with pytest.raises(FileExistsError):
        write(form, [], tmp_path / "out")
    assert list(FORMATS[form].read(tmp_path / "out")) == [full()]


@EVERY
def test_nothing_half_written_is_left_behind(form, tmp_path):
    with pytest.raises(RuntimeError), FORMATS[form].writer(str(tmp_path / "out"), Options()) as add:
        add(full())
        raise RuntimeError("power cut")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["brat", "label-studio", "cas"])
def test_another_text_is_told(form, tmp_path):
    out = write(form, [full()], tmp_path / "out")
    for path in [out] if out.is_file() else [p for p in out.rglob("*") if p.is_file()]:
        # a letter of the article that no annotation covers
        path.write_bytes(path.read_bytes().replace(b"Contraria anche", b"Contraria ancho"))
    (problem,) = FORMATS[form].read(out)
    assert "politica/marzo/a: the text is not that of the article" in str(problem)


@EVERY
def test_sources_that_are_not_there(form, tmp_path):
    result = run("convert", tmp_path / "none", "--from", form)
    assert result.exit_code == 2 and "none" in result.stderr


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@EVERY
def test_the_command_there_and_back(form, tmp_path):
    gold_file, corpus = ROOT / "annotations" / "gold.jsonl", ROOT / "corpus"
    there = run("convert", gold_file, "--articles", corpus, "--to", form, "-o", tmp_path / "there")
    assert (there.exit_code, f"{len(gold())} articles" in there.stderr) == (0, True), there.output
    back = run("convert", tmp_path / "there", "--from", form, "--articles", corpus, "-o", tmp_path / "back.jsonl")
    assert back.exit_code == 0, back.output
    assert [json.loads(line) for line in (tmp_path / "back.jsonl").read_text().splitlines()] == [json.loads(d.record.model_dump_json()) for d in gold()]


def test_bad_records_are_named_and_the_rest_converted(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "articles" / "moved.txt").write_bytes(("." + TEXT).encode())
    lines = [full(id=i, source=None, text_sha256=None).record.model_dump_json() for i in ("a", "moved", "nowhere")]
    (tmp_path / "r.jsonl").write_text("\n".join([lines[0], "{", *lines[1:]]) + "\n", encoding="utf-8")
    result = run("convert", tmp_path / "r.jsonl", "--articles", tmp_path / "articles", "--to", "brat", "-o", tmp_path / "out")
    assert result.exit_code == 1
    for what in ("r.jsonl:2: ", "moved, triple 7, claim", "no article for the record 'nowhere'", "1 articles"):
        assert what in result.stderr, what
    assert [p.name for p in (tmp_path / "out").glob("*.ann")] == ["a.ann"]


def test_articles_that_differ_and_ids_that_stand_twice_are_told(tmp_path):
    write("label-studio", [full(), full()], tmp_path / "t.json")
    result = run("convert", tmp_path / "t.json", "--from", "label-studio", "-o", tmp_path / "r.jsonl")
    assert (result.exit_code, "another article has this id" in result.stderr) == (1, True)
    (tmp_path / "politica" / "marzo").mkdir(parents=True)
    (tmp_path / "politica" / "marzo" / "a.txt").write_bytes(b"altro")
    result = run("convert", tmp_path / "t.json", "--from", "label-studio", "--articles", tmp_path, "-o", "-")
    assert (result.exit_code, result.stdout, "its text is not that of the article" in result.stderr) == (1, "", True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--to", "docx"], "unknown format 'docx'; there are: jsonl, brat"), ([], "name a format with --to or --from"), (["--to", "brat", "--encoding", "klingon"], "unknown encoding")],
)
def test_wrong_usage(arguments, message, tmp_path):
    result = run("convert", tmp_path / "x.jsonl", *arguments, "-o", tmp_path / "out")
    assert result.exit_code == 2 and message in result.stderr


def test_standard_output_takes_files_and_no_folders():
    gold_file, corpus = ROOT / "annotations" / "gold.jsonl", ROOT / "corpus"
    assert len(json.loads(run("convert", gold_file, "--articles", corpus, "--to", "label-studio").stdout)) == len(gold())
    result = run("convert", gold_file, "--articles", corpus, "--to", "brat")
    assert result.exit_code == 2 and "name it with -o" in result.stderr


def test_a_missing_library_is_named_with_its_extra(tmp_path, monkeypatch):
    for name in [n for n in sys.modules if n.startswith(("cassis", "pipeline.formats.cas"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cassis", None)
    result = run("convert", ROOT / "annotations" / "gold.jsonl", "--articles", ROOT / "corpus", "--to", "cas", "-o", tmp_path / "out")
    assert result.exit_code == 2 and 'pip install "chidice[cas]"' in result.stderr


def test_the_commands_of_the_documentation(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").symlink_to(ROOT / "corpus")
    (tmp_path / "triples.jsonl").symlink_to(ROOT / "annotations" / "gold.jsonl")
    commands = re.findall(r"^chidice (convert .*)$", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.M)
    assert len(commands) == 12
    # the records have their source from the repository's root
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    for command in commands:
        assert run(*shlex.split(command)).exit_code == 0, command
        if "--from" in command:
            assert len((tmp_path / shlex.split(command)[-1]).read_text(encoding="utf-8").splitlines()) == len(gold())
