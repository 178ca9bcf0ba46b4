"""Rules for source phrases (*secondo X, C*) and headlines (*X: C*)."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Cue
from pipeline.components.claims.indirect import quoted_kind
from pipeline.components.claims.trimming import trim
from pipeline.components.speakers.mentions import Mention, before_colon
from pipeline.components.syntax import VERBAL, Syntax, verb_form

#: Adverbs of the writer's at the edge of a claim.
CONNECTIVES = {"infatti", "inoltre", "intanto", "però", "dunque", "quindi", "tuttavia", "invece", "comunque", "ma", "e", "mentre"}


def source_phrases(syntax: Syntax, analysis: Analysis) -> None:
    """Add the attributions of adpositions: the claim is the clause around the phrase, in two spans where it interrupts it."""
    for cue in analysis.cues:
        if cue.type != "adposition":
            continue
        made = _source(syntax, cue)
        if made is not None:
            analysis.attributions.append(made)


def _source(syntax: Syntax, cue: Cue) -> Attribution | None:
    doc, text = syntax.doc, syntax.text
    sentence_start, sentence_end = syntax.sentence(cue.start)
    if cue.entry.possessive:
        mention_span, right = None, cue.end
        possessive = next((t.i for t in doc[cue.start : cue.end] if t.lower_ in ("suo", "sua", "loro", "lui", "lei")), None)
        if possessive is None:
            return None
        mention_span = (possessive, possessive + 1)
    else:
        if cue.end >= len(doc):
            return None
        mention = _source_mention(syntax, cue, sentence_end)
        if mention is None or mention.span is None:
            return None
        mention_span = mention.span
        right = _phrase_end(syntax, mention_span[1], sentence_end)
    q = next((q for q in syntax.quotations if q.outer_start <= doc[cue.start].idx < q.outer_end), None)
    if q is not None:
        return None
    left = cue.start
    begin, end = _clause(syntax, cue, left, right, sentence_start, sentence_end)
    spans = []
    for a, b in ((begin, left), (right, end)):
        while a < b and (doc[a].lower_ in CONNECTIVES or (doc[a].is_punct and doc[a].text == ",")):
            a += 1
        if b > a:
            c, d = syntax.chars(a, b)
            d = max(d, _quotation_end(syntax, c, d))
            c, d = trim(text, c, d)
            if d > c and any(ch.isalnum() for ch in text[c:d]):
                spans.append((c, d))
    if not spans or sum(len(text[c:d].split()) for c, d in spans) < 2:
        return None
    kind = quoted_kind(syntax, spans)
    attribution = Attribution("source-phrase", kind, spans, "source", cue, syntax.chars(cue.start, cue.end))
    attribution.mention = mention_span
    return attribution


def _quotation_end(syntax: Syntax, c: int, d: int) -> int:
    for q in syntax.quotations:
        if c <= q.outer_start < d < q.outer_end:
            return q.outer_end
    return d


def _source_mention(syntax: Syntax, cue: Cue, end: int) -> Mention | None:
    mention = before_colon(syntax, cue.end, end)
    if mention is None or mention.span is None:
        return None
    head = syntax.doc[mention.head if mention.head is not None else mention.span[0]]
    if head.lower_ in ("quanto", "cui", "me", "te", "noi") or head.pos_ == "NUM":
        return None
    if not (syntax.speakable(head) or head.pos_ in ("PROPN", "PRON") or head.ent_type_):
        return None
    start, stop = mention.span
    # a clause may have been swallowed: the phrase of a source holds no comma before a determiner
    return Mention((start, stop), head=head.i)


def _phrase_end(syntax: Syntax, i: int, end: int) -> int:
    """Past an apposition between commas: secondo X, analista di Y, …"""
    doc = syntax.doc
    if i < end and doc[i].text == "(":
        close = next((j for j in range(i, min(i + 12, end)) if doc[j].text == ")"), None)
        i = close + 1 if close is not None else i
    if i < end and doc[i].text == "," and i + 1 < end and doc[i + 1].pos_ in ("NOUN", "ADJ", "DET", "NUM", "PRON", "ADV", "PROPN"):
        close = next((j for j in range(i + 1, min(i + 22, end)) if doc[j].text == ","), None)
        if close is not None and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" and not _relative(syntax, i, t.i) for t in doc[i:close]):
            head = doc[i + 1] if doc[i + 1].pos_ in ("NOUN", "PROPN") else doc[i + 1].head
            if head.dep_ in ("appos", "nmod", "acl", "amod", "conj") or syntax.speakable(doc[i + 1]):
                return close
    return i


def _relative(syntax: Syntax, i: int, verb: int) -> bool:
    return any(t.lower_ in ("che", "cui", "quale") for t in syntax.doc[i:verb])


def _clause(syntax: Syntax, cue: Cue, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """Tokens of the clause that the source scopes over."""
    doc = syntax.doc
    begin = start
    # in a coordination (A, mentre secondo X B) the clause begins at the conjunction before the phrase
    for i in range(left - 1, start - 1, -1):
        if doc[i].text == ";" or (doc[i].text == ":" and doc[i].whitespace_):
            begin = i + 1
            break
        if (doc[i].lower_ in ("mentre", "ma", "perché") and left - i < 3) or (doc[i].lower_ in ("che",) and left - i <= 2):
            begin = i + 1
            break
        finite_after = any(verb_form(t) == "Fin" for t in doc[i:left])
        if doc[i].lower_ in ("e", "ed", "ma") and not finite_after and any(verb_form(t) == "Fin" for t in doc[start:i]) and left - i <= 6:
            begin = i + 1
            break
    stop = end
    if left > start and doc[left - 1].lower_ in ("che", "cui") and doc[left - 1].pos_ == "PRON":  # …, che secondo X partirà a marzo, …
        stop = next((i for i in range(right + 1, end) if doc[i].text == ","), end)
    if doc[right - 1].lower_ in ("quale", "quali", "cui"):
        begin = left
    for i in range(right, stop):
        if doc[i].text == ";":
            stop = i
            break
        if doc[i].lower_ == "mentre" and doc[i - 1].text == "," and any(t.pos_ in VERBAL for t in doc[right:i]):
            stop = i - 1
            break
    if begin > start and left - begin < 3:
        begin = min(begin, left)
    if begin == start:
        while begin < left and doc[begin].lower_ in CONNECTIVES and begin + 2 >= left - 1:
            begin += 1
    return begin, stop


def turns(syntax: Syntax, analysis: Analysis) -> None:
    """*Romano Prodi: È un trionfo. Massimo D'Alema: Siamo maggioranza.* A row of two or more turns, unquoted."""
    doc, text = syntax.doc, syntax.text
    heads = []
    for start in syntax.sentence_starts:
        while start < len(doc) and doc[start].is_space:
            start += 1
        colon = next((i for i in range(start + 1, min(start + 6, len(doc))) if doc[i].text == ":"), None)
        if colon is not None and all(t.pos_ == "PROPN" or t.ent_type_ == "PER" for t in doc[start:colon]) and doc[start].ent_type_ == "PER" and not syntax.quoted(start):
            heads.append((start, colon))
    for k, (start, colon) in enumerate(heads):
        following = heads[k + 1][0] if k + 1 < len(heads) else len(doc)
        stop = next((t.i for t in doc[colon:following] if "\n" in t.text), following)
        if len(heads) < 2 or colon + 1 >= stop or doc[colon + 1].text in ("«", "“", '"'):
            continue
        a, b = trim(text, *syntax.chars(colon + 1, stop))
        if b > a:
            analysis.attributions = [at for at in analysis.attributions if not any(x < b and a < y for x, y in at.claim)]
            analysis.attributions.append(Attribution("turn", quoted_kind(syntax, [(a, b)]), [(a, b)], "colon", None, syntax.chars(colon, colon + 1), (start, colon)))


