"""Articles that no newspaper would print, and workers that die, in one run with good ones: each costs itself alone and is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.language import EMBEDDED
from pipeline.schema import Record
from tests.conftest import ROOT

GOOD = "{n} — Il piano\n\nMarta Lodi ha detto: «Il piano numero {n} non c'è». La direttrice nega che la fabbrica chiuda.\n"


def archive(folder, number, marks):
    """Good articles, and among them the others."""
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:04}.txt").write_text(GOOD.format(n=n), encoding="utf-8")
    (folder / "0001-line.txt").write_text("Il sindaco ha detto che il piano è fermo, e " * (5_000_000 // 44), encoding="utf-8")
    (folder / "0002-marks.txt").write_text("« » “ ” \" " * (marks // 5), encoding="utf-8")
    (folder / "0003-report.txt").write_text("Marta Lodi ha detto che il piano è fermo, secondo il sindaco, e " * 10_000, encoding="utf-8")
    (folder / "0004-blanks.txt").write_text("Il sindaco ha detto: «No».\n" + " " * 900_000 + "\nFine.\n", encoding="utf-8")
    (folder / "0005-null.txt").write_bytes(b"a\0b")
    (folder / "0006-latin.txt").write_bytes("perché".encode("latin-1"))
    return folder


def workers(parent):
    """The process ids of the children that analyse."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"PPid:\t{parent}\n" in (entry / "status").read_text() and b"spawn_main" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def extract(folder, target, *more, kills=0):
    """Run the command, killing a worker ``kills`` times while it is at work; returns it and how many were killed."""
    command = [sys.executable, "-m", "pipeline", "extract", str(folder), "-o", str(target), "--model", str(EMBEDDED), *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    killed: list[int] = []
    partial = target.with_name(target.name + ".partial")

    def kill():
        size = 0
        while process.poll() is None and len(killed) < kills:
            now = partial.stat().st_size if partial.exists() else 0
            if now > size and (found := workers(process.pid)):
                size = now
                os.kill(found[0], signal.SIGKILL)
                killed.append(found[0])
                time.sleep(0.5)
            time.sleep(0.01)

    thread = threading.Thread(target=kill)
    thread.start()
    stderr = process.communicate()[1]
    thread.join()
    return process.returncode, stderr, len(killed)


def check(tmp_path, number, marks, *more, kills, seconds):
    folder = archive(tmp_path / "in", number, marks)
    code, stderr, killed = extract(folder, tmp_path / "out.jsonl", "--jobs", "2", "--timeout", str(seconds), *more, kills=kills)
    records = {r.id: r for r in (Record.model_validate_json(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())}
    good = [f"{n:04}" for n in range(number)]
    assert code == 1 and set(good) <= set(records), stderr
    assert all([t.claim.text for t in records[i].triples] == [f"Il piano numero {int(i)} non c'è", "la fabbrica chiuda"] for i in good)
    assert list(records) == sorted(records, key=lambda ident: f"{ident}.txt"), "in the order of the input"
    for name, what in (("0001-line", "characters; the limit is"), ("0005-null", "NUL byte"), ("0006-latin", "not UTF-8 at byte 5"), ("0003-report", f"not analysed within {seconds} s")):
        (told,) = [line for line in stderr.splitlines() if f"{name}.txt: " in line]
        assert what in told and name not in records
    assert len(set(records) - set(good)) + sum(f"{name}.txt: " in stderr for name in ("0002-marks", "0004-blanks")) == 2, "each is a record or a problem"
    return killed


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds the workers in /proc")
def test_each_costs_itself_alone(tmp_path):
    assert check(tmp_path, 60, 5_000, kills=1, seconds=4) == 1


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds the workers in /proc")
def test_each_costs_itself_alone_in_a_long_run(tmp_path):
    assert check(tmp_path, 3_000, 200_000, kills=4, seconds=20) == 4
