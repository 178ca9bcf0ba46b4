"""What somebody's stand is said to reach: *il piano ha ottenuto il sì dei sindacati*, *la riforma ha scatenato le proteste della Cgil*, *il piano trova contraria la Lega*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Cue, Mention
from pipeline.components.claims.building import can_speak
from pipeline.components.claims.conditions import restrictive
from pipeline.components.claims.content import Content, is_somebody
from pipeline.components.claims.nouns import noun_with_agent
from pipeline.components.claims.trimming import trim
from pipeline.components.mentions.explanations import past_explanation
from pipeline.components.mentions.finding import before_colon
from pipeline.components.spans import Spans
from pipeline.components.syntax import Syntax, feature
from pipeline.components.syntax.tokens import Token


def received(syntax: Syntax, analysis: Analysis) -> None:
    """Add the positions whose target is the subject of *ottenere, scatenare, trovare…* and whose holder is the author of the verb's object."""
    taken = Spans(span for a in analysis.attributions for span in a.claim)
    used = {a.cue.head for a in analysis.attributions if a.cue is not None}
    for cue in analysis.cues:
        cue = _its_noun(syntax, cue)
        if cue.type not in ("noun", "adjective") or cue.head in used or syntax.quoted(cue.head) or not any(f.startswith("target") for f in cue.frames):
            continue
        verb = _verb(syntax, cue)
        subject = syntax.subject(verb) if verb is not None else None
        if verb is None or subject is None or not _thing(syntax, subject, verb):
            continue
        mention = noun_with_agent(syntax, cue, syntax.sentence(cue.head)[1]) if cue.type == "noun" else _right_behind(syntax, cue.end)
        if mention is None or mention.span is None or not can_speak(syntax, mention) or mention.span[0] < cue.end or _anybody(syntax, mention):
            continue
        start, end = restrictive(syntax, Content("target", [syntax.phrase(subject, relatives=True)], subject.i)).runs[0]
        claim = trim(syntax.text, *syntax.chars(start, min(end, syntax.verb_group(verb)[0])))
        if claim[1] <= claim[0] or taken.touch(*claim):
            continue
        made = Attribution("stand-received", "position", [claim], "target", cue, syntax.chars(cue.start, cue.end), mention.span)
        made.stance = cue.entry.stance_for(min(f for f in cue.frames if f.startswith("target")))
        analysis.attributions.append(made)


def _its_noun(syntax: Syntax, cue: Cue) -> Cue:
    """*(Il piano) ha l'appoggio di Bini*: of a light verb and its noun the noun, where somebody may be its author; else the cue itself."""
    entry = syntax.lexicon.nouns.get(syntax.words[cue.anchor]) if cue.type == "construction" and syntax.doc[cue.head].lemma_ in syntax.lexicon.lists["receives"] else None
    return cue if entry is None else Cue(cue.anchor, cue.anchor + 1, cue.anchor, entry.key, entry, "noun", entry.frames)


def _verb(syntax: Syntax, cue: Cue) -> Token | None:
    """The finite verb whose object the noun is, or that the adjective stands right behind."""
    doc = syntax.doc
    if cue.type == "adjective":
        verb = doc[cue.start - 1] if cue.start else None
        known = verb is not None and verb.lemma_ in syntax.lexicon.lists["finds"]
        return verb if known and verb is not None and syntax.finite(verb) and not syntax.negated(verb) else None
    noun = doc[cue.head]
    verb = noun.head
    known = noun.dep_ == "obj" and verb.i < noun.i and verb.lemma_ in syntax.lexicon.lists["receives"]
    return verb if known and syntax.finite(verb) and not syntax.negated(verb) and not syntax.passive(verb) else None


def _anybody(syntax: Syntax, mention: Mention) -> bool:
    """*(Il piano ha il sostegno) di molti*: a pronoun for nobody in particular."""
    return mention.head is not None and syntax.doc[mention.head].pos_ == "PRON" and feature(syntax.doc[mention.head], "PronType") in ("Ind", "Tot")


def _thing(syntax: Syntax, subject: Token, verb: Token) -> bool:
    """Whether the subject is a thing before its verb, which nobody would take for somebody."""
    return subject.i < verb.i and subject.pos_ == "NOUN" and feature(subject, "PronType") != "Rel" and subject.ent_type_ not in ("PER", "ORG") and not is_somebody(syntax, subject)


def _right_behind(syntax: Syntax, i: int) -> Mention | None:
    """Who stands right behind the adjective, up to a pause."""
    doc, (_, end) = syntax.doc, syntax.sentence(i - 1)
    while i < end and (doc[i].pos_ == "ADV" or doc[i].lower_ in syntax.lexicon.lists["focus"]):
        i += 1
    mention = before_colon(syntax, i, end) if i < end else None
    if mention is None or mention.span is None or mention.span[0] != i:
        return None
    stop = past_explanation(syntax, mention.span[1], end)
    return mention if stop >= end or doc[stop].is_punct else None
