"""Records as UIMA CAS in XMI. dkpro-cassis turns our code points into the UTF-16 units of the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from cassis import Cas, TypeSystem

from pipeline.formats.cas import scheme
from pipeline.formats.documents import Document, Options, Unwritable, guessed
from pipeline.formats.envelope import Envelope
from pipeline.formats.folders import LIST, FileNames, list_line, new_folder
from pipeline.formats.names import join_names
from pipeline.schema import Span, Triple


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the new folder ``target``; the type system stands in it too."""
    types = scheme.type_system()
    names = FileNames(flat=True)
    with new_folder(target) as folder, (folder / LIST).open("w", encoding="utf-8", newline="\n") as index:

        def add(document: Document) -> None:
            try:
                xmi = cas(document, types, guessed(document.record, options)).to_xmi()
            except ValueError as error:
                raise Unwritable(f"XML cannot hold it: {error}") from error
            assert xmi is not None
            name = names(document.record.id)
            (folder / f"{name}.xmi").write_bytes(xmi.encode("utf-8"))
            index.write(list_line(Envelope.of(document, name)))

        types.to_xml(folder / scheme.TYPE_SYSTEM)
        yield add


def cas(document: Document, types: TypeSystem, marked: bool) -> Cas:
    """The CAS of a document. ``marked``: its claims are pre-annotation."""
    out = Cas(types, document_language="it")
    out.sofa_string, out.sofa_mime = document.text, "text/plain"
    shared: dict[tuple[str, int, int], Any] = {}

    def annotation(name: str, span: Span, **features: Any) -> Any:
        made = types.get_type(name)(begin=span.start, end=span.end, **features)
        out.add(made)
        return made

    def once(name: str, span: Span) -> Any:
        key = (name, span.start, span.end)
        if key not in shared:
            shared[key] = annotation(name, span)
        return shared[key]

    triples = document.record.triples
    claims = {t.id: annotation(scheme.CLAIM, t.claim.spans[0], **_features(t, marked)) for t in triples}
    array = types.get_type("uima.cas.FSArray")
    for triple in triples:
        targets = {
            "speaker": [once(scheme.SPEAKER, triple.speaker.mention)] if triple.speaker.mention is not None else [],
            "cue": [once(scheme.CUE, triple.cue)] if triple.cue is not None else [],
            "parts": [annotation(scheme.PART, span) for span in triple.claim.spans[1:]],
            "nestedIn": [claims[triple.nested_in]] if triple.nested_in is not None else [],
        }
        for slot, found in targets.items():
            link = types.get_type(scheme.link_type(slot))
            claims[triple.id][slot] = array(elements=[link(role=slot, target=target) for target in found])
    return out


def _features(triple: Triple, marked: bool) -> dict[str, Any]:
    speaker = triple.speaker
    return {
        "kind": triple.kind,
        "stance": triple.stance,
        "speakerName": speaker.name,
        "speakerAliases": join_names(speaker.aliases) or None,
        "speakerLabel": speaker.label,
        "rule": triple.rule,
        "hearsay": triple.hearsay,
        "optional": triple.optional,
        "implicit": speaker.implicit,
        "preAnnotated": marked,
        "tripleId": triple.id,
    }
