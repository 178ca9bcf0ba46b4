"""Rules for source phrases (*secondo X, C*) and headlines (*X: C*)."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Cue, Mention
from pipeline.components.claims.building import main_verb, quoted_kind
from pipeline.components.claims.extent import opens_clause
from pipeline.components.claims.trimming import trim
from pipeline.components.mentions.explanations import past_explanation
from pipeline.components.mentions.finding import before_colon
from pipeline.components.syntax import VERBAL, Syntax, is_preposition, verb_form
from pipeline.components.syntax.tokens import text_of


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
        silent = cue.entry.key.split()[-1] in syntax.lexicon.lists["says"] and doc[cue.end].text == ","  # il suo cliente, a quanto dice, …
        mention = source_mention(syntax, cue, sentence_end) if not silent else Mention(None)
        if mention is None or (mention.span is None and not silent):
            return None
        mention_span = mention.span
        right = _phrase_end(syntax, mention_span[1], sentence_end) if mention_span is not None else cue.end
        if mention_span is not None and right > mention_span[1] and right + 1 < sentence_end and doc[right].text == "," and doc[right + 1].lower_ in ("che", "cui"):
            right = _phrase_end(syntax, right, sentence_end)  # secondo Neri, dell'università di Calvi, che firma lo studio, …
    q = next((q for q in syntax.quotations if q.outer_start <= doc[cue.start].idx < q.outer_end), None)
    if q is not None:
        return None
    if cue.entry.key == "per" and right < sentence_end and verb_form(doc[right]) == "Inf":
        return None  # per Neri sentirsi a proprio agio è un'abitudine: for him
    left = cue.start
    if cue.entry.possessive and left - 2 > sentence_start and doc[left - 1].text == "," and verb_form(doc[left - 2]) == "Part" and doc[left - 2].dep_ in ("acl", "amod") and not syntax.auxiliaries(doc[left - 2]):
        return None  # le barriere previste, a loro dire, dalla convenzione
    if cue.entry.possessive and left > sentence_start and doc[left - 1].text not in (",", ":", ";") and right < sentence_end and doc[right].text != ",":
        # rea a suo giudizio di aver svenduto il porto: only what stands between the commas
        sentence_start = next((i + 1 for i in range(left - 1, sentence_start, -1) if doc[i].text == ","), sentence_start)
        sentence_end = next((i for i in range(right, sentence_end) if doc[i].text == ","), sentence_end)
    while left > sentence_start and doc[left - 1].lower_ in syntax.lexicon.lists["focusing"]:
        left -= 1  # sempre secondo l'accusa, …
    begin, end = _clause(syntax, cue, left, right, sentence_start, sentence_end)
    if cue.entry.key in syntax.lexicon.lists["mouthpieces"] and _reported_behind(syntax, right, end):
        return None  # la casa editrice, per bocca del direttore, riconosce…: the verb's own
    pieces = [(begin, left), (right, end)]
    quoted = next((q for q in syntax.quotations if left > begin + 3 and doc[left - 1].text == "," and q.outer_end == doc[left - 1].idx), None)
    if quoted is not None and (first := syntax.token_at(quoted.outer_start)) > begin and doc[first - 1].text == "," and first < left - 4:
        pieces = [(first, left)]  # …, «una regola che nessuno ha mai violato», secondo la nipote
    if left > begin and doc[left - 1].text == "," and right < end and doc[right].pos_ == "ADP" and right == mention_end(mention_span, right) and main_verb(syntax, begin, left):
        pieces = pieces[:1]  # sono due milioni, stando al censimento della Lega | per la vista infantile: of the source's name
    if left > begin and right + 1 < end and doc[right].text == "," and doc[right + 1].lower_ == "che" and mention_span is not None and right == mention_span[1] and doc[right + 1].head.i > right + 1:
        pieces = pieces[:1]  # troppo poco, secondo il comitato, che pretende un rimborso
    if right < end and doc[right].text == "," and mention_span is not None and _name_alone(syntax, right + 1, end):
        pieces = pieces[:1]  # secondo il ministro dell'Interno, Ada Neri
    spans = []
    for a, b in pieces:
        while a < b and (doc[a].lower_ in syntax.lexicon.lists["connectives"] or (doc[a].is_punct and doc[a].text == ",")):
            a += 1
        if b > a:
            c, d = syntax.chars(a, b)
            d = max(d, _quotation_end(syntax, c, d))
            c, d = trim(text, c, d)
            if d > c and any(ch.isalnum() for ch in text[c:d]):
                spans.append((c, d))
    single = len(spans) == 1 and right < len(doc) and len(pieces) == 1 and doc[begin].pos_ in ("ADJ", "PRON", "DET", "ADV")  # troppi, secondo le opposizioni
    if not spans or (sum(len(text[c:d].split()) for c, d in spans) < 2 and not single):
        return None
    said = [t for t in doc[begin:left] if t.pos_ == "VERB" and syntax.lexicon.forms.get(syntax.words[t.i]) and verb_form(t) == "Fin"]
    if right >= end - 1 and said and any(syntax.chars(begin, begin + 1)[0] <= q.outer_start and q.outer_end <= said[0].idx and q.outer_end - q.outer_start > 30 for q in syntax.quotations):
        return None  # «…», afferma Neri, secondo il sito: at second hand
    if cue.entry.weak and any(t.dep_ == "aux:pass" and syntax.agent(t.head) is None and any(c.dep_ in ("ccomp", "csubj") for c in t.head.children) for t in doc[right:end]):
        return None  # per gli studenti è stato annunciato che…: for them
    if cue.entry.weak and left == begin and _somebody_says(syntax, right, end):
        return None  # per Okonedo, uscito zoppicando, lo staff medico teme uno stiramento
    kind = quoted_kind(syntax, spans)
    attribution = Attribution("source-phrase", kind, spans, "source", cue, syntax.chars(cue.start, cue.end))
    attribution.mention = mention_span
    attribution.implicit = mention_span is None
    return attribution


def _somebody_says(syntax: Syntax, start: int, end: int) -> bool:
    """Whether the first finite verb there reports something itself, of somebody named before it."""
    verb = next((t for t in syntax.doc[start:end] if t.pos_ == "VERB" and verb_form(t) == "Fin"), None)
    if verb is None or not syntax.lexicon.forms.get(syntax.words[verb.i]) or verb.dep_ in ("acl:relcl", "advcl", "ccomp"):
        return False
    subject = syntax.subject(verb)
    return subject is not None and start <= subject.i < verb.i and syntax.speakable(subject) and any(c.dep_ in ("obj", "ccomp", "xcomp") and c.i > verb.i for c in verb.children)


def _name_alone(syntax: Syntax, start: int, end: int) -> bool:
    """Whether nothing but a name of two to four words stands there, up to the full stop."""
    words = [t for t in syntax.doc[start:end] if not t.is_punct]
    return 1 < len(words) < 5 and all(t.text[:1].isupper() and t.pos_ not in VERBAL for t in words) and not any(t.is_punct and t.text != "." for t in syntax.doc[start:end])


def mention_end(mention: tuple[int, int] | None, default: int) -> int:
    """Token after the mention."""
    return mention[1] if mention is not None else default


def _reported_behind(syntax: Syntax, start: int, end: int) -> bool:
    """Whether the first finite verb behind token ``start`` is a cue's."""
    verb = next((t for t in syntax.doc[start:end] if t.pos_ in VERBAL and verb_form(t) == "Fin"), None)
    if verb is not None and verb.pos_ == "AUX" and verb.head.i > verb.i:
        verb = verb.head
    return verb is not None and bool(syntax.lexicon.forms.get(syntax.words[verb.i]))


