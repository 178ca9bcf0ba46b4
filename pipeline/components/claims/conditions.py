"""What belongs to a noun phrase that is a claim and what does not: the writer's relative clauses, the speaker's conditions."""

from __future__ import annotations

from pipeline.components.claims.asides import finite_group
from pipeline.components.claims.content import Content
from pipeline.components.claims.extent import GERUND_WITH_CLITIC
from pipeline.components.syntax import CLITICS, VERBAL, Syntax, feature, is_preposition, verb_form


def restrictive(syntax: Syntax, content: Content) -> Content:
    """``content`` without a relative clause set off by a comma: *il decreto, che da giugno raddoppia i turni* (the writer's)."""
    start, end = content.runs[-1]
    bracket = next((i for i in range(content.head + 1, end - 2) if syntax.doc[i].text == "(" and syntax.doc[end - 1].text == ")" and any(verb_form(t) in ("Part", "Fin") for t in syntax.doc[i:end])), end)
    end = bracket if not syntax.quoted(bracket - 1) else end  # la revisione dei conti | (domanda accolta dal Comune)
    content = content._replace(runs=[*content.runs[:-1], (start, end)])
    for i in range(max(start, content.head) + 1, end - 1):
        relative = syntax.doc[i + 1]
        if syntax.doc[i].ent_type_ == "PER" and relative.lower_ == "che" and not syntax.quoted(i) and not any(t.text == "," or t.lower_ in ("e", "ed") for t in syntax.doc[start:i]):
            return Content(content.frame, [*content.runs[:-1], (start, i + 1)], content.head)  # ha criticato Ada Neri | che ha permesso
        if syntax.doc[i].lower_ == "a" and relative.lower_ in ("causa", "seguito", "fronte") and not syntax.quoted(i):
            return Content(content.frame, [*content.runs[:-1], (start, i)], content.head)  # ha bocciato la domanda | a causa del poco tempo
        if syntax.doc[i].lower_ in ("e", "ed", "ma") and (other := syntax.lexicon.adjectives.get(syntax.words[i + 1])) is not None and any(f.startswith("target") for f in other.frames):
            return Content(content.frame, [*content.runs[:-1], (start, i)], content.head)  # favorevole alle penali ma contraria a
        if syntax.doc[i].lower_ in ("e", "ed") and relative.is_lower and verb_form(relative) == "Ger" and not syntax.quoted(i):
            return Content(content.frame, [*content.runs[:-1], (start, i)], content.head)  # criticando la fusione | e lasciandosi andare
        if syntax.doc[i].lower_ in ("e", "ed", "ma") and not syntax.quoted(i) and (finite_group(syntax, i + 1) or _own_clause(syntax, i + 1)):
            comma = syntax.doc[i - 1].text == ","
            inner = any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in syntax.doc[start:i])
            if not comma and inner:
                continue
            return Content(content.frame, [*content.runs[:-1], (start, i - 1 if comma else i)], content.head)  # si oppone al piano con cui…, e minaccia di…
        taken_up = GERUND_WITH_CLITIC.search(relative.lower_) is not None  # ha respinto le accuse, definendole «fango»
        appended = relative.pos_ in ("ADJ", "VERB") and syntax.doc[i].text == "," and _appended(syntax, content, i)
        which = content.frame == "obj" and i + 2 < end and syntax.words[i + 2] in ("cui", "quale", "quali") and is_preposition(relative)  # un terzo complice, del quale…
        epithet = content.frame != "obj" and syntax.doc[i].text == "," and _epithet(syntax, content, i)
        if syntax.doc[i].text == "," and relative.lower_ == "che" and any(feature(t, "Mood") == "Sub" for t in syntax.doc[i + 2 : i + 6]):
            continue  # una guida, che ne sappia capire le contraddizioni
        added = syntax.doc[i].text == "," and _participle(syntax, content, i)
        if syntax.doc[i].text == "," and (taken_up or appended or epithet or which or added or relative.lower_ in ("che", "dove", "cui") or feature(relative, "PronType") == "Rel") and not syntax.quoted(i):
            return Content(content.frame, [*content.runs[:-1], (start, i)], content.head)
    return content


