"""Label Studio's tasks and configuration: held against each other here, and by Label Studio's SDK where it is installed."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from pipeline.formats.articles import Problem
from pipeline.formats.documents import Document, Options
from pipeline.formats.labelstudio import read
from pipeline.formats.labelstudio.scheme import config
from pipeline.formats.labelstudio.write import task
from pipeline.schema import Record, sha256
from tests.documents import PRODUCER, TEXT, at, documents, full, gold, write


def check(made):
    """What https://labelstud.io/guide/task_format asks of a task, against the configuration."""
    controls = {e.get("name"): e for e in ET.fromstring(config()).iter() if e.get("toName") == "text"}
    relations = {e.get("value") for e in ET.fromstring(config()).iter("Relation")}
    (results,) = made.get("annotations", []) + made.get("predictions", [])
    regions: dict[str, tuple[int, int]] = {}
    for item in results["result"]:
        if item["type"] == "relation":
            assert item["from_id"] in regions and item["to_id"] in regions and set(item["labels"]) <= relations and item["direction"] == "right"
            continue
        control, value = controls[item["from_name"]], item["value"]
        assert control.tag.lower() == item["type"] and item["to_name"] == "text"
        if item["type"] == "labels":
            assert item["id"] not in regions
            regions[item["id"]] = (value["start"], value["end"])
            assert value["text"].replace("\\n", "\n") == made["data"]["text"][value["start"] : value["end"]].replace("\r", "\n") or "\\" in made["data"]["text"]
        assert regions[item["id"]] == (value["start"], value["end"])
        if item["type"] in ("labels", "choices"):
            assert set(value[item["type"]]) <= {e.get("value") for e in control}
            assert len(value[item["type"]]) == 1 or control.get("choice") == "multiple"
        elif item["type"] == "textarea":
            assert all(isinstance(t, str) for t in value["text"]) and len(value["text"]) <= int(control.get("maxSubmissions", 99))
        else:
            assert isinstance(value["number"], int)


@given(document=documents())
@settings(max_examples=100, deadline=None)
def test_tasks_fit_the_configuration(document):
    check(json.loads(json.dumps(task(document, Options()))))


def test_the_sdk_approves_configuration_and_tasks():
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is large and not among the test requirements").LabelInterface(config())
    interface.validate()
    for document in [*gold(), full(), full(producer=PRODUCER)]:
        made = task(document, Options())
        assert interface.validate_task({"data": made["data"]})
        for results in made.get("annotations", []) + made.get("predictions", []):
            assert interface.validate_prediction(results, return_errors=True) == []


def test_a_guess_is_a_prediction_and_says_whose():
    assert "annotations" in task(full(), Options())
    for document, options, maker in ((full(producer=PRODUCER), Options(), "chidice 0.1.0 (it_chidice_sm 0.3.0)"), (full(), Options(pre_annotation=True), "pre-annotation")):
        made = task(document, options)
        assert "annotations" not in made and made["predictions"][0]["model_version"] == maker


def test_the_configuration_is_written_beside_the_tasks(tmp_path):
    write("label-studio", [full()], tmp_path / "tasks.json")
    assert (tmp_path / "tasks.config.xml").read_text(encoding="utf-8") == config()


@pytest.fixture
def made():
    return json.loads(json.dumps(task(full(producer=PRODUCER), Options())))


def back(tmp_path, *tasks):
    (tmp_path / "t.json").write_text(json.dumps(tasks), encoding="utf-8")
    return list(read(tmp_path / "t.json"))


def submitted(made, change=lambda result: result):
    """The task as Label Studio exports it when a person has corrected and submitted the prediction."""
    result = change(json.loads(json.dumps(made["predictions"][0]["result"])))
    return {**made, "id": 4, "annotations": [{"id": 9, "completed_by": 1, "was_cancelled": False, "ground_truth": False, "result": result}], "meta": {}}


def test_what_a_person_submitted_counts_and_is_no_guess(made, tmp_path):
    assert back(tmp_path, made) == [full(producer=PRODUCER)]
    assert back(tmp_path, submitted(made)) == [full()]


def test_a_changed_span_a_removed_and_an_added_triple(made, tmp_path):
    def change(result):
        result = [i for i in result if i.get("id") != "claim-2" and "claim-2" not in (i.get("from_id"), i.get("to_id"))]
        for item in result:
            if item.get("id") == "claim-7":
                item["value"] |= {"start": at("azienda").start, "end": at("azienda").end} | ({"text": "azienda"} if item["type"] == "labels" else {})
        place = {"start": at("Contraria").start, "end": at("Contraria").end, "text": "Contraria"}
        who = {"start": at("lei").start, "end": at("lei").end, "text": "lei"}
        common = {"to_name": "text", "origin": "manual"}
        return [
            *result,
            {"id": "Xy1", "from_name": "label", "type": "labels", "value": {**place, "labels": ["Claim"]}, **common},
            {"id": "Xy1", "from_name": "kind", "type": "choices", "value": {**place, "choices": ["position"]}, **common},
            {"id": "Xy1", "from_name": "stance", "type": "choices", "value": {**place, "choices": ["oppose"]}, **common},
            {"id": "Xy2", "from_name": "label", "type": "labels", "value": {**who, "labels": ["Speaker"]}, **common},
            # drawn from the speaker to the claim, without a label
            {"type": "relation", "from_id": "Xy2", "to_id": "Xy1", "direction": "right"},
        ]

    (document,) = back(tmp_path, submitted(made, change))
    triples = document.record.triples
    assert [t.id for t in triples] == [7, 3, 8] and document.record.producer is None
    assert triples[0].claim.text == "azienda ha «perso\ndue anni»" and triples[0].rule == "source-phrase"
    assert (triples[2].speaker.name, triples[2].speaker.mention, triples[2].stance) == ("lei", at("lei"), "oppose")


