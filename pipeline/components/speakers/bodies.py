"""The full names of bodies that begin with a capital and go on in lower case, found by their acronym.

*l'Istituto per le statistiche territoriali (Istater)*, *l'Unione metalmeccanici federati … l'Umf*: no entity recogniser knows
where such a name ends; the bracket or the initials tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.components.cues.verbs import FUSED
from pipeline.components.syntax import VERBAL, is_preposition
from pipeline.components.syntax.tokens import Tokens
from pipeline.lexicon import Lexicon

MAX_WORDS = 9


def in_brackets(doc: Tokens) -> Iterator[tuple[int, int, int]]:
    """``(start, end, acronym)``: tokens of a name, and the token of the acronym that follows it in brackets."""
    for i in [place + 1 for place in doc.by_text.get("(", ())]:
        if not 2 <= i < len(doc) - 1:
            continue
        token = doc[i]
        if doc[i + 1].text != ")" or not token.text[:1].isupper() or not token.text.isalpha():
            continue
        for start in range(i - 3, max(-1, i - 2 - MAX_WORDS), -1):
            before = doc[start]
            if before.is_punct or before.is_space or before.pos_ in VERBAL:
                break
            if before.text[:1].isupper() and _holds(token.text, doc, start, i - 1):
                yield start, i - 1, i
                break


def _holds(acronym: str, doc: Tokens, start: int, end: int) -> bool:
    """Whether the letters of ``acronym`` come in order in the words, beginning with the first; each word's start in turn."""
    words = [t.lower_ for t in doc[start:end] if not is_preposition(t) and t.pos_ != "DET"]
    rest = acronym.lower()
    for word in words:
        taken = 0
        while taken < len(rest) and taken < len(word) and rest[taken] == word[taken]:
            taken += 1
        rest = rest[taken:]
    if rest and len(acronym) > 3 and len(words) > 1 and words[0][:2] == acronym[:2].lower():  # Istater: letters from within the words
        letters = iter("".join(words))
        return all(letter in letters for letter in acronym.lower())
    return not rest and len(words) > 1


def spelled_out(doc: Tokens, acronyms: set[str]) -> Iterator[tuple[int, int, str]]:
    """``(start, end, acronym)``: runs of words whose initials are one of ``acronyms`` (articles and prepositions do not count)."""
    by_letter = {a[0].lower(): a for a in acronyms if 3 <= len(a) <= 6 and a.isalpha()}
    for token in doc.capitals if by_letter else ():
        acronym = by_letter.get(token.lower_[:1]) if token.text[:1].isupper() and token.text not in acronyms else None
        if acronym is None:
            continue
        letters, i = "", token.i
        while i < len(doc) and i < token.i + MAX_WORDS and len(letters) < len(acronym):
            word = doc[i]
            if word.is_punct or word.is_space:
                break
            if not is_preposition(word) and word.pos_ not in ("DET", "CCONJ"):
                letters += word.lower_[0]
                if not acronym.lower().startswith(letters):
                    break
            i += 1
        if letters == acronym.lower():
            yield token.i, i, acronym


def with_complements(doc: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Tokens of names like *Autorità per la rete elettrica, Corte dei bilanci locali*: a capital noun for a body and what it is for."""
    for token in doc.capitals:
        if token.lower_ not in lexicon.bodies_for or not token.text.istitle() or (token.i and doc[token.i - 1].text[:1] == "."):
            continue
        end = _adjectives(doc, token.i + 1)
        complements = 0
        while complements < 2 and end + 1 < len(doc) and (doc[end].lower_ == "per" or doc[end].lower_.rstrip("'’") in FUSED["su"] or _of(doc[end].lower_)):
            if doc[end].lower_ == "per" and token.i > 1 and _of(doc[token.i - 1].lower_) and doc[token.i - 2].lower_ in lexicon.nouns:
                break  # soddisfazione della Lega Produttori | per l'accordo
            i = end + 1
            while i < len(doc) and doc[i].pos_ == "DET":
                i += 1
            if i >= len(doc) or doc[i].pos_ not in ("NOUN", "PROPN") or (complements and not _of(doc[end].lower_)):
                break
            end, complements = _adjectives(doc, i + 1), complements + 1
        members = end
        while not complements and members < min(end + 2, len(doc)) and doc[members].is_lower and doc[members].lower_.endswith(("i", "e")) and doc[members].pos_ in ("NOUN", "ADJ") and token.i and (doc[token.i - 1].pos_ == "DET" or is_preposition(doc[token.i - 1])):
            members += 1  # la Federazione autonoma | meccanici
        thing = doc[end] if not complements and members == end > token.i + 1 and end < len(doc) and token.i else None
        if thing is not None and thing.pos_ == "NOUN" and thing.is_lower and lexicon.title(thing.lower_) is None and thing.tag_ != "V" and (doc[token.i - 1].pos_ == "DET" or is_preposition(doc[token.i - 1])):
            end, complements = end + 1, 1  # la Federazione italiana | canottaggio
        several = not complements and end - token.i > 2 and doc[end - 1].is_lower and doc[end - 1].lower_.endswith("i") and not doc[end - 2].lower_.endswith("i") and token.i and (doc[token.i - 1].pos_ == "DET" or is_preposition(doc[token.i - 1]))
        if several or (members > end and members - token.i > 2):
            end, complements = members, 1
        if complements:
            yield token.i, end


def _adjectives(doc: Tokens, i: int) -> int:
    while i < len(doc) and (doc[i].pos_ in ("ADJ", "PROPN") or doc[i].tag_ == "A") and doc[i].tag_ != "V":
        i += 1
    return i


def _of(word: str) -> bool:
    return word.rstrip("'’") in ("di", "d", "del", "dello", "della", "dell", "dei", "degli", "delle")
