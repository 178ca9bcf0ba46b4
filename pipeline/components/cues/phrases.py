"""Cues that are not single verbs: light-verb constructions, nouns, adjectives, source phrases; and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.components.analysis import Cue
from pipeline.components.cues.verbs import FUSED, QUOTE_CLOSERS, headed, reflexive
from pipeline.components.syntax import Syntax, feature, is_preposition, verb_form
from pipeline.components.syntax.tokens import Token, text_of
from pipeline.lexicon import CueEntry, Lexicon, VerbForm
from pipeline.lexicon.entries import Construction

HAVING = {"ha", "hanno", "aveva", "avevano", "avrebbe", "avrebbero", "aver", "avere", "avendo"}
#: The participle in *stando a quanto riferito da*.
PARTICIPLE = re.compile(r"(?:t|s)o$")
POSSESSIVES = {"suo", "sua", "suoi", "sue", "loro", "mio", "mia", "nostro", "nostra", "lui", "lei"}


def pseudo_tokens(syntax: Syntax, lexicon: Lexicon) -> set[int]:
    """Tokens of set phrases that only look like cues (*vale a dire, sostenere un esame*)."""
    found: set[int] = set()
    said = [*syntax.words, ""]
    for i in syntax.in_table("pseudo"):
        known = lexicon.pseudo[said[i]]
        for words in (*known.get(said[i + 1], ()), *known.get("", ())):
            if tuple(said[i : i + len(words)]) == words:
                found.update(range(i, i + len(words)))
    return found


def constructions(syntax: Syntax, lexicon: Lexicon) -> Iterator[Cue]:
    """Light verb + noun: ha lanciato un accorato appello. The noun is the cue's ``anchor``."""
    doc = syntax.doc
    for i in syntax.in_table("constructing"):
        token, forms = syntax.tokens[i], lexicon.forms[syntax.words[i]]
        modal = token.dep_ == "aux" and token.i + 1 < len(doc) and verb_form(doc[token.i + 1]) == "Inf" and _governs(lexicon, forms, doc[token.i + 1].lower_)  # vuole capire se
        participle = token.pos_ == "ADJ" and token.i > 0 and doc[token.i - 1].lower_ in HAVING and any(f.mood == "participle" for f in forms)  # non ha nascosto
        if (token.dep_ in ("aux", "aux:pass") and not modal) or (token.pos_ not in ("VERB", "AUX") and not participle and not _finite_only(syntax, token, forms)):
            continue
        for infinitive in lexicon.traits(syntax.words[i]).infinitives:
            found = _construction(syntax, token, infinitive) if infinitive in lexicon.constructions else None
            if found is None:
                continue
            anchor, construction = found
            if token.pos_ not in ("VERB", "AUX") and not participle:
                syntax.retagged.add(token.i)
            first, _ = syntax.verb_group(token)
            entry = construction.entry
            governor = token.head.i if token.dep_ == "cop" and token.i < token.head.i <= anchor else anchor
            head = governor if token.dep_ == "cop" or modal else token.i  # è d'accordo con: the phrase governs, the copula is its child
            yield Cue(first, anchor + 1, head, entry.key, entry, "construction", entry.frames, syntax.negated(token), False, anchor)
            break


def _governs(lexicon: Lexicon, forms: tuple[VerbForm, ...], infinitive: str) -> bool:
    """Whether a construction of the verb has the infinitive for its noun: *volere sapere, volere capire*."""
    return any(infinitive in construction.nouns for form in forms for construction in lexicon.constructions.get(form.infinitive, ()))


