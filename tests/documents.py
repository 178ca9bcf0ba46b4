"""Documents for the tests of the formats: the gold, one with every field, generated ones, and a trip to a format and back."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import strategies as st

from pipeline.formats.documents import Document, Options
from pipeline.formats.registry import FORMATS
from pipeline.schema import KINDS, STANCES, Claim, Producer, Record, Span, Speaker, Triple, sha256
from tests.conftest import ROOT

TEXT = "🙂 L'azienda, secondo Marta Lodi, ha «perso\ndue anni».\r\nAvrebbe negato: «No», e basta. 🇮🇹 Contraria anche lei."
PRODUCER = Producer(name="chidice", version="0.1.0", model="it_chidice_sm", model_version="0.3.0")


def at(piece: str, text: str = TEXT) -> Span:
    start = text.index(piece)
    return Span.of(text, start, start + len(piece))


def full(**more: object) -> Document:
    """A document in which every field of a triple has a value somewhere, and null somewhere."""
    triples = [
        Triple(
            id=7, kind="mixed", stance="support", hearsay=True, rule="source-phrase", cue=at("secondo"), claim=Claim.of([at("L'azienda"), at("ha «perso\ndue anni»")]),
            speaker=Speaker(name="Marta Lodi", aliases=["Lodi", "la | direttrice \\ "], mention=at("Marta Lodi"), label="PER"),
        ),
        Triple(id=2, kind="direct", stance="oppose", claim=Claim.of([at("No")]), speaker=Speaker(name="un testimone mai nominato", implicit=True), nested_in=7, optional=True),
        Triple(id=3, kind="position", stance="doubt", cue=at("secondo"), claim=Claim.of([at("basta")]), speaker=Speaker(name="Lodi", mention=at("Marta Lodi"))),
    ]  # fmt: skip
    record = Record(id="politica/marzo/a", source="x/a.txt", title="T", published="2024-03-01", text_sha256=sha256(TEXT), meta={"author": "A", "n": [1]}, triples=triples)
    return Document(Record.model_validate(record.model_dump() | more), TEXT)


def gold() -> list[Document]:
    lines = (ROOT / "annotations" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    records = [Record.model_validate_json(line) for line in lines]
    return [Document(r, (ROOT / "corpus" / f"{r.id}.txt").read_bytes().decode("utf-8")) for r in records]


def write(form: str, documents: list[Document], target: Path, options: Options | None = None) -> Path:
    with FORMATS[form].writer(str(target), options or Options()) as add:
        for document in documents:
            add(document)
    return target


def there_and_back(form: str, documents: list[Document], options: Options | None = None) -> list[object]:
    """What comes back: documents, and problems where there are any."""
    with tempfile.TemporaryDirectory() as folder:
        return list(FORMATS[form].read(write(form, documents, Path(folder) / "out", options)))


#: Letters, blanks, every line break that Python knows and XML can hold, characters beyond the BMP and combining ones.
LETTERS = st.sampled_from("abè «».,|\\\"'&<>;:#\t\n\r\u0085\u2028\u00a0😀🇮🇹\U0001f468\u200d\u0301")
NAMES = st.text(LETTERS, min_size=1, max_size=8)


@st.composite
def documents(draw: st.DrawFn, ident: str = "a/b") -> Document:
    text = draw(st.text(LETTERS, min_size=2, max_size=40))

    def spans(most: int) -> list[Span]:
        size = 2 * draw(st.integers(1, min(most, len(text) // 2)))
        # touching spans too: the end of one may be the start of the next
        places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=size, max_size=size)))
        pairs = [(a, b) for a, b in zip(places[::2], places[1::2], strict=True) if a < b]
        return [Span.of(text, a, b) for a, b in pairs] or [Span.of(text, 0, 1)]

    ids = draw(st.lists(st.integers(0, 30), max_size=3, unique=True))
    triples = []
    for number in ids:
        implicit = draw(st.booleans())
        speaker = Speaker(
            name=draw(NAMES), aliases=draw(st.lists(st.text(LETTERS, max_size=5), max_size=2)), implicit=implicit, label=draw(st.sampled_from(["PER", "ORG", "LOC", None])),
            mention=None if implicit or draw(st.booleans()) else spans(1)[0],
        )  # fmt: skip
        triples.append(
            Triple(
                id=number, kind=draw(st.sampled_from(KINDS)), stance=draw(st.sampled_from(STANCES)), speaker=speaker, cue=spans(1)[0] if draw(st.booleans()) else None,
                claim=Claim.of(spans(3)), hearsay=draw(st.booleans()), optional=draw(st.booleans()), rule=draw(st.none() | NAMES),
                nested_in=draw(st.sampled_from([None, *(i for i in ids if i != number)])),
            )
        )  # fmt: skip
    record = Record(
        id=ident, triples=triples, producer=draw(st.sampled_from([None, PRODUCER])), text_sha256=draw(st.sampled_from([None, sha256(text)])),
        text=draw(st.sampled_from([None, text])), title=draw(st.none() | NAMES), meta=draw(st.sampled_from([None, {}, {"section": "x"}])),
    )  # fmt: skip
    return Document(record, text)
