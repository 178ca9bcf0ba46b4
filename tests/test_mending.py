"""Relations that names, agreement, brackets or a conjunction show to be wrong are mended; those that may be right are left.

The parses are written here, as spaCy may give them: ``word/POS/relation/head``, with the entity (``B-PER``) and features behind.
"""

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.components.syntax.mending import mend
from pipeline.components.syntax.tokens import Tokens
from pipeline.lexicon import load_lexicon

VOCAB = spacy.blank("it").vocab
SING, PLUR, FIN, FINS = "Number=Sing", "Number=Plur", "Number=Plur|VerbForm=Fin", "Number=Sing|VerbForm=Fin"


def parsed(text: str) -> Tokens:
    """The doc of a parse written out."""
    rows = [[*part.split("/"), "", ""][:6] for part in text.split()]
    words, tags, relations, heads, entities, features = zip(*rows, strict=True)
    spaces = [not (i + 1 < len(words) and (words[i].endswith("'") or (words[i + 1] == "-" or words[i] == "-"))) for i in range(len(words))]
    return Tokens(Doc(VOCAB, words=list(words), spaces=spaces, pos=list(tags), deps=list(relations), heads=list(map(int, heads)), ents=[e or "O" for e in entities], morphs=list(features)))


#: parse; token, its relation and its head once mended
CASES = {
    "a preposition in a name": (f"Abdel/ADP/case/1/B-PER Neri/PROPN/obl/3/I-PER ha/AUX/aux/3//{FINS} chiesto/VERB/ROOT/3 scuse/NOUN/obj/3", {0: ("flat:name", 1), 1: ("nsubj", 3)}),
    "a real preposition": (f"Da/ADP/case/1 Neri/PROPN/obl/3/B-PER ha/AUX/aux/3//{FINS} chiesto/VERB/ROOT/3 scuse/NOUN/obj/3", {0: ("case", 1), 1: ("obl", 3)}),
    "a name in two parts": ("no/INTJ/ROOT/0 della/ADP/case/2 ministra/NOUN/nmod/0 Marta/PROPN/flat:name/2/B-PER Lodi/PROPN/flat:name/0/I-PER", {4: ("flat:name", 3)}),
    "a name whose head is its last word": ("no/INTJ/ROOT/0 della/ADP/case/4 ministra/NOUN/nmod/0 Marta/PROPN/flat:name/4/B-PER Lodi/PROPN/nmod/2/I-PER", {4: ("nmod", 2)}),
    "the subject that a verb lacks": (f"norma/NOUN/ROOT/0 contro/ADP/case/2 quale/PRON/obl/5 Neri/PROPN/obl/5/B-PER ha/AUX/aux/5//{FINS} votato/VERB/acl/0", {3: ("nsubj", 5)}),
    "a name that a preposition governs": (f"ieri/ADV/advmod/3 con/ADP/case/2 Neri/PROPN/obl/3/B-PER parla/VERB/ROOT/3//{FINS}", {2: ("obl", 3)}),
    "a name behind a described place": (f"ha/AUX/aux/1//{FINS} gridato/VERB/ROOT/1 dal/ADP/case/3 palco/NOUN/obl/1 improvvisato/ADJ/amod/3 Ada/PROPN/nmod/3/B-PER", {5: ("nsubj", 1)}),
    "a place called after somebody": (f"ha/AUX/aux/1//{FINS} gridato/VERB/ROOT/1 da/ADP/case/3 palazzo/NOUN/obl/1 Neri/PROPN/nmod/3/B-PER", {4: ("nmod", 3)}),
    "a title behind what it was said in": (f"ha/AUX/aux/1//{FINS} detto/VERB/ROOT/1 nell'/ADP/case/3 omelia/NOUN/obl/1 monsignor/NOUN/compound/3 Bini/PROPN/nmod/3/B-PER", {5: ("nsubj", 1), 4: ("compound", 5)}),
    "a name behind a role": (f"La/DET/det/1 sindaca/NOUN/nsubj/4//{SING} Ada/PROPN/nsubj/4/B-PER Neri/PROPN/flat:name/2/I-PER parla/VERB/ROOT/4//{FINS}", {2: ("nmod", 1)}),
    "a name that nothing joins to the role": (f"La/DET/det/1 sindaca/NOUN/nsubj/4//{SING} ,/PUNCT/punct/1 Ada/PROPN/nsubj/4/B-PER parla/VERB/ROOT/4//{FINS}", {3: ("nsubj", 4)}),
    "a name and what explains it": (f"Codice/PROPN/nsubj/5 ,/PUNCT/punct/0 la/DET/det/3 rete/NOUN/conj/0 ,/PUNCT/punct/0 propone/VERB/ROOT/5//{FINS}", {3: ("appos", 0)}),
    "a name and another": (f"Codice/PROPN/nsubj/5 ,/PUNCT/punct/0 la/DET/det/3 rete/NOUN/conj/0 e/CCONJ/cc/3 propongono/VERB/ROOT/5//{FIN}", {3: ("conj", 0)}),
    "a noun in brackets": (f"Ctb/PROPN/nsubj/5 (/PUNCT/punct/3 l'/DET/det/3 ente/NOUN/nsubj/5 )/PUNCT/punct/3 conferma/VERB/ROOT/5//{FINS}", {3: ("appos", 5)}),
    "a clause in brackets": (f"Ctb/PROPN/ROOT/0 (/PUNCT/punct/4 l'/DET/det/3 ente/NOUN/nsubj/4 conferma/VERB/parataxis/0//{FINS} )/PUNCT/punct/4", {3: ("nsubj", 4)}),
    "three of a row": (
        f"Il/DET/det/1 sindaco/NOUN/nsubj/7//{SING} ,/PUNCT/punct/1 il/DET/det/4 prefetto/NOUN/nsubj/7//{SING} e/CCONJ/cc/6 questore/NOUN/conj/4//{SING} protestano/VERB/ROOT/7//{FIN}",
        {4: ("conj", 1), 6: ("conj", 1)},
    ),
    "two and a verb for one": (
        f"Il/DET/det/1 sindaco/NOUN/nsubj/7//{SING} ,/PUNCT/punct/1 il/DET/det/4 prefetto/NOUN/nsubj/7//{SING} e/CCONJ/cc/6 questore/NOUN/conj/4//{SING} protesta/VERB/ROOT/7//{FINS}",
        {4: ("nsubj", 7)},
    ),
    "what a conjunction adds to a name": (f"Neri/PROPN/ROOT/0/B-PER e/CCONJ/cc/4 i/DET/det/3 colleghi/NOUN/nsubj/4//{PLUR} temono/VERB/conj/0//{FIN}", {0: ("nsubj", 4), 3: ("conj", 0), 4: ("ROOT", 4)}),
    "another clause": (f"Parla/VERB/ROOT/0//{FINS} e/CCONJ/cc/4 i/DET/det/3 colleghi/NOUN/nsubj/4//{PLUR} temono/VERB/conj/0//{FIN}", {3: ("nsubj", 4), 4: ("conj", 0)}),
    "both": (f"hanno/AUX/aux/1//{FIN} detto/VERB/ROOT/1 sia/AUX/cop/3 Ada/PROPN/nsubj/1/B-PER che/CCONJ/cc/5 Ugo/PROPN/conj/3/B-PER", {2: ("cc", 3)}),
    "a name told of": (f"vuole/VERB/ROOT/0//{FINS} che/SCONJ/mark/3 sia/AUX/cop/3 Ada/PROPN/ccomp/0/B-PER", {2: ("cop", 3)}),
    "a hyphen": (f"Il/DET/det/1 vice/NOUN/nsubj/5//{SING} -/PUNCT/punct/1 sindaco/NOUN/nsubj/5//{SING} ha/AUX/aux/5//{FINS} detto/VERB/ROOT/5", {1: ("compound", 3), 0: ("det", 3)}),
    "no more the office": ("Per/ADP/case/2 l'/DET/det/2 ex/ADJ/obl/3 assessora/NOUN/ROOT/3", {2: ("amod", 3), 1: ("det", 3), 3: ("ROOT", 3)}),
    "a thing that a clitic takes up": (f"Le/DET/det/1 barriere/NOUN/nsubj/3//Gender=Fem|{PLUR} le/PRON/obj/3 monta/VERB/ROOT/3//{FINS}", {1: ("dislocated", 3)}),
    "a person beside a clitic": (f"La/DET/det/1 preside/NOUN/nsubj/3//Gender=Fem|{SING} le/PRON/obj/3 monta/VERB/ROOT/3//{FINS}", {1: ("nsubj", 3)}),
    "an article before a role": ("La/PRON/obj/1 cardiologa/NOUN/ROOT/1", {0: ("det", 1)}),
    "a clitic before a verb": (f"La/PRON/obj/1 loda/VERB/ROOT/1//{FINS}", {0: ("obj", 1)}),
    "whom a relative clause is about": (
        f"rete/NOUN/ROOT/0//{SING} di/ADP/case/2 volontari/NOUN/nmod/0//{PLUR} che/PRON/nsubj/4 protesta/VERB/acl:relcl/2//{FINS}",
        {4: ("acl:relcl", 0)},
    ),
    "members that agree with the verb": (
        f"rete/NOUN/ROOT/0//{SING} di/ADP/case/2 volontari/NOUN/nmod/0//{PLUR} che/PRON/nsubj/4 protestano/VERB/acl:relcl/2//{FIN}",
        {4: ("acl:relcl", 2)},
    ),
    "the name right before a relative": (f"in/ADP/case/1 piazza/NOUN/ROOT/1//{SING} con/ADP/case/3 Neri/PROPN/nmod/1/B-PER che/PRON/nsubj/5 parla/VERB/acl:relcl/1//{FINS}", {5: ("acl:relcl", 3)}),
    "somebody's relative": (f"il/DET/det/1 figlio/NOUN/ROOT/1//{SING} di/ADP/case/3 Neri/PROPN/nmod/1/B-PER che/PRON/nsubj/5 parla/VERB/acl:relcl/1//{FINS}", {5: ("acl:relcl", 1)}),
    "a participle behind a comma": (f"Ada/PROPN/nsubj/1/B-PER esce/VERB/ROOT/1//{FINS} ,/PUNCT/punct/1 convinta/VERB/conj/1//VerbForm=Part", {3: ("advcl", 1)}),
    "one that a conjunction joins": (f"Ada/PROPN/nsubj/1/B-PER esce/VERB/ROOT/1//{FINS} e/CCONJ/cc/3 convinta/VERB/conj/1//VerbForm=Part", {3: ("conj", 1)}),
    "a participle of the noun behind an infinitive": (
        "chiede/VERB/ROOT/0//VerbForm=Fin di/ADP/mark/2 rifare/VERB/xcomp/0//VerbForm=Inf il/DET/det/4 contratto/NOUN/obj/2//Gender=Masc|Number=Sing ,/PUNCT/punct/2 scaduto/VERB/advcl/2//Gender=Masc|Number=Sing|VerbForm=Part",
        {6: ("acl", 4)},
    ),
    "a participle that does not agree": (
        "chiede/VERB/ROOT/0//VerbForm=Fin di/ADP/mark/2 rifare/VERB/xcomp/0//VerbForm=Inf il/DET/det/4 contratto/NOUN/obj/2//Gender=Masc|Number=Sing ,/PUNCT/punct/2 convinta/VERB/advcl/2//Gender=Fem|Number=Sing|VerbForm=Part",
        {6: ("advcl", 2)},
    ),
    "a second infinitive": (
        "nega/VERB/ROOT/0//VerbForm=Fin di/ADP/mark/2 accusare/VERB/xcomp/0//VerbForm=Inf ,/PUNCT/punct/6 ma/CCONJ/cc/6 di/ADP/mark/6 riferire/VERB/conj/0//VerbForm=Inf",
        {6: ("conj", 2)},
    ),
    "a second verb": ("nega/VERB/ROOT/0//VerbForm=Fin di/ADP/mark/2 accusare/VERB/xcomp/0//VerbForm=Inf ,/PUNCT/punct/5 ma/CCONJ/cc/5 riferisce/VERB/conj/0//VerbForm=Fin", {5: ("conj", 0)}),
    "a condition": ("minaccia/VERB/ROOT/0//VerbForm=Fin di/ADP/mark/2 andarsene/VERB/xcomp/0//VerbForm=Inf se/SCONJ/mark/4 piove/VERB/advcl/0//VerbForm=Fin", {4: ("advcl", 2)}),
    "a condition before": ("se/SCONJ/mark/1 piove/VERB/advcl/2//VerbForm=Fin minaccia/VERB/ROOT/2//VerbForm=Fin di/ADP/mark/4 andarsene/VERB/xcomp/2//VerbForm=Inf", {1: ("advcl", 2)}),
    "an explaining gerund": (
        f"ha/AUX/aux/1//{FINS} criticato/VERB/ROOT/1 l'/DET/det/3 idea/NOUN/obj/1 di/ADP/mark/5 chiudere/VERB/acl/3//VerbForm=Inf ,/PUNCT/punct/7 spiegando/VERB/advcl/5//VerbForm=Ger che/SCONJ/mark/9 piove/VERB/ccomp/7//{FINS}",
        {7: ("advcl", 1)},
    ),
    "a gerund of doing": (
        f"ha/AUX/aux/1//{FINS} criticato/VERB/ROOT/1 l'/DET/det/3 idea/NOUN/obj/1 di/ADP/mark/5 chiudere/VERB/acl/3//VerbForm=Inf ,/PUNCT/punct/7 correndo/VERB/advcl/5//VerbForm=Ger",
        {7: ("advcl", 5)},
    ),
    "a plain no": ("Arriva/VERB/ROOT/0 un/DET/det/2 secco/NOUN/obj/0 no/INTJ/amod/2", {3: ("obj", 0), 2: ("amod", 3), 1: ("det", 3)}),
    "no without article": ("dice/VERB/ROOT/0 secco/ADJ/advmod/0 no/INTJ/obj/0", {2: ("obj", 0)}),
    "who owns a feeling": (f"nasconde/VERB/ROOT/0//{FINS} la/DET/det/3 sua/DET/det:poss/3 delusione/NOUN/nsubj/0 Ada/PROPN/nmod/3/B-PER", {4: ("nsubj", 0), 3: ("obj", 0)}),
    "what bears a name": (f"chiude/VERB/ROOT/0//{FINS} la/DET/det/2 scuola/NOUN/obj/0 Neri/PROPN/nmod/2/B-PER", {3: ("nmod", 2)}),
    "an agent": ("un'/DET/det/1 idea/NOUN/ROOT/1 definita/ADJ/amod/1 folle/ADJ/xcomp/2 da/ADP/case/5 Neri/PROPN/nmod/1/B-PER", {5: ("obl:agent", 2), 2: ("acl", 1)}),
    "a thing that comes from somebody": ("un'/DET/det/1 idea/NOUN/ROOT/1 nuova/ADJ/amod/1 da/ADP/case/4 Neri/PROPN/nmod/1/B-PER", {4: ("nmod", 1)}),
}  # fmt: skip


@pytest.mark.parametrize(("parse", "mended"), CASES.values(), ids=list(CASES))
def test_what_hangs_from_what(parse, mended):
    doc = parsed(parse)
    mend(doc, load_lexicon(), [])
    assert {i: (doc[i].dep_, doc[i].head.i) for i in mended} == mended


@pytest.mark.parametrize("parse", [parse for parse, _ in CASES.values()], ids=list(CASES))
def test_the_tree_stays_a_tree(parse):
    doc = parsed(parse)
    mend(doc, load_lexicon(), [])
    assert sorted(c.i for t in doc for c in t.children) == [t.i for t in doc if t.head is not t]
    assert all(sum(1 for _ in t.ancestors) < len(doc) for t in doc)
