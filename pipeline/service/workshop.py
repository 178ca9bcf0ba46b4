"""Where the service has its articles analysed: processes of their own, so that the event loop stays free, and that may be killed.

Each process is a :class:`~pipeline.runs.pool.Pool` of one: a pool starts its process anew when it dies or is out of time, and an
article that brings that about costs itself alone. Articles come to their turn one by one, also those of a batch: analysing several
at once gains next to nothing, and so a long batch keeps nobody else waiting.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from pipeline.formats.articles import Article, Problem
from pipeline.runs.pool import Pool, PoolError
from pipeline.schema import Record

LOG = logging.getLogger("chidice.service")
WARM_UP = Article("warm-up", "warm-up", "Marta Lodi nega che la fabbrica chiuda.")


class Busy(Exception):
    """An article did not come to its turn; the message says why."""


@dataclass(frozen=True, slots=True)
class Unanswered(Problem):
    """An article that the analysis gave no answer to: it took too long (``late``), or the process died of it or could not be started."""

    late: bool = False


class Workshop:
    """``jobs`` processes that do as ``analyst`` does, which must be picklable. ``timeout``: seconds that an article may take; ``waiting``:
    how many may wait.
    """

    def __init__(self, analyst: Callable[[list[Article | Problem]], list[Record | Problem]], jobs: int = 1, timeout: float = 60.0, waiting: int = 64) -> None:
        self.jobs = jobs
        self.broken = False
        self._analyst = analyst
        self._timeout = timeout
        self._most = waiting + jobs
        self._here = 0
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="chidice")
        self._pools: SimpleQueue[Pool[Any, Any]] = SimpleQueue()
        for _ in range(jobs):
            self._pools.put(self._pool())

    def _pool(self) -> Pool[Any, Any]:
        return Pool(self._analyst, lambda article, reason: Unanswered(article.source, reason), 1, self._timeout)

    def start(self) -> None:
        """Start the processes and wait until all are ready. Raises :class:`~pipeline.runs.pool.PoolError` where they die at their start."""
        pools = [self._pools.get() for _ in range(self.jobs)]
        try:
            for _ in self._threads.map(lambda pool: list(pool.map([[WARM_UP]])), pools):
                pass
        finally:
            for pool in pools:
                self._pools.put(pool)

    def close(self) -> None:
        """Wait for what is under way, then end the processes."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for _ in range(self.jobs):
            self._pools.get().__exit__()

    async def analyse(self, article: Article, begin_by: float) -> Record | Problem:
        """The record of ``article``, or what was wrong. Raises :class:`Busy` where too many are waiting, or its turn has not come by ``begin_by``
        (of ``time.monotonic``).
        """
        if self._here >= self._most:
            raise Busy(f"{self._here} articles are being analysed or waiting; no more are taken")
        self._here += 1
        try:
            future = self._threads.submit(self._one, article)
            result = asyncio.wrap_future(future)
            await asyncio.wait([result], timeout=max(0.0, begin_by - time.monotonic()))
            if not result.done() and future.cancel():  # what has begun cannot be cancelled, and has a limit of its own
                raise Busy(f"its turn did not come within {self._timeout:g} s (--timeout)")
            return await result
        finally:
            self._here -= 1

    def _one(self, article: Article) -> Record | Problem:
        pool = self._pools.get()
        began = time.monotonic()
        try:
            ((result,),) = pool.map([[article]])
        except Exception as error:  # a pool that has failed is in no state to go on
            self.broken = True
            pool.__exit__()
            pool = self._pool()
            if not isinstance(error, PoolError):
                raise
            LOG.error("%s", error)
            return Unanswered(article.source, str(error))
        finally:
            self._pools.put(pool)
        self.broken = False
        if isinstance(result, Unanswered):
            return Unanswered(result.source, result.what, late=time.monotonic() - began >= self._timeout)
        answer: Record | Problem = result
        return answer
