"""Cue nouns: *la tesi di X è che…*, *la richiesta di X di…*, *le critiche di X alla riforma*; and whose the noun is."""

from __future__ import annotations

from pipeline.components.analysis import Attribution, Cue, Mention
from pipeline.components.claims.building import build, main_verb
from pipeline.components.claims.conditions import restrictive
from pipeline.components.claims.content import Content, is_somebody
from pipeline.components.claims.extent import clause_end
from pipeline.components.claims.objects import prepositional
from pipeline.components.cues.verbs import FUSED, target_frame
from pipeline.components.mentions.explanations import past_explanation
from pipeline.components.syntax import DA, VERBAL, Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token


def noun_with_agent(syntax: Syntax, cue: Cue, limit: int) -> Mention | None:
    """The speaker of a cue noun: la replica *del ministro*, *la sua* proposta, l'appello lanciato *dai sindacati*."""
    doc = syntax.doc
    noun = doc[cue.head]
    for child in noun.children:
        if child.dep_ == "det:poss" and child.lower_ in ("sua", "suo", "sue", "suoi", "loro"):
            return Mention((child.i, child.i + 1), head=child.i)
    verb = noun.head
    named = any(c.dep_ == "nmod" and c.ent_type_ == "PER" and any(g.dep_ == "case" and g.lower_.rstrip("'’") in FUSED["di"] for g in c.children) for c in noun.children)  # arriva l'attacco di Neri
    if not named and noun.dep_ in ("obj", "nsubj") and verb.lemma_ in syntax.lexicon.lists["arriving"]:
        for child in verb.children:  # dall'Agenzia arriva un avvertimento
            if (child.i < verb.i or noun.i < verb.i) and child.dep_ in ("obl", "obl:agent") and any(c.dep_ == "case" and c.lower_.replace("’", "'") in DA for c in child.children):
                return Mention(syntax.phrase(child), head=child.i)
    if not named and noun.dep_.startswith("nsubj") and noun.i < verb.i and syntax.passive(verb) and _voiced(syntax, noun, verb) and (agent := syntax.agent(verb)) is not None:
        return Mention(syntax.phrase(agent), head=agent.i)  # soddisfazione per l'accordo è stata espressa dal sindaco
    parts = [c for t in doc[cue.start : cue.end] for c in t.children if c.i >= cue.end] if cue.end > cue.start + 1 else []  # il grido d'allarme | dei medici
    for child in (*noun.children, *parts):
        if child.lower_ == "parte" and child.i > noun.i:  # da parte di X
            child = next((c for c in child.children if c.dep_ == "nmod" and c.i > child.i), child)
        if child.i >= cue.end and child.i < limit and child.dep_ in ("nmod", "obl:agent", "obl") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            case = next((c for c in child.children if c.dep_ == "case"), None)
            low = case.lower_.replace("’", "'").rstrip("'") if case is not None else ""
            if low in ("di", "d", "del", "dello", "della", "dell", "dei", "degli", "delle", "da", "dal", "dallo", "dalla", "dall", "dai", "dagli", "dalle"):
                start, end = syntax.phrase(child)
                return Mention((start, min(_author_end(syntax, child, end), limit)), head=child.i)
    if (behind := _behind_target(syntax, cue, limit)) is not None:
        return behind
    first = cue.end + (cue.end + 2 < limit and doc[cue.end].is_lower and (doc[cue.end].pos_ == "ADJ" or cue.start == syntax.sentence(cue.head)[0]) and doc[cue.end].pos_ in ("ADJ", "NOUN"))
    if first + 1 < limit and syntax.words[first].rstrip("'") in FUSED["di"] and (author := doc[first].head).i > first and author.pos_ in ("NOUN", "PROPN") and (syntax.speakable(author) or author.ent_type_):
        start, end = syntax.phrase(author)  # Secco no | di Ugo Bini | al piano, which the parser hung from the adjective
        return Mention((start, min(_author_end(syntax, author, end), limit)), head=author.i)
    for child in noun.children:
        if child.dep_ in ("acl", "amod") and child.i < limit and (agent := syntax.agent(child)) is not None:
            start, end = syntax.phrase(agent)
            return Mention((start, _author_end(syntax, agent, end)), head=agent.i)
    return None


