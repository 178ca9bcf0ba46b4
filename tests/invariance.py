"""What should not change an article's triples: how its quotations, apostrophes, accents and paragraphs are printed.

After the invariance tests of CheckList (Ribeiro et al., ACL 2020). ``python -m tests.invariance FOLDER`` prints how many of the
attributions in the folder's ``.txt`` articles stay the same (speaker, stance, beginning of the claim) for each way of printing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language

ACCENTS = str.maketrans({"à": "a'", "è": "e'", "é": "e'", "ì": "i'", "ò": "o'", "ù": "u'", "È": "E'"})


def _marks(opening: str, closing: str) -> Callable[[str], str]:
    def printed(text: str) -> str:
        quoted = re.sub(r'"([^"\n]*)"', r"“\1”", text.replace("«", "“").replace("»", "”"))
        return quoted.replace("“", opening).replace("”", closing)

    return printed


WAYS: dict[str, Callable[[str], str]] = {
    "guillemets": _marks("«", "»"),
    "curly marks": _marks("“", "”"),
    "straight marks": _marks('"', '"'),
    "typographic apostrophes": lambda text: text.replace("'", "’"),
    "apostrophes for accents": lambda text: re.sub(r"[àèéìòùÈ](?=\W|$)", lambda m: m.group().translate(ACCENTS), text),
    "an empty line between paragraphs": lambda text: re.sub(r"\n+", "\n\n", text),
}


def kept(nlp: Language, texts: list[str]) -> Iterator[tuple[str, int, int]]:
    """For each way of printing: its name, the attributions there are, those that stay."""

    def told(texts: list[str]) -> list[Counter[tuple[str, str, str]]]:
        docs = nlp.pipe(texts)
        return [Counter((t.speaker.name.replace("’", "'"), t.stance, re.sub(r"\W|[àèéìòù]", "", t.claim.text)[:20]) for t in doc._.triples) for doc in docs]

    before = told(texts)
    for name, printed in WAYS.items():
        after = told([printed(text) for text in texts])
        accents = name.endswith("accents")  # a claim that has one says it otherwise
        pairs = [(Counter(k[:2] for k in a.elements()), Counter(k[:2] for k in b.elements())) if accents else (a, b) for a, b in zip(before, after, strict=True)]
        yield name, sum(sum(a.values()) for a, _ in pairs), sum(sum((a & b).values()) for a, b in pairs)


if __name__ == "__main__":
    import pipeline

    for name, there, stay in kept(pipeline.load(), [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]):
        print(f"{stay:5d} of {there:5d}  {stay / there:.1%}  {name}")
