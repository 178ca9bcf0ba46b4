"""Every input through the command: records, text and sentences, going on, processes, memory."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tracemalloc

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.extraction import extract, to_record
from pipeline.formats.articles import Article
from pipeline.formats.inputs import Reading, read
from pipeline.language import EMBEDDED
from pipeline.runs.reading import SideBySide
from pipeline.schema import Record, misplaced, sha256
from tests.conftest import ROOT
from tests.inputs import PAGE, SAID, fields, mixed, save
from tests.test_resume import killed_and_resumed

MODEL = ["--model", str(EMBEDDED)]


def run(*arguments, **more):
    return CliRunner().invoke(app, [str(a) for a in arguments], **more)


def records(path):
    return {r.id: r for r in map(Record.model_validate_json, path.read_text(encoding="utf-8").splitlines())}


def test_a_folder_of_everything(tmp_path):
    folder, out = mixed(tmp_path / "in", 2), tmp_path / "out.jsonl"
    result = run("extract", folder, "-o", out, "--with-text", "--with-sentences", *MODEL)
    assert result.exit_code == 0, result.output
    made = records(out)
    assert len(made) == 21
    for record in made.values():
        assert record.text is not None and record.text_sha256 == sha256(record.text) and not list(misplaced(record, record.text))
        assert record.triples and all(t.sentence is not None for t in record.triples)
    for name in ("jsonl/1", "csv.gz/1", "parquet.gz/1", "json/1"):
        assert (made[name].title, made[name].published, made[name].meta) == ("Titolo 1", "2024-05-02", {"author": "Ada Neri", "url": "https://eco.example/1"})
        assert [(t.speaker.name, t.stance, t.sentence.text) for t in made[name].triples] == [
            ("Marta Lodi", "support", "Marta Lodi ha detto: «Non c'è alcun piano per la vendita»."), ("Marta Lodi", "oppose", "Il sindaco nega che il ponte chiuda."),
        ]  # fmt: skip
    assert made["pagina0"].meta["url"] == "https://eco.example/economia/0"
    for form in ("csv", "brat", "web-annotation"):
        assert run("convert", out, "--to", form, "-o", tmp_path / form).exit_code == 0, form


def test_texts_that_are_nowhere_are_asked_for(tmp_path):
    path = save(tmp_path / "x.jsonl", [fields(1)])
    assert run("extract", path, "-o", tmp_path / "out.jsonl", *MODEL).exit_code == 0
    for result in (run("convert", tmp_path / "out.jsonl", "--to", "brat", "-o", tmp_path / "b"), run("show", tmp_path / "out.jsonl")):
        assert result.exit_code == 1 and "extract with --with-text" in result.stderr
    assert run("convert", tmp_path / "out.jsonl", "--to", "csv", "-o", tmp_path / "t.csv").exit_code == 0
    assert run("extract", path, "--format", "html", "-o", tmp_path / "p.html", *MODEL).exit_code == 0, "at once, the text is at hand"


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("form", ["text", "html", "jsonl", "json", "csv", "parquet"])
def test_standard_input(form, zipped, tmp_path):
    if form in ("text", "html"):
        data = SAID.encode() if form == "text" else PAGE.format(charset="utf-8", n=1).encode()
    else:
        data = save(tmp_path / f"x.{form}", [fields(n) for n in range(2)]).read_bytes()
    result = run("extract", "-", "--input-format", form, *MODEL, input=gzip.compress(data) if zipped else data)
    assert result.exit_code == 0, result.output
    made = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    assert [r["id"] for r in made] == (["stdin"] if form in ("text", "html") else ["0", "1"]) and all(r["source"] == "-" for r in made)


def test_options_that_name_fields(tmp_path):
    path = save(tmp_path / "x.csv", [{"codice": "a", "corpo": SAID, "data": "2024-05-03", "firma": "Ada", "nota": "x"}], delimiter=";")
    named = ["--text-field", "corpo", "--id-field", "codice", "--date-field", "data", "--author-field", "firma"]
    (line,) = [x for x in run("extract", path, *named, *MODEL).stdout.splitlines() if x.startswith("{")]
    assert json.loads(line)["meta"] == {"author": "Ada", "nota": "x"} and json.loads(line)["published"] == "2024-05-03"
    (line,) = [x for x in run("extract", path, *named, "--no-meta", *MODEL).stdout.splitlines() if x.startswith("{")]
    assert json.loads(line)["meta"] == {"author": "Ada"}


def test_wrong_usage(tmp_path):
    path = save(tmp_path / "x.jsonl", [fields(1)])
    result = run("extract", path, "--input-format", "docx", *MODEL)
    assert result.exit_code == 2 and "unknown input format 'docx'; there are: text, html, jsonl, json, csv, parquet" in result.stderr
    for name in ("klingon", "base64", "undefined"):
        assert "unknown encoding" in run("extract", path, "--encoding", name, *MODEL).stderr


def test_the_rest_is_processed(tmp_path):
    folder = mixed(tmp_path / "in", 1)
    (folder / "rotto.jsonl").write_text("{}\n")
    (folder / "rotto.html").write_text("<html></html>")
    (folder / "rotto.csv.gz").write_bytes(b"no")
    result = run("extract", folder, "-o", tmp_path / "out.jsonl", *MODEL)
    assert result.exit_code == 1 and "3 of 14 inputs could not be read" in result.stderr
    assert len(records(tmp_path / "out.jsonl")) == 11


def test_a_missing_library_is_named(tmp_path, monkeypatch):
    folder = mixed(tmp_path / "in", 1)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pipeline.formats.inputs.parquet", raising=False)
    result = run("extract", folder, "-o", tmp_path / "out.jsonl", *MODEL)
    assert result.exit_code == 2 and 'Parquet: reading it needs pyarrow: pip install "chidice[parquet]"' in result.stderr
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize(("kills", "more"), [(2, []), (1, ["--jobs", "2", "--timeout", "60", "--with-text"])], ids=["one", "jobs"])
def test_killed_and_resumed_with_every_input(tmp_path, kills, more):
    folder = mixed(tmp_path / "in", 9)
    assert run("extract", folder, "-o", tmp_path / "whole.jsonl", *more, *MODEL).exit_code == 0
    assert killed_and_resumed(folder, tmp_path / "out.jsonl", kills, 3, *more) >= 1
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_run_does_not_go_on_with_other_fields(tmp_path):
    path = save(tmp_path / "x.jsonl", [{**fields(n), "altro": SAID} for n in range(3)])
    out = tmp_path / "out.jsonl"
    assert run("extract", path, "-o", out, *MODEL).exit_code == 0
    lines = out.read_bytes().splitlines(keepends=True)

    def unfinished(how):
        (tmp_path / "out.jsonl.partial").write_bytes(lines[0])
        (tmp_path / "out.jsonl.partial.json").write_text(json.dumps(how))

    import pipeline
    from pipeline.cli.extracting import How

    unfinished(How().made(pipeline.load(str(EMBEDDED))))
    for more in (["--text-field", "altro"], ["--no-meta"], ["--with-text"], ["--with-sentences"], ["--encoding", "cp1252"]):
        result = run("extract", path, "-o", out, "--resume", *more, *MODEL)
        assert result.exit_code == 2 and "was made otherwise" in result.stderr, more
    assert run("extract", path, "-o", out, "--resume", *MODEL).exit_code == 0
    assert out.read_bytes() == b"".join(lines)


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "parquet", "jsonl.gz", "parquet.gz"])
def test_reading_is_a_stream(suffix, tmp_path):
    """25 MB of articles pass through 5 MB (what Arrow allocates is not in this figure)."""
    rows = [{"id": str(n), "text": f"{n} {SAID} " * 100, "title": "x" * 50} for n in range(2500)]
    path = save(tmp_path / f"x.{suffix}", rows, **({"row_group_size": 100} if "parquet" in suffix else {}))
    del rows
    list(read([str(save(tmp_path / f"warm.{suffix}", [fields(1)]))]))
    tracemalloc.start()
    try:
        number = sum(isinstance(item, Article) for item in read([str(path)]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert number == 2500 and peak < 5_000_000


def test_a_pipe_is_read_as_it_comes(tmp_path):
    """The first record is there before the input has ended."""
    command = [sys.executable, "-c", "import sys\nfrom pipeline.formats.inputs import Reading, read\nprint(next(read(['-'], Reading(form='jsonl'))).id, flush=True)\nsys.stdin.read()"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    process.stdin.write(json.dumps({"id": "a", "text": SAID}) + "\n")
    process.stdin.flush()
    first = process.stdout.readline()
    process.communicate(timeout=30)
    assert first == "a\n"


def test_sentences_hold_their_claims(nlp):
    """Also where a claim goes over several sentences, and in every format that brings records back."""
    from functools import partial

    from tests.documents import Document, there_and_back

    articles = list(read([str(ROOT / "corpus")], Reading()))[:8]
    made = list(extract(articles, nlp, make=partial(to_record, with_sentences=True)))
    plain = list(extract(articles, nlp))
    triples = [t for r in made for t in r.triples]
    assert [t.model_copy(update={"sentence": None}) for t in triples] == [t for r in plain for t in r.triples] and len(triples) > 50
    for record, article in zip(made, articles, strict=True):
        assert not list(misplaced(record, article.text))
        for triple in record.triples:
            assert triple.sentence.start <= triple.claim.spans[0].start and triple.claim.spans[-1].end <= triple.sentence.end
            assert triple.sentence.text == triple.sentence.text.strip()
    documents = [Document(r, a.text) for r, a in zip(made, articles, strict=True)]
    for form in ("brat", "label-studio", "cas", "docbin"):
        back = {d.record.id: d.record for d in there_and_back(form, documents)}
        assert back == {r.id: r for r in made}, form


def test_a_claim_that_was_moved_loses_its_sentence(nlp):
    from pipeline.formats.drafts import Draft, assemble
    from pipeline.formats.envelope import Envelope
    from tests.documents import Document

    text = f"{SAID} Piove.\n"
    (record,) = extract([Article("a", "-", text)], nlp, make=lambda *a: to_record(*a, with_sentences=True))
    envelope = Envelope.model_validate_json(json.dumps(Envelope.of(Document(record, text)).dump()))
    drafts = [Draft(str(t.id), [(s.start, s.end) for s in t.claim.spans], t.id, t.kind, t.stance, t.speaker.name) for t in record.triples]
    (same,) = assemble(envelope, text, drafts, "x")
    assert [t.sentence for t in same.record.triples] == [t.sentence for t in record.triples]
    drafts[0].spans = [(text.index("Piove"), text.index("Piove") + 5)]
    (moved,) = assemble(envelope, text, drafts, "x")
    assert {t.id: t.sentence is not None for t in moved.record.triples} == {0: False, 1: True}


@pytest.fixture
def bad_library(monkeypatch, tmp_path):
    """In every process that is started, trafilatura hangs on some pages and dies on others."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "sitecustomize.py").write_text(
        "import os, time, trafilatura\n"
        "true = trafilatura.bare_extraction\n"
        "def bad(page, **more):\n"
        "    if 'LENTA' in page: time.sleep(1000)\n"
        "    if 'MORTA' in page: os._exit(1)\n"
        "    return true(page, **more)\n"
        "trafilatura.bare_extraction = bad\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"))


