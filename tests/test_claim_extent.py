"""Where claims begin and end: rows of objects, infinitives, relatives, what a noun or an adjective governs itself."""

from __future__ import annotations

import pytest

LODI = "Marta Lodi"

#: What the sentence shows → (text, [(speaker, stance, claim), …]): all that comes out, in text order.
CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "a row of objects with articles": (
        "Marta Lodi ha chiesto la revoca della delibera, l'istituzione di un fondo e l'abolizione dei ticket.",
        [(LODI, "support", "la revoca della delibera, l'istituzione di un fondo e l'abolizione dei ticket")],
    ),
    "clauses that look like one": (
        "Marta Lodi ha chiesto la revoca della delibera, il sindaco ha taciuto e l'opposizione ha esultato.",
        [(LODI, "support", "la revoca della delibera")],
    ),
    "a row of targets": ("Marta Lodi critica il tunnel di Valdoria, la tangenziale e il ponte.", [(LODI, "oppose", "il tunnel di Valdoria, la tangenziale e il ponte")]),
    "clauses behind a target": ("Marta Lodi critica il tunnel di Valdoria, la giunta esulta e il prefetto tace.", [(LODI, "oppose", "il tunnel di Valdoria")]),
    "a name, and what it is criticised for": ("Marta Lodi critica Ugo Bini sul bilancio.", [(LODI, "oppose", "Ugo Bini")]),
    "a noun, and what it is about": ("Marta Lodi critica la relazione sul bilancio.", [(LODI, "oppose", "la relazione sul bilancio")]),
    "a name, and what that person did": ("Marta Lodi ha criticato Ugo Bini che ha chiuso il ponte.", [(LODI, "oppose", "Ugo Bini")]),
    "what a request was rejected for": ("Marta Lodi ha respinto la domanda a causa del poco tempo.", [(LODI, "oppose", "la domanda")]),
    "what the reporter adds in brackets": ("Marta Lodi critica il riesame dei risultati (decisione presa dalla Provincia).", [(LODI, "oppose", "il riesame dei risultati")]),
    "what belongs to the name": ("Marta Lodi critica la Federazione nazionale (Fen).", [(LODI, "oppose", "la Federazione nazionale (Fen)")]),
    "another gerund behind the target": ("Marta Lodi ha lasciato l'aula criticando la fusione e lasciandosi andare ai ricordi.", [(LODI, "oppose", "la fusione")]),
    "another target": ("Marta Lodi ha lasciato l'aula criticando la fusione e il rinvio.", [(LODI, "oppose", "la fusione e il rinvio")]),
    "two subjunctives": ("Marta Lodi chiede che il governo agisca e non rinvii il voto.", [(LODI, "support", "il governo agisca e non rinvii il voto")]),
    "a subjunctive and what she does": ("Marta Lodi chiede che la giunta si metta all'opera e lascia l'aula.", [(LODI, "support", "la giunta si metta all'opera")]),
    "a relative of what is wished": ("Marta Lodi chiede una guida, che sappia capire la valle.", [(LODI, "support", "una guida, che sappia capire la valle")]),
    "a relative of what is so": ("Marta Lodi chiede una guida, che sa capire la valle.", [(LODI, "support", "una guida")]),
    "who takes up the objects": (
        "Marta Lodi ha detto di aver invitato Dori e Bini, i quali però non sono venuti.",
        [(LODI, "support", "aver invitato Dori e Bini")],
    ),
    "alternatives behind a colon": (
        "Marta Lodi dice di vedere due sole alternative: o un accordo o il voto.",
        [(LODI, "support", "vedere due sole alternative: o un accordo o il voto")],
    ),
    "not to do it, and who rejects that": (
        "Marta Lodi ha detto di non voler tassare i risparmi, un'ipotesi che la giunta ha respinto.",
        [(LODI, "support", "non voler tassare i risparmi"), ("la giunta", "oppose", "non voler tassare i risparmi")],
    ),
    "not to know that": ("Marta Lodi ha detto di non sapere che il ponte è chiuso.", [(LODI, "support", "non sapere che il ponte è chiuso")]),
    "several times yesterday": ("Marta Lodi ha detto più volte ieri che il ponte è chiuso.", [(LODI, "support", "il ponte è chiuso")]),
    "twice": ("Marta Lodi ha ripetuto due volte che il ponte è chiuso.", [(LODI, "support", "il ponte è chiuso")]),
    "in a note": ("Il sindaco Ugo Bini ha annunciato in una nota che il ponte riaprirà.", [("Ugo Bini", "support", "il ponte riaprirà")]),
    "with a colleague": ("Il sindaco ha annunciato con la collega Marta Lodi che il ponte riaprirà.", [("Il sindaco", "support", "il ponte riaprirà")]),
    "with a pencil that": ("Marta Lodi ha scritto con una matita che il figlio conserva.", []),
    "about a bridge that": ("Marta Lodi ha scritto di un ponte che riaprirà.", []),
    "an aside before that": (
        "Marta Lodi ha dichiarato, riferendosi prima a Ugo Bini e in seguito ai suoi, che «il ponte riaprirà prima di Natale».",
        [(LODI, "support", "il ponte riaprirà prima di Natale")],
    ),
    "an adjective's infinitive": ("Marta Lodi conta su tecnici capaci di riparare il ponte.", []),
    "the verb's own": ("Marta Lodi conta di unire la valle.", [(LODI, "support", "unire la valle")]),
    "a noun's infinitive": ("La corte conferma una decisione del 2007 di annullare la gara.", [("La corte", "support", "una decisione del 2007 di annullare la gara")]),
    "the verb's own once more": ("La corte conferma di aver annullato la gara.", [("La corte", "support", "aver annullato la gara")]),
    "whose proposal arrives": ("Arriva la proposta di Marta Lodi di chiudere il ponte.", [(LODI, "support", "chiudere il ponte")]),
    "from where, and whose": ("Dalla Regione arriva la proposta di Marta Lodi di chiudere il ponte.", [(LODI, "support", "chiudere il ponte")]),
    "from where, and nobody's": ("Dalla Regione arriva la proposta di chiudere il ponte.", [("Regione", "support", "chiudere il ponte")]),
    "by whom criticism was made": ("Le critiche mosse dal segretario della Cgil Ugo Bini alla riforma hanno sorpreso tutti.", [("Ugo Bini", "oppose", "alla riforma")]),
    "by whom a proposal was": ("La proposta avanzata da Marta Lodi di chiudere il ponte è caduta.", [(LODI, "support", "chiudere il ponte")]),
    "what a thesis is, behind an apposition": ("La tesi di Marta Lodi, presidente della Provincia, è che il ponte sia sicuro.", [(LODI, "support", "il ponte sia sicuro")]),
    "and was": ("La tesi di Marta Lodi, presidente della Provincia, era che il ponte fosse sicuro.", [(LODI, "support", "il ponte fosse sicuro")]),
    "what a proposal is": ("La proposta di Marta Lodi, presidente della Provincia, è di chiudere il ponte.", [(LODI, "support", "chiudere il ponte")]),
    "what a thesis is like": ("La tesi di Marta Lodi, presidente della Provincia, è lunga.", []),
    "an appeal to somebody to do it": ("Marta Lodi fa appello ai sindaci di riaprire il ponte.", [(LODI, "support", "riaprire il ponte")]),
    "an appeal in quotation marks": ("Marta Lodi fa appello ai sindaci di «riaprire subito il ponte».", [(LODI, "support", "riaprire subito il ponte")]),
    "criticism of somebody": ("Marta Lodi muove critiche al sindaco di Valdoria.", [(LODI, "oppose", "al sindaco di Valdoria")]),
    "a gerund of the main clause's subject": ("Marta Lodi ha visitato il parco di Ugo Bini, chiedendo la chiusura del ponte.", [(LODI, "support", "la chiusura del ponte")]),
    "both are hers": (
        "Marta Lodi ha lodato il parco di Ugo Bini, chiedendo la chiusura del ponte.",
        [(LODI, "support", "il parco di Ugo Bini"), (LODI, "support", "la chiusura del ponte")],
    ),
    "a relative of whose it is": ("Marta Lodi è stata nel parco di Ugo Bini, che critica la chiusura del ponte.", [("Ugo Bini", "oppose", "la chiusura del ponte")]),
    "the paper it is said in": ("Lo staff medico nel bollettino emesso ieri dice che il campione migliora.", [("Lo staff medico", "support", "il campione migliora")]),
    "quoted words behind a reported claim": (
        "Marta Lodi ha detto di aver studiato le carte, «non c'è nulla di più duro da leggere».",
        [(LODI, "support", "aver studiato le carte"), (LODI, "support", "non c'è nulla di più duro da leggere")],
    ),
    "behind no claim": ("Marta Lodi ha studiato le carte, «non c'è nulla di più duro da leggere».", []),
    "a clause that goes on behind a long apposition": (
        "«Non c'è dubbio», dice Marta Lodi, presidente della società che li rappresenta, «che i maestri vadano pagati».",
        [(LODI, "support", "Non c'è dubbio che i maestri vadano pagati")],
    ),
    "a gerund that defines something makes a new one": (
        "«Perché chiudere il ponte adesso?», dichiara Marta Lodi definendolo «un monumento da salvare».",
        [(LODI, "neutral", "Perché chiudere il ponte adesso?"), (LODI, "support", "un monumento da salvare")],
    ),
    "who thanks others": ("«Il ponte è salvo», inoltre la preside Ada Neri ha ringraziato i bidelli.", [("Ada Neri", "support", "Il ponte è salvo")]),
    "how it was said": ("Marta Lodi è tornata. «Il ponte riaprirà presto», aveva detto ottimista ai suoi.", [(LODI, "support", "Il ponte riaprirà presto")]),
    "who said it": ("Marta Lodi è tornata. «Il ponte riaprirà presto», aveva detto un ottimista ai suoi.", [("un ottimista", "support", "Il ponte riaprirà presto")]),
    "a device that will detect": ("Il «Grande Lume», un apparato che rileverà le scosse, entra in funzione.", []),
    "a programme's title": ('All\'inizio della puntata di "Che cosa resta" ha letto una lettera.', []),
    "a room's name": ('Nella "sala delle firme" ha parlato Marta Lodi.', []),
    "a room's name in a quotation's place": (
        "Il trattato è stato firmato nella «sala delle firme», ha detto Marta Lodi.",
        [(LODI, "support", "Il trattato è stato firmato nella «sala delle firme»")],
    ),
    "a blank before the closing mark": (
        'Marta Lodi ha detto: "Il ponte riaprirà presto ". Poi ha aggiunto: "I soldi ci sono".',
        [(LODI, "support", "Il ponte riaprirà presto"), (LODI, "support", "I soldi ci sono")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_what_comes_out(nlp, text, expected):
    assert [(t.speaker.name, t.stance, t.claim.text) for t in nlp(text)._.triples] == expected
