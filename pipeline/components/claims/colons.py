"""Unquoted clauses behind a colon: *Ha avvertito: se i conti non tornano, si chiude*; *Lo sostiene il sindaco di Calvi, Ugo Bini: …*."""

from __future__ import annotations

from pipeline.components.analysis import Attribution, Cue, Mention
from pipeline.components.claims.building import build, can_speak, main_verb
from pipeline.components.claims.content import Content, is_somebody
from pipeline.components.mentions.explanations import past_explanation
from pipeline.components.mentions.finding import before_colon, of_verb
from pipeline.components.syntax import VERBAL, Syntax, feature, is_preposition, mood


def colon_clause(syntax: Syntax, cue: Cue, stops: frozenset[int] = frozenset()) -> Attribution | None:
    """*Ha avvertito: se i conti non tornano, si chiude*: an unquoted clause behind a colon."""
    doc = syntax.doc
    _, end = syntax.sentence(cue.head)
    colon = next((i for i in range(cue.end, min(cue.end + 12, end)) if doc[i].text == ":"), None)
    explained = _explained_before_colon(syntax, cue, end)
    if colon is None and explained is not None and explained.span is not None:
        colon = next((i for i in range(explained.span[1], end) if doc[i].text == ":"), None)
    if colon is not None and colon + 1 == end and end < len(doc) and not doc[end].is_space and (_in_first_person(syntax, end, syntax.sentence(end)[1]) or not any(i in stops for i in range(end, syntax.sentence(end)[1]))):
        end = _speech_end(syntax, end)  # Ha poi aggiunto: | Ciò che conta per me è…
    if cue.type == "adjective" and colon is not None and any(colon < i < end and not syntax.quoted(i) for i in stops):
        return None  # Prudente la Chiesa: il cardinale si è limitato ad augurarsi «…»
    introduced = before_colon(syntax, cue.end, colon) if cue.type == "adjective" and colon is not None else None  # Cauto il governatore, della lista X: aspettiamo i dati
    if introduced is not None and (introduced.span is None or introduced.span[0] > cue.end + 1 or not can_speak(syntax, introduced) or main_verb(syntax, cue.end, colon or end)):
        introduced = None
    introduced = introduced or explained
    clear = introduced.span[1] if introduced is not None and introduced.span is not None else colon
    if colon is None or colon + 2 >= end or any(t.text in (",", ".", ";") for t in doc[cue.end : clear]):
        return None
    short = doc[colon + 1].lower_ in syntax.lexicon.lists["saying"] and cue.type == "verb" and end - colon < 9  # ribatte: nessuna prova
    if any(t.text in "«“\"" for t in doc[colon + 1 : colon + 3]) or not (short or main_verb(syntax, colon, end)):
        return None
    if any(colon < s < end and doc[s - 1].text == "," and not syntax.quoted(s) and _said_by_somebody(syntax, s, end) for s in stops):
        return None  # la pensano all'opposto gli ambientalisti: la crisi non aspetta, ha scritto il presidente Neri
    if cue.key not in syntax.lexicon.lists["addressed"] and any(c.dep_ in ("obj", "xcomp") and cue.head < c.i < colon and not cue.start <= c.i < cue.end and c.i != cue.anchor and not is_somebody(syntax, c) for c in doc[cue.head].children):
        return None  # avverte il premier: …
    mention = of_verb(syntax, cue, claim=(colon, end))
    if mention.span is None and introduced is not None:
        mention = introduced
    if mention.span is None and not mention.nobody and cue.type == "verb" and cue.finite and cue.end < colon:
        behind = before_colon(syntax, cue.end, colon)  # Ha aggiunto Neri: la struttura riaprirà
        if behind is not None and behind.span == (cue.end, colon) and behind.head is not None and doc[behind.head].pos_ != "PRON" and can_speak(syntax, behind) and syntax.agrees(doc[behind.head], doc[cue.head]):
            mention = behind
    if not can_speak(syntax, mention):
        return None
    if mention.nobody or (mention.span is None and mention.shares_with is None and not syntax.finite(doc[cue.head])):
        return None
    said = colon + 1
    if said in stops and mood(syntax, doc[said]) == "Ind" and feature(doc[said], "Person") == "3" and syntax.words[said + 1] in ("di", "che") and not any(c.dep_ == "nsubj" for c in doc[said].children):
        return None  # il ministro nicchia: dice di volerci pensare
    if tuple(syntax.words[said : said + 2]) in (("a", "suo"), ("a", "loro")) and syntax.words[said + 2] in syntax.lexicon.lists["no_target"]:
        said += 3  # ha respinto l'idea: a suo parere | i costi salirebbero
    return build(syntax, cue, Content("colon", [(said, end)], said), mention)


