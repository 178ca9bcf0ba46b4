"""Headlines and headings: who stands before a colon or *contro*, whose a quotation behind a comma or on a line of its own is."""

from __future__ import annotations

import pytest

LODI = "Marta Lodi"
#: What stands below each headline.
BODY = "\n\nLa riunione è durata due ore."

#: What the headline shows → (headline, [(speaker, stance, claim), …]): all that comes out of it, in text order.
HEADLINES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "an event before the colon": ("Primarie Vela: vince Bini", []),
    "an election": ("Elezioni a Valdoria: in testa Bini", []),
    "a trial": ("Processo Lume: chiesti due anni per Bini", []),
    "a person who speaks of one": ("Bini: alle elezioni vince la paura", [("Bini", "support", "alle elezioni vince la paura")]),
    "somebody to whom it was done": ("Ilaria Dori uccisa in casa: fermate tre persone", []),
    "somebody somewhere": ("Ilaria Dori in aula: la riforma è ferma", [("Ilaria Dori", "support", "la riforma è ferma")]),
    "what a firm could not say of itself": ("Orvena: arriva il nuovo direttore Bini", []),
    "nor this": ("Orvena: chiude lo stabilimento di Valdoria", []),
    "who resigns from a body": ("Governo: si dimette il ministro Bini", []),
    "who has resigned": ("Tribunale di Calvi: si è dimessa la presidente Bini", []),
    "a body in the future": ("Federmare: i traghetti resteranno in porto", [("Federmare", "support", "i traghetti resteranno in porto")]),
    "a body in quotation marks": ("Federmare: «I traghetti resteranno in porto»", [("Federmare", "support", "I traghetti resteranno in porto")]),
    "a body that refuses": ("Vela: il ponte non si tocca", [("Vela", "support", "il ponte non si tocca")]),
    "a body without a verb": ("La Cgil: troppi infortuni nei cantieri", [("Cgil", "support", "troppi infortuni nei cantieri")]),
    "news of a body": ("Banca di Valdoria: slitta l'aumento di capitale", []),
    "a no": ("No della Cgil alla vendita", [("Cgil", "oppose", "alla vendita")]),
    "a no without anybody": ("No alla vendita", []),
    "a town": ("Valdoria: chiude il ponte", []),
    "and a person": ("Marta Lodi: il ponte chiude", [(LODI, "support", "il ponte chiude")]),
    "somebody to whom it was done speaks": ("Marta Lodi aggredita in piazza: «Ho avuto paura»", [(LODI, "support", "Ho avuto paura")]),
    "somebody against something": ("Sindacati contro il decreto", [("Sindacati", "oppose", "il decreto")]),
    "by an ending alone": ("I leghisti contro il decreto", [("I leghisti", "oppose", "il decreto")]),
    "still against it": ("I leghisti ancora contro il decreto", [("I leghisti", "oppose", "il decreto")]),
    "two against it": ("Agricoltori e allevatori contro il decreto", [("Agricoltori e allevatori", "oppose", "il decreto")]),
    "against a closure": ("Genitori contro la chiusura della scuola", [("Genitori", "oppose", "la chiusura della scuola")]),
    "a lorry against a bridge": ("Camion contro il ponte", []),
    "a car against a tree": ("Un'auto contro un albero", []),
    "nobody against it": ("Contro il decreto", []),
    "a body and what it does": ("Il liceo e la festa contro la noia", []),
    "a thing and a fight": ("Il ponte e la lotta contro il fango", []),
    "against, and a quotation": ("La Lega contro il decreto: «Non lo voteremo mai»", [("La Lega", "support", "Non lo voteremo mai")]),
    "a quotation behind the comma": ("Marta Lodi boccia la legge, «è un pasticcio»", [(LODI, "oppose", "la legge"), (LODI, "support", "è un pasticcio")]),
    "without a verb of its own": ("Marta Lodi frena sul ponte, «prima i controlli»", [(LODI, "support", "prima i controlli")]),
    "a title behind the comma": ("Marta Lodi presenta il film, «Lume»", []),
    "a title without one": ("Marta Lodi vince il premio «Lume»", []),
    "who was arrested does not say so": ("Arrestato Ugo Bini, «è innocente»", []),
    "who died does not": ("Muore a 90 anni Ugo Bini, «un maestro per tutti»", []),
    "nobody before the comma": ("Ponte chiuso da un anno, «ora basta promesse»", []),
}  # fmt: skip