def _construction(syntax: Syntax, verb: Token, infinitive: str) -> tuple[int, Construction] | None:
    """The last token of the noun or phrase behind ``verb`` that makes it a cue, and with which entry."""
    limit = min(verb.i + 8, syntax.sentence(verb.i)[1])
    said = syntax.words
    known = _by_word(syntax.lexicon, infinitive)
    if known.keys().isdisjoint(said[verb.i + 1 : limit]):
        return None
    for i in range(verb.i + 1, limit):
        noun = syntax.tokens[i]
        if noun.text in (",", ":", ".", ";") or (noun.pos_ == "SCONJ" and noun.lower_ in ("che", "se", "perché")):
            return None
        for phrase, construction in known.get(said[i], ()):
            if construction.verb.endswith("si") and not reflexive(syntax, verb):
                continue
            if phrase:
                if i + len(phrase) <= limit and tuple(said[i : i + len(phrase)]) == phrase:
                    return i + len(phrase) - 1, construction
            elif (noun.pos_ in ("NOUN", "ADJ", "PROPN") or verb_form(noun) == "Inf") and not any(is_preposition(t) for t in syntax.doc[verb.i + 1 : i]):
                return i, construction
    return None


def _by_word(lexicon: Lexicon, infinitive: str) -> dict[str, list[tuple[tuple[str, ...], Construction]]]:
    """The constructions with the verb ``infinitive``, by their nouns (and an empty phrase) and by the first words of their phrases."""
    if infinitive not in lexicon.constructions_by_word:
        table: dict[str, list[tuple[tuple[str, ...], Construction]]] = {}
        for construction in lexicon.constructions[infinitive]:
            for noun in construction.nouns:
                table.setdefault(noun, []).append(((), construction))
            for phrase in construction.phrases:
                table.setdefault(phrase[0], []).append((phrase, construction))
        lexicon.constructions_by_word[infinitive] = table
    return lexicon.constructions_by_word[infinitive]


def _finite_only(syntax: Syntax, token: Token, forms: tuple[VerbForm, ...]) -> bool:
    """Whether a word tagged otherwise can only be a finite verb: a third person, with no determiner or preposition before it."""
    before = syntax.doc[token.i - 1] if token.i else None
    return bool(forms) and all(f.person for f in forms) and any(f.person == 3 for f in forms) and (before is None or before.pos_ not in ("DET", "ADP", "NUM"))


def nouns(syntax: Syntax, lexicon: Lexicon) -> Iterator[Cue]:
    """Cue nouns."""
    for i in sorted({*syntax.in_table("noun_phrases"), *syntax.in_table("nouns")}):
        token, word = syntax.tokens[i], syntax.words[i]
        longer = next(((words, e) for words, e in lexicon.noun_phrases.get(word, ()) if tuple(syntax.words[token.i : token.i + len(words)]) == words), None)
        if longer is not None:  # il via libera della Commissione, il grido d'allarme dei medici
            words, entry = longer
            yield Cue(token.i, token.i + len(words), token.i, entry.key, entry, "noun", entry.frames)
            continue
        known = lexicon.nouns.get(word)
        answer = token.pos_ in ("INTJ", "ADV") and word in ("no", "sì") and syntax.words[i + 1 : i + 2] and syntax.words[i + 1].rstrip("'") in FUSED["di"]  # No della Cgil alla vendita
        if known is not None and (token.pos_ in ("NOUN", "PROPN", "ADJ") or answer or headed(syntax, token)):
            yield Cue(token.i, token.i + 1, token.i, known.key, known, "noun", known.frames)


