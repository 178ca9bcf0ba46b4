"""docs/api.md is true: its commands are run against the service, and answer as it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.serving import service

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def url():
    with service() as running:
        yield running.url


def values(text):
    """The JSON values that stand one after the other in ``text``, without who made them."""
    found, decoder = [], json.JSONDecoder()
    while text := text.lstrip():
        value, end = decoder.raw_decode(text)
        value.pop("producer", None)
        found.append(value)
        text = text[end:]
    return found


SHELL = re.findall(r"```sh\n(.*?)```\n```json\n(.*?)```", PAGE, re.S)


@pytest.mark.parametrize(("command", "answer"), SHELL)
def test_commands(command, answer, url):
    done = subprocess.run(["bash", "-euc", command.replace(ADDRESS, url)], capture_output=True, text=True, encoding="utf-8", check=True)
    assert values(done.stdout) == values(answer) != []


def test_nothing_is_left_out():
    assert len(SHELL) == PAGE.count("```sh") == 3


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", PAGE, re.S))
def test_python(code, url):
    done = subprocess.run([sys.executable, "-c", code.replace(ADDRESS, url)], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == re.findall(r"^# (.*)$", code, re.M) != []


def test_options_and_their_defaults():
    from typer.main import get_command

    from pipeline.cli.app import app

    options = {name: option.default for option in get_command(app).commands["serve"].params for name in option.opts}
    for name, default in re.findall(r"^\| `(--[\w-]+)` \| (\S+) \|", PAGE, re.M):
        assert str(options[name]).removesuffix(".0") == default


def test_the_operations(url):
    from urllib.request import urlopen

    with urlopen(f"{url}/openapi.json") as answer:
        document = json.load(answer)
    listed = {(method.lower(), path) for method, path in re.findall(r"`(GET|POST) (/[\w/]*)`", PAGE)} - {("get", "/")}
    assert listed == {(method, path) for path, operations in document["paths"].items() for method in operations}
    statuses = {status for operations in document["paths"].values() for operation in operations.values() for status in operation["responses"]}
    assert set(re.findall(r"^\| (\d{3}) \|", PAGE, re.M)) == statuses - {"200"}
