"""Source phrases: *secondo quanto ha detto X*, what they scope over, and *secondo* in the sense of in accordance with."""

from __future__ import annotations

import pytest

LODI = "Marta Lodi"

#: What the sentence shows → (text, [(speaker, claim), …]): all that comes out, in text order.
CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "what somebody has said": ("Secondo quanto ha detto Marta Lodi, il ponte riaprirà a marzo.", [(LODI, "il ponte riaprirà a marzo")]),
    "in the middle": ("Il ponte, stando a quanto hanno riferito i tecnici, riaprirà a marzo.", [("i tecnici", "Il ponte riaprirà a marzo")]),
    "in the conditional": ("A quanto avrebbe raccontato il custode, la porta era aperta.", [("il custode", "la porta era aperta")]),
    "from what they reveal": ("Da quanto rivelano i periti, la porta era aperta.", [("i periti", "la porta era aperta")]),
    "at the end": ("Il ponte è chiuso, a quanto ha riferito la questura.", [("la questura", "Il ponte è chiuso")]),
    "said by somebody": ("Il ponte è chiuso, secondo quanto detto da Marta Lodi.", [(LODI, "Il ponte è chiuso")]),
    "by a silent subject": ("Il custode è stato sentito ieri. La porta, secondo quanto ha dichiarato, era aperta.", [("Il custode", "La porta era aperta")]),
    "and when": ("Secondo quanto ha detto ieri Marta Lodi, il ponte riaprirà a marzo.", [(LODI, "il ponte riaprirà a marzo")]),
    "what came out": ("Secondo quanto emerso, il ponte riaprirà a marzo.", []),
    "what one has learnt": ("Secondo quanto si è appreso, il ponte riaprirà a marzo.", []),
    "what was decided": ("Secondo quanto deciso dalla giunta, il ponte riaprirà a marzo.", []),
    "what a law lays down": ("Secondo quanto prevede la legge, il ponte riaprirà a marzo.", []),
    "by nobody": ("Il ponte è chiuso secondo quanto detto.", []),
    "what a budget provides": ("I soldi sono spesi secondo quanto previsto dal bilancio.", []),
    "as far as I am concerned": ("Per quanto mi riguarda la porta era aperta.", []),
    "for somebody it is so": ("Per Marta Lodi il ponte è sicuro.", [(LODI, "il ponte è sicuro")]),
    "for somebody to feel at home": ("Per Marta Lodi sentirsi a casa è un'abitudine.", []),
    "a name behind the role at the end": ("Il ponte è sicuro, secondo la ministra dell'Interno, Marta Lodi.", [(LODI, "Il ponte è sicuro")]),
    "in accordance with categories": ("La relazione, articolata secondo le stesse categorie, è lunga.", []),
    "in accordance with somebody's rules": ("Il testo, scritto secondo le regole della giunta, è lungo.", []),
    "in accordance with sections": ("La rivista articolata secondo le sezioni del ministero è lunga.", []),
    "at second hand": ("«Il ponte è sicuro e regge a tutto il traffico», afferma Marta Lodi, secondo il sito.", [(LODI, "Il ponte è sicuro e regge a tutto il traffico")]),
    "at first hand": ("Il ponte è sicuro e non chiuderà mai più, secondo il sito.", [("il sito", "Il ponte è sicuro e non chiuderà mai più")]),
    "only the quotation behind the comma": ("Il padre ha firmato un patto, «una regola che nessuno ha mai violato», secondo la nipote.", [("la nipote", "una regola che nessuno ha mai violato")]),
    "as somebody has stated": ("Il ponte, come affermato dalla ministra, riaprirà a marzo.", [("ministra", "Il ponte riaprirà a marzo")]),
    "as they say": ("Il collegamento, come dicono i tecnici, è lento.", [("i tecnici", "Il collegamento è lento")]),
    "as somebody has announced yesterday": ("Il ponte, come annunciato ieri dal prefetto, riaprirà a marzo.", [("prefetto", "Il ponte riaprirà a marzo")]),
    "as a plan provides": ("Il ponte, come previsto dal piano, riaprirà a marzo.", []),
    "as a board has decided": ("Come deciso dalla giunta, il ponte riaprirà a marzo.", []),
    "as nobody in particular has recalled": ("Il ponte, come ricordato, riaprirà a marzo.", []),
    "or, as they call it": ("Il collegamento o, come dicono i tecnici, la rete è lento.", []),
    "the verb's own complement, not an aside": (
        "La ministra, Marta Lodi, ha minacciato di dimettersi, se il ponte non riapre.",
        [(LODI, "dimettersi, se il ponte non riapre")],
    ),
    "a paper in quotation marks": ("Il quotidiano «Gazeta de Tirel» scrive che il ponte riaprirà.", [("Gazeta de Tirel", "il ponte riaprirà")]),
    "a paper without a name": ("Il quotidiano scrive che il ponte «resterà chiuso».", [("Il quotidiano", "il ponte «resterà chiuso»")]),
    "a plural for the body that spoke last": (
        "L'azienda Metalval ha annunciato la chiusura dello stabilimento. Poi hanno aggiunto che il ponte riaprirà.",
        [("Metalval", "la chiusura dello stabilimento"), ("Metalval", "il ponte riaprirà")],
    ),
    "no plural for a person": (
        "Marta Lodi ha annunciato la chiusura dello stabilimento. Poi hanno aggiunto che il ponte riaprirà.",
        [(LODI, "la chiusura dello stabilimento")],
    ),
    "an aside": ("Il governo, ha assicurato poi Marta Lodi, non userà quei soldi.", [(LODI, "Il governo non userà quei soldi")]),
    "concluded at the end": ("Marta Lodi è soddisfatta. Il taglio è «una misura disciplinare», ha concluso.", [(LODI, "Il taglio è «una misura disciplinare»")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_whose_claim_it_is(nlp, text, expected):
    found = nlp(text)._.triples
    assert [(t.speaker.name, t.claim.text) for t in found] == expected
    assert {t.stance for t in found} <= {"support"}


@pytest.mark.parametrize("opening", ["secondo quanto", "stando a quanto", "a quanto", "da quanto"])
@pytest.mark.parametrize("verb", ["ha spiegato", "aveva raccontato", "avrebbe confermato", "ha precisato", "conferma"])
def test_what_opens_a_source_phrase(nlp, opening, verb):
    (found,) = nlp(f"Il ponte riaprirà a marzo, {opening} {verb} il prefetto.")._.triples
    assert (found.rule, found.speaker.name, found.claim.text, found.cue.text) == ("source-phrase", "il prefetto", "Il ponte riaprirà a marzo", f"{opening} {verb}")
