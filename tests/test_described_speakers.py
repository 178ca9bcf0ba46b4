"""Whom a description takes up, by what the article says of each: one small article a case."""

import pytest

CASES = {
    "an office that the tagger takes for a participle": (
        "Paola Bruni, deputata di Italia Verde, sostiene che i lavori finiranno. Per la commissaria Inge Sol, il bando è pronto. Secondo la deputata, mancano i soldi.",
        ["Paola Bruni", "Inge Sol", "Paola Bruni"],
    ),
    "a participle with what was done": (
        "Paola Bruni, deputata ieri dal tribunale, sostiene che i lavori finiranno. Per la commissaria Inge Sol, il bando è pronto. Secondo la deputata, mancano i soldi.",
        ["Paola Bruni", "Inge Sol", "Inge Sol"],
    ),
    "a firm by the noun behind the comma": (
        "Bluwave, startup di Trevi, ha chiuso l'anno in rosso. Ma la startup assicura che la fabbrica riaprirà a marzo. L'azienda sostiene che i conti sono in ordine.",
        ["Bluwave", "Bluwave"],
    ),
    "what the firm sells": ("Lunedì la catena di supermercati Primobuy ha depositato il ricorso. «La strada è ancora lunga», spiega l'azienda.", ["Primobuy"]),
    "whose manager speaks": ("Secondo il direttore della Metalval, Kevin Oro, il ponte è sicuro. Il voto è atteso per giovedì. L'azienda sostiene che l'accordo va firmato.", ["Kevin Oro", "Metalval"]),
    "a surname without article is no firm": ("Secondo il direttore Kevin Oro, il ponte è sicuro. Ieri ha parlato Sarti. L'azienda sostiene che l'accordo va firmato.", ["Kevin Oro", "L'azienda"]),
    "the office that the noun is wider than": (
        "Secondo la deputata Paola Bruni, l'accordo va firmato. In aula è intervenuta la procuratrice Lucia Neri. La parlamentare ha detto che il ponte è sicuro.",
        ["Paola Bruni", "Paola Bruni"],
    ),
    "nobody whose office the noun is wider than": (
        "Secondo la preside Paola Bruni, l'accordo va firmato. In aula è intervenuta Lucia Neri. La parlamentare ha detto che il ponte è sicuro.",
        ["Paola Bruni", "Lucia Neri"],
    ),
    "an office of two words has no complement": (
        "Ha parlato anche Elena Corsi, preside del liceo Galilei. Irene Colli, fondatrice della scuola, è arrivata ieri. «Ora tocca al governo», ha aggiunto la dirigente scolastica.",
        ["Elena Corsi"],
    ),
    "a noun for an office taken for an adjective": ("La procuratrice aggiunta, Lucia Neri, ha spiegato che l'accordo va firmato entro l'anno.", ["Lucia Neri"]),
    "a body by the noun that opens its name": ("Lunedì il Comitato No Ponte ha depositato il ricorso. «Non ci sono soldi per la scuola», spiega il comitato.", ["il Comitato No Ponte"]),
    "a body whose noun has no name behind it": ("Lunedì il comitato per la festa ha depositato il ricorso. «Non ci sono soldi per la scuola», spiega il comitato.", ["il comitato"]),
    "a body whose name ends in what it is for": ("La Federazione italiana canottaggio gestisce il lago. «Siamo pronti a firmare», spiega la federazione.", ["Federazione italiana canottaggio"]),
    "a body's name before the subject": ("Secondo la Federazione italiana i lavori finiranno in autunno.", ["Federazione italiana"]),
    "what a body watches over": ("L'Osservatorio sui prezzi gestisce il servizio. Ma l'osservatorio assicura che i lavori finiranno in autunno.", ["Osservatorio sui prezzi"]),
    "a body's noun with no capital watches over nothing": ("L'osservatorio sui prezzi gestisce il servizio. Ma un osservatorio assicura che i lavori finiranno in autunno.", ["un osservatorio"]),
    "a name behind the body's noun": ("La onlus Casa aperta ha reso noti ieri i conti. Per la onlus, il piano è un errore.", ["La onlus Casa aperta"]),
    "an association by its name": ("Confpesca sostiene che i lavori finiranno in autunno. L'associazione ha ribadito che le tariffe resteranno ferme.", ["Confpesca", "Confpesca"]),
    "a person whose surname begins so": (
        "Ugo Confalone sostiene che i lavori finiranno in autunno. Per Confalone mancano i soldi. L'associazione ha ribadito che le tariffe resteranno ferme.",
        ["Ugo Confalone", "Ugo Confalone", "L'associazione"],
    ),
    "whose number one it is": (
        "La lettera è firmata dal presidente di Confpesca, Corrado Bassi. Secondo il geologo Filippo Neri, l'acqua è potabile. «I conti sono in ordine», spiega il numero uno di Confpesca.",
        ["Filippo Neri", "Corrado Bassi"],
    ),
    "the number one of another body": (
        "La lettera è firmata dal presidente di Confpesca, Corrado Bassi. Secondo il geologo Filippo Neri, l'acqua è potabile. Tace il direttore di Orvena, Pino Galli. «I conti sono in ordine», spiega il numero uno di Orvena.",
        ["Filippo Neri", "Pino Galli"],
    ),
    "a relative is somebody else": ("Il ricercatore Amir Rani sostiene che l'acqua è potabile. «È una vergogna per tutta la città», dice il fratello.", ["Amir Rani", "il fratello"]),
    "a relative who was named": ("Sulla vicenda è intervenuto Amir Rani, fratello della vittima. «È una vergogna per tutta la città», dice il fratello.", ["Amir Rani"]),
    "the man who is somebody's father": (
        "Gabriele Rosi, padre di uno studente, ha spiegato che i lavori finiranno. Il questore Ivo Neri sostiene che la fabbrica riaprirà. Secondo l'uomo, il ponte è sicuro.",
        ["Gabriele Rosi", "Ivo Neri", "Gabriele Rosi"],
    ),
    "the man behind a father without a name": ("Un padre ha spiegato che i lavori finiranno. Secondo l'uomo, il ponte è sicuro.", ["Un padre", "Un padre"]),
}


@pytest.mark.parametrize("name", CASES)
def test_speakers(nlp, name):
    text, speakers = CASES[name]
    assert [t.speaker.name for t in nlp(text)._.triples] == speakers
