"""schema.org: the articles, and what is said in them as Quotation (direct speech), Claim, or an action about a Claim.

Only who supports a claim is its author. Who opposes it disagrees with it (DisagreeAction), who doubts or is neutral judges it
(AssessAction): nobody is made the author of what they deny.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.jsonl import writer as file_writer
from pipeline.formats.jsonld.names import VOCABULARY, article_iri, triple_iri, web_address
from pipeline.formats.rows.columns import article as columns_of
from pipeline.formats.speakers import Speakers
from pipeline.schema import Record, Triple

CONTEXT = "https://schema.org"
ACTIONS = {"oppose": "DisagreeAction", "doubt": "AssessAction", "neutral": "AssessAction"}
#: A place that speaks (*Parigi ha negato*) is those who govern it.
TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Organization"}


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the JSON-LD file ``target`` (``-``: standard output)."""
    with file_writer(target) as handle:
        handle.write(f'{{"@context": "{CONTEXT}", "@graph": [')
        separator = "\n"

        def add(document: Document) -> None:
            nonlocal separator
            lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes(document.record, options.speakers))
            try:
                lines.encode("utf-8")
            except UnicodeEncodeError as error:
                raise Unwritable("half a character (a lone surrogate), which UTF-8 cannot hold") from error
            handle.write(separator + lines)
            separator = ",\n"

        yield add
        handle.write("\n]}\n")


def nodes(record: Record, speakers: Speakers) -> Iterator[dict[str, Any]]:
    """Yield the article and, for each of its triples, a Quotation, a Claim or an action."""
    yield _article(record)
    for triple in record.triples:
        yield _triple(record, triple, speakers)


def _article(record: Record) -> dict[str, Any]:
    columns, meta = columns_of(record), record.meta or {}
    authors = meta.get("author")
    names = [a for a in (authors if isinstance(authors, list) else [authors]) if isinstance(a, str) and a]
    node = {
        "@type": "NewsArticle", "@id": article_iri(record.id), "identifier": record.id, "inLanguage": "it", "headline": record.title,
        "datePublished": record.published if columns["date"] else None, "url": web_address(meta.get("url")), "articleSection": columns["section"],
        "publisher": {"@type": "Organization", "name": columns["sitename"]} if columns["sitename"] else None,
        "author": [{"name": name} for name in names] or None,
    }  # fmt: skip
    return {name: value for name, value in node.items() if value is not None}


def _triple(record: Record, triple: Triple, speakers: Speakers) -> dict[str, Any]:
    ident, where, who = triple_iri(record.id, triple.id), {"@id": article_iri(record.id)}, _speaker(triple, speakers)
    words = {"text": triple.claim.text, "inLanguage": "it", "keywords": list(_terms(triple))}
    if triple.kind == "direct":
        return {"@type": "Quotation", "@id": ident, "spokenByCharacter": who, "isPartOf": where, **words}
    if triple.stance == "support":
        return {"@type": "Claim", "@id": ident, "author": who, "appearance": where, **words}
    claim = {"@type": "Claim", "@id": f"{ident}-claim", "appearance": where, **words}
    return {"@type": ACTIONS[triple.stance], "@id": ident, "agent": who, "object": claim}


def _speaker(triple: Triple, speakers: Speakers) -> dict[str, Any]:
    """The speaker; without a label it is left open whether a person or an organization."""
    speaker = triple.speaker
    node: dict[str, Any] = {"@type": TYPES[speaker.label]} if speaker.label else {}
    node |= {"name": speaker.name, "identifier": speakers.key(speaker)}
    return node | ({"alternateName": list(speaker.aliases)} if speaker.aliases else {})


def _terms(triple: Triple) -> Iterator[dict[str, str]]:
    for name, code in (("stance", triple.stance), ("kind", triple.kind), *((("hearsay", "hearsay"),) if triple.hearsay else ())):
        yield {"@type": "DefinedTerm", "termCode": code, "inDefinedTermSet": VOCABULARY + name}
