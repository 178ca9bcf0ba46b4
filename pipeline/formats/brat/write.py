"""Records as brat standoff."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.formats.brat import scheme
from pipeline.formats.documents import Document, Options, Unwritable, guessed
from pipeline.formats.envelope import Envelope
from pipeline.formats.folders import LIST, FileNames, list_line, new_folder
from pipeline.formats.names import join_names
from pipeline.schema import Span, Triple


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the new folder ``target``; brat's configuration stands in it too."""
    names = FileNames()
    with new_folder(target) as folder, (folder / LIST).open("w", encoding="utf-8", newline="\n") as index:

        def add(document: Document) -> None:
            lines = standoff(document, guessed(document.record, options))
            name = names(document.record.id)
            _write(folder / f"{name}.txt", document.text)
            _write(folder / f"{name}.ann", lines)
            index.write(list_line(Envelope.of(document, name)))

        _write(folder / "annotation.conf", scheme.ANNOTATION_CONF)
        _write(folder / "visual.conf", scheme.VISUAL_CONF)
        yield add


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def standoff(document: Document, marked: bool) -> str:
    """The .ann file of a document. ``marked``: its claims are pre-annotation. Raises :class:`Unwritable`."""
    ann = _Annotations(document.text)
    claims = {t.id: ann.text_bound(scheme.CLAIM, t.claim.spans) for t in document.record.triples}
    for triple in document.record.triples:
        ann.triple(claims[triple.id], triple, marked)
    for triple in document.record.triples:
        if triple.nested_in is not None:
            ann.relation(scheme.NESTED_IN, claims[triple.id], claims[triple.nested_in])
    return "".join(line + "\n" for line in ann.lines)


class _Annotations:
    """The lines of one file; ids are numbered by kind of line. A cue or mention that several triples share is marked once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.numbers: dict[str, int] = {}
        self.shared: dict[tuple[str, int, int], str] = {}

    def triple(self, claim: str, triple: Triple, marked: bool) -> None:
        speaker = triple.speaker
        for relation, kind, span in ((scheme.SAID_BY, scheme.SPEAKER, speaker.mention), (scheme.HAS_CUE, scheme.CUE, triple.cue)):
            if span is not None:
                key = (kind, span.start, span.end)
                if key not in self.shared:
                    self.shared[key] = self.text_bound(kind, [span])
                self.relation(relation, claim, self.shared[key])
        self.attribute(scheme.KIND, claim, triple.kind)
        self.attribute(scheme.STANCE, claim, triple.stance)
        if speaker.label is not None:
            self.attribute(scheme.LABEL, claim, speaker.label)
        flags = ((scheme.IMPLICIT, speaker.implicit), (scheme.HEARSAY, triple.hearsay), (scheme.OPTIONAL, triple.optional), (scheme.GUESSED, marked))
        for name, value in flags:
            if value:
                self.attribute(name, claim)
        self.note(scheme.NOTES, claim, join_names([speaker.name, *speaker.aliases]))
        self.note(scheme.TRIPLE, claim, json.dumps(self.rest(triple)))

    def rest(self, triple: Triple) -> dict[str, Any]:
        """What brat has no place for: id, rule, and spans that cannot be told from brat's pieces (a line break at an edge, or two
        spans with only a line break between them).
        """
        data: dict[str, Any] = {"id": triple.id}
        if triple.rule is not None:
            data["rule"] = triple.rule
        for name, spans in (("claim", triple.claim.spans), ("cue", [triple.cue]), ("speaker", [triple.speaker.mention])):
            places = [(s.start, s.end) for s in spans if s is not None]
            if places and scheme.joined(self.text, [p for a, b in places for p in scheme.pieces(self.text, a, b)]) != places:
                data[name] = places
        return data

    def text_bound(self, kind: str, spans: list[Span]) -> str:
        parts = [p for span in spans for p in scheme.pieces(self.text, span.start, span.end)]
        if not parts:
            raise Unwritable(f"brat cannot mark a {kind} of line breaks only, {spans[0].start}–{spans[-1].end}")
        offsets = ";".join(f"{a} {b}" for a, b in parts)
        return self._add("T", f"{kind} {offsets}\t{' '.join(self.text[a:b] for a, b in parts)}")

    def relation(self, kind: str, left: str, right: str) -> None:
        self._add("R", f"{kind} Arg1:{left} Arg2:{right}")

    def attribute(self, kind: str, target: str, value: str | None = None) -> None:
        self._add("A", f"{kind} {target}" + (f" {value}" if value is not None else ""))

    def note(self, kind: str, target: str, text: str) -> None:
        self._add("#", f"{kind} {target}\t{text}")

    def _add(self, prefix: str, rest: str) -> str:
        self.numbers[prefix] = self.numbers.get(prefix, 0) + 1
        ident = f"{prefix}{self.numbers[prefix]}"
        self.lines.append(f"{ident}\t{rest}")
        return ident
