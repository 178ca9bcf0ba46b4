"""Formats that are folders of files: names for the files, a list of what each is, and a folder that appears when it is complete."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from pipeline.formats.articles import Problem
from pipeline.formats.drafts import first_line
from pipeline.formats.envelope import Envelope

#: Beside the files: one line per article with what the record says besides its triples, and the article's file.
LIST = "chidice.jsonl"
LONGEST = 100


@contextmanager
def new_folder(target: str) -> Iterator[Path]:
    """A folder to write into that becomes ``target`` on leaving without an error, and disappears with one.

    Raises ``OSError`` where ``target`` exists and is not an empty folder: what a person has annotated there is not to be lost.
    """
    final = Path(target)
    if final.exists() and not (final.is_dir() and not any(final.iterdir())):
        raise FileExistsError(17, "is there already and not an empty folder", target)
    partial = final.with_name(final.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        yield partial
        if final.exists():
            final.rmdir()
        partial.rename(final)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


class FileNames:
    """File names for record ids, without suffix: as like the id as file systems and tools allow, and no two alike (case aside).
    An id's slashes become folders, or with ``flat`` two underscores.
    """

    def __init__(self, flat: bool = False) -> None:
        self.flat = flat
        self.taken: set[str] = set()

    def __call__(self, ident: str) -> str:
        """A new name for ``ident``."""
        parts = [_safe(part) for part in ident.split("/") if part] or ["_"]
        name = ("__" if self.flat else "/").join(parts)
        name = name if len(name.encode()) <= LONGEST or not self.flat else _short(name)
        free, number = name, 2
        while free.casefold() in self.taken:
            free, number = f"{name}-{number}", number + 1
        self.taken.add(free.casefold())
        return free


def _safe(part: str) -> str:
    """A part of a path: letters, digits, dash, underscore and dots that do not stand first."""
    part = re.sub(r"[^\w.-]", "_", part)
    part = re.sub(r"^\.+", "_", part)
    return part if len(part.encode()) <= LONGEST else _short(part)


def _short(name: str) -> str:
    return name.encode()[: LONGEST - 10].decode("utf-8", "ignore") + "-" + hashlib.sha256(name.encode()).hexdigest()[:8]


def list_line(envelope: Envelope) -> str:
    """The envelope as a line of the list."""
    return json.dumps(envelope.dump(), ensure_ascii=False) + "\n"


def listed(folder: Path, suffix: str) -> Iterator[tuple[str, Envelope | None] | Problem]:
    """Yield (file without suffix, envelope) for the articles of ``folder``: those of its list in their order, then the files with
    ``suffix`` that the list does not name, without an envelope. Raises ``OSError`` where there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(20, "no such folder", str(folder))
    seen: set[str] = set()
    path = folder / LIST
    for number, raw in enumerate(path.read_bytes().split(b"\n") if path.is_file() else (), 1):
        if not raw.strip():
            continue
        try:
            envelope = Envelope.model_validate_json(raw)
        except ValidationError as error:
            yield Problem(f"{path}:{number}", first_line(error))
            continue
        if envelope.file is None:
            yield Problem(f"{path}:{number}", "no file is named")
            continue
        seen.add(envelope.file)
        yield envelope.file, envelope
    found = sorted(p.relative_to(folder) for p in folder.rglob(f"*{suffix}") if p.is_file())
    for file in found:
        name = file.as_posix().removesuffix(suffix)
        if name not in seen and not any(part.startswith(".") for part in file.parts):
            yield name, None
