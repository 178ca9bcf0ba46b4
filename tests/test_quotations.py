import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.components.quotations.pairing import find_turns, pair_marks


def contents(text):
    return [[text[a:b] for a, b in q.spans] for q in pair_marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Sì», disse. «No», rispose.", [["Sì"], ["No"]]),
        ("“Sì”, disse.", [["Sì"]]),
        ('"Sì", disse. "No".', [["Sì"], ["No"]]),
        ('"Sì ", disse. "No".', [["Sì"], ["No"]]),
        ('Disse ("Sì "). "No".', [["Sì"], ["No"]]),
        ("‘Sì’, disse.", [["Sì"]]),
        ("„Sì“, disse.", [["Sì"]]),
        ("<<Sì>>, disse.", [["Sì"]]),
        ("''Sì'', disse.", [["Sì"]]),
        ("“Sì“, disse. ”No”.", [["Sì"], ["No"]]),
        ("l’amico dell’amico ha un po’ di tempo", []),
        ("L'amico dell'amico ha un po' di tempo", []),
        ("l'“Eco” e la «Voce»", [["Eco"], ["Voce"]]),
        ("«Uno “due” tre»", [["Uno “due” tre"]]),
        ("«Primo.\n«Secondo.\n«Terzo», disse.", [["Primo.", "Secondo.", "Terzo"]]),
        ("«Primo.\n»Secondo», disse.", [["Primo.", "Secondo"]]),
        ("«Primo.\n\nSecondo», disse.", [["Primo.", "Secondo"]]),
        ('"Primo.\n"Secondo", disse.', [["Primo.", "Secondo"]]),
    ],
)
def test_marks_are_paired(text, expected):
    assert contents(text) == expected


def test_nested_quotations_are_kept_inside():
    (outer,) = pair_marks("«Uno “due” tre»")
    assert [(q.kind, q.repaired) for q in outer.inner] == [("“", False)]


def test_an_unclosed_mark_ends_with_its_sentence_and_mutes_nothing():
    text = "Disse: «Ce ne andiamo. E poi tacque.\nIl giorno dopo: «Restiamo»."
    first, second = pair_marks(text)
    assert first.repaired and text[first.start : first.end] == "Ce ne andiamo"
    assert not second.repaired and text[second.start : second.end] == "Restiamo"


def test_turns_of_dialogue():
    text = "— Non vendo — ha detto il vecchio. — Mai.\n— E tu?"
    assert [[text[a:b] for a, b in q.spans] for q in find_turns(text)] == [["Non vendo"], ["Mai."], ["E tu?"]]


def test_a_list_behind_hyphens_is_no_dialogue():
    assert find_turns("- pane\n- latte") == []


@given(st.text(alphabet="«»“”\"‘’'„ab. \n—-", max_size=80))
def test_any_string_pairs_in_order_and_within_bounds(text):
    place = 0
    for q in pair_marks(text):
        assert place <= q.outer_start <= q.start <= q.end <= q.outer_end <= len(text)
        assert all(a < b for a, b in q.spans)
        assert all(x[1] <= y[0] for x, y in zip(q.spans, q.spans[1:], strict=False))
        place = q.outer_end
