"""UIMA CAS in XMI back to records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cassis import Cas, TypeSystem, load_cas_from_xmi, load_typesystem

from pipeline.formats.articles import Problem
from pipeline.formats.cas import scheme
from pipeline.formats.documents import Document
from pipeline.formats.drafts import Draft, assemble, unknown_document
from pipeline.formats.folders import listed
from pipeline.formats.names import split_names


def read(source: Path) -> Iterator[Document | Problem]:
    """Yield the documents of a folder of .xmi files. The type system is ``TypeSystem.xml`` beside the file, else in the folder, else
    Chidice's own. Raises ``OSError`` where there is no such folder.
    """
    types: dict[Path | None, TypeSystem] = {}
    for item in listed(source, ".xmi"):
        if isinstance(item, Problem):
            yield item
            continue
        name, envelope = item
        path = source / f"{name}.xmi"
        try:
            cas = _load(path, source, types)
        except OSError as error:
            yield Problem(str(path), error.strerror or str(error))
            continue
        except Exception as error:  # dkpro-cassis and lxml raise errors of many types, bare Exception among them
            yield Problem(str(path), f"no CAS that can be read: {' '.join(str(error).split()) or type(error).__name__}")
            continue
        text = cas.sofa_string
        if not text:
            yield Problem(str(path), "a CAS without text")
            continue
        problems: list[str] = []
        drafts = _drafts(cas, problems)
        for what in problems:
            yield Problem(str(path), what)
        yield from assemble(envelope or unknown_document(name, text, any(d.guessed for d in drafts)), text, drafts, str(path))


def _load(path: Path, folder: Path, types: dict[Path | None, TypeSystem]) -> Cas:
    place = next((p for p in (path.with_name(scheme.TYPE_SYSTEM), folder / scheme.TYPE_SYSTEM) if p.is_file()), None)
    if place not in types:
        types[place] = load_typesystem(place) if place is not None else scheme.type_system()
    return load_cas_from_xmi(path, typesystem=types[place], lenient=True)


def _drafts(cas: Cas, problems: list[str]) -> list[Draft]:
    """The triples: a claim each. What belongs to no claim is added to the problems."""
    claims = _select(cas, scheme.CLAIM)
    used: set[int] = set()
    drafts = [_draft(claim, used) for claim in claims]
    for name in (scheme.SPEAKER, scheme.CUE, scheme.PART):
        problems += [f"{_key(a)}: belongs to no claim" for a in _select(cas, name) if a.xmiID not in used]
    return drafts


def _select(cas: Cas, name: str) -> list[Any]:
    return list(cas.select(name)) if cas.typesystem.contains_type(name) else []


def _key(annotation: Any) -> str:
    return f"{annotation.type.name.removeprefix(scheme.PREFIX)} {annotation.begin}–{annotation.end} (id {annotation.xmiID})"


def _value(annotation: Any, feature: str) -> Any:
    """A feature's value; None also where the type system has no such feature."""
    return getattr(annotation, feature, None)


def _targets(claim: Any, slot: str) -> list[Any]:
    links = _value(claim, slot)
    found = [_value(link, "target") for link in (getattr(links, "elements", None) or [])]
    return [target for target in found if target is not None]


def _draft(claim: Any, used: set[int]) -> Draft:
    targets = {slot: _targets(claim, slot) for slot in scheme.SLOTS}
    used.update(t.xmiID for found in targets.values() for t in found)
    draft = Draft(
        key=_key(claim),
        spans=[(a.begin, a.end) for a in (claim, *targets["parts"])],
        id=_value(claim, "tripleId"),
        kind=_value(claim, "kind"),
        stance=_value(claim, "stance"),
        name=_value(claim, "speakerName"),
        aliases=split_names(_value(claim, "speakerAliases") or ""),
        label=_value(claim, "speakerLabel"),
        implicit=bool(_value(claim, "implicit")),
        hearsay=bool(_value(claim, "hearsay")),
        optional=bool(_value(claim, "optional")),
        rule=_value(claim, "rule"),
        guessed=bool(_value(claim, "preAnnotated")),
    )
    for slot, found in targets.items():
        if len(found) > 1 and slot != "parts":
            draft.wrong = f"{len(found)} in the slot {slot}, which takes one"
        elif found and slot == "nestedIn":
            draft.nested_in = _key(found[0])
        elif found and slot != "parts":
            setattr(draft, "mention" if slot == "speaker" else slot, (found[0].begin, found[0].end))
    return draft
