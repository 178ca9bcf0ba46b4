"""Whom silence, *quest'ultimo* and *secondo cui* take up where the parser is wrong about the name before: one small article a case."""

import pytest

CASES = {
    "an office with its name behind an inverted verb": (
        "Il titolare Omar Seva sostiene che il bando è pronto. All'incontro ha partecipato anche la legale dei residenti Ada Bini. Teme però che la strada chiuda.",
        ["Omar Seva", "Ada Bini"],
    ),
    "an apposition between the name and its verb": (
        "Secondo Olga Petri, le tariffe resteranno ferme. Nel pomeriggio Rita Neri, segretaria del sindacato, è stata ascoltata in commissione. Assicura che l'acqua è potabile.",
        ["Olga Petri", "Rita Neri"],
    ),
    "no preposition before the name and its apposition": (
        "Secondo Olga Petri, le tariffe resteranno ferme. L'accordo con Rita Neri, segretaria del sindacato, prevede altro. Assicura che l'acqua è potabile.",
        ["Olga Petri", "Olga Petri"],
    ),
    "whom a subject acts on": (
        "Il regista Kevin Oro ha spiegato che l'acqua è potabile. Due mesi fa il tribunale aveva assolto Remo Galli. Assicura inoltre che la fabbrica riaprirà.",
        ["Kevin Oro", "Kevin Oro"],
    ),
    "a body that acts and then says something new": ("Il regista Kevin Oro ha spiegato che l'acqua è potabile. Il tribunale ha assolto Remo Galli. Sostiene che mancano le prove.", ["Kevin Oro", "Il tribunale"]),
    "how many were there": ("Gli agricoltori della valle si sono riuniti in assemblea. In piazza c'erano circa duecento persone. Sostengono che i conti sono in ordine.", ["Gli agricoltori della valle"]),
    "those of a number who act": ("Gli agricoltori della valle si sono riuniti in assemblea. Duecento genitori hanno protestato in piazza. Sostengono che i conti sono in ordine.", ["Duecento genitori"]),
    "the latter, taken for an adjective": ("Il parroco Gino Baldi ha incontrato la violinista giapponese, Mei Tori. Ma quest'ultima assicura che l'accordo va firmato.", ["Mei Tori"]),
    "a noun taken for an adjective": ("Ha parlato Gino Baldi. Ma un passante assicura che i lavori finiranno in autunno.", ["un passante"]),
    "a noun behind a preposition": ("Gino Baldi ha parlato con l'ufficiale. Assicura che i lavori finiranno in autunno.", ["Gino Baldi"]),
    "the object of the same sentence": ("La rettrice Ada Bini era in viaggio. Ha incontrato il tesoriere Ugo Neri, un vecchio amico di Aldo Lodi, e gli ha domandato se il mutuo sia estinto.", ["Ada Bini"]),
    "secondo cui with a plural verb": ("La riunione è stata aperta dal direttore dell'ospedale Santa Marta Dario Grassi, secondo cui le tariffe resteranno ferme.", ["Dario Grassi"]),
    "che with a plural verb": ("Protestano i soci di Dario Grassi, che sostengono che le tariffe resteranno ferme.", ["i soci di Dario Grassi"]),
    "the pronoun is no place": ("Nora Guidi, ministra della Salute, è arrivata a Calvi. Claudio Denti ha spiegato che la fabbrica riaprirà. Ma lei assicura che gli argini sono rotti.", ["Claudio Denti", "Nora Guidi"]),
}


@pytest.mark.parametrize("name", CASES)
def test_speakers(nlp, name):
    text, speakers = CASES[name]
    assert [t.speaker.name for t in nlp(text)._.triples] == speakers
