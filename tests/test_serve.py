"""The operations of the service: what they answer, and what they say of requests that cannot be answered."""

from __future__ import annotations

import csv
import io
import json
import logging

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from pipeline import __version__
from pipeline.cli.app import app as commands
from pipeline.extraction import Analyst
from pipeline.formats.rows.columns import NAMES
from pipeline.schema import Record, json_schema, misplaced
from pipeline.service import batch, examples, page
from pipeline.service.app import create_app
from pipeline.service.limits import Limits
from pipeline.service.workshop import Workshop

SAID = "Marta Lodi nega che la fabbrica chiuda."
LIMITS = Limits(body=50_000, characters=2_000, batch=5, timeout=120)
MODEL = "it_chidice_sm 0.7.0"


@pytest.fixture(scope="module")
def workshop(nlp):
    made = Workshop(Analyst(nlp), timeout=LIMITS.timeout)
    made.start()
    yield made
    made.close()


@pytest.fixture(scope="module")
def client(workshop):
    with TestClient(create_app(workshop, MODEL, LIMITS)) as client:
        yield client


def refusal(response, status, where=None):
    """The problem details of a refused request; ``where`` is the place of the first fault."""
    details = response.json()
    assert response.status_code == details["status"] == status
    assert response.headers["content-type"] == "application/problem+json"
    assert set(details) == {"type", "title", "status", "detail", "errors"}
    assert where is None or details["errors"][0]["where"] == where
    return details["detail"]


def test_an_article_is_answered_with_its_record(client, nlp):
    response = client.post("/extract", json={"text": SAID})
    record = Record.model_validate_json(response.content)
    assert response.status_code == 200 and response.headers["cache-control"] == "no-store"
    assert record.id == "article" and record.text is None and record.source is None
    assert record.triples == nlp(SAID)._.triples != []
    assert f"{record.producer.model} {record.producer.model_version}" == MODEL


def test_offsets_are_code_points_of_the_text_as_submitted(client):
    text = f"\ufeff🏭\r\n  {SAID}\r\n"
    record = Record.model_validate_json(client.post("/extract", json={"text": text}).content)
    assert record.triples and not list(misplaced(record, text))


def test_what_is_known_of_an_article_comes_back(client):
    known = {"id": "a/b", "title": "T", "published": "2024-05-03", "meta": {"author": "Ada", "n": [1, None]}}
    record = client.post("/extract", json={"text": SAID, "with_text": True, **known}).json()
    assert {name: record[name] for name in known} == known and record["text"] == SAID


def test_a_headline_is_the_title(client):
    assert client.post("/extract", json={"text": f"Il titolo\n\n{SAID}"}).json()["title"] == "Il titolo"


def test_triples_less_likely_right_are_left_out(client):
    assert client.post("/extract", json={"text": SAID, "min_confidence": 1.0}).json()["triples"] == []
    assert client.post("/extract", json={"text": SAID, "min_confidence": 0.5}).json()["triples"] != []


@pytest.mark.parametrize(
    ("body", "status", "where", "says"),
    [
        ({"text": " \n"}, 422, "body.text", "body.text: empty"),
        ({"text": "a\nb\0"}, 422, "body.text", "a NUL at character 3 (line 2)"),
        ({"text": 3}, 422, "body.text", "valid string"),
        ({"text": "x" * 2001}, 422, "body.text", "2001 characters; the limit is 2000"),
        ({"text": SAID, "titolo": "T"}, 422, "body.titolo", "no such field"),
        ({"text": SAID, "min_confidence": 2}, 422, "body.min_confidence", "less than or equal to 1"),
        ({"text": SAID, "with_text": "yes"}, 422, "body.with_text", "valid boolean"),
        ({"text": SAID, "id": ""}, 422, "body.id", "at least 1"),
        ({}, 422, "body.text", "body.text: missing"),
        ([], 422, "body", "not an object"),
    ],
)
def test_what_is_wrong_with_an_article_is_said_with_its_place(client, body, status, where, says):
    assert says in refusal(client.post("/extract", json=body), status, where)


@pytest.mark.parametrize("body", [b'{"text": ', b'{"text": "a\xff"}', b'{"text": "\\ud800"}', b'{"text": "a", "meta": {"a": NaN}}', b'{"text": "a", "meta": ' + b"[" * 5000 + b"]" * 5000 + b"}", b"text"])
def test_what_is_no_json_is_said_with_its_place(client, body):
    assert "not JSON" in refusal(client.post("/extract", content=body, headers={"content-type": "application/json"}), 400, "body")


