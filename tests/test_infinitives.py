"""Infinitives of cue verbs that nobody says, those that somebody does, and what somebody wishes."""

from __future__ import annotations

import pytest

#: What the sentence shows → (text, [(speaker, stance, claim, rule), …]): all that comes out, in text order.
CASES: dict[str, tuple[str, list[tuple[str, str, str, str]]]] = {
    "a verb without a person": ("Occorre ricordare che il ponte è chiuso.", []),
    "another": ("Basta dire che il ponte è chiuso.", []),
    "a judgement": ("Sarà bene ricordare che il ponte è chiuso.", []),
    "what may be done": ("I soci hanno la possibilità di approvare il bilancio.", []),
    "why one might": ("Il comitato non ha motivo di credere che il ponte riaprirà.", []),
    "what was not said": ("La giunta ha chiuso il ponte senza comunicare i motivi.", []),
    "what is left open": ("Ada Neri ha lasciato l'aula senza escludere il ricorso.", [("Ada Neri", "doubt", "il ricorso", "object-phrase")]),
    "what a thing makes one think": ("Il relitto fa ritenere che la barca sia affondata.", []),
    "a subject": ("Negare la crisi è offensivo.", []),
    "hard to say": ("Difficile da sostenere che il ponte è sicuro.", []),
    "what was done": ("Ugo Bini è intervenuto per difendere un passante.", []),
    "why one marches": ("I pendolari manifestano per difendere la ferrovia.", [("I pendolari", "support", "la ferrovia", "target")]),
    "who is the first to": ("Il primo a criticare il piano è Ugo Bini.", [("Ugo Bini", "oppose", "il piano", "target")]),
    "who is the only one to": ("L'unica a difendere il piano è Ada Neri.", [("Ada Neri", "support", "il piano", "target")]),
    "what somebody would like": ("Ada Neri vorrebbe tornare al vecchio orario.", [("Ada Neri", "support", "tornare al vecchio orario", "wish")]),
    "what somebody would have liked": ("Ugo Bini avrebbe preferito attendere la perizia.", [("Ugo Bini", "support", "attendere la perizia", "wish")]),
    "what somebody would not": ("Ada Neri non vorrebbe tornare al vecchio orario.", [("Ada Neri", "oppose", "tornare al vecchio orario", "wish")]),
    "what somebody intends": ("Ada Neri vuole tornare al vecchio orario.", []),
    "what I would like": ("Vorrei tornare al vecchio orario.", []),
    "what a law would": ("La legge vorrebbe tornare al vecchio orario.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_who_says_the_infinitive(nlp, text, expected):
    assert [(t.speaker.name, t.stance, t.claim.text, t.rule) for t in nlp(text)._.triples] == expected
