"""Which content each frame of a cue finds, best frame first."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.components.analysis import Cue
from pipeline.components.claims.clauses import SUBORDINATORS, bare_clause, che_clause, infinitive, question
from pipeline.components.claims.conditions import conditioned, restrictive
from pipeline.components.claims.content import Content, is_somebody
from pipeline.components.claims.extent import clause_end
from pipeline.components.claims.objects import clitic_target, object_phrase, prepositional, told_of
from pipeline.components.claims.small_clauses import likened, small_clause
from pipeline.components.syntax import Syntax, mood, verb_form

COME = frozenset(("come", "quanto"))
PERCHE = frozenset(("perché", "affinché"))
#: Order in which the frames of a cue are tried.
ORDER = ("che", "come", "perché", "se", "di", "a", "accuse", "as", "as-come", "as-a", "obj:di", "obj:a", "obj", "obj-any", "target-inf:a", "target-inf:di", "target-inf:per")


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
            content = infinitive(syntax, cue, stops, frame.split(":")[1])
        elif frame == "accuse":
            content = _accusation(syntax, cue, stops)
        elif frame == "as":
            content = small_clause(syntax, cue, verb, stops)
        elif frame == "as-come":
            content = small_clause(syntax, cue, verb, stops)
            if content is not None and not any(t.lower_ == "come" for t in doc[content.runs[0][0] : content.runs[-1][1]]):
                content = None  # ha presentato 212 emendamenti
        elif frame == "as-a":
            content = likened(syntax, verb)
        elif frame in ("obj:di", "obj:a"):
            content = _named_by_noun(syntax, cue) if cue.type == "construction" else told_of(syntax, cue, frame)
        elif frame in ("obj", "obj-any"):
            content = _event(syntax, cue, frame == "obj-any")
        if content is not None:
            yield content
    for frame in sorted((f for f in frames if f.startswith("target:")), key=lambda f: (f == "target:di", f)):  # dubbi di legittimità sul premio
        governor = verb if cue.anchor < 0 or cue.type != "adjective" else doc[cue.head]
        content = prepositional(syntax, cue, governor, frame.split(":")[1], frame)
        if content is not None and cue.type == "construction" and (asked := _asked_of(syntax, cue, content, stops)) is not None:
            yield asked
        elif content is not None and not _asked(syntax, content):
            yield _affirmed(syntax, conditioned(syntax, restrictive(syntax, content), quoted_only=True))
    for frame in sorted(f for f in frames if f.startswith("target-event:")):  # apre al dialogo, not al pubblico
        content = prepositional(syntax, cue, verb, frame.split(":")[1], frame)
        event = content is not None and (syntax.lexicon.is_event(doc[content.head].lower_) or syntax.words[content.head] in syntax.lexicon.nouns) and not is_somebody(syntax, doc[content.head])
        if content is not None and event and cue.finite and not syntax.passive(verb) and content.runs[0][0] <= cue.end + 1:
            yield restrictive(syntax, content)
    if frames & {"target", "target-event", "target-somebody", "target-outcome"}:
        content = object_phrase(syntax, cue, verb, "target")
        if content is not None:
            content = _affirmed(syntax, conditioned(syntax, restrictive(syntax, content), quoted_only=True))
        wished = "target-event" in frames and verb_form(verb) != "Inf" and mood(syntax, verb) == "Cnd"  # avrebbe preferito una zona a trenta all'ora
        wanted = "target" in frames or wished or syntax.passive(verb) or (content is not None and syntax.lexicon.is_event(doc[content.head].lower_))
        wanted = wanted and not (cue.key in syntax.lexicon.lists["sentencing"] and content is not None and is_somebody(syntax, doc[content.head]))
        wanted = wanted or ("target-somebody" in frames and content is not None and _person(syntax, content))
        if "target-outcome" in frames:  # non riconosce il risultato, but: la madre lo ha riconosciuto
            wanted = content is not None and doc[content.head].lower_ in syntax.lexicon.lists["outcomes"]
        bare = content is not None and content.runs[0][1] - content.runs[0][0] == 1 and content.head < cue.head and syntax.passive(verb)  # opinioni sostenute da X
        if content is not None and wanted and not bare and doc[content.head].pos_ in ("NOUN", "PROPN", "PRON", "X", "ADJ", "NUM"):
            yield content
        elif content is None and "target" in frames and cue.type == "verb" and cue.finite and (taken_up := clitic_target(syntax, cue)) is not None:
            yield taken_up


def _asked_of(syntax: Syntax, cue: Cue, content: Content, stops: frozenset[int]) -> Content | None:
    """*Fa appello ai capi di «trattare subito»*; *ribadisce le accuse all'Arma di avergli rovinato la vita*: the infinitive behind whom it is put to."""
    if not is_somebody(syntax, syntax.doc[content.head]) and not syntax.doc[content.head].ent_type_ and not syntax.speakable(syntax.doc[content.head]):
        return None
    doc = syntax.doc
    for i in range(content.head + 1, min(content.head + 7, len(doc) - 1)):
        behind = doc[i + 1 + (doc[i + 1].text in ("«", "“", '"'))] if i + 2 < len(doc) else doc[i + 1]
        if syntax.words[i] in ("di", "d'", "a", "ad") and (verb_form(behind) == "Inf" or (behind.lower_ == "non" and verb_form(doc[behind.i + 1]) == "Inf")):
            clause = behind.head if behind.dep_ in ("aux", "aux:pass", "cop") and behind.head.i > behind.i else behind
            return Content("di", [(i + 1, clause_end(syntax, doc[cue.head], clause, behind.i, stops, infinitival=True))], clause.i)
        if doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX"):
            return None
    return None


