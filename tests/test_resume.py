"""Runs that end early, and go on: killed, interrupted, out of space, not allowed to write."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.formats.articles import Article, Problem
from pipeline.formats.jsonl import line
from pipeline.language import EMBEDDED
from pipeline.runs.done import Done
from pipeline.runs.interrupts import Interrupts
from pipeline.runs.partial import Partial, Unresumable
from pipeline.schema import Record, sha256
from tests.conftest import ROOT

MODEL = ["--model", str(EMBEDDED)]
HOW = {"chidice": "0", "model": "m"}
ARTICLES = [Article(f"a/{n}", f"{n}.txt", "È così. " * n) for n in range(1, 9)]
WHOLE = "".join(line(Record(id=a.id, text_sha256=sha256(a.text))) for a in ARTICLES).encode()


def go(target, articles=ARTICLES, resume=None, how=HOW, stop=None):
    """A run with records that cost nothing; ``stop``: leave before this many are written. Returns the ids it worked on."""
    partial = Partial(target, how, resume)
    done = []
    try:
        for item in partial.open_items(iter(articles)):
            if len(done) == stop:
                partial.leave()
                return done
            done.append(item if isinstance(item, Problem) else item.id)
            if isinstance(item, Article):
                partial.write(line(Record(id=item.id, text_sha256=sha256(item.text))))
    except BaseException:
        partial.leave()
        raise
    partial.finish()
    return done


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(0, len(WHOLE)))
def test_a_file_cut_anywhere_is_completed(tmp_path, cut):
    target = tmp_path / "out.jsonl"
    go(target, resume=False, stop=1)
    target.with_name("out.jsonl.partial").write_bytes(WHOLE[:cut])
    again = go(target, resume=True)
    assert target.read_bytes() == WHOLE
    assert len(again) == len(ARTICLES) - WHOLE[:cut].count(b"\n"), "nothing is done twice"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_what_is_complete_stays_and_nothing_where_nothing_is(tmp_path):
    go(tmp_path / "out.jsonl", stop=0)
    assert not list(tmp_path.iterdir())
    go(tmp_path / "out.jsonl", stop=3)
    assert (tmp_path / "out.jsonl.partial").read_bytes().count(b"\n") == 3


def test_an_unfinished_run_is_not_overwritten_unless_asked(tmp_path):
    target = tmp_path / "out.jsonl"
    go(target, stop=3)
    with pytest.raises(Unresumable, match="--resume"):
        go(target)
    assert len(go(target, resume=False)) == len(ARTICLES)
    assert target.read_bytes() == WHOLE


def test_nothing_to_go_on_with_is_a_beginning(tmp_path):
    assert len(go(tmp_path / "out.jsonl", resume=True)) == len(ARTICLES)


def test_another_model_option_or_text_is_refused(tmp_path):
    target = tmp_path / "out.jsonl"
    go(target, stop=3)
    before = (tmp_path / "out.jsonl.partial").read_bytes()
    with pytest.raises(Unresumable, match='model was "m", is "other"'):
        go(target, resume=True, how={**HOW, "model": "other"})
    changed = [Article("a/2", "2.txt", "Altro.") if a.id == "a/2" else a for a in ARTICLES]
    with pytest.raises(Unresumable, match=r"2\.txt: its text"):
        go(target, changed, resume=True)
    (tmp_path / "out.jsonl.partial.json").unlink()
    with pytest.raises(Unresumable, match="does not say"):
        go(target, resume=True)
    assert (tmp_path / "out.jsonl.partial").read_bytes() == before


def test_records_without_an_article_are_told(tmp_path):
    go(tmp_path / "out.jsonl", stop=3)
    again = go(tmp_path / "out.jsonl", ARTICLES[1:], resume=True)
    assert isinstance(again[-1], Problem) and again[-1].what.startswith("1 of its records")


def test_a_damaged_partial_file_is_refused(tmp_path):
    target, partial = tmp_path / "out.jsonl", tmp_path / "out.jsonl.partial"
    go(target, stop=3)
    good = partial.read_bytes()
    lines = good.splitlines(keepends=True)
    partial.write_bytes(lines[0] + b"{}\n" + lines[1])
    with pytest.raises(Unresumable, match=r"partial:2 is no record"):
        go(target, resume=True)
    partial.write_bytes(good + lines[0])
    with pytest.raises(Unresumable, match=r"partial:4 has the id"):
        go(target, resume=True)
    partial.write_bytes(good + b"\0\0\0\n")  # what a power cut leaves
    assert len(go(target, resume=True)) == len(ARTICLES) - 3


def test_two_runs_do_not_share_a_file(tmp_path):
    first = Partial(tmp_path / "out.jsonl", HOW)
    with pytest.raises(Unresumable, match="another run"):
        Partial(tmp_path / "out.jsonl", HOW, resume=False)
    first.leave()


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=30), st.text(min_size=1))
def test_done_knows_what_it_was_told(texts, other):
    done = Done()
    for ident, text in texts.items():
        done.add(ident, sha256(text))
    assert done.freeze() is None
    assert all(done.same_text(ident, sha256(text)) is True for ident, text in texts.items())
    assert done.unmet() == 0
    assert all(done.same_text(ident, sha256(text + "!")) is False for ident, text in texts.items())
    assert other in texts or done.same_text(other, sha256("")) is None


# --- the command itself


def archive(folder, number):
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:04}.txt").write_text(f"Marta Lodi ha detto: «Il piano numero {n} non c'è». " * (1 + n % 4) + "\n", encoding="utf-8")
    return folder


def command(*arguments):
    return [sys.executable, "-m", "pipeline", "extract", *map(str, arguments), *MODEL]


def killed_and_resumed(folder, target, kills, seed, *more):
    """Kill a run ``kills`` times, each a little after its next few records, then let it finish; returns how many kills met it at work."""
    rng = random.Random(seed)
    partial = target.with_name(target.name + ".partial")
    met = 0
    for _ in range(kills):
        process = subprocess.Popen(command(folder, "-o", target, "--resume", *more), stderr=subprocess.DEVNULL, cwd=ROOT, start_new_session=True)
        size, more_bytes = (partial.stat().st_size if partial.exists() else 0), rng.randrange(1, 20_000)
        while process.poll() is None and not target.exists() and not (partial.exists() and partial.stat().st_size >= size + more_bytes):
            time.sleep(0.002)
        time.sleep(rng.random() * 0.02)
        process.kill()
        met += process.wait() == -signal.SIGKILL
    result = subprocess.run(command(folder, "-o", target, "--resume", *more), stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr
    return met


def test_killed_and_resumed_is_as_if_never_killed(tmp_path):
    folder = archive(tmp_path / "in", 160)
    CliRunner().invoke(app, ["extract", str(folder), "-o", str(tmp_path / "whole.jsonl"), *MODEL])
    assert killed_and_resumed(folder, tmp_path / "out.jsonl", 2, seed=1) == 2
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not list(tmp_path.glob("*.partial*"))


@pytest.mark.long
@pytest.mark.parametrize("more", [[], ["--jobs", "2"], ["--timeout", "30"]], ids=["one", "jobs", "timeout"])
def test_killed_many_times_and_resumed_is_as_if_never_killed(tmp_path, more):
    folder = archive(tmp_path / "in", 600)
    CliRunner().invoke(app, ["extract", str(folder), "-o", str(tmp_path / "whole.jsonl"), *MODEL])
    assert killed_and_resumed(folder, tmp_path / "out.jsonl", 15, 2, *more) >= 5
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def heed_interrupts():
    """What runs in the background of a script inherits that SIGINT is ignored, and so would the process of the test."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_keeps_what_is_complete_and_says_how_to_go_on(tmp_path):
    folder, target = archive(tmp_path / "in", 4_000), tmp_path / "out.jsonl"  # so many that it is at work when the signal comes, however late
    process = subprocess.Popen(command(folder, "-o", target, "--jobs", "2"), stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True, preexec_fn=heed_interrupts)
    partial = tmp_path / "out.jsonl.partial"
    while process.poll() is None and not (partial.exists() and partial.stat().st_size):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    stderr = process.communicate(timeout=30)[1]
    assert process.returncode == 130 and "--resume goes on" in stderr and "Traceback" not in stderr
    assert all(json.loads(text) for text in partial.read_text(encoding="utf-8").splitlines())
    refused = CliRunner().invoke(app, ["extract", str(folder), "-o", str(target), *MODEL])
    assert refused.exit_code == 2 and "did not finish" in refused.stderr


