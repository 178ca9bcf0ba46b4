"""The cluster command: files of articles to a folder of records or triples, through Ray Data."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import Any

import typer

from pipeline.cli.app import fail
from pipeline.cluster.settings import Settings
from pipeline.formats.articles import Problem
from pipeline.formats.speakers import Speakers

LOG = logging.getLogger("chidice")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was asked for: workers, the cluster's address (None: this machine), the format to write, the table of aliases."""

    workers: int
    address: str | None
    form: str
    speakers: Speakers | None


def run(inputs: list[str], output: str, settings: Settings, how: Run) -> int:
    """Extract and write; returns the exit code."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nobody is told what is analysed here
    try:
        import ray
        import ray.data

        from pipeline.cluster import extract_dataset
        from pipeline.cluster.reading import File, find, read
        from pipeline.cluster.sink import FORMATS, Parts
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("pipeline"):
            raise
        raise fail(f'the cluster command needs {error.name}: pip install "chidice[ray]"') from error
    if how.form not in FORMATS:
        raise fail(f"unknown format {how.form!r}; there are: {', '.join(FORMATS)}")
    found = list(find(inputs))
    files = [f for f in found if isinstance(f, File)]
    problems = [f for f in found if isinstance(f, Problem)]
    for problem in problems:
        typer.echo(f"chidice: {problem}", err=True)
    if not files:
        return 1
    sink = Parts(output, how.form, how.speakers)
    try:
        sink.check()
    except OSError as error:
        raise fail(f"cannot write {output}: {error.strerror or error}") from error
    quiet = not LOG.isEnabledFor(logging.INFO)
    if quiet:
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        ray.data.DataContext.get_current().enable_progress_bars = False
    if not ray.is_initialized():
        try:  # a processor more than the actors take: for reading and writing
            ray.init(how.address, log_to_driver=not quiet, logging_level=logging.ERROR if quiet else logging.INFO, num_cpus=None if how.address else how.workers + 1)
        except Exception as error:  # Ray raises plain ones too
            raise fail(f"no Ray cluster{f' at {how.address}' if how.address else ''}: {_cause(error)}") from error
    listed = ray.data.from_items([f._asdict() for f in files], override_num_blocks=len(files))
    reading: Any = read  # Ray's type for what takes more than a batch is narrower than what it does
    articles = listed.map_batches(reading, fn_kwargs={"settings": settings}, batch_size=1, batch_format="pyarrow", num_cpus=0.5)
    try:
        extract_dataset(articles, settings, workers=how.workers).write_datasink(sink, ray_remote_args={"num_cpus": 0.5})
    except (ray.exceptions.RayError, ValueError) as error:
        raise fail(f"stopped: {_cause(error)}") from error
    bad = sink.counts["problems"] + len(problems)
    for told in sink.told():
        typer.echo(f"chidice: {told}", err=True)
    typer.echo(f"{sink.counts['triples']} triples in {sink.counts['articles']} articles → {output}" + (f"; {bad} problems, all of them in {output}/errors" if bad else ""), err=True)
    return 1 if bad else 0


def _cause(error: BaseException) -> str:
    """The last line of what went wrong, which with Ray holds what the worker said."""
    return (str(error).strip().splitlines() or [type(error).__name__])[-1]