def _behind_target(syntax: Syntax, cue: Cue, limit: int) -> Mention | None:
    """*Dure critiche al piano | da Ugo Bini*: whom *da* names behind the noun's target, where no verb but one of coming governs the noun."""
    doc, noun = syntax.doc, syntax.doc[cue.head]
    if cue.end + 3 >= limit or (noun.dep_ != "ROOT" and noun.head.lemma_ not in syntax.lexicon.lists["arriving"]):
        return None
    said = syntax.words[cue.end].rstrip("'")
    if said in FUSED["da"] or target_frame(cue.frames, said) is None:
        return None
    whom = next((t for t in doc[cue.end + 1 : min(cue.end + 4, limit)] if t.pos_ in ("NOUN", "PROPN")), None)
    if whom is None or is_somebody(syntax, whom):
        return None  # sostegno alle famiglie dal Comune: help
    for i in range(cue.end + 2, min(cue.end + 9, limit - 1)):
        if doc[i].is_punct or doc[i].is_space or doc[i].pos_ in VERBAL:
            return None
        if syntax.words[i].rstrip("'") in FUSED["da"] and (author := next((t for t in doc[i + 1 : min(i + 4, limit)] if t.pos_ in ("NOUN", "PROPN")), None)) is not None:
            named = author.ent_type_ in ("PER", "ORG") or (syntax.speakable(author) and author.ent_type_ != "LOC")
            return Mention((i + 1, max(syntax.phrase(author)[1], author.i + 1)), head=author.i) if named else None
    return None


def _voiced(syntax: Syntax, noun: Token, verb: Token) -> bool:
    """Whether the verb says of the noun that somebody has it: the two make a construction (*esprimere soddisfazione*)."""
    word = syntax.words[noun.i]
    return any(word in construction.nouns for construction in syntax.lexicon.constructions.get(verb.lemma_.split(" ")[0], ()))


def _author_end(syntax: Syntax, author: Token, end: int) -> int:
    """Where the noun's author ends: *le critiche dei sindacati | al piano*, *le proteste degli studenti | contro la riforma*."""
    doc = syntax.doc
    for i in range(author.i + 1, end):
        token = doc[i]
        preposition = is_preposition(token) and token.lower_.replace("’", "'").rstrip("'") not in FUSED["di"] and token.ent_iob_ != "I"
        if preposition and token.lower_.rstrip("'’") in TOWARDS:
            return i
        if token.lower_.rstrip("'’") in ("di", "d") and i + 1 < end:  # del sindaco di Lodi | di un incontro, | di non chiudere
            behind = doc[i + 1] if doc[i + 1].lower_ != "non" or i + 2 >= len(doc) else doc[i + 2]
            if verb_form(behind) == "Inf" or behind.lower_.rstrip("'’") in ("un", "uno", "una"):
                return i
    return end


def _past_apposition(syntax: Syntax, i: int, end: int) -> int:
    """Behind what explains the author between commas: *di Carlo Lodi, assessore ai Lavori pubblici, | di chiudere*."""
    doc = syntax.doc
    if i + 1 < end and doc[i].text == "(":
        i = past_explanation(syntax, i, i + 14)
    if i + 1 >= end or doc[i].text != ",":
        return i
    close = next((j for j in range(i + 1, min(i + 14, end)) if doc[j].text == ","), 0)
    plain = close and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[i:close])
    if plain and close + 1 < end and doc[past_explanation(syntax, i, end)].text == ",":
        close = max(close, past_explanation(syntax, i, end))  # di Ugo Bini, 54 anni, operaio, | di chiudere
    return close + 1 if plain and close + 1 < end and (doc[close + 1].pos_ in ("ADP", "SCONJ") or doc[close + 1].lower_ in ("è", "era", "resta", "rimane") or is_preposition(doc[close + 1])) else i


