"""What fuzzing starts from: whole inputs of each target, which the fuzzer then changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.formats.documents import Document
from pipeline.formats.jsonl import line
from pipeline.formats.registry import FORMATS
from pipeline.lexicon.loader import HERE as LEXICON
from tests.conftest import ROOT
from tests.documents import full, gold
from tests.documents import write as written
from tests.fuzz.invariants import BETWEEN, FILES


def write(target, folder: Path):
    """Put the first inputs of ``target`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(of(target)):
        (folder / f"start-{number}").write_bytes(data)


def of(target):
    """Yield the first inputs of ``target``."""
    if target in ("quotations", "extractor", "articles"):
        every = 6 if target == "extractor" else 1  # each costs it a tenth of a second, at every start
        for path in sorted((ROOT / "corpus").glob("*.txt"))[::every]:
            for piece in path.read_text(encoding="utf-8").split("\n\n"):
                yield (b"\0" if target == "articles" else b"\xff") + piece.encode()[:1500]
        return
    documents = [full(id="a"), full(id="a", meta=None), *(_short(d) for d in gold()[:6])]
    if target == "tables":
        yield "".join(line(d.record) for d in documents).encode()
        yield b"alias,name,label\nLodi,Marta Lodi,PER\nla Torvani;x,Torvani,\n"
        yield (LEXICON / "verbs.toml").read_bytes()[:3000]
        with tempfile.TemporaryDirectory() as name:
            yield written("csv", documents, Path(name) / "out").read_bytes()
        return
    for document in documents:
        with tempfile.TemporaryDirectory() as name:
            out = written(target, [document], Path(name) / "out")
            yield BETWEEN.join((out / f).read_bytes() for f in FILES[target]) if FORMATS[target].folder else out.read_bytes()


def _short(document: Document):
    """A document of gold with three triples at most, named as the files of an input are."""
    return Document(document.record.model_copy(update={"id": "a", "triples": document.record.triples[:3]}), document.text)