def adjectives(syntax: Syntax, lexicon: Lexicon) -> Iterator[Cue]:
    """Cue adjectives behind a copula, or at the head of a phrase of their own. ``head`` is the verb where there is one."""
    doc = syntax.doc
    for i in syntax.in_table("adjectives"):
        token, entry = syntax.tokens[i], lexicon.adjectives[syntax.words[i]]
        if i and doc[i - 1].lower_ == "ex":
            continue  # Neri, ex sostenitore di Bini
        said = token.i > 0 and (doc[token.i - 1].lemma_.split(" ")[0] in ("dire", "dichiarare") or doc[token.i - 1].lower_ in ("detto", "detta", "detti", "dette")) and doc[token.i - 1].pos_ == "VERB"
        said = said or (token.i > 0 and token.dep_ == "xcomp" and doc[token.i - 1].lower_ in lexicon.lists["shown"])
        opens = entry.verbless and token.i == syntax.sentence(token.i)[0]  # Contrari alla vendita i sindacati
        believed = token.pos_ == "ADV" and token.i > 0 and doc[token.i - 1].pos_ == "AUX" and any(c.dep_ == "cop" for c in token.children)  # è certo che, è vicino a
        predicate = token.pos_ == "NOUN" and not entry.noun and any(c.dep_ == "cop" for c in token.children) and not any(c.dep_ == "det" or (c.dep_ == "amod" and c.i == i + 1) for c in token.children)  # è entusiasta del piano
        if (token.pos_ not in ("ADJ", "VERB", "AUX") and not believed and not predicate and not entry.noun and not said and not opens) or (entry.noun and token.pos_ not in ("NOUN", "ADJ") and not opens):
            continue
        if entry.noun and (token.dep_.startswith("nsubj") or (token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "ADJ" and text_of(doc[token.i + 2 : token.i + 3]).istitle())):
            continue  # lo ha detto il difensore centrale Aldo Neri: who, not what he is
        copula = _copula(syntax, token)
        if copula is not None:
            first, _ = syntax.verb_group(copula) if copula.dep_ not in ("cop", "aux") else (copula.i, copula.i)
            first = min(first, copula.i)
            while first > 0 and (doc[first - 1].lower_ == "non" or doc[first - 1].pos_ == "AUX" or doc[first - 1].lower_ == "si"):
                first -= 1
            negated = any(t.lower_ in ("non", "né") for t in doc[first : token.i]) or doc[token.i - 1].lower_ == "poco"
            yield Cue(first, token.i + 1, token.i, entry.key, entry, "adjective", entry.frames, negated, False, copula.i)
        elif entry.verbless and (not entry.noun or opens) and not any(c.dep_ == "det" and c.i == i - 1 for c in token.children):  # i favorevoli al piano: who, not what they are
            negated = token.i > 0 and doc[token.i - 1].lower_ in ("non", "poco")
            yield Cue(token.i, token.i + 1, token.i, entry.key, entry, "adjective", entry.frames, negated)
        elif entry.noun and token.dep_ in ("appos", "ROOT"):
            yield Cue(token.i, token.i + 1, token.i, entry.key, entry, "adjective", entry.frames)


def _copula(syntax: Syntax, token: Token) -> Token | None:
    doc = syntax.doc
    start = syntax.sentence(token.i)[0]
    for child in token.children:
        if child.dep_ == "cop" and child.i < token.i:
            return child
    for i in range(token.i - 1, max(start - 1, token.i - 6), -1):
        t = doc[i]
        if t.pos_ in ("VERB", "AUX") and (t.lemma_.split(" ")[0] in syntax.lexicon.lists["copulas"] or t.lower_ in ("detto", "detta", "detti", "dette")):
            return t
        if t.pos_ not in ("ADV", "DET", "ADJ", "ADP"):
            return None
    return None


def sources(syntax: Syntax, lexicon: Lexicon) -> Iterator[Cue]:
    """Source phrases: secondo X, a detta di X, a suo avviso. ``head`` is the last word of the phrase."""
    used = -1
    said = [*syntax.words, ""]
    for i in syntax.in_table("adpositions_by_word"):
        if i <= used:
            continue
        token = syntax.tokens[i]
        for words, entry in _openings(lexicon, said[i], said[i + 1]):
            possessive = _match(syntax, token.i, words)
            if possessive is None:
                continue
            end = token.i + len(words)
            if entry.key == "secondo" and (token.pos_ not in ("ADP", "SCONJ", "ADV") and token.dep_ != "case" and not _opens_source(syntax, token.i)):
                continue
            if entry.key == "secondo" and _ordinal(syntax, token.i):
                continue
            if entry.weak and not _weak_source(syntax, token, lexicon):
                continue
            if verb_form(syntax.tokens[end - 1]) == "Inf" and words[-1] == said[end - 1] and token.i > syntax.sentence(token.i)[0] and said[token.i - 1] not in (",", ";", ":", "e", "ma", "che", "(", "—", "–"):
                continue  # invita a leggere i risultati
            used = end - 1
            yield Cue(token.i, end, end - 1, entry.key, entry, "adposition", frozenset(("source",)), False, entry.weak)
            break


