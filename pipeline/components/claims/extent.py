"""Where a reported clause ends.

The parse proposes (the clause's subtree), order and punctuation dispose: a clause of reported speech usually runs to the
end of its sentence, and the list of what may cut it short is small. Parsers attach the last adjuncts of a long clause to
the wrong verb more often than reporters put the cue's own adjuncts there.
"""

from __future__ import annotations

import re

from pipeline.components.claims.asides import OPENERS, finite_group, past_aside, quoted_part
from pipeline.components.syntax import VERBAL, Syntax, feature, mood, verb_form
from pipeline.components.syntax.tokens import Token, text_of

#: Gerunds that take up what was said: *definendolo*.
GERUND_WITH_CLITIC = re.compile(r"(?:ando|endo)(?:l[oaie]|ne)$")
FUSED_A = {"a", "ad", "di", "da"}
CLOSERS = set('»”"’')


def dominated(token: Token, ancestor: Token) -> bool:
    """Whether ``token`` lies in the subtree of ``ancestor``."""
    return token.i == ancestor.i or ancestor.is_ancestor(token)


def clause_end(syntax: Syntax, cue: Token, clause: Token, first: int, stops: frozenset[int], infinitival: bool = False) -> int:
    """Token index after the clause that begins at token ``first`` with head ``clause``, reported by ``cue``.

    ``stops`` are first tokens of other cues' verb groups.
    """
    doc = syntax.doc
    end = syntax.sentence(clause.i)[1]
    if infinitival:
        end = _infinitive_end(syntax, clause, first, end, stops)
    quoted = next((t.i for t in doc[first : min(end, clause.i)] if t.text == ":" and t.i > first + 1 and text_of(doc[t.i + 1 : t.i + 2]) in OPENERS and not syntax.quoted(t.i)), None)
    if quoted is not None:  # a clause whose head the parser saw in the quotation behind it
        return quoted
    apart = cue.i > 0 and cue.dep_ in ("acl", "amod", "appos") and doc[cue.i - 1].text == ","  # l'opposizione, convinta che X, chiede…
    if cue.dep_ == "acl:relcl" or apart:
        end = min(end, _relative_end(syntax, cue, clause, first, end))
    resumed = next((t.i for t in doc[first:end] if t.lower_ in syntax.lexicon.lists["resuming"] and (opening := t.i - (doc[t.i - 1].pos_ == "DET")) > first and doc[opening - 1].text == "," and not syntax.quoted(t.i) and t.i + 1 < end and (doc[t.i + 1].lower_ == "che" or verb_form(doc[t.i + 1]) == "Part" or doc[t.i + 2].lower_ in ("cui", "quale")) and (t.lower_ not in syntax.lexicon.lists["vague"] or any(j in stops for j in range(t.i + 2, t.i + 9)))), None)
    if resumed is not None:  # un voto libero, ipotesi che gli alleati respingono: the writer's word for it
        end = next(i for i in range(resumed - 1, first, -1) if doc[i].text == ",")
    aside = past_aside(syntax, first, clause.i, end)
    own = next((t.i for t in doc[aside + 1 : end] if t.pos_ == "VERB"), -1) if aside > clause.i else -1  # the clause's verb, behind the aside
    i = max(aside, clause.i) + 1
    while i < end:
        token = doc[i]
        if token.text == ":" and i + 1 < end and (doc[i + 1].text in OPENERS or any(i < s < end for s in stops) or opens_clause(syntax, i, end)):
            return i  # the quotation or clause behind a colon is a claim of its own
        if token.lower_ in syntax.lexicon.lists["concessive"] and doc[i - 1].text == "," and i + 1 in stops and not syntax.quoted(i) and any(t.lower_ in ("che", "di", "se") for t in doc[i + 2 : i + 5]):
            return i - 1  # giura che il patto regge, benché dubiti che…: what the same speaker says besides
        if token.text == "," and not syntax.quoted(i) and i > first + 1 and _writers_word(syntax, i):
            return i
        if token.text in (";",) and not _clause_continues(syntax, clause, i + 1):
            return i
        if token.lower_ in ("quale", "quali") and doc[i - 2].text == "," and doc[i - 1].pos_ == "DET" and i - 2 > first and not syntax.quoted(i):
            return i - 2  # …, il quale nega: the writer goes on
        if i in stops and i > clause.i + 1 and doc[i - 1].text == "," and finite_group(syntax, i) and not syntax.quoted(i) and _own_che(syntax, i):
            return i - 1  # a chi gli faceva notare che X, ha replicato che Y
        if i in stops and i > clause.i + 1 and doc[i - 1].text == "," and verb_form(token) == "Ger" and text_of(doc[i + 1 : i + 2]).lower() in ("che", "come") and not syntax.quoted(i):
            return i - 1  # ha risposto che la Regione non ha competenza, ricordando come…
        if i in stops and i > clause.i + 1 and (other := _opens_quotation(syntax, i, end)) > first + 1:
            return other  # assicurano che il testo non cambierà, ma un ministro ammette: «…»
        if i in stops and i > clause.i + 1 and (_coordinated_cue(syntax, i) or coordinated_report(syntax, cue, clause, i)):
            return _step_back(syntax, i, first)
        outside = token.i not in (clause.i, own) and not syntax.under(i, clause.i)
        together = token.dep_ == "conj" and mood(syntax, token) == "Sub" == mood(syntax, clause)  # chiede che la giunta decida e non rinvii ancora
        if not together and (outside or (token.dep_ == "conj" and i != own)) and _cuts(syntax, cue, clause, token, first, stops):
            return _step_back(syntax, token.left_edge.i if token.left_edge.i > max(first, clause.i) else token.i, first)
        i += 1
    return end


