"""Speakers behind their verb, adjective or claim; claims that another sentence or a colon gives their source."""

from __future__ import annotations

import pytest

NERI, LODI, BINI = "Ada Neri", "Marta Lodi", "Ugo Bini"

#: What the text shows → (text, [(speaker, stance, claim), …]): all that comes out, in text order.
CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "a subject between verb and target": ("Insorge l'opposizione contro la tassa sui rifiuti.", [("l'opposizione", "oppose", "la tassa sui rifiuti")]),
    "a subject between adjective and target": ("Contrario il sindaco alla vendita del teatro.", [("il sindaco", "oppose", "alla vendita del teatro")]),
    "a subject behind the target": ("Favorevole a un accordo si è detta Marta Lodi.", [(LODI, "support", "un accordo")]),
    "a sentence that announces the one before": ("Il ponte chiuderà a maggio. A darne notizia è il sindaco Ugo Bini.", [(BINI, "support", "Il ponte chiuderà a maggio")]),
    "a sentence that only goes on": ("Il ponte chiuderà a maggio. A darne l'ordine è il sindaco Ugo Bini.", []),
    "a judgement before its object": ("Marta Lodi trova irresponsabile la scelta della giunta.", [(LODI, "support", "irresponsabile la scelta della giunta")]),
    "what somebody finds": ("Marta Lodi trova chiusa la porta della giunta.", []),
    "to whom it is said": ("Ada Neri ha annunciato alla stampa che il ponte riaprirà.", [(NERI, "support", "il ponte riaprirà")]),
    "who lives there": ("Chi abita in via Dante chiede che il ponte riapra.", [("Chi abita in via Dante", "support", "il ponte riapra")]),
    "a document and a colon": ("Un rapporto della Provincia lancia l'allarme: il ponte è vecchio.", [("Un rapporto della Provincia", "support", "il ponte è vecchio")]),
    "a source with a participle": ("Secondo i dati diffusi dalla Provincia, il ponte è vecchio.", [("i dati diffusi dalla Provincia", "support", "il ponte è vecchio")]),
    "what is said": ("Secondo quanto riferito dal sindaco, il ponte resterà chiuso.", [("sindaco", "support", "il ponte resterà chiuso")]),
    "what is decided": ("Secondo quanto deciso dalla giunta, il ponte resterà chiuso.", []),
    "a letter against": ("Ada Neri ha scritto una lettera contro il ponte.", [(NERI, "oppose", "il ponte")]),
    "a letter that is printed": ("Il giornale ha pubblicato una lettera contro il ponte.", []),
    "words on a banner": ("Uno striscione con la scritta «Andate via da qui» è apparso sul ponte.", [("Uno striscione con la scritta", "support", "Andate via da qui")]),
    "words in a book": ("Un libro con la dedica «Andate via da qui» è apparso sul banco.", []),
    "one who only answers no": (
        "Ada Neri è preoccupata: «Il ponte non reggerà». Ugo Bini no: «Reggerà altri cent'anni».",
        [(NERI, "support", "Il ponte non reggerà"), (BINI, "support", "Reggerà altri cent'anni")],
    ),
    "two quotations in a row": ("Ada Neri è soddisfatta. «Il ponte è finito». E ancora: «I soldi bastano».", [(NERI, "support", "Il ponte è finito"), (NERI, "support", "I soldi bastano")]),
    "the name of a feast": ("Ada Neri ha detto che i soldi bastano. La piazza è piena per la «Festa del ponte nuovo», e la banda suona.", [(NERI, "support", "i soldi bastano")]),
    "a party in brackets": ("Ugo Bini (Lega civica) ha chiesto il rinvio del voto.", [(BINI, "support", "il rinvio del voto")]),
    "a spokesman": ("Ugo Bini, portavoce del ministro Carlo Dori, ha detto che il ponte riaprirà.", [(BINI, "support", "il ponte riaprirà")]),
    "a body named as a side of a trial": ("Difesa Utenti ha chiesto il rimborso della tassa.", [("Difesa Utenti", "support", "il rimborso della tassa")]),
    "a role once held": ("L'allora sindaca Ada Neri disse che il ponte era sicuro.", [(NERI, "support", "il ponte era sicuro")]),
    "one from a country": ("L'inglese non contesta la squalifica.", [("L'inglese", "support", "la squalifica")]),
    "doubts with a preposition": ("Il sindaco dubita dell'esito del voto.", [("Il sindaco", "doubt", "dell'esito del voto")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_who_says_what(nlp, text, expected):
    assert [(t.speaker.name, t.stance, t.claim.text) for t in nlp(text)._.triples] == expected
