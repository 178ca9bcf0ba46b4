"""What is wanted or feared, said behind a colon: *chiedono una cosa sola: rientrare*; *ha un'unica richiesta: che si riapra*; *il timore è uno solo: …*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Cue, Mention
from pipeline.components.claims.building import build, can_speak
from pipeline.components.claims.content import Content
from pipeline.components.claims.nouns import noun_with_agent
from pipeline.components.mentions.finding import of_verb
from pipeline.components.spans import Spans
from pipeline.components.syntax import VERBAL, Syntax, verb_form
from pipeline.components.syntax.tokens import Token

#: Tokens between the cue and the colon, at most.
NEAR = 6


def only_things(syntax: Syntax, analysis: Analysis) -> None:
    """Add the attributions of what a colon names."""
    only = syntax.lexicon.lists["only"]
    taken = Spans(span for a in analysis.attributions for span in a.claim)
    for colon in syntax.places.get(":", ()):
        start, end = syntax.sentence(colon)
        if syntax.quoted(colon) or colon + 2 >= end or syntax.doc[colon + 1].text in ("«", "“", '"') or not only.intersection(syntax.words[max(start, colon - NEAR) : colon]):
            continue
        for cue in analysis.cues:
            if not start <= cue.head < colon or colon - cue.end > NEAR or syntax.quoted(cue.head):
                continue
            mention = _wants(syntax, cue, colon) if cue.type == "verb" else _has(syntax, cue, colon) if cue.type == "noun" else None
            if mention is None or mention.span is None or not can_speak(syntax, mention) or taken.touch(*syntax.chars(colon + 1, end)):
                continue
            said = colon + 1 + (syntax.words[colon + 1] in ("che", "di"))
            made = build(syntax, cue, Content("colon", [(said, end)], said), mention, "only-thing")
            if made is not None:
                analysis.attributions.append(made)
                break


def _wants(syntax: Syntax, cue: Cue, colon: int) -> Mention | None:
    """*chiedono una cosa sola:* with nothing else between."""
    between = syntax.words[cue.end : colon]
    things, only = syntax.lexicon.lists["things"], syntax.lexicon.lists["only"]
    plain = bool(things.intersection(between)) and all(w in things or w in only for w in between)
    return of_verb(syntax, cue) if plain and cue.finite and cue.frames & {"che", "di", "obj"} else None


def _has(syntax: Syntax, cue: Cue, colon: int) -> Mention | None:
    """*ha un'unica richiesta:*, *il timore dei residenti è uno solo:*"""
    doc, words, only = syntax.doc, syntax.words, syntax.lexicon.lists["only"]
    start = syntax.sentence(colon)[0]
    having = next((doc[i] for i in range(cue.start - 1, max(start, cue.start - 4) - 1, -1) if doc[i].lemma_ == "avere"), None)
    if having is not None and cue.end == colon and all(w in only for w in words[having.i + 1 : cue.start]):
        return _subject(syntax, having)
    copula = next((i for i in range(colon - 1, cue.end - 1, -1) if words[i] in ("è", "era", "resta", "rimane")), None)
    if copula is None or not all(w in only for w in words[copula + 1 : colon]) or any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[cue.end : copula]):
        return None
    return noun_with_agent(syntax, cue, copula)


def _subject(syntax: Syntax, verb: Token) -> Mention | None:
    subject = syntax.subject(verb)
    return Mention(syntax.phrase(subject), head=subject.i) if subject is not None else None
