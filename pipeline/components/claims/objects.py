"""Noun phrases as content: the verb's object, what a preposition governs, what somebody is told of."""

from __future__ import annotations

from pipeline.components.analysis import Cue
from pipeline.components.claims.antecedents import antecedent, of_relative
from pipeline.components.claims.complements import with_complements
from pipeline.components.claims.content import Content, is_somebody
from pipeline.components.cues.verbs import FUSED
from pipeline.components.syntax import NOMINAL, VERBAL, Syntax, feature, verb_form
from pipeline.components.syntax.tokens import Token, text_of


def object_phrase(syntax: Syntax, cue: Cue, verb: Token, frame: str) -> Content | None:
    """The noun phrase that is the verb's object (or, in the passive, its subject)."""
    passive = syntax.passive(verb)
    if verb.dep_ == "acl:relcl" and verb.head.lower_ == "quanto" and verb.head.i < verb.i:
        return None  # è quanto chiede | il comitato
    if any(c.lower_ == "lo" and c.dep_ == "obj" and c.pos_ == "PRON" and c.i < verb.i for c in verb.children):
        return None  # lo ha annunciato ieri | l'azienda: its subject
    relative = next((c for c in verb.children if c.lower_ == "che" and (feature(c, "PronType") == "Rel" or c.dep_ == "obj") and c.i < verb.i), None)
    if frame == "target" and not passive and relative is not None and not _taken_up(syntax, verb.head, relative) and (verb.dep_ in ("acl:relcl", "acl") or relative.dep_ == "obj") and verb.head.pos_ == "NOUN" and verb.head.i < relative.i:
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i != relative.i and relative.i < c.i < verb.i), None)
        taken_up = verb.head.lower_ in syntax.lexicon.lists["resuming"] and syntax.doc[syntax.phrase(verb.head)[0] - 1].text == ","  # un'ipotesi che il ministro ha respinto: see retorts
        if subject is not None and is_somebody(syntax, subject) and not taken_up and not any(c.dep_ == "obj" and c.i > verb.i for c in verb.children):
            start, end = syntax.phrase(verb.head)  # una proposta che i sindacati respingono
            return Content(frame, [(start, min(end, relative.i))], verb.head.i)
    wanted: tuple[str, ...] = ("nsubj:pass", "nsubj") if passive else ("obj",)
    if passive and verb.dep_ == "ROOT" and not syntax.auxiliaries(verb) and verb.i == syntax.sentence(verb.i)[0]:
        wanted = ("nsubj:pass", "nsubj", "obj")  # Criticata dai sindacati la decisione della giunta
    if not passive and not any(c.dep_ == "obj" for c in verb.children):  # an object taken for an inverted subject
        behind = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i and c.pos_ == "NOUN" and not is_somebody(syntax, c)), None)
        if behind is not None:
            start, end = syntax.phrase(behind, relatives=True)
            return Content(frame, [(start, with_complements(syntax, verb, end))], behind.i)
    if not passive and not any(c.dep_ in ("obj", "ccomp", "xcomp") for c in verb.children):  # respinge ogni addebito, taken for an adjunct
        behind = next((c for c in verb.children if c.dep_ == "obl" and c.i in (cue.end, cue.end + 1) and c.pos_ == "NOUN" and not any(g.dep_ == "case" for g in c.children)), None)
        if behind is not None and behind.lower_ not in syntax.lexicon.lists["days"] | syntax.lexicon.lists["times"]:
            return Content(frame, [syntax.phrase(behind, relatives=True)], behind.i)
    if not passive and not any(c.dep_ in wanted for c in verb.children):  # ha escluso manovre, taken for a predicate
        nominal = [c for c in verb.children if c.pos_ == "NOUN" or any(g.dep_ == "det" for g in c.children)]  # il permanere dei disagi
        adjacent = frame == "obj-any" and any(c.dep_ == "xcomp" and c.pos_ == "ADJ" and c.i == cue.end for c in verb.children)  # chiede indennizzi
        wanted = ("xcomp",) if adjacent or any(c.dep_ == "xcomp" and not any(g.dep_ in ("case", "mark") for g in c.children) for c in nominal) else wanted
    for child in verb.children:
        if child.dep_ in wanted and (child.pos_ in NOMINAL or child.pos_ == "VERB" or (frame == "obj-any" and child.pos_ == "ADJ" and child.i == cue.end)) and child.i != cue.anchor:
            if child.pos_ == "VERB" and not any(c.dep_ == "det" for c in child.children):
                continue
            if child.pos_ == "PRON" and (child.lower_ in ("lo", "la", "li", "le", "ne", "si", "che", "cui", "ci", "l'", "l’", "mi", "ti", "vi") or feature(child, "PronType") in ("Rel", "Prs")):
                continue
            if (not passive and child.i < verb.i) or child.lower_ in syntax.lexicon.lists["days"] or (frame == "target" and child.lower_ in syntax.lexicon.lists["plays"]):
                continue
            start, end = syntax.phrase(child, relatives=True)
            if start - 1 > verb.i and syntax.doc[start - 1].lower_ in syntax.lexicon.lists["settings"]:
                continue  # ha respinto durante il dibattito
            start -= start - 1 > verb.i and syntax.doc[start - 1].lower_ in ("più", "meno", "almeno", "circa", "oltre", "né")  # ha promesso più fondi; non contesta né i tempi né il metodo
            if frame == "target" and not passive and (child.pos_ == "PROPN" or child.ent_type_) and end < len(syntax.doc) and syntax.words[end].rstrip("'") in FUSED["su"] | FUSED["con"]:
                return Content(frame, [(start, end)], child.i)  # critica Google | sul copyright
            return Content(frame, [(start, end if passive else with_complements(syntax, verb, end))], child.i)
    presented = any(c.dep_ == "cop" for c in verb.head.children)  # …: sono le condanne chieste dall'accusa: what stands before
    paper = (title := syntax.title(verb.head)) is not None and title.type == "document" and not syntax.lexicon.is_event(verb.head.lower_)  # un'analisi diffusa dall'istituto: the paper
    if passive and verb.dep_ in ("acl", "amod") and verb.head.i < verb.i and not presented and not paper:
        noun, (start, end) = verb.head, syntax.phrase(verb.head)
        if frame == "target":  # what is reported has the parser's noun: above it stands as often an event of the writer's
            noun, start, end = antecedent(syntax, noun, verb.i, feature(verb, "Gender"), feature(verb, "Number"))
        return Content(frame, [(start, min(end, verb.i))], noun.i) if start < verb.i else None
    return None


