"""Positions whose target or holder stands in an unusual place: before the verb, behind a relative pronoun, beside a passive, among others."""

from __future__ import annotations

import pytest

BINI, LODI = "Ugo Bini", "Marta Lodi"

#: What the sentence shows → (text, [(speaker, stance, claim), …]): all that comes out, in text order.
CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    # a thing, a verb of being or coming, a noun for a stand and its author
    "a target before there is": ("Sul piano c'è il no dei sindacati.", [("sindacati", "oppose", "Sul piano")]),
    "and of a body": ("Sulla commissione unica c'è l'ok di Confmirto.", [("Confmirto", "support", "Sulla commissione unica")]),
    "before a verb of coming": ("Al progetto è arrivato il via libera del ministro Ugo Bini.", [(BINI, "support", "Al progetto")]),
    "against, without its article in the preposition": ("Contro la chiusura c'è la protesta degli studenti.", [("studenti", "oppose", "la chiusura")]),
    "there is none": ("Sul piano non c'è l'ok della Regione.", []),
    "when": ("Alla fine è arrivato il sì della Regione.", []),
    "where": ("Sul tavolo c'è il no di Ugo Bini.", []),
    "at an occasion": ("All'uscita delle bare c'è stato l'applauso dei colleghi.", []),
    "how": ("A sorpresa è arrivato il no di Ugo Bini.", []),
    "to whom": ("Al sindaco è arrivata la solidarietà della Regione.", []),
    "a noun for no stand": ("Sul piano c'è la firma di Ugo Bini.", []),
    # a relative pronoun behind the cue's preposition
    "a relative of an adjective": ("Si discute di moneta unica, alla quale Marta Lodi è favorevole.", [(LODI, "support", "moneta unica")]),
    "of a verb, its subject behind it": ("La giunta ha presentato il piano, a cui si oppone la Cgil.", [("Cgil", "oppose", "il piano")]),
    "behind contro": ("Resta in vigore una norma contro la quale si è schierato Ugo Bini.", [(BINI, "oppose", "una norma")]),
    "of a noun for a side": ("La riforma, di cui Marta Lodi è la prima sostenitrice, è slittata.", [(LODI, "support", "La riforma")]),
    "of a construction": ("Il progetto, sul quale i sindacati hanno espresso dubbi, è slittato.", [("i sindacati", "doubt", "Il progetto")]),
    "taking up the whole phrase": ("Si parla dell'adesione alla moneta unica, alla quale Ugo Bini è favorevole.", [(BINI, "support", "adesione alla moneta unica")]),
    "a target of its own": ("Il giorno in cui Ugo Bini si è opposto al piano era lunedì.", [(BINI, "oppose", "al piano")]),
    "an occasion": ("La riunione alla quale Ugo Bini è intervenuto è finita.", []),
    "a reason": ("Il motivo per cui Ugo Bini protesta non è noto.", []),
    "what was joined": ("La convenzione, a cui la Regione ha aderito, è scaduta.", []),
    "what is only wished for": ("Serve un accordo di cui sia promotrice la Regione.", []),
    "of what somebody is accused": ("È falso il furto di cui i rivali accusano Ugo Bini.", []),
    "in brackets": ("Preoccupa l'uso di questi gas (vietati da un trattato, a cui la Regione è contraria).", [("la Regione", "oppose", "un trattato")]),
    # a participle behind a comma
    "a participle of the whole phrase": ("Il decreto introduce un obbligo per tutti, contestato da Unimirto.", [("Unimirto", "oppose", "un obbligo per tutti")]),
    "that agrees with its head": ("La giunta ha varato la riforma delle mense, criticata dai sindacati.", [("sindacati", "oppose", "la riforma delle mense")]),
    "or with the nearer noun": ("Il tetto ai compensi, difesi da Marta Lodi, è slittato.", []),
    "what the writer appends": ("La giunta ha varato la riforma delle mense, attesa dai genitori.", []),
    # a noun for a stand as the subject of a passive
    "a noun that is expressed": ("Soddisfazione per l'accordo è stata espressa dal sindaco Ugo Bini.", [(BINI, "support", "l'accordo")]),
    "to a group": ("Vicinanza alle associazioni è stata espressa dai vescovi.", [("vescovi", "support", "alle associazioni")]),
    "against": ("Contrarietà al piano è stata manifestata da Marta Lodi.", [(LODI, "oppose", "al piano")]),
    "without a target": ("La soddisfazione è stata espressa dal sindaco Ugo Bini.", []),
    "no light verb": ("La solidarietà ai colleghi è stata fotografata da Ugo Bini.", []),
    # verbs
    "pushes for something to be done": ("La Regione spinge per chiudere la fabbrica.", [("La Regione", "support", "chiudere la fabbrica")]),
    "pushed for a thing": ("Ugo Bini spingeva per un rinvio.", [(BINI, "support", "un rinvio")]),
    "what pushes": ("Il vento spinge per due ore la barca.", []),
    "does not recognise a result": ("Marta Lodi non ha riconosciuto il risultato.", [(LODI, "oppose", "il risultato")]),
    "nor a victory": ("Ugo Bini non riconosce la vittoria del rivale.", [(BINI, "oppose", "la vittoria del rivale")]),
    "recognised by somebody": ("Il bambino è stato riconosciuto dal padre.", []),
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
    "among those against": ("Tra i contrari al piano c'è anche Ugo Bini.", [(BINI, "oppose", "al piano")]),
    "among the foremost supporters": ("Fra i maggiori sostenitori della riforma figura la Regione.", [("la Regione", "support", "della riforma")]),
    "among them are doubts": ("Tra i favorevoli al piano ci sono molti dubbi.", []),
    "among them is whoever": ("Tra i contrari al piano c'è chi ride.", []),
    "criticism from somebody": ("Dure critiche al piano da Ugo Bini.", [(BINI, "oppose", "al piano")]),
    "and from a body": ("Critiche alla riforma dalla Cgil.", [("Cgil", "oppose", "alla riforma")]),
    "but: polemical": ("Polemica con il piano Marta Lodi.", [(LODI, "oppose", "il piano")]),
    "criticism for years": ("Critiche al piano da due anni.", []),
    "help from somebody": ("Sostegno alle famiglie dal Comune.", []),
    "what has support": ("Il piano ha l'appoggio di Ugo Bini.", [(BINI, "support", "Il piano")]),
    "what has not": ("Il piano non ha l'appoggio della Regione.", []),
    "of many": ("Il piano ha il sostegno di molti.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_what_comes_out(nlp, text, expected):
    assert [(t.speaker.name, t.stance, t.claim.text) for t in nlp(text)._.triples] == expected
