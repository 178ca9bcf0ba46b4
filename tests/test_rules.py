"""Every rule by its id: one text in which it fires, one near it in which it must not.

Markup: in a positive example the claim stands between ⟦ and ⟧ (more than once for several spans); the speaker's name and
the stance follow. In a negative example the rule makes nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

POSITIVE = [
    ("quote-before-cue", "«⟦Non ci fermeremo davanti a nessuno⟧», ha detto ieri il ministro Carlo Bini.", "Carlo Bini", "support"),
    ("quote-around-cue", "«⟦Vogliamo crescere⟧», ha spiegato Marta Lodi, «⟦e assumeremo cento persone⟧».", "Marta Lodi", "support"),
    ("quote-interrupted", "«⟦Si tratta⟧ - dice Carlo Bini - ⟦di un appello ai cittadini⟧».", "Carlo Bini", "support"),
    ("quote-interrupted", "«⟦Il tetto non reggerà⟧ - premette Carlo Bini - ⟦e io non firmo nulla⟧».", "Carlo Bini", "support"),
    ("cue-colon-quote", "Marta Lodi ha detto: «⟦Non c'è alcun piano per la vendita⟧».", "Marta Lodi", "support"),
    ("quoted-complement", "Marta Lodi ha spiegato che «⟦non c'è alcun piano per la vendita⟧».", "Marta Lodi", "support"),
    ("quote-after-cue", "Il sindaco ha ripetuto «⟦non abbiamo i soldi per la strada⟧».", "Il sindaco", "support"),
    ("colon-quote", "Marta Lodi: «⟦Non c'è alcun piano per la vendita⟧».", "Marta Lodi", "support"),
    ("noun-colon-quote", "La replica di Carlo Bini: «⟦Sono accuse prive di fondamento⟧».", "Carlo Bini", "support"),
    ("quote-noun", "«⟦Sono accuse prive di fondamento⟧», è stata la replica di Carlo Bini.", "Carlo Bini", "support"),
    ("quote-cosi", "«⟦Sono accuse prive di fondamento⟧». Così Carlo Bini al termine della riunione.", "Carlo Bini", "support"),
    ("quote-bracket", "«⟦Sono accuse prive di fondamento⟧» (Carlo Bini).", "Carlo Bini", "support"),
    ("adjective-colon-quote", "Carlo Bini è soddisfatto: «⟦Abbiamo fatto un ottimo lavoro⟧».", "Carlo Bini", "support"),
    ("wish", "Carlo Bini vorrebbe ⟦tornare al vecchio orario⟧.", "Carlo Bini", "support"),
    ("quote-alone", "Carlo Bini ha annunciato che lascia. «⟦Adesso tocca al governo fare la sua parte⟧».", "Carlo Bini", "support"),
    ("che-clause", "Carlo Bini nega che ⟦la fabbrica riaprirà a marzo⟧.", "Carlo Bini", "oppose"),
    ("come-clause", "Carlo Bini ha sottolineato come ⟦la Regione abbia fatto la sua parte⟧.", "Carlo Bini", "support"),
    ("infinitive-di", "I testimoni hanno detto di ⟦aver visto una luce verde⟧.", "I testimoni", "support"),
    ("infinitive-a", "Carlo Bini ha invitato i cittadini a ⟦restare in casa⟧.", "Carlo Bini", "support"),
    ("question-clause", "Carlo Bini si è chiesto se ⟦il progetto sia ancora sostenibile⟧.", "Carlo Bini", "doubt"),
    ("object-phrase", "Carlo Bini ha annunciato ⟦l'apertura di tre ospedali⟧.", "Carlo Bini", "support"),
    ("target", "I sindacati hanno criticato ⟦la riforma delle pensioni⟧.", "I sindacati", "oppose"),
    ("small-clause", "Carlo Bini ha definito ⟦inaccettabile la proposta del governo⟧.", "Carlo Bini", "support"),
    ("accusation", "La procura accusa Carlo Bini di ⟦aver intascato una tangente⟧.", "La procura", "support"),
    ("colon-continued", "Secondo Carlo Bini il piano è fermo: ⟦la gara è andata deserta⟧.", "Carlo Bini", "support"),
    ("colon-clause", "Carlo Bini ha avvertito: ⟦se i conti non tornano, la fabbrica chiude⟧.", "Carlo Bini", "support"),
    ("parenthetical", "⟦Il piano⟧, spiega la dirigente, ⟦è fermo da mesi⟧.", "la dirigente", "support"),
    ("source-phrase", "⟦Il piano⟧, secondo Carlo Bini, ⟦è fermo da mesi⟧.", "Carlo Bini", "support"),
    ("retort", "Il comitato sospetta che ⟦la società abbia truccato i conti⟧. La società nega.", "La società", "oppose"),
    ("headline-colon", "Bini: ⟦nessun aumento delle tasse per due anni⟧\n\nLa riunione è durata due ore.", "Bini", "support"),
    ("headline-quote", "Carlo Bini boccia la legge, «⟦è un pasticcio⟧»\n\nLa riunione è durata due ore.", "Carlo Bini", "support"),
    ("quote-before-verb", "Il sindaco Carlo Bini è arrivato tardi. «⟦Non ci sono più soldi per la strada⟧», arrossisce.", "Carlo Bini", "support"),
    ("pointing-back", "⟦Il ponte riaprirà a marzo⟧. Lo ha detto il ministro Carlo Bini.", "Carlo Bini", "support"),
    ("pointing-back-noun", "⟦Il ponte non riaprirà mai più⟧. È la tesi del ministro Carlo Bini.", "Carlo Bini", "support"),
    ("noun-parenthetical", "Carlo Bini è arrivato tardi. ⟦Il ponte⟧, è la sua impressione, ⟦non riaprirà mai più⟧.", "Carlo Bini", "support"),
    ("noun-colon-clause", "La risposta di Carlo Bini è stata immediata: ⟦il ponte non riaprirà mai più⟧.", "Carlo Bini", "support"),
    ("agency-headline", "Prezzi: Governo, ⟦a marzo inflazione al 2,3 per cento⟧\n\nIl dato è di ieri.", "Governo", "support"),
    ("turn", "Carlo Bini: Abbiamo vinto in tutta Italia e siamo felici. Marta Lodi: ⟦Siamo maggioranza nel Paese⟧.", "Marta Lodi", "support"),
    ("pleasing", "⟦La riforma⟧ non piace alla Lega.", "Lega", "oppose"),
    ("quote-colon-subject", "«⟦Il ponte non riaprirà mai più⟧»: il ministro Carlo Bini non usa mezzi termini.", "Carlo Bini", "support"),
    ("fronted-side", "A favore ⟦della riforma⟧ ha votato Carlo Bini.", "Carlo Bini", "support"),
    ("fronted-clause", "Che ⟦il cantiere sia abusivo⟧ lo dicono anche i legali del coordinamento.", "i legali del coordinamento", "support"),
    ("only-thing", "I licenziati chiedono una cosa sola: ⟦rientrare in fabbrica⟧.", "I licenziati", "support"),
    ("noun-only-thing", "Il sindaco ha un'unica richiesta: che ⟦si riapra la strada⟧.", "Il sindaco", "support"),
    ("stand-received", "⟦La riforma⟧ ha scatenato le proteste della Lega.", "Lega", "oppose"),
    ("headline-against", "Lega contro ⟦il decreto⟧\n\nLa riunione è durata due ore.", "Lega", "oppose"),
    ("adjective-che-clause", "Carlo Bini è convinto che ⟦il piano sia fermo⟧.", "Carlo Bini", "support"),
    ("adjective-target", "Carlo Bini è contrario ⟦alla vendita dello stabilimento⟧.", "Carlo Bini", "oppose"),
    ("adjective-infinitive-di", "Carlo Bini si è detto certo di ⟦vincere le elezioni⟧.", "Carlo Bini", "support"),
    ("adjective-infinitive-a", "Carlo Bini si è detto disposto a ⟦discutere il piano⟧.", "Carlo Bini", "support"),
    ("construction-target", "Carlo Bini ha espresso dubbi ⟦sulla riforma⟧.", "Carlo Bini", "doubt"),
    ("construction-che-clause", "Carlo Bini ha espresso la convinzione che ⟦il piano sia fermo⟧.", "Carlo Bini", "support"),
    ("construction-perche-clause", "Il presidente ha fatto appello ai cittadini perché ⟦restino in casa⟧.", "Il presidente", "support"),
    ("noun-che-clause", "La tesi di Carlo Bini è che ⟦il piano sia fermo⟧.", "Carlo Bini", "support"),
    ("noun-infinitive-di", "La richiesta di Carlo Bini di ⟦sospendere il piano⟧ è stata accolta.", "Carlo Bini", "support"),
    ("noun-object-phrase", "Dal governo, per ora, è arrivata la promessa di ⟦20 milioni⟧.", "governo", "support"),
    ("noun-target", "Le critiche di Carlo Bini ⟦alla riforma⟧ hanno sorpreso tutti.", "Carlo Bini", "oppose"),
]
NEGATIVE = {
    "retort": "Il comitato sospetta che la società abbia truccato i conti. La società nega l'accesso agli atti.",
    "quote-before-cue": "«La dolce vita», ha vinto un premio nel 1960.",
    "quote-around-cue": "«Vogliamo crescere», ha detto Marta Lodi. Il romanzo «e assumeremo cento persone» esce oggi.",
    "quote-interrupted": "«Si tratta di un appello - il terzo in un mese - ai cittadini».",
    "cue-colon-quote": "La sala era piena: «Novecento» è un film lungo.",
    "quoted-complement": "Il film che «Novecento» ha ispirato esce oggi.",
    "quote-after-cue": "Il sindaco ha visitato «il quartiere della fontana vecchia».",
    "colon-quote": "Il titolo del libro: «Cent'anni di solitudine».",
    "noun-colon-quote": "La replica dello spettacolo: «Novecento».",
    "quote-noun": "«Novecento» è il film della rassegna.",
    "quote-cosi": "«Novecento» è lungo. Così la rassegna finisce.",
    "quote-bracket": "Il film «Novecento» (Bertolucci) è lungo.",
    "adjective-colon-quote": "Il menu è soddisfacente: «Pane e vino».",
    "wish": "La legge vorrebbe impedire le fusioni.",
    "quote-alone": "La rassegna apre con due film. «Novecento». È lungo.",
    "che-clause": "Il ministro non ha detto che il piano è fermo.",
    "come-clause": "Carlo Bini ha raccontato una storia come tante.",
    "infinitive-di": "Il consiglio ha deciso di chiudere la scuola.",
    "infinitive-a": "Carlo Bini ha invitato a cena gli amici.",
    "question-clause": "Se piove, la partita si gioca domani.",
    "object-phrase": "Carlo Bini ha ricordato il nonno.",
    "target": "Lo studente ha sostenuto l'esame di diritto.",
    "small-clause": "La giunta ha definito il calendario.",
    "accusation": "Il ciclista ha accusato la fatica.",
    "colon-continued": "Secondo la tradizione il piano è fermo: la gara è andata deserta.",
    "colon-clause": "Il menu prevede: la pasta è al pomodoro.",
    "parenthetical": "Il piano, approva la giunta, e poi la seduta finisce.",
    "source-phrase": "Il voto avverrà secondo la legge in vigore.",
    "headline-colon": "Orario: dalle nove alle dodici\n\nGli uffici sono chiusi.",
    "headline-quote": "Carlo Bini presenta il film, «Novecento»\n\nLa riunione è durata due ore.",
    "quote-before-verb": "«Non ci sono più soldi per la strada», costa dieci euro in libreria.",
    "quoted-answer": "Che cosa resta? «La valle». E poi? «Il fiume». E basta.",
    "interview-answer": "Che cosa resta?\nLa valle è lunga.\nIl fiume è stretto.",
    "pointing-back": "Il ponte riaprirà a marzo. Lo attraversano in tanti.",
    "pointing-back-noun": "Il ponte è chiuso. È la proposta di legge numero dodici.",
    "noun-parenthetical": "Il ponte, è la sua forma, piace ai turisti.",
    "noun-colon-clause": "La risposta di Carlo Bini è lunga: tre pagine.",
    "agency-headline": "Ricetta: pane, vino e olio\n\nSi serve freddo.",
    "turn": "Ingredienti: pane e vino. Dosi: per quattro persone.",
    "pleasing": "Il difensore Aldo Neri piace alla Juventus.",
    "quote-colon-subject": "«Novecento»: il film piace ai turisti.",
    "fronted-side": "A favore della riforma ci sono molti argomenti.",
    "fronted-clause": "Che la strada fosse chiusa lo si vedeva da lontano.",
    "only-thing": "Ugo Bini ha chiesto una cosa e poi un'altra: era stanco.",
    "noun-only-thing": "Il paese ha una sola piazza: quella del mercato.",
    "stand-received": "La stazione ha ottenuto il via libera del tecnico al piano.",
    "headline-against": "Vaccino contro l'influenza\n\nLe dosi arrivano oggi.",
    "adjective-che-clause": "È certo che il piano è fermo.",
    "adjective-target": "Il vento è contrario.",
    "adjective-infinitive-di": "Il pane è sicuro di giorno.",
    "adjective-infinitive-a": "Il piano è pronto.",
    "construction-target": "Il fornaio ha dubbi.",
    "construction-che-clause": "Il fornaio ha espresso un parere.",
    "construction-perche-clause": "Il fornaio ha fatto il pane perché ha fame.",
    "noun-che-clause": "La tesi che Carlo Bini ha scritto è lunga.",
    "noun-infinitive-di": "La richiesta di pane è alta.",
    "noun-object-phrase": "La promessa di 20 milioni è rimasta sulla carta.",
    "noun-target": "Le proteste sono finite.",
}


INTERVIEW = """L'intervista a Gioconda Ferlaino, imprenditrice

