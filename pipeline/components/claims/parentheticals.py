"""Cues set into the claim or put behind it: *il piano, spiega X, è fermo*; *come ha detto X, C*; «A - dice X - B»."""

from __future__ import annotations

from pipeline.components.analysis import Attribution, Cue, Mention
from pipeline.components.claims.building import agentless, build, can_speak, first_person, main_verb
from pipeline.components.claims.content import Content
from pipeline.components.claims.extent import opens_clause
from pipeline.components.claims.trimming import trim
from pipeline.components.cues.verbs import FUSED
from pipeline.components.mentions.explanations import past_explanation
from pipeline.components.mentions.finding import of_verb
from pipeline.components.quotations.pairing import Quotation
from pipeline.components.syntax import VERBAL, Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import text_of


def as_said(syntax: Syntax, cue: Cue) -> Attribution | None:
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
    if comma is not None and doc[past := past_explanation(syntax, comma, end)].text == ",":
        comma = past  # come ha spiegato Ugo Bini, sindaco di Calvi, | i conti tornano
    if comma is None or not main_verb(syntax, comma, end):
        return None
    return build(syntax, cue, Content("quote", [(comma + 1, end)], cue.head), mention, "parenthetical")


def parenthetical(syntax: Syntax, cue: Cue) -> Attribution | None:
    """*Il piano, spiega la dirigente, è fermo*; *il piano è fermo, spiega la dirigente*: the sentence around is the claim."""
    doc = syntax.doc
    start, end = syntax.sentence(cue.head)
    left = cue.start - 1
    while left > start and (doc[left].pos_ == "ADV" or doc[left].lower_ in ("così", "poi", "come", "o")):
        left -= 1
    so = any(t.lower_ == "così" for t in doc[left + 1 : cue.start])
    if left <= start or doc[left].text not in (",", "—", "–", "-") or doc[left - 1].lower_ in ("o", "ovvero", "cioè"):
        return None  # il collegamento o, come dicono i tecnici, la rete
    come = any(t.lower_ == "come" for t in doc[left + 1 : cue.start])
    if not come and not so and _complete(syntax, cue, start, left):
        return None
    agent = syntax.agent(doc[cue.head]) if come and "che" in cue.frames else None  # come affermato dal ministro,
    if agent is None and (not cue.finite or syntax.passive(doc[cue.head]) or agentless(syntax, cue)):
        return None
    quotation = next((q for q in syntax.quotations if q.outer_start <= doc[cue.head].idx < q.outer_end), None)
    if quotation is not None and doc[left].text not in ("—", "–", "-"):
        return None
    mention = Mention(syntax.phrase(agent), head=agent.i) if agent is not None else of_verb(syntax, cue, inverted=True)
    if mention.nobody or (mention.span is not None and mention.span[0] < cue.head):
        mention = Mention(None)
    if mention.span is None:
        if so and quotation is None and doc[left].text == "," and main_verb(syntax, start, left) and not first_person(syntax, cue):  # C, o almeno così ha assicurato ai capigruppo
            return build(syntax, cue, Content("quote", [(_clause_start(syntax, start, left), left)], cue.head), mention, "parenthetical")
        if quotation is not None and cue.end < end and doc[cue.end].text == doc[left].text and not first_person(syntax, cue):
            return _interrupted(syntax, cue, mention, quotation, left, cue.end)
        return None if come or quotation is not None else _bare_parenthetical(syntax, cue, left, start, end)
    if not can_speak(syntax, mention):
        return None
    right = max(mention.span[1], cue.end)
    dash = doc[left].text if doc[left].text in ("—", "–", "-") and any(t.text == doc[left].text for t in doc[right : min(right + 15, end)]) else ""
    while (right < end and doc[right].text not in (",", "—", "–", "-", ".", ";", ":", "?", "!")) or (dash and doc[right].text == ","):
        if doc[right].pos_ in VERBAL and verb_form(doc[right]) == "Fin":
            return None
        right += 1
    if right >= end:
        right = end - 1
    close = next((i for i in range(right + 1, min(right + 8, end)) if doc[i].text in (",", ".", ":", ";", "«", "“", '"')), None) if doc[right].text == "," and doc[left].text == "," else None
    if close is not None and doc[close].text == "," and mention.head is not None and (doc[mention.head].ent_type_ == "PER" or doc[right - 1].ent_type_ == "PER") and doc[right + 1].pos_ == "NOUN" and not any(t.pos_ in VERBAL for t in doc[right:close]) and main_verb(syntax, close, end):
        right = close  # racconta Amina Tahir, pediatra, | in corsia erano rimasti sei infermieri
    if quotation is not None:
        return _interrupted(syntax, cue, mention, quotation, left, right)
    alone = not come and mention.span is not None and not any(t.pos_ in VERBAL for t in doc[cue.end : mention.span[0]]) and _verbless(syntax, start, left, right, end)
    answer = alone or any(t.lower_ in ("sì", "no") for t in doc[start:left])  # In teoria sì, ha concesso X
    if doc[right].text == ":" or (not come and not answer and not main_verb(syntax, start, left) and not main_verb(syntax, right, end)):
        return None
    if doc[left - 1].lower_ in ("dove", "che", "quando", "perché", "mentre") and doc[right].text == doc[left].text and main_verb(syntax, right, end):  # in Egitto, dove, ha detto X, è stato torturato
        return build(syntax, cue, Content("che" if "che" in cue.frames else "quote", [(right + 1, _until_colon(syntax, right + 1, end))], cue.head), mention, "parenthetical")
    if doc[left - 1].lower_ in ("e", "ed", "ma") and doc[right].text == doc[left].text and main_verb(syntax, right, end) and _own_subject(syntax, right + 1, end):
        return build(syntax, cue, Content("che" if "che" in cue.frames else "quote", [(right + 1, _until_colon(syntax, right + 1, end))], cue.head), mention, "parenthetical")  # la fiera chiude domenica e, ricordano gli organizzatori, i minori entrano gratis
    start = _clause_start(syntax, start, left)
    runs = [(start, left)]
    if not (alone and not any(t.lower_ in ("e", "ed", "ma") for t in doc[right + 1 : right + 2])) and doc[right].text in (",", "—", "–", "-") and right + 1 < end and (main_verb(syntax, right, end) or doc[left].text in ("—", "–", "-") or doc[right + 1].lower_ in ("ma", "bensì") or (is_preposition(doc[right + 1]) and syntax.words[right + 1].rstrip("'") in FUSED["di"])) and doc[right + 1].lower_ not in ("che", "secondo") and text_of(doc[right + 2 : right + 3]) not in ("quale", "quali"):
        if not main_verb(syntax, start, left) or doc[right].text != "," or doc[right + 1].lower_ in syntax.lexicon.lists["goes_on"] or (doc[right + 1].lower_ in ("ma", "bensì") and not main_verb(syntax, right, end)) or syntax.words[right + 1].rstrip("'") in FUSED["di"] or doc[start].lower_ in syntax.lexicon.lists["opens"]:
            runs.append((right + 1, _until_colon(syntax, right + 1, end)))
    return build(syntax, cue, Content("che" if "che" in cue.frames else "quote", runs, cue.head), mention, "parenthetical")


