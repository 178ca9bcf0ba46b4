"""The measurements as Markdown."""

from __future__ import annotations

import math
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.bench.jobs import Gain
from pipeline.bench.measure import Speed
from pipeline.bench.systems import BASELINE, SYSTEMS

#: Between these lines of a page the benchmark writes.
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table, all columns but the first set to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def speeds(found: list[Speed], missing: dict[str, str]) -> str:
    """Words per second, and against the bare pipeline."""
    rows = [(f"{s.name}", SYSTEMS[s.name], f"{s.rate:,.0f}", f"{s.ratio:.2f}×", f"{s.low:.2f}–{s.high:.2f}", s.found or "") for s in found]
    rows += [(name, SYSTEMS[name], "", "", "", why) for name, why in missing.items()]
    return table(("system", "what", "words/s", f"against {BASELINE}", "range over the rounds", "attributions"), rows)


def starts(found: dict[str, dict[str, float] | str]) -> str:
    """Start-up and memory."""
    rows = [(n, *(f"{m[f]:.2f} s" for f in ("import", "load", "first article")), f"{m['peak']:.0f} MB") if isinstance(m, dict) else (n, "", "", "", m) for n, m in found.items()]
    return table(("system", "import", "load", "first article", "peak memory"), rows)


def stages(found: dict[str, dict[str, float]], size: int) -> str:
    """Time per component, in milliseconds per 1,000 words, and the rules' share."""
    names = list(dict.fromkeys(stage for parts in found.values() for stage in parts))
    rows: list[Sequence[Any]] = [(stage, *(f"{1e6 * parts[stage] / size:.1f}" if stage in parts else "" for parts in found.values())) for stage in names]
    rows.append(("**all**", *(f"**{1e6 * sum(parts.values()) / size:.1f}**" for parts in found.values())))
    rules = [sum(v for k, v in parts.items() if k.startswith("chidice_")) / sum(parts.values()) for parts in found.values()]
    rows.append(("the rules' share", *(f"{share:.0%}" if share else "" for share in rules)))
    return table(("ms per 1,000 words", *found), rows)


def gains(found: list[Gain]) -> str:
    """One process against many, by the clock."""
    rows = [(g.jobs, f"{g.rate:,.0f}", f"{g.ratio:.2f}×", f"{g.low:.2f}–{g.high:.2f}", f"{g.cores:.2f}", f"{g.work:.2f}×", f"{g.jobs / g.work:.2f}×") for g in found]
    return table(("processes", "words/s (clock)", "against one", "range over the rounds", "processors got", "processor time against one", "with as many processors to itself, at most"), rows)


def growth(rows: list[tuple[int, float, float]] | str) -> str:
    """Cost against the number of articles, or why there is none."""
    if isinstance(rows, str):
        return rows
    return table(("articles", "ms per 1,000 words since the line above", "memory"), [(f"{n:,}", f"{1000 * s:.0f}", f"{mb:.0f} MB") for n, s, mb in rows])


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of the size that the time grows with, from the two largest sizes: 1 is linear, 2 is quadratic."""
    return math.log(seconds[-1] / seconds[-2]) / math.log(sizes[-1] / sizes[-2])


def sizes(found: dict[str, list[float]], characters: list[int]) -> str:
    """Time against the size of one article."""
    rows = [(kind, *(f"{s:.2f} s" for s in seconds), f"{slope(characters, seconds):.1f}") for kind, seconds in found.items()]
    return table(("one article of", *(f"{n:,} characters" for n in characters), "power"), rows)


def where(model: str) -> str:
    """The machine and the versions, in one line."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "blis", "numpy"))
    return f"{_processor()}, one thread; Python {platform.python_version()}, {versions}; model {model}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def put(page: Path, text: str) -> None:
    """Write ``text`` between the marks of ``page``. Raises ``ValueError`` where they are missing."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no lines {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}", encoding="utf-8")
