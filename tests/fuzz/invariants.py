"""What must hold whatever the input: each function raises ``AssertionError`` where it does not, and lets every crash through."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

from pipeline.components.quotations.pairing import find_turns, pair_marks
from pipeline.evaluation.files import load_records
from pipeline.formats.articles import Article, Problem, decode
from pipeline.formats.documents import Document
from pipeline.formats.registry import FORMATS
from pipeline.formats.rows.csv import read_csv
from pipeline.formats.speakers import Speakers
from pipeline.lexicon import LexiconError, load_lexicon
from pipeline.schema import Record, misplaced, sha256

#: What stands between the files of one input, for readers of folders.
BETWEEN = b"\n====\n"


def quotations(text):
    """Pairs of marks lie in the text, in order, apart, inner ones inside; so do turns of dialogue."""
    _in_order(pair_marks(text), 0, len(text))
    turns = find_turns(text)
    assert all(0 <= t.outer_start <= t.start < t.end <= t.outer_end <= len(text) for t in turns)
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(turns))


def _in_order(found, low, high):
    for q in found:
        assert low <= q.outer_start <= q.start < q.end <= q.outer_end <= high, q
        assert all(s < e for s, e in q.spans) and all(a[1] <= b[0] for a, b in pairwise(q.spans)), q
        _in_order([inner for inner in q.inner if inner.spans], q.outer_start, q.outer_end)
        low = q.outer_end


def record(nlp, text):
    """The triples of ``text`` make a valid record whose spans are in the text, in order and apart, and whose quotations are too."""
    doc = nlp(text)
    assert doc.text == text
    made = Record(id="x", text_sha256=sha256(text), triples=doc._.triples)
    assert not list(misplaced(made, text))
    assert Record.model_validate_json(made.model_dump_json()) == made
    for triple in made.triples:
        spans = triple.claim.spans
        assert all(s.start < s.end for s in spans) and all(a.end <= b.start for a, b in pairwise(spans)), triple
        assert triple.rule and triple.speaker.name.strip(), triple
        assert any(c.isalnum() for c in triple.claim.text), triple
    return made


def article(data, encoding):
    """Bytes are an article, exactly as they decode, or one problem."""
    item = decode("x", "x.txt", data, encoding)
    assert isinstance(item, Problem) or (isinstance(item, Article) and item.text == data.decode(encoding))


def reader(form, data):
    """A reader gives documents whose records fit their texts, and problems; and it reads again what it has read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "in"
        if FORMATS[form].folder:
            source.mkdir()
            for file, content in zip(FILES[form], data.split(BETWEEN), strict=False):
                (source / file).write_bytes(content)
        else:
            source.write_bytes(data)
        _fits(FORMATS[form].read(source))


#: The files of a format that is a folder, in the order in which they stand in an input.
FILES = {"brat": ("a.ann", "a.txt", "chidice.jsonl"), "cas": ("a.xmi", "TypeSystem.xml", "chidice.jsonl")}


def _fits(items):
    for item in items:
        assert isinstance(item, (Document, Problem))
        if isinstance(item, Document):
            assert not list(misplaced(item.record, item.text)), item
            assert Record.model_validate_json(item.record.model_dump_json()) == item.record
        else:
            assert item.what.strip() and len(str(item).splitlines()) == 1, item


def table(data):
    """Files of records, rows, aliases and cue words are read, or refused by the errors that their readers name."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "verbs-in.toml"
        path.write_bytes(data)
        records, problems = load_records(path)
        assert all(p.startswith(str(path)) for p in problems) and all(isinstance(r, Record) for r in records)
        for read, error in ((lambda: list(read_csv(path)), ValueError), (lambda: Speakers.load(path), ValueError), (lambda: load_lexicon(path), LexiconError)):
            try:
                read()
            except error as wrong:
                assert str(wrong)
