"""What stands apart from what it belongs to: explained speakers, parted perfects, subjects behind the content, verbless claims, stands received."""

from __future__ import annotations

import pytest

NERI, LODI, BINI = "Ada Neri", "Marta Lodi", "Ugo Bini"
FERMO = "il piano è fermo"

#: What the text shows → (text, [(speaker, stance, claim), …]): all that comes out, in text order.
CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "an explained source": ("Secondo il legale della famiglia, l'avvocato Ugo Bini, il piano è fermo.", [(BINI, "support", FERMO)]),
    "a source and the clause's own subject": ("Secondo il legale della famiglia, l'avvocata Lodi ha perso la causa.", [("il legale della famiglia", "support", "l'avvocata Lodi ha perso la causa")]),
    "ages and trades": ("La tesi di Ugo Bini, 54 anni, operaio, è che il piano è fermo.", [(BINI, "support", FERMO)]),
    "an explained author and the target": ("Il no del sindaco di Calvi, Ugo Bini, al piano è arrivato ieri.", [(BINI, "oppose", "al piano")]),
    "an explained speaker before a colon": ("Lo sostiene il sindaco di Calvi, Ugo Bini: il piano è fermo.", [(BINI, "support", FERMO)]),
    "an aside before a colon": ("Le ha risposto Ugo Bini, carte alla mano: il piano è fermo.", [(BINI, "support", FERMO)]),
    "an office and a name": ("Critiche al piano arrivano dall'ex assessora ai Trasporti Marta Lodi.", [(LODI, "oppose", "al piano")]),
    "a perfect with an aside": ("Ugo Bini ha, a sorpresa, ammesso che il piano è fermo.", [(BINI, "support", FERMO)]),
    "a perfect with an adverb of several words": ("Ugo Bini aveva del resto concluso che il piano è fermo.", [(BINI, "support", FERMO)]),
    "no perfect": ("Ugo Bini ha un piano del resto concluso da anni.", []),
    "a subject behind an infinitive": ("Propone di rivedere il piano la ministra del Lavoro Marta Lodi.", [(LODI, "support", "rivedere il piano")]),
    "the infinitive's object": ("Ugo Bini è a Roma. Chiede di incontrare la ministra del Lavoro Marta Lodi.", [(BINI, "support", "incontrare la ministra del Lavoro Marta Lodi")]),
    "a subject before its clause": ("Ha confermato Ugo Bini, sindaco di Calvi, che il piano è fermo.", [(BINI, "support", FERMO)]),
    "a subject behind the target": ("Contrario all'aumento delle tariffe anche Ugo Bini.", [(BINI, "oppose", "all'aumento delle tariffe")]),
    "whose turn it is": ("Poi tocca al sindaco Ugo Bini: «Il piano è un errore».", [(BINI, "support", "Il piano è un errore")]),
    "a subject behind a quotation's colon": ("«Il piano è un errore»: il sindaco Ugo Bini non usa mezzi termini.", [(BINI, "support", "Il piano è un errore")]),
    "a quotation that goes on behind a relative clause": ("«Il piano è un errore», ricorda un socio che gli è amico, «e costa troppo».", [("un socio", "support", "Il piano è un errore … e costa troppo")]),
    "a source behind a quotation": ("«Un salto nel buio per tutta la città», per Ugo Bini.", [(BINI, "support", "Un salto nel buio per tutta la città")]),
    "a verbless claim": ("Una vergogna, tuona il sindaco Ugo Bini.", [(BINI, "support", "Una vergogna")]),
    "a clause and a bare verb of saying": ("Ugo Bini è tornato in aula. Il tetto perde da anni, lamenta.", [(BINI, "support", "Il tetto perde da anni")]),
    "what one does in a row": ("Ugo Bini ascolta, prende appunti, spiega.", []),
    "a subject set apart": ("Il segretario del partito, spiega Bini.", []),
    "an adjective behind its claim": ("Il piano è fermo, è convinto Ugo Bini.", [(BINI, "support", "Il piano è fermo")]),
    "sure, and a colon": ("Ugo Bini è sicuro: il piano è fermo.", [(BINI, "support", FERMO)]),
    "a safe thing, and a colon": ("Il ponte è sicuro: il piano è fermo.", []),
    "persuaded where he goes": ("Ada Neri esce dall'aula, convinta che il piano è fermo.", [(NERI, "support", FERMO)]),
    "a call and its infinitive": ("Ada Neri ha lanciato un appello a rivedere il piano.", [(NERI, "support", "rivedere il piano")]),
    "a request to somebody": ("L'invito di Ada Neri al governo è di rivedere il piano.", [(NERI, "support", "rivedere il piano")]),
    "an infinitive whose request it is": ("Rivedere il piano: è la richiesta di Ada Neri.", [(NERI, "support", "Rivedere il piano")]),
    "a noun that opens the sentence": ("Replica secca del sindaco Ugo Bini: «Il piano è un errore».", [(BINI, "support", "Il piano è un errore")]),
    "who announces what stands before the colon": ("Il piano è fermo: ad annunciarlo è Ugo Bini.", [(BINI, "support", "Il piano è fermo")]),
    "the subject of what one announced": ("Il piano è fermo: lo ha annunciato ieri l'azienda.", [("l'azienda", "support", "Il piano è fermo")]),
    "what one is invited to read": ("Ada Neri invita a leggere i dati con cautela.", [(NERI, "support", "leggere i dati con cautela")]),
    "both sides of a vote": ("A favore della riforma hanno votato le opposizioni; contro, compatta, l'Alleanza civica.", [("le opposizioni", "support", "della riforma"), ("Alleanza civica", "oppose", "della riforma")]),
    "what has an adjective against it": ("La decisione lascia perplessi i sindacati.", [("i sindacati", "doubt", "La decisione")]),
    "somebody who gets a yes": ("Il sindaco ha ottenuto il sì dei sindacati al piano.", [("sindacati", "support", "al piano")]),
}  # fmt: skip


@pytest.mark.parametrize("shown", CASES)
def test_set_apart(nlp, shown: str) -> None:
    text, wanted = CASES[shown]
    found = [(t.speaker.name, t.stance, " … ".join(text[s.start : s.end] for s in t.claim.spans)) for t in nlp(text)._.triples]
    assert found == wanted
