"""Which section of the paper an article stood in: a JSON object, article id → desk."""

from __future__ import annotations

import json
from pathlib import Path


def load_desks(path: Path) -> tuple[dict[str, str], list[str]]:
    """The desks of ``path`` by article id, and one line for each thing wrong in it. No file: no desks, and nothing wrong."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"{path}: {error.strerror}"]
    except UnicodeDecodeError as error:
        return {}, [f"{path}: not UTF-8 at byte {error.start}"]
    except json.JSONDecodeError as error:
        return {}, [f"{path}:{error.lineno}: {error.msg}"]
    if not isinstance(table, dict):
        return {}, [f"{path}: not an object of article id → desk"]
    good = {ident: desk for ident, desk in table.items() if isinstance(desk, str) and desk.strip()}
    return good, [f"{path}: the desk of {ident!r} is not a name" for ident in table if ident not in good]