def test_no_body(client):
    assert refusal(client.post("/extract", headers={"content-type": "application/json"}), 422, "body") == "body: missing"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
@pytest.mark.parametrize("address", ["/extract", "/extract/batch", "/rows"])
def test_another_type_of_body(client, kind, address):
    assert "application/json" in refusal(client.post(address, content=SAID.encode(), headers={"content-type": kind}), 415)


@pytest.mark.parametrize("address", ["/extract", "/extract/batch", "/rows"])
def test_too_large_a_body(client, address):
    refusal(client.post(address, json={"text": "x" * 50_000}), 413)

    def drip():
        for _ in range(60):
            yield b" " * 1000

    refusal(client.post(address, content=drip(), headers={"content-type": "application/json"}), 413)


def test_other_places_and_methods(client):
    refusal(client.get("/nothing"), 404)
    refusal(client.get("/static/../app.py"), 404)
    refusal(client.get("/static/%2e%2e/app.py"), 404)
    refused = client.put("/extract", json={"text": SAID})
    refusal(refused, 405)
    assert refused.headers["allow"] == "POST"


def test_a_bad_article_of_a_batch_costs_itself_alone(client):
    answers = client.post("/extract/batch", json=[{"text": SAID, "id": "a"}, {"text": ""}, 7, {"text": SAID, "id": "a"}, {"text": SAID, "x": 1, "y": 2}]).json()
    assert answers[0]["id"] == "a" and answers[0]["triples"]
    assert [answer["error"] for answer in answers[1:]] == [
        {"id": None, "where": "body[1].text", "what": "empty"}, {"id": None, "where": "body[2]", "what": "not an object"},
        {"id": "a", "where": "body[3].id", "what": "the id is that of body[0] already"},
        {"id": None, "where": "body[4].x", "what": "no such field; body[4].y: no such field"},
    ]  # fmt: skip


def test_articles_without_an_id_are_numbered_past_those_that_have_one(client):
    answers = client.post("/extract/batch", json=[{"text": SAID}, {"text": SAID, "id": "1"}, {"text": SAID}]).json()
    assert [answer["id"] for answer in answers] == ["1_", "1", "3"]


@pytest.mark.parametrize("kind", batch.LINES)
def test_lines_in_lines_out(client, kind):
    lines = [json.dumps({"text": SAID}), "", "{", json.dumps({"text": " ", "id": "b"}), json.dumps({"text": SAID, "id": "c"})]
    response = client.post("/extract/batch", content="\r\n".join(lines), headers={"content-type": f"{kind}; charset=utf-8"})
    assert response.headers["content-type"].startswith(kind)
    first, second, third, last = map(json.loads, response.text.splitlines())
    assert (first["id"], last["id"]) == ("1", "c") and first["triples"] and last["triples"]
    assert second["error"]["where"] == "line 3" and second["error"]["what"].startswith("not JSON")
    assert third["error"] == {"id": "b", "where": "line 4.text", "what": "empty"}


def test_a_batch_has_its_limits(client):
    assert refusal(client.post("/extract/batch", json=[{"text": SAID}] * 6), 413) == "body: more than 5 articles"
    lines = (json.dumps({"text": SAID}) + "\n") * 6
    assert refusal(client.post("/extract/batch", content=lines, headers={"content-type": "application/x-ndjson"}), 413) == "body: more than 5 articles"
    assert refusal(client.post("/extract/batch", json={"text": SAID}), 422) == "body: not a list of articles"
    assert client.post("/extract/batch", json=[{"text": "x" * 2001}]).json()[0]["error"]["what"] == "2001 characters; the limit is 2000"
    assert client.post("/extract/batch", json=[]).json() == []


def test_records_as_rows(client):
    record = client.post("/extract", json={"text": SAID}).json()
    (row,) = client.post("/rows", json=[record]).json()
    assert tuple(row) == NAMES
    assert (row["speaker_key"], row["stance"], row["claim"]) == ("PER:marta lodi", "oppose", "la fabbrica chiuda") and 0 < row["confidence"] < 1


def test_records_as_csv_without_formulas(client):
    record = client.post("/extract", json={"text": SAID, "title": "=1+1"}).json()
    response = client.post("/rows?format=csv", json=[record, record])
    table = list(csv.DictReader(io.StringIO(response.text)))
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert [row["stance"] for row in table] == ["oppose", "oppose"] and table[0]["title"] == "'=1+1"


