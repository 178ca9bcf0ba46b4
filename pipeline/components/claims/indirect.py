"""Rules for reported speech and positions: cue verbs, constructions, adjectives and nouns with their complements."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.analysis import Analysis, Attribution, Cue
from pipeline.components.claims.direct import noun_with_agent
from pipeline.components.claims.extent import clause_end
from pipeline.components.claims.reported import (
    SUBORDINATORS,
    Content,
    bare_clause,
    che_clause,
    infinitive,
    object_phrase,
    prepositional,
    question,
    small_clause,
)
from pipeline.components.claims.trimming import trim
from pipeline.components.quotations.pairing import Quotation
from pipeline.components.speakers.mentions import Mention, of_verb
from pipeline.components.syntax import VERBAL, Syntax, feature, verb_form

COME = frozenset(("come", "quanto"))
PERCHE = frozenset(("perché", "affinché"))
RULES = {
    "che": "che-clause", "come": "come-clause", "di": "infinitive-di", "a": "infinitive-a", "inf": "infinitive", "se": "question-clause", "obj": "object-phrase",
    "target": "target", "as": "small-clause", "accuse": "accusation", "colon": "colon-clause", "perché": "perche-clause",
}  # fmt: skip
#: Order in which the frames of a cue are tried.
ORDER = ("che", "come", "perché", "se", "di", "a", "accuse", "as", "obj", "obj-any", "target-inf:a", "target-inf:di")


def reported(syntax: Syntax, analysis: Analysis, used: set[int]) -> None:
    """Add the attributions of cues that no quotation has used."""
    stops = frozenset(c.start for c in analysis.cues if c.type in ("verb", "construction", "adjective"))
    direct = [span for a in analysis.attributions if a.frame == "quote" for span in a.claim]
    for cue in analysis.cues:
        place = syntax.doc[cue.head].idx
        if cue.type == "adposition" or any(a <= place < b for a, b in direct):
            continue
        if syntax.quoted(cue.head):  # what is said inside quotation marks is the quoted speaker's
            made = _parenthetical(syntax, cue) if cue.type == "verb" and "quote" in cue.frames else None
            if made is not None:
                analysis.attributions.append(made)
            continue
        if cue.type == "noun":
            made = _noun(syntax, cue, stops)
        else:
            made = _verb(syntax, cue, stops, used)
        if made is None:
            continue
        if cue.head in used and any(a.cue is not None and a.cue.head == cue.head and _overlap(a.claim, made.claim) for a in analysis.attributions):
            continue
        analysis.attributions.append(made)
        used.add(cue.head)


def _overlap(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def contents(syntax: Syntax, cue: Cue, stops: frozenset[int]) -> Iterator[Content]:
    """The contents that the cue's frames find, best frame first."""
    doc = syntax.doc
    verb = doc[cue.head]
    frames = cue.frames
    for frame in ORDER:
        if frame not in frames:
            continue
        content: Content | None = None
        if frame == "che":
            content = che_clause(syntax, cue, stops, frozenset(SUBORDINATORS)) or bare_clause(syntax, cue, stops)
        elif frame == "come":
            content = che_clause(syntax, cue, stops, COME, "come")
        elif frame == "perché":
            content = che_clause(syntax, cue, stops, PERCHE, "perché")
        elif frame == "se":
            content = question(syntax, cue, stops)
        elif frame in ("di", "a"):
            content = infinitive(syntax, cue, stops, frame)
        elif frame.startswith("target-inf"):
            content = infinitive(syntax, cue, stops, frame[-1] if frame.endswith(":a") else "di")
        elif frame == "accuse":
            content = _accusation(syntax, cue, stops)
        elif frame == "as":
            content = small_clause(syntax, cue, verb, stops)
        elif frame in ("obj", "obj-any"):
            content = _event(syntax, cue, frame == "obj-any")
        if content is not None:
            yield content
    for frame in sorted(f for f in frames if f.startswith("target:")):
        governor = verb if cue.anchor < 0 or cue.type != "adjective" else doc[cue.head]
        content = prepositional(syntax, cue, governor, frame.split(":")[1], frame)
        if content is not None:
            yield content
    if "target" in frames:
        content = object_phrase(syntax, cue, verb, "target")
        if content is not None and doc[content.head].pos_ in ("NOUN", "PROPN", "PRON", "X", "ADJ", "NUM"):
            yield content


def _event(syntax: Syntax, cue: Cue, anything: bool) -> Content | None:
    """The object of a verb of saying where it names an event or content (not a person, and not the verb's own noun)."""
    content = object_phrase(syntax, cue, syntax.doc[cue.head], "obj")
    if content is None:
        return None
    head = syntax.doc[content.head]
    if head.ent_type_ == "PER" or head.pos_ not in ("NOUN", "VERB") or head.lower_ in EMPTY or not (head.pos_ == "VERB" or anything or syntax.lexicon.is_event(head.lower_)):
        return None
    title = syntax.lexicon.titles.get(head.lower_)
    if title is not None and title.type in ("person", "group"):
        return None
    return content


