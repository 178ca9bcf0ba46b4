"""Label Studio's export (JSON, not JSON-MIN) back to records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.formats.articles import Problem
from pipeline.formats.documents import Document
from pipeline.formats.drafts import Draft, assemble, first_line, unknown_document
from pipeline.formats.envelope import Envelope
from pipeline.formats.labelstudio import scheme
from pipeline.formats.labelstudio.regions import Region, Result, parse


def read(source: Path) -> Iterator[Document | Problem]:
    """Yield the documents of an exported file. A task's annotation counts, where a person submitted one, else its prediction.
    Raises ``OSError``.
    """
    try:
        tasks = json.loads(source.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        yield Problem(str(source), f"not UTF-8 at byte {error.start}")
        return
    except json.JSONDecodeError as error:
        yield Problem(f"{source}:{error.lineno}", f"not JSON: {error.msg}")
        return
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        place = f"{source}, task {number}"
        data = task.get("data") if isinstance(task, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get(scheme.TEXT), str):
            yield Problem(place, "no task of Label Studio with the article in data.text (export as JSON, not JSON-MIN)")
            continue
        yield from _document(task, data, number, place)


def _document(task: dict[str, Any], data: dict[str, Any], number: int, place: str) -> Iterator[Document | Problem]:
    text: str = data[scheme.TEXT]
    envelope = None
    if scheme.ENVELOPE in data:
        try:
            # by way of JSON: the record's models are strict about Python types
            envelope = Envelope.model_validate_json(json.dumps(data[scheme.ENVELOPE]))
        except ValidationError as error:
            yield Problem(place, f"data.{scheme.ENVELOPE}.{first_line(error)}")
            return
    ident = envelope.record.id if envelope else str(data.get("id") or task.get("id") or f"task-{number}")
    place = f"{place} ({ident})"
    kept = [a for a in _list(task, "annotations") if isinstance(a, dict) and not a.get("was_cancelled")]
    guesses = [p for p in _list(task, "predictions") if isinstance(p, dict)]
    if len(kept) > 1:
        yield Problem(place, f"{len(kept)} annotations; the last one that is ground truth, or else the last one, is read")
        kept.sort(key=lambda a: bool(a.get("ground_truth")))
    if not kept and not guesses:
        skipped = bool(_list(task, "annotations"))
        yield Problem(place, "skipped by the annotator" if skipped else "nothing annotated" + (", and the predictions were not exported" if task.get("predictions") else ""))
        return
    items = (kept or guesses)[-1].get("result")
    if not isinstance(items, list):
        yield Problem(place, "an annotation without a result")
        return
    result = parse(items, text)
    drafts = _drafts(result, guessed=not kept)
    for what in result.problems:
        yield Problem(place, what)
    yield from assemble(envelope or unknown_document(ident, text, not kept), text, drafts, place, checked=bool(kept))


def _list(task: dict[str, Any], name: str) -> list[Any]:
    value = task.get(name)
    return value if isinstance(value, list) else []


def _drafts(result: Result, guessed: bool) -> list[Draft]:
    """The triples: a Claim region each, with the regions that relations join to it. The direction of a relation between regions of
    different labels says nothing: people draw them either way.
    """
    regions = result.regions
    drafts = {i: _claim(r, guessed) for i, r in regions.items() if r.label == scheme.CLAIM}
    joined = _joined(result, drafts)
    for left, right, label in result.relations:
        if label == scheme.NESTED_IN and (left in drafts or left in result.broken):
            if left in drafts:
                drafts[left].nested_in = right
            continue
        if left in drafts and right in drafts:
            result.problems.append(f"a relation of the claims {left} and {right} labelled {label!r}: only {scheme.NESTED_IN!r} joins claims")
            continue
        claims = [i for i in (left, right) if i in joined]
        missing = [i for i in (left, right) if i not in regions]
        if missing:
            for i in claims:
                drafts[joined[i]].wrong = f"a relation leads to {missing[0]}, which is no region here"
            if not claims and missing[0] not in result.broken:
                result.problems.append(f"a relation leads to {missing[0]}, which is no region here")
        elif len(claims) == 1:
            other = regions[right if left in claims else left]
            _attach(drafts[joined[claims[0]]], other)
        elif len(claims) == 2 and joined[left] != joined[right]:
            result.problems.append(f"a relation joins {left} and {right}, which belong to different claims")
    attached = {i for left, right, _ in result.relations if left in joined or right in joined for i in (left, right)}
    # an endpoint of a relation with a broken region has been told with it
    attached |= {i for left, right, _ in result.relations if {left, right} & result.broken for i in (left, right)}
    for ident, region in regions.items():
        if region.label != scheme.CLAIM and ident not in attached:
            result.problems.append(f"region {ident}: a {region.label} of no claim")
    return list(drafts.values())


def _joined(result: Result, drafts: dict[str, Draft]) -> dict[str, str]:
    """The claim that each Claim and Claim part region belongs to, as relations chain them; the parts' places are added to the drafts."""
    joined = {i: i for i in drafts}
    pairs = [(a, b) for left, right, _ in result.relations for a, b in ((left, right), (right, left))]
    grown = True
    while grown:
        grown = False
        for left, right in pairs:
            region = result.regions.get(right)
            if left in joined and right not in joined and region is not None and region.label == scheme.PART:
                joined[right], grown = joined[left], True
                drafts[joined[left]].spans.append((region.start, region.end))
    return joined


def _attach(draft: Draft, region: Region) -> None:
    field = "cue" if region.label == scheme.CUE else "mention"
    if getattr(draft, field) is not None:
        draft.wrong = draft.wrong or f"two {region.label} regions; one mention for all who speak together"
    setattr(draft, field, (region.start, region.end))


def _first(values: dict[str, list[Any]], name: str) -> Any:
    return next(iter(values.get(name, [])), None)


def _claim(region: Region, guessed: bool) -> Draft:
    values = region.values
    flags = values.get("flags", [])
    number = _first(values, "triple")
    names = [str(n) for n in values.get("speaker", []) if n]
    return Draft(
        key=region.ident,
        spans=[(region.start, region.end)],
        id=int(number) if isinstance(number, int | float) and float(number).is_integer() and number >= 0 else None,
        kind=_first(values, "kind"),
        stance=_first(values, "stance"),
        name=names[0] if names else None,
        aliases=[str(a) for a in values.get("aliases", [])],
        label=_first(values, "speaker_label"),
        implicit=scheme.IMPLICIT in flags,
        hearsay=scheme.HEARSAY in flags,
        optional=scheme.OPTIONAL in flags,
        rule=_first(values, "rule"),
        guessed=guessed,
    )
