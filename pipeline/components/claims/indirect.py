"""Rules for reported speech and positions: cue verbs, constructions, adjectives and nouns with their complements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.components.analysis import Analysis, Attribution, Cue, Mention
from pipeline.components.claims.building import agentless, build, can_speak, first_person
from pipeline.components.claims.nouns import noun_report
from pipeline.components.claims.parentheticals import as_said, colon_clause, parenthetical
from pipeline.components.claims.reported import (
    SUBORDINATORS,
    Content,
    bare_clause,
    che_clause,
    conditioned,
    infinitive,
    is_somebody,
    likened,
    object_phrase,
    prepositional,
    question,
    restrictive,
    small_clause,
    told_of,
)
from pipeline.components.cues.verbs import FUSED
from pipeline.components.spans import Spans
from pipeline.components.speakers.mentions import before_colon, of_verb
from pipeline.components.syntax import ARTICLES, VERBAL, Syntax, feature, is_preposition, mood, verb_form

#: Conjunctions that, with a subjunctive, leave the saying to come.
UNREAL = {"che", "affinché", "perché", "finché", "purché", "qualora", "se"}
COME = frozenset(("come", "quanto"))
PERCHE = frozenset(("perché", "affinché"))
#: Order in which the frames of a cue are tried.
ORDER = ("che", "come", "perché", "se", "di", "a", "accuse", "as", "as-come", "as-a", "obj:di", "obj:a", "obj", "obj-any", "target-inf:a", "target-inf:di")


def reported(syntax: Syntax, analysis: Analysis, used: set[int]) -> None:
    """Add the attributions of cues that no quotation has used."""
    stops = frozenset(c.start for c in analysis.cues if c.type in ("verb", "construction", "adjective"))
    direct = Spans(span for a in analysis.attributions if a.frame == "quote" for span in a.claim)
    for cue in analysis.cues:
        place = syntax.doc[cue.head].idx
        if cue.type == "adposition" or direct.touch(place, place + 1):
            continue
        if syntax.quoted(cue.head):  # what is said inside quotation marks is the quoted speaker's
            made = parenthetical(syntax, cue) if cue.type == "verb" and "quote" in cue.frames else None
            if made is not None:
                analysis.attributions.append(made)
            continue
        if cue.type == "noun":
            made = noun_report(syntax, cue, stops)
        else:
            made = _verb(syntax, cue, stops, used)
        if made is None and cue.type == "construction" and (own := analysis.underlying.get(cue.head)) is not None and not own.weak and own.frames & {"obj", "obj-any"}:
            cue = replace(own, frames=own.frames & {"obj", "obj-any"})
            made = _verb(syntax, cue, stops, used)
        if made is None:
            continue
        if cue.head in used and any(a.cue is not None and a.cue.head == cue.head and _said_already(syntax, a, made) for a in analysis.attributions):
            continue
        analysis.attributions.append(made)
        used.add(cue.head)


def _said_already(syntax: Syntax, direct: Attribution, made: Attribution) -> bool:
    """Whether the cue's quotation leaves nothing for ``made``: its claim, its speaker's name, or the predicate that stands before the cue."""
    mention = [syntax.chars(*direct.mention)] if direct.mention is not None else []
    behind = made.frame == "as" and direct.cue is not None and direct.claim[-1][1] <= syntax.doc[direct.cue.start].idx
    return behind or _overlap([*direct.claim, *mention], made.claim)


def _overlap(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


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
            content = infinitive(syntax, cue, stops, frame[-1] if frame.endswith(":a") else "di")
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
        if content is not None and not _asked(syntax, content):
            yield _affirmed(syntax, conditioned(syntax, restrictive(syntax, content), quoted_only=True))
    for frame in sorted(f for f in frames if f.startswith("target-event:")):  # apre al dialogo, not al pubblico
        content = prepositional(syntax, cue, verb, frame.split(":")[1], frame)
        event = content is not None and (syntax.lexicon.is_event(doc[content.head].lower_) or syntax.words[content.head] in syntax.lexicon.nouns) and not is_somebody(syntax, doc[content.head])
        if content is not None and event and cue.finite and not syntax.passive(verb) and content.runs[0][0] <= cue.end + 1:
            yield restrictive(syntax, content)
    if "target" in frames or "target-event" in frames:
        content = object_phrase(syntax, cue, verb, "target")
        if content is not None:
            content = _affirmed(syntax, conditioned(syntax, restrictive(syntax, content), quoted_only=True))
        wanted = "target" in frames or syntax.passive(verb) or (content is not None and syntax.lexicon.is_event(doc[content.head].lower_))
        bare = content is not None and content.runs[0][1] - content.runs[0][0] == 1 and content.head < cue.head  # opinioni sostenute da X
        if content is not None and wanted and not bare and doc[content.head].pos_ in ("NOUN", "PROPN", "PRON", "X", "ADJ", "NUM"):
            yield content


def _named_by_noun(syntax: Syntax, cue: Cue) -> Content | None:
    """*Ha avanzato la richiesta di un incontro urgente*: what the construction's noun names right behind it."""
    doc, i = syntax.doc, cue.end
    if i + 2 >= len(doc) or syntax.words[i] not in ("di", "d'") or syntax.words[i + 1] not in ("un", "uno", "una", "un'"):
        return None
    head = doc[i + 1].head if doc[i + 1].head.i > i + 1 else doc[i + 2]
    if head.pos_ != "NOUN" or is_somebody(syntax, head):
        return None
    return Content("obj:di", [(i + 1, syntax.phrase(head, relatives=True)[1])], head.i)


