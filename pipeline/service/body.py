"""Reading what is submitted: not too much of it, not for too long, and JSON that can be written again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic_core import from_json
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.service.limits import Limits
from pipeline.service.problems import Refused, respond


class LimitedBody:
    """Middleware that has the whole body before anything else sees the request, or refuses it."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._limits.timeout):
                body = await self._read(scope, receive)
        except TimeoutError:
            await respond(408, f"body: not here within {self._limits.timeout:g} s", headers={"Connection": "close"})(scope, receive, send)
            return
        except _TooLarge:
            await respond(413, f"body: more than {self._limits.body} bytes", headers={"Connection": "close"})(scope, receive, send)
            return
        if body is None:
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        """The body; None where the client has gone."""
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if said.isdigit() and int(said) > self._limits.body:
            raise _TooLarge
        parts: list[bytes] = []
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self._limits.body:
                raise _TooLarge
            more = message.get("more_body", False)
        return b"".join(parts)


class _TooLarge(Exception):
    pass


def media_type(request: Request) -> str:
    """The type of the body, without its parameters."""
    given: str = request.headers.get("content-type", "")
    return given.partition(";")[0].strip().lower()


def read_json(data: bytes, where: str = "body") -> Any:
    """``data`` as JSON. Raises :class:`Refused` for what is none: the standard's, so no ``NaN`` and no half characters."""
    try:
        return from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise Refused.at(where, f"not JSON: {error}", 400) from None


class _Request(Request):
    async def json(self) -> Any:
        return read_json(await self.body())


class JSONRoute(APIRoute):
    """A route that takes JSON alone, as :func:`read_json` reads it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler, on such a request."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            if request.method == "POST" and media_type(request) != "application/json":
                raise Refused(415, "the body must be application/json")
            return await handler(_Request(request.scope, request.receive))

        return handle
