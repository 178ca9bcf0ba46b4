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
}


@pytest.mark.parametrize("name", CASES)
def test_speakers(nlp, name):
    text, speakers = CASES[name]
    assert [t.speaker.name for t in nlp(text)._.triples] == speakers
