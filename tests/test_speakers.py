"""Who the speaker is: one small article a case, and the names in the order of the triples."""

import pytest

CASES = {
    "a trade by its ending": ("Ha parlato Ilaria Contessi, neuropsicologa. «Non ce lo aspettavamo», ammette la neuropsicologa.", ["Ilaria Contessi"]),
    "the office is told by what it is of": (
        "Il presidente della banca Aldo Neri è arrivato tardi. Il presidente della Fondazione, Ada Bini, ha detto che la banca è sana. Il presidente della Fondazione ha poi detto che il piano regge.",
        ["Ada Bini", "Ada Bini"],
    ),
    "a body by its acronym in brackets": (
        "I prezzi salgono, rileva l'Istituto per le statistiche territoriali (Istater) nella nota di ieri.",
        ["Istituto per le statistiche territoriali"],
    ),
    "a number of people with a plural verb": ("Una ventina di madri ha vegliato in piazza. «Quando ce li ridate?», hanno gridato.", ["Una ventina di madri"]),
    "the subject of the main clause ahead": (
        "Nel comunicato in cui annuncia la chiusura dello stabilimento, il gruppo parla di crisi.",
        ["il gruppo"],
    ),
    "two finite verbs never stand side by side": ("Lodi invece frena: «È troppo presto per dirlo».", ["Lodi"]),
    "the thing judged is no judge": ("Ezio Marangoni protesta. C'è un obbligo nuovo, una norma che bolla come “anacronistica”.", ["Ezio Marangoni"]),
    "a name and those with it": ("Contessi e i suoi colleghi ipotizzano che il sonno aiuti.", ["Contessi e i suoi colleghi"]),
    "a name in brackets behind": ("Solari (Cgt): «Intesa possibile entro l'estate»", ["Solari"]),
    "whoever is asked does not ask": ("Nadia Serra attacca: «Vergogna, dimettetevi tutti». Alla presidente dell'aula, Ada Bini, ha domandato se la seduta fosse valida.", ["Nadia Serra", "Nadia Serra"]),
    "the first verb's speaker goes on": ("Edo Brandi ha osservato che una coalizione non è un autogrill e ha preteso una risposta scritta.", ["Edo Brandi"]),
    "a street's name speaks for nobody": ("Contro la chiusura protestano i commercianti di via Larga, secondo i quali il calo supera il 30 per cento.", ["i commercianti di via Larga"]),
    "from where it is said": ("In Regione giurano di non averne mai discusso.", ["Regione"]),
    "whom one speaks to": ("La coppia litigava spesso, hanno riferito i testimoni ai carabinieri.", ["i testimoni"]),
}


@pytest.mark.parametrize(("text", "names"), CASES.values(), ids=list(CASES))
def test_the_speaker(nlp, text, names):
    found = [t.speaker.name for t in nlp(text)._.triples]
    assert [n for n in found if n in names] == names, found


@pytest.mark.parametrize(
    "text",
    [
        "Sostenne tre volte l'esame di segretario comunale.",
        "Il Consiglio comunale ha approvato il piano del traffico.",
        "Intervistata dal quotidiano «Il Mattino di Serra», la segretaria sorride.",
        "In attesa che il tribunale valuti se sospendere la delibera, i lavori sono fermi.",
        "Le proteste, diffuse in tutto il Paese, sono finite.",
    ],
)
def test_nobody_says_so(nlp, text):
    assert [t.claim.text for t in nlp(text)._.triples] == []