#: Objects that name no content.
EMPTY = {"cosa", "cose", "parola", "parole", "domanda", "domande", "tempo", "volta", "verità", "notizia", "notizie", "dichiarazione", "dichiarazioni", "conto", "parte", "modo"}


def _accusation(syntax: Syntax, cue: Cue, stops: frozenset[int]) -> Content | None:
    content = infinitive(syntax, cue, stops, "di")
    if content is not None:
        return Content("accuse", content.runs, content.head)
    content = prepositional(syntax, cue, syntax.doc[cue.head], "di", "accuse")
    if content is None:
        return None
    (start, end), head = content.runs[0], syntax.doc[content.head]
    return Content("accuse", [(start if head.i == start else min(start + (syntax.doc[start].pos_ == "ADP" and " " not in syntax.doc[start].lemma_), head.i), end)], content.head)


def _as_said(syntax: Syntax, cue: Cue) -> Attribution | None:
    """*Come annunciato dal ministero, C*; *Come ha spiegato X, C*: the rest of the sentence is the claim."""
    doc = syntax.doc
    start, end = syntax.sentence(cue.head)
    first = cue.start - 1
    while first > start and doc[first].pos_ == "ADV" and doc[first].lower_ != "come":
        first -= 1
    if first != start or doc[first].lower_ != "come" or not cue.frames & {"che"}:
        return None
    verb = doc[cue.head]
    agent = syntax.agent(verb)
    mention = Mention(syntax.phrase(agent), head=agent.i) if agent is not None else of_verb(syntax, cue, inverted=True)
    if mention.span is None or mention.nobody or mention.span[0] < cue.head:
        return None
    comma = next((i for i in range(mention.span[1], end) if doc[i].text == ","), None)
    if comma is None or not _main_verb(syntax, comma, end):
        return None
    return _build(syntax, cue, Content("quote", [(comma + 1, end)], cue.head), mention, "parenthetical")


def _verb(syntax: Syntax, cue: Cue, stops: frozenset[int], used: set[int]) -> Attribution | None:
    doc = syntax.doc
    if cue.weak:
        return None
    if cue.type == "verb" and not cue.negated and (said := _as_said(syntax, cue)) is not None:
        return said
    if "quote" in cue.frames and cue.head not in used and not cue.negated and cue.type == "verb" and cue.frames & {"che", "as"}:
        made = _parenthetical(syntax, cue)
        if made is not None:
            return made
    for content in contents(syntax, cue, stops):
        frame = content.frame
        if cue.negated and cue.entry.negated_for(frame) == "none":
            return None
        subject_cue = cue
        if cue.type == "adjective" and cue.anchor >= 0 and doc[cue.anchor].pos_ == "VERB":
            subject_cue = Cue(cue.start, cue.end, cue.anchor, cue.key, cue.entry, cue.type, cue.frames)
        run = (content.runs[0][0], content.runs[-1][1])
        mention = of_verb(syntax, subject_cue, claim=run if frame not in ("as", "accuse") else None)
        if mention.nobody or _first_person(syntax, cue) or _agentless(syntax, cue):
            return None
        if frame.startswith("target") or frame == "obj":
            if mention.head is not None and not _can_speak(syntax, doc[mention.head]):
                continue
        made = _build(syntax, cue, content, mention)
        if made is not None:
            return made
    if "quote" in cue.frames and cue.head not in used and not cue.negated:
        return _colon_clause(syntax, cue)
    return None


def _can_speak(syntax: Syntax, head: Token) -> bool:
    return syntax.speakable(head) or head.pos_ in ("PROPN", "PRON") or bool(head.ent_type_)


def _agentless(syntax: Syntax, cue: Cue) -> bool:
    """*si stima che, si è detto che*: *si* with a verb that is not reflexive, and no subject."""
    if cue.type != "verb" or cue.entry.reflexive or " " in cue.key:
        return False
    verb = syntax.doc[cue.head]
    return any(t.lower_ == "si" for t in syntax.doc[cue.start : cue.head]) and syntax.subject(verb) is None


def _first_person(syntax: Syntax, cue: Cue) -> bool:
    """First and second persons outside quotations are the writer's or an interviewer's."""
    group = [t for t in (syntax.doc[cue.head], *syntax.auxiliaries(syntax.doc[cue.head])) if t.lower_ != "sono"]
    return any(feature(t, "Person") in ("1", "2") and verb_form(t) == "Fin" for t in group)


