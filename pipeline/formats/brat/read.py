"""brat standoff back to records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.formats.articles import Problem
from pipeline.formats.brat import scheme
from pipeline.formats.brat.standoff import Marked, Standoff, parse
from pipeline.formats.documents import Document
from pipeline.formats.drafts import Draft, Range, assemble, unknown_document
from pipeline.formats.folders import listed
from pipeline.formats.names import split_names


def read(source: Path) -> Iterator[Document | Problem]:
    """Yield the documents of a folder of .txt and .ann. Raises ``OSError`` where there is no such folder."""
    for item in listed(source, ".ann"):
        if isinstance(item, Problem):
            yield item
            continue
        name, envelope = item
        path = source / f"{name}.ann"
        try:
            text = (source / f"{name}.txt").read_bytes().decode("utf-8")
            ann = path.read_bytes().decode("utf-8")
        except OSError as error:
            yield Problem(str(error.filename), error.strerror or str(error))
            continue
        except UnicodeDecodeError as error:
            yield Problem(f"{source / name}.txt or .ann", f"not UTF-8 at byte {error.start}")
            continue
        standoff = parse(ann, text)
        drafts = _drafts(standoff, text)
        for number, what in sorted(standoff.problems):
            yield Problem(f"{path}:{number}", what)
        yield from assemble(envelope or unknown_document(name, text, any(d.guessed for d in drafts)), text, drafts, str(path))


def _drafts(standoff: Standoff, text: str) -> list[Draft]:
    """The triples: a claim each. What belongs to no claim, or to one in a way that cannot be, is added to the problems."""
    claims = {m.ident: m for m in standoff.marked.values() if m.type == scheme.CLAIM}
    drafts = {ident: _claim(m) for ident, m in claims.items()}
    rests = {ident: _rest(m, standoff) for ident, m in claims.items()}
    for ident, draft in drafts.items():
        rest = rests[ident]
        draft.id, draft.rule = rest.get("id"), rest.get("rule")
        draft.spans = _spans(text, claims[ident].parts, rest.get("claim"))
    used: set[str] = set()
    for relation in standoff.relations:
        found = drafts.get(relation.left)
        if relation.left in standoff.broken:
            used.add(relation.right)
            continue
        if found is None:
            standoff.problems.append((relation.line, f"{relation.type} of {relation.left}, which is no claim here"))
            continue
        used.add(relation.right)
        if relation.type == scheme.NESTED_IN:
            found.nested_in = relation.right
            continue
        field, kind = ("cue", scheme.CUE) if relation.type == scheme.HAS_CUE else ("mention", scheme.SPEAKER)
        target = standoff.marked.get(relation.right)
        if target is None or target.type != kind:
            found.wrong = found.wrong or f"{relation.type} leads to {relation.right}, which is no {kind} here (line {relation.line})"
            continue
        spans = _spans(text, target.parts, rests[relation.left].get(kind.lower()))
        if len(spans) > 1:
            found.wrong = found.wrong or f"the {kind} {target.ident} is in several pieces"
        elif getattr(found, field) is not None:
            found.wrong = found.wrong or f"two {kind}s; one mention for all who speak together"
        else:
            setattr(found, field, spans[0])
    for m in standoff.marked.values():
        if m.type != scheme.CLAIM and m.ident not in used:
            standoff.problems.append((m.line, f"{m.ident}: a {m.type} of no claim"))
    return list(drafts.values())


def _claim(claim: Marked) -> Draft:
    names = split_names(claim.notes.get(scheme.NOTES, ""))
    return Draft(
        key=claim.ident,
        kind=claim.attributes.get(scheme.KIND),
        stance=claim.attributes.get(scheme.STANCE),
        name=names[0] if names else None,
        aliases=names[1:],
        label=claim.attributes.get(scheme.LABEL),
        implicit=scheme.IMPLICIT in claim.attributes,
        hearsay=scheme.HEARSAY in claim.attributes,
        optional=scheme.OPTIONAL in claim.attributes,
        guessed=scheme.GUESSED in claim.attributes,
    )


def _rest(claim: Marked, standoff: Standoff) -> dict[str, Any]:
    """The comment that Chidice left on a claim; nothing where it is not there or broken (which is told)."""
    note = claim.notes.get(scheme.TRIPLE)
    if note is None:
        return {}
    try:
        data = json.loads(note)
        if not isinstance(data, dict) or not isinstance(data.get("id"), int | None) or not isinstance(data.get("rule"), str | None):
            raise ValueError
    except ValueError:
        standoff.problems.append((claim.line, f"{claim.ident}: its {scheme.TRIPLE} comment cannot be read: «{note[:60]}»; id and rule are lost"))
        return {}
    return data


def _spans(text: str, parts: list[Range], known: object) -> list[Range]:
    """The spans of which brat shows ``parts``: the ``known`` ones where a person has not changed the pieces since."""
    try:
        spans = [(int(a), int(b)) for a, b in known] if isinstance(known, list) else []
    except (TypeError, ValueError):
        spans = []
    if spans and [p for a, b in spans for p in scheme.pieces(text, a, b)] == parts:
        return spans
    return scheme.joined(text, parts)
