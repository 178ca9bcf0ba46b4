"""Claims and speakers that stand further from the cue: behind asides, before a clitic, behind a colon, beside explanations."""

import pytest

BINI, LODI = "Ugo Bini", "Marta Lodi"

#: What the sentence shows → (text, [(speaker, stance, claim), …]): all that comes out, in text order.
CASES = {
    "a clause behind asides": ("Ugo Bini ha detto ieri ai cronisti, a margine del vertice, che il piano è fermo.", [(BINI, "support", "il piano è fermo")]),
    "a relative behind an object": ("Ugo Bini ha parlato ieri con il sindaco, nel cortile, che lo aspettava.", []),
    "a claim that goes on with il": ("Ai prezzi attuali, calcola Marta Lodi, il rincaro costerà cinque milioni.", [(LODI, "support", "Ai prezzi attuali il rincaro costerà cinque milioni")]),
    "but not with il quale": ("Il piano è fermo, spiega Ugo Bini, il quale non perdona la giunta.", [(BINI, "support", "Il piano è fermo")]),
    "a participle without verb": ("Numeri campati per aria, ha risposto Marta Lodi.", [(LODI, "support", "Numeri campati per aria")]),
    "a source with a relative": ("Per Marta Lodi, che guida il comitato, sotto i tre euro non si coprono le spese.", [(LODI, "support", "sotto i tre euro non si coprono le spese")]),
    "sources explained by a noun with one": ("Secondo Unitras e Fais, le due sigle che hanno firmato l'appello, ha aderito la metà dei soci.", [("Unitras e Fais", "support", "ha aderito la metà dei soci")]),
    "a body's view and its copula": ("Per l'accusa è la conferma dei sospetti.", [("l'accusa", "support", "è la conferma dei sospetti")]),
    "somebody else's fear": ("Per Dario Neri, uscito zoppicando, lo staff medico teme uno stiramento.", [("lo staff medico", "doubt", "uno stiramento")]),
    "fronted, the subject before": ("Che il piano sia un errore, Ugo Bini lo ripete da anni.", [(BINI, "support", "il piano sia un errore")]),
    "an adjective that is a verb": ("Ugo Bini è tranquillo. Gli alberi da rimuovere, precisa, sono ottanta.", [(BINI, "support", "Gli alberi da rimuovere sono ottanta")]),
    "a gerund is a claim of its own": ("Ugo Bini ha criticato l'idea di chiudere la strada, spiegando che i costi sarebbero enormi.", [(BINI, "oppose", "l'idea di chiudere la strada"), (BINI, "support", "i costi sarebbero enormi")]),
    "and behind two things": ("Ugo Bini ha definito «una follia» l'idea, spiegando che i costi sarebbero enormi.", [(BINI, "support", "«una follia» l'idea"), (BINI, "support", "i costi sarebbero enormi")]),
    "the object before a colon": ("Ugo Bini non ci sta e attacca la giunta: «Incapaci».", [(BINI, "support", "Incapaci")]),
    "who it is asked by": ("Più fondi per la scuola. È quanto chiede il comitato dei genitori.", [("il comitato dei genitori", "support", "Più fondi per la scuola")]),
    "his people": ("Senza i Riformatori, ragionano i suoi, almeno due Regioni sono perse.", [("i suoi", "support", "Senza i Riformatori almeno due Regioni sono perse")]),
    "members of a body": ("Gli agricoltori del comitato Fornaci contestano gli espropri.", [("Gli agricoltori del comitato Fornaci", "oppose", "gli espropri")]),
    "things beside a speaker": ("«Siamo stanchi», sbotta un ristoratore, guanti e mascherina.", [("un ristoratore", "support", "Siamo stanchi")]),
    "nobody in particular": ("Chi è stato ripreso può chiedere l'accesso ai propri dati.", []),
    "all of a plural relative": ("Hanno protestato Ugo Bini e Marta Lodi, che hanno chiesto il ritiro del piano.", [("Ugo Bini e Marta Lodi", "support", "il ritiro del piano")]),
    "a body of a larger one": ("L'Assemblea consultiva del Consiglio d'Olmeda ha criticato la legge.", [("Assemblea consultiva del Consiglio d'Olmeda", "oppose", "la legge")]),
    "the target is no part of the name": ("Soddisfazione della Lega Produttori per l'accordo sul latte.", [("Lega Produttori", "support", "l'accordo sul latte")]),
    "what stands on a banner": ("«Tutti o nessuno», sta scritto sullo striscione.", [("striscione", "support", "Tutti o nessuno")]),
    "a body in a headline": ("Il ministero: dati parziali\n\nLo studio esce oggi.", [("Il ministero", "support", "dati parziali")]),
    "somebody who is an example": ("C'è chi tace e chi, come Marta Lodi, ha criticato il piano.", [(LODI, "oppose", "il piano")]),
    "announcing what follows": ("Ugo Bini ha dichiarato quanto segue: «Il piano è fermo».", [(BINI, "support", "Il piano è fermo")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "triples"), CASES.values(), ids=list(CASES))
def test_what_comes_out(nlp, text, triples):
    assert [(t.speaker.name, t.stance, t.claim.text) for t in nlp(text)._.triples] == triples
