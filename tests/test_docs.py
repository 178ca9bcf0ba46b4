"""What the pages show is true: their commands run, their examples are what comes out, their links lead somewhere."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app, standoff_app
from pipeline.schema import Record
from tests.conftest import ROOT
from tests.inputs import PAGE, SAID, fields, save

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "annotations").rglob("*.md"), *(ROOT / "pipeline").rglob("*.md")])
RUN = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("formats", "archives", "lexicon", "report", "limits", "record", "python"))]
#: Lines that need what is not here (the KIND corpus), or that do not end.
NOT_RUN = ("chidice evaluate --real-news", "chidice serve", "chidice cluster", "make ", "duckdb ", "#", "curl ")
ARTICLES = ("pappagallo-campanile-verzago", "inflazione-istater-marzo", "luna-copre-saturno")


def text(page):
    return page.read_text(encoding="utf-8")


def name(page):
    return page.relative_to(ROOT).as_posix()


def anchors(page):
    """The anchors of a page's headings, as GitHub and GitLab make them."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```", "", text(page), flags=re.S | re.M), re.M)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"\]\([^)]*\)", "", heading).lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", text(page), flags=re.S | re.M)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        assert goal.exists() and goal.is_relative_to(ROOT), f"{name(page)}: {target}"
        assert not anchor or anchor in anchors(goal), f"{name(page)}: {target}"


def test_every_page_is_reached_from_the_readme():
    linked = re.findall(r"docs/([\w-]+\.md)", text(ROOT / "README.md"))
    assert {page.name for page in (ROOT / "docs").glob("*.md")} <= set(linked)


@pytest.fixture
def desk(tmp_path, monkeypatch, nlp):
    """A folder with everything that the pages' commands name; the pipeline is loaded once."""
    import pipeline.cli.extracting as extracting

    true = extracting.load
    monkeypatch.setattr(extracting, "load", lambda model, lexicon, fast: nlp if model is None and not lexicon else true(model, lexicon, fast=fast))
    monkeypatch.chdir(tmp_path)
    for folder in ("articles", "archive"):
        (tmp_path / folder).mkdir()
        for article in ARTICLES:
            shutil.copy(ROOT / "corpus" / f"{article}.txt", folder)
    (tmp_path / "archive" / "pagina.html").write_text(PAGE.format(charset="utf-8", n=1), encoding="utf-8")
    save(tmp_path / "news.jsonl", [fields(n) for n in range(3)])
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress((tmp_path / "news.jsonl").read_bytes()))
    save(tmp_path / "news.csv", [{"codice": "a", "corpo": SAID, "data": "2024-05-03"}])
    gold = [line for line in text(ROOT / "annotations" / "gold.jsonl").splitlines() if json.loads(line)["id"] in ARTICLES]
    (tmp_path / "gold.jsonl").write_text("\n".join(gold) + "\n", encoding="utf-8")
    chidice("extract articles -o triples.jsonl")
    for copy in ("old", "new"):
        shutil.copy("triples.jsonl", f"{copy}.jsonl")
    shutil.copy("triples.jsonl", "kept")
    return tmp_path


def chidice(line, given=None):
    result = CliRunner().invoke(app, shlex.split(line), input=given, catch_exceptions=False)
    assert result.exit_code == 0, f"{line}: {result.output}"
    return result.output


def shell(line):
    """Run a line of a page: ``chidice``, with ``cat FILE |`` in front and ``> FILE`` behind, or ``echo``."""
    line, _, target = re.sub(r"\s+#.*$", "", line).partition(" > ")
    if line.startswith("echo "):
        with open(target, "w", encoding="utf-8") as out:
            out.write(shlex.split(line)[1] + "\n")
        return
    piped = re.fullmatch(r"cat (\S+) \| (.*)", line)
    given, line = (Path(piped[1]).read_bytes(), piped[2]) if piped else (None, line)
    program, _, arguments = line.partition(" ")
    assert program == "chidice", f"no test runs {line!r}"
    chidice(re.sub(r" 2> \S+$", "", arguments), given)


@pytest.mark.parametrize("page", RUN, ids=name)
def test_commands_run(page, desk):
    for block in re.findall(r"^```(\w*)\n(.*?)^```", text(page), re.S | re.M):
        if block[0] == "toml":
            (desk / "verbs-mine.toml").write_text(block[1], encoding="utf-8")
        for line in block[1].splitlines() if block[0] == "sh" else ():
            if line.strip() and not line.startswith(NOT_RUN):
                shell(line)
        shutil.copy("kept", "triples.jsonl")


def test_a_verb_in_three_lines(desk):
    test_commands_run(ROOT / "docs" / "lexicon.md", desk)
    before, after = (Record.model_validate_json(text(desk / f"{n}.jsonl")) for n in ("before", "after"))
    assert not before.triples
    assert [(t.speaker.name, t.stance, t.claim.text) for t in after.triples] == [("Marta Lodi", "doubt", "la fabbrica chiuderà")]
    (block,) = re.findall(r"^```toml\n\[\[class\]\]\n(.*?)^```", text(ROOT / "docs" / "lexicon.md"), re.S | re.M)
    assert len(block.splitlines()) == 3


def test_the_record_of_its_page(desk):
    page = text(ROOT / "docs" / "record.md")
    (shown,) = re.findall(r"^```json\n(.*?)^```", page, re.S | re.M)
    record = json.loads(shown)
    (desk / record["source"]).write_text(re.search(r"Of \*(L'azienda.*?)\*:", page)[1], encoding="utf-8")
    chidice(f"extract {record['source']} -o one.jsonl")
    made = json.loads(text(desk / "one.jsonl"))
    assert made["producer"].keys() == record["producer"].keys()
    assert {**made, "producer": None} == {**record, "producer": None}
    from pipeline.schema import Triple

    named = set(re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", page, re.M))
    assert {field for cell in named for field in re.findall(r"`(\w+)`", cell)} == {*Record.model_fields, *Triple.model_fields} - {"schema_version", "triples"}


def test_sizes_are_those_of_the_code(nlp):
    from pipeline.formats.inputs import csv, html, json, lines

    page = text(ROOT / "docs" / "limits.md")
    for row, value in {
        "characters of an article": f"{nlp.max_length:,}", "an HTML page": f"{html.LARGEST // 10**6} MB", "a cell of CSV": f"{csv.LONGEST >> 20} million",
        "a line of JSONL or CSV, an article of JSON": f"{lines.LONGEST >> 20} MB",
    }.items():  # fmt: skip
        assert f"| {row} | {value}" in page
    assert lines.LONGEST == json.LONGEST


COMMANDS = [[c.name or c.callback.__name__] for c in app.registered_commands] + [["standoff", c.name] for c in standoff_app.registered_commands]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_has_an_example_of_every_command(command):
    shown = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "300"}).output
    assert re.search(rf"Examples?: .*chidice {' '.join(command)}", shown)


def test_the_formats_that_are_read():
    from pipeline.formats.inputs.registry import INPUTS

    rows = re.findall(r"^\| `(\w+)` \| (`\..*?) \| .* \| (.*) \|$", text(ROOT / "docs" / "formats.md"), re.M)
    assert [(form, tuple(re.findall(r"`(\.\w+)`", suffixes)), None if needs == "nothing" else re.findall(r"\[(\w+)\]", needs)[0]) for form, suffixes, needs in rows] == [
        (f.name, f.suffixes, f.extra) for f in INPUTS.values()
    ]