def _quotation_end(syntax: Syntax, c: int, d: int) -> int:
    for q in syntax.quotations:
        if c <= q.outer_start < d < q.outer_end:
            return q.outer_end
    return d


def source_mention(syntax: Syntax, cue: Cue, end: int) -> Mention | None:
    """Who stands behind a source phrase, where it is somebody or something that can be a source."""
    mention = before_colon(syntax, cue.end, end)
    if mention is None or mention.span is None:
        return None
    head = syntax.doc[mention.head if mention.head is not None else mention.span[0]]
    if head.lower_ == "cui" and syntax.doc[cue.start - 1].text == "," and _somebody_before(syntax, cue.start - 1):
        return Mention((head.i, head.i + 1), head=head.i)
    if head.lower_ in ("quanto", "cui", "me", "te", "noi") or (head.pos_ == "NUM" and (cue.entry.key in ("secondo", "per") or head.is_digit)):
        return None
    if head.lower_ in ("quale", "quali"):
        return Mention((head.i - (syntax.doc[head.i - 1].pos_ == "DET"), head.i + 1), head=head.i)
    governor = syntax.doc[cue.start - 1] if cue.start else head
    if cue.entry.key == "secondo" and head.pos_ == "NOUN" and verb_form(governor) == "Part" and governor.dep_ in ("acl", "amod") and not syntax.auxiliaries(governor) and (title := syntax.title(head)) is not None and title.type != "person":
        return None  # articolata secondo le stesse sezioni: in accordance with
    owner = any(c.dep_ == "nmod" and (c.ent_type_ in ("ORG", "PER") or c.pos_ == "PROPN" or (cue.entry.key == "secondo" and syntax.title(c) is not None)) for c in head.children)  # i calcoli del Samb
    origin = head.lower_ in syntax.lexicon.demonyms and syntax.doc[head.i - 1].pos_ == "DET"  # secondo il nigeriano
    if not (origin or syntax.speakable(head) or head.pos_ in ("PROPN", "PRON") or head.ent_type_ or (owner and cue.entry.key != "per") or (cue.entry.key.startswith("stando ") and head.pos_ == "NOUN")):
        return None
    start, stop = mention.span
    while stop < end and syntax.doc[stop].ent_type_ == "PER" and syntax.doc[stop].ent_iob_ == "I":
        stop += 1  # la pm Elena | Neri, taken for a verb
    if head.pos_ == "NOUN" and (title := syntax.title(head)) is not None and title.type == "organisation" and stop == head.i + 2 and syntax.doc[head.i + 1].ent_type_ == "PER" and syntax.doc[head.i + 1].ent_iob_ == "B" and stop < end and syntax.doc[stop].pos_ in VERBAL:
        stop = head.i + 1  # per l'accusa | Neri avrebbe ricevuto un'auto
    # a clause may have been swallowed: the phrase of a source holds no comma before a determiner
    return Mention((start, stop), head=head.i)


