"""Processes that work on lists of items side by side, where the death of one costs at most the item it died of.

The pools of the standard library and loky give up altogether when a worker dies, spaCy's ``n_process`` waits for ever, and Pebble's
workers share a lock that a killed worker can take with it. Here every worker has a pipe of its own and shares nothing.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from pipeline.runs.worker import serve

T = TypeVar("T")
R = TypeVar("R")

#: How many lists may be under way or waiting for an earlier one, for each worker: bounds the memory, and how far the others get ahead of a slow one.
AHEAD = 32
#: An item that a worker died of is tried again alone; after this many deaths alone it is given up.
TRIES = 2
#: Workers that may die one after the other before any is ready.
STARTS = 3
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS")


class PoolError(RuntimeError):
    """No worker can be started."""


@dataclass(slots=True, eq=False)
class _Slot(Generic[T, R]):
    """One list of the input and its results as they come in."""

    items: list[T]
    results: list[R | None] = field(default_factory=list)
    missing: int = 0


@dataclass(slots=True, eq=False)
class _Task(Generic[T, R]):
    """Items of a slot that one worker takes at once."""

    slot: _Slot[T, R]
    indices: list[int]
    deaths: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    pipe: Connection
    #: hands the work over: what a large pipeline takes is more than a pipe holds
    sender: threading.Thread | None = None
    ready: bool = False
    task: _Task[Any, Any] | None = None
    deadline: float | None = None

    def end(self) -> None:
        """Wait for the end of a process that was killed, and close its pipe when nobody writes to it any more."""
        self.process.join()
        if self.sender is not None:
            self.sender.join()
        self.pipe.close()


class Pool(Generic[T, R]):
    """``jobs`` processes that call ``work`` on lists of items.

    ``work``: picklable; takes a list and returns a list of as many results. ``failed``: makes the result of an item that has none,
    from the item and the reason in words. ``timeout``: seconds that one item may take. To be used as a context manager.
    """

    def __init__(self, work: Callable[[list[T]], list[R]], failed: Callable[[T, str], R], jobs: int, timeout: float | None = None) -> None:
        self._work = work
        self._pickled: bytes | None = None
        self._failed = failed
        self._jobs = jobs
        self._timeout = timeout
        self._workers: list[_Worker] = []
        self._tasks: deque[_Task[T, R]] = deque()
        self._deaths = 0

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def map(self, lists: Iterable[list[T]]) -> Iterator[list[R]]:
        """Yield the results of each list, in order. Raises :class:`PoolError` when no worker can be started."""
        source, more = iter(lists), True
        slots: deque[_Slot[T, R]] = deque()
        while more or slots:
            while more and len(slots) < AHEAD * self._jobs and len(self._tasks) < self._jobs:
                items = next(source, None)
                if items is None:
                    more = False
                elif items:
                    slot: _Slot[T, R] = _Slot(items, [None] * len(items), len(items))
                    slots.append(slot)
                    self._tasks.append(_Task(slot, list(range(len(items)))))
            self._dispatch()
            # a worker that was found dead when its task was sent has left the task to the others, who may all be idle: nobody would say anything
            if any(slot.missing for slot in slots) and any(w.task is not None or not w.ready for w in self._workers):
                self._listen()
            while slots and not slots[0].missing:
                yield slots.popleft().results  # type: ignore[misc]  # nothing is missing

    def _dispatch(self) -> None:
        """Give tasks to idle workers; start workers while there are more tasks than workers on their way to them."""
        for worker in [w for w in self._workers if w.ready and w.task is None and not w.process.is_alive()]:
            self._remove(worker)  # died while it had nothing to do: no task is to blame
        free = [w for w in self._workers if w.task is None]
        started = []
        while len(self._tasks) > len(free) and len(self._workers) < self._jobs:
            started.append(self._start())
            free.append(started[-1])
        for worker in started:  # while they come up, the work is pickled, and one need not wait for another to take it
            worker.sender = threading.Thread(target=_send, args=(worker.pipe, self._bytes()), daemon=True)
            worker.sender.start()
        for worker in free:
            if not self._tasks:
                break
            if worker.ready:
                task = worker.task = self._tasks.popleft()
                worker.deadline = None if self._timeout is None else time.monotonic() + self._timeout
                try:
                    worker.pipe.send([task.slot.items[i] for i in task.indices])
                except OSError:
                    self._died(worker)

    def _start(self) -> _Worker:
        context = get_context("spawn")  # a fork would copy locks held by this process's other threads
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), name="chidice worker", daemon=True)
        with _one_thread():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _bytes(self) -> bytes:
        if self._pickled is None:
            self._pickled = pickle.dumps(self._work, pickle.HIGHEST_PROTOCOL)
        return self._pickled

    def _listen(self) -> None:
        """Wait until a worker says something, dies or has had its time."""
        now = time.monotonic()
        nearest = min((w.deadline for w in self._workers if w.deadline is not None), default=None)
        heard = wait([w.pipe for w in self._workers], None if nearest is None else max(0.0, nearest - now))
        for worker in [w for w in self._workers if w.pipe in heard]:
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._died(worker)
                continue
            worker.ready, self._deaths = True, 0
            if worker.task is not None:
                self._finish(worker.task, message)
                worker.task = worker.deadline = None
        now = time.monotonic()
        for worker in [w for w in self._workers if w.deadline is not None and w.deadline <= now]:
            self._too_slow(worker)

    def _finish(self, task: _Task[T, R], results: list[R]) -> None:
        for index, result in zip(task.indices, results, strict=True):
            task.slot.results[index] = result
            task.slot.missing -= 1

    def _died(self, worker: _Worker) -> None:
        task = self._remove(worker)
        code = worker.process.exitcode
        how = f"killed by {_signal(-code)}" if code is not None and code < 0 else f"exit code {code}"
        if task is None:
            self._deaths += not worker.ready
            if self._deaths >= STARTS:
                raise PoolError(f"the worker processes die at their start ({how})")
        elif len(task.indices) > 1:
            self._one_by_one(task)
        elif task.deaths + 1 < TRIES:
            task.deaths += 1
            self._tasks.appendleft(task)
        else:
            self._give_up(task, f"the process analysing it died ({how}), and again when tried alone; out of memory?")

    def _too_slow(self, worker: _Worker) -> None:
        task = self._remove(worker)
        if task is not None and len(task.indices) > 1:
            self._one_by_one(task)
        elif task is not None:
            self._give_up(task, f"not analysed within {self._timeout:g} s (--timeout)")

    def _one_by_one(self, task: _Task[T, R]) -> None:
        self._tasks.extendleft(_Task(task.slot, [i]) for i in reversed(task.indices))

    def _give_up(self, task: _Task[T, R], reason: str) -> None:
        self._finish(task, [self._failed(task.slot.items[task.indices[0]], reason)])

    def _remove(self, worker: _Worker) -> _Task[T, R] | None:
        worker.process.kill()
        worker.end()
        self._workers.remove(worker)
        return worker.task


def _send(pipe: Connection, work: bytes) -> None:
    with suppress(OSError):  # the process is dead: whoever listens to it sees that
        pipe.send_bytes(work)


def _signal(number: int) -> str:
    with suppress(ValueError):
        return signal.Signals(number).name
    return f"signal {number}"


_ENVIRONMENT = threading.Lock()


@contextmanager
def _one_thread() -> Iterator[None]:
    """The environment of a process whose linear algebra keeps to one thread: as many as there are cores would fight with the other workers.

    The environment is one for all threads; pools of other threads wait.
    """
    with _ENVIRONMENT:
        before = {name: os.environ.get(name) for name in ONE_THREAD}
        os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
