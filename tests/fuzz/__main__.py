"""``python -m tests.fuzz TARGET…``: atheris on targets, one after the other, each in a process of its own that a find ends."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz import starts

HERE = Path(__file__).parent
NAMES = ("quotations", "extractor", "articles", "tables", "brat", "label-studio", "cas", "docbin")
#: Parts of the time: what news passes through, then what only users' files do. The extractor does a hundred inputs where others do ten thousand.
SHARES = {"extractor": 8, "quotations": 2, "tables": 2}

#: Bytes of an input; of the readers' inputs, whole files with some triples.
LENGTHS = {"extractor": 1500, "quotations": 3000, "articles": 500}


def main(argv=None):
    """Fuzz; the exit code is 1 where something was found."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description="Look for inputs that break an invariant. Example: python -m tests.fuzz extractor quotations --minutes 20")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(NAMES)}; left out: all.")
    parser.add_argument("--minutes", type=float, default=10, help="In all, divided among the targets.")
    parser.add_argument("--work", type=Path, default=Path("out/fuzz"), help="Where the inputs made, and the finds, are kept.")
    options = parser.parse_args(argv)
    if unknown := set(options.targets) - set(NAMES):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    targets = options.targets or NAMES
    total = sum(SHARES.get(t, 1) for t in targets)
    found = 0
    for target in targets:
        found += run(target, 60 * options.minutes * SHARES.get(target, 1) / total, options.work / target)
    print(f"{found} finds" + (f" in {options.work}/*/finds: make each smaller, put it into tests/fuzz/seeds/TARGET, mend what it shows" if found else ""))
    return 1 if found else 0


def run(target, seconds, work):
    """Fuzz one target until its time is over, going on after a find (at most 20); returns the number of finds."""
    inputs, finds = work / "inputs", work / "finds"
    finds.mkdir(parents=True, exist_ok=True)
    starts.write(target, inputs)
    for n, seed in enumerate(sorted((HERE / "seeds" / target).glob("*"))):
        (inputs / f"seed-{n}").write_bytes(seed.read_bytes())
    end, before = time.monotonic() + seconds, set(finds.iterdir())
    while (left := int(end - time.monotonic())) > 0 and len(set(finds.iterdir()) - before) < 20:
        command = [sys.executable, "-m", "tests.fuzz.one", target, str(inputs), f"-dict={HERE / 'words.dict'}", f"-artifact_prefix={finds}/", f"-max_total_time={left}", "-print_final_stats=1", "-report_slow_units=60"]
        command += ["-timeout=60", "-rss_limit_mb=3000", f"-max_len={LENGTHS.get(target, 12000)}", "-reload=0", "-verbosity=0"]
        with (work / "log").open("ab") as log:
            subprocess.run(command, stdout=log, stderr=log, check=False)
    new = set(finds.iterdir()) - before
    print(f"{target}: {seconds / 60:.1f} minutes, {len(list(inputs.iterdir()))} inputs kept, {len(new)} finds", flush=True)
    return len(new)


if __name__ == "__main__":
    raise SystemExit(main())
