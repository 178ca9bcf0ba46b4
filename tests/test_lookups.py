"""Look-ups that spare a comparison of everything with everything give what the comparison gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.components.spans import Spans
from pipeline.components.speakers.known import Known
from pipeline.components.speakers.names import Entity, NameMention, match, merge_surnames

WORDS = ("Marta", "Lodi", "Neri", "Aldo", "Confederazione", "Italiana", "Lavoro", "del", "CIL", "C.I.L.", "Cl", "MLN", "Lodi-Neri", "d'Asti", "&", "e")
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join).filter(lambda n: any(c.isalnum() for c in n))
MENTIONS = st.lists(st.tuples(NAMES, st.sampled_from(["PER", "ORG", "LOC", ""]), st.booleans()), max_size=30)


@settings(max_examples=400, deadline=None)
@given(MENTIONS)
def test_near_names_are_all_that_matter(given_mentions):
    entities, known = [], Known()
    for n, (text, label, acronym) in enumerate(given_mentions):
        mention = NameMention(n, n + 1, text, label)
        near = known.near(mention)
        found = match(entities, mention)
        assert match(near, mention) is found
        if found is None:
            found = Entity(label, first=n)
            entities.append(found)
            known.add(found)
        found.names[text] += 1
        if acronym:
            found.names["MLN"] += 1  # as a name in brackets is added
        if label == "PER" and len(text.split()) > 1:
            found.label = "PER"
    before = len(entities)
    merge_surnames(entities)
    assert len(entities) <= before


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=8), st.integers(0, 25), st.integers(1, 6))
def test_spans_that_touch(pairs, start, length):
    spans = [(a, a + n) for a, n in pairs]
    assert Spans(spans).touch(start, start + length) == any(a < start + length and start < b for a, b in spans)


def test_surnames_join_the_one_who_has_them():
    lodi, marta, two = Entity("PER"), Entity("PER"), Entity("PER")
    lodi.names["Lodi"] += 1
    marta.names["Marta Lodi"] += 1
    two.names["Ada Neri"] += 1
    entities = [lodi, two, marta]
    merge_surnames(entities)
    assert entities == [two, marta] and set(marta.names) == {"Lodi", "Marta Lodi"}
