"""The error list: what was missed, what is spurious, what is wrong, with both texts side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.evaluation.scores import Evaluation, Matched
from pipeline.schema import Triple

if TYPE_CHECKING:
    from rich.console import Console

#: What may be wrong with a pair, in the order of the report.
ASPECTS = ("claim", "speaker", "stance", "claim_exact", "speaker_full", "speaker_mention", "cue", "kind")


@dataclass(slots=True)
class Error:
    """One error: ``type`` is missed, spurious or wrong; ``aspects`` say what is wrong with a pair."""

    type: str
    article: str
    gold: Triple | None
    predicted: Triple | None
    aspects: tuple[str, ...]
    context: str

    @property
    def group(self) -> str:
        """The heading under which it is listed."""
        return self.type if self.type != "wrong" else "wrong " + " + ".join(self.aspects)


def error_list(evaluation: Evaluation, texts: dict[str, str], near_misses: bool = False) -> list[Error]:
    """The errors against the headline metric, biggest group first; ``near_misses`` adds right triples with other differences."""
    errors = []
    for match in evaluation.matches:
        if match.gold is None or match.predicted is None:
            errors.append(Error("missed" if match.gold else "spurious", match.article, match.gold, match.predicted, (), _context(match, texts)))
        elif "triple" not in match.right or (near_misses and len(match.right) < 10):
            aspects = tuple(a for a in ASPECTS if a not in match.right and a != "claim")
            if match.dice < 0.8:
                aspects = ("boundary", *(a for a in aspects if a != "claim_exact"))
            main = tuple(a for a in aspects if a in ("boundary", "speaker", "stance")) or aspects
            errors.append(Error("wrong", match.article, match.gold, match.predicted, main, _context(match, texts)))
    size: dict[str, int] = {}
    for error in errors:
        size[error.group] = size.get(error.group, 0) + 1
    return sorted(errors, key=lambda e: (-size[e.group], e.group, e.article))


def _context(match: Matched, texts: dict[str, str]) -> str:
    """About a hundred code points of the article on both sides of the claim."""
    triple = match.gold or match.predicted
    text = texts.get(match.article, "")
    if triple is None or not text:
        return ""
    start, end = triple.claim.spans[0].start, triple.claim.spans[-1].end
    return " ".join(f"{text[max(0, start - 100) : start]}⟦{text[start:end]}⟧{text[end : end + 100]}".split())


def describe(triple: Triple | None) -> str:
    """A triple in three lines."""
    if triple is None:
        return "–"
    mention = triple.speaker.mention.text if triple.speaker.mention else "∅"
    cue = triple.cue.text if triple.cue else "∅"
    rule = f"  ({triple.rule})" if triple.rule else ""
    return f"{triple.kind}, {triple.stance}{rule}\n{triple.speaker.name} ← {mention} | {cue}\n{triple.claim.text}"


def render_errors(errors: list[Error], console: Console) -> None:
    """Print the list, gold left and prediction right."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    group = ""
    for error in errors:
        if error.group != group:
            group = error.group
            console.rule(f"{group}: {sum(e.group == group for e in errors)}")
        table = Table(box=box.SIMPLE, title=f"{error.article}: {escape(error.context)}", title_justify="left", expand=True)
        table.add_column("gold", ratio=1)
        table.add_column("predicted", ratio=1)
        table.add_row(escape(describe(error.gold)), escape(describe(error.predicted)))
        console.print(table)
