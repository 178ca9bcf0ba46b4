"""Who holds an attitude where the verb has no subject of its own before it: the phrase behind the object, beside an adjective, the document of *in cui si legge*."""

from __future__ import annotations

from pipeline.components.analysis import Cue, Mention
from pipeline.components.claims.building import can_speak
from pipeline.components.claims.content import Content
from pipeline.components.cues.verbs import FUSED
from pipeline.components.mentions.explanations import past_explanation
from pipeline.components.mentions.finding import before_colon
from pipeline.components.syntax import ARTICLES, VERBAL, Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import text_of


def subject_behind(syntax: Syntax, cue: Cue, content: Content) -> tuple[Content, Mention] | None:
    """*Ha votato contro l'operazione il fondo Northgale*: the inverted subject that the object's phrase took in, or that stands behind it."""
    doc = syntax.doc
    if (cue.type == "adjective" and cue.anchor >= 0) or not (content.frame.startswith("target") or content.frame == "obj") or content.runs[0][0] < cue.end or not cue.finite:
        return None
    start, end = content.runs[-1]
    limit = syntax.sentence(cue.head)[1]
    for i in range(content.head + 1, min(end + 1, limit)):
        number = doc[i].pos_ == "NUM" and doc[i].is_alpha and cue.type == "adjective" and doc[i - 1].pos_ in ("NOUN", "PROPN")  # contrari alla novità | undici club
        focus = doc[i - 1].lower_ in syntax.lexicon.lists["focus"] and i - 1 > content.head  # contrario all'aumento | anche Ugo Bini
        person = doc[i].ent_type_ in ("PER", "ORG") and doc[i].ent_iob_ == "B" and (focus or (doc[i].ent_type_ == "PER" and doc[i - 1].pos_ == "NOUN" and doc[i - 1].is_lower)) and ((title := syntax.title(doc[i - 1])) is None or title.type != "person") and i > content.head and doc[i].text[:1].isupper()
        if person and not any(is_preposition(t) for t in doc[i : i + 1]):  # dubita invece dell'esito | Ada Neri, politologa
            stop = next((j for j in range(i + 1, limit) if doc[j].ent_type_ != "PER"), limit)
            stop = next((j for j in range(i + 1, limit) if doc[j].ent_iob_ != "I"), limit) if focus else stop
            if (stop - i > 1 or focus) and (stop >= limit or doc[stop].is_punct):
                return content._replace(runs=[*content.runs[:-1], (start, i - focus)]), Mention((i, stop), head=i)
        if not number and (doc[i].lower_.replace("’", "'") not in ARTICLES or doc[i - 1].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or doc[i].pos_ != "DET"):
            continue
        head = next((t for t in doc[i + 1 : limit] if t.pos_ in ("NOUN", "PROPN")), None)
        if head is None or head.i > i + 3:
            return None
        if head.dep_ == "obj" and start <= head.head.i < i and verb_form(head.head) == "Inf":
            return None  # respinge l'accusa di voler mettere in difficoltà | il governo: the object of the infinitive
        mention = Mention(syntax.phrase(head), head=head.i)
        speaks = head.pos_ == "PROPN" or syntax.speakable(head)
        mention = mention._replace(span=(i, max(head.i + 1, syntax.phrase(head)[1]))) if number else mention
        if speaks and (cue.type == "adjective" or syntax.agrees(head, doc[cue.head])):
            return content._replace(runs=[*content.runs[:-1], (start, i)]), mention
        return None
    return None


def explained_noun(syntax: Syntax, cue: Cue) -> Mention | None:
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


def phrase_beside(syntax: Syntax, cue: Cue) -> Mention | None:
    """*La vicenda agita anche l'Unione atleti (Uac), contraria a…*: the phrase right before the comma, where it is somebody that agrees."""
    doc, i = syntax.doc, cue.start - 1
    if i < 1 or doc[i].text != ",":
        return None
    i -= 1
    if doc[i].text == ")":
        i = next((j for j in range(i - 1, max(0, i - 6), -1) if doc[j].text == "("), i + 1) - 1
    adjective = syntax.doc[cue.head]
    token = doc[i]
    governor = adjective.head
    if adjective.dep_ == "advcl" and token.head.i == governor.i and token.dep_ == "obl" and (subject := syntax.subject(governor)) is not None and subject.i < governor.i and (subject.pos_ == "PROPN" or syntax.speakable(subject)):
        return Mention(syntax.phrase(subject), head=subject.i)  # Ada Neri esce dall'aula, convinta che
    while token.head.i < token.i and token.dep_ in ("flat", "flat:name", "compound", "amod", "nmod", "appos") and not any(t.text == "," for t in doc[token.head.i : token.i]):
        token = token.head
    named = next((t for t in reversed(doc[syntax.sentence(cue.start)[0] : i + 1]) if t.ent_type_ == "PER" and t.ent_iob_ == "B"), None)
    if named is not None and named.i < token.i and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[named.i : i]) and "," in text_of(doc[named.i : i + 1]) and feature(adjective, "Number") != "Plur":
        return Mention(syntax.phrase(named), head=named.i)  # Tullio Bressan, capogruppo e punto di riferimento dei moderati, convinto che
    mention = Mention(syntax.phrase(token), head=token.i)
    if mention.span is None or mention.span[1] != i + 1 or not can_speak(syntax, mention) or not (syntax.speakable(token) or token.pos_ == "PROPN"):
        return None
    agree = all(feature(token, name) in ("", feature(adjective, name)) or not feature(adjective, name) for name in ("Gender", "Number"))
    return mention if agree else None


