"""*Vorrebbe tornare a 15; avrebbe preferito attendere*: what somebody wishes, where *volere* is the auxiliary of the infinitive."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Cue
from pipeline.components.claims.building import build, can_speak, first_person, law
from pipeline.components.claims.content import Content
from pipeline.components.claims.extent import clause_end
from pipeline.components.mentions.finding import of_verb
from pipeline.components.spans import Spans
from pipeline.components.syntax import Syntax, verb_form
from pipeline.components.syntax.tokens import Token
from pipeline.lexicon import CueEntry

ENTRY = CueEntry("volere", "verb", frozenset(("target-inf:a",)), {"default": "support"}, {"default": "oppose"})


def wishes(syntax: Syntax, analysis: Analysis) -> None:
    """Add the infinitives behind a conditional of *volere* or *preferire* (lists ``wishing``, ``wished``) that no other cue governs."""
    taken = Spans(span for a in analysis.attributions for span in a.claim)
    stops = frozenset(c.start for c in analysis.cues if c.type in ("verb", "construction", "adjective"))
    heads = {c.head for c in analysis.cues}
    for i in syntax.where(syntax.lexicon.lists["wishing"] | syntax.lexicon.lists["wished"]):
        token = syntax.tokens[i]
        verb = _wished(syntax, token)
        if verb is None or verb.i in heads or syntax.quoted(i) or taken.touch(token.idx, token.idx + 1):
            continue
        first = syntax.verb_group(token)[0]
        negated = any(t.lower_ == "non" for t in syntax.doc[max(0, first - 1) : i])
        governor = token.head if token.dep_ in ("aux", "aux:pass") else token
        cue = Cue(first, i + 1, governor.i, ENTRY.key, ENTRY, "verb", ENTRY.frames, negated, finite=True)
        mention = of_verb(syntax, cue)
        if mention.nobody or not can_speak(syntax, mention) or first_person(syntax, cue) or law(syntax, mention):
            continue
        made = build(syntax, cue, Content("target-inf:a", [(i + 1, clause_end(syntax, token, verb, i + 1, stops, infinitival=True))], verb.i), mention, "wish")
        if made is not None:
            analysis.attributions.append(made)


def _wished(syntax: Syntax, token: Token) -> Token | None:
    """The infinitive right behind, an adverb or two aside."""
    doc = syntax.doc
    past = token.lower_ in syntax.lexicon.lists["wished"]
    if past and not (token.i and syntax.words[token.i - 1] in ("avrebbe", "avrebbero")):
        return None
    behind = next((t for t in doc[token.i + 1 : token.i + 4] if t.pos_ != "ADV"), None)
    return behind if behind is not None and verb_form(behind) == "Inf" and behind.pos_ in ("VERB", "AUX") else None
