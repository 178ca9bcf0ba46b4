"""What explains a name right behind it: *Ugo Bini (Lega)*, *Ugo Bini, 54 anni, operaio,*, *il sindaco di Calvi, Ugo Bini,*. Read off the words, not the parse, which hangs such phrases anywhere."""

from __future__ import annotations

from pipeline.components.syntax import VERBAL, Syntax, verb_form

#: Tokens that an explanation between two commas holds, at most.
LONGEST = 16
#: What closes it.
CLOSING = frozenset((",", ":", ".", ";", "—", "–", "«", "“", '"', "?", "!", ")"))


def past_explanation(syntax: Syntax, i: int, end: int) -> int:
    """Token that closes the explanations of a name or role that ends before token ``i``: a comma, a colon; ``i`` itself where there are none.

    A bracket may come first, then phrases between commas that open with a role, a name or an age.
    """
    doc = syntax.doc
    if i < end and doc[i].text == "(":
        i = next((j + 1 for j in range(i + 1, min(i + 12, end)) if doc[j].text == ")"), i)
    while i + 1 < end and doc[i].text == "," and explains(syntax, i + 1, end):
        close = next((j for j in range(i + 1, min(i + LONGEST, end)) if doc[j].text in CLOSING), None)
        if close is None or any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[i + 1 : close]):
            break
        i = close
    return i


def explains(syntax: Syntax, i: int, end: int) -> bool:
    """Whether the phrase at token ``i`` can say who somebody is: a role, with its article or without, a name, *54 anni*."""
    doc = syntax.doc
    if doc[i].like_num and i + 1 < end and syntax.words[i + 1] in ("anni", "anno"):
        return True
    for token in doc[i : min(i + 4, end)]:
        if token.ent_type_ == "PER" or ((title := syntax.title(token)) is not None and title.type == "person"):
            return True
        if token.pos_ not in ("DET", "ADJ", "ADV", "NUM") and token.lower_ not in ("ex", "vice", "neo"):
            return False
    return False
