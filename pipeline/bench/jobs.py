"""What several processes gain: the same articles with one and with many, in turn."""

from __future__ import annotations

import os
import random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.bench.articles import stream, words
from pipeline.extraction import extract
from pipeline.formats.articles import Article

if TYPE_CHECKING:
    from spacy.language import Language


class Run(NamedTuple):
    """Seconds of the clock; of the processors, children included; and the records made."""

    clock: float
    processor: float
    records: int


class Gain(NamedTuple):
    """Medians over the rounds, for ``jobs`` processes: words per second of the clock, how many times those of one process of the same
    round (with the least and the most), and processor time as a multiple of one process's.
    """

    jobs: int
    rate: float
    ratio: float
    low: float
    high: float
    work: float
    cores: float


def run(nlp: Language, texts: list[str], jobs: int) -> Run:
    """Extract from ``texts``; starting and ending the processes is part of it."""
    items = [Article(str(n), "-", text) for n, text in enumerate(texts)]
    start, before = perf_counter(), _processor()
    records = sum(1 for _ in extract(items, nlp, jobs))
    return Run(perf_counter() - start, _processor() - before, records)


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def gains(nlp: Language, texts: list[str], jobs: int, number: int, rounds: int, seed: int = 7) -> list[Gain]:
    """One process, and ``jobs``, on the same ``number`` articles in each of ``rounds``, in an order drawn each time."""
    chance = random.Random(seed)
    taken: dict[int, list[Run]] = {1: [], jobs: []}
    sizes = []
    for k in range(rounds):
        batch = list(stream(texts, number, seed + k))
        sizes.append(sum(map(words, batch)))
        for many in chance.sample(list(taken), len(taken)):
            taken[many].append(run(nlp, batch, many))
    out = []
    for many, runs in taken.items():
        ratios = [alone.clock / r.clock for alone, r in zip(taken[1], runs, strict=True)]
        work = median(r.processor / alone.processor for alone, r in zip(taken[1], runs, strict=True))
        rate = median(size / r.clock for size, r in zip(sizes, runs, strict=True))
        out.append(Gain(many, rate, median(ratios), min(ratios), max(ratios), work, median(r.processor / r.clock for r in runs)))
    return out
