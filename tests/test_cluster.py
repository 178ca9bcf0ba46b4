"""What the workers of a cluster do, without the cluster; and the cluster itself, on this machine, with a worker killed."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.cluster.actor import Extractor
from pipeline.cluster.reading import File, Reader, find
from pipeline.cluster.settings import Settings
from pipeline.cluster.tables import rows_of_records
from pipeline.formats.articles import Problem
from pipeline.language import EMBEDDED
from pipeline.schema import Record, sha256
from tests.cluster_case import alone, articles, files

SETTINGS = Settings(model=str(EMBEDDED))


@pytest.fixture(scope="module")
def worker():
    extractor = Extractor(SETTINGS)
    yield extractor
    extractor._pool.__exit__()


def read(path, settings=SETTINGS):
    return list(Reader(settings).rows(File(str(path), path.name.partition(".")[0])))


# --- reading


def test_files_of_a_folder_are_found_and_what_is_missing_is_told(tmp_path):
    folder = files(tmp_path / "in", articles(9))
    (folder / "notes.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    found = list(find([str(folder), str(folder / "one.jsonl"), str(tmp_path / "gone"), str(tmp_path / "empty")]))
    assert [f.name for f in found[:4]] == ["one", "three", "two", "one"]
    assert [type(f) for f in found[4:]] == [Problem, Problem]
    assert [f.name for f in find([f"file://{folder}"])] == ["one", "three", "two"]
    assert all(read(Path(f.path.removeprefix("file://"))) for f in find([f"file://{folder}"]))


def test_rows_of_three_kinds_of_file_are_the_articles(tmp_path):
    found = articles(10)
    folder = files(tmp_path / "in", found)
    rows = [row for file in find([str(folder)]) for row in read(Path(file.path))]
    assert {row["id"]: row["text"] for row in rows} == {a.id: a.text for a in found}
    assert {row["section"] for row in rows} == {"politica"} and rows[0]["source"] == f"{folder / 'one.jsonl'}:1"


def test_what_is_wrong_costs_its_line_alone(tmp_path):
    path = tmp_path / "x.jsonl"
    lines = [b'{"text": "a"}', b"{bad", b"", b"[1]", b'{"text": 3}', b'{"id": 7}', b'{"text": "\xff"}', b'{"text": "\\ud800"}', b"[" * 100_000, b'\xef\xbb\xbf{"id": 7, "text": "b", "url": {"a": 1}}']
    path.write_bytes(b"\r\n".join(lines))
    rows = read(path)
    assert [r["id"] for r in rows if not r.get("problem")] == ["x:1", "7"] and rows[-1]["url"] == '{"a": 1}'
    assert [r["source"] for r in rows if r.get("problem")] == [f"{path}:{n}" for n in (2, 4, 5, 6, 7, 8, 9)]


def test_a_damaged_parquet_file_is_one_problem(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1 nothing")
    (row,) = read(path)
    assert row["source"] == str(path) and "Parquet" in row["problem"]


def test_other_names_of_columns(tmp_path):
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"body": ["Testo.", None], "nr": [1, 2], "sezione": ["a", "b"]}), path)
    good, bad = read(path, Settings(text="body", ident="nr", kept=("sezione",)))
    assert (good["nr"], good["body"], good["sezione"]) == ("1", "Testo.", "a")
    assert bad["problem"] == "no text in 'body'"


# --- extracting


def test_rows_become_records_with_what_the_row_said(worker, nlp):
    found = articles(5)
    table = pa.Table.from_pylist([{"id": a.id, "text": a.text, "published": "2024-05-03", "url": "https://example.org/1", "title": None} for a in found])
    made = [Record.model_validate_json(text) for text in worker(table).column("record").to_pylist()]
    assert {r.id: r.model_dump()["triples"] for r in made} == alone(found, nlp)
    assert made[0].published == "2024-05-03" and made[0].meta == {"url": "https://example.org/1"} and made[0].title == "Il piano 0"


def test_bad_rows_are_problems_in_their_place(worker):
    texts = ["Lodi nega che la fabbrica chiuda.", None, " ", "a\0b", "Il sindaco nega."]
    out = worker(pa.table({"text": texts, "source": [f"x:{n}" for n in range(5)], "problem": [None, "no JSON", None, None, None]})).to_pylist()
    assert [(row["source"], row["problem"]) for row in out] == [("x:0", None), ("x:1", "no JSON"), ("x:2", "empty"), ("x:3", "a NUL byte at character 1 (line 1): not a text"), ("x:4", None)]
    assert out[0]["id"] == sha256(texts[0]) and json.loads(out[0]["record"])["triples"]


def test_a_column_that_is_not_there_is_named(worker):
    with pytest.raises(ValueError, match="no column 'text'; there are body"):
        worker(pa.table({"body": ["x"]}))


def test_a_killed_process_of_a_worker_costs_nothing(worker):
    table = pa.table({"text": ["Lodi nega che la fabbrica chiuda."]})
    before = worker(table)
    worker._pool._workers[0].process.kill()
    worker._pool._workers[0].process.join()
    assert worker(table) == before


def test_an_article_that_takes_too_long_is_a_problem(nlp):
    extractor = Extractor(Settings(model=str(EMBEDDED), timeout=2))
    try:
        out = extractor(pa.table({"text": ["Lodi nega che la fabbrica chiuda.", "Lodi ha detto che il piano è fermo, e " * 20_000, "Il sindaco nega che chiuda."]})).to_pylist()
    finally:
        extractor._pool.__exit__()
    assert [bool(row["record"]) for row in out] == [True, False, True] and "not analysed within 2 s" in out[1]["problem"]


def test_records_become_rows_of_triples(worker):
    rows = rows_of_records(worker(pa.Table.from_pylist([{"id": a.id, "text": a.text} for a in articles(3)]))).to_pylist()
    assert [row["article_id"] for row in rows][:2] == ["a/0", "a/1"] and all(row["claim"] for row in rows)


# --- the cluster


def kill_one(stop, killed):
    """SIGKILL to one actor as soon as it has worked for a moment."""
    while not stop.is_set():
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    title = (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if title.startswith(b"ray::MapWorker(MapBatches(Actor)).submit"):
                    time.sleep(0.3)
                    os.kill(int(entry.name), signal.SIGKILL)
                    killed.append(int(entry.name))
                    return
        time.sleep(0.05)


@pytest.fixture(scope="module")
def ray():
    os.environ.setdefault("RAY_raylet_start_wait_time_s", "300")  # a machine that does other things besides
    module = pytest.importorskip("ray", reason='pip install "chidice[ray]"')
    yield module  # started by the first command, and used by the next
    module.shutdown()


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc"), reason="finds the worker in /proc")
def test_a_worker_killed_in_the_run_changes_nothing(tmp_path, nlp, ray):
    found = articles(700)
    folder = files(tmp_path / "in", found)
    with (folder / "one.jsonl").open("a") as file:
        file.write("{bad\n")
    stop, killed = threading.Event(), []
    killer = threading.Thread(target=kill_one, args=(stop, killed))
    killer.start()
    try:
        result = CliRunner().invoke(app, ["cluster", str(folder), "-o", str(tmp_path / "out"), "--workers", "2", "--model", str(EMBEDDED)])
    finally:
        stop.set()
        killer.join()
    assert killed, "no worker was met at work"
    assert result.exit_code == 1 and "1 problems" in result.stderr, result.stderr
    records = [Record.model_validate_json(line) for part in sorted((tmp_path / "out").glob("*.jsonl")) for line in part.read_text(encoding="utf-8").splitlines()]
    assert len(records) == len(found), "none twice, none lost"
    assert {r.id: r.model_dump()["triples"] for r in records} == alone(found, nlp)
    (error,) = [json.loads(line) for part in (tmp_path / "out" / "errors").iterdir() for line in part.read_text(encoding="utf-8").splitlines()]
    assert error["source"].endswith("one.jsonl:235") and not list((tmp_path / "out").rglob("*.partial"))


@pytest.mark.slow
def test_rows_in_parquet_and_from_python(tmp_path, nlp, ray):
    from pipeline.cluster import extract_dataset, triples

    found = articles(30)
    folder = files(tmp_path / "in", found)
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["cluster", str(folder), "-o", str(out), "--format", "parquet", "--model", str(EMBEDDED)])
    assert result.exit_code == 0, result.stderr
    rows = pq.read_table(out).to_pylist()
    expected = alone(found, nlp)
    assert sorted((r["article_id"], r["claim"]) for r in rows if r["claim"]) == sorted((i, t["claim"]["text"]) for i, ts in expected.items() for t in ts)
    again = CliRunner().invoke(app, ["cluster", str(folder), "-o", str(out), "--model", str(EMBEDDED)])
    assert again.exit_code == 2 and "not an empty folder" in again.stderr
    import ray.data

    dataset = ray.data.from_items([{"id": a.id, "text": a.text} for a in found])
    extracted = extract_dataset(dataset, SETTINGS, workers=1)
    assert {json.loads(r["record"])["id"] for r in extracted.take_all()} == set(expected)
    assert triples(extracted).count() == sum(max(1, len(ts)) for ts in expected.values())
