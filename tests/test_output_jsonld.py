"""JSON-LD: it expands to the vocabularies' own IRIs, selectors lead back to the words, and nobody is the author of what they deny."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from pyld import jsonld

from pipeline.formats.documents import Options, Unwritable
from pipeline.formats.jsonld.annotation import CONTEXT, annotation, context
from pipeline.formats.jsonld.names import article_iri, web_address
from pipeline.schema import Claim, Span, Speaker, Triple
from tests.contexts import ANNO, expand, load
from tests.documents import PRODUCER, TEXT, at, documents, full, gold, st, write

OA, AS, VOCAB, SCHEMA = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "urn:chidice:vocab:", "http://schema.org/"


def written(form, there, tmp_path):
    return json.loads(write(form, there, tmp_path / "out").read_text(encoding="utf-8"))


def selected(text, place):
    """The code points that the selectors of a specific resource select; the alternatives must agree."""
    position, quotation = place["selector"]
    whole = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
    assert text.count(whole) == 1
    start = text.index(whole) + len(quotation["prefix"])
    assert (position["start"], position["end"]) == (start, start + len(quotation["exact"]))
    assert text[position["start"] : position["end"]] == quotation["exact"]
    return position["start"], position["end"]


def places(data):
    """Every specific resource in an annotation."""
    if isinstance(data, dict):
        if data.get("type") == "SpecificResource":
            yield data
        for value in data.values():
            yield from places(value)
    elif isinstance(data, list):
        for value in data:
            yield from places(value)


def test_the_selectors_lead_back_to_the_words(tmp_path):
    there = gold()
    items = written("web-annotation", there, tmp_path)["first"]["items"]
    texts = {article_iri(d.record.id): d.text for d in there}
    triples = {f"{article_iri(d.record.id)}#triple-{t.id}": t for d in there for t in d.record.triples}
    assert len(items) == len(triples) > 500
    for item in items:
        triple = triples[item["id"]]
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        assert [selected(texts[p["source"]], p) for p in targets] == [(s.start, s.end) for s in triple.claim.spans]
        for place in places(item["body"]):
            selected(texts[place["source"]], place)


@given(documents())
@settings(max_examples=100, deadline=None)
def test_selectors_of_any_text(document):
    for triple in document.record.triples:
        for place in places(annotation(document, triple, Options())):
            position, quotation = place["selector"]
            whole = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
            first = document.text.find(whole)
            assert document.text.find(whole, first + 1) < 0
            assert first + len(quotation["prefix"]) == position["start"]
            assert document.text[position["start"] : position["end"]] == quotation["exact"]


@given(st.builds(lambda word, times, end: word * times + end, st.text("ab", min_size=1, max_size=6), st.integers(1, 100), st.text("ab", max_size=3)), st.data())
@settings(max_examples=60, deadline=None)
def test_the_context_grows_until_the_place_is_the_only_one(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    prefix, suffix = context(text, start, end)
    whole = prefix + text[start:end] + suffix
    assert text.find(whole) == start - len(prefix) and text.find(whole, start - len(prefix) + 1) < 0


def test_annotations_expand_to_the_w3c_model(tmp_path):
    (collection,) = expand(written("web-annotation", [full(producer=PRODUCER, meta={"url": "https://x.it/1"})], tmp_path))
    assert collection["@type"] == [AS + "OrderedCollection"]
    assert collection[AS + "totalItems"][0]["@value"] == 3
    (page,) = collection[AS + "first"]
    assert page["@type"] == [AS + "OrderedCollectionPage"] and page[AS + "partOf"] == [{"@id": collection["@id"]}]
    first = page[AS + "items"][0]["@list"][0]
    assert (first["@type"], first["@id"]) == ([OA + "Annotation"], "urn:chidice:article:politica/marzo/a#triple-7")
    assert first[OA + "motivatedBy"] == [{"@id": OA + "classifying"}]
    assert [t[OA + "hasScope"] for t in first[OA + "hasTarget"]] == [[{"@id": "https://x.it/1"}]] * 2
    assert {s["@type"][0] for t in first[OA + "hasTarget"] for s in t[OA + "hasSelector"]} == {OA + "TextPositionSelector", OA + "TextQuoteSelector"}
    words, body = first[OA + "hasBody"]
    assert words["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"] == [{"@value": "Marta Lodi: support (mixed, hearsay)"}]
    assert body["@type"] == [VOCAB + "Attribution"]
    assert (body[VOCAB + "stance"], body[VOCAB + "kind"]) == ([{"@id": VOCAB + "support"}], [{"@id": VOCAB + "mixed"}])
    (who,) = body[VOCAB + "speaker"]
    assert who[VOCAB + "speakerKey"] == [{"@value": "PER:marta lodi"}] and len(who[VOCAB + "mention"]) == 1
    second = page[AS + "items"][0]["@list"][1]
    assert second[OA + "hasBody"][1][VOCAB + "nestedIn"] == [{"@id": first["@id"]}]


def keys(data):
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from keys(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys(value)


def test_no_key_is_outside_the_contexts():
    used = {k for d in (full(producer=PRODUCER, meta={"url": "https://x.it/1"}), *gold()[:5]) for t in d.record.triples for k in keys(annotation(d, t, Options()))}
    assert used <= set(ANNO) | set(CONTEXT), used - set(ANNO) - set(CONTEXT)


def test_terms_are_not_those_of_the_w3c_with_another_meaning():
    """The local context comes second and would silently win."""
    assert not set(CONTEXT) & set(ANNO)


def test_annotations_as_rdf(tmp_path):
    data = written("web-annotation", gold()[:3], tmp_path)
    rdf = jsonld.to_rdf(data, {"documentLoader": load})["@default"]
    typed = [t for t in rdf if t["predicate"]["value"].endswith("#type") and t["object"]["value"] == OA + "Annotation"]
    assert len(typed) == data["total"] == sum(len(d.record.triples) for d in gold()[:3])


# schema.org


def stances():
    """Triples of every kind and stance."""
    made = []
    for n, (kind, stance) in enumerate([(k, s) for k in ("direct", "indirect", "position") for s in ("support", "oppose", "doubt", "neutral")]):
        label = ("PER", "ORG", "LOC", None)[n % 4]
        made.append(Triple(id=n, kind=kind, stance=stance, speaker=Speaker(name="Marta Lodi", aliases=["Lodi"], label=label), claim=Claim.of([at("basta")]), hearsay=n == 5))
    meta = {"url": "https://x.it/1", "author": ["Ada Neri", "B"], "sitename": "La Gazzetta di Valcorta", "section": "politica"}
    return full(triples=made, meta=meta, producer=PRODUCER)


def test_nobody_is_the_author_of_what_they_deny(tmp_path):
    graph = written("schema-org", [stances()], tmp_path)["@graph"]
    by_number = {int(n["@id"].rpartition("-")[2]): n for n in graph[1:]}
    for triple in stances().record.triples:
        node = by_number[triple.id]
        if triple.kind == "direct":
            assert (node["@type"], node["spokenByCharacter"]["name"]) == ("Quotation", "Marta Lodi")
        elif triple.stance == "support":
            assert (node["@type"], node["author"]["name"]) == ("Claim", "Marta Lodi")
        else:
            assert node["@type"] == {"oppose": "DisagreeAction", "doubt": "AssessAction", "neutral": "AssessAction"}[triple.stance]
            assert node["agent"]["name"] == "Marta Lodi" and node["object"]["@type"] == "Claim" and "author" not in node["object"]
        claim = node.get("object", node)
        assert claim["text"] == "basta"
        assert {t["termCode"] for t in claim["keywords"]} == {triple.stance, triple.kind} | ({"hearsay"} if triple.hearsay else set())
        assert (claim.get("appearance") or claim["isPartOf"]) == {"@id": graph[0]["@id"]}


def test_schema_org_expands_and_joins_by_identity(tmp_path):
    graph = expand(written("schema-org", [stances(), without_triples()], tmp_path))
    articles = [n for n in graph if n["@type"] == [SCHEMA + "NewsArticle"]]
    assert [a["@id"] for a in articles] == ["urn:chidice:article:politica/marzo/a", "urn:chidice:article:vuoto"]
    assert articles[0][SCHEMA + "url"] == [{"@id": "https://x.it/1"}]
    assert articles[0][SCHEMA + "datePublished"][0]["@value"] == "2024-03-01"
    assert [a[SCHEMA + "name"][0]["@value"] for a in articles[0][SCHEMA + "author"]] == ["Ada Neri", "B"]
    ids = {n["@id"] for n in graph}
    assert len(ids) == len(graph) == 14
    assert all(c[SCHEMA + "appearance"][0]["@id"] in ids for c in graph if c["@type"] == [SCHEMA + "Claim"])


def without_triples():
    return full(id="vuoto", triples=[])


@pytest.mark.slow
def test_schema_org_is_what_schema_org_defines(tmp_path):
    """Each property belongs to the type that has it, and each value is of the property's range."""
    import schema_org

    graph = written("schema-org", [stances(), *gold()], tmp_path)["@graph"]
    known = {n["@id"]: n for n in graph}
    checked = 0

    def check(node):
        nonlocal checked
        kind = getattr(schema_org, node["@type"])
        fields = {f.alias or name: f for name, f in kind.model_fields.items()}
        for name, values in node.items():
            if name.startswith("@"):
                continue
            assert name in fields, f"{node['@type']} has no {name}"
            for value in values if isinstance(values, list) else [values]:
                checked += 1
                value = known.get(value["@id"], value) if isinstance(value, dict) and "@id" in value else value
                if isinstance(value, dict) and "@type" in value:
                    wanted = [a for a in _parts(fields[name].annotation) if isinstance(a, type) and issubclass(a, schema_org.Thing)]
                    assert issubclass(getattr(schema_org, value["@type"]), tuple(wanted)), f"{node['@type']}.{name} is no {value['@type']}"
                    if value not in graph:
                        check(value)
                elif isinstance(value, str):
                    assert {str, date} & set(_parts(fields[name].annotation)), f"{node['@type']}.{name} is no text"

    for node in graph:
        check(node)
    assert checked > 5000


