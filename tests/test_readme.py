"""What the README shows is true: its Python runs, its commands exist."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.language import EMBEDDED
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.S))
def test_python(code, capsys, monkeypatch, nlp):
    monkeypatch.setattr("pipeline.load", lambda: nlp)
    exec(code, {})
    assert capsys.readouterr().out.splitlines() == ["Marta Lodi oppose la fabbrica chiuda", "Marta Lodi support Non c'è alcun piano"]


PYTHON, ARCHIVES = ((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("python", "archives"))


#: A script that runs the scripts it is given, each on its own, and says of each what it printed. Starting Python and spaCy takes longer than any snippet.
DRIVER = """
import contextlib, io, json, runpy, sys
said = []
for script in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        runpy.run_path(script, run_name="__main__")
    said.append(out.getvalue())
print(json.dumps(said))
"""
SNIPPETS = re.findall(r"```python\n(.*?)```", PYTHON + ARCHIVES, re.S)
#: What starts processes is the main script of its own.
PARALLEL = "__main__"


def as_script(code, path):
    path.write_text(code.replace("pipeline.load(", f"pipeline.load({str(EMBEDDED)!r}, ").replace(", )", ")"), encoding="utf-8")
    return str(path)


def python(*arguments):
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What the snippets print that start no processes."""
    folder = tmp_path_factory.mktemp("snippets")
    together = [code for code in SNIPPETS if PARALLEL not in code]
    scripts = [as_script(code, folder / f"{n}.py") for n, code in enumerate(together)]
    return dict(zip(together, json.loads(python("-c", DRIVER, *scripts)), strict=True))


@pytest.mark.parametrize("code", SNIPPETS)
def test_the_pages_on_python_and_archives(code, tmp_path, said):
    """Each snippet, run as a script, prints what its comments at a line's start say."""
    printed = python(as_script(code, tmp_path / "snippet.py")) if PARALLEL in code else said[code]
    assert printed.splitlines() == re.findall(r"^# (.*)$", code, re.M)


def test_the_figures_of_confidence():
    worth = json.loads((ROOT / "pipeline" / "confidence" / "weights.json").read_text(encoding="utf-8"))["worth"]
    for row in worth["filter"]:
        assert f"| {row['least']} | {100 * row['kept']:.0f} % | {row['precision']:.3f} |" in PYTHON


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^chidice (\w+)", README, re.M))))
def test_commands(command):
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w[\w-]*)", README, re.M))))
def test_make_targets(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def test_the_paragraph_of_the_first_screen(nlp):
    """The table is what comes out, no more and no less."""
    paragraph = re.search(r"^> (FERRANO.*)$", README, re.M)[1]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| \*\*(\w+)\*\* \| (\w+) \|$", README, re.M)
    triples = nlp(paragraph)._.triples
    assert [(t.speaker.name, t.claim.text, t.stance, t.kind) for t in triples] == rows and len(rows) == 7
    assert [t.claim.text for t in triples if t.hearsay] == ["convocare un tavolo"]


def test_the_query(nlp, tmp_path, monkeypatch):
    """What she has said about the sale since May: the one in March and the other speaker are left out."""
    import duckdb

    from pipeline.formats.documents import Document
    from pipeline.schema import Record
    from tests.documents import write

    said = {
        "a": ("2024-03-01", "Marta Lodi ha detto: «Non c'è alcun piano per la vendita»."), "c": ("2024-05-09T08:00", "Marta Lodi nega che la vendita sia decisa."),
        "b": ("2024-05-03", "Marta Lodi ha detto: «La Vendita è lontana»."), "d": ("2024-06-01", "Ada Neri ha detto: «La vendita è vicina»."),
        "e": ("2024-06-02", "Marta Lodi ha detto: «Il ponte resta»."), "f": (None, "Marta Lodi ha detto: «La vendita non ha data»."),
    }  # fmt: skip
    records = [Record(id=i, published=published, triples=nlp(text)._.triples) for i, (published, text) in said.items()]
    write("parquet", [Document(r, "") for r in records], tmp_path / "triples.parquet")
    monkeypatch.chdir(tmp_path)
    (query,) = re.findall(r'^duckdb -c "(.*)"$', README, re.M)
    found = [(str(date), stance, claim) for date, stance, claim in duckdb.sql(query).fetchall()]
    assert found == [("2024-05-03", "support", "La Vendita è lontana"), ("2024-05-09", "oppose", "la vendita sia decisa")]
    (longer,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.S)
    assert [(str(row[0]), *row[1:3]) for row in duckdb.sql(longer).fetchall()] == found
