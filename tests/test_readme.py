"""What the README shows is true: its Python runs, its commands exist."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.S))
def test_python(code, capsys, monkeypatch, nlp):
    monkeypatch.setattr("pipeline.load", lambda: nlp)
    exec(code, {})
    assert capsys.readouterr().out.splitlines() == ["Marta Lodi oppose la fabbrica chiuda", "Marta Lodi support Non c'è alcun piano"]


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^chidice (\w+)", README, re.M))))
def test_commands(command):
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w[\w-]*)", README, re.M))))
def test_make_targets(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def test_the_paragraph_of_the_first_screen(nlp):
    paragraph = re.search(r"^> (La direttrice.*)$", README, re.M)[1]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| \*\*(\w+)\*\* \| (\w+) \|$", README, re.M)
    found = {(t.speaker.name, t.claim.text, t.stance, t.kind) for t in nlp(paragraph)._.triples}
    assert len(rows) == 4
    assert len(found & set(rows)) >= 3