def _openings(lexicon: Lexicon, word: str, following: str) -> list[tuple[tuple[str, ...], CueEntry]]:
    """The source phrases that may begin with these two words: many begin with *a* or *per*."""
    if word not in lexicon.adpositions_by_two:
        known = [(_seconds(words), (words, entry)) for words, entry in lexicon.adpositions_by_word[word]]
        wanted = {"", *(second for seconds, _ in known for second in seconds or ())}
        lexicon.adpositions_by_two[word] = {second: [phrase for seconds, phrase in known if seconds is None or second in seconds] for second in wanted}
    table = lexicon.adpositions_by_two[word]
    return table[following] if following in table else table[""]


def _seconds(words: tuple[str, ...]) -> set[str] | None:
    """What a phrase's second word can be in a text; None where it has none."""
    if len(words) == 1:
        return None
    if words[1] == "POSS":
        return POSSESSIVES
    if words[1] == "PART":
        return None
    fused = FUSED.get(words[1], set()) if len(words) == 2 else set()  # the last word may hold an article
    return {words[1], *fused, *(f"{form}'" for form in fused)}


def _match(syntax: Syntax, i: int, words: tuple[str, ...]) -> bool | None:
    said = syntax.words[i : i + len(words)]
    if len(said) < len(words):
        return None
    for k, (word, low) in enumerate(zip(words, said, strict=True)):
        if word == "POSS":
            if low not in POSSESSIVES:
                return None
        elif word == "PART":
            if not PARTICIPLE.search(low) or low in syntax.lexicon.lists["decided"]:
                return None
        elif low != word and not (k == len(words) - 1 and word in FUSED and low.rstrip("'") in FUSED[word]):
            return None
    return "POSS" in words


def _ordinal(syntax: Syntax, i: int) -> bool:
    """*Secondo azionista, secondo posto*: a singular noun right behind it, without determiner, is no source."""
    if i + 1 >= len(syntax.doc):
        return False
    noun = syntax.doc[i + 1]
    return noun.pos_ == "NOUN" and noun.is_lower and feature(noun, "Number") != "Plur" and noun.lower_ not in ("quanto", "cui") and feature(noun, "Gender") != "Fem"


def _opens_source(syntax: Syntax, i: int) -> bool:
    """*Secondo* at the head of a sentence or after a comma, before a determiner or a name, whatever its tag."""
    doc = syntax.doc
    if i + 1 >= len(doc):
        return False
    head = i == syntax.sentence(i)[0] or doc[i - 1].text in (",", "(", "—", "–", "-")
    return head and doc[i + 1].pos_ in ("DET", "PROPN", "PRON")


def _ranking(syntax: Syntax, i: int) -> bool:
    """*Per la Juventus è la terza sconfitta; per il Milan c'è un rigore*: what happens to somebody, told from token ``i`` on."""
    said = syntax.words[i : i + 5]
    if said[:1] == ["c'"] or said[:1] == ["ci"]:
        return True
    if said[:1] in (["è"], ["era"], ["sarà"], ["fu"], ["si"]):
        k = next((k for k, word in enumerate(said) if word in ("la", "il", "l'")), None)
        return k is not None and k + 1 < len(said) and said[k + 1] in syntax.lexicon.lists["ranks"] and (said[0] != "si" or said[1] == "tratta")
    return False


