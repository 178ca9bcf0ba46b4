"""Rules for whoever is for or against what was just said, without words of their own: the claim is what was said.

*Il piano è fermo, circostanza che Bini ha smentito*; *propone di ridurre i posti, idea bocciata dai sindacati*; *L'azienda nega.*
"""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Cue, Mention
from pipeline.components.claims.building import can_speak, quoted_kind
from pipeline.components.mentions.finding import of_verb
from pipeline.components.syntax import Syntax
from pipeline.components.syntax.tokens import Token


def retorts(syntax: Syntax, analysis: Analysis) -> None:
    """Add the attributions that repeat the claim before them."""
    taken = {a.cue.head for a in analysis.attributions if a.cue is not None and a.frame != "colon"}
    for cue in sorted(analysis.cues, key=lambda c: c.start):
        if cue.type != "verb" or cue.head in taken or syntax.quoted(cue.head) or cue.weak:
            continue
        made = _resumed(syntax, analysis, cue) or _answer(syntax, analysis, cue)
        if made is not None:
            analysis.attributions.append(made)


def _resumed(syntax: Syntax, analysis: Analysis, cue: Cue) -> Attribution | None:
    """*…, idea bocciata da X*; *…, un'ipotesi che X ha respinto*: the claim right before the comma."""
    doc = syntax.doc
    if not any(f == "target" or f in ("obj", "obj-any", "che") for f in cue.frames):
        return None
    noun = next((t for t in reversed(doc[max(0, cue.start - 8) : cue.start]) if t.lower_ in syntax.lexicon.lists["resuming"]), None)
    if noun is None:
        return None
    comma = noun.i - 1
    if comma > 0 and doc[comma].pos_ == "DET":
        comma -= 1
    if doc[comma].text != ",":
        return None
    verb = doc[cue.head]
    agent = syntax.agent(verb)
    if agent is not None and noun.i + 1 >= cue.start - 1:
        mention = Mention(syntax.phrase(agent), head=agent.i)
    elif doc[noun.i + 1].lower_ == "che":
        mention = _between(syntax, noun.i + 2, cue)
    else:
        return None
    if mention.span is None or not can_speak(syntax, mention):
        return None
    before = next((a for a in analysis.attributions if abs(a.end - doc[comma].idx) <= 2 and a.kind != "position"), None)
    if before is None:  # the claim took the apposition in
        before = next((a for a in analysis.attributions if a.claim[-1][0] < doc[comma].idx < a.claim[-1][1] and a.kind != "position"), None)
        if before is None:
            return None
        before.claim[-1] = (before.claim[-1][0], doc[comma].idx)
        before.kind = quoted_kind(syntax, before.claim)
    return _again(syntax, cue, before, mention)


def _between(syntax: Syntax, start: int, cue: Cue) -> Mention:
    """Who stands between *che* and the verb group."""
    tokens = [t for t in syntax.doc[start : cue.start] if t.pos_ not in ("ADV", "PUNCT")]
    head = next((t for t in tokens if t.pos_ in ("PROPN", "NOUN")), None)
    return Mention((tokens[0].i, tokens[-1].i + 1), head=head.i) if head is not None and tokens[-1].i + 1 <= cue.start else Mention(None)


def _answer(syntax: Syntax, analysis: Analysis, cue: Cue) -> Attribution | None:
    """*L'azienda nega.* The claim of the sentence before, or of the clause before the semicolon."""
    doc = syntax.doc
    start, end = syntax.sentence(cue.head)
    behind = cue.end
    while behind < end and doc[behind].pos_ == "ADV":
        behind += 1
    if cue.key not in syntax.lexicon.lists["answers"] or cue.negated or not cue.finite or (behind < end and doc[behind].text not in (".", ";")):
        return None
    mention = of_verb(syntax, cue)
    if mention.span is None or mention.head is None or mention.span[0] < start or not can_speak(syntax, mention):
        return None
    opening = next((i + 1 for i in range(cue.start - 1, start, -1) if doc[i].text == ";"), start)
    if mention.span[0] > opening + 2:
        return None
    said = [a for a in analysis.attributions if a.kind != "position" and a.end <= doc[opening].idx and _near(syntax, a.end, opening)]
    before = max(said, key=lambda a: a.end, default=None)
    return _again(syntax, cue, before, mention) if before is not None else None


def _near(syntax: Syntax, place: int, opening: int) -> bool:
    """Whether code point ``place`` lies right before token ``opening``: nothing but marks and stops between."""
    between: list[Token] = [t for t in syntax.doc[syntax.token_at(place) : opening] if t.idx >= place]
    return all(t.is_punct or t.is_space for t in between)


def _again(syntax: Syntax, cue: Cue, before: Attribution, mention: Mention) -> Attribution:
    kind = "position" if any(f == "target" for f in cue.frames) and "che" not in cue.frames else "indirect" if before.kind == "position" else before.kind
    made = Attribution("retort", kind, list(before.claim), "target" if kind == "position" else "che", cue, syntax.chars(cue.start, cue.end), mention.span)
    return made