def _subject_behind(syntax: Syntax, cue: Cue, content: Content) -> tuple[Content, Mention] | None:
    """*Ha votato contro l'operazione il fondo Northgale*: the inverted subject that the object's phrase took in, or that stands behind it."""
    doc = syntax.doc
    if cue.type == "adjective" or not (content.frame.startswith("target") or content.frame == "obj") or content.runs[0][0] < cue.end or not cue.finite:
        return None
    start, end = content.runs[-1]
    limit = syntax.sentence(cue.head)[1]
    for i in range(content.head + 1, min(end + 1, limit)):
        if doc[i].lower_.replace("’", "'") not in ARTICLES or doc[i - 1].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or doc[i].pos_ != "DET":
            continue
        head = next((t for t in doc[i + 1 : limit] if t.pos_ in ("NOUN", "PROPN")), None)
        if head is None or head.i > i + 3:
            return None
        mention = Mention(syntax.phrase(head), head=head.i)
        speaks = head.pos_ == "PROPN" or syntax.speakable(head)
        if speaks and syntax.agrees(head, doc[cue.head]):
            return content._replace(runs=[*content.runs[:-1], (start, i)]), mention
        return None
    return None


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
    if cue.key.startswith(ADDRESSING):
        content = _without_addressee(syntax, content)
    head = syntax.doc[content.head]
    nominal = head.pos_ == "ADJ" and (head.i == cue.end or any(c.dep_ == "det" for c in head.children))  # un ritocco, tagged as an adjective
    amount = anything and (head.pos_ == "NUM" or head.lower_ in ("milioni", "miliardi", "mila"))  # ha garantito trenta milioni
    if head.ent_type_ == "PER" or (head.pos_ not in ("NOUN", "VERB") and not nominal and not amount) or (head.lower_ in EMPTY and cue.entry.stance_for("obj") == "support") or not (head.pos_ == "VERB" or anything or syntax.lexicon.is_event(head.lower_)):
        return None
    title = syntax.title(head)
    if title is not None and title.type in ("person", "group"):
        return None
    first, last = content.runs[0][0], content.runs[-1][1]
    return None if last - first == 1 and head.i < cue.head else content  # (velocità confermata da X): too little


#: Verbs whose *a* governs whom is asked: *ha chiesto asilo | al Regno Unito*.
ADDRESSING = ("chied", "richied", "domand", "sollecit")