def _somebody_before(syntax: Syntax, comma: int) -> bool:
    """Whether the last noun phrase before the comma, or the one it explains, is somebody: *la Barrow, secondo cui*; not *la tesi, secondo cui*."""
    start = syntax.sentence(comma)[0]
    nouns = [t for t in syntax.doc[max(start, comma - 12) : comma] if t.pos_ in ("NOUN", "PROPN")]
    if not nouns or (nouns[-1].is_lower and syntax.lexicon.nouns.get(nouns[-1].lower_) is not None):
        return False
    opening = nouns[-1]
    while opening.i > start and opening.nbor(-1).pos_ == "PROPN":
        opening = opening.nbor(-1)
    if opening.pos_ == "PROPN" and start < opening.i < nouns[-1].i and nouns[-1].i == comma - 1 and opening.nbor(-1).pos_ == "DET" and not is_preposition(opening.nbor(-1)):
        return True  # la Sim Altabrenta, taken for a place
    return any(t.ent_type_ in ("PER", "ORG") for t in nouns) or bool(syntax.speakable(nouns[-1]))


def _phrase_end(syntax: Syntax, i: int, end: int) -> int:
    """Past an apposition between commas: secondo X, analista di Y, …"""
    doc = syntax.doc
    if i < end and doc[i].text == "(":
        close = next((j for j in range(i, min(i + 12, end)) if doc[j].text == ")"), None)
        i = close + 1 if close is not None else i
    if i < end and doc[i].text == "," and i + 1 < end and (doc[i + 1].pos_ in ("NOUN", "ADJ", "DET", "NUM", "PRON", "ADV", "PROPN", "ADP") or verb_form(doc[i + 1]) == "Part"):
        close = next((j for j in range(i + 1, min(i + 22, end)) if doc[j].text == ","), None)
        if doc[i + 1].ent_type_ in ("ORG", "LOC") and doc[i + 1].pos_ == "PROPN" and doc[i - 1].ent_type_ == "PER" and syntax.title(doc[i + 1]) is None:
            return i  # secondo Neri, Ferrorsa, cui…, ha: two names, the second is the subject
        if close is not None and not (is_preposition(doc[i + 1]) and (doc[i - 1].pos_ != "PROPN" or close - i > 7)) and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" and not _relative(syntax, i, t.i) for t in doc[i:close]):
            head = doc[i + 1] if doc[i + 1].pos_ in ("NOUN", "PROPN") else doc[i + 1].head
            if verb_form(doc[i + 1]) == "Part" or (doc[i + 1].pos_ == "ADV" and verb_form(doc[i + 2]) == "Part"):
                return close  # per Ada Neri, appena rientrata dalla regione, …
            if is_preposition(doc[i + 1]):
                return close  # per Gemma Fois, del gruppo misto, …
            if (head.dep_ == "acl:relcl" and doc[i + 1].lower_ in ("che", "cui", "il", "la", "i", "le")) or (doc[i + 1].lower_ == "che" and _any_finite(syntax, close, end)):
                return close  # secondo il Times, che cita due fonti, …
            if doc[i + 1].pos_ == "DET" and syntax.speakable(head) and _relative(syntax, i, close) and verb_form(doc[close + 1]) == "Fin":
                return close  # secondo Rete e Pax, le due sigle che hanno indetto la protesta, ha aderito la metà
            indefinite = doc[i + 1].lower_.rstrip("'’") in ("un", "una") and syntax.speakable(head)  # stando all'anonimo, un tecnico a giudicare dai dettagli,
            if head.dep_ in ("appos", "nmod", "acl", "amod", "conj") or indefinite or syntax.speakable(doc[i + 1]):
                return past_explanation(syntax, close, end)
    if i < end and doc[i].text == "," and (past := past_explanation(syntax, i, end)) < end and doc[past].text == ",":
        return past  # secondo il legale della famiglia, l'avvocato Ugo Bini, | la casa è abitata
    return i


