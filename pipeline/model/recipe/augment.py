"""Vary what newspapers print in many ways and treebanks in one: quotation marks, apostrophes, dashes, paragraphs."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from pipeline.model.recipe.treebanks import Surface

STYLES = (("«", "»"), ("“", "”"), ('"', '"'), ("‘", "’"))
WEIGHTS = (4, 3, 3, 1)
OPENING, CLOSING = "«“‘", "»”’"


def punct(form: str, head: int, space: bool) -> Surface:
    """A quotation mark that hangs from token ``head``, tagged as ISDT tags it."""
    return Surface(form, form, "PUNCT", "FB", "", head, "punct", space)


def restyle(tokens: list[Surface], rng: Random) -> list[Surface]:
    """Print the sentence's quotation marks, apostrophes and dashes in another house style."""
    left, right = rng.choices(STYLES, WEIGHTS)[0]
    curly, dash = rng.random() < 0.4, rng.choice("—–-")
    out: list[Surface] = []
    inside = False
    for tok in tokens:
        form = tok.form
        if form in ('"', "``", "''") or (form in "«»“”" and len(form) == 1):
            inside = form in OPENING or (form not in CLOSING and not inside)
            form = left if inside else right
            tok = replace(tok, form=form, lemma=form, space=not inside and tok.space)
            if inside and out and out[-1].form[-1:] not in "'’(":
                out[-1] = replace(out[-1], space=True)
            elif not inside and out:
                out[-1] = replace(out[-1], space=False)
        elif form in ("-", "–", "—") and tok.space:
            tok = replace(tok, form=dash, lemma=dash)
        elif curly and "'" in form and len(form) > 1:
            tok = replace(tok, form=form.replace("'", "’"))
        out.append(tok)
    return out


def quote(sentences: list[list[Surface]], rng: Random) -> list[list[Surface]]:
    """Set several sentences in one pair of quotation marks, each mark belonging to the sentence that it touches."""
    left, right = rng.choices(STYLES, WEIGHTS)[0]
    first, last = list(sentences[0]), list(sentences[-1])
    if any(tok.form in OPENING + CLOSING + '"' for sent in sentences for tok in sent):
        return sentences
    marks_first = [replace(t, head=t.head + 1) for t in first]
    root = next(i for i, t in enumerate(marks_first) if t.head - 1 == i or t.dep == "ROOT") + 1
    marks_first.insert(0, punct(left, root, False))
    if len(sentences) == 1:
        last = marks_first
    root = next(i for i, t in enumerate(last) if t.dep == "ROOT")
    last[-1] = replace(last[-1], space=False)
    if last[-1].form == "." and rng.random() < 0.6:  # «…». as well as «….»
        at = len(last) - 1
        last = [replace(t, head=t.head + 1 if t.head >= at else t.head) for t in last]
        last.insert(at, punct(right, root, False))
        last[at - 1] = replace(last[at - 1], space=False)
    else:
        last.append(punct(right, root, True))
    return [last] if len(sentences) == 1 else [marks_first, *sentences[1:-1], last]


def headline(tokens: list[Surface], rng: Random) -> list[Surface]:
    """Drop the final stop; now and then print all in capitals."""
    out = list(tokens)
    if len(out) > 2 and out[-1].form == "." and not any(t.head == len(out) - 1 for t in out[:-1]):
        out.pop()
    if rng.random() < 0.15:
        out = [replace(t, form=t.form.upper()) for t in out]
    return out
