"""Measuring in processes of their own: start-up and peak memory, the growth of cost. ``python -m pipeline.bench.fresh start|growth SYSTEM FOLDER ARTICLES [MODEL]`` prints JSON."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

FIELDS = ("import", "load", "first article", "peak")


def start_up(name: str, folder: Path, number: int, times: int, model: str | None = None) -> dict[str, float] | str:
    """Medians over ``times`` new processes: processor seconds of ``import``, ``load``, ``first article``, and ``peak`` MB after ``number`` articles; or why not."""
    runs: list[dict[str, Any]] = []
    for _ in range(times):
        found = _alone("start", name, folder, str(number), model)
        if isinstance(found, str):
            return found
        runs.append(found)
    if "unavailable" in runs[0]:
        return str(runs[0]["unavailable"])
    return {field: median(run[field] for run in runs) for field in FIELDS}


def growth(name: str, folder: Path, milestones: list[int], model: str | None = None) -> list[tuple[int, float, float]] | str:
    """What :func:`pipeline.bench.measure.growth` finds where nothing but the system is loaded, or why not."""
    found = _alone("growth", name, folder, ",".join(map(str, milestones)), model)
    return found if isinstance(found, str) else [tuple(row) for row in found]  # type: ignore[misc]


def _alone(what: str, name: str, folder: Path, number: str, model: str | None) -> Any:
    """What the process prints, or the last line of what it complains of."""
    command = [sys.executable, "-m", "pipeline.bench.fresh", what, name, str(folder), number, *([model] if model else [])]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONWARNINGS": "ignore"}, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["?"])[-1]
    return json.loads(done.stdout.splitlines()[-1])


def main(what: str, name: str, folder: str, number: str, model: str | None = None) -> Any:
    """Measure one system in this process."""
    if what == "growth":
        from pipeline.bench import articles, measure, systems

        system = systems.build(name, model)
        gc.collect()
        gc.freeze()
        return list(measure.growth(system, articles.read(Path(folder)), [int(n) for n in number.split(",")]))
    return _start(name, folder, number, model)


def _start(name: str, folder: str, number: str, model: str | None) -> dict[str, Any]:
    start = process_time()
    import spacy  # noqa: F401

    import pipeline.extraction  # noqa: F401
    from pipeline.bench import articles, systems

    imported = process_time()
    try:
        system = systems.build(name, model)
    except systems.Unavailable as error:
        return {"unavailable": str(error)}
    loaded = process_time()
    texts = articles.read(Path(folder))
    before = process_time()
    system.run(texts[:1])
    first = process_time()
    system.run(articles.stream(texts, int(number)))
    return {"import": imported - start, "load": loaded - imported, "first article": first - before, "peak": _peak()}


def _peak() -> float:
    """The most memory this process ever held, in MB."""
    try:  # what getrusage tells on Linux is no less than the parent's
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        pass
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
