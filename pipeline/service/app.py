"""The application: its operations, and what its OpenAPI document says of them."""

from __future__ import annotations

import asyncio
import time
from typing import Annotated, Any, Literal

from fastapi import Body, FastAPI, Query, Request, Response
from fastapi.routing import APIRouter
from pydantic import BaseModel
from pydantic_core import to_json

from pipeline import __version__
from pipeline.formats.rows import rows_of
from pipeline.formats.rows.csv import csv_text
from pipeline.schema import SCHEMA_VERSION, Record, json_schema
from pipeline.service import batch, examples, page, problems
from pipeline.service.body import JSONRoute, LimitedBody, media_type
from pipeline.service.guard import Guard
from pipeline.service.limits import Limits
from pipeline.service.openapi import BATCH, describe
from pipeline.service.problems import Refused, documented
from pipeline.service.submitted import SubmittedArticle, too_long
from pipeline.service.workshop import Busy, Unanswered, Workshop

DESCRIPTION = """Who says what in Italian news, and which side they take.

Offsets are Unicode code points into the text as it was submitted. Nothing of it is kept or logged. What is wrong with a request is
said as problem details (RFC 9457)."""
RETRY = {"Retry-After": "10"}


class Health(BaseModel):
    """That the service runs, and what with."""

    status: Literal["ok", "failing"]
    version: str
    model: str
    schema_version: str


def create_app(workshop: Workshop, model: str, limits: Limits | None = None) -> FastAPI:
    """The application on a ``workshop`` that has been started. ``model``: name and version of its spaCy model."""
    limits = limits or Limits()
    # telemetry, where the installation has it configured, could carry bodies away
    silent: dict[str, Any] = {"telemetry": {"tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False}}
    app = FastAPI(
        title="Chidice", version=__version__, description=DESCRIPTION, separate_input_output_schemas=False,
        docs_url=None, redoc_url=None, redirect_slashes=False, **silent,  # FastAPI's documentation pages load scripts from elsewhere
    )  # fmt: skip
    app.add_middleware(LimitedBody, limits=limits)
    app.add_middleware(Guard)  # added last, it is the outermost
    problems.install(app)
    app.include_router(_operations(workshop, model, limits))
    page.install(app)
    describe(app, limits)
    return app


def _operations(workshop: Workshop, model: str, limits: Limits) -> APIRouter:
    router = APIRouter(route_class=JSONRoute)

    @router.post("/extract", response_model=Record, responses=documented(400, 408, 413, 415, 422, 500, 503, 504), summary="The triples of one article")
    async def extract(submitted: Annotated[SubmittedArticle, Body()]) -> Response:
        if long := too_long(submitted, limits):
            raise Refused.at("body.text", long)
        try:
            result = await workshop.analyse(submitted.article("article"), time.monotonic() + limits.timeout)
        except Busy as error:
            raise Refused(503, str(error), headers=RETRY) from error
        if isinstance(result, Record):
            return _json(submitted.finish(result).model_dump_json())
        if isinstance(result, Unanswered):
            raise Refused(504 if result.late else 500, result.what)
        raise Refused.at("body.text", result.what)

    @router.post("/rows", responses=documented(400, 408, 413, 415, 422), summary="Records as a table, one row per triple")
    async def rows(
        records: Annotated[list[Record], Body(examples=[[examples.RECORD]])],
        form: Annotated[Literal["json", "csv"], Query(alias="format", description="`csv` is UTF-8 with the columns' names in the first line")] = "json",
    ) -> Response:
        """Columns as in docs/formats.md, with each triple's confidence and each speaker's key. Nothing is analysed again."""
        if len(records) > limits.batch:
            raise Refused.at("body", f"more than {limits.batch} records", 413)
        if form == "csv":
            return Response(await asyncio.to_thread(csv_text, records), media_type="text/csv")
        return _json((await asyncio.to_thread(lambda: to_json(rows_of(records, empty=True)))).decode())

    @router.get("/schema", summary="JSON Schema of a record")
    async def schema() -> dict[str, Any]:
        return json_schema()

    @router.get("/health", response_model=Health, responses={503: {"model": Health}}, summary="Whether the service can analyse articles")
    async def health() -> Response:
        state = Health(status="failing" if workshop.broken else "ok", version=__version__, model=model, schema_version=SCHEMA_VERSION)
        return Response(state.model_dump_json(), 503 if workshop.broken else 200, media_type="application/json")

    plain = APIRouter()

    @plain.post("/extract/batch", response_model=list[Record | batch.Failed], responses=documented(400, 408, 413, 415, 422), openapi_extra=BATCH, summary="The triples of many articles")
    async def extract_batch(request: Request) -> Response:
        """The records in the order of the articles. An article that cannot be analysed costs itself alone: what was wrong with it stands in its place."""
        kind = media_type(request)
        entries = await asyncio.to_thread(batch.read, kind, await request.body(), limits)
        answers = [answer.model_dump_json() for answer in await batch.extract(entries, workshop, limits.timeout)]
        if kind == batch.JSON:
            return _json(f"[{','.join(answers)}]")
        return Response("".join(f"{answer}\n" for answer in answers), media_type=kind)

    router.include_router(plain)
    return router


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")