def _verbless(syntax: Syntax, start: int, left: int, right: int, end: int) -> bool:
    """*Una vergogna, tuona il sindaco*; *Niente rimpasto, taglia corto Bini, e niente nomi*: a phrase that is the whole sentence but for the cue."""
    doc = syntax.doc
    while start < left and (doc[start].is_space or doc[start].is_punct):
        start += 1
    head = next((t for t in doc[start:left] if t.pos_ in ("NOUN", "PROPN", "ADJ")), None)
    if head is None or left - start < 2 or any(t.text == "," or (t.pos_ in VERBAL and verb_form(t) != "Part") for t in doc[start:left]) or head.ent_type_ or head.pos_ == "PROPN" or doc[right].text not in (".", ",") or is_preposition(doc[start]) or doc[start].lower_ in syntax.lexicon.lists["connectives"]:
        return False
    verb = next((t for t in doc[right:end] if t.pos_ in VERBAL and verb_form(t) == "Fin"), None)
    relative = verb is not None and doc[right].text == "," and (doc[right + 1].lower_ in ("che", "dove", "cui") or feature(doc[right + 1], "PronType") == "Rel")
    return (verb is None or relative) and not (syntax.speakable(head) and head.pos_ == "NOUN")


def _complete(syntax: Syntax, cue: Cue, start: int, left: int) -> bool:
    """*Il ministro, Ada Neri, ha minacciato di dimettersi, se…*: a complement of its own behind the cue and somebody before it who said it."""
    doc = syntax.doc
    i = cue.end
    while i < len(doc) and doc[i].pos_ == "ADV":
        i += 1
    if i + 1 >= len(doc) or syntax.quoted(cue.head):
        return False
    clause = doc[i].lower_ in ("che", "se") or (syntax.words[i] in ("di", "d'") and (verb_form(doc[i + 1]) == "Inf" or doc[i + 1].lower_ == "non"))
    accused = "accuse" in cue.frames and any(c.dep_ == "obj" and c.i >= cue.end for c in doc[cue.head].children)
    if not (clause or accused):
        return False
    subject = syntax.subject(doc[cue.head])
    before = subject is not None and start <= subject.i < left
    someone = next((t for t in doc[start:left] if t.ent_type_ in ("PER", "ORG") or ((title := syntax.title(t)) is not None and title.type == "person")), None)
    return before or (someone is not None and not main_verb(syntax, start, left))


