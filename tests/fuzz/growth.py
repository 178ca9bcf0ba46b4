"""``python -m tests.fuzz.growth``: look for pieces whose repetition costs more than in proportion to its length."""

from __future__ import annotations

import argparse
import math
import random
import signal
import time

from pipeline.components.quotations.pairing import find_turns, pair_marks
from pipeline.formats.articles import decode
from tests.fuzz.targets import ODD, PIECES, pipeline

#: Characters of the shorter text for each target; the longer has four times as many.
SIZES = {"quotations": 20_000, "extractor": 1_200}
#: Seconds of processor time (of the clock, a busy machine made finds of its own) after which a text is given up, and told.
PATIENCE = 30
#: Power of the size above which a piece is told; 1 is linear. Tables that grow and caches that fill make short runs look like 1.2.
POWER = 1.5


def quotations(text):
    """What is done with the characters of an article before any token is looked at."""
    decode("x", "x", text.encode("utf-8", "replace"), "utf-8")
    pair_marks(text)
    find_turns(text)


def extractor(text):
    """The whole extractor."""
    nlp = pipeline()
    with nlp.memory_zone():
        nlp(text.replace("\ud800", "")).user_data.clear()


RUN = {"quotations": quotations, "extractor": extractor}


def seconds(target, text):
    """Processor time of ``text``, the better of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        RUN[target](text)
        times.append(time.process_time() - start)
    return min(times)


def power(target, start, piece, size):
    """The power of its length that the time of ``start`` and ``piece`` repeated grows with."""
    short, long = (start + piece * (n // len(piece) + 1) for n in (size, 4 * size))
    before = seconds(target, short)
    return math.log(max(seconds(target, long), 1e-9) / max(before, 1e-3)) / math.log(len(long) / len(short))


def guarded(*arguments):
    """:func:`power`, infinite where a text takes longer than anybody would wait."""

    def late(*_):
        raise TimeoutError

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        return power(*arguments)
    except TimeoutError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main(argv=None):
    """Search; the exit code is 1 where something was found."""
    parser = argparse.ArgumentParser("python -m tests.fuzz.growth", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", default=list(RUN))
    parser.add_argument("--minutes", type=float, default=5, help="For each target.")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(argv)
    found = 0
    for target in options.targets:
        rng, end, tried = random.Random(options.seed), time.monotonic() + 60 * options.minutes, 0
        while time.monotonic() < end:
            pieces = [rng.choice(PIECES) if rng.random() < 0.9 else rng.choice(ODD) for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 6, 12)))]
            start, piece, tried = rng.choice(PIECES) * rng.randrange(2), "".join(pieces) or " ", tried + 1
            if guarded(target, start, piece, SIZES[target]) > POWER and (sure := guarded(target, start, piece, 3 * SIZES[target])) > POWER:
                found += 1
                print(f"{target}: {start!r} and {piece!r} repeated: power {sure:.2f}", flush=True)
        print(f"{target}: {tried} pieces tried", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
