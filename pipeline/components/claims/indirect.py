"""Rules for reported speech and positions: cue verbs, constructions, adjectives and nouns with their complements."""

from __future__ import annotations

from dataclasses import replace

from pipeline.components.analysis import Analysis, Attribution, Cue, Mention
from pipeline.components.claims.building import agentless, build, can_speak, first_person, law, with_copula
from pipeline.components.claims.colons import colon_clause
from pipeline.components.claims.frames import contents
from pipeline.components.claims.holders import between_cue_and_target, document_in_which, explained_noun, first_to, in_document, phrase_beside, subject_behind
from pipeline.components.claims.infinitives import unsaid
from pipeline.components.claims.inverted import between_cue_and_clause, subject_behind_infinitive
from pipeline.components.claims.nouns import noun_report
from pipeline.components.claims.parentheticals import as_said, parenthetical
from pipeline.components.cues.verbs import FUSED
from pipeline.components.mentions.finding import before_colon, of_verb
from pipeline.components.spans import Spans
from pipeline.components.syntax import VERBAL, Syntax, is_preposition, mood, verb_form


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


def _verb(syntax: Syntax, cue: Cue, stops: frozenset[int], used: set[int]) -> Attribution | None:
    doc = syntax.doc
    opening = frozenset(f for f in cue.frames if f.startswith("target-event:"))
    if cue.weak and opening and not cue.negated:  # apre al dialogo, where the verb else introduces quotations alone
        made = _verb(syntax, Cue(cue.start, cue.end, cue.head, cue.key, cue.entry, cue.type, opening, finite=cue.finite), stops, used)
        if made is not None:
            return made
    if cue.weak:
        return parenthetical(syntax, cue) if cue.type == "verb" and "quote" in cue.frames and not cue.negated and cue.head not in used and _said_by(syntax, cue) else None
    if cue.type == "verb" and mood(syntax, doc[cue.head]) == "Sub" and any(c.dep_ == "mark" and c.lower_ in syntax.lexicon.lists["unreal"] for c in doc[cue.head].children):
        return None  # in attesa che il tribunale valuti se…: it has not said so
    if unsaid(syntax, cue) or _only_possible(syntax, cue):
        return None
    if cue.type == "adjective" and mood(syntax, doc[cue.head]) == "Sub" and any(c.dep_ == "mark" and c.lower_ in syntax.lexicon.lists["unreal"] - {"che"} for c in doc[cue.head].children):
        return None  # resta da capire se il governo sia disposto ad ascoltarli
    if cue.type == "verb" and not cue.negated and (said := as_said(syntax, cue)) is not None:
        return said
    free = cue.head not in used or _set_apart(syntax, cue)
    if cue.type == "adjective" and "che" in cue.frames and not _targeted(syntax, cue) and cue.anchor >= 0 and not cue.negated and (made := parenthetical(syntax, cue)) is not None:
        return made  # il piano è fermo, è convinto Bini
    if "quote" in cue.frames and free and not cue.negated and cue.type == "verb" and (cue.frames & {"che", "as"} or _said_by(syntax, cue)):
        made = parenthetical(syntax, cue)
        if made is not None:
            return made
    if (inverted := between_cue_and_target(syntax, cue)) is not None and not first_person(syntax, cue) and not (cue.negated and cue.entry.negated_for("target") == "none"):
        return build(syntax, cue, *inverted)
    for content in contents(syntax, cue, stops):
        frame = content.frame
        if cue.negated and cue.entry.negated_for(frame) == "none":
            return None
        run = (content.runs[0][0], content.runs[-1][1])
        mention = of_verb(syntax, with_copula(syntax, cue), claim=run if frame not in ("as", "accuse") else None)
        start, end = syntax.sentence(cue.start)
        if (named := first_to(syntax, cue, run[1])) is not None:
            mention = named
        if mention.span is None and mention.shares_with is None and (parted := subject_behind(syntax, cue, content)) is not None:
            content, mention = parted
            run = (content.runs[0][0], content.runs[-1][1])
        if mention.span is None and cue.finite and cue.type != "adjective" and frame in ("di", "a") and (parted := subject_behind_infinitive(syntax, cue, content)) is not None:
            content, mention = parted
            run = (content.runs[0][0], content.runs[-1][1])
        if mention.span is None and cue.finite and frame == "che" and cue.type != "adjective" and (between := between_cue_and_clause(syntax, cue, content)) is not None:
            mention = between
        if mention.span is None and cue.type == "adjective" and cue.anchor < 0 and cue.start == start:
            place = run[1]
            while place < end and (doc[place].lower_ == "si" or doc[place].pos_ == "AUX" or syntax.words[place][:-1] in ("dett", "dichiarat", "mostrat")):
                place += 1  # favorevole a un accordo si è detta | la Federazione
            behind = before_colon(syntax, place, end)  # Contrari alla vendita anche i sindacati
            if behind is not None and behind.span is not None and can_speak(syntax, behind):
                mention = behind
        if mention.span is None and cue.type == "adjective" and cue.anchor < 0 and doc[cue.start - 1].lower_ in ("e", "ed", "ma"):
            first = next((t for t in reversed(doc[start : cue.start - 1]) if syntax.lexicon.adjectives.get(syntax.words[t.i]) is not None), None)
            mention = Mention(None, shares_with=first.i) if first is not None else mention  # favorevole alle multe ma contrario ai dossi
        if mention.span is None and mention.shares_with is None and cue.type == "adjective" and cue.anchor < 0 and (explained := explained_noun(syntax, cue)) is not None:
            mention = explained
        if cue.type == "adjective" and cue.anchor < 0 and (mention.span is None or not can_speak(syntax, mention)) and (beside := phrase_beside(syntax, cue)) is not None:
            mention = beside
        if cue.type == "adjective" and mention.span is not None and mention.span[0] < cue.start < mention.span[1]:
            mention = mention._replace(span=(mention.span[0], cue.start - (doc[cue.start - 1].text == ",")))  # i consulenti, | convinti che
        if agentless(syntax, cue) and (paper := document_in_which(syntax, cue) or in_document(syntax, cue)) is not None:
            mention = paper
        written = mention.head is not None and (title := syntax.title(doc[mention.head])) is not None and title.type == "document"
        if cue.key in ("rifiutare", "rifiutarsi", "declinare") and content.frame in ("di", "a") and syntax.lexicon.forms.get(syntax.words[content.head]):
            return None  # si è rifiutato di commentare: nothing is said
        if (cue.key in syntax.lexicon.lists["laying_down"] or (frame == "obj" and cue.key in syntax.lexicon.lists["ensuring"])) and law(syntax, mention):
            return None  # il decreto che prevede che: what it lays down
        if mention.nobody or first_person(syntax, cue) or (agentless(syntax, cue) and not written):
            return None  # nella relazione si sostiene che…: the document
        thing = frame in ("a", "di") and mention.head is not None and (title := syntax.title(doc[mention.head])) is not None and title.type == "document"
        if mention.span is None and mention.shares_with is not None and frame in ("obj", "se", "di") and _of_a_thing(syntax, mention.shares_with):
            continue  # gli esperimenti che hanno permesso scoperte e promettono rivelazioni
        if cue.key in syntax.lexicon.lists["purpose"] and (thing or not can_speak(syntax, mention)):
            continue  # il progetto punta a ridurre le emissioni
        if frame == "obj" and cue.key in syntax.lexicon.lists["ensuring"] and _ensured(syntax, cue):
            continue
        if frame.startswith("target") or frame == "obj" or (cue.type == "adjective" and frame in ("che", "di", "a")):
            if not can_speak(syntax, mention):
                continue
        made = build(syntax, cue, content, mention)
        if made is not None and made.implicit and syntax.text[made.claim[-1][1] - 1] == "?" and cue.type == "verb":
            return None  # Ministro, non crede che i conti tornino? is asked of somebody
        if made is not None:
            return made
    assured = cue.type == "adjective" and "che" in cue.frames and any(t.lower_ == "ne" for t in doc[max(0, cue.start - 1) : cue.head])
    if cue.head not in used and ("colon" in cue.frames or assured) and (not cue.negated or cue.entry.negated_for("colon") != "none"):
        return colon_clause(syntax, cue, stops)
    if "quote" in cue.frames and cue.head not in used and not cue.negated:
        return colon_clause(syntax, cue, stops)
    return None


