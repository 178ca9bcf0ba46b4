"""What the lexicon files must keep to for their entries to take effect, and texts for classes of cues that are easy to lose."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

import pytest

from pipeline.lexicon import LexiconError, load_lexicon
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


def lists():
    return tomllib.loads((HERE / "lists.toml").read_text(encoding="utf-8"))


def test_every_list_says_what_belongs_to_it_and_has_no_word_twice():
    for name, table in lists().items():
        (kind,) = table.keys() - {"what"}
        assert kind in ("words", "beginnings", "phrases") and table["what"].endswith((".", "*")), name
        assert [word for word, n in Counter(table[kind]).items() if n > 1] == [], name


def test_the_rules_ask_for_every_list_and_for_no_other():
    source = "\n".join(path.read_text(encoding="utf-8") for path in HERE.parent.rglob("*.py"))
    asked = {(re.sub("lists", "words", kind), name) for kind, name in re.findall(r'\.(lists|beginnings|phrases)(?:\[|_from\()"(\w+)"', source)}
    assert asked == {(kind, name) for name, table in lists().items() for kind in table.keys() - {"what"}}


def test_vague_nouns_take_claims_up(lexicon):
    assert lexicon.lists["vague"] < lexicon.lists["resuming"]


def test_lists_of_verbs_hold_infinitives(lexicon):
    for name in ("addressed", "answers", "arriving", "asserted_when_denied", "copulas", "judged", "not_uttering", "purpose", "turn", "without_object"):
        assert {word for word in lexicon.lists[name] if not word.split()[0].endswith(("re", "rsi"))} == set(), name


def test_what_a_participle_makes_of_somebody_is_an_office(lexicon):
    assert lexicon.by_deed["presiedut"] == "presidente"
    assert {role for role in lexicon.by_deed.values() if lexicon.titles.get(role) is None} == set()


def test_a_users_list_adds_words(tmp_path, lexicon):
    file = tmp_path / "lists-mine.toml"
    file.write_text('[manner]\nwords = ["stizza"]\n[called]\nbeginnings = ["nomat"]\n[about]\nphrases = ["all\'indirizzo di"]\n', encoding="utf-8")
    mine = load_lexicon(file)
    assert mine.lists["manner"] == lexicon.lists["manner"] | {"stizza"}
    assert mine.beginnings["called"] == (*lexicon.beginnings["called"], "nomat")
    assert mine.phrases["about"] == (*lexicon.phrases["about"], ("all'", "indirizzo", "di"))
    assert "stizza" not in load_lexicon().lists["manner"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[maner]\nwords = ["stizza"]\n', "lists-bad.toml, list maner: unknown list; valid lists: .*manner"),
        ('[manner]\nbeginnings = ["stizz"]\n', "needs a list of words"),
        ('[manner]\nwords = ["stizza"]\nwhy = "so"\n', "needs a list of words"),
        ('manner = ["stizza"]\n', "needs a list of words"),
        ('[manner]\nwords = "stizza"\n', "needs a list of words"),
        ('[manner]\nwords = ["Stizza"]\n', "'Stizza'; valid entries are in lower case"),
        ('[manner]\nwords = [""]\n', "valid entries"),
        ('[explaining]\nwords = ["cos’"]\n', "straight apostrophes"),
    ],
)
def test_a_wrong_list_is_told(tmp_path, text, message):
    file = tmp_path / "lists-bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_lexicon(file)
