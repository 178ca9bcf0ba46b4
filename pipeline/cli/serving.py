"""The serve command: load, listen, stop when told to."""

from __future__ import annotations

import logging
import signal
import socket
from contextlib import suppress

from pipeline.cli.app import fail
from pipeline.cli.extracting import load_model
from pipeline.extraction import Analyst
from pipeline.language import model_name
from pipeline.runs.pool import PoolError

try:
    import uvicorn

    from pipeline.service.app import create_app
    from pipeline.service.limits import Limits
    from pipeline.service.workshop import Workshop
except ModuleNotFoundError as error:
    if (error.name or "").startswith("pipeline"):
        raise
    raise fail(f'chidice serve needs {error.name}: pip install "chidice[serve]"') from error

#: Connections at once; more are answered 503 before they are read.
CONNECTIONS = 256


def run(host: str, port: int, model: str | None, lexicon: tuple[str, ...], fast: bool, jobs: int, limits: Limits, quiet: bool) -> int:
    """Serve until SIGTERM or Ctrl-C; what has begun by then is finished. Returns the exit code."""
    from rich.console import Console

    console = Console(stderr=True)
    listening = _listen(host, port)
    nlp = load_model(model, lexicon, fast)
    used = " ".join(model_name(nlp))
    workshop = Workshop(Analyst(nlp), jobs, limits.timeout, limits.waiting)
    logging.getLogger("chidice.service").setLevel(logging.WARNING if quiet else logging.INFO)
    config = uvicorn.Config(
        create_app(workshop, used, limits), log_config=None, access_log=False, lifespan="off", ws="none", server_header=False, proxy_headers=False,
        limit_concurrency=CONNECTIONS, timeout_graceful_shutdown=int(2 * limits.timeout) + 5,
    )  # fmt: skip
    try:
        workshop.start()
        console.print(f"spaCy model: {used}", highlight=False)
        console.print(f"listening on http://{_authority(host)}:{listening.getsockname()[1]} (Ctrl-C stops)", highlight=False, soft_wrap=True)
        # uvicorn raises the signal that stopped it again when it is done: by then it is to end nothing
        signal.signal(signal.SIGTERM, lambda *_: None)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    except PoolError as error:
        raise fail(str(error)) from error
    finally:
        workshop.close()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A socket there, so that an address that is taken is said before the model is loaded."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=CONNECTIONS)
    except (OSError, OverflowError) as error:
        raise fail(f"cannot listen on {_authority(host)}:{port}: {getattr(error, 'strerror', None) or error}") from error


def _authority(host: str) -> str:
    return f"[{host}]" if ":" in host else host
