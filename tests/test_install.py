"""A wheel built from the tree works outside it, with model and lexicon inside."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment(tmp_path):
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, ROOT], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    bin_folder = tmp_path / "env" / "bin"
    subprocess.run([bin_folder / "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel], check=True, capture_output=True)
    (tmp_path / "a.txt").write_text("Marta Lodi ha detto: «Non c'è alcun piano per la vendita».\n", encoding="utf-8")
    done = subprocess.run([bin_folder / "chidice", "extract", "a.txt"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert '"name":"Marta Lodi"' in done.stdout
    with zipfile.ZipFile(wheel) as built:
        assert {"index.html", "main.js", "page.css", "icon.svg"} <= {Path(name).name for name in built.namelist() if name.startswith("pipeline/service/static/")}
    bare = subprocess.run([bin_folder / "chidice", "serve"], cwd=tmp_path, capture_output=True, text=True)
    assert bare.returncode == 2 and 'pip install "chidice[serve]"' in bare.stderr
    page = subprocess.run([bin_folder / "chidice", "extract", "a.txt", "--format", "html"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "Marta Lodi" in page.stdout and "</html>" in page.stdout