def _past_addressee(syntax: Syntax, i: int, end: int) -> int | None:
    """Behind whom the noun's content is put to, where the copula follows: *l'invito di Bini | al governo | è di rivedere il piano*."""
    doc = syntax.doc
    if syntax.words[i].rstrip("'") not in FUSED["a"]:
        return None
    copula = next((j for j in range(i + 1, min(i + 7, end)) if doc[j].lower_ in ("è", "era")), None)
    return copula if copula is not None and not any(t.pos_ == "VERB" or t.is_punct for t in doc[i:copula]) else None


#: Prepositions behind which a cue noun's target stands, not a part of its author's name.
TOWARDS = FUSED["a"] | FUSED["su"] | {"contro", "per", "verso"}


def _absent(syntax: Syntax, noun: Token) -> bool:
    """*Non ci sono dichiarazioni da parte del cantante*: there was none."""
    verb = noun.head if noun.dep_.startswith("nsubj") else noun
    group = syntax.doc[max(0, verb.i - 4) : noun.i]
    return any(t.lower_ == "non" for t in group) and any(t.lower_ in ("ci", "c'", "c’", "risulta", "risultano") for t in group)


def _before_predicate(syntax: Syntax, infinitive: int, end: int) -> int:
    """Where the main clause goes on behind a noun's infinitive: *la richiesta di X di chiudere il ponte | è caduta nel vuoto*."""
    doc = syntax.doc
    for i in range(infinitive + 1, end):
        if doc[i].pos_ == "SCONJ" or feature(doc[i], "PronType") in ("Rel", "Int") or doc[i].lower_ in ("che", "cui", "se", "quando"):
            return end
        if doc[i].pos_ in VERBAL and verb_form(doc[i]) == "Fin":
            first = min(syntax.verb_group(doc[i])[0], i)
            return first - 1 if doc[first - 1].text == "," else first
    return end


def _without_verbs(syntax: Syntax, content: Content) -> Content:
    """The target up to a finite verb that the parser took into it: *contro la riforma | continuano*."""
    start, end = content.runs[-1]
    verb = next((t.i for t in syntax.doc[content.head + 1 : end] if t.pos_ in VERBAL and verb_form(t) == "Fin" and t.dep_ in ("amod", "flat", "compound", "nmod")), end)
    return content._replace(runs=[*content.runs[:-1], (start, verb)])


def _behind_addressee(syntax: Syntax, cue: Cue, noun: Token, after: int, stops: frozenset[int]) -> Content | None:
    """*L'invito del presidente al Parlamento | a riaprire il dossier*: the infinitive behind whom it is put to."""
    doc, end = syntax.doc, syntax.sentence(cue.head)[1]
    marks = {word for mark, words in (("di", ("di", "d")), ("a", ("a", "ad"))) if mark in cue.frames for word in words}
    place = next((i for i in range(after + 1, min(after + 7, end - 1)) if syntax.words[i].rstrip("'") in marks and verb_form(doc[i + 1]) == "Inf"), None)
    if place is None or doc[after].lower_.rstrip("'’") not in FUSED["a"] or any(t.pos_ in VERBAL or t.is_punct for t in doc[after:place]):
        return None
    last = clause_end(syntax, noun, doc[place + 1], place + 1, stops, infinitival=True)
    return Content("di", [(place + 1, _before_predicate(syntax, place + 1, last))], place + 1)


