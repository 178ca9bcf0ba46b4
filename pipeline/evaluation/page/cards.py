"""One card per error: its passage with what gold and prediction say, and the values that it can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.evaluation.errors import Error
from pipeline.evaluation.page.marks import Mark, Piece, Role, cut, paragraphs
from pipeline.schema import Span, Triple

#: Error groups in the page's order, and what the page calls them. A wrong pair may be in several.
GROUPS = {"missed": "missed", "spurious": "spurious", "boundary": "wrong boundary", "speaker": "wrong speaker", "stance": "wrong stance"}
NO_RULE = "(none)"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the card's table. ``wrong``: the error is in this line."""

    name: str
    gold: str
    predicted: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """An error to be shown. ``passage`` is empty where the article is not at hand; ``note`` says what cannot be shown."""

    number: int
    error: Error
    groups: tuple[str, ...]
    kinds: tuple[str, ...]
    stances: tuple[str, ...]
    rule: str
    rows: tuple[Row, ...]
    passage: tuple[Piece, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """An article with its errors in the order of the text; ``whole`` is all of it with every error marked."""

    article: str
    desk: str
    cards: tuple[Card, ...]
    whole: tuple[Piece, ...]


def sections(errors: list[Error], texts: dict[str, str], desks: dict[str, str]) -> list[Section]:
    """The errors by article; numbers run through the whole page."""
    by_article: dict[str, list[Error]] = {}
    for error in sorted(errors, key=lambda e: (e.article, _place(e))):
        by_article.setdefault(error.article, []).append(error)
    out, number = [], 0
    for article, group in by_article.items():
        text = texts.get(article, "")
        cards = []
        for error in group:
            number += 1
            cards.append(_card(number, error, text))
        marks = [m for card in cards for m in _claims(card.error, card.number, f"{card.number} ") if _fits(m, card.error, text)]
        out.append(Section(article, desks.get(article, ""), tuple(cards), tuple(cut(text, marks))))
    return out


def choices(found: list[Section]) -> dict[str, dict[str, int]]:
    """What can be filtered by: name of the filter → value → number of errors that it leaves."""
    cards = [card for section in found for card in section.cards]
    groups = Counter(g for card in cards for g in card.groups)
    return {
        "group": {g: groups[g] for g in GROUPS},
        "kind": dict(sorted(Counter(k for card in cards for k in card.kinds).items())),
        "stance": dict(sorted(Counter(s for card in cards for s in card.stances).items())),
        "rule": dict(sorted(Counter(card.rule for card in cards if card.rule).items())),
        "article": {section.article: len(section.cards) for section in found},
    }


def _place(error: Error) -> int:
    return min(t.claim.spans[0].start for t in (error.gold, error.predicted) if t is not None)


def _card(number: int, error: Error, text: str) -> Card:
    triples = [t for t in (error.gold, error.predicted) if t is not None]
    marks = list(_marks(error, number))
    good = [m for m in marks if _fits(m, error, text)]
    note = "" if text else "The article's text is not at hand."
    passage: tuple[Piece, ...] = ()
    if text and len(good) < len(marks):
        note = "Some spans do not stand in the article as read; they are not marked."
    if good:
        start, end = paragraphs(text, min(m.start for m in good), max(m.end for m in good))
        passage = tuple(cut(text, good, start, end))
    return Card(
        number, error, error.aspects if error.type == "wrong" else (error.type,),
        tuple(dict.fromkeys(t.kind for t in triples)), tuple(dict.fromkeys(t.stance for t in triples)),
        (error.predicted.rule or NO_RULE) if error.predicted else "", tuple(_rows(error)), passage, note,
    )  # fmt: skip


def _rows(error: Error) -> Iterator[Row]:
    gold, predicted = _values(error.gold), _values(error.predicted)
    wrong = {"claim": "boundary"}
    for name in ("speaker", "mention", "cue", "stance", "kind", "rule", "claim"):
        yield Row(name, gold[name], predicted[name], wrong.get(name, name) in error.aspects)


def _values(triple: Triple | None) -> dict[str, str]:
    if triple is None:
        return dict.fromkeys(("speaker", "mention", "cue", "stance", "kind", "rule", "claim"), "")
    speaker = triple.speaker
    return {
        "speaker": speaker.name + (f" (also: {', '.join(speaker.aliases)})" if speaker.aliases else ""),
        "mention": speaker.mention.text if speaker.mention else "dropped subject" if speaker.implicit else "none",
        "cue": triple.cue.text if triple.cue else "none",
        "stance": triple.stance + (", hearsay" if triple.hearsay else ""),
        "kind": triple.kind,
        "rule": triple.rule or "–",  # gold has none
        "claim": triple.claim.text,
    }


def _marks(error: Error, number: int) -> Iterator[Mark]:
    yield from _claims(error, number)
    gold, predicted = error.gold, error.predicted
    cues: tuple[Role, Span | None, Span | None] = ("cue", gold.cue if gold else None, predicted.cue if predicted else None)
    mentions: tuple[Role, Span | None, Span | None] = ("speaker", gold.speaker.mention if gold else None, predicted.speaker.mention if predicted else None)
    for role, left, right in (cues, mentions):
        if left == right or gold is None or predicted is None:
            if only := left or right:
                yield Mark(only.start, only.end, role, role, number)
            continue
        for side, span in (("gold", left), ("predicted", right)):
            if span is not None:
                yield Mark(span.start, span.end, role, f"{side} {role}", number)


def _claims(error: Error, number: int, prefix: str = "") -> Iterator[Mark]:
    """Gold's claim and the predicted one; where a span of both is the same, its label says so once."""
    gold = [(s.start, s.end) for s in error.gold.claim.spans] if error.gold else []
    predicted = [(s.start, s.end) for s in error.predicted.claim.spans] if error.predicted else []
    for start, end in gold:
        yield Mark(start, end, "gold", prefix + ("gold = predicted" if (start, end) in predicted else "gold"), number)
    for start, end in predicted:
        yield Mark(start, end, "predicted", "" if (start, end) in gold else prefix + "predicted", number)


def _fits(mark: Mark, error: Error, text: str) -> bool:
    """Whether the mark's span stands in the article as its triple says: predictions may have been made on another text."""
    spans = [s for t in (error.gold, error.predicted) if t is not None for s in (*t.claim.spans, t.cue, t.speaker.mention) if s is not None]
    return any((s.start, s.end) == (mark.start, mark.end) and text[s.start : s.end] == s.text for s in spans)