def _explained_before_colon(syntax: Syntax, cue: Cue, end: int) -> Mention | None:
    """*Lo sostiene il sindaco di Calvi, Ugo Bini: …*: who stands behind the cue with nothing but what explains them up to the colon."""
    doc, i = syntax.doc, cue.end
    while i < end and (doc[i].pos_ == "ADV" or doc[i].lower_ in ("è", "sono", "era", "erano", "anche", "stato", "stata", "stati", "state")):
        i += 1
    comma = next((j for j in range(i, min(i + 14, end)) if doc[j].text in (",", "(") or doc[j].pos_ in VERBAL), None)
    if comma is None or doc[comma].pos_ in VERBAL:
        return None
    if doc[past_explanation(syntax, comma, end - 1)].text != ":" and not _aside_before_colon(syntax, comma, end):
        return None
    mention = before_colon(syntax, i, comma)
    return mention if mention is not None and mention.span == (i, comma) and can_speak(syntax, mention) else None


def _aside_before_colon(syntax: Syntax, comma: int, end: int) -> bool:
    """*Le ha risposto Bini, carte alla mano: …*: a few words without verb between the comma and the colon."""
    colon = next((i for i in range(comma + 1, min(comma + 9, end)) if syntax.doc[i].text in (":", ",", ";")), None)
    return colon is not None and syntax.doc[colon].text == ":" and syntax.doc[comma].text == "," and not any(t.pos_ in VERBAL for t in syntax.doc[comma:colon])


def _speech_end(syntax: Syntax, start: int) -> int:
    """Where unquoted speech ends that begins with a sentence: there, or with the last of the following ones that are in the first person too."""
    doc = syntax.doc
    end = syntax.sentence(start)[1]
    if not _in_first_person(syntax, start, end):
        return end
    while end < len(doc) and not doc[end].is_space and "\n" not in doc[end - 1].text and _in_first_person(syntax, end, syntax.sentence(end)[1]):
        end = syntax.sentence(end)[1]
    return end


def _in_first_person(syntax: Syntax, start: int, end: int) -> bool:
    words = syntax.doc[start:end]
    return any(feature(t, "Person") == "1" and not syntax.quoted(t.i) for t in words) and not any(t.text in "«“" for t in words)


def _said_by_somebody(syntax: Syntax, start: int, end: int) -> bool:
    """Whether a finite verb of saying with its subject behind stands at token ``start``: *ha scritto il presidente*."""
    doc = syntax.doc
    verb = next((t for t in doc[start : min(start + 4, end)] if t.pos_ == "VERB"), None)
    if verb is None or not syntax.finite(verb) or not syntax.lexicon.forms.get(syntax.words[verb.i]) or verb.i + 2 >= end:
        return False
    head = next((t for t in doc[verb.i + 1 : min(verb.i + 4, end)] if t.pos_ in ("NOUN", "PROPN")), None)
    return head is not None and not any(is_preposition(t) or t.is_punct for t in doc[verb.i + 1 : head.i]) and (syntax.speakable(head) or head.pos_ == "PROPN")