def _without_addressee(syntax: Syntax, content: Content) -> Content:
    doc = syntax.doc
    start, end = content.runs[-1]
    for i in range(content.head + 1, end - 1):
        to = doc[i].lower_.replace("’", "'").rstrip("'") in ("a", "ad", "al", "allo", "alla", "all", "ai", "agli", "alle")
        whom = doc[i].head if doc[i].head.i > i else doc[i + 1]
        if to and not syntax.quoted(i) and (whom.ent_type_ or is_somebody(syntax, whom)):
            return content._replace(runs=[*content.runs[:-1], (start, i)])
    return content


#: Verbs of aims, which things have too.
PURPOSE = {"puntare", "mirare", "proporsi", "prefiggersi", "aspirare", "ambire", "invitare", "contribuire", "tendere"}
#: Objects that name no content.
EMPTY = {"cosa", "cose", "parola", "parole", "domanda", "domande", "tempo", "volta", "verità", "notizia", "notizie", "dichiarazione", "dichiarazioni", "conto", "parte", "modo"}


def _accusation(syntax: Syntax, cue: Cue, stops: frozenset[int]) -> Content | None:
    content = infinitive(syntax, cue, stops, "di")
    if content is not None:
        return Content("accuse", content.runs, content.head)
    content = prepositional(syntax, cue, syntax.doc[cue.head], "di", "accuse") or prepositional(syntax, cue, syntax.doc[cue.head], "per", "accuse")
    if content is None:
        return None
    (start, end), head = content.runs[0], syntax.doc[content.head]
    return Content("accuse", [(start if head.i == start else min(start + (syntax.doc[start].pos_ == "ADP" and " " not in syntax.doc[start].lemma_), head.i), end)], content.head)


def _explained(syntax: Syntax, cue: Cue) -> Mention | None:
    """*con l'eccezione dei Liberali, contrari alla chiusura*: whom an adjective behind a comma explains."""
    adjective = syntax.doc[cue.head]
    noun = adjective.head
    if adjective.dep_ not in ("amod", "acl") or noun.i >= cue.start or syntax.doc[cue.start - 1].text != "," or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    mention = Mention(syntax.phrase(noun), head=noun.i)
    if mention.span is None or not can_speak(syntax, mention):
        return None
    gap = syntax.doc[mention.span[1] : cue.start - 1]  # nothing, or an acronym in brackets
    return mention if not len(gap) or (gap[0].text == "(" and gap[-1].text == ")") else None


def _beside(syntax: Syntax, cue: Cue) -> Mention | None:
    """*La vicenda agita anche l'Unione atleti (Uac), contraria a…*: the phrase right before the comma, where it is somebody that agrees."""
    doc, i = syntax.doc, cue.start - 1
    if i < 1 or doc[i].text != ",":
        return None
    i -= 1
    if doc[i].text == ")":
        i = next((j for j in range(i - 1, max(0, i - 6), -1) if doc[j].text == "("), i + 1) - 1
    token = doc[i]
    while token.head.i < token.i and token.dep_ in ("flat", "flat:name", "compound", "amod", "nmod", "appos") and not any(t.text == "," for t in doc[token.head.i : token.i]):
        token = token.head
    adjective = syntax.doc[cue.head]
    named = next((t for t in reversed(doc[syntax.sentence(cue.start)[0] : i + 1]) if t.ent_type_ == "PER" and t.ent_iob_ == "B"), None)
    if named is not None and named.i < token.i and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[named.i : i]) and "," in doc[named.i : i + 1].text and feature(adjective, "Number") != "Plur":
        return Mention(syntax.phrase(named), head=named.i)  # Tullio Bressan, capogruppo e punto di riferimento dei moderati, convinto che
    mention = Mention(syntax.phrase(token), head=token.i)
    if mention.span is None or mention.span[1] != i + 1 or not can_speak(syntax, mention) or not (syntax.speakable(token) or token.pos_ == "PROPN"):
        return None
    agree = all(feature(token, name) in ("", feature(adjective, name)) or not feature(adjective, name) for name in ("Gender", "Number"))
    return mention if agree else None