def _person(syntax: Syntax, content: Content) -> bool:
    """Whether the content is a person: *ha attaccato il presidente del Senato*, not *il convoglio*."""
    head = syntax.doc[content.head]
    title = syntax.title(head)
    if any(t.lower_ in syntax.lexicon.lists["harshly"] for t in syntax.doc[max(0, content.runs[0][0] - 2) : content.runs[0][0]]):
        return True  # ha attaccato duramente il progetto
    return head.ent_type_ == "PER" or (title is not None and title.type == "person" and not title.plural)


def _named_by_noun(syntax: Syntax, cue: Cue) -> Content | None:
    """*Ha avanzato la richiesta di un incontro urgente*: what the construction's noun names right behind it."""
    doc, i = syntax.doc, cue.end
    if i + 2 >= len(doc) or syntax.words[i] not in ("di", "d'") or syntax.words[i + 1] not in ("un", "uno", "una", "un'"):
        return None
    head = doc[i + 1].head if doc[i + 1].head.i > i + 1 else doc[i + 2]
    if head.pos_ != "NOUN" or is_somebody(syntax, head):
        return None
    return Content("obj:di", [(i + 1, syntax.phrase(head, relatives=True)[1])], head.i)


def _affirmed(syntax: Syntax, content: Content) -> Content:
    """*(contrario) non all'accoglienza ma ai numeri*: what the attitude is to."""
    doc = syntax.doc
    start, end = content.runs[0]
    i = next((i for i in range(start + 1, end - 1) if doc[i].lower_ == "ma"), None)
    if i is None or len(content.runs) > 1 or not any(t.lower_ == "non" for t in doc[max(0, start - 2) : start]):
        return content
    head = next((t for t in doc[i + 1 : end] if t.pos_ in ("NOUN", "PROPN")), None)
    return Content(content.frame, [(i + 1, end)], head.i) if head is not None else content


def _asked(syntax: Syntax, content: Content) -> bool:
    """*(dubbi su) chi sia il responsabile*: a question, no thing."""
    head = syntax.doc[content.head]
    return head.lower_ in ("chi", "cosa", "quanto") and any(mood(syntax, t) == "Sub" for t in syntax.doc[head.i + 1 : head.i + 3])


def _event(syntax: Syntax, cue: Cue, anything: bool) -> Content | None:
    """The object of a verb of saying where it names an event or content (not a person, and not the verb's own noun)."""
    content = object_phrase(syntax, cue, syntax.doc[cue.head], "obj-any" if anything else "obj")
    if content is None:
        return None
    content = conditioned(syntax, restrictive(syntax, content._replace(frame="obj")))
    if cue.key.startswith(syntax.lexicon.beginnings["addressing"]):
        content = _without_addressee(syntax, content)
    head = syntax.doc[content.head]
    nominal = head.pos_ == "ADJ" and (head.i == cue.end or any(c.dep_ == "det" for c in head.children))  # un ritocco, tagged as an adjective
    amount = anything and (head.pos_ == "NUM" or head.lower_ in ("milioni", "miliardi", "mila"))  # ha garantito trenta milioni
    if head.ent_type_ == "PER" or (head.pos_ not in ("NOUN", "VERB") and not nominal and not amount) or (head.lower_ in syntax.lexicon.lists["empty"] and cue.entry.stance_for("obj") == "support") or not (head.pos_ == "VERB" or anything or syntax.lexicon.is_event(head.lower_)):
        return None
    title = syntax.title(head)
    more = any(t.lower_ in ("più", "meno", "altri", "altre", "nuovi", "nuove") for t in syntax.doc[content.runs[0][0] : head.i])  # chiedono più agenti
    if title is not None and title.type in ("person", "group") and not more:
        return None
    first, last = content.runs[0][0], content.runs[-1][1]
    return None if last - first == 1 and head.i < cue.head else content  # (velocità confermata da X): too little


def _without_addressee(syntax: Syntax, content: Content) -> Content:
    doc = syntax.doc
    start, end = content.runs[-1]
    for i in range(content.head + 1, end - 1):
        to = doc[i].lower_.replace("’", "'").rstrip("'") in ("a", "ad", "al", "allo", "alla", "all", "ai", "agli", "alle")
        whom = doc[i].head if doc[i].head.i > i else doc[i + 1]
        if to and not syntax.quoted(i) and (whom.ent_type_ or is_somebody(syntax, whom)):
            return content._replace(runs=[*content.runs[:-1], (start, i)])
    return content


def _accusation(syntax: Syntax, cue: Cue, stops: frozenset[int]) -> Content | None:
    content = infinitive(syntax, cue, stops, "di")
    if content is not None:
        return Content("accuse", content.runs, content.head)
    content = prepositional(syntax, cue, syntax.doc[cue.head], "di", "accuse") or prepositional(syntax, cue, syntax.doc[cue.head], "per", "accuse")
    if content is None:
        return None
    (start, end), head = content.runs[0], syntax.doc[content.head]
    return Content("accuse", [(start if head.i == start else min(start + (syntax.doc[start].pos_ == "ADP" and " " not in syntax.doc[start].lemma_), head.i), end)], content.head)