def _writers_word(syntax: Syntax, comma: int) -> bool:
    """*…, cosa che non è successa*; *…, pur sapendo di perdere*: what the writer says of the claim or of the speaker."""
    said = syntax.words[comma + 1 : comma + 3]
    return said in (["cosa", "che"], ["circostanza", "che"], ["eventualità", "che"]) or (said[:1] in (["pur"], ["pure"]) and len(said) == 2 and verb_form(syntax.doc[comma + 2]) == "Ger")


def opens_clause(syntax: Syntax, colon: int, end: int) -> bool:
    """Whether a clause of its own follows the colon, not a list or a name: *il piano è fermo: mancano i fondi*."""
    doc = syntax.doc
    if not doc[colon].whitespace_ or syntax.quoted(colon) or any(t.text == "(" for t in doc[max(0, colon - 3) : colon]):
        return False
    for token in doc[colon + 1 : end]:
        if token.lower_ in ("che", "cui", "se", "quando", "dove") or token.text == ";":
            return False
        if token.pos_ in VERBAL and verb_form(token) == "Fin":
            return mood(syntax, token) != "Cnd"  # …: un'acquisizione sarebbe troppo onerosa, still reported
    return False


def coordinated_report(syntax: Syntax, cue: Token, clause: Token, i: int) -> bool:
    """Whether a cue verb coordinated at token ``i`` is the reporter's: it has the form of ``cue`` and not the clause's (ha assicurato che X resterà e ha negato che)."""
    doc = syntax.doc
    if doc[i - 1].lower_ not in ("e", "ed", "ma") or syntax.quoted(i):
        return False
    verb = next((t for t in doc[i : i + 5] if t.pos_ == "VERB" or t.i in syntax.retagged), None)
    if verb is None or any(c.dep_ in ("nsubj", "nsubj:pass") and c.i < verb.i and c.pos_ != "PRON" for c in verb.children):
        return False
    reporting = cue.head if cue.dep_ == "xcomp" and not _shape(syntax, cue) else cue  # si dice convinta che
    outer, inner, here = (_shape(syntax, v) for v in (reporting, clause, verb))
    return bool(here) and here == outer != inner


