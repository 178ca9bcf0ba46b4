"""The service does what its OpenAPI document says, with whatever Schemathesis can think of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.serving import service

CONFIG = """
[checks]
# a list that is too long is refused as too large
negative_data_rejection.expected-statuses = ["400", "405", "413", "415", "422"]

[[operations]]
include-path = "/rows"
# that spans fit their texts, and ids are unique, no JSON Schema can say
checks.positive_data_acceptance.enabled = false
"""


@pytest.mark.slow
def test_the_service_is_as_its_document_says(tmp_path):
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    with service("--max-batch", "5") as running:
        command = [Path(sys.executable).with_name("schemathesis"), "--config-file", tmp_path / "config.toml", "run", f"{running.url}/openapi.json"]
        options = ["--phases", "examples,coverage,fuzzing", "--max-examples", "25", "--generation-deterministic", "--continue-on-failure"]
        done = subprocess.run([*command, *options], capture_output=True, text=True, cwd=ROOT, env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.schemathesis_hooks", "PYTHONPATH": str(ROOT)})
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Operations:       5 selected / 5 total" in done.stdout
        assert not any(" at " in line or "Traceback" in line for line in running.lines), running.lines