def _relative(syntax: Syntax, i: int, verb: int) -> bool:
    return any(t.lower_ in ("che", "cui", "quale") for t in syntax.doc[i:verb])


def _any_finite(syntax: Syntax, start: int, end: int) -> bool:
    return any(verb_form(t) == "Fin" for t in syntax.doc[start:end])


def _clause(syntax: Syntax, cue: Cue, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """Tokens of the clause that the source scopes over."""
    doc = syntax.doc
    begin = start
    if left - 2 >= start and doc[left - 1].text == "," and doc[left - 2].lower_ in ("quando", "dove", "perché", "poiché", "che", "cui", "se", "finché", "quale", "quali", "quanto"):
        start = begin = left  # alle 23, quando, secondo le previsioni, il tempo sarà migliore
    bracket = next((i for i in range(left - 1, start - 1, -1) if doc[i].text in ("(", ")")), None)
    close = next((i for i in range(right, end) if doc[i].text == ")"), None)
    if bracket is not None and doc[bracket].text == "(" and close is not None:
        start, begin, end = bracket + 1, bracket + 1, close
        comma = next((i for i in range(left - 1, start, -1) if doc[i].text == ","), None)
        start = begin = comma + 1 if comma is not None else start
    # in a coordination (A, mentre secondo X B) the clause begins at the conjunction before the phrase
    for i in range(left - 1, start - 1, -1):
        if doc[i].text == ";" or (doc[i].text == ":" and doc[i].whitespace_ and not any(t.text == "(" for t in doc[max(start, i - 3) : i])):
            begin = i + 1
            break
        if (doc[i].lower_ in ("mentre", "ma", "perché") and left - i < 3) or (doc[i].lower_ == "che" and (left - i <= 2 or (left - i <= 8 and doc[left - 1].text == "," and i > start and not _any_finite(syntax, i + 1, left)))):
            begin = i + 1
            break
        if left - i <= 6 and doc[i].lower_ in ("e", "ed", "ma") and not _any_finite(syntax, i, left) and _any_finite(syntax, start, i):
            begin = i + 1
            break
    stop = end
    if left > start and doc[left - 1].lower_ in ("che", "cui") and doc[left - 1].pos_ == "PRON":  # …, che secondo X partirà a marzo, …
        stop = next((i for i in range(right + 1, end) if doc[i].text == ","), end)
    if doc[right - 1].lower_ in ("quale", "quali", "cui"):
        begin = left
        stop = next((i for i in range(right + 1, end) if doc[i].text == ","), end)
    for i in range(right, stop):
        if doc[i].text == ":" and i + 1 < stop and verb_form(doc[i + 1]) == "Inf":
            continue  # per due motivi: salvare le informazioni, rendere…
        if doc[i].text == ":" and i > right + 1 and opens_clause(syntax, i, stop) and main_verb(syntax, right, i):
            stop = i
            break
        if doc[i].text == "," and i + 2 < stop and doc[i + 1].pos_ == "DET" and doc[i + 2].lower_ in ("quale", "quali") and left > start:
            stop = i  # a detta del presidente, Ubaldo Cernuschi, il quale rimprovera…
            break
        if doc[i].text == ";" or (doc[i].text == ":" and text_of(doc[i + 1 : i + 2]) in ("«", "“", '"') and any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[right:i])):
            stop = i
            break
        other = doc[i].lower_ == "mentre" and any(t.dep_ in ("nsubj", "nsubj:pass") for t in doc[i + 1 : stop])  # mentre si trovava in casa: the same
        if other and doc[i - 1].text == "," and any(t.pos_ in VERBAL for t in doc[right:i]):
            stop = i - 1
            break
    if begin > start and left - begin < 3:
        begin = min(begin, left)
    if begin == start:
        while begin < left and doc[begin].lower_ in syntax.lexicon.lists["connectives"] and begin + 2 >= left - 1:
            begin += 1
    return begin, stop