def _build(syntax: Syntax, cue: Cue, content: Content, mention: Mention, rule: str = "") -> Attribution | None:
    spans: list[tuple[int, int]] = []
    for start, end in content.runs:
        if end <= start:
            continue
        a, b = syntax.chars(start, end)
        a, b = trim(syntax.text, max(a, spans[-1][1]) if spans else a, _close_quotation(syntax, a, b))
        if b > a:
            spans.append((a, b))
    if not spans:
        return None
    kind = "position" if content.frame.startswith("target") else "indirect"
    if kind == "indirect":
        kind = quoted_kind(syntax, spans)
    attribution = Attribution(rule or RULES.get(content.frame.split(":")[0], content.frame), kind, spans, content.frame, cue, syntax.chars(cue.start, cue.end))
    if cue.type != "verb":
        attribution.rule = f"{cue.type}-{attribution.rule}"
    attribution.mention = mention.span
    attribution.implicit = mention.span is None
    attribution.shares_with = mention.shares_with
    return attribution


def _close_quotation(syntax: Syntax, a: int, b: int) -> int:
    """Let a claim that ends inside a quotation run to that quotation's end."""
    for q in syntax.quotations:
        if a <= q.outer_start < b < q.outer_end and q.outer_end - b < 1500:
            return q.outer_end
    return b


def quoted_kind(syntax: Syntax, spans: list[tuple[int, int]]) -> str:
    """direct where quotation marks hold the whole claim, mixed where they hold a part, else indirect."""
    inside = [q for q in syntax.quotations for a, b in spans if a < q.outer_end and q.outer_start < b]
    if not inside:
        return "indirect"
    if len(inside) == 1 and all(inside[0].start <= a and b <= inside[0].end for a, b in spans):
        return "direct"
    return "mixed"


def _parenthetical(syntax: Syntax, cue: Cue) -> Attribution | None:
    """*Il piano, spiega la dirigente, è fermo*; *il piano è fermo, spiega la dirigente*: the sentence around is the claim."""
    doc = syntax.doc
    start, end = syntax.sentence(cue.head)
    left = cue.start - 1
    while left > start and (doc[left].pos_ == "ADV" or doc[left].lower_ in ("così", "poi", "come")):
        left -= 1
    if left <= start or doc[left].text not in (",", "—", "–", "-"):
        return None
    if not cue.finite or syntax.passive(doc[cue.head]):
        return None
    come = any(t.lower_ == "come" for t in doc[left + 1 : cue.start])
    quotation = next((q for q in syntax.quotations if q.outer_start <= doc[cue.head].idx < q.outer_end), None)
    if quotation is not None and doc[left].text not in ("—", "–", "-"):
        return None
    mention = of_verb(syntax, cue, inverted=True)
    if mention.nobody or (mention.span is not None and mention.span[0] < cue.head):
        mention = Mention(None)
    if mention.span is None:
        if quotation is not None and doc[cue.end].text == doc[left].text and not _first_person(syntax, cue):
            return _interrupted(syntax, cue, mention, quotation, left, cue.end)
        return None if come or quotation is not None else _bare_parenthetical(syntax, cue, left, start, end)
    right = max(mention.span[1], cue.end)
    while right < end and doc[right].text not in (",", "—", "–", "-", ".", ";", ":", "?", "!"):
        if doc[right].pos_ in VERBAL and verb_form(doc[right]) == "Fin":
            return None
        right += 1
    if right >= end:
        right = end - 1
    if quotation is not None:
        return _interrupted(syntax, cue, mention, quotation, left, right)
    if doc[right].text == ":" or (not come and not _main_verb(syntax, start, left) and not _main_verb(syntax, right, end)):
        return None
    runs = [(_clause_start(syntax, start, left), left)]
    if doc[right].text in (",", "—", "–", "-") and right + 1 < end and (_main_verb(syntax, right, end) or doc[left].text in ("—", "–", "-")) and doc[right + 1].lower_ not in ("che", "il", "secondo"):
        if not _main_verb(syntax, start, left) or doc[right].text != ",":
            runs.append((right + 1, end))
    return _build(syntax, cue, Content("quote", runs, cue.head), mention, "parenthetical")


def _bare_parenthetical(syntax: Syntax, cue: Cue, left: int, start: int, end: int) -> Attribution | None:
    """*Il governo, ha assicurato poi, userà…*: nothing but the verb, an adverb or two, a gerund between the commas."""
    doc = syntax.doc
    right = cue.end
    while right < end and (doc[right].pos_ == "ADV" or verb_form(doc[right]) == "Ger"):
        right += 1
    if right + 1 >= end or doc[right].text != doc[left].text or right - cue.end > 2 or cue.weak or _first_person(syntax, cue):
        return None
    if doc[right + 1].lower_ in ("che", "e", "ma") or not (_main_verb(syntax, right, end) or _main_verb(syntax, start, left)):
        return None
    return _build(syntax, cue, Content("quote", [(_clause_start(syntax, start, left), left), (right + 1, end)], cue.head), Mention(None), "parenthetical")


