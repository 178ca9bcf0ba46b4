"""The result of one annotation or prediction: its regions with their choices and texts, and its relations, checked against the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline.formats.labelstudio import scheme


@dataclass(slots=True)
class Region:
    """A labelled stretch of the article (code points) and the values of its controls, by the control's name."""

    ident: str
    label: str
    start: int
    end: int
    values: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Result:
    """Regions by id; relations as (left, right, label or None); what is wrong; the ids of regions that are left out for it."""

    regions: dict[str, Region] = field(default_factory=dict)
    relations: list[tuple[str, str, str | None]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def parse(items: list[Any], text: str) -> Result:
    """Read a result. Offsets are code points; where the regions' texts only fit as UTF-16 units, as JavaScript
    counts and other programs may write, those.
    """
    out = Result()
    labelled = [i for i in items if isinstance(i, dict) and i.get("type") == "labels"]
    convert = _counting(labelled, text)
    for item in labelled:
        _region(out, item, text, convert)
    for n, item in enumerate(items):
        if not isinstance(item, dict):
            out.problems.append(f"item {n} of the result is no object")
        elif item.get("type") == "relation":
            labels = item.get("labels") or [None]
            left, right = str(item.get("from_id")), str(item.get("to_id"))
            out.relations.append((left, right, labels[0]) if item.get("direction") != "left" else (right, left, labels[0]))
        elif item.get("type") in ("choices", "textarea", "number"):
            ident, value = str(item.get("id")), item.get("value")
            key = "text" if item["type"] == "textarea" else item["type"]
            found = value.get(key) if isinstance(value, dict) else None
            if ident in out.regions and found is not None:
                out.regions[ident].values[str(item.get("from_name"))] = found if isinstance(found, list) else [found]
            elif ident not in out.broken:
                out.problems.append(f"{item.get('from_name')} of {ident}, which is no region here")
        elif item.get("type") != "labels":
            out.problems.append(f"item {n} of the result is of an unknown type: {item.get('type')!r}")
    return out


Convert = Callable[[int], int]


def _counting(items: list[dict[str, Any]], text: str) -> Convert:
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text) or all(_fits(i, text, lambda n: n) for i in items):
        return lambda n: n
    units = _utf16(text)
    return units if all(_fits(i, text, units) for i in items) else lambda n: n


def _utf16(text: str) -> Convert:
    """From UTF-16 units to code points; -1 for what is inside or beyond a character."""
    at, places = 0, {}
    for n, char in enumerate(text):
        places[at] = n
        at += 2 if ord(char) > 0xFFFF else 1
    places[at] = len(text)
    return lambda n: places.get(n, -1)


def _fits(item: dict[str, Any], text: str, convert: Convert) -> bool:
    value = item.get("value")
    if not isinstance(value, dict) or not isinstance(value.get("start"), int) or not isinstance(value.get("end"), int):
        return True
    start, end = convert(value["start"]), convert(value["end"])
    return 0 <= start < end <= len(text) and _same(value.get("text"), text[start:end])


def _same(kept: object, there: str) -> bool:
    r"""Whether a region's text is that of the article. Label Studio spells line breaks ``\n``, and need not keep the text at all."""
    return not isinstance(kept, str) or _flat(kept) == _flat(there)


def _flat(text: str) -> str:
    return re.sub(r"[\n\r]|\\n", "\n", text)


def _region(out: Result, item: dict[str, Any], text: str, convert: Convert) -> None:
    ident, value = str(item.get("id")), item.get("value")
    labels = value.get("labels") if isinstance(value, dict) else None
    label = labels[0] if isinstance(labels, list) and labels else None
    if not isinstance(value, dict) or label not in scheme.LABELS:
        out.problems.append(f"region {ident}: unknown label {label!r}; there are {', '.join(scheme.LABELS)}")
    elif ident in out.regions:
        out.problems.append(f"region {ident}: another region has this id")
        return
    elif not isinstance(value.get("start"), int) or not isinstance(value.get("end"), int):
        out.problems.append(f"region {ident}: no offsets")
    elif not _fits(item, text, convert):
        there = text[convert(value["start"]) : convert(value["end"])]
        out.problems.append(f"region {ident}, {value['start']}–{value['end']}: «{str(value.get('text'))[:60]}» stands as «{there[:60]}» in the article")
    else:
        out.regions[ident] = Region(ident, str(label), convert(value["start"]), convert(value["end"]))
        return
    out.broken.add(ident)
