"""Articles for the tests of the cluster."""

from __future__ import annotations

import gzip
import json

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.extraction import extract
from pipeline.formats.articles import Article

NAMES = ("Marta Lodi", "Aldo Neri", "Ada Bini", "il sindaco di Ferrano")


def articles(number):
    """Articles of one to four sentences, each another."""
    return [Article(f"a/{n}", f"{n}", f"Il piano {n}\n\n{NAMES[n % 4]} ha detto: «Il piano numero {n} non c'è». " + "La direttrice nega che la fabbrica chiuda. " * (n % 4) + "\n") for n in range(number)]


def files(folder, found):
    """``found`` in three files: JSONL, packed JSONL, Parquet."""
    folder.mkdir()
    third = len(found) // 3 + 1
    parts = [found[:third], found[third : 2 * third], found[2 * third :]]
    rows = [[{"id": a.id, "text": a.text, "section": "politica", "published": "2024-05-03"} for a in part] for part in parts]
    (folder / "one.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows[0]), encoding="utf-8")
    (folder / "two.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in rows[1]).encode()))
    pq.write_table(pa.Table.from_pylist(rows[2]), folder / "three.parquet", row_group_size=20)
    return folder


def alone(found, nlp):
    """The triples of ``found`` by one process, by id."""
    return {record.id: record.model_dump()["triples"] for record in extract(found, nlp)}
