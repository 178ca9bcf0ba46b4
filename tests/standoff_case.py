"""A made-up file in the manner of KIND, the article in it and its gold."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.schema import Claim, Record, Span, Speaker, Triple, sha256
from pipeline.standoff.rebuild import from_record
from pipeline.standoff.records import Segment
from tests.conftest import ROOT

REPOSITORY = ROOT / "annotations" / "real-news"
TSV = """Prima\tO
riga\tO

Ponte\tO
chiuso\tO

Il\tO
sindaco\tO
Ada\tB-PER
Lodi\tI-PER
ha\tO
detto\tO
:\tO
"\tO
Il\tO
ponte\tO
è\tO
chiuso\tO
.\tO

Riaprirà\tO
"\tO
.\tO

L'\tO
opposizione\tO
(\tO
Bini\tB-PER
)\tO
nega\tO
che\tO
regga\tO
.\tO

"""
TEXT = "Ponte chiuso\n\nIl sindaco Ada Lodi ha detto: \"Il ponte è chiuso. Riaprirà\". L'opposizione (Bini) nega che regga."
SEGMENT = Segment(id="a", first_sentence=1, last_sentence=4, headings=[1])


def at(piece):
    return Span.of(TEXT, TEXT.index(piece), TEXT.index(piece) + len(piece))


def gold():
    said = Triple(
        id=0, kind="direct", stance="support", cue=at("ha detto"), claim=Claim.of([at("Il ponte è chiuso. Riaprirà")]),
        speaker=Speaker(name="Ada Lodi", aliases=["Lodi", "la sindaca Lodi"], mention=at("Il sindaco Ada Lodi"), label="PER"),
    )  # fmt: skip
    denied = Triple(
        id=3, kind="indirect", stance="oppose", cue=at("nega"), claim=Claim.of([at("regga")]), hearsay=True, optional=True, nested_in=0,
        speaker=Speaker(name="Bini", implicit=True),
    )  # fmt: skip
    return Record(id="a", source="articles/a.txt", text_sha256=sha256(TEXT), triples=[said, denied])


def standoff(record=None):
    return from_record(record or gold(), TEXT, SEGMENT, "WN_dev.tsv", hashlib.sha256(TSV.encode()).hexdigest())


def kind_folder(parent: Path) -> Path:
    """A folder with the file, as the user's copy of KIND."""
    folder = parent / "KIND"
    folder.mkdir()
    (folder / "WN_dev.tsv").write_bytes(TSV.encode())
    return folder