def _taken_up(syntax: Syntax, noun: Token, relative: Token) -> bool:
    """Whether the noun only takes up what was said: *…, un'ipotesi che il ministro respinge*."""
    opening = noun.i - (syntax.doc[noun.i - 1].pos_ == "DET")
    return relative.i == noun.i + 1 and noun.lower_ in syntax.lexicon.lists["resuming"] and opening > 0 and syntax.doc[opening - 1].text == ","


def prepositional(syntax: Syntax, cue: Cue, governor: Token, preposition: str, frame: str) -> Content | None:
    """The noun phrase behind a preposition that the cue governs; a fused article stays with the phrase."""
    doc = syntax.doc
    if preposition == "verso":  # nei confronti di = verso
        for i in range(cue.end, min(cue.end + 4, len(doc) - 3)):
            if doc[i].lower_ == "nei" and doc[i + 1].lower_ == "confronti":
                head = next((t for t in doc[i + 3 : i + 6] if t.pos_ in ("NOUN", "PROPN")), None)
                if head is not None:
                    fused = doc[i + 2].lower_ not in ("di", "d'", "d’")
                    return Content(frame, [(i + 2 if fused else i + 3, syntax.phrase(head, relatives=True)[1])], head.i)
    if (whoever := _whoever(syntax, cue, preposition)) is not None:
        return whoever._replace(frame=frame)
    if preposition == "su" and (about := _about(syntax, cue)) is not None:
        return about._replace(frame=frame)
    candidates = list(governor.children)
    if cue.anchor >= 0:
        candidates += list(doc[cue.anchor].children)
    if governor.dep_ in ("aux", "cop"):
        candidates += list(governor.head.children)
    candidates += [c for t in doc[cue.start : cue.end] for c in t.children]
    start = syntax.sentence(cue.head)[0]
    fronted = [c for c in candidates if c.i < cue.head and c.pos_ in NOMINAL and c.lower_ not in syntax.lexicon.lists["times"] and c.lower_ not in syntax.lexicon.lists["months"]]
    for child in fronted:  # Contro la chiusura si sono schierati anche i commercianti; Alla sua audizione si oppongono le difese
        case = next((c for c in child.children if c.dep_ == "case" and c.i < child.i), None)
        if case is None or case.i > start + 1 or case.lower_.replace("’", "'").rstrip("'") not in FUSED.get(preposition, {preposition}):
            continue
        first, end = syntax.phrase(child, relatives=True)
        if case.i < first - 1 or syntax.phrase(child, with_preposition=True)[0] > start + 1:
            continue
        behind = next((c for c in governor.children if (c.dep_ in ("nsubj", "nsubj:pass", "obj") and c.i > cue.head) or (c.dep_ == "nsubj" and c.i > end)), None)
        if end <= cue.start and (preposition == "contro" or (behind is not None and is_somebody(syntax, behind))) and text_of(doc[start : cue.start]).count(",") == 0:
            fused = preposition != "contro" and case.lower_ not in (preposition, preposition + "d")
            return Content(frame, [(case.i if fused else case.i + 1, end)], child.i)
    if cue.type in ("adjective", "noun") and cue.end < len(doc) and doc[cue.end].dep_ == "case" and doc[cue.end].head.i > cue.end and doc[cue.end].head not in candidates:
        candidates.append(doc[cue.end].head)  # contrario | ai dossi, il no di Neri | alla vendita, which the parser hung elsewhere
    for child in sorted(candidates, key=lambda t: t.i):
        if (child.i < cue.head and child.i < cue.anchor) or (child.pos_ not in NOMINAL and not (child.pos_ == "ADJ" and child.dep_ == "obl" and cue.type == "adjective")) or child.dep_ == "case":
            continue
        case = next((c for c in child.children if c.dep_ == "case" and c.i < child.i), None)
        if case is None or case.lower_.replace("’", "'").rstrip("'") not in FUSED.get(preposition, {preposition}):
            continue
        if case.i < max(cue.anchor, cue.head) or (cue.type == "noun" and child.pos_ == "NUM") or child.lower_ in syntax.lexicon.lists["no_target"] or child.lower_ in syntax.lexicon.lists["plays"] or (preposition in ("in", "su") and child.lower_ in syntax.lexicon.lists["occasions"]):
            continue
        _, end = syntax.phrase(child, relatives=True)
        end = with_complements(syntax, doc[cue.head], end)
        fused = " " in case.lemma_ or case.lower_.replace("’", "'").rstrip("'") not in (preposition, preposition + "d")
        start = case.i if fused and preposition in ("a", "di", "da", "su", "in", "con") else case.i + 1
        if preposition in ("contro", "per", "verso") and start < child.i and doc[start].lower_ == "di":
            start += 1
        return Content(frame, [(start, end)], child.i)
    if (whose := of_relative(syntax, cue, candidates, preposition, frame)) is not None:
        return whose
    if preposition == "di" and cue.type == "verb":  # non si fida delle promesse, taken for an article
        some = next((c for c in governor.children if c.dep_ in ("obj", "obl") and c.i > cue.head and c.pos_ == "NOUN" and any(g.dep_ == "det" and g.lower_.rstrip("'’") in FUSED["di"] for g in c.children)), None)
        if some is not None:
            article = next(g.i for g in some.children if g.dep_ == "det")
            return Content(frame, [(article, syntax.phrase(some, relatives=True)[1])], some.i)
    return _right_behind(syntax, cue, preposition, frame) if cue.type == "adjective" else None