def _shape(syntax: Syntax, verb: Token) -> tuple[str, ...]:
    """Auxiliary, mood, tense and number of a finite verb group; empty where it has none."""
    group = [t for t in (verb, *syntax.auxiliaries(verb)) if verb_form(t) == "Fin" or (t.i in syntax.retagged and t.i == verb.i)]
    if not group:
        return ()
    first = group[0]
    perfect = first.i != verb.i and first.dep_ != "cop"
    features = ("Pres", "Ind") if first.i in syntax.retagged else (feature(first, "Tense"), mood(syntax, verb))
    return ("perfect" if perfect else "simple", *features, feature(first, "Number") or "Sing")


def _own_che(syntax: Syntax, i: int) -> bool:
    """Whether the verb group at token ``i`` has a *che* right behind it."""
    doc = syntax.doc
    while i + 1 < len(doc) and doc[i].pos_ in ("AUX", "PRON", "ADV"):
        i += 1
    return i + 1 < len(doc) and doc[i].pos_ == "VERB" and doc[i + 1].lower_ == "che" and doc[i + 1].pos_ == "SCONJ"


def _opens_quotation(syntax: Syntax, i: int, end: int) -> int:
    """Where a coordinated clause begins, the comma included, whose cue verb at token ``i`` has a quotation behind a colon; 0 if it has none."""
    doc = syntax.doc
    colon = next((j for j in range(i + 1, min(i + 9, end - 1)) if doc[j].text == ":"), None)
    if colon is None or doc[colon + 1].text not in OPENERS or syntax.quoted(i):
        return 0
    for j in range(i - 1, max(i - 8, 1), -1):
        if doc[j].lower_ in ("ma", "mentre", "e", "ed") and doc[j - 1].text == ",":
            return j - 1
        if doc[j].is_punct or doc[j].lower_ == "che":
            return 0
    return 0


def _coordinated_cue(syntax: Syntax, i: int) -> bool:
    """Whether a finite cue verb with its own *che* or quotation is coordinated at token ``i``: … e ha promesso che …"""
    doc = syntax.doc
    if doc[i - 1].lower_ not in ("e", "ed", "ma") or syntax.quoted(i):
        return False
    if doc[i - 2].lower_ in ("che", ",") and doc[i - 2].lower_ == "che":
        return False
    if i > 1 and doc[i - 2].text in CLOSERS:
        return True
    for token in doc[i : min(i + 5, len(doc))]:
        if (token.lower_ in ("che", "come") or token.text == ":") and token.i > i:
            return True
        if token.pos_ not in ("AUX", "VERB", "ADV", "PRON", "NOUN", "ADJ") or token.text in (",", "."):
            return False
    return False


def _relative_end(syntax: Syntax, cue: Token, clause: Token, first: int, end: int) -> int:
    """A report inside a relative clause ends where the main clause goes on: che gli domandava se X, il ministro non ha risposto."""
    doc = syntax.doc
    for i in range(max(first, clause.i) + 1, end):
        if doc[i].text == "," and not syntax.quoted(i):
            verbs = [t for t in doc[i + 1 : end] if t.pos_ in VERBAL and t.dep_ not in ("aux", "aux:pass", "cop")]
            if verbs and not dominated(verbs[0], cue) and syntax.finite(verbs[0]):
                return i
    return end


