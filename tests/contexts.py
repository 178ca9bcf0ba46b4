"""JSON-LD contexts for tests without a network: of http://www.w3.org/ns/anno.jsonld the terms used here (and their kin), and schema.org's."""

from __future__ import annotations

from typing import Any

from pyld import jsonld


def _iri(name: str, **more: str) -> dict[str, str]:
    return {"@type": "@id", "@id": name, **more}


ANNO: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/", "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "as": "http://www.w3.org/ns/activitystreams#", "schema": "http://schema.org/",
    "id": _iri("@id"), "type": _iri("@type"),
    "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource", "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector", "Text": "dctypes:Text", "Person": "foaf:Person", "Software": "as:Application", "Organization": "foaf:Organization",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "classifying": "oa:classifying", "describing": "oa:describing", "identifying": "oa:identifying", "tagging": "oa:tagging",
    "body": _iri("oa:hasBody"), "target": _iri("oa:hasTarget"), "source": _iri("oa:hasSource"), "selector": _iri("oa:hasSelector"), "scope": _iri("oa:hasScope"),
    "creator": _iri("dcterms:creator"), "generator": _iri("as:generator"), "items": _iri("as:items", **{"@container": "@list"}), "partOf": _iri("as:partOf"),
    "first": _iri("as:first"), "last": _iri("as:last"), "next": _iri("as:next"), "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"}, "format": "dc:format", "language": "dc:language", "value": "rdf:value", "exact": "oa:exact",
    "prefix": "oa:prefix", "suffix": "oa:suffix", "name": "foaf:name", "label": "rdfs:label",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"}, "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"}, "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
}  # fmt: skip
SCHEMA: dict[str, Any] = {
    "@vocab": "http://schema.org/", "url": {"@type": "@id"}, "inDefinedTermSet": {"@type": "@id"}, "datePublished": {"@type": "http://schema.org/Date"},
    "isPartOf": {"@type": "@id"},
}  # fmt: skip
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA}


def load(url: str, options: object) -> dict[str, Any]:
    """A document loader that knows these contexts and nothing else."""
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": {"@context": CONTEXTS[url]}}


def expand(data: Any) -> list[dict[str, Any]]:
    return jsonld.expand(data, {"documentLoader": load})