def test_what_is_no_record(client):
    record = client.post("/extract", json={"text": SAID}).json()
    record["triples"][0]["stance"] = "against"
    assert "'support'" in refusal(client.post("/rows", json=[record]), 422, "body[0].triples[0].stance")
    assert refusal(client.post("/rows", json={}), 422, "body") == "body: not a list"
    refusal(client.post("/rows?format=xlsx", json=[]), 422, "query.format")
    assert refusal(client.post("/rows", json=[{"id": "a"}] * 6), 413) == "body: more than 5 records"


def test_schema_and_health(client):
    assert client.get("/schema").json() == json_schema()
    assert client.get("/health").json() == {"status": "ok", "version": __version__, "model": MODEL, "schema_version": "1.0"}


def test_the_openapi_document_has_the_limits_and_examples_that_are_true(client):
    document = client.get("/openapi.json").json()
    assert document["components"]["schemas"]["SubmittedArticle"]["properties"]["text"]["maxLength"] == 2000
    bodies = {path: operations["post"]["requestBody"]["content"] for path, operations in document["paths"].items() if "post" in operations}
    assert set(bodies) == {"/extract", "/extract/batch", "/rows"}
    assert bodies["/extract/batch"]["application/json"]["schema"]["maxItems"] == 5
    answered = client.post("/extract", json=examples.ARTICLE).json()
    assert answered == {**examples.RECORD, "producer": answered["producer"]}
    json_batch = bodies["/extract/batch"]["application/json"]["example"]
    assert client.post("/extract/batch", json=json_batch).json() == [answered, examples.FAILURE]
    lines = client.post("/extract/batch", content=bodies["/extract/batch"]["application/x-ndjson"]["example"], headers={"content-type": "application/x-ndjson"})
    assert [json.loads(line)["triples"] != [] for line in lines.text.splitlines()] == [True, True]
    assert client.post("/rows", json=[examples.RECORD]).status_code == 200


def test_the_page_is_the_packages_own_and_strict(client):
    response = client.get("/")
    assert response.headers["content-type"].startswith("text/html") and client.head("/").status_code == 200
    for name in page.FILES:
        file = client.get(f"/static/{name}")
        assert file.status_code == 200
        # «//» is what an address elsewhere has; the icon's is the name of its language
        assert "://" not in file.text.replace("http://www.w3.org/2000/svg", "") and "innerHTML" not in file.text
    for answer in (response, client.get("/health"), client.get("/nothing"), client.get("/static/main.js")):
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        assert "unsafe" not in answer.headers["content-security-policy"] and answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/docs").status_code == 404


def test_nothing_of_a_request_is_logged(client, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    secret = "riservatissimo"
    client.post("/extract", json={"text": f"Marta Lodi nega che il {secret} esista.", "id": secret, "meta": {secret: 1}})
    client.post(f"/extract?{secret}=1", json={"text": "", secret: 1})
    client.post("/extract/batch", json=[{"text": secret}, {secret: 1}])
    client.get(f"/{secret}")
    client.get(f"/static/{secret}")

    def broken(*_):
        raise ValueError(secret)

    monkeypatch.setattr("pipeline.service.app.too_long", broken)
    failed = client.post("/extract", json={"text": secret})
    assert refusal(failed, 500).startswith("a bug in Chidice")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("chidice")]
    assert [line.rsplit(" ", 2)[0] for line in ours if "ValueError" not in line] == [
        "POST /extract 200", "POST /extract 422", "POST /extract/batch 200", "GET (no such place) 404", "GET (no such place) 404", "POST /extract 500",
    ]  # fmt: skip
    # httpx2 is the client here: it logs the addresses that it asks for
    logged = "\n".join(record.getMessage() + (record.exc_text or "") for record in caplog.records if not record.name.startswith("httpx"))
    assert "ValueError at " in logged and secret not in logged


def test_help_and_what_is_missing(monkeypatch):
    shown = CliRunner().invoke(commands, ["serve", "--help"], env={"COLUMNS": "200"}).output
    assert "chidice serve --host 0.0.0.0" in shown and "--max-batch" in shown
    for name in ("pipeline.cli.serving", "pipeline.service.app"):
        monkeypatch.delitem(__import__("sys").modules, name, raising=False)
    monkeypatch.setitem(__import__("sys").modules, "uvicorn", None)
    refused = CliRunner().invoke(commands, ["serve"])
    assert refused.exit_code == 2 and 'chidice serve needs uvicorn: pip install "chidice[serve]"' in refused.stderr
