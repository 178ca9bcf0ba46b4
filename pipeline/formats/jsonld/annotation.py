"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): an AnnotationCollection with one annotation per triple.

Each span of a claim is a target, found by position (code points, as the model has it) or by quotation, whose context is long
enough to be there once. The body says who takes which side, in words and in the vocabulary of :data:`CONTEXT`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.jsonl import writer as file_writer
from pipeline.formats.jsonld.names import VOCABULARY, article_iri, triple_iri, web_address
from pipeline.schema import KINDS, STANCES, Producer, Record, Span, Triple

W3C = "http://www.w3.org/ns/anno.jsonld"
CONTEXT: dict[str, Any] = {
    "chidice": VOCABULARY,
    "Attribution": "chidice:Attribution", "Speaker": "chidice:Speaker",
    "stance": {"@id": "chidice:stance", "@type": "@vocab"}, **{s: f"chidice:{s}" for s in STANCES},
    "kind": {"@id": "chidice:kind", "@type": "@vocab"}, **{k: f"chidice:{k}" for k in KINDS},
    "speaker": "chidice:speaker", "key": "chidice:speakerKey", "entity": "chidice:speakerLabel", "alias": "chidice:alias", "implicit": "chidice:implicit",
    "mention": "chidice:mention", "cue": "chidice:cue", "claim": "chidice:claim", "hearsay": "chidice:hearsay", "optional": "chidice:optional", "rule": "chidice:rule",
    "nestedIn": {"@id": "chidice:nestedIn", "@type": "@id"},
}  # fmt: skip
#: Code points of context on each side of a quotation, where that is enough.
AROUND = 32


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the JSON-LD file ``target`` (``-``: standard output)."""
    with file_writer(target) as handle:
        handle.write(f'{{"@context": {_json([W3C, CONTEXT])}, "type": "AnnotationCollection",\n"label": "Who says what (chidice)",\n')
        handle.write('"first": {"type": "AnnotationPage", "startIndex": 0, "items": [')
        total, name = 0, uuid.uuid5(uuid.NAMESPACE_URL, VOCABULARY)

        def add(document: Document) -> None:
            nonlocal total, name
            made = [_json(annotation(document, triple, options)) for triple in document.record.triples]
            try:
                "".join(made).encode("utf-8")
            except UnicodeEncodeError as error:
                raise Unwritable("half a character (a lone surrogate), which UTF-8 cannot hold") from error
            for item in made:
                handle.write((",\n" if total else "\n") + item)
                total, name = total + 1, uuid.uuid5(name, item)

        yield add
        ident = f"urn:uuid:{name}"
        handle.write(f'\n], "id": "{ident}#page-1", "partOf": "{ident}"}},\n"id": "{ident}", "total": {total}}}\n')


def annotation(document: Document, triple: Triple, options: Options) -> dict[str, Any]:
    """The annotation that a triple is."""
    record, text, speaker = document.record, document.text, triple.speaker
    who: dict[str, Any] = {"type": "Speaker", "name": speaker.name, "key": options.speakers.key(speaker), "implicit": speaker.implicit}
    if speaker.label is not None:
        who["entity"] = speaker.label
    if speaker.aliases:
        who["alias"] = list(speaker.aliases)
    if speaker.mention is not None:
        who["mention"] = _place(record, text, speaker.mention)
    body: dict[str, Any] = {"type": "Attribution", "stance": triple.stance, "kind": triple.kind, "speaker": who, "claim": triple.claim.text, "hearsay": triple.hearsay}
    if triple.cue is not None:
        body["cue"] = _place(record, text, triple.cue)
    if triple.nested_in is not None:
        body["nestedIn"] = triple_iri(record.id, triple.nested_in)
    if triple.optional:
        body["optional"] = True
    if triple.rule is not None:
        body["rule"] = triple.rule
    words = f"{speaker.name}: {triple.stance} ({triple.kind}{', hearsay' if triple.hearsay else ''})"
    targets = [_place(record, text, span) for span in triple.claim.spans]
    made = {"creator": _software(record.producer)} if record.producer else {}
    return {
        "id": triple_iri(record.id, triple.id), "type": "Annotation", "motivation": "classifying", **made,
        "body": [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": words}, body],
        "target": targets if len(targets) > 1 else targets[0],
    }  # fmt: skip


def _place(record: Record, text: str, span: Span) -> dict[str, Any]:
    """A span as a specific resource; ``scope`` is the page that the article's text is from."""
    prefix, suffix = context(text, span.start, span.end)
    address = web_address((record.meta or {}).get("url"))
    return {
        "type": "SpecificResource", "source": article_iri(record.id), **({"scope": address} if address else {}),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", "exact": span.text, "prefix": prefix, "suffix": suffix},
        ],
    }  # fmt: skip


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a stretch, as far as it takes for the whole to stand in the text once only."""
    around = AROUND
    while True:
        left, right = max(0, start - around), min(len(text), end + around)
        if text.find(text[left:right], text.find(text[left:right]) + 1) < 0:
            return text[left:start], text[end:right]
        around *= 2


def _software(made: Producer) -> dict[str, Any]:
    model = f" ({made.model} {made.model_version or ''})".replace(" )", ")") if made.model else ""
    return {"type": "Software", "name": f"{made.name} {made.version}{model}"}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
