"""From an object with named fields, however it was written, to an article."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs.options import Fields
from pipeline.formats.inputs.source import Source
from pipeline.schema import Record

#: The fields that are looked for where the user names none.
USUAL = {"text": ("text",), "id": ("id",), "title": ("title",), "date": ("date", "published"), "url": ("url",), "author": ("author",), "section": ("section",)}
STRINGS = ("text", "id", "title", "date")
IN_META = ("url", "author", "section")


def article(data: Any, number: int, source: Source, fields: Fields, encoding: str = "utf-8") -> Article | Problem:
    """The article in ``data``, the ``number``-th object of ``source``, which is its id where it has none of its own. ``encoding``: of
    values that are bytes.
    """
    if not isinstance(data, dict):
        return source.problem(f"an object with named fields is expected, not {_kind(data)}")
    if replace(fields, rest=True) == Fields() and {"schema_version", "triples"} <= data.keys():
        return _again(data, number, source)
    left = dict(data)
    found: dict[str, Any] = {}
    try:
        for role, usual in USUAL.items():
            value = next((v for name in _names(fields, role, usual) if (v := _take(left, name)) is not None), None)
            found[role] = _string(value, encoding, role) if role in STRINGS else value
            if found[role] is None and (role == "text" or (role == "id" and fields.id)):
                name = getattr(fields, role) or role
                return source.problem(f"its {role} ({name!r}) is empty" if name in data else missing(role, name, list(data)))
    except ValueError as error:
        return source.problem(str(error))
    meta = {role: found[role] for role in IN_META} | (left if fields.rest else {})
    kept = {name: plain(value) for name, value in meta.items() if value is not None and value != "" and not isinstance(value, bytes)}
    ident = found["id"] or f"{source.id}#{number}"
    return Article(ident, source.name, found["text"], found["title"], found["date"], kept or None, source.line or None)


def _names(fields: Fields, role: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    named = getattr(fields, role)
    return (named,) if named else usual


def missing(role: str, name: str, there: list[str]) -> str:
    """That a field is not there, what there is, and how to say which it is."""
    shown = ", ".join("".join(c if c.isprintable() else "�" for c in str(name)[:40]) for name in there[:12]) + (", …" if len(there) > 12 else "")
    return f"no field {name!r} for the article's {role} (--{role}-field names another); there are: {shown or 'none'}"


def absent(fields: Fields, there: list[str]) -> Iterator[str]:
    """Yield what is wrong with ``fields`` for a table whose columns are ``there``: columns that the user names, or that of the text."""
    for role in USUAL:
        named = getattr(fields, role) or ("text" if role == "text" else None)
        if named and named not in there and named.partition(".")[0] not in there:
            yield missing(role, named, there)


def used(fields: Fields, there: list[str]) -> list[str]:
    """The columns, of those that are ``there``, that are read."""
    names = [name for role, usual in USUAL.items() for name in _names(fields, role, usual)]
    wanted = {*names, *(name.partition(".")[0] for name in names)}
    return [name for name in there if fields.rest or name in wanted]


def _again(data: dict[str, Any], number: int, source: Source) -> Article | Problem:
    """The article of a record that Chidice wrote."""
    if not isinstance(data.get("text"), str):
        return source.problem("a record of Chidice without its article's text (which chidice extract --with-text keeps)")
    try:
        record = Record.model_validate({**data, "triples": []})
    except ValueError:
        return source.problem("neither an article nor a record of Chidice")
    return Article(record.id or f"{source.id}#{number}", source.name, data["text"], record.title, record.published, record.meta, source.line or None)


def _take(data: dict[str, Any], name: str) -> Any:
    """Take the field ``name`` out of ``data``, which is changed, but not the objects in it."""
    if name in data:
        return data.pop(name)
    first, dot, rest = name.partition(".")
    if not dot or not isinstance(data.get(first), dict):
        return None
    inner = dict(data[first])
    value = _take(inner, rest)
    data[first] = inner or None
    return value


def _string(value: Any, encoding: str, role: str) -> str | None:
    if value is None or (isinstance(value, (str, bytes)) and not value.strip()):
        return None
    if isinstance(value, bytes):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError as error:
            raise ValueError(f"its {role} is not {encoding.upper()} at byte {error.start}") from None
    if isinstance(value, str):
        return value
    if isinstance(value, (date, time)) and role != "text":
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and role != "text":
        return str(value)
    raise ValueError(f"its {role} is {_kind(value)}, not a text")


def plain(value: Any) -> Any:
    """``value`` as JSON has it: dates and numbers that it does not know become texts, what is not a number null, and bytes too."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, bytes) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "an object", type(None): "null"}
    return names.get(type(value), type(value).__name__)