D. Quanti soldi erano?
R. ⟦Abbastanza da non dormire per due notti⟧.
D. Glielo avevano detto?
R. ⟦No, lo hanno sempre negato⟧.
D. E adesso?
R. ⟦Adesso si lavora⟧.
"""
QUOTED_INTERVIEW = """Gioconda Ferlaino ha venduto la fabbrica.

Quanti soldi erano? «⟦Abbastanza da non dormire per due notti⟧». Glielo avevano detto? «⟦No, lo hanno sempre negato⟧». E adesso? «⟦Adesso si lavora⟧».
"""
#: The rules that need more than a sentence or two.
INTERVIEWS = {"interview-answer": INTERVIEW, "quoted-answer": QUOTED_INTERVIEW}


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the spans that were marked."""
    text, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", marked):
        if piece == "⟦":
            start = len(text)
        elif piece == "⟧":
            spans.append((start, len(text)))
        else:
            text += piece
    return text, spans


@pytest.mark.parametrize(("rule", "marked", "name", "stance"), POSITIVE, ids=[p[0] for p in POSITIVE])
def test_the_rule_fires(nlp, rule, marked, name, stance):
    text, spans = unmark(marked)
    found = [t for t in nlp(text)._.triples if t.rule == rule]
    assert [[(s.start, s.end) for s in t.claim.spans] for t in found][-1:] == [spans]
    assert (found[-1].speaker.name, found[-1].stance) == (name, stance)