def headlines(syntax: Syntax, analysis: Analysis) -> None:
    """*Rossi: nessun aumento*: an unquoted claim behind a name and a colon, in lines that are headlines or turns."""
    doc, text = syntax.doc, syntax.text
    for start, end in _lines(syntax):
        if end - start < 4:
            continue
        colon = next((i for i in range(start, min(end, start + 14)) if doc[i].text == ":"), None)
        if colon is None or colon == start or colon + 2 > end:
            continue
        if any(t.pos_ in VERBAL and t.dep_ not in ("aux", "acl") and verb_form(t) == "Fin" for t in doc[start:colon]):
            continue
        a, b = trim(text, *syntax.chars(colon + 1, end))
        if b <= a or any(x < b and a < y for at in analysis.attributions for x, y in at.claim):
            continue
        if end - start > 40 and syntax.first_line < start:
            continue
        mention = before_colon(syntax, start, colon)
        if mention is None or mention.span is None or mention.span[0] > start + 1:
            continue
        head = doc[mention.head if mention.head is not None else mention.span[0]]
        named = head.ent_type_ == "PER" or (head.ent_type_ in ("ORG", "LOC", "") and head.pos_ == "PROPN")
        if not named and not syntax.speakable(head):
            continue
        if head.ent_type_ == "LOC" or len(text[a:b].split()) < 3:
            continue
        if head.ent_type_ != "PER" and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[colon:end]) and head.ent_type_ != "ORG":
            continue
        attribution = Attribution("headline-colon", quoted_kind(syntax, [(a, b)]), [(a, b)], "colon", None, syntax.chars(colon, colon + 1), mention.span)
        analysis.attributions.append(attribution)