def _participle(syntax: Syntax, content: Content, comma: int) -> bool:
    """*(bocciato) la chiusura del reparto, prevista dal piano*; *i compensi, cresciuti del 24%*: a participle that the writer appends to a thing, no list."""
    doc, end = syntax.doc, content.runs[-1][1]
    added = doc[comma + 1]
    if syntax.quoted(comma) or verb_form(added) != "Part" or added.pos_ not in ("VERB", "ADJ") or doc[comma + 2].text == "," or added.lower_ in ("visto", "dato", "considerato", "escluso", "esclusa", "esclusi", "compreso", "compresa", "compresi"):
        return False
    if any(t.text == "," for t in doc[content.head : comma]) or not any(c.dep_ == "det" or " " in c.lemma_ for c in doc[content.head].children if c.i < content.head):
        return False
    return feature(added, "Number") in ("", feature(doc[content.head], "Number")) and not any(t.lower_ in ("e", "ed", "o") for t in doc[comma + 1 : end])


def _own_clause(syntax: Syntax, i: int) -> bool:
    """Whether a determiner, a noun phrase and a finite verb stand at token ``i``: *contro il piano, e il sindaco l'aveva definito…*."""
    doc = syntax.doc
    if i >= len(doc) or doc[i].pos_ != "DET":
        return False
    for token in doc[i + 1 : i + 8]:
        if token.pos_ in VERBAL or token.lower_ in CLITICS:
            return finite_group(syntax, token.i) and verb_form(token) != "Part"
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X") or token.is_punct:
            return False
    return False


def _epithet(syntax: Syntax, content: Content, comma: int) -> bool:
    """*(contesta) il tunnel, cavallo di battaglia della rivale*; *la giunta, colpevole a suo giudizio di*: what the writer adds, no list."""
    doc = syntax.doc
    end = content.runs[-1][1]
    added = doc[comma + 1]
    if added.lower_ == "non" and doc[comma + 2].pos_ == "ADJ" and doc[comma + 2].dep_ == "amod" and doc[comma + 2].head.i == content.head:
        return True  # la ricerca, non estranea
    if added.pos_ == "ADJ" and comma + 4 < len(doc):
        return doc[comma + 3].dep_ == "det:poss" and doc[comma + 4].lower_ in syntax.lexicon.lists["no_target"]
    listed = any(t.lower_ in ("e", "ed", "o") or t.text == "," for t in doc[comma + 1 : end])
    return added.pos_ == "NOUN" and added.dep_ == "appos" and added.head.i <= comma and not listed and any(c.dep_ == "det" for c in doc[content.head].children)


def _appended(syntax: Syntax, content: Content, comma: int) -> bool:
    """*(ha elogiato) il portiere Nadir Bensaid, decisivo in tre occasioni*: an adjective behind the comma that explains a person, no list."""
    start, end = content.runs[-1]
    relative = syntax.doc[comma + 1]
    named = syntax.doc[comma - 1].ent_type_ == "PER" and any(t.ent_type_ == "PER" for t in syntax.doc[start:comma])
    listed = any(t.lower_ in ("e", "ed", "o") and t.i > comma for t in syntax.doc[comma:end] if t.head.i == relative.i or t.head.head.i == relative.i)
    return named and not syntax.quoted(comma) and not listed and verb_form(relative) not in ("Fin", "Inf", "Ger")


def conditioned(syntax: Syntax, content: Content, quoted_only: bool = False) -> Content:
    """``content`` with its condition: *la riapertura «appena ci saranno le condizioni»*, *l'assoluzione perché il fatto non sussiste*."""
    doc = syntax.doc
    start, end = content.runs[-1]
    limit = syntax.sentence(content.head)[1]
    i = end + (end < limit and doc[end].text == ",")
    if i > end and i + 1 < limit and doc[i].lower_ in syntax.lexicon.lists["provisos"]:
        stop = next((j for j in range(i + 1, limit) if doc[j].text in (",", ";", ":", ".") and not syntax.quoted(j)), limit)
        if not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[i:stop]):
            return content._replace(runs=[*content.runs[:-1], (start, stop)])  # apre a una trattativa, purché breve
    if i >= limit or (quoted_only and i > end):
        return content
    quotation = next((q for q in syntax.quotations if q.outer_start == doc[i].idx), None)
    if quotation is not None:
        last = syntax.token_at(quotation.outer_end - 1) + 1
        inside = doc[i + 1 : last - 1]
        adds = len(inside) and inside[0].is_lower and (last >= limit or doc[last].is_punct or doc[last].pos_ in ("CCONJ", "ADP"))
        return content._replace(runs=[*content.runs[:-1], (start, last)]) if adds else content
    if not quoted_only and i == end and doc[i].lower_ in syntax.lexicon.lists["conditions"] and not syntax.quoted(i):
        stop = next((j for j in range(i + 1, limit) if doc[j].text in (",", ";", ":", ".") and not syntax.quoted(j)), limit)
        if any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[i:stop]):
            return content._replace(runs=[*content.runs[:-1], (start, stop)])
    return content
