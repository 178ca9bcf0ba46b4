"""A component behind the entities: a name has one label all through a text, and a person's last name is the person."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span

PERSON, PLACE = "PER", "LOC"


@Language.component("one_label")
def one_label(doc: Doc) -> Doc:
    """Give every name the label that most of its mentions have (on a tie, a place's, or the first mention's); names are compared letter by letter.

    A word alone that ends a person's longer name is the person where it was taken for one anywhere, or stands but once.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    last = set()
    for ent in doc.ents:
        votes[ent.text][ent.label_] += 1
        if ent.label_ == PERSON and len(ent) > 1:
            last.add(ent[-1].text)
    labels = {name: _label(found, name in last) for name, found in votes.items()}
    if any(ent.label_ != labels[ent.text] for ent in doc.ents):
        doc.set_ents([Span(doc, ent.start, ent.end, label=labels[ent.text], kb_id=ent.kb_id, span_id=ent.id) for ent in doc.ents])
    return doc


def _label(votes: Counter[str], last_name: bool) -> str:
    if last_name and (votes[PERSON] or votes.total() == 1):
        return PERSON
    (best, most), *_ = votes.most_common(1)
    return PLACE if votes[PLACE] == most else best
