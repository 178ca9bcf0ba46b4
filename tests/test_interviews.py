"""Interviews in quotations, whose questions are nobody's, and quotations that a cue between dashes interrupts."""

from __future__ import annotations

import pytest

OPENING = "Ornella Bini dirige il rifugio di Valdoria da vent'anni.\n\n"
HOST = "Ornella Bini"

#: What the text shows → (text, [(speaker, claim), …]): all that comes out, in text order.
ANSWERS = {
    "three questions make an interview": (
        OPENING + "Quanti ospiti ha? «Una trentina, d'estate anche di più». E d'inverno? «D'inverno restiamo in quattro». Chi cucina? «Cucino io, da sempre».",
        [(HOST, "Una trentina, d'estate anche di più"), (HOST, "D'inverno restiamo in quattro"), (HOST, "Cucino io, da sempre")],
    ),
    "two do not, and only the sentence on its own is an utterance": (
        OPENING + "Quanti ospiti ha? «Una trentina, d'estate anche di più». E d'inverno? «D'inverno restiamo in quattro».",
        [(HOST, "D'inverno restiamo in quattro")],
    ),
    "a question that trails off": (
        "Ugo Bini ha chiuso la bottega dopo mezzo secolo.\n\nPerché ha smesso? «Le gambe non mi reggono più». Chi verrà dopo di lei? «Non verrà nessuno». "
        "E la bottega... «La bottega diventa un garage». Le dispiace? «Mi dispiace per il quartiere».",
        [("Ugo Bini", "Le gambe non mi reggono più"), ("Ugo Bini", "Non verrà nessuno"), ("Ugo Bini", "La bottega diventa un garage"), ("Ugo Bini", "Mi dispiace per il quartiere")],
    ),
    "whom the questions address, not whom the opening names": (
        "Il libro di Carlo Dori è in vetrina da lunedì.\n\nOnorevole Bini, lo ha letto? «L'ho letto in una notte». Le è piaciuto? «Mi è piaciuto il finale». "
        "Lo consiglia? «Lo consiglio ai colleghi».",
        [("Bini", "L'ho letto in una notte"), ("Bini", "Mi è piaciuto il finale"), ("Bini", "Lo consiglio ai colleghi")],
    ),
    "an answer with a cue of its own keeps it": (
        OPENING + "Quanti ospiti ha? «Una trentina», spiega, «d'estate anche di più». E d'inverno? «D'inverno restiamo in quattro». Chi cucina? «Cucino io, da sempre». "
        "E chi spala? «Spala mio fratello».",
        [(HOST, "Una trentina d'estate anche di più"), (HOST, "D'inverno restiamo in quattro"), (HOST, "Cucino io, da sempre"), (HOST, "Spala mio fratello")],
    ),
    "what a question reports is nobody's": (
        OPENING + "Il rifugio chiude? «Il rifugio resta aperto». Il sindaco dice che i soldi sono finiti. È vero? «I soldi ci sono». E la strada? «La strada la fa la Provincia».",
        [(HOST, "Il rifugio resta aperto"), (HOST, "I soldi ci sono"), (HOST, "La strada la fa la Provincia")],
    ),
    "a turn that goes on behind its question": (
        OPENING + "Quanti ospiti ha? «Una trentina». E d'inverno? «Restiamo in quattro». Chi cucina? «Cucino io». La strada è chiusa? Gli ospiti protestano. «Hanno ragione da vendere».",
        [(HOST, "Una trentina"), (HOST, "Restiamo in quattro"), (HOST, "Cucino io"), (HOST, "Hanno ragione da vendere")],
    ),
    "each on a line of its own": (
        OPENING + "Quanti ospiti ha?\n«Una trentina, d'estate anche di più».\nE d'inverno?\n«D'inverno restiamo in quattro».\nChi cucina?\n«Cucino io, da sempre».",
        [(HOST, "Una trentina, d'estate anche di più"), (HOST, "D'inverno restiamo in quattro"), (HOST, "Cucino io, da sempre")],
    ),
    "a source in a question is no source": (
        OPENING + "Quanti ospiti ha?\n\n«Una trentina. E tanti cani».\n\nE i soldi, secondo il sindaco Elio Dori, ci sono?\n\n«I soldi non ci sono mai».\n\nChi cucina?\n\n«Cucino io, da sempre».",
        [(HOST, "Una trentina. E tanti cani"), (HOST, "I soldi non ci sono mai"), (HOST, "Cucino io, da sempre")],
    ),
    "a report in questions and quotations, each with its speaker": (
        "Il processo per il crollo è finito. Perché il ponte è caduto? «Mancavano i controlli», ha detto il perito Elio Dori. Chi doveva farli? «La Provincia», ha risposto "
        "il sindaco Ugo Bini. E adesso? «Adesso si paga», ha concluso Elio Dori.",
        [("Elio Dori", "Mancavano i controlli"), ("Ugo Bini", "La Provincia"), ("Elio Dori", "Adesso si paga")],
    ),
    "questions that a report asks itself": (
        "Il ponte di Valdoria è chiuso. Perché? «Mancano i soldi», dice il sindaco Ugo Bini. Quanti? «Due milioni». Da chi verranno? «Dalla Provincia». E quando? «Presto».",
        [("Ugo Bini", "Mancano i soldi"), ("Ugo Bini", "Due milioni"), ("Ugo Bini", "Dalla Provincia"), ("Ugo Bini", "Presto")],
    ),
    "questions within the marks are asked by who speaks": (
        OPENING + "«Quanti ospiti ho? Una trentina». «E d'inverno? Restiamo in quattro». «Chi cucina? Cucino io».",
        [(HOST, "Quanti ospiti ho? Una trentina"), (HOST, "E d'inverno? Restiamo in quattro"), (HOST, "Chi cucina? Cucino io")],
    ),
    "titles within questions are no answers": ("Ornella Bini presenta la rassegna.\n\nChe cos'è «la notte lunga»? Chi ha scritto «il vento basso»? Perché vedere «la corda tesa»?", []),
}  # fmt: skip

