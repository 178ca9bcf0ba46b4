"""Read JSONL and JSON of strict models: every bad line is a problem with its place, the good ones are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.formats.articles import Problem
from pipeline.standoff.records import Segment

Model = TypeVar("Model", bound=BaseModel)


def first_error(error: ValidationError) -> str:
    """The first thing that pydantic found wrong, with its place, in one line."""
    first = error.errors()[0]
    place = ".".join(str(p) for p in first["loc"])
    return f"{place + ': ' if place else ''}{first['msg']}"


def read_lines(path: Path, model: type[Model]) -> tuple[list[Model], list[Problem]]:
    """The good lines of a JSONL file, and a problem for each bad one. Raises ``OSError``."""
    good: list[Model] = []
    problems: list[Problem] = []
    for number, raw in enumerate(path.read_bytes().split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            good.append(model.model_validate_json(raw))
        except ValidationError as error:
            problems.append(Problem(f"{path}:{number}", first_error(error)))
    return good, problems


def read_segments(path: Path) -> list[Segment]:
    """The segments of a JSON file that is a list of them. Raises ``OSError``, ``ValueError`` with the place."""
    try:
        return TypeAdapter(list[Segment]).validate_json(path.read_bytes())
    except ValidationError as error:
        raise ValueError(f"{path}: {first_error(error)}") from error


def model_line(item: BaseModel) -> str:
    """One line of JSON; fields at their default are left out, the schema's version is not."""
    data = item.model_dump_json(exclude_defaults=True)
    version = getattr(item, "schema_version", None)
    return (f'{{"schema_version":"{version}",{data[1:]}' if version else data) + "\n"
