import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.components.claims.trimming import trim


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (" «Non ci sto.» ", "Non ci sto"),
        ("il piano è «un primo passo»,", "il piano è «un primo passo»"),
        ("«un primo passo» e «un secondo»", "«un primo passo» e «un secondo»"),
        ("Chi paga?", "Chi paga?"),
        ("basta!»", "basta!"),
        ("il resto (per ora)", "il resto (per ora)"),
        ("il resto (per ora", "il resto (per ora"),
        (": «A", "A"),
        ('"un passo" avanti', '"un passo" avanti'),
        ('un passo" avanti', 'un passo" avanti'),
        ("la Rossi S.p.A.", "la Rossi S.p.A."),
        ("...", ""),
    ],
)
def test_trim(text, claim):
    start, end = trim(text, 0, len(text))
    assert text[start:end] == claim


@given(st.text(alphabet="«»“”\"()ab.,;: \n", max_size=40))
def test_trim_shrinks_and_is_stable(text):
    start, end = trim(text, 0, len(text))
    assert 0 <= start <= end <= len(text)
    if end > start:
        assert trim(text, start, end) == (start, end)
