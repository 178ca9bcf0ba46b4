"""A name has one label all through a text."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from pipeline.components.one_label import one_label
from pipeline.language import EMBEDDED, load_bare

BLANK = spacy.blank("it")


def labels(*mentions):
    """The labels that ``mentions`` (name and label) have when the component has seen them, one behind the other."""
    words, spans = [], []
    for name, label in mentions:
        spans.append((len(words), len(words) + len(name.split()), label))
        words += [*name.split(), "e"]
    doc = Doc(BLANK.vocab, words=words)
    doc.ents = [Span(doc, start, end, label=label, kb_id="Q1") for start, end, label in spans]
    doc = one_label(doc)
    assert [(e.start, e.end) for e in doc.ents] == [(start, end) for start, end, _ in spans]
    assert {e.kb_id_ for e in doc.ents} <= {"Q1"}
    return [e.label_ for e in doc.ents]


@pytest.mark.parametrize(
    ("mentions", "wanted"),
    [
        ([("Sirvia", "ORG"), ("Sirvia", "ORG"), ("Sirvia", "PER")], ["ORG", "ORG", "ORG"]),
        ([("Sirvia", "ORG"), ("Sirvia", "LOC")], ["LOC", "LOC"]),
        ([("Sirvia", "ORG"), ("Sirvia", "PER")], ["ORG", "ORG"]),
        ([("Marta Lodi", "PER"), ("Lodi", "LOC")], ["PER", "PER"]),
        ([("Lodi", "LOC"), ("Marta Lodi", "PER"), ("Lodi", "LOC"), ("Lodi", "PER")], ["PER", "PER", "PER", "PER"]),
        ([("Marta Lodi", "PER"), ("Lodi", "LOC"), ("Lodi", "LOC")], ["PER", "LOC", "LOC"]),
        ([("Marta Lodi", "ORG"), ("Lodi", "LOC")], ["ORG", "LOC"]),
        ([("Marta Lodi", "PER"), ("Marta", "ORG")], ["PER", "ORG"]),
        ([("Sirvia", "MISC"), ("SIRVIA", "ORG")], ["MISC", "ORG"]),
        ([], []),
    ],
)
def test_a_name_has_one_label(mentions, wanted):
    assert labels(*mentions) == wanted


def test_the_packaged_pipeline_ends_with_it():
    assert load_bare(str(EMBEDDED)).pipe_names[-2:] == ["ner", "one_label"]
