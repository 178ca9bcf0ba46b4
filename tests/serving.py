"""The service for the tests: as its users run it, and on an analyst of the tests' own, whose articles say what happens to them."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.formats.articles import Problem
from pipeline.language import EMBEDDED
from pipeline.schema import Record
from tests.conftest import ROOT


def act(articles):
    """An analyst that does what the text says: ``wait FILE`` until the file is there, noting that it has begun; ``hang``, ``die``, ``fail``, or nothing."""
    out = []
    for article in articles:
        word, _, rest = article.text.partition(" ")
        if word == "wait":
            Path(rest + ".begun").touch()
            while not Path(rest).exists():
                time.sleep(0.01)
        elif word == "hang":
            time.sleep(600)
        elif word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        out.append(Problem(article.source, "the analysis failed") if word == "fail" else Record(id=article.id, source=article.source))
    return out


class NeverStarts:
    def __reduce__(self):
        return os._exit, (3,)


class Service:
    """``chidice serve`` in a process of its own: its address, and what it has written to standard error."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "pipeline", "serve", "--port", "0", "--model", str(EMBEDDED), *arguments]
        # a group of its own, to be signalled as a supervisor does
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, encoding="utf-8", start_new_session=True)
        self.lines: list[str] = []
        self._found: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.url = self._found.get(timeout=300)
        assert self.url, "".join(self.lines)

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if match := re.search(r"listening on (http://\S+)", line):
                self._found.put(match[1])
        self._found.put("")

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def stop(self) -> int:
        """Tell the whole group to stop; the exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(timeout=300)


@contextmanager
def service(*arguments: str) -> Iterator[Service]:
    running = Service(*arguments)
    try:
        yield running
    finally:
        running.stop()
