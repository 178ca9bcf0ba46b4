"""Rules for cues that point back: *«…». Lo ha detto il ministro*; *C. È quanto sostiene la procura*; *C. Lo rivela uno studio*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution, Cue, Mention
from pipeline.components.claims.building import can_speak, main_verb, quoted_kind
from pipeline.components.claims.content import is_somebody
from pipeline.components.claims.nouns import noun_with_agent
from pipeline.components.claims.quoted import claim_of, sentence_like
from pipeline.components.claims.quoted import places as quotation_places
from pipeline.components.claims.trimming import trim
from pipeline.components.cues.verbs import FUSED
from pipeline.components.mentions.finding import before_colon, of_verb
from pipeline.components.spans import Spans
from pipeline.components.syntax import Syntax, verb_form

COPULAS = frozenset(("è", "sono", "era", "erano", "fu", "furono"))


def pointing_back(syntax: Syntax, analysis: Analysis) -> None:
    """Add the attributions whose claim is the sentence, or the quotation, before the cue's own sentence."""
    taken = [span for a in analysis.attributions for span in a.claim]
    cues = {c.head: c for c in analysis.cues if c.type in ("verb", "adjective")}
    said = syntax.words
    inner = [i + 1 for i in syntax.places.get(":", ()) if i + 2 < len(said) and said[i + 1] in ("lo", "ne", "a", "ad")]  # la Bce non toccherà i tassi: lo scrive X
    for start in sorted([*syntax.sentence_starts[1:], *inner]):
        cue = _cue(syntax, start, cues)
        if cue is None or syntax.quoted(cue.head):
            continue
        mention = _behind_copula(syntax, cue, start) or of_verb(syntax, cue, inverted=True)
        if mention.span is None or mention.nobody or mention.span[0] < cue.head:
            continue
        found = _sentence_before(syntax, analysis, start)
        if found is None or (cue.type == "adjective" and any(t.text == ":" for t in syntax.doc[cue.end : syntax.sentence(cue.head)[1]])):
            continue
        claim, kind = found
        if not claim or any(x < claim[-1][1] and claim[0][0] < y for x, y in taken):
            continue
        made = Attribution("pointing-back", kind, claim, "quote", cue, syntax.chars(cue.start, cue.end), mention.span)
        analysis.attributions.append(made)


def announced(syntax: Syntax, analysis: Analysis) -> None:
    """*C. A darne notizia è la Provincia*; *C. L'annuncio è arrivato dal ministro*: phrases that give the sentence before its source."""
    doc = syntax.doc
    taken = Spans(span for a in analysis.attributions for span in a.claim)
    for start in syntax.sentence_starts[1:]:
        while start < len(doc) and doc[start].is_space:
            start += 1
        said = syntax.words[start : start + 8]
        phrase = next((p for p in syntax.lexicon.phrases_from("announcing", said[0]) if _opens_with(said, p)), None) if said else None
        if phrase is None or syntax.quoted(start):
            continue
        place, (_, limit) = start + len(phrase), syntax.sentence(start)
        while place < limit and (doc[place].pos_ in ("ADV", "AUX") or doc[place].lower_ in (*COPULAS, "stato", "stata", "stati", "state", "anche")):
            place += 1
        mention = before_colon(syntax, place, limit)
        found = _sentence_before(syntax, analysis, start)
        if mention is None or mention.span is None or mention.span[0] != place or not can_speak(syntax, mention) or found is None:
            continue
        claim, kind = found
        if not claim or taken.touch(claim[0][0], claim[-1][1]):
            continue
        first = start + (phrase[0] == "a")
        analysis.attributions.append(Attribution("pointing-back", kind, claim, "quote", None, syntax.chars(first, start + len(phrase)), mention.span))


