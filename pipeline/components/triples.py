"""From attributions to the record's triples: filter what has no speaker or side, drop doubles, number, nest."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from pipeline.components.analysis import Attribution
from pipeline.components.claims.headlines import sayable
from pipeline.components.syntax import Syntax
from pipeline.schema import Claim, Span, Speaker, Triple


def to_data(syntax: Syntax, attributions: list[Attribution]) -> list[dict[str, Any]]:
    """Plain data (numbers, strings, lists) for ``doc.user_data``, in text order."""
    kept: list[Attribution] = []
    around: list[Attribution] = []  # the kept ones that may still overlap: the list is in text order, so this window stays short
    for attribution in attributions:
        if not any(c.isalnum() for c in attribution.name) or attribution.stance == "none" or not _says_something(syntax.text, attribution):
            continue
        around = [a for a in around if a.end > attribution.start]
        if any(_same_claim(attribution, other) for other in around):
            continue
        kept.append(attribution)
        around.append(attribution)
    kept = _outermost([a for a in kept if a.rule != "headline-colon" or _no_topic(syntax, a) or any(o is not a and o.name == a.name for o in kept)])
    data = []
    for number, a in enumerate(kept):
        data.append(
            {
                "id": number, "kind": a.kind, "name": a.name, "aliases": [x for x in a.aliases if x != a.name], "label": a.label or None,
                "mention": list(syntax.chars(*a.mention)) if a.mention else None, "implicit": a.implicit and a.mention is None,
                "cue": list(a.cue_span) if a.cue_span else None, "claim": _apart(a.claim), "stance": a.stance, "hearsay": a.hearsay,
                "nested_in": None, "rule": a.rule,
            }
        )  # fmt: skip
    return data


def _no_topic(syntax: Syntax, attribution: Attribution) -> bool:
    """Whether a headline's name before the colon surely speaks: an article, or the first person, a demand, a refusal behind it (*Migranti: barca affonda* has none)."""
    start, end = syntax.token_at(attribution.claim[0][0]), syntax.token_at(attribution.claim[-1][1] - 1) + 1
    if attribution.label == "PER" or any(t.lower_ == "non" for t in syntax.doc[start:end]):
        return True
    article = attribution.mention is not None and syntax.doc[attribution.mention[0]].pos_ == "DET"
    return article or sayable(syntax, start, end)


def _says_something(text: str, attribution: Attribution) -> bool:
    """Whether the claim has a letter or a digit (one of dashes, or of a damaged character, says nothing)."""
    return any(c.isalnum() for start, end in attribution.claim for c in text[start:end])


def _apart(claim: list[tuple[int, int]]) -> list[list[int]]:
    """The spans in text order, those that overlap as one."""
    out: list[list[int]] = []
    for start, end in sorted(claim):
        if out and start < out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return out


def _outermost(kept: list[Attribution]) -> list[Attribution]:
    """Without the attributions that lie in another's claim: they are the inner speaker's word at second hand (precision first)."""
    out: list[Attribution] = []
    around: list[Attribution] = []
    for k, attribution in enumerate(kept):
        around = [a for a in around if a.end > attribution.start]
        later = []
        for other in kept[k + 1 :]:
            if other.start > attribution.start:
                break
            later.append(other)
        if not any(_inside(attribution, other) for other in (*around, *later)):
            out.append(attribution)
        around.append(attribution)
    return out


def _same_claim(left: Attribution, right: Attribution) -> bool:
    """Whether two attributions take the same words: the earlier rule wins, but for those that answer what was said."""
    a, b = left.claim, right.claim
    if left.kind == right.kind == "position" and left.name != right.name:
        return False  # il Patto la difende, la Lega l'ha bocciata: two sides of one thing
    if "retort" in (left.rule, right.rule):
        return False
    if a == b:
        return True
    shared = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)
    size = max(sum(e - s for s, e in a), sum(e - s for s, e in b))
    return shared > 0.9 * size


def _inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether the whole of ``inner`` (cue and claim) lies in ``outer``'s claim."""
    spans = [*inner.claim, *([inner.cue_span] if inner.cue_span else [])]
    return all(any(a <= s and e <= b for a, b in outer.claim) for s, e in spans) and inner.claim != outer.claim


def from_data(doc: Doc, data: list[dict[str, Any]]) -> list[Triple]:
    """The triples as pydantic models, spans filled in from the doc's text."""
    text = doc.text if data else ""

    def span(place: list[int] | None) -> Span | None:
        return Span.of(text, place[0], place[1]) if place else None

    return [
        Triple(
            id=d["id"], kind=d["kind"], cue=span(d["cue"]), claim=Claim.of([Span.of(text, s, e) for s, e in d["claim"]]), stance=d["stance"],
            speaker=Speaker(name=d["name"], aliases=list(d["aliases"]), mention=span(d["mention"]), implicit=d["implicit"], label=d["label"] if d["label"] in ("PER", "ORG", "LOC") else None),
            hearsay=d["hearsay"], nested_in=d["nested_in"], rule=d["rule"],
        )
        for d in data
    ]  # fmt: skip
