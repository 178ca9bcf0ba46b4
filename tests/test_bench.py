"""The benchmark, at a size that takes seconds."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from pipeline.bench import articles, fresh, jobs, measure, report, systems
from pipeline.language import EMBEDDED

TEXTS = ["Marta Lodi ha detto: «Non c'è alcun piano». La fabbrica chiude.\n", "Secondo il sindaco Aldo Neri la strada resta aperta.\n", "Piove."]


@pytest.fixture(scope="module")
def two():
    return [systems.build(name, str(EMBEDDED)) for name in ("chidice", systems.BASELINE)]


def test_articles_come_again_in_another_order():
    texts = [str(i) for i in range(30)]
    got = list(articles.stream(texts, 75))
    assert len(got) == 75
    assert sorted(got[:30]) == sorted(got[30:60]) == sorted(texts)
    assert got[:30] != got[30:60]
    assert got == list(articles.stream(texts, 75))


@pytest.mark.parametrize("kind", articles.PATHOLOGICAL)
def test_difficult_articles_have_their_size(kind):
    assert 900 <= len(articles.pathological(kind, 1000)) <= 1000


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no \.txt file"):
        articles.read(tmp_path)


def test_side_by_side(two):
    fast, bare = measure.side_by_side(two, TEXTS, 4, 2)
    assert bare.ratio == bare.low == bare.high == 1
    assert fast.rate > 0
    assert fast.found >= 1
    assert bare.found == 0
    assert "chidice" in report.speeds([fast, bare], {"textacy": "not installed"})


def test_stages_name_every_component(two):
    found = measure.stages(two, TEXTS, 1)
    assert set(found["chidice"]) - set(found[systems.BASELINE]) == {"paragraph_breaks", *(n for n in two[0].nlp.pipe_names if n.startswith("chidice_"))}
    assert "the rules' share" in report.stages(found, 20)


def test_many_processes_against_one(two):
    one, many = jobs.gains(two[0].nlp, TEXTS, 2, 4, 1)
    assert (one.jobs, one.ratio, one.low, one.work) == (1, 1, 1, 1)
    assert many.jobs == 2 and many.rate > 0 and many.work > 0 and many.cores > 0
    assert "processors got" in report.gains([one, many])


def test_growth_counts_articles_and_memory(two):
    rows = list(measure.growth(two[0], TEXTS, [5, 2]))
    assert [row[0] for row in rows] == [2, 5]
    assert all(seconds > 0 for _, seconds, _ in rows)


def test_the_power_of_growth():
    assert report.slope([10, 20, 40], [9.0, 1.0, 2.0]) == pytest.approx(1)
    assert report.slope([10, 20, 40], [9.0, 1.0, 4.0]) == pytest.approx(2)


def test_textacy_or_why_not():
    try:
        system = systems.build("textacy", str(EMBEDDED))
    except systems.Unavailable as error:
        assert "chidice[bench]" in str(error)
    else:
        assert system.run(["«Non c'è alcun piano per la fabbrica», ha detto Marta Lodi.", "Una « sola."]) == 1


def test_start_up_in_a_process_of_its_own(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0], encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "pipeline.bench.fresh", "start", "chidice", str(tmp_path), "2", str(EMBEDDED)], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert set(found) == {"import", "load", "first article", "peak"}
    assert all(value > 0 for value in found.values())


def test_growth_in_a_process_of_its_own(tmp_path):
    assert "no .txt file" in fresh.growth("chidice", tmp_path, [2, 4], str(EMBEDDED))
    (tmp_path / "a.txt").write_text(TEXTS[0], encoding="utf-8")
    rows = fresh.growth("chidice", tmp_path, [2, 4], str(EMBEDDED))
    assert [number for number, _, _ in rows] == [2, 4] and all(seconds > 0 and memory > 0 for _, seconds, memory in rows)
    assert "| 4 |" in report.growth(rows) and report.growth("why") == "why"


def test_openings_of_articles():
    assert articles.opening("Uno due.\nTre quattro. Cinque.\n", 3) == "Uno due.\nTre quattro. "
    assert articles.opening("Uno.", 3) == "Uno."


def test_a_page_without_marks_is_an_error(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{report.BEGIN}\nold\n{report.END}\n\nrest\n", encoding="utf-8")
    report.put(page, "new")
    assert page.read_text(encoding="utf-8") == f"# Page\n\n{report.BEGIN}\n\nnew\n\n{report.END}\n\nrest\n"
    page.write_text("# Page\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no lines"):
        report.put(page, "new")


@pytest.mark.slow
def test_the_whole_benchmark(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0], encoding="utf-8")
    command = [sys.executable, "-m", "pipeline.bench", str(tmp_path), "--articles", "2", "--rounds", "2", "--starts", "1", "--growth", "2,4", "--sizes", "200,400", "--jobs-articles", "3", "--model", str(EMBEDDED), "-o", str(tmp_path / "bench.md")]
    subprocess.run(command, capture_output=True, check=True)
    written = (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert written.count("### ") == 6