def _said_by(syntax: Syntax, cue: Cue) -> bool:
    """*Il piano, attacca Bini, è fermo*: a verb that reports no clause of its own, with somebody right behind it and a comma on both sides."""
    doc = syntax.doc
    if any(f.startswith("target") for f in cue.frames) or cue.end >= len(doc) or cue.start < 2 or doc[cue.start - 1].text not in (",", "—", "–"):
        return False
    head = next((t for t in doc[cue.end : cue.end + 4] if t.pos_ in ("NOUN", "PROPN") or t.ent_type_), None)
    if head is None or not (syntax.speakable(head) or head.text in syntax.names) or any(t.pos_ not in ("DET", "ADJ", "ADV") for t in doc[cue.end : head.i]):
        return False
    close = syntax.phrase(head)[1]
    while close < len(doc) and doc[close].ent_type_ == "PER":
        close += 1
    return close + 1 < len(doc) and doc[close].text == doc[cue.start - 1].text and not is_preposition(doc[close + 1])


def _unsaid(syntax: Syntax, cue: Cue) -> bool:
    """*Senza comunicare i motivi*; *il relitto fa ritenere che*; *negare X è offensivo*: infinitives that nobody says."""
    doc = syntax.doc
    verb = doc[cue.head]
    if cue.type != "verb" or " " in cue.key or verb_form(verb) != "Inf":
        return False
    before = [t for t in doc[max(0, cue.start - 2) : cue.start] if t.pos_ != "ADV"]
    if before and (before[-1].lower_ == "senza" or before[-1].lemma_.split(" ")[0] in ("fare", "lasciare")):
        return True
    return cue.start == syntax.sentence(cue.head)[0] and (verb.dep_ == "csubj" or any(t.pos_ in VERBAL and verb_form(t) == "Fin" and t.i > verb.i and t.head.i != verb.i for t in doc[verb.i + 1 : syntax.sentence(cue.head)[1]]))


def _in_which(syntax: Syntax, cue: Cue) -> Mention | None:
    """*Una nota in cui si spiega che…*: the document that the relative is about."""
    doc = syntax.doc
    pronoun = doc[cue.start - 1] if cue.start > 1 else None
    if pronoun is None or pronoun.lower_ not in ("cui", "quale", "quali", "dove"):
        return None
    opening = pronoun.i - (pronoun.lower_ != "dove")
    if opening < 1 or (pronoun.lower_ != "dove" and syntax.words[opening].rstrip("'") not in FUSED["in"]):
        return None
    start = syntax.sentence(cue.head)[0]
    noun = next((t for t in reversed(doc[max(start, opening - 9) : opening]) if (title := syntax.title(t)) is not None and title.type == "document"), None)
    if noun is None or any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[noun.i : opening]):
        return None
    return Mention(syntax.phrase(noun), head=noun.i)


