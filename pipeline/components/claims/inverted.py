"""Subjects behind their cue, in or before its content: *invita a firmare l'accordo Ada Neri*, *ha confermato il sindaco che…*."""

from __future__ import annotations

from pipeline.components.analysis import Cue, Mention
from pipeline.components.claims.building import can_speak
from pipeline.components.claims.content import Content
from pipeline.components.mentions.explanations import past_explanation
from pipeline.components.mentions.finding import before_colon
from pipeline.components.syntax import ARTICLES, Syntax, is_preposition
from pipeline.components.syntax.tokens import Token


def _first_in_sentence(syntax: Syntax, cue: Cue) -> bool:
    """Whether nothing but adverbs and conjunctions stands before the cue in its sentence, so that its subject must follow."""
    return all(t.pos_ in ("ADV", "CCONJ", "INTJ", "PRON") or t.is_punct for t in syntax.doc[syntax.sentence(cue.head)[0] : cue.start])


def subject_behind_infinitive(syntax: Syntax, cue: Cue, content: Content) -> tuple[Content, Mention] | None:
    """*Invita a leggere i dati con cautela | l'epidemiologo Ugo Bini, che…*: somebody at the end of an infinitive that has its object already."""
    doc, (start, end) = syntax.doc, content.runs[-1]
    if not _first_in_sentence(syntax, cue):
        return None
    infinitive = doc[content.head]
    filled = next((c for c in sorted(infinitive.children, key=lambda t: t.i) if c.i > infinitive.i and c.dep_ in ("obj", "obl", "xcomp") and not _party(syntax, c.i, syntax.phrase(c)[0])), None)
    if filled is None:
        return None
    for i in range(filled.i + 1, end):
        focus = doc[i - 1].lower_ in syntax.lexicon.lists["focus"]
        if is_preposition(doc[i - 1]) or doc[i - 1].pos_ in ("DET", "CCONJ") or not (focus or doc[i - 1].pos_ in ("NOUN", "PROPN", "ADJ", "ADV", "NUM")) or syntax.quoted(i):
            continue
        head = _party(syntax, i, i)
        if head is None or not syntax.agrees(head, doc[cue.head]):
            continue
        stop = max(head.i + 1, syntax.phrase(head)[1])
        if stop >= end or doc[stop].text in (",", ".", ";", "("):
            first = i - 1 if focus else i
            return content._replace(runs=[*content.runs[:-1], (start, first)]), Mention((i, stop), head=head.i)
    return None


def _party(syntax: Syntax, i: int, start: int) -> Token | None:
    """The noun of the name, or of the role with its article, that begins at token ``start``; ``i``: where to look from."""
    doc = syntax.doc
    if doc[i].ent_type_ == "PER" and doc[i].ent_iob_ == "B" and start == i:
        return doc[i]
    if doc[start].lower_.replace("’", "'") not in ARTICLES or doc[start].pos_ != "DET":
        return None
    head = next((t for t in doc[start + 1 : start + 4] if t.pos_ in ("NOUN", "PROPN")), None)
    title = syntax.title(head) if head is not None else None
    named = head is not None and head.ent_type_ in ("PER", "ORG")
    return head if named or (title is not None and title.type in ("person", "organisation", "group")) else None


def between_cue_and_clause(syntax: Syntax, cue: Cue, content: Content) -> Mention | None:
    """*Ha confermato il sindaco Ugo Bini | che i conti tornano*: nothing but somebody between the cue and its clause."""
    doc, mark = syntax.doc, content.runs[0][0] - 1
    if mark <= cue.end or doc[mark].lower_ != "che" or not _first_in_sentence(syntax, cue):
        return None
    close = mark - 1 if doc[mark - 1].text == "," else mark
    comma = next((i for i in range(cue.end, close) if doc[i].text in (",", "(")), close)
    mention = before_colon(syntax, cue.end, comma)
    if mention is None or mention.span != (cue.end, comma) or mention.head is None or not can_speak(syntax, mention) or doc[mention.head].pos_ == "PRON":
        return None
    explained = comma == close or past_explanation(syntax, comma, mark + 1) >= close
    return mention if explained and syntax.agrees(doc[mention.head], doc[cue.head]) else None
