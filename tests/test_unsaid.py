"""What is done, laid down or only possible and what is said in the same words: refusals, laws, courts, impersonal phrases, asides."""

from __future__ import annotations

import pytest

LODI = "Marta Lodi"

#: What the sentence shows → (text, [(speaker, stance, claim), …]): all that comes out, in text order.
CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "refused, that is opposed": ("Marta Lodi si è rifiutata di avallare la fusione.", [(LODI, "oppose", "la fusione")]),
    "avoided saying": ("Ada Neri ha evitato di dire che il ponte è chiuso.", []),
    "did not avoid it": ("Ada Neri non ha evitato di dire che il ponte è chiuso.", [("Ada Neri", "support", "il ponte è chiuso")]),
    "forgot to add": ("Ada Neri ha dimenticato di aggiungere che il ponte è chiuso.", []),
    "forgot something else": ("Marta Lodi ha dimenticato le chiavi e ha detto che il ponte è chiuso.", [(LODI, "support", "il ponte è chiuso")]),
    "a decree lays down": ("Il decreto prevede che i comuni paghino.", []),
    "a contract in a relative": ("Il contratto, che prevede che gli stipendi salgano, è firmato.", []),
    "a person foresees": ("Marta Lodi prevede che i prezzi saliranno.", [(LODI, "support", "i prezzi saliranno")]),
    "a contract and a party": (
        "Il contratto prevede che i comuni paghino, ma la Lega prevede che pagheranno i cittadini.",
        [("la Lega", "support", "pagheranno i cittadini")],
    ),
    "an agreement guarantees": ("L'accordo garantisce l'assunzione dei precari.", []),
    "a tender guarantees": ("Il bando garantisce la riapertura del ponte.", []),
    "a person guarantees": ("Marta Lodi ha garantito la riapertura del ponte.", [(LODI, "support", "la riapertura del ponte")]),
    "and assures": ("Marta Lodi ha assicurato la riapertura del ponte.", [(LODI, "support", "la riapertura del ponte")]),
    "in order to make sure of": ("Per assicurare la segretezza del voto servono le cabine.", []),
    "made sure of by somebody": ("L'ordine pubblico è garantito dal prefetto.", []),
    "who will make sure of it": ("A garantire la riapertura del ponte sarà la giunta.", []),
    "it is improbable that they vote for it": ("Appare improbabile che la giunta si pronunci a favore del piano.", []),
    "it is possible that they vote against it": ("È possibile che la Lega voti contro la riforma.", []),
    "it is certain": ("È certo che la Lega voterà contro la riforma.", [("la Lega", "oppose", "la riforma")]),
    "it is improbable that he criticises": ("È improbabile che il sindaco critichi la giunta.", []),
    "somebody thinks that he does": ("Marta Lodi ritiene che il sindaco critichi la giunta.", [(LODI, "support", "il sindaco critichi la giunta")]),
    "it will be well to remember": ("Sarà bene ricordare che il ponte è chiuso.", []),
    "it is fitting to add": ("È opportuno aggiungere che il ponte è chiuso.", []),
    "it would be useful to ask": ("Sarebbe utile chiedere di riaprire il ponte.", []),
    "one could swear": ("C'è da giurare che il ponte resterà chiuso.", []),
    "somebody wanted to remember": ("Marta Lodi ha voluto ricordare che il ponte è chiuso.", [(LODI, "support", "il ponte è chiuso")]),
    "in making it known": ("I volontari collaborano nel comunicare che il ponte è chiuso.", []),
    "in presenting something else": ("Marta Lodi nel presentare la rassegna ha detto che il ponte riaprirà.", [(LODI, "support", "il ponte riaprirà")]),
    "a court condemns somebody": ("Il giudice ha condannato un uomo a due anni.", []),
    "and acquits him": ("Il giudice ha assolto l'imprenditore.", []),
    "a bishop condemns something": ("Il vescovo ha condannato la violenza.", [("Il vescovo", "oppose", "la violenza")]),
    "a day announces itself": ("La giornata si annuncia difficile.", []),
    "and so does a party": ("La Lega si annuncia battagliera.", []),
    "somebody finds herself somewhere": ("Marta Lodi si è trovata nella posizione di mediare.", []),
    "it was being asked": ("Ai sindaci veniva chiesto di riaprire il ponte.", []),
    "it will be asked": ("Ai tecnici verrà chiesto di riaprire il ponte.", []),
    "somebody was asking": ("Il comitato chiedeva di riaprire il ponte.", [("Il comitato", "support", "riaprire il ponte")]),
    "she comes and asks": ("Marta Lodi viene e chiede di riaprire il ponte.", [(LODI, "support", "riaprire il ponte")]),
    "starting from March": ("Il servizio è disponibile a partire da marzo.", []),
    "I am glad": ("Sono felice che il ponte riapra.", []),
    "they are glad": ("Le maestre sono arrivate. Sono felici che il ponte riapra.", [("Le maestre", "support", "il ponte riapra")]),
    "rebels attack a convoy": ("I ribelli hanno attaccato il convoglio.", []),
    "mice attack cheese": ("I topi hanno attaccato il formaggio.", []),
    "she sticks a poster to the wall": ("Marta Lodi ha attaccato il manifesto al muro.", []),
    "she attacks a person by name": ("Marta Lodi ha attaccato Ugo Bini.", [(LODI, "oppose", "Ugo Bini")]),
    "by office": ("Marta Lodi ha attaccato il presidente della Provincia.", [(LODI, "oppose", "il presidente della Provincia")]),
    "she does not": ("Marta Lodi non ha attaccato il presidente della Provincia.", []),
    "she attacks a measure": ("Marta Lodi ha attaccato la riforma delle pensioni.", [(LODI, "oppose", "la riforma delle pensioni")]),
    "she attacks a thing harshly": ("Marta Lodi ha attaccato duramente il progetto.", [(LODI, "oppose", "il progetto")]),
    "she takes it out on them": ("Marta Lodi se la prende con la giunta.", [(LODI, "oppose", "la giunta")]),
    "he argues with them": ("Ugo Bini polemizza con i tecnici.", [("Ugo Bini", "oppose", "i tecnici")]),
    "he takes the train with them": ("Ugo Bini prende il treno con i tecnici.", []),
    "she takes her bicycle": ("Marta Lodi prende la bicicletta con la figlia.", []),
    "she rejects": ("Marta Lodi rigetta le accuse.", [(LODI, "oppose", "le accuse")]),
    "she shares an aim": ("Marta Lodi condivide la riforma.", [(LODI, "support", "la riforma")]),
    "she shares a picture": ("Marta Lodi condivide una foto con gli amici.", []),
    "she shares a flat": ("Marta Lodi condivide una casa con gli amici.", []),
    "she supports": ("Marta Lodi supporta la riforma.", [(LODI, "support", "la riforma")]),
    "she proposes again": ("Marta Lodi ripropone la chiusura del ponte.", [(LODI, "support", "la chiusura del ponte")]),
    "she asks formally": ("Marta Lodi ha richiesto un incontro urgente.", [(LODI, "support", "un incontro urgente")]),
    "she describes as": ("Marta Lodi ha descritto il piano come un salto nel buio.", [(LODI, "support", "il piano come un salto nel buio")]),
    "she comments on as": ("Marta Lodi ha commentato il voto come una svolta.", [(LODI, "support", "il voto come una svolta")]),
    "she denounces as": ("Marta Lodi ha denunciato il rinvio come una beffa.", [(LODI, "support", "il rinvio come una beffa")]),
    "she remembers as": ("Marta Lodi ha ricordato il maestro come un uomo mite.", [(LODI, "support", "il maestro come un uomo mite")]),
    "she plays as always": ("Marta Lodi ha interpretato Medea come sempre.", []),
    "she tells how": ("Marta Lodi ha raccontato come il ponte sia crollato.", [(LODI, "support", "il ponte sia crollato")]),
    "she states how": ("Marta Lodi ha dichiarato come la giunta abbia ignorato i tecnici.", [(LODI, "support", "la giunta abbia ignorato i tecnici")]),
    "she tells a tale like others": ("Marta Lodi ha raccontato una fiaba come le altre.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_what_comes_out(nlp, text, expected):
    assert [(t.speaker.name, t.stance, t.claim.text) for t in nlp(text)._.triples] == expected