def _verb(syntax: Syntax, cue: Cue, stops: frozenset[int], used: set[int]) -> Attribution | None:
    doc = syntax.doc
    opening = frozenset(f for f in cue.frames if f.startswith("target-event:"))
    if cue.weak and opening and not cue.negated:  # apre al dialogo, where the verb else introduces quotations alone
        made = _verb(syntax, Cue(cue.start, cue.end, cue.head, cue.key, cue.entry, cue.type, opening, finite=cue.finite), stops, used)
        if made is not None:
            return made
    if cue.weak:
        return parenthetical(syntax, cue) if cue.type == "verb" and "quote" in cue.frames and not cue.negated and cue.head not in used and _said_by(syntax, cue) else None
    if cue.type == "verb" and mood(syntax, doc[cue.head]) == "Sub" and any(c.dep_ == "mark" and c.lower_ in UNREAL for c in doc[cue.head].children):
        return None  # in attesa che il tribunale valuti se…: it has not said so
    if _unsaid(syntax, cue):
        return None
    if cue.type == "adjective" and mood(syntax, doc[cue.head]) == "Sub" and any(c.dep_ == "mark" and c.lower_ in UNREAL - {"che"} for c in doc[cue.head].children):
        return None  # resta da capire se il governo sia disposto ad ascoltarli
    if cue.type == "verb" and not cue.negated and (said := as_said(syntax, cue)) is not None:
        return said
    if "quote" in cue.frames and cue.head not in used and not cue.negated and cue.type == "verb" and (cue.frames & {"che", "as"} or _said_by(syntax, cue)):
        made = parenthetical(syntax, cue)
        if made is not None:
            return made
    for content in contents(syntax, cue, stops):
        frame = content.frame
        if cue.negated and cue.entry.negated_for(frame) == "none":
            return None
        subject_cue = cue
        if cue.type == "adjective" and cue.anchor >= 0 and doc[cue.anchor].pos_ == "VERB":
            subject_cue = Cue(cue.start, cue.end, cue.anchor, cue.key, cue.entry, cue.type, cue.frames)
        run = (content.runs[0][0], content.runs[-1][1])
        mention = of_verb(syntax, subject_cue, claim=run if frame not in ("as", "accuse") else None)
        start, end = syntax.sentence(cue.start)
        if mention.span is None and mention.shares_with is None and (parted := _subject_behind(syntax, cue, content)) is not None:
            content, mention = parted
            run = (content.runs[0][0], content.runs[-1][1])
        if mention.span is None and cue.type == "adjective" and cue.anchor < 0 and cue.start == start:
            behind = before_colon(syntax, run[1], end)  # Contrari alla vendita anche i sindacati
            if behind is not None and behind.span is not None and can_speak(syntax, behind):
                mention = behind
        if mention.span is None and cue.type == "adjective" and cue.anchor < 0 and doc[cue.start - 1].lower_ in ("e", "ed", "ma"):
            first = next((t for t in reversed(doc[start : cue.start - 1]) if syntax.lexicon.adjectives.get(syntax.words[t.i]) is not None), None)
            mention = Mention(None, shares_with=first.i) if first is not None else mention  # favorevole alle multe ma contrario ai dossi
        if mention.span is None and mention.shares_with is None and cue.type == "adjective" and cue.anchor < 0 and (explained := _explained(syntax, cue)) is not None:
            mention = explained
        if cue.type == "adjective" and cue.anchor < 0 and (mention.span is None or not can_speak(syntax, mention)) and (beside := _beside(syntax, cue)) is not None:
            mention = beside
        if agentless(syntax, cue) and (paper := _in_which(syntax, cue)) is not None:
            mention = paper
        written = mention.head is not None and (title := syntax.title(doc[mention.head])) is not None and title.type == "document"
        if cue.key in ("rifiutare", "rifiutarsi", "declinare") and content.frame in ("di", "a") and syntax.lexicon.forms.get(syntax.words[content.head]):
            return None  # si è rifiutato di commentare: nothing is said
        if mention.nobody or first_person(syntax, cue) or (agentless(syntax, cue) and not written):
            return None  # nella relazione si sostiene che…: the document
        thing = frame in ("a", "di") and mention.head is not None and (title := syntax.title(doc[mention.head])) is not None and title.type == "document"
        if cue.key in PURPOSE and (thing or not can_speak(syntax, mention)):
            continue  # il progetto punta a ridurre le emissioni
        if frame.startswith("target") or frame == "obj":
            if not can_speak(syntax, mention):
                continue
        made = build(syntax, cue, content, mention)
        if made is not None:
            return made
    assured = cue.type == "adjective" and "che" in cue.frames and any(t.lower_ == "ne" for t in doc[max(0, cue.start - 1) : cue.head])
    if cue.head not in used and ("colon" in cue.frames or assured) and (not cue.negated or cue.entry.negated_for("colon") != "none"):
        return colon_clause(syntax, cue, stops)
    if "quote" in cue.frames and cue.head not in used and not cue.negated:
        return colon_clause(syntax, cue, stops)
    return None