def test_a_full_disk_leaves_whole_records(tmp_path):
    folder, target = archive(tmp_path / "in", 40), tmp_path / "out.jsonl"
    limited = subprocess.run(
        command(folder, "-o", target), stderr=subprocess.PIPE, text=True, cwd=ROOT, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    )
    assert limited.returncode == 2 and "cannot write" in limited.stderr and "--resume goes on" in limited.stderr and "Traceback" not in limited.stderr
    kept = (tmp_path / "out.jsonl.partial").read_bytes()
    assert 0 < len(kept) <= 10_000 and kept.endswith(b"\n")
    assert CliRunner().invoke(app, ["extract", str(folder), "-o", str(target), "--resume", *MODEL]).exit_code == 0
    assert [Record.model_validate_json(text).id for text in target.read_text(encoding="utf-8").splitlines()] == [f"{n:04}" for n in range(40)]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_devices_and_closed_pipes_end_in_one_line(tmp_path):
    folder = archive(tmp_path / "in", 20)
    with open("/dev/full", "wb") as full:
        results = [
            subprocess.run(command(folder), stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT),
            subprocess.run(command(folder, "-o", "/dev/full"), stderr=subprocess.PIPE, text=True, cwd=ROOT),
        ]
    for result in results:
        assert result.returncode == 2 and "No space left on device" in result.stderr, result.stderr
        assert len(result.stderr.splitlines()) == 2 and not os.path.exists("/dev/full.partial")
    piped = subprocess.run(["bash", "-c", f"set -o pipefail; {' '.join(command(folder))} | head -1"], capture_output=True, text=True, cwd=ROOT)
    assert json.loads(piped.stdout)["id"] == "0000" and piped.returncode == 1
    assert piped.stderr.splitlines()[1:] == ["chidice: the reader of standard output is gone"]