def test_pages_are_read_side_by_side_and_a_bad_one_costs_itself(tmp_path, bad_library):
    folder = mixed(tmp_path / "in", 12)
    whole = list(read([str(folder)]))
    assert list(read([str(folder)], each=SideBySide(2))) == whole and len(whole) == 12 * 10 + 1
    (folder / "pagina7.html").write_text(PAGE.format(charset="utf-8", n="MORTA"))
    items = list(read([str(folder)], each=SideBySide(2)))
    assert [i for i in items if isinstance(i, Article)] == [i for i in whole if i.id != "pagina7"]
    (problem,) = [i for i in items if not isinstance(i, Article)]
    assert problem.source == str(folder / "pagina7.html") and "died (exit code 1)" in problem.what


def test_a_page_that_hangs_is_left_out(tmp_path, bad_library):
    (tmp_path / "in").mkdir()
    for name in "ac":
        (tmp_path / "in" / f"{name}.txt").write_text(SAID)
    (tmp_path / "in" / "b.html").write_text(PAGE.format(charset="utf-8", n="LENTA"))
    first, problem, last = read([str(tmp_path / "in")], each=SideBySide(timeout=1))
    assert (first.id, last.id) == ("a", "c") and str(problem).endswith("b.html: not analysed within 1 s (--timeout)")


def test_a_missing_library_is_told_before_processes_are_started(tmp_path, monkeypatch):
    (tmp_path / "p.html").write_text("<html></html>")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.delitem(sys.modules, "pipeline.formats.inputs.html", raising=False)
    result = run("extract", tmp_path / "p.html", "--jobs", "2", *MODEL)
    assert result.exit_code == 2 and 'pip install "chidice[html]"' in result.stderr
