"""The whole suite on spaCy's own Italian model, where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from spacy.util import is_package

from tests.conftest import ROOT

OTHER = "it_core_news_sm"


@pytest.mark.slow
def test_the_suite_passes_on_spacys_own_model():
    if not is_package(OTHER):
        pytest.skip(f"{OTHER} is not installed (it is not on PyPI: python -m spacy download {OTHER})")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(ROOT / "tests")]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "CHIDICE_MODEL": OTHER}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]


def test_the_variable_names_the_model_of_the_suite(tmp_path):
    """The fixture takes what CHIDICE_MODEL names: a folder that is no model is an error, not the embedded model."""
    test = tmp_path / "test_it.py"
    test.write_text("from tests.conftest import nlp\n\ndef test_it(nlp):\n    pass\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(test)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "CHIDICE_MODEL": "it_nothing"}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "it_nothing" in done.stdout
