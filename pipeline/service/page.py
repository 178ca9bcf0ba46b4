"""The page at ``/``, and the files that it needs. They are the package's own: nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from pipeline.formats.html.write import stances as style

STATIC = Path(__file__).parent / "static"
FILES = {"stances.css", *(file.name for file in STATIC.iterdir())}


def install(app: FastAPI) -> None:
    """Serve the page from ``app``."""

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def page() -> Response:
        return FileResponse(STATIC / "index.html")

    @app.get("/static/stances.css", include_in_schema=False)
    async def stances() -> Response:
        """The colours and marks of the page that ``--format html`` writes."""
        return Response(style(), media_type="text/css")

    app.mount("/static", StaticFiles(directory=STATIC), name="static")