def _right_behind(syntax: Syntax, cue: Cue, preposition: str, frame: str) -> Content | None:
    """*Si è detto vicino | ai lavoratori*: what stands right behind the adjective and its preposition, where the parser made the two one preposition."""
    doc, i = syntax.doc, cue.end
    if i + 1 >= len(doc) or doc[i].dep_ != "fixed" or syntax.words[i].rstrip("'") not in FUSED.get(preposition, {preposition}):
        return None
    head = next((t for t in doc[i + 1 : i + 5] if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None or any(t.is_punct or t.pos_ in VERBAL for t in doc[i + 1 : head.i]):
        return None
    fused = syntax.words[i] not in (preposition, preposition + "d")
    return Content(frame, [(i if fused else i + 1, syntax.phrase(head, relatives=True)[1])], head.i)


#: Object clitics: gender and number of what they take up.
CLITIC_OBJECTS = {"lo": ("Masc", "Sing"), "la": ("Fem", "Sing"), "li": ("Masc", "Plur"), "le": ("Fem", "Plur")}


def clitic_target(syntax: Syntax, cue: Cue) -> Content | None:
    """*La legge divide: il Patto la difende, la Lega l'ha già bocciata*: the thing that the clitic takes up, subject or object of the clause
    or the sentence before.
    """
    doc = syntax.doc
    clitic = next((t for t in doc[cue.start : cue.head] if (t.lower_ in CLITIC_OBJECTS or t.lower_ in ("l'", "l’")) and t.pos_ == "PRON"), None)
    if clitic is None or syntax.passive(doc[cue.head]):
        return None
    gender, number = CLITIC_OBJECTS.get(clitic.lower_, (feature(doc[cue.head], "Gender"), feature(doc[cue.head], "Number")))
    if not gender or (clitic.lower_ not in CLITIC_OBJECTS and verb_form(doc[cue.head]) != "Part"):
        return None
    start = syntax.sentence(cue.head)[0]
    start = syntax.sentence(start - 1)[0] if start and "\n\n" not in doc[start - 1].text else start
    for token in reversed(doc[start : cue.start]):
        main = token.dep_ in ("nsubj", "nsubj:pass", "obj", "ROOT", "conj") and token.pos_ == "NOUN"
        fits = main and feature(token, "Gender") == gender and feature(token, "Number") == number and not is_somebody(syntax, token) and not token.ent_type_
        if fits and not syntax.quoted(token.i) and any(c.dep_ == "det" or " " in c.lemma_ for c in token.children):
            first, last = syntax.phrase(token, relatives=True)
            return Content("target", [(first, min(last, cue.start))], token.i)
    return None


def _whoever(syntax: Syntax, cue: Cue, preposition: str) -> Content | None:
    """*Si oppone a chi vuole escludere l'editore*: a free relative right behind the cue's preposition."""
    doc, i = syntax.doc, cue.end
    if i + 3 >= len(doc) or doc[i + 1].lower_ != "chi" or doc[i].lower_ not in (preposition, preposition + "d"):
        return None
    limit = syntax.sentence(cue.head)[1]
    verb = doc[i + 1].head if doc[i + 1].head.i > i + 1 else next((t for t in doc[i + 2 : limit] if t.pos_ in VERBAL), None)
    if verb is None:
        return None
    verb = verb.head if verb.dep_ in ("aux", "aux:pass", "cop") and verb.head.i > verb.i else verb
    end = max(t.i for t in verb.subtree) + 1
    end = next((j for j in range(verb.i + 1, min(end, limit)) if doc[j].text in (",", ":", ";", ".") and not syntax.quoted(j)), min(end, limit))
    return Content("target", [(i + 1, end)], i + 1)


def _about(syntax: Syntax, cue: Cue) -> Content | None:
    """*Scettico circa un rinvio, dubbi in merito alla gara*: right behind the cue."""
    doc, i = syntax.doc, cue.end
    for words in syntax.lexicon.phrases["about"]:
        said = [w.rstrip("'") for w in syntax.words[i : i + len(words)]]
        if len(said) < len(words) or said[:-1] != list(words[:-1]) or said[-1] not in FUSED.get(words[-1], {words[-1]}):
            continue
        last = i + len(words) - 1
        fused = said[-1] not in (words[-1], words[-1] + "d")
        head = next((t for t in doc[last + 1 : last + 5] if t.pos_ in ("NOUN", "PROPN")), None)
        if head is None or any(t.pos_ in VERBAL for t in doc[last + 1 : head.i]):
            return None
        end = with_complements(syntax, doc[cue.head], syntax.phrase(head, relatives=True)[1])
        return Content("target:su", [(last if fused else last + 1, end)], head.i)
    return None


def told_of(syntax: Syntax, cue: Cue, frame: str) -> Content | None:
    """*Avverte i viaggiatori di possibili ritardi, ha invitato le parti alla moderazione*: the noun phrase behind the frame's preposition,
    also where the parser hangs it from the addressee, who must be there.
    """
    preposition = frame.split(":")[1]
    told = next((c for c in syntax.doc[cue.head].children if c.dep_ in ("obj", "iobj", "obl") and c.i > cue.head and (is_somebody(syntax, c) or c.ent_type_)), None)
    if told is None and frame == "obj:a" and cue.end == cue.head + 1:  # invita tuttavia alla cautela
        content = prepositional(syntax, cue, syntax.doc[cue.head], "a", frame)
        near = content is not None and all(t.pos_ == "ADV" for t in syntax.doc[cue.end : content.runs[0][0]])
        return content if content is not None and near and syntax.lexicon.is_event(syntax.doc[content.head].lower_) and not is_somebody(syntax, syntax.doc[content.head]) else None
    if told is None or (frame == "obj:di" and any(t.lower_ == "che" for t in syntax.doc[told.i + 1 : told.i + 5])):
        return None  # informa i rappresentanti dei soci che…
    addressed = Cue(cue.start, told.i + 1, told.i, cue.key, cue.entry, cue.type, cue.frames)
    for governor in (syntax.doc[cue.head], told):
        found = prepositional(syntax, addressed, governor, preposition, frame)
        if found is not None and (frame == "obj:di" or syntax.lexicon.is_event(syntax.doc[found.head].lower_)):
            return found
    return None
