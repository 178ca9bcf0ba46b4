import json

import pytest
from pydantic import ValidationError

from pipeline.schema import Claim, Record, Span, Speaker, Triple, json_schema, misplaced, sha256

TEXT = "L'azienda, secondo Marta Lodi, ha «perso due anni»."


def triple(**changes):
    data = {
        "id": 0, "kind": "mixed", "stance": "support", "cue": {"start": 11, "end": 18, "text": "secondo"},
        "speaker": {"name": "Marta Lodi", "mention": {"start": 19, "end": 29, "text": "Marta Lodi"}},
        "claim": {"text": "L'azienda ha «perso due anni»", "spans": [{"start": 0, "end": 9, "text": "L'azienda"}, {"start": 31, "end": 50, "text": "ha «perso due anni»"}]},
    }  # fmt: skip
    return {**data, **changes}


def record(*triples, **changes):
    return Record.model_validate_json(json.dumps({"id": "a", "text_sha256": sha256(TEXT), "triples": list(triples), **changes}))


def test_a_record_round_trips():
    first = record(triple())
    assert Record.model_validate_json(first.model_dump_json()) == first
    assert not list(misplaced(first, TEXT))


def test_defaults_of_what_gold_leaves_out():
    made = record(triple()).triples[0]
    assert (made.hearsay, made.nested_in, made.optional, made.rule, made.speaker.aliases, made.speaker.label) == (False, None, False, None, [], None)


def test_unused_optional_fields_are_not_written():
    assert {"meta", "text"}.isdisjoint(json.loads(record(triple()).model_dump_json()))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "quoted"}, "kind"),
        ({"stance": "pro"}, "stance"),
        ({"extra": 1}, "extra"),
        ({"id": "0"}, "id"),
        ({"nested_in": 7}, "nested_in 7"),
        ({"nested_in": 0}, "nested_in 0"),
        ({"claim": {"text": "x", "spans": [{"start": 0, "end": 1, "text": "L"}]}}, "joined by one space"),
        ({"claim": {"text": "L L'azienda", "spans": [{"start": 0, "end": 1, "text": "L"}, {"start": 0, "end": 9, "text": "L'azienda"}]}}, "overlapping"),
        ({"claim": {"text": "", "spans": []}}, "spans"),
        ({"cue": {"start": 3, "end": 3, "text": ""}}, "empty span"),
        ({"cue": {"start": 3, "end": 5, "text": "abc"}}, "code points"),
        ({"speaker": {"name": "X", "implicit": True, "mention": {"start": 0, "end": 1, "text": "L"}}}, "implicit"),
    ],
)
def test_what_breaks_the_contract_is_refused(change, message):
    with pytest.raises(ValidationError, match=message):
        record(triple(**change))


def test_ids_are_unique_and_versions_known():
    with pytest.raises(ValidationError, match="not unique"):
        record(triple(), triple())
    with pytest.raises(ValidationError, match="schema version 2"):
        record(schema_version="2.0")


def test_misplaced_spans_and_other_texts_are_told():
    moved = record(triple(cue={"start": 12, "end": 19, "text": "secondo"}))
    assert "cue 12–19" in next(misplaced(moved, TEXT))
    assert "text_sha256" in next(misplaced(record(triple()), TEXT + " "))


def test_offsets_are_code_points():
    text = "😀 «Sì», dice Ö."
    span = Span.of(text, 3, 5)
    made = Triple(id=0, kind="direct", stance="support", speaker=Speaker(name="Ö"), claim=Claim.of([span]))
    assert not list(misplaced(Record(id="x", triples=[made]), text))
    assert span.text == "Sì"


def test_the_json_schema_accepts_what_the_models_write():
    schema = json_schema()
    assert schema["properties"]["triples"]["items"]["$ref"].endswith("Triple")
    assert schema["additionalProperties"] is False
