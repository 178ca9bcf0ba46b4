"""Two things of which one is said to be the other: *definire X Y*, *paragonare X a Y*."""

from __future__ import annotations

from pipeline.components.analysis import Cue
from pipeline.components.claims.asides import finite_group
from pipeline.components.claims.complements import with_complements
from pipeline.components.claims.content import Content
from pipeline.components.claims.extent import clause_end
from pipeline.components.cues.verbs import FUSED
from pipeline.components.syntax import NOMINAL, VERBAL, Syntax, verb_form
from pipeline.components.syntax.tokens import Token


def likened(syntax: Syntax, verb: Token) -> Content | None:
    """*paragonare X a Y, derubricare X a Y*: both, in text order."""
    doc = syntax.doc
    thing = next((c for c in verb.children if c.dep_ in ("obj", "nsubj") and c.i > verb.i), None)
    if thing is None:
        return None
    start, end = syntax.phrase(thing)
    limit = syntax.sentence(verb.i)[1]
    inner = next((i for i in range(thing.i + 1, end) if doc[i].lower_.replace("’", "'").rstrip("'") in FUSED["a"]), None)
    if inner is not None:  # attribuisce il calo alla frenata degli ordini: the parser hangs the one from the other
        return Content("as", [(start, with_complements(syntax, verb, syntax.phrase(thing, relatives=True)[1]))], thing.i)
    end += end < limit and doc[end].text in "«“\""  # paragona il premier “a quei padroni di casa che…”
    if end + 1 >= limit or doc[end].lower_.replace("’", "'").rstrip("'") not in FUSED["a"]:
        return None
    i = next((i for i in range(end + 1, min(end + 6, limit)) if doc[i].pos_ in NOMINAL or doc[i].pos_ in VERBAL), end + 1)
    head = doc[i] if doc[i].pos_ not in ("DET", "ADJ") or doc[i].head.i <= i else doc[i].head
    return Content("as", [(start, max(syntax.phrase(head, relatives=True)[1], i + 1))], thing.i)


def _quoted_predicate(syntax: Syntax, head: int, end: int, limit: int) -> int:
    """Where a quoted predicate ends behind the object: *considera la disputa sui nomi «un problema da professori»*; 0 where there is none."""
    doc = syntax.doc
    for i in range(head + 1, min(end + 1, limit - 1)):
        if doc[i].text in ("«", "“", '"') and doc[i - 1].pos_ in ("NOUN", "PROPN", "ADJ", "ADV") and doc[i + 1].is_lower and (doc[i + 1].pos_ in ("ADJ", "ADV") or syntax.words[i + 1] in ("un", "uno", "una", "un'", "il", "la", "l'", "lo")):
            quotation = next((q for q in syntax.quotations if q.outer_start == doc[i].idx), None)
            return syntax.token_at(quotation.outer_end - 1) + 1 if quotation is not None else 0
    return 0


def _predicated(syntax: Syntax, noun: Token, verb: Token) -> bool:
    """Whether a thing behind the verb, with a clitic before it, is what is said of the clitic: *la considera un errore*."""
    before = syntax.doc[verb.i - 1].lower_ if verb.i else ""
    return noun.i > verb.i and noun.pos_ == "NOUN" and not syntax.speakable(noun) and before in ("lo", "la", "li", "le", "l'", "l’")