@pytest.mark.parametrize(("rule", "text"), NEGATIVE.items(), ids=list(NEGATIVE))
def test_the_rule_stays_silent(nlp, rule, text):
    assert rule not in [t.rule for t in nlp(text)._.triples]


@pytest.mark.parametrize("rule", INTERVIEWS)
def test_interview_answers(nlp, rule):
    text, spans = unmark(INTERVIEWS[rule])
    found = [t for t in nlp(text)._.triples if t.rule == rule]
    assert [(s.start, s.end) for t in found for s in t.claim.spans] == spans
    assert {t.speaker.name for t in found} == {"Gioconda Ferlaino"}


def test_every_rule_of_the_code_has_both_examples():
    source = "\n".join(p.read_text(encoding="utf-8") for p in (Path(__file__).parent.parent / "pipeline/components/claims").glob("*.py"))
    ids = set(re.findall(r'Attribution\(\s*"([a-z-]+)"', source)) | set(re.findall(r'"([a-z-]+)" if [^\n]*? else "', source)) & {p[0] for p in POSITIVE}
    tested = {p[0] for p in POSITIVE} | set(INTERVIEWS)
    assert ids <= tested, ids - tested
    assert tested == set(NEGATIVE)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Il ministro non crede che la crisi sia finita.", "oppose"),
        ("Il ministro non esclude che la crisi sia finita.", "doubt"),
        ("Il ministro non nega che la crisi sia finita.", "support"),
        ("Il ministro teme che la crisi si aggravi.", "doubt"),
        ("Il ministro spera che la crisi sia finita.", "support"),
        ("Il ministro si è chiesto se la crisi sia finita.", "doubt"),
        ("Il ministro ha chiesto se la crisi sia finita.", "neutral"),
        ("«Quando finirà la crisi?», ha chiesto il ministro.", "neutral"),
    ],
)
def test_stance(nlp, text, stance):
    assert [t.stance for t in nlp(text)._.triples] == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "Si dice che il piano sia fermo.",
        "È stato annunciato che la fabbrica chiuderà.",
        "Il ministro non ha detto che il piano è fermo.",
        "Il ministro ha parlato della riforma.",
        "Il ministro sa che la crisi si aggrava.",
        'La "dolce vita" della città attira i turisti.',
        "Il termine scade a mezzanotte, vale a dire fra due ore.",
        "La squadra ha segnato nel secondo tempo.",
    ],
)
def test_not_a_triple(nlp, text):
    assert nlp(text)._.triples == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La ministra Ada Neri è arrivata a Valdoria. Neri ha detto che il ponte riaprirà. La ministra ha aggiunto che i soldi ci sono.", ["Ada Neri", "Ada Neri"]),
        ("Carlo Bini ha detto che il ponte riaprirà. Poi ha aggiunto che i soldi ci sono.", ["Carlo Bini", "Carlo Bini"]),
        ("Il presidente della Lega Carlo Bini ha detto che il ponte riaprirà e ha promesso che i soldi ci sono.", ["Carlo Bini", "Carlo Bini"]),
        ("Il segretario del partito, Carlo Bini, ha detto che il ponte riaprirà.", ["Carlo Bini"]),
        ("Ada Neri, che ha annunciato che il ponte riaprirà, è soddisfatta.", ["Ada Neri"]),
    ],
)
def test_who_it_is(nlp, text, names):
    assert [t.speaker.name for t in nlp(text)._.triples] == names


def test_hearsay(nlp):
    (triple,) = nlp("Carlo Bini avrebbe detto agli inquirenti di non ricordare nulla.")._.triples
    assert triple.hearsay
