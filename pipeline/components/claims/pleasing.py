"""Verbs whose subject is judged and whose object judges: *la proposta non piace alla Lega*, *la riforma non convince i sindacati*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Mention
from pipeline.components.claims.building import can_speak
from pipeline.components.claims.conditions import restrictive
from pipeline.components.claims.content import Content, is_somebody
from pipeline.components.claims.trimming import trim
from pipeline.components.cues.verbs import FUSED
from pipeline.components.mentions.finding import before_colon
from pipeline.components.syntax import Syntax, feature
from pipeline.components.syntax.tokens import Token

#: list → stance, stance where it is denied
JUDGING = {"pleases_to": ("support", "oppose"), "pleases": ("support", "oppose"), "convinces": ("support", "doubt"), "displeases": ("oppose", "")}


def pleasing(syntax: Syntax, analysis: Analysis) -> None:
    """Add the positions of those whom something pleases, convinces or disappoints."""
    doc = syntax.doc
    taken = [span for a in analysis.attributions for span in a.claim]
    for token in syntax.tokens:
        name = _judging(syntax, token) if token.pos_ == "VERB" else None
        if name is None or syntax.quoted(token.i) or not syntax.finite(token) or (name != "pleases_to" and syntax.passive(token)):
            continue
        first, end = syntax.verb_group(token)
        subject = syntax.subject(token)
        if (
            subject is None
            or subject.i >= first
            or subject.pos_ not in ("NOUN", "PROPN")
            or subject.ent_type_ == "PER"
            or is_somebody(syntax, subject)
            or first <= syntax.sentence(token.i)[0]
        ):
            continue
        mention = _judge(syntax, max(end, token.i + 1), name == "pleases_to")
        opening = syntax.sentence(token.i)[0]
        if mention is None and name == "pleases_to" and syntax.words[opening].rstrip("'") in FUSED["a"] and subject.i > opening + 1:
            mention = before_colon(syntax, opening + 1, syntax.phrase(subject)[0])  # Ai sindacati il piano non piace
            mention = mention if mention is not None and mention.head is not None and can_speak(syntax, mention) else None
        if mention is None or mention.span is None or feature(subject, "PronType") == "Rel":
            continue
        target = restrictive(syntax, Content("target", [syntax.phrase(subject, relatives=True)], subject.i)).runs[0]
        negated = any(t.lower_ == "non" for t in doc[max(0, first - 1) : token.i])
        stance = JUDGING[name][negated]
        a, b = trim(syntax.text, *syntax.chars(target[0], min(target[1], first)))
        if not stance or b <= a or any(x < b and a < y for x, y in taken):
            continue
        made = Attribution("pleasing", "position", [(a, b)], "target", None, syntax.chars(first, token.i + 1), mention.span)
        made.stance = stance
        analysis.attributions.append(made)


def _judging(syntax: Syntax, token: Token) -> str | None:
    """The list that the verb is in."""
    lexicon, lemma = syntax.lexicon, token.lemma_.split(" ")[0]
    if lemma in lexicon.lists["pleases_to"]:
        return "pleases_to"
    if lemma in lexicon.lists["pleases"]:
        return "pleases"
    if lemma in lexicon.lists["convinces"]:
        return "convinces"
    return "displeases" if lemma in lexicon.lists["displeases"] else None


def _judge(syntax: Syntax, i: int, dative: bool) -> Mention | None:
    """The person or body right behind the verb, an adverb or two aside; behind *a* where the verb wants it."""
    doc = syntax.doc
    while i < len(doc) and (doc[i].pos_ == "ADV" or doc[i].lower_ in syntax.lexicon.lists["focus"]):
        i += 1
    if i + 1 >= len(doc):
        return None
    if dative:
        if doc[i].lower_.replace("’", "'").rstrip("'") not in FUSED["a"]:
            return None
        i += 1
    elif doc[i].pos_ not in ("DET", "PROPN"):
        return None
    mention = before_colon(syntax, i, syntax.sentence(i)[1])
    named = mention is not None and mention.span is not None and mention.span[0] == i and mention.head is not None and can_speak(syntax, mention)
    return mention if named else None
