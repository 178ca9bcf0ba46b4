"""Worker processes that die, hang or run out of memory; without spaCy, so that they start at once."""

from __future__ import annotations

import os
import signal
import time

import pytest

from pipeline.runs.pool import AHEAD, Pool, PoolError


def work(items):
    """What each item asks for: a number is doubled, a word is a misfortune."""
    for item in items:
        if item == "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif item == "hang":
            time.sleep(600)
        elif item == "exit":
            os._exit(7)
        elif isinstance(item, str) and item.startswith("once "):
            marker = item.removeprefix("once ")
            if not os.path.exists(marker):
                open(marker, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
    return [item * 2 if isinstance(item, int) else "done" for item in items]


def slow(items):
    time.sleep(0.05 * (items[0] % 3))
    return items


class NeverStarts:
    def __reduce__(self):
        return os._exit, (3,)


def failed(item, reason):
    return f"{item}: {reason}"


def pooled(lists, jobs=2, timeout=None, do=work):
    with Pool(do, failed, jobs, timeout) as pool:
        return [result for results in pool.map(iter(lists)) for result in results]


def test_results_come_in_order():
    assert pooled(([n, n] for n in range(40)), do=slow) == [n for n in range(40) for _ in "12"]


def test_an_item_that_kills_its_process_costs_itself_alone():
    results = pooled([[1, 2], [3, "segfault", 4], [5], ["exit"], [6]])
    assert results[:3] == [2, 4, 6] and results[4:6] == [8, 10] and results[7] == 12
    assert "SIGSEGV" in results[3] and results[3].startswith("segfault: the process analysing it died")
    assert "exit code 7" in results[6]


def test_a_process_killed_from_outside_costs_nothing(tmp_path):
    assert pooled([[1, f"once {tmp_path / 'a'}", 2], [f"once {tmp_path / 'b'}"], [3]]) == [2, "done", 4, "done", 6]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_idle_process_killed_from_outside_costs_nothing(jobs):
    # once this waited for ever: the task that could not be sent was given to nobody
    with Pool(work, failed, jobs) as pool:
        assert list(pool.map([[n] for n in range(8)])) == [[2 * n] for n in range(8)]
        for worker in pool._workers:
            worker.process.kill()
            worker.process.join()
        assert list(pool.map([[1], [2]])) == [[2], [4]]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_takes_too_long_costs_itself_alone(jobs):
    started = time.monotonic()
    results = pooled([[1, "hang", 2], [3]], jobs, timeout=1.0)
    assert results == [2, "hang: not analysed within 1 s (--timeout)", 4, 6]
    assert time.monotonic() - started < 20


def test_processes_that_cannot_start_are_an_error_not_a_loop():
    with pytest.raises(PoolError, match="exit code 3"):
        pooled([[1]], do=NeverStarts())


def test_the_input_is_read_only_a_little_ahead():
    taken = []

    def source():
        for n in range(1000):
            taken.append(n)
            yield [n]

    with Pool(work, failed, 2) as pool:
        results = pool.map(source())
        next(results)
        assert len(taken) <= 2 * AHEAD + 2
        results.close()


def test_nobody_is_left_behind():
    with Pool(work, failed, 2) as pool:
        results = pool.map(iter([[1], ["hang"]]))
        next(results)
        processes = [w.process for w in pool._workers]
    assert processes and not any(p.is_alive() for p in processes)
