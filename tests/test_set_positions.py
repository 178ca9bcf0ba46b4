"""Positions whose target or holder stands in an unusual place: before the verb, behind a relative pronoun, beside a passive, among others."""

from __future__ import annotations

import pytest

BINI, LODI = "Ugo Bini", "Marta Lodi"

#: What the sentence shows → (text, [(speaker, stance, claim), …]): all that comes out, in text order.
CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    # verbs
    "pushes for something to be done": ("La Regione spinge per chiudere la fabbrica.", [("La Regione", "support", "chiudere la fabbrica")]),
    "pushed for a thing": ("Ugo Bini spingeva per un rinvio.", [(BINI, "support", "un rinvio")]),
    "what pushes": ("Il vento spinge per due ore la barca.", []),
    "does not recognise a result": ("Marta Lodi non ha riconosciuto il risultato.", [(LODI, "oppose", "il risultato")]),
    "nor a victory": ("Ugo Bini non riconosce la vittoria del rivale.", [(BINI, "oppose", "la vittoria del rivale")]),
    "does not recognise a man": ("Il testimone non ha riconosciuto l'uomo.", []),
    "did not admit it": ("Ugo Bini non ha riconosciuto che il piano è fermo.", []),
    "estimates a sum": ("La Regione stima una spesa di 210 milioni.", [("La Regione", "support", "una spesa di 210 milioni")]),
    "esteems somebody": ("Ugo Bini stima molto il suo collega.", []),
    "more than one doubt": ("I sindacati hanno più di un dubbio sul tetto.", [("I sindacati", "doubt", "sul tetto")]),
    "more than one reason": ("I sindacati hanno più di un ufficio sul mare.", []),
    # who holds it
    "a body that is called a conference": (
        "La richiesta di Ugo Bini di un'informativa è stata respinta dalla conferenza dei capigruppo.",
        [("conferenza dei capigruppo", "oppose", "La richiesta di Ugo Bini di un'informativa")],
    ),
    "a conference of nobody's": ("La richiesta di un'informativa è stata respinta dalla conferenza.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_what_comes_out(nlp, text, expected):
    assert [(t.speaker.name, t.stance, t.claim.text) for t in nlp(text)._.triples] == expected