#: Headings within the text, and headlines that are nothing but a quotation.
TEXTS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "the first to speak": (
        "«Il ponte riaprirà prima di Natale»\n\nMarta Lodi, presidente della Provincia, ha detto che i soldi ci sono.",
        [(LODI, "Il ponte riaprirà prima di Natale"), (LODI, "i soldi ci sono")],
    ),
    "nobody speaks": ("«Il ponte riaprirà prima di Natale»\n\nLa fiera di Valdoria apre domani.", []),
    "the person named last": (
        "Da registrare la presenza di Paolo Dori, ministro dell'Interno: «Il ponte riaprirà prima di Natale».",
        [("Paolo Dori", "Il ponte riaprirà prima di Natale")],
    ),
    "right before the colon": ("In chiusura l'intervento di Paolo Dori: «Il ponte riaprirà prima di Natale».", [("Paolo Dori", "Il ponte riaprirà prima di Natale")]),
    "not the one named before": (
        "Il sindaco Ugo Bini ha visitato il cantiere. In prima fila l'assessore Paolo Dori: «Il ponte riaprirà prima di Natale».",
        [("Paolo Dori", "Il ponte riaprirà prima di Natale")],
    ),
    "more than a role behind the name": ("Da registrare la presenza di Paolo Dori, tra gli applausi che coprono tutto: «Novecento» è il film della serata.", []),
    "a heading between two quotations": (
        "«Siamo stanchi di promesse», ha detto Marta Lodi. Il futuro: «Serve coraggio per ripartire».",
        [(LODI, "Siamo stanchi di promesse"), (LODI, "Serve coraggio per ripartire")],
    ),
    "what it is about": (
        "«Siamo stanchi di promesse», ha detto Marta Lodi. Sul futuro: «Serve coraggio per ripartire».",
        [(LODI, "Siamo stanchi di promesse"), (LODI, "Serve coraggio per ripartire")],
    ),
    "a list of titles": ("Le prossime tappe: «Novecento» a Lodi e «Medea» a Calvi.", []),
    "unquoted speech in the first person": (
        "Marta Lodi ha poi aggiunto: Ciò che conta per me è il bene della valle. Non ho altri interessi. Il voto è domenica.",
        [(LODI, "Ciò che conta per me è il bene della valle. Non ho altri interessi")],
    ),
    "one sentence of it": ("Marta Lodi ha aggiunto: Io non mi fermo. Il voto è domenica.", [(LODI, "Io non mi fermo")]),
    "whose words a paper passes on": ("Il giornale pubblica una dichiarazione di Marta Lodi: «Il ponte riaprirà prima di Natale».", [(LODI, "Il ponte riaprirà prima di Natale")]),
    "by another noun": ("Il sito pubblica la smentita di Marta Lodi: «Il ponte non è mai stato chiuso».", [(LODI, "Il ponte non è mai stato chiuso")]),
    "a noun before the colon, a verb behind": ("La replica di Ugo Bini: «Il ponte è salvo e sicuro», ha detto Marta Lodi.", [(LODI, "Il ponte è salvo e sicuro")]),
    "a noun before the colon alone": ("La replica di Ugo Bini: «Il ponte è salvo e sicuro».", [("Ugo Bini", "Il ponte è salvo e sicuro")]),
    "who has intervened in a case": (
        "Sul caso Dori è intervenuto il vicepremier Ugo Bini: «Il ponte riaprirà prima di Natale».",
        [("Ugo Bini", "Il ponte riaprirà prima di Natale")],
    ),
    "and what he said": (
        "Sul caso Dori è intervenuto il vicepremier Ugo Bini, che ha detto: «Il ponte riaprirà prima di Natale».",
        [("Ugo Bini", "Il ponte riaprirà prima di Natale")],
    ),
    "a firm that intervenes": ("Sulla piazza è intervenuta la Lume di Ugo Bini.", []),
}  # fmt: skip


@pytest.mark.parametrize(("headline", "expected"), HEADLINES.values(), ids=list(HEADLINES))
def test_a_headline(nlp, headline, expected):
    assert [(t.speaker.name, t.stance, t.claim.text) for t in nlp(headline + BODY)._.triples] == expected


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=list(TEXTS))
def test_a_heading(nlp, text, expected):
    found = nlp(text)._.triples
    assert [(t.speaker.name, t.claim.text) for t in found] == expected
    assert {t.stance for t in found} <= {"support"}
