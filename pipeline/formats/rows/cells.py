"""Values as cells of CSV, and back. A cell that a spreadsheet would run as a formula gets an apostrophe in front, which readers here take off.

See https://owasp.org/www-community/attacks/CSV_Injection. Apostrophes that are part of such a text stay apart from ours: a cell
that begins with apostrophes and then a formula gets one more.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from pipeline.formats.rows.columns import Column

_DANGER = r"(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
_WRITTEN = re.compile(f"'*{_DANGER}")
_READ = re.compile(f"'+{_DANGER}")


def defuse(text: str) -> str:
    """``text``, with an apostrophe in front where a spreadsheet would take it for a formula."""
    return "'" + text if _WRITTEN.match(text) else text


def restore(cell: str) -> str:
    """The text that :func:`defuse` was given."""
    return cell[1:] if _READ.match(cell) else cell


def cell(column: Column, value: Any) -> str:
    """A value of a row as a cell; None and the empty string are an empty cell."""
    if value is None:
        return ""
    if column.type in ("spans", "strings"):
        return json.dumps(value, ensure_ascii=False)
    if column.type == "boolean":
        return "true" if value else "false"
    return defuse(value) if column.type == "string" else str(value)


def value(column: Column, cell: str) -> Any:
    """The value in a cell. Raises ``ValueError`` where it is none of its column."""
    if not cell:
        return None
    if column.type in ("spans", "strings"):
        return json.loads(cell)
    if column.type == "boolean":
        if cell.lower() not in ("true", "false"):
            raise ValueError(f"{column.name}: {cell!r} is neither true nor false")
        return cell.lower() == "true"
    if column.type == "integer":
        return int(cell)
    if column.type == "number":
        return float(cell)
    return date.fromisoformat(cell) if column.type == "date" else restore(cell)