def _infinitive_end(syntax: Syntax, clause: Token, first: int, end: int, stops: frozenset[int]) -> int:
    """An infinitive's claim stops at the first comma or colon behind which nothing hangs from it."""
    doc = syntax.doc
    aside = -1
    inner = False  # a finite clause inside the infinitive's
    for i in range(max(first, clause.i) + 1, end):
        if i <= aside:
            continue
        if doc[i].lower_ in ("e", "ed", "ma") and i + 1 < end and not syntax.quoted(i) and (finite_group(syntax, i + 1) or (i + 1 in stops and verb_form(doc[i + 1]) != "Inf" and doc[i + 1].lower_ not in FUSED_A)) and (not inner or (doc[i - 1].text == "," and (i + 1 in stops or doc[i].lower_ == "ma"))):
            return _step_back(syntax, i + 1, first)  # ha detto di voler ascoltare tutti, ma è scettico
        inner = inner or (doc[i].pos_ in VERBAL and verb_form(doc[i]) == "Fin")
        if doc[i].text in ("—", "–") and doc[i - 1].pos_ in ("VERB", "AUX"):  # voler lasciare – per protesta – l'aula
            aside = next((j for j in range(i + 1, min(i + 12, end)) if doc[j].text == doc[i].text), -1)
            if aside > 0:
                continue
        if doc[i].text == "," and not syntax.quoted(i) and _writers_word(syntax, i):
            return i
        if doc[i].text == "," and i + 1 in stops and GERUND_WITH_CLITIC.search(doc[i + 1].lower_) and not syntax.quoted(i):
            return i  # di non finanziare il progetto, giudicandolo una distrazione
        if doc[i].text == "," and not syntax.quoted(i) and (close := quoted_part(syntax, i, end)) > 0:
            aside = close  # aver cercato il contatto, «come fanno tutti», e non ha dubbi
            continue
        if doc[i].text == "," and not syntax.quoted(i) and (close := _adjunct(syntax, clause, i, end)) > 0:
            aside = close  # avere approvato in ottobre, in commissione, lo stesso aumento
            continue
        if doc[i].text == "," and i + 2 < end and (doc[i + 1 + (doc[i + 1].text in OPENERS)].lower_ in ("perché", "qualora", "purché", "finché") or doc[i + 2].lower_ in ("quale", "quali")) and not syntax.quoted(i):
            continue  # di non averlo visto, perché era di spalle
        if doc[i].lower_ in ("i", "le", "il", "la") and text_of(doc[i + 1 : i + 2]).lower() in ("quali", "quale") and not syntax.quoted(i) and any(doc[j].text[:1].isupper() for j in range(max(first, i - 2), i)):
            return i  # di aver invitato Neri e Bini | i quali però
        if doc[i].text == ":" and text_of(doc[i + 1 : i + 2]).lower() in ("o", "un", "una", "uno") and i + 1 < end and not syntax.quoted(i) and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[i + 1 : end]):
            continue  # vedere due sole alternative: o un accordo o il voto
        if doc[i].text in (",", ":", ";", "—", "–") and not syntax.quoted(i):
            if not any(dominated(t, clause) for t in doc[i + 1 : end]):
                return i
    return end


def _adjunct(syntax: Syntax, clause: Token, i: int, end: int) -> int:
    """The comma that closes a short adjunct between an infinitive and the object it still lacks; 0 where there is none."""
    doc = syntax.doc
    if any(c.dep_ in ("obj", "ccomp", "xcomp") and c.i < i for c in clause.children) or i + 1 >= end or doc[i + 1].pos_ not in ("ADP", "ADV"):
        return 0
    close = next((j for j in range(i + 2, min(i + 10, end)) if doc[j].text == ","), 0)
    if not close or close + 2 >= end or any(t.pos_ in VERBAL for t in doc[i:close]) or doc[close + 1].pos_ != "DET":
        return 0
    rest = doc[close + 1 : end]
    verbs = [t.i for t in rest if t.pos_ in VERBAL and verb_form(t) == "Fin" and t.dep_ != "acl:relcl"]
    return close if not verbs else 0


def _clause_continues(syntax: Syntax, clause: Token, i: int) -> bool:
    return i < len(syntax.doc) and dominated(syntax.doc[i], clause)


