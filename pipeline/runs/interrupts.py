"""Ctrl-C that nobody swallows: pydantic makes another error of a ``KeyboardInterrupt``, and one raised while an object is torn down is lost."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any


class Interrupts:
    """Remembers a SIGINT besides raising ``KeyboardInterrupt`` for it. A context manager; outside the main thread it changes nothing."""

    def __init__(self) -> None:
        self.received = False
        self._before: Any = None

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def check(self) -> None:
        """Raise ``KeyboardInterrupt`` where a signal came and its own was lost."""
        if self.received:
            raise KeyboardInterrupt

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.received = True
        raise KeyboardInterrupt
