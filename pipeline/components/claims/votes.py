"""Votes and stands whose side opens the clause: *A favore della riforma ha votato la Lega; contro, compatta, l'opposizione*; *Tra i contrari al piano c'è Bini*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Mention
from pipeline.components.claims.building import can_speak
from pipeline.components.claims.trimming import trim
from pipeline.components.cues.verbs import FUSED, target_frame
from pipeline.components.mentions.finding import before_colon
from pipeline.components.spans import Spans
from pipeline.components.syntax import VERBAL, Syntax, verb_form


def fronted_sides(syntax: Syntax, analysis: Analysis) -> None:
    """Add *a favore di C ha votato X*, and the other side behind it without target or verb: *; contro, X*."""
    taken = Spans(span for a in analysis.attributions for span in a.claim)
    for i in syntax.places.get("favore", ()):
        if i < 1 or syntax.words[i - 1] != "a" or syntax.quoted(i) or not _opens(syntax, i - 1):
            continue
        found = _favoured(syntax, i)
        if found is None or taken.touch(*found[0]):
            continue
        claim, mention, behind = found
        _add(syntax, analysis, claim, mention, (i - 1, i + 1), "support")
        other = next((j for j in range(behind, min(behind + 3, len(syntax.words))) if syntax.words[j] == "contro"), None)
        if other is not None and (who := _who(syntax, other + 1)) is not None:
            _add(syntax, analysis, claim, who, (other, other + 1), "oppose")


def among_others(syntax: Syntax, analysis: Analysis) -> None:
    """Add *tra i contrari al piano c'è X*: an adjective or noun for a side, its target, a verb of being, and who is of that side."""
    taken = Spans(span for a in analysis.attributions for span in a.claim)
    for i in sorted((*syntax.places.get("tra", ()), *syntax.places.get("fra", ()))):
        if i + 5 >= len(syntax.words) or syntax.words[i + 1] not in ("i", "gli", "le") or syntax.quoted(i) or not _opens(syntax, i):
            continue
        place = i + 2 + (syntax.words[i + 2] in syntax.lexicon.lists["foremost"])
        entry = syntax.lexicon.adjectives.get(syntax.words[place])
        said = syntax.words[place + 1].rstrip("'")
        frame = target_frame(entry.frames, said) if entry is not None else None
        found = _target_before(syntax, place, syntax.lexicon.lists["numbered"]) if frame is not None else None
        if entry is None or frame is None or found is None or taken.touch(*found[0]):
            continue
        _add(syntax, analysis, found[0], found[1], (place, place + 1), entry.stance_for(frame))


def _opens(syntax: Syntax, i: int) -> bool:
    """Whether a sentence or a clause behind a stop begins at token ``i``."""
    return i == syntax.sentence(i)[0] or syntax.doc[i - 1].text in (";", ":", ".") or syntax.doc[i - 1].is_space


def _favoured(syntax: Syntax, i: int) -> tuple[tuple[int, int], Mention, int] | None:
    """The target behind *favore di*, who voted, and the token behind them."""
    if i + 2 >= syntax.sentence(i)[1] or syntax.words[i + 1].rstrip("'") not in FUSED["di"]:
        return None
    return _target_before(syntax, i, syntax.lexicon.lists["without_object"])


def _target_before(syntax: Syntax, i: int, verbs: frozenset[str]) -> tuple[tuple[int, int], Mention, int] | None:
    """The target behind token ``i`` and a preposition, who stands behind the verb that follows it (one of ``verbs``), and the token behind them."""
    doc, end = syntax.doc, syntax.sentence(i)[1]
    noun = next((t for t in doc[i + 2 : min(i + 5, end)] if t.pos_ in ("NOUN", "PROPN")), None)
    verb = next((t for t in doc[i + 2 : end] if t.pos_ in VERBAL and t.lemma_.split(" ")[0] in verbs), None)
    if noun is None or verb is None or not syntax.finite(verb) or verb.i < noun.i:
        return None
    stop = min(syntax.phrase(noun, relatives=True)[1], syntax.verb_group(verb)[0])
    fused = syntax.words[i + 1].rstrip("'") not in ("di", "d", "a", "ad", "da", "su", "con", "per", "contro", "verso")
    claim = trim(syntax.text, *syntax.chars(i + 1 if fused else i + 2, stop))
    mention = _who(syntax, verb.i + 1)
    if mention is None or mention.span is None or claim[1] <= claim[0] or any(t.pos_ in VERBAL and verb_form(t) == "Fin" and t.i not in range(*syntax.verb_group(verb)) for t in doc[stop : verb.i]):
        return None
    return claim, mention, mention.span[1]


def _who(syntax: Syntax, i: int) -> Mention | None:
    """Somebody at token ``i``, an adverb or an adjective between commas aside (*compatta*)."""
    doc, end = syntax.doc, syntax.sentence(min(i, len(syntax.doc) - 1))[1]
    while i < end and (doc[i].text == "," or doc[i].pos_ == "ADV" or (doc[i].pos_ in ("ADJ", "VERB") and i + 1 < end and doc[i + 1].text == ",")):
        i += 1
    mention = before_colon(syntax, i, end) if i < end else None
    return mention if mention is not None and mention.span is not None and mention.span[0] == i and syntax.words[i] not in ("chi", "molti", "molte", "tanti", "tante") and can_speak(syntax, mention) else None


def _add(syntax: Syntax, analysis: Analysis, claim: tuple[int, int], mention: Mention, cue: tuple[int, int], stance: str) -> None:
    made = Attribution("fronted-side", "position", [claim], "target", None, syntax.chars(*cue), mention.span)
    made.stance = stance
    analysis.attributions.append(made)