def _parts(annotation):
    arguments = get_args(annotation)
    return [p for a in arguments for p in _parts(a)] if arguments else [annotation]


# both


@pytest.mark.parametrize("form", ["web-annotation", "schema-org"])
def test_nothing_written_is_still_json(form, tmp_path):
    data = written(form, [], tmp_path)
    assert expand(data) is not None and (data.get("total", 0), data.get("@graph", [])) == (0, [])


@pytest.mark.parametrize("form", ["web-annotation", "schema-org"])
def test_ids_become_iris(form, tmp_path):
    there = [full(id=i, text_sha256=None) for i in ("è vero", "a#b?c", "a b", "<x>")]
    data = written(form, there, tmp_path)
    found = {v for n in keys_values(data, ("id", "@id")) for v in [n] if v.startswith("urn:chidice:article")}
    assert all(not set(v) & set(' <>"{}|\\^`è?') and v.count("#") <= 1 for v in found)
    assert len({v.partition("#")[0] for v in found}) == 4


def keys_values(data, names):
    if isinstance(data, dict):
        for name, value in data.items():
            if name in names and isinstance(value, str):
                yield value
            yield from keys_values(value, names)
    elif isinstance(data, list):
        for value in data:
            yield from keys_values(value, names)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "javascript://x.it/%0aalert(1)", "ftp://x.it", "www.x.it", "https://x.it/a b", "https://x.it/\n", 'https://x.it/"', 3, None, "https://"])
def test_what_is_no_address_is_not_written_as_one(value):
    assert web_address(value) is None


@pytest.mark.parametrize("form", ["web-annotation", "schema-org"])
def test_half_a_character(form, tmp_path):
    odd = Triple(id=0, kind="direct", stance="support", speaker=Speaker(name="x", aliases=["\ud800"]), claim=Claim.of([Span.of(TEXT, 0, 1)]))
    with pytest.raises(Unwritable):
        write(form, [full(triples=[odd.model_dump()])], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
