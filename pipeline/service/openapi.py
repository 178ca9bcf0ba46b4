"""What FastAPI cannot find out by itself for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from pipeline.service import examples
from pipeline.service.limits import Limits
from pipeline.service.problems import ProblemDetails

_ARTICLE = {"$ref": "#/components/schemas/SubmittedArticle"}
#: Anything may stand in the place of an article: what is none is said so in the answer.
_ANYTHING = {"anyOf": [_ARTICLE, {"description": "anything else: what is wrong with it stands in its place in the answer"}]}
_LINES = "".join(f"{line}\n" for line in ('{"id": "cartiera", "text": "Marta Lodi nega che la fabbrica chiuda."}', '{"id": "ponte", "text": "«Il ponte resta chiuso», ha detto Ada Neri."}'))

#: The operation of a batch, which reads its body itself.
BATCH: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A list of articles, or JSONL: an article a line.",
        "content": {
            "application/json": {"schema": {"type": "array", "items": _ANYTHING}, "example": [examples.ARTICLE, {"text": " "}]},
            "application/x-ndjson": {"schema": {"description": "lines, each an article in JSON"}, "example": _LINES},
        },
    },
}


def describe(app: FastAPI, limits: Limits) -> None:
    """Complete the document of ``app``: limits, problem details, examples of answers, the other types of bodies."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _complete(plain(), limits)
        document: dict[str, Any] = plain()
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _complete(document: dict[str, Any], limits: Limits) -> None:
    schemas, paths = document["components"]["schemas"], document["paths"]
    _, more = models_json_schema([(ProblemDetails, "serialization")], ref_template="#/components/schemas/{model}")
    schemas |= more["$defs"]
    schemas["SubmittedArticle"]["properties"]["text"]["maxLength"] = limits.characters
    batch = paths["/extract/batch"]["post"]
    batch["requestBody"]["content"]["application/json"]["schema"]["maxItems"] = limits.batch
    paths["/extract"]["post"]["responses"]["200"]["content"]["application/json"]["example"] = examples.RECORD
    answers = batch["responses"]["200"]["content"]
    answers["application/json"]["example"] = [examples.RECORD, examples.FAILURE]
    answers["application/x-ndjson"] = {"schema": {"type": "string", "description": "a record, or what was wrong, a line"}}
    paths["/rows"]["post"]["requestBody"]["content"]["application/json"]["schema"]["maxItems"] = limits.batch
    paths["/rows"]["post"]["responses"]["200"]["content"] = {
        "application/json": {"schema": {"type": "array", "items": {"type": "object"}}}, "text/csv": {"schema": {"type": "string"}},
    }  # fmt: skip
