"""What the lexicon files must keep to for their entries to take effect, and texts for classes of cues that are easy to lose."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from pipeline.lexicon.loader import HERE


def classes(name):
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["class"]


def test_no_verb_and_noun_stand_in_two_classes_of_constructions():
    """The first class that has both wins: the frames of a second one are never tried."""
    pairs = Counter((verb, noun) for entry in classes("constructions") for verb in set(entry["verbs"]) for noun in set(entry["nouns"]))
    assert [pair for pair, n in pairs.items() if n > 1] == []


def test_verbs_of_several_words_hold_no_apostrophe():
    """They are matched token by token, split at blanks: *essere dell'idea* belongs to the constructions."""
    assert [verb for entry in classes("verbs") for verb in entry["verbs"] if "'" in verb] == []


def test_weak_verbs_take_nothing_but_a_quotation():
    """A weak cue counts beside a quotation and before an event (*apre al dialogo*): any other frame of it is never tried."""
    weak = {verb for entry in classes("verbs") if entry.get("weak") and not all(f == "quote" or f.startswith("target-event:") for f in entry["frames"]) for verb in entry["verbs"]}
    assert weak == set()


def test_pseudo_objects_are_no_persons(lexicon):
    """They are looked for among the subjects too: with *giocatore*, *il giocatore non esclude di restare* would be lost."""
    persons = {noun for nouns in lexicon.pseudo_objects.values() for noun in nouns if (title := lexicon.titles.get(noun)) is not None and title.type in ("person", "group")}
    assert persons <= {"ferite"}  # wounds; wounded women


TAKEN = [
    ("Marta Lodi non nasconde la delusione per ⟦l'esito del voto⟧.", "oppose"),
    ("Carlo Bini ha rinnovato la fiducia ⟦al capo della polizia⟧.", "support"),
    ("Carlo Bini ha preso l'impegno di ⟦riaprire la scuola entro marzo⟧.", "support"),
    ("Carlo Bini conta di ⟦riaprire la scuola entro marzo⟧.", "support"),
    ("I sindacati hanno lanciato l'allarme ⟦sugli infortuni⟧.", "doubt"),
    ("L'assessora Marta Lodi chiama in causa ⟦la vecchia amministrazione⟧.", "oppose"),
    ("La Lega si smarca ⟦dal governo⟧.", "oppose"),
    ("I medici incrociano le braccia contro ⟦i tagli⟧.", "oppose"),
    ("Marta Lodi si rallegra per ⟦l'accordo⟧.", "support"),
    ("Carlo Bini minimizza: ⟦i danni sono lievi⟧.", "support"),
    ("Stando al racconto dei testimoni, ⟦l'auto non si è fermata⟧.", "support"),
    ("In base a quanto ricostruito dagli inquirenti, ⟦l'uomo è entrato dalla finestra⟧.", "support"),
    ("Per stessa ammissione del sindaco, ⟦il bilancio è in rosso⟧.", "support"),
    ("Dal punto di vista della Cgil, ⟦l'accordo è una resa⟧.", "support"),
]


@pytest.mark.parametrize(("marked", "stance"), TAKEN)
def test_what_is_taken(nlp, marked, stance):
    text, claim = marked.replace("⟦", "").replace("⟧", ""), marked[marked.index("⟦") + 1 : marked.index("⟧")]
    found = [(t.claim.text, t.stance) for t in nlp(text)._.triples]
    assert found == [(claim, stance)]


LEFT = [
    "Il ragazzo promette bene.",
    "La squadra ha accusato il colpo.",
    "Il decreto prevede sanzioni più pesanti.",
    "I carabinieri hanno stroncato un traffico di droga.",
    "Il giudice ha convalidato l'arresto.",
    "L'attrice ha condiviso una foto con i fan.",
    "Il Comune ha negato l'autorizzazione.",
    "Il sindaco ha ricordato la strage di Bologna.",
    "Il campione difende il titolo.",
    "La vicenda grida vendetta.",
    "Va da sé che il piano è fermo.",
    "Il voto si svolge secondo la prassi.",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left(nlp, text):
    assert list(nlp(text)._.triples) == []