#: What stands between the dashes → (text, (speaker, spans of the claim)).
DASHED = {
    "a verb of speaking first": ("«Il tetto non reggerà - premette Ada Neri - e io non firmo nulla».", ("Ada Neri", ["Il tetto non reggerà", "e io non firmo nulla"])),
    "a verb alone": ("Ada Neri è preoccupata. «La valle è stretta - rincara - e il fiume sale ancora».", ("Ada Neri", ["La valle è stretta", "e il fiume sale ancora"])),
    "a joke": ("«La neve - scherza il custode Ugo Bini - la mettiamo in conto».", ("Ugo Bini", ["La neve", "la mettiamo in conto"])),
    "a perfect": ("Ugo Bini è stanco. «La neve - ha premesso - la mettiamo in conto».", ("Ugo Bini", ["La neve", "la mettiamo in conto"])),
    "how it was said": ("Ugo Bini è stanco. «La neve - dice a bassa voce - la mettiamo in conto».", ("Ugo Bini", ["La neve", "la mettiamo in conto"])),
    "a reflexive verb": ("Ugo Bini è stanco. «La neve - si difende - la mettiamo in conto».", ("Ugo Bini", ["La neve", "la mettiamo in conto"])),
    "a verb and its infinitive": ("Ugo Bini è stanco. «La neve - ci tiene a precisare - la mettiamo in conto».", ("Ugo Bini", ["La neve", "la mettiamo in conto"])),
    "long dashes": ("«La neve — azzarda il custode Ugo Bini — la mettiamo in conto».", ("Ugo Bini", ["La neve", "la mettiamo in conto"])),
    "straight marks": ('"La neve - premette il custode Ugo Bini - la mettiamo in conto".', ("Ugo Bini", ["La neve", "la mettiamo in conto"])),
}  # fmt: skip

#: What stands between the dashes belongs to the quotation.
WHOLE = [
    ("what I have seen", "Il tetto - ho visto le crepe - non reggerà a lungo"),
    ("somebody else and what he did", "Il tetto - lo ha rifatto Ugo Bini - non reggerà a lungo"),
    ("no verb at all", "Il tetto - una lastra sola - non reggerà a lungo"),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS.values(), ids=list(ANSWERS))
def test_the_answers(nlp, text, expected):
    found = nlp(text)._.triples
    assert [(t.speaker.name, t.claim.text) for t in found] == expected
    assert {(t.kind, t.stance) for t in found} <= {("direct", "support")}


def test_answers_have_no_mention_and_no_cue(nlp):
    text, _ = ANSWERS["three questions make an interview"]
    assert [(t.rule, t.speaker.mention, t.speaker.implicit, t.cue) for t in nlp(text)._.triples] == [("quoted-answer", None, True, None)] * 3


@pytest.mark.parametrize(("text", "expected"), DASHED.values(), ids=list(DASHED))
def test_a_cue_between_dashes(nlp, text, expected):
    (found,) = nlp(text)._.triples
    assert (found.rule, found.kind, found.stance) == ("quote-interrupted", "direct", "support")
    assert (found.speaker.name, [s.text for s in found.claim.spans]) == expected


@pytest.mark.parametrize("claim", [claim for _, claim in WHOLE], ids=[what for what, _ in WHOLE])
def test_an_aside_of_the_speakers_own(nlp, claim):
    (found,) = nlp(f"«{claim}», ha detto Ada Neri.")._.triples
    assert (found.speaker.name, found.claim.text, found.rule) == ("Ada Neri", claim, "quote-before-cue")