def test_offsets_are_code_points_and_utf16_units_are_told_by_the_texts(made, tmp_path):
    claim = next(i for i in made["predictions"][0]["result"] if i["type"] == "labels")
    assert TEXT[claim["value"]["start"] : claim["value"]["end"]] == "L'azienda"
    for item in made["predictions"][0]["result"]:
        if "value" in item:
            for end in ("start", "end"):
                item["value"][end] = len(TEXT[: item["value"][end]].encode("utf-16-le")) // 2
    assert claim["value"]["start"] == at("L'azienda").start + 1
    assert back(tmp_path, made) == [full(producer=PRODUCER)]


def change_region(ident, **value):
    def change(result):
        for item in result:
            if item.get("id") == ident and item["type"] == "labels":
                item["value"] |= value
        return result

    return change


def without(ident, name):
    return lambda result: [i for i in result if (i.get("id"), i.get("from_name")) != (ident, name)]


@pytest.mark.parametrize(
    ("change", "message", "left"),
    [
        (change_region("claim-2", text="Sì"), "region claim-2, 72–74: «Sì» stands as «No» in the article", [7, 3]),
        (change_region("claim-2", labels=["Clam"]), "region claim-2: unknown label 'Clam'", [7, 3]),
        (change_region("claim-2", start=None), "region claim-2: no offsets", [7, 3]),
        (change_region("claim-2", end=9999), "region claim-2, 72–9999", [7, 3]),
        (without("claim-2", "stance"), "claim-2: no stance", [7, 3]),
        (without("claim-2", "speaker"), "claim-2: neither a speaker's name nor a mention", [7, 3]),
        (lambda r: [*r, {"type": "relation", "from_id": "claim-7", "to_id": "gone", "direction": "right"}], "claim-7: a relation leads to gone", [2, 3]),
        (lambda r: [i for i in r if i.get("labels") != ["continues in"]], "claim-7-2: a Claim part of no claim", [7, 2, 3]),
        (lambda r: [*r, {"type": "relation", "from_id": "claim-7", "to_id": "claim-3", "direction": "right"}], "only 'nested in' joins claims", [7, 2, 3]),
        (lambda r: [*r, {"type": "brush"}], "unknown type: 'brush'", [7, 2, 3]),
        (lambda r: [*r, 5], "is no object", [7, 2, 3]),
    ],
)
def test_what_is_broken_is_named_and_the_rest_kept(made, tmp_path, change, message, left):
    items = back(tmp_path, submitted(made, change))
    told = [str(i) for i in items if isinstance(i, Problem)]
    assert any(message in line and "t.json, task 1 (politica/marzo/a)" in line for line in told), told
    (document,) = [i for i in items if isinstance(i, Document)]
    assert [t.id for t in document.record.triples] == left


def test_tasks_that_cannot_be_read_are_named_and_the_others_read(made, tmp_path):
    skipped = {**made, "annotations": [{"was_cancelled": True, "result": []}], "predictions": []}
    tasks = [{"text": "x"}, {"data": made["data"]}, {**made, "predictions": [3]}, skipped, {**made, "data": {**made["data"], "chidice": {"record": {}}}}, 7, made]
    *told, document = back(tmp_path, *tasks)
    assert [str(p).split("t.json, ")[1][:80] for p in told if "JSON-MIN" not in str(p)] == [
        "task 2 (politica/marzo/a): nothing annotated",
        "task 3 (politica/marzo/a): nothing annotated, and the predictions were not expor",
        "task 4 (politica/marzo/a): skipped by the annotator",
        "task 5: data.chidice.record.id: Field required",
    ]
    assert len(told) == 6 and document == full(producer=PRODUCER)


def test_of_several_annotations_the_ground_truth_or_the_last_is_read_and_that_is_told(made, tmp_path):
    done = submitted(made)
    empty = {**done["annotations"][0], "result": []}
    problem, document = back(tmp_path, {**done, "annotations": [{**done["annotations"][0], "ground_truth": True}, empty]})
    assert "2 annotations" in str(problem) and len(document.record.triples) == 3
    _, document = back(tmp_path, {**done, "annotations": [*done["annotations"], empty]})
    assert document.record.triples == []


def test_tasks_that_chidice_did_not_write(made, tmp_path):
    (document,) = back(tmp_path, {"id": 12, "data": {"text": TEXT}, "annotations": made["predictions"]})
    assert document.record == Record(id="12", text_sha256=sha256(TEXT), triples=document.record.triples)
    assert sorted(t.id for t in document.record.triples) == [2, 3, 7]
    (document,) = back(tmp_path, {"id": 12, "data": {"text": TEXT}, "predictions": made["predictions"]})
    assert document.record.producer.name == "unknown"


@pytest.mark.parametrize(("data", "message"), [(b"[\n{]", "t.json:2: not JSON"), (b"\xff", "not UTF-8 at byte 0")])
def test_files_that_cannot_be_read(tmp_path, data, message):
    (tmp_path / "t.json").write_bytes(data)
    (problem,) = read(tmp_path / "t.json")
    assert message in str(problem)