def _bare_parenthetical(syntax: Syntax, cue: Cue, left: int, start: int, end: int) -> Attribution | None:
    """*Il governo, ha assicurato poi, userà…*: nothing but the verb, an adverb or two, a gerund between the commas."""
    doc = syntax.doc
    verb = doc[cue.head]
    if not syntax.auxiliaries(verb) and any(f.mood == "participle" for f in syntax.lexicon.forms.get(verb.lower_, ())):
        return None  # le proteste, diffuse in tutto il mondo, …
    right = cue.end
    while right < end and (doc[right].pos_ == "ADV" or verb_form(doc[right]) == "Ger" or doc[right].lower_ in syntax.lexicon.lists["times"]):
        right += 1
    if right < end and doc[right].text != doc[left].text and not cue.weak:  # ha ricostruito ieri davanti al collegio,
        close = next((i for i in range(right, min(right + 12, end)) if doc[i].text == doc[left].text), None)
        if close is not None and is_preposition(doc[right]) and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[right:close]) and (main_verb(syntax, close, end) or verb_form(doc[close + 1]) == "Inf"):
            told = doc[close - 1].lower_ in syntax.lexicon.lists["venues"] and "che" in cue.frames and bool(syntax.auxiliaries(verb))  # era all'oscuro, ha scritto sui social, e le dispiace
            right = close if told or not main_verb(syntax, _clause_start(syntax, start, left), left) or verb_form(doc[close + 1]) == "Inf" else right
    elif right - cue.end > 2:
        return None
    if right + 1 == end and doc[right].text == "." and (_summed_up(syntax, start, left) or _told_last(syntax, cue, start, left)) and not first_person(syntax, cue):
        return build(syntax, cue, Content("quote", [(_clause_start(syntax, start, left), left)], cue.head), Mention(None), "parenthetical")
    if right + 1 >= end or doc[right].text != doc[left].text or cue.weak or first_person(syntax, cue):
        return None
    begin = _clause_start(syntax, start, left)
    if doc[begin].pos_ in ("DET", "PROPN", "NOUN") and not main_verb(syntax, begin, left) and not _goes_on(syntax, right + 1):
        return None  # il ministro, Ada Neri, avrebbe confermato, specificando come…
    if doc[right + 1].lower_ in ("che", "ma") or not (main_verb(syntax, right, end) or main_verb(syntax, start, left)):
        return None
    runs = [(begin, left), (right + 1, _until_colon(syntax, right + 1, end))]
    if doc[right + 1].lower_ in ("e", "ed"):
        if not main_verb(syntax, begin, left):
            return None
        if _reports(syntax, right + 2, end):
            runs = runs[:1]  # è il punto debole, concede, e non si sente di escludere che…
        elif not _own_subject(syntax, right + 2, end) and not _feels(syntax, right + 2):
            return None
    return build(syntax, cue, Content("che" if "che" in cue.frames else "quote", runs, cue.head), Mention(None), "parenthetical")


