"""What holds for every answer: its headers, one line in the log that says nothing of what was submitted, and no traceback that does."""

from __future__ import annotations

import logging
import time
import traceback

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.service import page
from pipeline.service.problems import respond

LOG = logging.getLogger("chidice.service")
PLACES = {"/", "/extract", "/extract/batch", "/rows", "/schema", "/health", "/openapi.json"} | {f"/static/{name}" for name in page.FILES}
HEADERS = {
    # the page needs its own script, style, icon and service; nothing else is ever loaded or run
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """The outermost middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0
        began = time.monotonic()

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache" if scope["method"] in ("GET", "HEAD") else "no-store")
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as error:  # its message may hold the article: the log has where it was raised, and no more
            LOG.error("%s at %s", type(error).__name__, " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(traceback.extract_tb(error.__traceback__))))
            if not status:
                await respond(500, "a bug in Chidice: please report what you sent, if you may")(scope, receive, guarded)
        finally:
            LOG.info("%s %s %s %.0f ms", scope["method"], _place(scope), status or "gone", 1000 * (time.monotonic() - began))


def _place(scope: Scope) -> str:
    """What was asked for; another address may hold anything, and is not for the log."""
    path: str = scope["path"]
    return path if path in PLACES else "(no such place)"
