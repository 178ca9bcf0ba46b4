"""The partial file of a run: whole records only, so that a run killed at any moment can go on.

``out.jsonl.partial`` holds the records so far, ``out.jsonl.partial.json`` how they are made. When all is done the first takes its
final name and the second goes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.formats.articles import Article, Problem
from pipeline.runs.done import Done
from pipeline.schema import Record, sha256

try:
    import fcntl
except ImportError:  # not on Windows: there nothing keeps two runs off one file
    fcntl = None  # type: ignore[assignment]


class Unresumable(ValueError):
    """The run cannot go on with what is there; the message says why and what to do."""


class Partial:
    """The records of ``target`` so far. ``how``: what the records depend on besides their articles (JSON data), which must be the same
    when a run goes on. ``resume``: go on with a partial file where there is one (True), begin anew (False), or refuse where
    there is one that holds records (None). ``known``: called with each record that is there already.

    Raises :class:`Unresumable`, and ``OSError`` where the target cannot be written.
    """

    def __init__(self, target: Path, how: dict[str, Any], resume: bool | None = None, known: Callable[[Record], None] = lambda record: None) -> None:
        check_target(target)
        self.target = target
        self.path = target.with_name(target.name + ".partial")
        self._how_path = target.with_name(target.name + ".partial.json")
        self._done = Done()
        self._file = open(self.path, "a+b", buffering=0)  # noqa: SIM115  (closed by finish and leave)
        try:
            self._lock()
            self._size = self._begin(how, resume, known)
        except BaseException:
            self._file.close()
            raise
        self.records = len(self._done)

    def _lock(self) -> None:
        if fcntl is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Unresumable(f"another run is writing {self.path}") from None

    def _begin(self, how: dict[str, Any], resume: bool | None, known: Callable[[Record], None]) -> int:
        """Read what is there, or clear it; returns the size of what stays."""
        size = 0
        if resume is not False and self._holds_a_record():
            if resume is None:
                raise Unresumable(f"{self.path} holds records of a run that did not finish: go on with it by --resume, or begin anew by --no-resume")
            self._compare(how)
            size = self._load(known)
        self._file.truncate(size)
        if not size:
            self._done.freeze()
            fresh = self._how_path.with_name(self._how_path.name + ".new")
            fresh.write_text(json.dumps(how, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            fresh.replace(self._how_path)
        return size

    def _holds_a_record(self) -> bool:
        self._file.seek(0)
        return self._file.readline().endswith(b"\n")

    def _compare(self, how: dict[str, Any]) -> None:
        try:
            then = json.loads(self._how_path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise Unresumable(f"{self._how_path} does not say how {self.path} was made: begin anew by --no-resume") from None
        now = json.loads(json.dumps(how))
        if then != now:
            names = [name for name in {**then, **now} if then.get(name) != now.get(name)]
            changes = "; ".join(f"{name} was {_short(then.get(name))}, is {_short(now.get(name))}" for name in names)
            raise Unresumable(f"{self.path} was made otherwise ({changes}): go on as then, or begin anew by --no-resume")

    def _load(self, known: Callable[[Record], None]) -> int:
        """Note the records of the file; returns the size without what a kill cut off at its end."""
        size = 0
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n"):
                    break
                try:
                    record = Record.model_validate_json(line)
                    self._done.add(record.id, record.text_sha256 or "")
                except ValueError:
                    if file.readline():  # in the middle: no kill did that. At the end a power cut did
                        raise Unresumable(f"{self.path}:{number} is no record: begin anew by --no-resume") from None
                    break
                known(record)
                size += len(line)
        twice = self._done.freeze()
        if twice is not None:
            raise Unresumable(f"{self.path}:{twice + 1} has the id of an earlier record: begin anew by --no-resume")
        return size

    def open_items(self, items: Iterator[Article | Problem]) -> Iterator[Article | Problem]:
        """``items`` without the articles that are done. A problem at the end tells of records whose articles are not among
        ``items``. Raises :class:`Unresumable` where the text of one that is done has changed.
        """
        for item in items:
            if isinstance(item, Article) and len(self._done):
                same = self._done.same_text(item.id, sha256(item.text))
                if same is False:
                    raise Unresumable(f"{item.place}: its text is not the one of its record in {self.path}: begin anew by --no-resume")
                if same:
                    continue
            yield item
        if unmet := self._done.unmet():
            yield Problem(str(self.path), f"{unmet} of its records have no article in this input; they are kept")

    def write(self, line: str) -> None:
        """Append a whole line; where that fails nothing of it stays. Raises ``OSError``."""
        data = line.encode("utf-8", "surrogatepass")
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) or 0 :]
        except BaseException:
            with suppress(OSError):
                self._file.truncate(self._size)
            raise
        self._size += len(data)
        self.records += 1

    def finish(self) -> None:
        """All is done: the file takes its final name."""
        os.fsync(self._file.fileno())
        self.path.replace(self.target)
        self._file.close()
        self._how_path.unlink(missing_ok=True)

    def leave(self) -> None:
        """The run ends early: keep what is complete, or nothing where nothing is."""
        self._file.close()
        if not self._size:
            self.path.unlink(missing_ok=True)
            self._how_path.unlink(missing_ok=True)


def check_target(target: Path) -> None:
    """Raise ``OSError`` where ``target`` cannot be written; makes its folder."""
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not os.access(target, os.W_OK):  # renaming would replace a file that its owner has protected
        raise PermissionError(13, "is read-only", str(target))


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
