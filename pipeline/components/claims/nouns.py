"""Cue nouns: *la tesi di X è che…*, *la richiesta di X di…*, *le critiche di X alla riforma*; and whose the noun is."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.components.analysis import Attribution, Cue, Mention
from pipeline.components.claims.building import build, main_verb
from pipeline.components.claims.extent import clause_end
from pipeline.components.claims.reported import Content, prepositional
from pipeline.components.syntax import DA, VERBAL, Syntax, verb_form


def noun_with_agent(syntax: Syntax, cue: Cue, limit: int) -> Mention | None:
    """The speaker of a cue noun: la replica *del ministro*, *la sua* proposta, l'appello lanciato *dai sindacati*."""
    doc = syntax.doc
    noun = doc[cue.head]
    for child in noun.children:
        if child.dep_ == "det:poss" and child.lower_ in ("sua", "suo", "sue", "suoi", "loro"):
            return Mention((child.i, child.i + 1), head=child.i)
    verb = noun.head
    if noun.dep_ in ("obj", "nsubj") and noun.i > verb.i and verb.lemma_ in ("arrivare", "giungere", "venire", "partire", "levarsi"):
        for child in verb.children:  # dall'Agenzia arriva un avvertimento
            if child.i < verb.i and child.dep_ in ("obl", "obl:agent") and any(c.dep_ == "case" and c.lower_.replace("’", "'") in DA for c in child.children):
                return Mention(syntax.phrase(child), head=child.i)
    for child in noun.children:
        if child.lower_ == "parte" and child.i > noun.i:  # da parte di X
            child = next((c for c in child.children if c.dep_ == "nmod" and c.i > child.i), child)
        if child.i > noun.i and child.i < limit and child.dep_ in ("nmod", "obl:agent", "obl") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            case = next((c for c in child.children if c.dep_ == "case"), None)
            low = case.lower_.replace("’", "'").rstrip("'") if case is not None else ""
            if low in ("di", "d", "del", "dello", "della", "dell", "dei", "degli", "delle", "da", "dal", "dallo", "dalla", "dall", "dai", "dagli", "dalle"):
                start, end = syntax.phrase(child)
                return Mention((start, min(end, limit)), head=child.i)
    for child in noun.children:
        if child.dep_ == "acl" and child.i < limit and (agent := syntax.agent(child)) is not None:
            return Mention(syntax.phrase(agent), head=agent.i)
    return None


def _absent(syntax: Syntax, noun: Token) -> bool:
    """*Non ci sono dichiarazioni da parte del cantante*: there was none."""
    verb = noun.head if noun.dep_.startswith("nsubj") else noun
    group = syntax.doc[max(0, verb.i - 4) : noun.i]
    return any(t.lower_ == "non" for t in group) and any(t.lower_ in ("ci", "c'", "c’", "risulta", "risultano") for t in group)


def noun_report(syntax: Syntax, cue: Cue, stops: frozenset[int]) -> Attribution | None:
    """*La tesi di X è che…*, *la richiesta di X di…*, *le critiche di X alla riforma*: only with an agent beside the noun."""
    doc = syntax.doc
    noun = doc[cue.head]
    _, end = syntax.sentence(cue.head)
    mention = noun_with_agent(syntax, cue, end)
    if mention is None or mention.span is None or _absent(syntax, noun):
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
        made = [c for c in noun.children if c.dep_ == "acl" and verb_form(c) == "Part" and c.i < after]  # la proposta avanzata da X di…
        for child in (*noun.children, *(g for c in made for g in c.children), *head.children):
            before = cue.end <= child.i < mention.span[0]  # la proposta di intitolare la piazza, avanzata dai Reduci
            if child.pos_ in VERBAL and verb_form(child) == "Inf" and (child.i >= after or before):
                first = syntax.verb_group(child)[0]
                if doc[first - 1].lower_.rstrip("'’") in ("di", "d"):
                    edge = max(t.i for t in child.subtree) + 1
                    if before:
                        edge = min(edge, next((i for i in range(child.i, mention.span[0]) if doc[i].text == ","), edge))
                    content = Content("di", [(first, min(edge, clause_end(syntax, noun, child, first, stops, infinitival=True)))], child.i)
                    break
    if content is None:
        for frame in sorted(f for f in cue.frames if f.startswith("target:")):
            found = prepositional(syntax, shifted, noun, frame.split(":")[1], frame)
            if found is not None and found.head != head.i and found.runs[0][0] >= cue.end:
                content = found
                break
    if content is None and "obj:di" in cue.frames and after + 1 < end and doc[after].lower_ in ("di", "d'", "d’"):
        thing = doc[after].head  # la richiesta di X di un rinvio: behind its author, without an article of its own in the preposition
        if thing.i > after and thing.pos_ == "NOUN" and not syntax.speakable(thing):
            content = Content("obj:di", [(after + 1, syntax.phrase(thing, relatives=True)[1])], thing.i)
    if content is None and "colon" in cue.frames:
        colon = next((i for i in range(after, min(after + 8, end)) if doc[i].text == ":"), None)
        if colon is not None and colon + 2 < end and doc[colon + 1].text not in ("«", "“", '"') and (main_verb(syntax, colon, end) or verb_form(doc[colon + 1]) == "Inf"):
            plain = all(t.pos_ in ("AUX", "ADJ", "ADV", "VERB", "PUNCT") for t in doc[after:colon])
            if plain and (noun.dep_ in ("nsubj", "nsubj:pass", "ROOT") or (noun.dep_ == "obj" and cue.end == colon)):
                content = Content("colon", [(colon + 1, end)], colon + 1)
    if content is None:
        return None
    return build(syntax, cue, content, mention)
