"""``python -m pipeline.bench``: run everything, print and write the tables. One BLAS thread, set before NumPy is loaded."""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[_name] = "1"

import argparse  # noqa: E402
import gc  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from pipeline.bench import articles, fresh, jobs, measure, report, systems  # noqa: E402
from pipeline.language import model_name  # noqa: E402


def arguments() -> argparse.ArgumentParser:
    """What can be chosen."""
    parser = argparse.ArgumentParser("python -m pipeline.bench", description="Measure Chidice beside the bare spaCy pipeline and textacy. Example: python -m pipeline.bench corpus --rounds 9")
    parser.add_argument("folder", type=Path, help="Folder of .txt articles.")
    parser.add_argument("--articles", type=int, default=54, help="Articles that each system reads in a round.")
    parser.add_argument("--rounds", type=int, default=5, help="Rounds; medians are over them (of components and processes over about half as many).")
    parser.add_argument("--starts", type=int, default=2, help="New processes for start-up and memory.")
    parser.add_argument("--growth", default="100,1000,10000", help="Numbers of articles, cut to their first sentences, at which the growth of cost is taken.")
    parser.add_argument("--sizes", default="4000,16000,64000", help="Characters of the pathological articles.")
    parser.add_argument("--jobs", type=int, default=2, help="Processes that are compared with one; 0: leave that out.")
    parser.add_argument("--jobs-articles", type=int, default=540, help="Articles that they read in a round.")
    parser.add_argument("--only-jobs", action="store_true", help="Only compare one process with many.")
    parser.add_argument("--model", help="spaCy model, by name or path.")
    parser.add_argument("--output", "-o", type=Path, default=Path("out/bench.md"), help="Where the tables go.")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="Put the tables into this page too, between its marks.")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Measure and write; returns the exit code."""
    options = arguments().parse_args(argv)
    try:
        texts = articles.read(options.folder)
    except FileNotFoundError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    if options.only_jobs:
        found = jobs.gains(systems.build("chidice", options.model).nlp, texts, options.jobs, options.jobs_articles, options.rounds)
        print(report.gains(found))
        return 0
    ready, missing = [], {}
    for name in systems.SYSTEMS:
        try:
            ready.append(systems.build(name, options.model))
        except systems.Unavailable as error:
            missing[name] = str(error)
    chidice = ready[0]
    gc.collect()
    gc.freeze()  # else what each system leaves behind is looked for among the objects of all the others
    size = sum(map(articles.words, texts))
    parts = [f"{len(texts)} articles, {size:,} words, repeated in another order each time. {report.where(' '.join(model_name(chidice.nlp)))}"]

    def add(title: str, text: str) -> None:
        parts.append(f"### {title}\n\n{text}")
        print(f"\n{parts[-1]}", flush=True)

    print(parts[0], flush=True)
    add("Words per second", report.speeds(measure.side_by_side(ready, texts, options.articles, options.rounds), missing))
    add("Time per component", report.stages(measure.stages([s for s in ready if s.name in ("chidice", "chidice --full", systems.BASELINE)], texts, max(1, options.rounds // 2)), size))
    add("Start-up and memory", report.starts({n: fresh.start_up(n, options.folder, options.articles, options.starts, options.model) for n in systems.SYSTEMS}))
    lengths = _numbers(options.sizes)
    add("Difficult articles", report.sizes({kind: measure.by_size(chidice, kind, lengths) for kind in articles.PATHOLOGICAL}, lengths))
    add("Growth", report.growth(fresh.growth("chidice", options.folder, _numbers(options.growth), options.model)))
    if options.jobs:
        add("Many processes", report.gains(jobs.gains(systems.build("chidice", options.model).nlp, texts, options.jobs, options.jobs_articles, (options.rounds + 1) // 2)))
    text = "\n\n".join(parts) + "\n"
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(f"# Benchmark\n\n{text}", encoding="utf-8")
    if options.write is not None:
        report.put(options.write, text)
    return 0


def _numbers(text: str) -> list[int]:
    return [int(n) for n in text.split(",")]


if __name__ == "__main__":
    raise SystemExit(main())