def _clause_start(syntax: Syntax, start: int, left: int) -> int:
    """Where the interrupted clause begins: behind the last colon or semicolon before the cue."""
    for i in range(left - 1, start, -1):
        if syntax.doc[i].text in (";", ":") and syntax.doc[i].whitespace_:
            return i + 1
    return start


def _interrupted(syntax: Syntax, cue: Cue, mention: Mention, quotation: Quotation, left: int, right: int) -> Attribution | None:
    """«Si tratta - dicono dalla Croce Rossa - di un appello»: the cue stands inside the marks, between dashes."""
    doc = syntax.doc
    if doc[right].text not in ("—", "–", "-", ","):
        return None
    pieces = [(quotation.start, doc[left].idx), (doc[right].idx + 1, quotation.end)]
    spans = [(a, b) for a, b in (trim(syntax.text, a, b) for a, b in pieces if b > a) if b > a]
    attribution = Attribution("quote-interrupted", "direct", spans, "quote", cue, syntax.chars(cue.start, cue.end), mention.span)
    attribution.implicit = mention.span is None
    return attribution if spans else None


def _main_verb(syntax: Syntax, start: int, end: int) -> bool:
    return any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in syntax.doc[start:end])


def _colon_clause(syntax: Syntax, cue: Cue) -> Attribution | None:
    """*Ha avvertito: se i conti non tornano, si chiude*: an unquoted clause behind a colon."""
    doc = syntax.doc
    _, end = syntax.sentence(cue.head)
    colon = next((i for i in range(cue.end, min(cue.end + 12, end)) if doc[i].text == ":"), None)
    if colon is None or colon + 2 >= end or any(t.text in (",", ".", ";") for t in doc[cue.end : colon]):
        return None
    if any(t.text in "«“\"" for t in doc[colon + 1 : colon + 3]) or not _main_verb(syntax, colon, end):
        return None
    if any(c.dep_ in ("obj", "xcomp") and cue.head < c.i < colon for c in doc[cue.head].children):
        return None
    mention = of_verb(syntax, cue, claim=(colon, end))
    if mention.head is not None and not _can_speak(syntax, doc[mention.head]):
        return None
    if mention.nobody or (mention.span is None and mention.shares_with is None and not syntax.finite(doc[cue.head])):
        return None
    return _build(syntax, cue, Content("colon", [(colon + 1, end)], colon + 1), mention)


# --- nouns


def _noun(syntax: Syntax, cue: Cue, stops: frozenset[int]) -> Attribution | None:
    """*La tesi di X è che…*, *la richiesta di X di…*, *le critiche di X alla riforma*: only with an agent beside the noun."""
    doc = syntax.doc
    noun = doc[cue.head]
    _, end = syntax.sentence(cue.head)
    mention = noun_with_agent(syntax, cue, end)
    if mention is None or mention.span is None:
        return None
    head = doc[mention.head if mention.head is not None else mention.span[0]]
    if not (syntax.speakable(head) or head.pos_ == "PROPN" or head.dep_ == "det:poss"):
        return None
    after = max(mention.span[1], cue.end)
    shifted = Cue(cue.start, after, cue.head, cue.key, cue.entry, cue.type, cue.frames)
    content: Content | None = None
    if "che" in cue.frames and after < end:
        i = after
        while i < end and (doc[i].lower_ in ("è", "era", "secondo", "cui", "la", "quale") or doc[i].text == ","):
            i += 1
        if (i < end and doc[i].lower_ == "che" and doc[i].pos_ == "SCONJ") or (i > after + 1 and doc[i - 1].lower_ in ("cui", "quale") and any(t.lower_ == "secondo" for t in doc[after:i])):
            first = i + 1 if doc[i].lower_ == "che" else i
            clause = doc[i].head if doc[i].head.i > i else doc[min(first, end - 1)]
            content = Content("che", [(first, clause_end(syntax, noun, clause, first, stops))], clause.i)
    if content is None and "di" in cue.frames:
        for child in noun.children:
            if child.pos_ in VERBAL and verb_form(child) == "Inf" and child.i >= after:
                first = syntax.verb_group(child)[0]
                if doc[first - 1].lower_.rstrip("'’") in ("di", "d"):
                    edge = max(t.i for t in child.subtree) + 1
                    content = Content("di", [(first, min(edge, clause_end(syntax, noun, child, first, stops, infinitival=True)))], child.i)
                    break
    if content is None:
        for frame in sorted(f for f in cue.frames if f.startswith("target:")):
            found = prepositional(syntax, shifted, noun, frame.split(":")[1], frame)
            if found is not None and found.head != head.i and found.runs[0][0] >= cue.end:
                content = found
                break
    if content is None:
        return None
    return _build(syntax, cue, content, mention)
