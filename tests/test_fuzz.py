"""Hostile input: what fuzzing found, the invariants on made-up input (a short run in place of tests/fuzz's long one), time against size."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.extraction import extract
from pipeline.formats.articles import Article, Problem
from tests.conftest import ROOT
from tests.fuzz import growth, starts
from tests.fuzz.targets import TARGETS, text_of

SEEDS = sorted((Path(__file__).parent / "fuzz" / "seeds").glob("*/*"))
QUICK = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.parametrize("seed", SEEDS, ids=[f"{p.parent.name}-{p.name}" for p in SEEDS])
def test_what_fuzzing_found_stays_mended(seed):
    TARGETS[seed.parent.name](seed.read_bytes())


@pytest.mark.parametrize("target", [t for t in TARGETS if t not in ("extractor", "articles")])
def test_what_fuzzing_starts_from_breaks_nothing(target):
    for data in starts.of(target):
        TARGETS[target](data)


@pytest.mark.parametrize("target", ["quotations", "extractor", "articles", "tables"])
@QUICK
@given(data=st.binary(max_size=80))
def test_made_up_bytes_break_nothing(target, data):
    TARGETS[target](data)


@cache
def whole_files(target):
    """Made once: writing them takes longer than reading one damaged."""
    return list(starts.of(target))


@pytest.mark.parametrize("target", ["brat", "label-studio", "cas", "docbin", "tables"])
@settings(QUICK, max_examples=15)
@given(data=st.data())
def test_damaged_files_break_nothing(target, data):
    """A whole file, of which a stretch is another."""
    whole = data.draw(st.sampled_from(whole_files(target)))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    TARGETS[target](whole[:start] + data.draw(st.binary(max_size=12) | st.sampled_from([b"null", b"-1", b"99999999999", b'"', b"\n", b"\t", b"\xed\xa0\x80"])) + whole[end:])


def test_texts_of_bytes_are_what_news_is_made_of():
    assert text_of(bytes([0, 4, 1])).startswith("«") and text_of(b"\xff\xc3\xa8") == "è" and text_of(b"\xff\xed\xa0\x80") == "\ud800"


def test_half_a_character_costs_its_article_alone(nlp):
    texts = ["Lodi nega che la fabbrica chiuda.", "Lodi \ud83d nega.", "Il sindaco nega che chiuda."]
    first, second, third = extract([Article(str(n), f"{n}.txt", text) for n, text in enumerate(texts)], nlp)
    assert first.triples and third.triples
    assert isinstance(second, Problem) and "half a character (a lone surrogate) at character 5" in second.what


def test_a_problem_is_one_printable_line():
    assert str(Problem("a\nb", "«x\r\u2028\x1b[31m» is wrong")) == "a b: «x   [31m» is wrong"


@pytest.mark.parametrize("piece", [" ", "\u00a0", "\n", "\t", "«", "“", "‘", "\"", "— a — ", "\n— a", "« » “ ” \" ", "a\n«"])
def test_pairing_takes_time_in_proportion(piece):
    """Not timed by the clock: at 200,000 characters, what cost its square would not end."""
    growth.quotations(piece * (200_000 // len(piece)))


@pytest.mark.long
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason='pip install "chidice[fuzz]"')
def test_the_fuzzer_runs_and_keeps_what_it_makes(tmp_path):
    done = subprocess.run([sys.executable, "-m", "tests.fuzz", "quotations", "brat", "--minutes", "0.5", "--work", str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(len(list((tmp_path / t / "inputs").iterdir())) >= 8 for t in ("quotations", "brat"))
