"""Measuring in this process: words per second side by side, the time of each component, the growth of cost."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator
from itertools import groupby
from statistics import median
from time import process_time
from typing import NamedTuple

from pipeline.bench.articles import opening, pathological, stream, words
from pipeline.bench.systems import BASELINE, System
from pipeline.extraction import BATCH


class Speed(NamedTuple):
    """Medians over the rounds: words per second of processor time, and how many times the baseline's of the same round."""

    name: str
    rate: float
    ratio: float
    low: float
    high: float
    found: int


def timed(system: System, texts: list[str]) -> tuple[float, int]:
    """Seconds of processor time (not of the clock: other programs do not count) and what was found."""
    gc.collect()
    start = process_time()
    found = system.run(texts)
    return process_time() - start, found


def side_by_side(systems: list[System], texts: list[str], number: int, rounds: int, seed: int = 7) -> list[Speed]:
    """Each system on the same ``number`` articles in each of ``rounds``, in an order drawn anew each time. Needs the baseline among them."""
    chance = random.Random(seed)
    times: dict[str, list[float]] = {s.name: [] for s in systems}
    found: dict[str, int] = {}
    sizes = []
    for system in systems:  # caches of words are filled, as they are after some minutes of any long run
        system.run(texts)
    for k in range(rounds):
        batch = list(stream(texts, number, seed + k))
        sizes.append(sum(map(words, batch)))
        for system in chance.sample(systems, len(systems)):
            seconds, found[system.name] = timed(system, batch)
            times[system.name].append(seconds)
    out = []
    for system in systems:
        ratios = [b / a for a, b in zip(times[system.name], times[BASELINE], strict=True)]
        rate = median(n / s for n, s in zip(sizes, times[system.name], strict=True))
        out.append(Speed(system.name, rate, median(ratios), min(ratios), max(ratios), found[system.name]))
    return out


def stages(systems: list[System], texts: list[str], rounds: int) -> dict[str, dict[str, float]]:
    """For each system the median seconds of processor time that each of its components takes for all ``texts``."""
    taken: dict[str, dict[str, list[float]]] = {s.name: {} for s in systems}
    for _ in range(rounds):
        for system in systems:
            once: dict[str, float] = {}
            for start in range(0, len(texts), BATCH):
                _stages_of(system, texts[start : start + BATCH], once)
            for name, seconds in once.items():
                taken[system.name].setdefault(name, []).append(seconds)
    return {name: {stage: median(seconds) for stage, seconds in parts.items()} for name, parts in taken.items()}


def _stages_of(system: System, batch: list[str], taken: dict[str, float]) -> None:
    """Batch by batch where a component takes batches; the others in a row take one doc after the other, as they do in a run."""
    start = process_time()
    docs = [system.nlp.make_doc(text) for text in batch]
    taken["tokenizer"] = taken.get("tokenizer", 0.0) + process_time() - start
    for batched, group in groupby(system.nlp.pipeline, lambda part: hasattr(part[1], "pipe")):
        parts = list(group)
        if batched:
            for name, component in parts:
                start = process_time()
                docs = list(component.pipe(docs, batch_size=BATCH))
                taken[name] = taken.get(name, 0.0) + process_time() - start
            continue
        for place, doc in enumerate(docs):
            for name, component in parts:
                start = process_time()
                doc = component(doc)
                taken[name] = taken.get(name, 0.0) + process_time() - start
            docs[place] = doc


def growth(system: System, texts: list[str], milestones: list[int]) -> Iterator[tuple[int, float, float]]:
    """One stream of the openings of articles through ``system``; at each milestone ``(articles so far, seconds per 1,000 words since the one before, MB)``."""
    source = stream([opening(text) for text in texts], max(milestones))
    before = 0
    for milestone in sorted(milestones):
        seconds, size = 0.0, 0
        while before < milestone:
            batch = [next(source) for _ in range(min(4 * BATCH, milestone - before))]
            seconds += timed(system, batch)[0]
            size += sum(map(words, batch))
            before += len(batch)
        yield milestone, 1000 * seconds / max(size, 1), resident()


def resident() -> float:
    """Memory that this process holds now, in MB; 0 where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        return 0.0


def by_size(system: System, kind: str, sizes: list[int]) -> list[float]:
    """Seconds of processor time for one article of each of ``sizes`` characters; the better of two runs where one takes less than a second, as small ones are noisy."""
    return [min(first, timed(system, [text])[0]) if first < 1 else first for text in (pathological(kind, size) for size in sizes) for first in [timed(system, [text])[0]]]