def small_clause(syntax: Syntax, cue: Cue, verb: Token, stops: frozenset[int]) -> Content | None:
    """*definire / considerare X Y*: both where both stand there, in text order; only Y behind a clitic or a relative."""
    doc = syntax.doc
    sentence_end = syntax.sentence(verb.i)[1]
    parts = []
    for child in verb.children:
        if child.i < verb.i and not (syntax.passive(verb) and child.dep_ in ("nsubj:pass", "nsubj") and child.pos_ != "PRON"):
            continue
        if child.dep_ in ("obj", "xcomp", "ccomp", "obl", "amod", "nsubj", "nsubj:pass", "advcl", "acl", "conj") and child.dep_ != "conj":
            case = next((c for c in child.children if c.dep_ in ("case", "mark") and c.i < child.i), None)
            if case is not None and case.lower_ not in ("come", "quale", "quali"):
                continue
            if child.dep_ in ("nsubj",) and not syntax.passive(verb) and not _predicated(syntax, child, verb):
                continue
            if child.dep_ == "advcl" and verb_form(child) == "Ger" and child.i > verb.i and doc[child.i - 1].text == ",":
                continue  # ha definito il piano un errore, | spiegando che
            parts.append(child)
    if not parts:  # la giudica «una resa a rate»
        clitic = any(t.lower_ in ("lo", "la", "li", "le", "l'", "l’") for t in doc[max(0, cue.head - 1) : cue.head])
        clitic = clitic or cue.entry.reflexive or any(f.clitic for f in syntax.lexicon.forms.get(verb.lower_, ()))  # definendole «…», si è detto «…»
        quotation = next((q for q in syntax.quotations if clitic and cue.end < len(doc) and q.outer_start == doc[cue.end].idx), None)
        return Content("as", [(syntax.token_at(quotation.start), syntax.token_at(quotation.end - 1) + 1)], cue.end) if quotation is not None else None
    start = min(syntax.phrase(p, relatives=True)[0] for p in parts)
    marks = next((q for q in syntax.quotations if cue.end < len(doc) and q.outer_start == doc[cue.end].idx and q.start <= doc[start].idx < q.end), None)
    if marks is not None:  # si dice "molto soddisfatta"
        start = min(start, syntax.token_at(marks.start))
    start -= start - 1 > verb.i and doc[start - 1].lower_ in ("più", "meno") and doc[start - 1].dep_ == "advmod"
    start -= start - 1 > verb.i and doc[start].lower_ in ("più", "meno") and doc[start - 1].lower_ in ("molto", "assai", "ben", "poco", "decisamente")
    end = max(syntax.phrase(p, relatives=True)[1] for p in parts)
    agent = syntax.agent(verb) if syntax.passive(verb) else None
    if agent is not None and agent.i > verb.i:  # definita «folle» da X
        end = min(end, min([agent.i, *(c.i for c in agent.children if c.dep_ == "case")]))
    if any(p.i > verb.i for p in parts) and start > verb.i:
        predicate = any(p.dep_ in ("xcomp", "ccomp", "amod", "acl", "advcl") or p.pos_ == "ADJ" for p in parts) or len(parts) > 1
        quoted = any(t.text in "«“\"" for t in doc[verb.i + 1 : min(end, verb.i + 4)])
        judged = _quoted_predicate(syntax, parts[0].i, end, sentence_end) if not predicate and not quoted else 0
        quoted, end = quoted or bool(judged), max(end, judged)
        clitic = any(t.lower_ in ("lo", "la", "li", "le", "l'", "l’", "che", "cui") and t.dep_ != "det" for t in doc[max(0, cue.start - 2) : verb.i]) or verb.lower_.endswith(("lo", "la", "li", "le"))
        come = any(t.lower_ == "come" for t in doc[start:end])
        if not (predicate or quoted or clitic or come):
            return None
        if start <= verb.i + 2 and agent is None:
            reach = clause_end(syntax, verb, parts[0], start, stops)
            if verb_form(verb) == "Ger":  # pur giudicando lacunosi i registri, ritengono…
                reach = next((i for i in range(end, reach) if doc[i].text == ","), reach)
            end = max(end, reach)
        apart = next((i for i in range(start + 1, end - 1) if doc[i].text == "," and not syntax.quoted(i) and verb_form(doc[i + 1]) == "Part" and doc[i + 1].pos_ in ("VERB", "ADJ") and doc[i + 1].lower_ not in ("visto", "dato", "considerato") and any(p.i < i for p in parts)), None)
        end = min(end, apart) if apart is not None else end  # ritengono attendibili i calcoli, basati su una settimana
        if end + 2 < sentence_end and doc[end].lower_ in ("e", "ed"):
            i = next((i for i in range(end + 1, end + 4) if doc[i].pos_ != "ADV"), end + 1)
            if doc[i].pos_ == "ADJ" and i + 1 < sentence_end and doc[i + 1].pos_ == "DET" and doc[i + 1].head.i > i:  # ritiene inutile e troppo cara quest'opera
                end = syntax.phrase(doc[i + 1].head, relatives=True)[1]
        other = next((i for i in range(start + 2, end) if i in stops and syntax.words[i - 1] in ("e", "ed", "ma") and finite_group(syntax, i) and not syntax.quoted(i)), None)
        end = min(end, other - 1) if other is not None else end  # reputa insufficienti le corse rimaste e domanda un tavolo
        pur = next((i for i in range(start + 1, end - 1) if doc[i].text == "," and doc[i + 1].lower_ in ("pur", "pure") and verb_form(doc[min(i + 2, len(doc) - 1)]) == "Ger"), None)
        end = min(end, pur) if pur is not None else end  # considera la fusione inevitabile, pur chiedendo garanzie
        return Content("as", [(start, min(end, sentence_end))], parts[0].i)
    runs = []
    for part in sorted(parts, key=lambda p: p.i):
        a, b = syntax.phrase(part, relatives=True)
        if a <= verb.i < b:
            b = cue.start
        if b > a:
            runs.append((a, b))
    runs = [r for k, r in enumerate(runs) if not any(o != r and o[0] <= r[0] and r[1] <= o[1] for o in runs[:k])]
    merged: list[tuple[int, int]] = []
    for a, b in runs:
        if merged and a < merged[-1][1]:
            a = merged[-1][1]
        if b > a:
            merged.append((a, b))
    return Content("as", merged, parts[0].i) if merged else None
