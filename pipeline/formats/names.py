r"""Several names in one line of text that a person can edit: ``Marta Lodi | Lodi | la direttrice``.

``\|`` is a bar and ``\\`` a backslash of the name itself; what a line cannot hold or a tool would strip (line breaks, control
characters, white space at an edge) is written as ``\uXXXX``, an empty name as ``\e``.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\|]|[\x00-\x1f\x7f-\x9f\u2028\u2029]|^\s+|\s+$")
_PART = re.compile(r"((?:\\.|[^\\|])*)(?:\||$)", re.S)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[\\|e])")


def join_names(names: list[str]) -> str:
    """The names as one line."""
    return " | ".join(_SPECIAL.sub(lambda m: "".join(_escaped(c) for c in m[0]), name) or r"\e" for name in names)


def split_names(line: str) -> list[str]:
    """The names in a line; empty places are no names."""
    parts = [part.strip() for part in _PART.findall(line)]
    return [_ESCAPE.sub(_meant, part) for part in parts if part]


def _escaped(char: str) -> str:
    return "\\" + char if char in "\\|" else f"\\u{ord(char):04x}"


def _meant(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if code[0] == "u" else "" if code == "e" else code
