"""What a worker process does. Imports nothing heavy: the work, and what it needs, comes pickled."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait


def serve(pipe: Connection) -> None:
    """Take the pickled work, load it, say so (``None``), then answer each list with the list of its results until the other end is closed."""
    for number in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C, and what a supervisor sends to the whole group, is for the parent, which then ends its workers
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        gc.disable()  # what is loaded stays: there is nothing to collect, and the more to go through
        call = pickle.loads(pipe.recv_bytes())
        gc.freeze()
        gc.enable()
        pipe.send(None)
        while True:
            pipe.send(call(pipe.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _end_with_parent() -> None:
    """A killed parent cannot end its workers, and one deep in an article would not notice for long."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