def _target_right_behind(syntax: Syntax, cue: Cue, i: int, end: int) -> Content | None:
    """*Il no del sindaco di Calvi, Ugo Bini, | al piano*: the target behind the author's explanation, which the parser hangs from anything."""
    doc = syntax.doc
    for frame in sorted(f for f in cue.frames if f.startswith("target:")):
        preposition = frame.split(":")[1]
        if i + 1 >= end or syntax.words[i].rstrip("'") not in FUSED.get(preposition, {preposition}) or not is_preposition(doc[i]):
            continue
        head = next((t for t in doc[i + 1 : min(i + 5, end)] if t.pos_ in ("NOUN", "PROPN")), None)
        if head is None or any(t.pos_ in VERBAL or t.is_punct for t in doc[i + 1 : head.i]) or head.lower_ in syntax.lexicon.lists["no_target"]:
            return None
        fused = syntax.words[i].rstrip("'") not in (preposition, preposition + "d")
        return restrictive(syntax, Content(frame, [(i if fused else i + 1, max(head.i + 1, syntax.phrase(head, relatives=True)[1]))], head.i))
    return None


def _fronted_target(syntax: Syntax, cue: Cue, noun: Token) -> Content | None:
    """*Sul piano | c'è il no dei sindacati*; *alla riforma | arriva il sì della Regione*: the thing before the verb of being or coming."""
    doc, verb = syntax.doc, noun.head
    if noun.i < verb.i or verb.lemma_.split(" ")[0] not in syntax.lexicon.lists["comes_upon"] or syntax.negated(verb):
        return None
    known = syntax.lexicon
    elsewhere = known.lists["stages"] | known.lists["times"] | known.lists["occasions"] | known.lists["no_target"] | known.lists["months"] | known.lists["occasions_of_speech"]
    for thing in (t for t in verb.children if t.i < verb.i and t.pos_ == "NOUN" and t.is_lower and not t.ent_type_):
        case = next((c for c in thing.children if c.dep_ == "case" and c.i < thing.i), None)
        said = syntax.words[case.i].rstrip("'") if case is not None else ""
        frame = target_frame(cue.frames, said)
        if case is None or frame is None or thing.lower_ in elsewhere or (frame == "target:a" and is_somebody(syntax, thing)):
            continue
        fused = said not in ("a", "ad", "su", "per", "contro", "verso", "in")
        if fused or doc[case.i + 1].pos_ == "DET":  # a sorpresa arriva il no: how
            return Content(frame, [(case.i if fused else case.i + 1, min(syntax.phrase(thing, relatives=True)[1], syntax.verb_group(verb)[0]))], thing.i)
    return None


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
    after = _past_apposition(syntax, max(mention.span[1], cue.end), end)
    shifted = Cue(cue.start, after, cue.head, cue.key, cue.entry, cue.type, cue.frames)
    content: Content | None = None
    if doc[after - 1].text != "," and after + 1 < end and cue.frames & {"che", "di", "a"} and (past := _past_addressee(syntax, after, end)) is not None:
        after = past  # l'invito di Bini al governo | è di rivedere il piano
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
                    edge = _before_predicate(syntax, child.i, edge) if not before else edge
                    content = Content("di", [(first, min(edge, clause_end(syntax, noun, child, first, stops, infinitival=True)))], child.i)
                    break
    marks = {"di": ("di", "d"), "a": ("a", "ad")}
    if after + 2 < end and doc[after].lower_ in ("è", "era", "resta", "rimane") and (doc[after + 1].lower_.rstrip("'’") in ("di", "d", "a", "ad") or verb_form(doc[after + 1]) == "Inf") and cue.frames & {"di", "a"}:
        after += 1  # l'idea del sindaco è di pedonalizzare il centro
        if content is None and verb_form(doc[after]) == "Inf":
            content = Content("di", [(after, clause_end(syntax, noun, doc[after], after, stops, infinitival=True))], after)
        elif doc[after].lower_ in ("a", "ad") and "a" not in cue.frames:
            cue = Cue(cue.start, cue.end, cue.head, cue.key, cue.entry, cue.type, cue.frames | {"a"})
    mark = next((m for m, words in marks.items() if m in cue.frames and after + 1 < end and doc[after].lower_.rstrip("'’") in words), None)
    if content is None and mark is not None:  # i timori della preside di non bastare
        i = next((i for i in range(after + 1, min(after + 4, end)) if doc[i].lower_ != "non" and doc[i].pos_ != "ADV"), after + 1)
        if verb_form(doc[i]) == "Inf":
            clause = doc[i].head if doc[i].dep_ in ("aux", "aux:pass", "cop") and doc[i].head.i > i else doc[i]
            last = clause_end(syntax, noun, clause, after + 1, stops, infinitival=True)
            content = Content(mark, [(after + 1, _before_predicate(syntax, i, last))], clause.i)
    if content is None and cue.frames & {"a", "di"} and after < end:  # l'invito del presidente al Parlamento a riaprire il dossier
        content = _behind_addressee(syntax, cue, noun, after, stops)
    if content is None:
        for frame in sorted(f for f in cue.frames if f.startswith("target:")):
            for governor in (noun, head):  # the parser hangs the target from the author as often
                found = prepositional(syntax, shifted, governor, frame.split(":")[1], frame)
                if found is not None and found.head != head.i and found.runs[0][0] >= cue.end:
                    if found.head < mention.span[0] < found.runs[-1][1] and syntax.words[mention.span[0] - 1].rstrip("'") in FUSED["da"]:  # al piano | da Ugo Bini
                        found = found._replace(runs=[(found.runs[0][0], mention.span[0] - 1)])
                    content = restrictive(syntax, _without_verbs(syntax, found))
                    break
            if content is not None:
                break
        content = content or _target_right_behind(syntax, cue, after, end) or _fronted_target(syntax, cue, noun)
    if content is None and "obj:di" in cue.frames and after + 1 < end and doc[after].lower_ in ("di", "d'", "d’"):
        thing = doc[after].head  # la richiesta di X di un rinvio: behind its author, without an article of its own in the preposition
        wanted = doc[after + 1].lower_.rstrip("'’") in ("un", "uno", "una")  # un candidato giovane: nobody in particular
        if thing.i > after and thing.pos_ == "NOUN" and (wanted or not syntax.speakable(thing)):
            content = Content("obj:di", [(after + 1, syntax.phrase(thing, relatives=True)[1])], thing.i)
    if content is None and "colon" in cue.frames:
        colon = next((i for i in range(after, min(after + 8, end)) if doc[i].text == ":"), None)
        if colon is not None and colon + 1 == end < len(doc) and not doc[end].is_space:
            end = syntax.sentence(end)[1]  # the parser ends the sentence at the colon
        if colon is not None and colon + 2 < end and doc[colon + 1].text not in ("«", "“", '"') and (main_verb(syntax, colon, end) or verb_form(doc[colon + 1]) == "Inf" or (after == colon and noun.i - syntax.sentence(noun.i)[0] < 3 and not any(t.text == "," for t in doc[noun.i : colon]) and end - colon > 3 and "obj:di" in cue.frames)):
            plain = all(t.pos_ in ("AUX", "ADJ", "ADV", "VERB", "PUNCT") or t.lower_ in ("lo", "la", "stesso", "stessa", "questo", "questa") for t in doc[after:colon])
            opened = noun.dep_ == "obj" and after == colon and noun.i - syntax.sentence(noun.i)[0] < 3 and noun.head.i == syntax.sentence(noun.i)[0] and not syntax.lexicon.forms.get(syntax.words[noun.head.i])  # Netta la posizione della Cei: …
            hence = after == colon and noun.i - syntax.sentence(noun.i)[0] < 5 and not any(t.pos_ in VERBAL for t in doc[syntax.sentence(noun.i)[0] : noun.i])  # Da qui la proposta di Bini: …
            if plain and (noun.dep_ in ("nsubj", "nsubj:pass", "ROOT") or opened or hence or (noun.dep_ == "obj" and cue.end == colon)):
                content = Content("colon", [(colon + 1, end)], colon + 1)
    presented = any(c.dep_ == "cop" for c in noun.children) and any(c.dep_ == "acl" and c.i == noun.i + 1 for c in noun.children)
    if content is None or (presented and content.frame.startswith("target")):
        return None  # …: sono le condanne chieste dall'accusa al processo: what stands before
    return build(syntax, cue, content, mention)