def _cuts(syntax: Syntax, cue: Token, clause: Token, token: Token, first: int, stops: frozenset[int]) -> bool:
    """Whether ``token``, outside the clause's subtree and after its head, opens something that is not the claim's."""
    doc = syntax.doc
    if token.pos_ not in VERBAL and not (token.pos_ in ("NOUN", "ADJ", "PRON") and any(c.dep_ == "cop" for c in token.children)):
        return False
    if token.dep_ in ("aux", "aux:pass", "cop"):
        return False
    left = token.left_edge.i
    if left <= max(first, clause.i):
        left = syntax.verb_group(token)[0]
    before = doc[left - 1] if left else doc[0]
    comma = before.text in (",", ";", "—", "–", "-") or doc[left].text in (",", ";", "—", "–")
    own_mark = any((c.dep_ == "mark" and c.lower_ in ("che", "se")) or (c.lower_ == "che" and c.i and doc[c.i - 1].pos_ == "CCONJ") for c in token.children)  # ma che «serve tempo», whatever the parser calls it
    finite = syntax.finite(token)
    if token.dep_ == "conj" and finite and not own_mark and (_back_to_cue(syntax, cue, clause, token) or (syntax.verb_group(token)[0] in stops and _in_cue_tense(syntax, cue, clause, token))):
        return True
    if not dominated(token, clause) and (token.head.i == cue.i or (cue.is_ancestor(token) is False and token.head.i < first)):
        if token.dep_ == "conj" and finite and not own_mark:
            return left in stops or any(t.lower_ in ("e", "ed", "ma", "mentre", "poi") for t in doc[max(left - 2, 0) : left + 1]) or comma
        proviso = token.lower_ in ("visto", "dato", "considerato") and text_of(doc[token.i + 1 : token.i + 2]).lower() == "che"
        means = verb_form(token) == "Ger" and left not in stops and token.i - left <= 1 and cue.i + 1 <= first <= cue.i + 2
        if token.dep_ in ("advcl", "acl", "ccomp", "xcomp") and comma and verb_form(token) in ("Ger", "Part") and not finite and not proviso and not means:
            return True
        if token.dep_ in ("advcl", "parataxis") and comma and finite and not own_mark:
            return left in stops or doc[left].lower_ in syntax.lexicon.lists["returns"]
    return False


def _in_cue_tense(syntax: Syntax, cue: Token, clause: Token, token: Token) -> bool:
    """Whether a coordinated cue verb without subject has the tense of the cue and not the clause's: ammette che il campione era limitato, ma difende…"""
    if any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children) or "," not in (t.text for t in syntax.doc[max(token.left_edge.i - 2, 0) : token.i]):
        return False
    here, inner, outer = (next((feature(t, "Tense") for t in (v, *syntax.auxiliaries(v)) if verb_form(t) == "Fin"), "") for v in (token, clause, cue))
    return bool(here and inner and outer) and here == outer != inner


def _number(syntax: Syntax, verb: Token) -> str:
    group = [t for t in (verb, *syntax.auxiliaries(verb)) if verb_form(t) == "Fin"]
    return next((feature(t, "Number") for t in group if feature(t, "Number")), "")


def _back_to_cue(syntax: Syntax, cue: Token, clause: Token, token: Token) -> bool:
    """Whether a coordinated verb without subject agrees with the cue and not with the clause: ipotizzano che il sistema sia…, ma non ne hanno."""
    if any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children):
        return False
    if mood(syntax, clause) == "Sub" and mood(syntax, token) == "Ind" and (mood(syntax, cue) == "Ind" or cue.pos_ == "ADJ"):
        return True  # ipotizza che il solvente sia colato, e rimprovera…
    here, inner, outer = _number(syntax, token), _number(syntax, clause), _number(syntax, cue)
    return bool(here and inner and outer) and here == outer != inner


def _step_back(syntax: Syntax, i: int, first: int) -> int:
    """Leave out the comma and the conjunction before token ``i``."""
    while i > first + 1 and (syntax.doc[i - 1].text in (",", ";", "—", "–", "-", ":") or syntax.doc[i - 1].lower_ in ("e", "ed", "ma", "mentre", "poi")):
        i -= 1
    return i
