"""Made-up files in the manner of KIND and of UD, the articles in them and their gold."""

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


CONLLU = """# sent_id = A-1
# text = Altro.
1\tAltro\taltro\tPRON\tPI\t_\t0\troot\t_\t_

# sent_id = A-2
# text = Strada riaperta
1\tStrada\tstrada\tNOUN\tS\t_\t0\troot\t_\t_

# sent_id = A-3
# text = "la strada regge" ha detto Bini.
1\t"\t"\tPUNCT\tFB\t_\t0\tpunct\t_\t_

# sent_id = A-4
# text = "è solida".
1\t"\t"\tPUNCT\tFB\t_\t0\tpunct\t_\t_
"""
UD_TEXT = 'Strada riaperta\n\n"La strada regge" ha detto Bini. "È solida".\n'
UD_SEGMENT = Segment(id="u", first_sentence=1, last_sentence=3, headings=[1], final_newline=True, split="dev")


def ud_gold(ident="u"):
    def span(piece):
        return Span.of(UD_TEXT, UD_TEXT.index(piece), UD_TEXT.index(piece) + len(piece))

    said = [
        Triple(id=n, kind="direct", stance="support", cue=span("ha detto") if not n else None, claim=Claim.of([span(claim)]), speaker=Speaker(name="Bini", mention=span("Bini")))
        for n, claim in enumerate(("La strada regge", "È solida"))
    ]
    return Record(id=ident, source=f"articles/{ident}.txt", text_sha256=sha256(UD_TEXT), triples=said)


def ud_standoff(ident="u", split="dev"):
    segment = UD_SEGMENT.model_copy(update={"id": ident, "split": split})
    return from_record(ud_gold(ident), UD_TEXT, segment, "it_vit-ud-test.conllu", hashlib.sha256(CONLLU.encode()).hexdigest())


def ud_folder(parent: Path) -> Path:
    """A folder with the treebank further down, as the user's copy of UD."""
    folder = parent / "UD"
    (folder / "UD_Italian-VIT").mkdir(parents=True)
    (folder / "UD_Italian-VIT" / "it_vit-ud-test.conllu").write_bytes(CONLLU.encode())
    return folder
