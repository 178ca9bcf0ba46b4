"""Records as Label Studio tasks. Offsets are code points, as Label Studio counts them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.formats.documents import Document, Options, guessed
from pipeline.formats.envelope import Envelope
from pipeline.formats.jsonl import writer as file_writer
from pipeline.formats.labelstudio import scheme
from pipeline.schema import Record, Span, Triple


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the JSON file ``target`` (``-``: standard output); the labelling configuration is written
    beside it, as ``NAME.config.xml``.
    """
    with file_writer(target) as handle:
        handle.write("[")
        separator = "\n"

        def add(document: Document) -> None:
            nonlocal separator
            handle.write(separator + json.dumps(task(document, options), ensure_ascii=False))
            separator = ",\n"

        yield add
        handle.write("\n]\n")
        if target != "-":
            with file_writer(str(Path(target).with_suffix(".config.xml"))) as config:
                config.write(scheme.config())


def task(document: Document, options: Options) -> dict[str, Any]:
    """The task of a document: its triples as an annotation, or, where they are to be checked, as a prediction."""
    record = document.record
    data = {scheme.TEXT: document.text, "id": record.id, scheme.ENVELOPE: Envelope.of(document).dump()}
    regions = result(record, document.text)
    if guessed(record, options):
        return {"data": data, "predictions": [{"model_version": _maker(record), "result": regions}]}
    return {"data": data, "annotations": [{"result": regions}]}


def _maker(record: Record) -> str:
    made = record.producer
    if made is None:
        return "pre-annotation"
    return f"{made.name} {made.version}" + (f" ({made.model} {made.model_version})" if made.model else "")


def shown(text: str) -> str:
    r"""The text of a region as Label Studio keeps it: each line break as ``\n`` spelt out."""
    return re.sub(r"[\n\r]", r"\\n", text)


def result(record: Record, text: str) -> list[dict[str, Any]]:
    """Regions, their choices and texts, and relations. A cue or mention that several triples share is one region."""
    regions: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    shared: dict[tuple[str, int, int], str] = {}

    def region(ident: str, label: str, span: Span) -> str:
        regions.append(_item(ident, span, "label", "labels", labels=[label]))
        return ident

    def relate(left: str, right: str, label: str) -> None:
        relations.append({"type": "relation", "from_id": left, "to_id": right, "direction": "right", "labels": [label]})

    for triple in record.triples:
        first, *others = triple.claim.spans
        claim = region(f"claim-{triple.id}", scheme.CLAIM, first)
        regions += [_item(claim, first, name, kind, **value) for name, kind, value in _values(triple)]
        before = claim
        for number, span in enumerate(others, 2):
            part = region(f"claim-{triple.id}-{number}", scheme.PART, span)
            relate(before, part, scheme.CONTINUES)
            before = part
        for label, relation, target in ((scheme.SPEAKER, scheme.SAID_BY, triple.speaker.mention), (scheme.CUE, scheme.HAS_CUE, triple.cue)):
            if target is not None:
                key = (label, target.start, target.end)
                if key not in shared:
                    shared[key] = region(f"{label.lower()}-{target.start}-{target.end}", label, target)
                relate(claim, shared[key], relation)
        if triple.nested_in is not None:
            relate(claim, f"claim-{triple.nested_in}", scheme.NESTED_IN)
    return regions + relations


def _item(ident: str, span: Span, name: str, kind: str, **value: Any) -> dict[str, Any]:
    place = {"start": span.start, "end": span.end, "text": shown(span.text)}
    return {"id": ident, "from_name": name, "to_name": "text", "type": kind, "value": place | value}


def _values(triple: Triple) -> Iterator[tuple[str, str, dict[str, Any]]]:
    speaker = triple.speaker
    flags = [n for n, v in ((scheme.HEARSAY, triple.hearsay), (scheme.OPTIONAL, triple.optional), (scheme.IMPLICIT, speaker.implicit)) if v]
    yield "stance", "choices", {"choices": [triple.stance]}
    yield "kind", "choices", {"choices": [triple.kind]}
    yield "speaker", "textarea", {"text": [speaker.name]}
    if speaker.aliases:
        yield "aliases", "textarea", {"text": speaker.aliases}
    if speaker.label is not None:
        yield "speaker_label", "choices", {"choices": [speaker.label]}
    if flags:
        yield "flags", "choices", {"choices": flags}
    if triple.rule is not None:
        yield "rule", "textarea", {"text": [triple.rule]}
    yield "triple", "number", {"number": triple.id}
