"""Read files of records strictly: every bad line is reported with its place, the good ones are kept."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from pipeline.formats.inputs.registry import is_plain
from pipeline.schema import Record, misplaced


def load_records(path: Path) -> tuple[list[Record], list[str]]:
    """The records of a JSONL file, and one line for each thing wrong in it (``file:line: what``). Raises ``OSError``."""
    records: list[Record] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    with path.open("rb") as handle:
        for number, raw in enumerate(handle, 1):
            where = f"{path}:{number}"
            if not raw.strip():
                continue
            try:
                record = Record.model_validate_json(raw.decode("utf-8"))
            except UnicodeDecodeError as error:
                problems.append(f"{where}: not UTF-8 at byte {error.start}")
                continue
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(str(p) for p in first["loc"])
                problems.append(f"{where}: {place + ': ' if place else ''}{first['msg']}")
                continue
            if record.id in seen:
                problems.append(f"{where}: the id {record.id!r} stands in line {seen[record.id]} already")
                continue
            seen[record.id] = number
            records.append(record)
    return records, problems


def article_path(record: Record, folder: Path) -> Path | None:
    """The article's file in ``folder``: by the record's id, else by the name of its source."""
    candidates = [folder / f"{record.id}.txt", folder / record.id]
    if record.source and is_plain(record.source):
        candidates.append(folder / Path(record.source).name)
    return next((c for c in candidates if c.is_file()), None)


def load_texts(records: list[Record], folder: Path) -> tuple[dict[str, str], list[str]]:
    """The articles' texts by record id, and one line for each that is missing or does not fit its record."""
    texts: dict[str, str] = {}
    problems: list[str] = []
    for record in records:
        path = article_path(record, folder)
        if path is None:
            problems.append(f"{folder}: no article for the record {record.id!r}")
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(f"{path}: not UTF-8 at byte {error.start}")
            continue
        texts[record.id] = text
        problems += [f"{path}: {line}" for line in misplaced(record, text)]
    return texts, problems