def _opens_with(said: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether the words begin with the phrase, whose last may hold an article (*da*: dal, dalla)."""
    return len(said) > len(phrase) and said[: len(phrase) - 1] == list(phrase[:-1]) and (said[len(phrase) - 1] == phrase[-1] or said[len(phrase) - 1].rstrip("'") in FUSED.get(phrase[-1], ()))


def _behind_copula(syntax: Syntax, cue: Cue, start: int) -> Mention | None:
    """Who stands behind *a dirlo è* and *ne è convinto*, where the parser sees no subject."""
    doc = syntax.doc
    place = cue.end
    if cue.type == "verb":
        if doc[start].lower_ not in ("a", "ad") or doc[cue.end].lower_ not in COPULAS:
            return None
        place = cue.end + 1
    while place < len(doc) and (doc[place].pos_ == "ADV" or doc[place].lower_ in ("anche", "stato", "stata", "stati", "state")):
        place += 1
    mention = before_colon(syntax, place, syntax.sentence(cue.head)[1])
    return mention if mention is not None and mention.span is not None and can_speak(syntax, mention) else None


def noun_behind(syntax: Syntax, analysis: Analysis) -> None:
    """*C, è la sua impressione*; *«…». È l'interrogativo sollevato dal capogruppo*: a cue noun behind *è*, with its agent."""
    doc = syntax.doc
    taken = [span for a in analysis.attributions for span in a.claim]
    for cue in analysis.cues:
        if cue.type != "noun" or syntax.quoted(cue.head) or not cue.frames & {"quote", "che"}:
            continue
        copula = next((i for i in range(cue.head - 1, max(cue.head - 5, 0), -1) if doc[i].lower_ in ("è", "era", "sono", "fu")), None)
        if copula is None or any(t.pos_ not in ("DET", "ADJ", "PRON") for t in doc[copula + 1 : cue.head]):
            continue
        start, end = syntax.sentence(cue.head)
        mention = noun_with_agent(syntax, cue, end) or _who_came_to(syntax, cue, end)
        if mention is None or mention.span is None or mention.head is None:
            continue
        behind = max(mention.span[1], cue.end)
        head = doc[mention.head]
        if head.dep_ != "det:poss" and head.pos_ != "PROPN" and not is_somebody(syntax, head):
            continue
        opening = copula - 1 if copula > start and doc[copula - 1].lower_ in ("questo", "questa") else copula
        if doc[copula - 1].text == "," and copula - 1 > start and (behind >= end or doc[behind].text in (",", ".", ";", ":")):
            pieces = [(start, copula - 1)]
            if behind < end and doc[behind].text == "," and main_verb(syntax, behind, end):
                pieces.append((behind + 1, end))
            claim = [s for s in (trim(syntax.text, *syntax.chars(*p)) for p in pieces) if s[1] > s[0]]
            kind, rule = quoted_kind(syntax, claim), "noun-parenthetical"
        elif doc[copula - 1].text == ":" and copula - 1 > start + 1 and (main_verb(syntax, start, copula) or verb_form(doc[start]) == "Inf"):
            claim = [s for s in (trim(syntax.text, *syntax.chars(start, copula - 1)),) if s[1] > s[0]]
            kind, rule = quoted_kind(syntax, claim), "pointing-back-noun"  # Rivedere il piano: è la richiesta di Bini
        elif opening == start and start:
            found = _sentence_before(syntax, analysis, start)
            if found is None:
                continue
            (claim, kind), rule = found, "pointing-back-noun"
        else:
            continue
        if not claim or any(x < claim[-1][1] and claim[0][0] < y for x, y in taken):
            continue
        analysis.attributions.append(Attribution(rule, kind, claim, "quote", cue, syntax.chars(cue.start, cue.end), mention.span))


def _who_came_to(syntax: Syntax, cue: Cue, end: int) -> Mention | None:
    """*È la conclusione a cui è giunto un gruppo di medici*, *è la tesi che sostiene Bini*: the subject behind the verb of the noun's relative clause."""
    doc = syntax.doc
    i = cue.end
    if i + 2 >= end or not (doc[i].lower_ == "che" or doc[i + 1].lower_ in ("cui", "quale")):
        return None
    verb = next((t for t in doc[i + 1 : min(i + 6, end)] if t.pos_ == "VERB"), None)
    if verb is None or any(t.pos_ in ("NOUN", "PROPN") for t in doc[i : verb.i]) or verb.i + 1 >= end:
        return None
    mention = before_colon(syntax, verb.i + 1, end)
    return mention if mention is not None and mention.span is not None and mention.span[0] == verb.i + 1 and can_speak(syntax, mention) else None


def _sentence_before(syntax: Syntax, analysis: Analysis, start: int) -> tuple[list[tuple[int, int]], str] | None:
    """The quotation or sentence that ends before token ``start``, and its kind."""
    place = next((p for p in quotation_places(syntax) if p.after <= start <= p.after + 2), None)
    if place is not None and (sentence_like(syntax, place) or place.last - place.first > 3):
        return claim_of(syntax, [place.quotation]), "direct"
    if start not in syntax.sentence_starts:  # behind a colon
        a, b = trim(syntax.text, *syntax.chars(syntax.sentence(start)[0], start - 1))
        return ([(a, b)] if b > a else []), "indirect"
    k = syntax.sentence_starts.index(start)
    if k == 0 or "\n" in syntax.doc[start - 1].text:
        return None
    a, b = trim(syntax.text, *syntax.chars(syntax.sentence_starts[k - 1], start))
    return ([(a, b)] if b > a else []), "indirect"


def _cue(syntax: Syntax, start: int, cues: dict[int, Cue]) -> Cue | None:
    """The cue verb behind one of the openings at token ``start``."""
    doc = syntax.doc
    while start < len(doc) and doc[start].is_space:
        start += 1
    words = [t for t in doc[start : start + 9] if not t.is_punct]
    if not words or not (words[0].lower_ in ("a", "ad", "ne") or syntax.lexicon.phrases_from("pointing_back", words[0].lower_)):
        return None
    if len(words) > 2 and words[0].lower_ in ("a", "ad") and words[2].lower_ in COPULAS and words[1].lower_.endswith("lo"):  # a dirlo è X
        said = cues.get(words[1].i)
        return said if said is not None and said.frames & {"quote", "che"} and said.entry.stance_for("che") == "support" else None
    if words[0].lower_ == "ne":  # ne è convinto X
        sure = next((cues[t.i] for t in words[1:4] if t.i in cues and cues[t.i].type == "adjective"), None)
        return sure if sure is not None and not sure.negated and "che" in sure.frames else None
    low = tuple(t.lower_ for t in words)
    for opening in syntax.lexicon.phrases_from("pointing_back", low[0]):
        if low[: len(opening)] == opening:
            for token in words[len(opening) : len(opening) + 4]:
                cue = cues.get(token.i)
                if cue is not None and cue.type == "verb" and not cue.negated and cue.frames & {"quote", "che"} and cue.entry.stance_for("che") == "support":
                    return cue
                if token.pos_ not in ("AUX", "ADV", "PRON"):
                    return None
    return None
