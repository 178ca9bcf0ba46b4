"""From what the user names to files: folders, globs, standard input."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

from pipeline.formats.articles import Problem
from pipeline.formats.inputs.registry import INPUTS, SIDECARS, SUFFIXES, Input, form_of, stem
from pipeline.formats.inputs.source import Source
from pipeline.formats.registry import MissingExtra

Found = tuple[Source, Input]


def find(paths: list[str], form: str | None = None) -> Iterator[Found | Problem]:
    """Yield every source that ``paths`` name and its format, in order. What a folder or a glob gives has its path in it as id, without
    the suffix, and a file its name. ``form``: the format of them all; else their suffixes say it, and where they do not they are plain text.

    Raises :class:`~pipeline.formats.registry.MissingExtra` before the first file of a folder where one of them needs a library that is missing.
    """
    for given in paths:
        path = Path(given)
        if given == "-":
            yield Source("stdin", "-", None), INPUTS[form or "text"]
        elif path.is_dir():
            yield from _folder(given, path, form)
        elif path.exists():
            yield _file(path, path.name, form)
        elif glob.has_magic(given):
            yield from _glob(given, form)
        else:
            yield Problem(given, "no such file or folder")


def _file(path: Path, name: str, form: str | None) -> Found:
    return Source(stem(name), str(path), path), INPUTS[form] if form else form_of(path.name) or INPUTS["text"]


def _folder(given: str, path: Path, form: str | None) -> Iterator[Found | Problem]:
    suffixes = INPUTS[form].suffixes if form else SUFFIXES
    files = sorted(p for p in path.rglob("*") if _is_article(p.relative_to(path), suffixes) and p.is_file())
    if not files:
        yield Problem(given, f"a folder without articles ({', '.join(suffixes)})")
    yield from _all([_file(file, file.relative_to(path).as_posix(), form) for file in files])


def _is_article(inside: Path, suffixes: tuple[str, ...]) -> bool:
    kind = form_of(inside.name)
    return kind is not None and not set(kind.suffixes).isdisjoint(suffixes) and inside.name not in SIDECARS and not any(part.startswith(".") for part in inside.parts)


def _glob(given: str, form: str | None) -> Iterator[Found | Problem]:
    files = [Path(match) for match in sorted(glob.glob(given, recursive=True)) if Path(match).is_file()]
    if not files:
        yield Problem(given, "no file matches")
    parts = Path(given).parts
    fixed = Path(*parts[: next(n for n, part in enumerate(parts) if glob.has_magic(part))])
    yield from _all([_file(file, file.relative_to(fixed).as_posix(), form) for file in files])


def _all(found: list[Found]) -> Iterator[Found]:
    missing = []
    for kind in dict.fromkeys(kind for _, kind in found):
        try:
            _ = kind.read
        except MissingExtra as error:
            names = [source.name for source, k in found if k is kind]
            missing.append(f"{names[0]}{f' and {len(names) - 1} others' if names[1:] else ''}: {error}")
    if missing:
        raise MissingExtra("; ".join(missing) + "; or leave them out: --input-format text reads plain text alone")
    yield from found