def test_a_target_that_may_not_be_written(tmp_path):
    folder = archive(tmp_path / "in", 1)
    target = tmp_path / "out.jsonl"
    target.write_text("old\n")
    target.chmod(0o444)
    if os.geteuid() == 0:  # root may write what it likes: be nobody
        os.chmod(tmp_path, 0o777)
        (child := os.fork()) or _as_nobody(target)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 13
    else:
        assert "is read-only" in CliRunner().invoke(app, ["extract", str(folder), "-o", str(target), *MODEL]).stderr
    assert target.read_text() == "old\n"
    nowhere = CliRunner().invoke(app, ["extract", str(folder), "-o", "/proc/nowhere/out.jsonl", *MODEL])
    assert nowhere.exit_code == 2 and "cannot write /proc/nowhere/out.jsonl" in nowhere.stderr
    assert CliRunner().invoke(app, ["extract", str(folder), "--resume", *MODEL]).exit_code == 2


def _as_nobody(target):
    for parent in list(target.parents)[1:3]:
        os.chmod(parent, 0o755)
    os.setuid(65534)
    try:
        Partial(target, HOW)
    except OSError as error:
        os._exit(error.errno)
    os._exit(0)


def test_an_interrupt_that_another_error_hides_is_one_all_the_same():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _interrupted()
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupted():
    with Interrupts() as interrupts:
        interrupts.check()
        with pytest.raises(ValueError):
            try:
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(5)
            except KeyboardInterrupt as error:
                raise ValueError("a serializer failed") from error
        assert interrupts.received
        with pytest.raises(KeyboardInterrupt):
            interrupts.check()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
