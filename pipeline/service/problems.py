"""What is said when a request cannot be answered: problem details as RFC 9457 has them. Nothing of the submitted text is repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"
#: Faults that are listed; a body of garbage has thousands.
MOST = 20
#: RFC 9110's names, which Python has from 3.13 on.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
#: Where pydantic's own words speak of Python.
_WORDS = {"model_type": "not an object", "model_attributes_type": "not an object", "dict_type": "not an object", "list_type": "not a list", "extra_forbidden": "no such field", "missing": "missing"}


class Fault(BaseModel):
    """One thing that is wrong, and where."""

    where: str = Field(description="the place in the request", examples=["body.text"])
    what: str = Field(examples=["empty"])


class ProblemDetails(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str = "about:blank"
    title: str = Field(description="the status in words", examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(description="what was wrong, in a sentence", examples=["body.text: empty"])
    errors: list[Fault] = Field(default_factory=list, description=f"each thing that is wrong; at most {MOST}")


class Refused(HTTPException):
    """Ends a request with problem details."""

    def __init__(self, status: int, detail: str, errors: Sequence[Fault] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.errors = list(errors)

    @classmethod
    def at(cls, where: str, what: str, status: int = 422) -> Refused:
        """The refusal for one thing that is wrong."""
        return cls(status, f"{where}: {what}", [Fault(where=where, what=what)])


def _title(status: int) -> str:
    return _TITLES.get(status) or HTTPStatus(status).phrase


def respond(status: int, detail: str, errors: Sequence[Fault] = (), headers: Mapping[str, str] | None = None) -> Response:
    """The response that says so."""
    details = ProblemDetails(title=_title(status), status=status, detail=detail, errors=list(errors)[:MOST])
    return Response(details.model_dump_json(), status, headers, media_type=MEDIA_TYPE)


def faults(errors: Sequence[Any], root: str) -> list[Fault]:
    """Pydantic's errors with their places: ``("body", 3, "triples", 0)`` is ``body[3].triples[0]``. ``root``: the name of the whole."""
    return [Fault(where=place(root, error["loc"]), what=_WORDS.get(error["type"]) or error["msg"].removeprefix("Value error, ")) for error in errors[:MOST]]


def place(root: str, loc: Sequence[int | str]) -> str:
    """A place in words."""
    return root + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)


def install(app: FastAPI) -> None:
    """Make ``app`` say everything that goes wrong in this way."""

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        return respond(error.status_code, error.detail, getattr(error, "errors", ()), error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        listed = [fault for e in error.errors()[:MOST] for fault in faults([{**e, "loc": e["loc"][1:]}], str(e["loc"][0]))]
        return respond(422, "; ".join(f"{fault.where}: {fault.what}" for fault in listed[:3]), listed)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses for the OpenAPI document."""
    return {
        status: {"description": _title(status), "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}} for status in statuses
    }  # fmt: skip