def document_in_which(syntax: Syntax, cue: Cue) -> Mention | None:
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


def in_document(syntax: Syntax, cue: Cue) -> Mention | None:
    """*In un appello firmato da quaranta studiosi | si chiede di annullare la gara*: the document whose phrase opens the sentence."""
    doc, start = syntax.doc, syntax.sentence(cue.head)[0]
    if syntax.words[start].rstrip("'") not in FUSED["in"] or cue.start - start > 14 or any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[start : cue.start]):
        return None
    noun = next((t for t in doc[start + 1 : start + 5] if t.pos_ == "NOUN"), None)
    known = noun is not None and (((title := syntax.title(noun)) is not None and title.type == "document") or syntax.words[noun.i] in syntax.lexicon.nouns)
    return Mention(syntax.phrase(noun), head=noun.i) if known and noun is not None else None


def between_cue_and_target(syntax: Syntax, cue: Cue) -> tuple[Content, Mention] | None:
    """*Insorge l'opposizione | contro la tassa*; *Contrario il sindaco | alla vendita*: the inverted subject of a cue that opens the clause,
    and the target behind it, which the parser hangs from that subject.
    """
    doc = syntax.doc
    start, limit = syntax.sentence(cue.head)
    wanted = {form: frame for frame in cue.frames if frame.startswith("target:") for form in FUSED.get(frame.split(":")[1], {frame.split(":")[1]})}
    if not wanted or not (cue.finite or cue.type == "adjective") or any(t.pos_ not in ("ADV", "CCONJ", "INTJ") and not t.is_punct for t in doc[start : cue.start]):
        return None
    i = cue.end
    while i < limit and (doc[i].pos_ == "ADV" or doc[i].lower_ in syntax.lexicon.lists["focus"]):
        i += 1
    head = next((t for t in doc[i : min(i + 4, limit)] if t.pos_ in ("NOUN", "PROPN") or t.ent_type_), None)
    if head is None or any(t.pos_ not in ("DET", "ADJ", "NUM") or is_preposition(t) for t in doc[i : head.i]) or not (syntax.speakable(head) or head.pos_ == "PROPN" or head.ent_type_):
        return None
    if cue.type != "adjective" and not syntax.agrees(head, doc[cue.head]):
        return None
    end = head.i + 1
    close = next((j for j in range(end, min(end + 9, limit)) if doc[j].text in (",", "(")), 0)
    past = past_explanation(syntax, close, limit) if close and not any(t.pos_ in VERBAL or _opens_target(syntax, t.i, wanted) for t in doc[end:close]) else 0
    past += past > 0 and past < limit and doc[past].text == ","
    explained = past > close and past < limit and _opens_target(syntax, past, wanted) and not any(w in ("quale", "quali", "cui") for w in syntax.words[past : past + 4])
    name_end, end = (close, past) if explained else (0, end)  # insorge Marta Lodi, capogruppo della Lista, | contro il piano
    while end < limit and not _opens_target(syntax, end, wanted):
        if doc[end].is_punct or doc[end].is_space or doc[end].pos_ in VERBAL or doc[end].pos_ in ("SCONJ", "PRON") or end - head.i > 12:
            return None
        end += 1
    if end + 1 >= limit:
        return None
    noun = next((t for t in doc[end + 1 : min(end + 7, limit)] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if noun is None or any(t.pos_ in VERBAL or t.is_punct for t in doc[end + 1 : noun.i]):
        return None
    fused = syntax.words[end].rstrip("'") not in ("a", "ad", "di", "d", "da", "su", "con", "per", "contro", "verso", "in")
    first = end if fused else end + 1
    return Content(wanted[syntax.words[end].rstrip("'")], [(first, max(syntax.phrase(noun, relatives=True)[1], noun.i + 1))], noun.i), Mention((i, name_end or end), head=head.i)


def first_to(syntax: Syntax, cue: Cue, after: int) -> Mention | None:
    """*Il primo a criticare il piano è Ada Neri; tra i primi a protestare c'è Neri*: whom the predicate names, from token ``after`` on."""
    doc = syntax.doc
    if cue.start < 2 or doc[cue.start - 1].lower_ not in ("a", "ad") or doc[cue.start - 2].lower_ not in syntax.lexicon.lists["firsts"] or verb_form(doc[cue.head]) != "Inf":
        return None
    limit = syntax.sentence(cue.head)[1]
    copula = next((i for i in range(after, min(after + 4, limit)) if doc[i].lower_ in ("è", "era", "sono", "erano", "fu", "furono", "sarà")), None)
    if copula is None:
        return None
    i = copula + 1
    while i < limit and (doc[i].pos_ in ("ADV", "AUX") or doc[i].lower_ in ("stato", "stata", "stati", "state", "proprio", "anche")):
        i += 1
    mention = before_colon(syntax, i, limit)
    return mention if mention is not None and mention.span is not None and mention.span[0] == i and can_speak(syntax, mention) else None


def _opens_target(syntax: Syntax, i: int, wanted: dict[str, str]) -> bool:
    """Whether a preposition of the cue's frames stands there, and no *di* that goes on with the subject's own phrase."""
    word = syntax.words[i].rstrip("'")
    return word in wanted and word not in FUSED["di"] and is_preposition(syntax.doc[i])