def agency_headlines(syntax: Syntax, analysis: Analysis) -> None:
    """*Prezzi: Istater, a marzo inflazione al 2,3%*; *ORVANIA: FONTI, "DUE OSTAGGI FERITI"*: topic, source, claim."""
    doc, text = syntax.doc, syntax.text
    for start, end in _lines(syntax):
        colon = next((i for i in range(start + 1, min(end, start + 7)) if doc[i].text == ":"), None)
        if colon is None or any(verb_form(t) == "Fin" for t in doc[start:colon]):
            continue
        comma = next((i for i in range(colon + 2, min(end, colon + 6)) if doc[i].text == ","), None)
        if comma is None or comma + 2 >= end or any(verb_form(t) == "Fin" and t.is_lower for t in doc[colon:comma]):
            continue
        source = doc[colon + 1 : comma]
        if not any(syntax.lexicon.titles.get(t.lower_) or t.ent_type_ in ("PER", "ORG") or t.text.isupper() for t in source) or not source[0].text[:1].isupper():
            continue
        quotation = next((q for q in syntax.quotations if doc[comma].idx < q.outer_start <= doc[comma].idx + 2), None)
        a, b = trim(text, doc[comma].idx + 1, quotation.outer_end if quotation else syntax.chars(comma, _sentence_stop(syntax, comma, end))[1])
        if b > a:
            analysis.attributions = [at for at in analysis.attributions if not any(x < b and doc[start].idx < y for x, y in at.claim)]
            made = Attribution("agency-headline", quoted_kind(syntax, [(a, b)]), [(a, b)], "colon", None, syntax.chars(comma, comma + 1), (colon + 1, comma))
            analysis.attributions.append(made)


def _sentence_stop(syntax: Syntax, i: int, end: int) -> int:
    """Token after the first full stop or opening bracket or mark behind token ``i``, within the line."""
    return next((t.i for t in syntax.doc[i + 2 : end] if t.text in (".", "(", "«", "“", '"')), end)


def verbless_headlines(syntax: Syntax, analysis: Analysis) -> None:
    """*Sindacati contro il decreto*, *No della Lega alla fiducia*: positions in headlines that have no verb."""
    doc = syntax.doc
    for start, end in _lines(syntax):
        if end - start > 16 or any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[start:end]):
            continue
        against = next((i for i in range(start + 1, min(end - 1, start + 7)) if doc[i].lower_ == "contro"), None)
        if against is None or any(x < doc[end - 1].idx and doc[against].idx < y for a in analysis.attributions for x, y in a.claim):
            continue
        mention = before_colon(syntax, start, against)
        if mention is None or mention.span is None or mention.span[1] != against or mention.head is None:
            continue
        head = doc[mention.head]
        if not syntax.speakable(head):
            continue
        a, b = trim(syntax.text, *syntax.chars(against + 1, end))
        if b > a:
            cue = syntax.chars(against, against + 1)
            made = Attribution("headline-against", "position", [(a, b)], "target:contro", None, cue, mention.span)
            made.stance = "oppose"
            analysis.attributions.append(made)


def _lines(syntax: Syntax) -> list[tuple[int, int]]:
    """Token spans of the lines that do not end like sentences of running text, and of the first line."""
    doc = syntax.doc
    lines, start = [], 0
    for token in doc:
        if "\n" in token.text:
            lines.append((start, token.i))
            start = token.i + 1
    lines.append((start, len(doc)))
    out = []
    for k, (a, b) in enumerate(lines):
        while a < b and doc[a].is_space:
            a += 1
        if b > a and (doc[b - 1].text not in (".", "»", "”", '"') or k == 0):
            out.append((a, b))
    return out


