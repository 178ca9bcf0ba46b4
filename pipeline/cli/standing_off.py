"""The standoff commands: gold without text, joined to the user's own copies of KIND and UD Italian."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from pipeline.cli.app import fail
from pipeline.cli.evaluating import read_records
from pipeline.evaluation import load_texts
from pipeline.formats.articles import Problem
from pipeline.formats.documents import Document
from pipeline.formats.jsonl import line, writer
from pipeline.standoff.corrections import Correction, correct
from pipeline.standoff.files import model_line, read_lines, read_segments
from pipeline.standoff.rebuild import Absent, from_record, rebuild
from pipeline.standoff.records import Article
from pipeline.standoff.sources import SourceError, read_source, segment_text

REAL_NEWS = (Path("annotations/real-news/standoff.jsonl"), Path("annotations/real-news/second/standoff.jsonl"))


class Standoff(NamedTuple):
    """Stand-off files as annotated and as corrected (the same where there are no corrections), and how many corrections were made;
    ``bad``: a line could not be read or a correction does not fit; ``places``: which file an article is from.
    """

    original: list[Article]
    corrected: list[Article]
    corrections: int
    bad: bool
    places: dict[str, Path]


class Rebuilt(NamedTuple):
    """The articles that could be rebuilt; ``bad``: some could not, ``absent``: because their file is not at hand."""

    documents: list[Document]
    bad: bool
    absent: bool


def load_standoff(paths: Sequence[Path] | None, corrections: Path | None = None) -> Standoff:
    """Read stand-off files (by default the repository's) and their corrections (by default ``corrections.jsonl`` beside each, where
    there is one); what is wrong is reported.
    """
    if corrections is not None and not corrections.is_file():
        raise fail(f"{corrections}: no such file")
    paths = paths or REAL_NEWS
    beside = [corrections] if corrections else dict.fromkeys(path.with_name("corrections.jsonl") for path in paths)
    by_id: dict[str, Article] = {}
    places: dict[str, Path] = {}
    made: list[Correction] = []
    problems: list[Problem] = []
    try:
        for path in paths:
            articles, wrong = read_lines(path, Article)
            problems += wrong
            for article in articles:
                if by_id.setdefault(article.id, article) is not article:
                    problems.append(Problem(str(path), f"the id {article.id!r} stands twice"))
                places.setdefault(article.id, path)
        for path in beside:
            if path.is_file():
                more, wrong = read_lines(path, Correction)
                made += more
                problems += wrong
    except OSError as error:
        raise fail(f"{error.filename}: {error.strerror}") from error
    corrected, misfits = correct(by_id.values(), made)
    for problem in (*problems, *misfits):
        typer.echo(f"chidice: {problem}", err=True)
    return Standoff(list(by_id.values()), corrected, len(made) - len(misfits), bool(problems or misfits), places)


def rebuilt(articles: list[Article], kind: Path, ud: Path | None = None, quiet: bool = False) -> Rebuilt:
    """The articles that can be rebuilt; the others are reported (unless ``quiet``)."""
    documents, bad, absent = [], False, False
    for item in rebuild(articles, kind, ud):
        if isinstance(item, Document):
            documents.append(item)
            continue
        absent |= isinstance(item, Absent)
        bad = True
        if not quiet:
            typer.echo(f"chidice: {item}", err=True)
    return Rebuilt(documents, bad, absent)


def run_rebuild(standoff: Sequence[Path] | None, kind: Path, ud: Path | None, output: Path, corrections: Path | None, original: bool) -> int:
    """Write the articles, the gold and its splits; returns the exit code."""
    loaded = load_standoff(standoff, corrections)
    wanted = loaded.original if original else loaded.corrected
    documents, bad, _ = rebuilt(wanted, kind, ud)
    there = {document.record.id for document in documents}
    splits: dict[str, list[str]] = {}
    for article in wanted:
        if article.split is not None and article.id in there:
            splits.setdefault(article.split, []).append(article.id)
    try:
        for document in documents:
            with writer(str(output / "articles" / f"{document.record.id}.txt")) as handle:
                handle.write(document.text)
        with writer(str(output / "gold.jsonl")) as handle:
            handle.writelines(line(document.record) for document in documents)
        if splits:
            with writer(str(output / "splits.json")) as handle:
                handle.write(json.dumps(splits, indent=1) + "\n")
    except OSError as error:
        raise fail(f"cannot write {error.filename or output}: {error.strerror or error}") from error
    triples = sum(len(d.record.triples) for d in documents)
    how = "as annotated" if original else f"{loaded.corrections} corrections made"
    typer.echo(f"{len(documents)} of {len(wanted)} articles, {triples} triples, {how} → {output}", err=True)
    return 1 if bad or loaded.bad else 0


def run_make(gold: Path, articles: Path, segments: Path, kind: Path, file: str, output: str) -> int:
    """Write the stand-off of gold records; returns the exit code."""
    records, bad = read_records(gold)
    texts, problems = load_texts(records, articles)
    for problem in problems:
        typer.echo(f"chidice: {problem}", err=True)
    try:
        by_id = {s.id: s for s in read_segments(segments)}
        source = read_source(kind, file)
    except SourceError as error:
        raise fail(f"{kind / file}: {error}") from error
    except OSError as error:
        raise fail(f"{error.filename}: {error.strerror}") from error
    except ValueError as error:
        raise fail(str(error)) from error
    made, left_out = [], 0
    for record in records:
        what = None
        segment, text = by_id.get(record.id), texts.get(record.id)
        if segment is None:
            what = f"no segment in {segments}"
        elif text is None:
            what = "no article"  # said above already, with its place
        elif segment.last_sentence >= len(source.sentences) or segment_text(segment, source) != text:
            what = f"sentences {segment.first_sentence} to {segment.last_sentence} of {source.path} do not make its article"
        else:
            try:
                made.append(from_record(record, text, segment, file, source.sha256))
            except ValueError as error:
                what = str(error).splitlines()[0]
        if what is not None:
            left_out += 1
            typer.echo(f"chidice: {record.id}: left out: {what}", err=True)
    try:
        with writer(output) as handle:
            handle.writelines(model_line(article) for article in made)
    except OSError as error:
        raise fail(f"cannot write {output}: {error.strerror or error}") from error
    typer.echo(f"{len(made)} of {len(records)} articles" + (f" → {output}" if output != "-" else ""), err=True)
    return 1 if bad or problems or left_out else 0