def _summed_up(syntax: Syntax, start: int, left: int) -> bool:
    """Whether a sentence with a finite verb of its own and quotation marks in it ends at the cue: *il taglio è «disciplinare», ha concluso.*"""
    quoted = any(syntax.doc[start].idx < q.outer_start and q.outer_end <= syntax.doc[left].idx for q in syntax.quotations)
    return quoted and any(t.pos_ in VERBAL and verb_form(t) == "Fin" and not syntax.quoted(t.i) for t in syntax.doc[start:left])


def _told_last(syntax: Syntax, cue: Cue, start: int, left: int) -> bool:
    """*Il tetto perde da anni, lamenta*; not *ascolta, prende appunti, spiega*: a clause about a thing, before a verb of saying that takes clauses and nothing else."""
    if "che" not in cue.frames or cue.weak or syntax.auxiliaries(syntax.doc[cue.head]) or syntax.doc[left].text != ",":
        return False
    subjects = [syntax.subject(t.head if t.dep_ in ("aux", "aux:pass", "cop") else t) for t in syntax.doc[start:left] if t.pos_ in VERBAL and verb_form(t) == "Fin"]
    return any(s is not None and s.pos_ == "NOUN" and ((title := syntax.title(s)) is None or title.type not in ("person", "group")) for s in subjects)


def _goes_on(syntax: Syntax, start: int) -> bool:
    """Whether a finite verb follows before long, as behind a subject that the cue set apart: *il governo, ha assicurato poi, non userà…*."""
    for token in syntax.doc[start : start + 9]:
        if token.pos_ in VERBAL and verb_form(token) == "Fin":
            return True
        if (token.is_punct and token.text not in ("«", "“", '"')) or token.lower_ in ("che", "cui") or verb_form(token) == "Ger":
            return False
    return False


def _reports(syntax: Syntax, start: int, end: int) -> bool:
    """Whether the coordinated clause at token ``start`` has no subject of its own and opens with a report: *e non si sente di escludere che…*."""
    doc = syntax.doc
    for token in doc[start : min(start + 6, end - 1)]:
        if token.pos_ in ("NOUN", "PROPN", "DET") or token.is_punct:
            return False
        if token.pos_ == "VERB" and syntax.lexicon.forms.get(syntax.words[token.i]) and doc[token.i + 1].lower_ in ("che", "di", "se", "come"):
            return True
    return False


def _feels(syntax: Syntax, start: int) -> bool:
    """*E le dispiace, e gli pare*: what somebody feels, told by a pronoun."""
    said = syntax.words[start : start + 2]
    return len(said) == 2 and said[0] in ("gli", "le") and syntax.doc[start].pos_ == "PRON"


def _own_subject(syntax: Syntax, start: int, end: int) -> bool:
    """Whether the clause at token ``start`` names its subject before its verb, or its verb reports nothing."""
    for token in syntax.doc[start:end]:
        if token.dep_ in ("nsubj", "nsubj:pass"):
            return True
        if token.pos_ == "VERB":
            return not syntax.lexicon.forms.get(syntax.words[token.i])
    return False


def _until_colon(syntax: Syntax, start: int, end: int) -> int:
    """Where the claim's second part ends: before a colon that opens a clause of its own."""
    return next((i for i in range(start + 1, end) if syntax.doc[i].text == ":" and (opens_clause(syntax, i, end) or text_of(syntax.doc[i + 1 : i + 2]) in ("«", "“", '"'))), end)


def _clause_start(syntax: Syntax, start: int, left: int) -> int:
    """Where the interrupted clause begins: behind the last colon or semicolon before the cue."""
    for i in range(left - 1, start, -1):
        if syntax.doc[i].text in (";", ":") and syntax.doc[i].whitespace_:
            return i + 1
        if syntax.doc[i].lower_ in ("dove", "mentre", "perché") and syntax.doc[i - 1].text == "," and i + 1 < left and not main_verb(syntax, i, left):
            return i + 1  # nutre perplessità sui gazebo, dove la catena del freddo, paventa, rischia di saltare
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
