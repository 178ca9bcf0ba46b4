"""Shared fixtures: the pipeline is loaded once; shared data is reached through variables and skipped where absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser):
    parser.addoption("--run-slow", action="store_true", help="also run the tests marked slow")
    parser.addoption("--run-long", action="store_true", help="also run the tests marked long: many kills, many articles, fuzzing")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: needs minutes or builds things; run with --run-slow")
    config.addinivalue_line("markers", "long: the long version of a fault test, on demand; run with --run-long")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--run-long"):
        for item in items:
            if "long" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="long: run with --run-long"))
    if not config.getoption("--run-slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="slow: run with --run-slow"))


@pytest.fixture(scope="session")
def nlp():
    """The pipeline on the embedded model, which the expectations of these tests were made with, or on that of CHIDICE_MODEL."""
    import pipeline
    from pipeline.language import EMBEDDED

    return pipeline.load(os.environ.get("CHIDICE_MODEL", str(EMBEDDED)))


@pytest.fixture(scope="session", autouse=True)
def commands_load_once():
    """The commands that tests run in this process load the embedded model once: they do so some hundred times, for a second each.

    What loads it in a process of its own does so as ever, and so does a command that is given a lexicon or another model.
    """
    import pipeline.cli.extracting as extracting
    from pipeline.language import EMBEDDED

    true, known = extracting.load, {}

    def load(model=None, lexicon=(), fast=True):
        if model != str(EMBEDDED) or lexicon:
            return true(model, lexicon, fast=fast)
        if fast not in known:
            known[fast] = true(model, lexicon, fast=fast)
        return known[fast]

    extracting.load = load
    yield
    extracting.load = true


@pytest.fixture(scope="session")
def lexicon():
    from pipeline.lexicon import load_lexicon

    return load_lexicon()


def shared(variable: str, default: str) -> Path:
    """The folder that ``variable`` names, or a skip that says so."""
    path = Path(os.environ.get(variable, ROOT / default))
    if not path.exists():
        pytest.skip(f"{variable} names no folder ({path})")
    return path


@pytest.fixture
def gold_news() -> Path:
    return shared("GOLD_NEWS", "../shared/gold-news")


@pytest.fixture
def data() -> Path:
    return shared("DATA", "../shared/data")