def _targeted(syntax: Syntax, cue: Cue) -> bool:
    """Whether a preposition of the adjective's targets stands right behind it: *si dice contento dell'intesa*."""
    wanted = {form for frame in cue.frames if frame.startswith("target:") for form in FUSED.get(frame.split(":")[1], {frame.split(":")[1]})}
    return cue.end < len(syntax.words) and syntax.words[cue.end].rstrip("'") in wanted


def _ensured(syntax: Syntax, cue: Cue) -> bool:
    """*Per assicurare la segretezza del voto*; *l'esecuzione è assicurata dai prefetti*: done, not said."""
    verb = syntax.doc[cue.head]
    return syntax.passive(verb) or (verb_form(verb) == "Inf" and syntax.doc[cue.start - 1].lower_ in ("per", "a", "ad"))


def _only_possible(syntax: Syntax, cue: Cue) -> bool:
    """*È improbabile che la giunta si dichiari contraria*: it has not."""
    doc = syntax.doc
    if mood(syntax, doc[cue.head]) != "Sub":
        return False
    start = syntax.sentence(cue.head)[0]
    che = next((i for i in range(cue.start - 1, max(start, cue.start - 8), -1) if doc[i].lower_ == "che"), None)
    return che is not None and any(t.lower_ in syntax.lexicon.lists["possible"] for t in doc[max(start, che - 2) : che])


def _of_a_thing(syntax: Syntax, i: int) -> bool:
    """Whether the verb whose subject is shared is said of a thing, by a relative clause: *il laser, che servirà a verificare se*."""
    subject = syntax.subject(syntax.doc[i])
    if subject is None or subject.lower_ != "che" or subject.head.dep_ != "acl:relcl":
        return False
    noun = subject.head.head
    return noun.pos_ == "NOUN" and noun.is_lower and not noun.ent_type_ and not syntax.speakable(noun) and not any(t.ent_type_ or t.pos_ == "PROPN" for t in syntax.doc[noun.i : subject.i])


def _set_apart(syntax: Syntax, cue: Cue) -> bool:
    """*La donna, ha argomentato, aveva già una casa: «Perché rischiare?»*: the cue stands between commas, its quotation behind a colon further on."""
    doc, (start, end) = syntax.doc, syntax.sentence(cue.head)
    if any(t.pos_ in VERBAL and verb_form(t) == "Fin" and syntax.lexicon.forms.get(syntax.words[t.i]) for t in doc[start : cue.start]):
        return False  # accoglie con favore la ricerca, non estranea, ricorda, a intuizioni di un secolo fa: «…»
    if cue.start < 1 or cue.end >= end or doc[cue.start - 1].text != "," or doc[cue.end].text != ",":
        return False
    return any(t.text == ":" and t.i + 1 < len(doc) and doc[t.i + 1].text in ("«", "“", '"') for t in doc[cue.end : end])


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