def _weak_source(syntax: Syntax, token: Token, lexicon: Lexicon) -> bool:
    """*per X* counts where X is a person or a body and a comma or the sentence's start stands before it."""
    doc = syntax.doc
    start = syntax.sentence(token.i)[0]
    if token.i != start and doc[token.i - 1].text not in (",", ";", ":") and doc[token.i - 1].lower_ not in ("ma", "e", "mentre", "che"):
        return False
    if token.i + 2 < len(doc) and doc[token.i + 2].lower_ in ("quale", "quali") and doc[token.i - 1].text == ",":
        clause = doc[token.i + 3 : syntax.sentence(token.i)[1]]
        verb = next((t for t in clause if t.pos_ in ("VERB", "AUX") and verb_form(t) == "Fin"), None)
        weighed = verb is not None and verb.lemma_ == "stare" and verb.i + 1 < len(doc) and bool(lexicon.forms.get(syntax.words[verb.i + 1]))  # per i quali la prefettura sta valutando se
        foreseen = verb is not None and (feature(verb, "Tense") == "Fut" or feature(verb, "Mood") == "Cnd" or verb.lower_ in ("va", "vanno"))  # per la quale i conti torneranno
        return verb is None or foreseen or (verb.lemma_ in lexicon.lists["judged"] and not weighed) or any(syntax.quoted(t.i) for t in clause)  # le opposizioni, per le quali il piano è fermo, …
    if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "cui" and doc[token.i - 1].text == ",":  # Castellani, per cui la squadra «ha dimostrato…»
        return any(syntax.quoted(t.i) for t in doc[token.i + 2 : syntax.sentence(token.i)[1]]) and doc[token.i + 2].pos_ in ("DET", "PROPN")
    head = token.head
    if token.i + 2 < len(doc) and doc[token.i + 1].lower_ in ("lui", "lei") and token.i == start:  # Per lui il piano è «una tassa»: his words, else it is for him
        return doc[token.i + 2].pos_ in ("DET", "PROPN", "AUX", "VERB") and any(q.outer_start > token.idx and syntax.quoted(t.i) for q in syntax.quotations for t in doc[token.i : syntax.sentence(token.i)[1]])
    if head.i <= token.i or head.i - token.i > 6:
        return False
    phrase_end = syntax.phrase(head)[1]
    if phrase_end < len(doc) and doc[phrase_end].text == "(":  # Per Aldo Neri (Pd), …
        phrase_end = next((i + 1 for i in range(phrase_end, min(phrase_end + 6, len(doc))) if doc[i].text == ")"), phrase_end)
    behind = doc[phrase_end] if phrase_end < len(doc) else None
    if token.i > 2 and doc[token.i - 1].text == "," and doc[token.i - 2].text in QUOTE_CLOSERS and (behind is None or behind.text in (".", ",") or behind.is_space):
        return syntax.speakable(head) or head.pos_ == "PROPN"  # «Un salto nel buio», per Bini.
    if behind is None or (behind.text not in (",", "«", "“", '"') and behind.pos_ not in ("DET", "PROPN", "AUX", "VERB", "PRON", "NOUN") and behind.lower_ not in ("non", "a")):
        return False
    if _ranking(syntax, phrase_end):
        return False
    judged = behind.pos_ in ("AUX", "VERB") and (behind.head.pos_ != "VERB" or behind.lemma_ in lexicon.lists["judged"])
    named = head.ent_type_ in ("PER", "ORG") or (head.pos_ == "PROPN" and (behind.text == "," or (judged and token.i == start)))
    title = lexicon.title(head.lower_)
    body = title is not None and title.type == "organisation" and any(feature(t, "Mood") == "Cnd" or (feature(t, "Tense") == "Fut" and token.i == start and behind.pos_ == "DET") for t in doc[phrase_end : syntax.sentence(token.i)[1]])  # Per la difesa mancherebbe
    own = title is not None and title.type == "organisation" and behind.text == "," and token.i == start and text_of(doc[phrase_end + 1 : phrase_end + 2]).islower() and doc[phrase_end + 1].pos_ == "DET"
    left_over = behind.lower_ in ("a", "ad") and phrase_end + 1 < len(doc) and verb_form(doc[phrase_end + 1]) == "Inf"  # per le associazioni a pagare sono gli abbonati
    deemed = title is not None and title.type == "organisation" and token.i == start and (left_over or (judged and behind.lower_ in lexicon.lists["copulas_said"]))  # per l'accusa è la conferma che
    if named or body or own or deemed or (title is not None and title.type in ("person", "group")):
        return (head.dep_ in ("obl", "nmod") and behind.text == ",") or (token.i == start and (behind.pos_ in ("DET", "PROPN", "PRON", "AUX", "VERB") or behind.lower_ in ("non", "a"))) or behind.text in ("«", "“")
    return False
