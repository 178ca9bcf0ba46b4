"""What changed between two outputs, and whether the scores differ by more than chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.evaluation.pairing import pair
from pipeline.schema import Record, Triple

if TYPE_CHECKING:
    from rich.console import Console

FIELDS = ("kind", "stance", "speaker", "claim", "cue", "rule", "hearsay")


@dataclass(slots=True)
class Changes:
    """Triples only in the first output, only in the second, and pairs with the fields that differ, each with the article's id."""

    only_left: list[tuple[str, Triple]] = field(default_factory=list)
    only_right: list[tuple[str, Triple]] = field(default_factory=list)
    changed: list[tuple[str, Triple, Triple, list[str]]] = field(default_factory=list)
    same: int = 0


def changes(left: list[Record], right: list[Record]) -> Changes:
    """Pair the triples of two outputs article by article and tell them apart."""
    out = Changes()
    a, b = {r.id: r.triples for r in left}, {r.id: r.triples for r in right}
    for ident in dict.fromkeys([*a, *b]):
        first, second = a.get(ident, []), b.get(ident, [])
        pairs = pair(first, second)
        for p in pairs:
            x, y = first[p.gold], second[p.predicted]
            differing = [f for f in FIELDS if _value(x, f) != _value(y, f)]
            if differing:
                out.changed.append((ident, x, y, differing))
            else:
                out.same += 1
        out.only_left += [(ident, t) for i, t in enumerate(first) if i not in {p.gold for p in pairs}]
        out.only_right += [(ident, t) for j, t in enumerate(second) if j not in {p.predicted for p in pairs}]
    return out


def _value(triple: Triple, name: str) -> object:
    if name == "speaker":
        return triple.speaker.name
    if name == "claim":
        return [(s.start, s.end) for s in triple.claim.spans]
    return getattr(triple, name)


def render_changes(out: Changes, console: Console) -> None:
    """Print the changes, a line or two each."""
    from rich.markup import escape

    def line(triple: Triple) -> str:
        return escape(f"{triple.speaker.name} [{triple.stance}, {triple.kind}, {triple.rule or '–'}] «{triple.claim.text}»")

    console.print(f"{out.same} the same, {len(out.changed)} changed, {len(out.only_left)} only in A, {len(out.only_right)} only in B", highlight=False)
    for name, triples in (("A", out.only_left), ("B", out.only_right)):
        for ident, triple in triples:
            console.print(f"only {name}  {ident}: {line(triple)}", highlight=False)
    for ident, x, y, differing in out.changed:
        console.print(f"changed {', '.join(differing)}  {ident}:\n   A {line(x)}\n   B {line(y)}", highlight=False)
