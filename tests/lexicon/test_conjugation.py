"""Tables for verbs of every class and family, attached clitics, and the treebanks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.lexicon.catalogue import base_infinitive, load_lexicon

from .treebank import coverage

FORMS = load_lexicon().forms

#: infinitive: presente io, noi, loro | congiuntivo | imperfetto | remoto io, loro | futuro | gerundio | participio
TABLES = {
    "parlare": "parlo parliamo parlano parli parlava parlai parlarono parlerà parlando parlato",
    "negare": "nego neghiamo negano neghi negava negai negarono negherà negando negato",
    "criticare": "critico critichiamo criticano critichi criticava criticai criticarono criticherà criticando criticato",
    "denunciare": "denuncio denunciamo denunciano denunci denunciava denunciai denunciarono denuncerà denunciando denunciato",
    "elogiare": "elogio elogiamo elogiano elogi elogiava elogiai elogiarono elogerà elogiando elogiato",
    "inviare": "invio inviamo inviano invii inviava inviai inviarono invierà inviando inviato",
    "temere": "temo temiamo temono tema temeva temei temerono temerà temendo temuto",
    "riferire": "riferisco riferiamo riferiscono riferisca riferiva riferii riferirono riferirà riferendo riferito",
    "avvertire": "avverto avvertiamo avvertono avverta avvertiva avvertii avvertirono avvertirà avvertendo avvertito",
    "dire": "dico diciamo dicono dica diceva dissi dissero dirà dicendo detto",
    "contraddire": "contraddico contraddiciamo contraddicono contraddica contraddiceva contraddissi contraddissero contraddirà contraddicendo contraddetto",
    "fare": "faccio facciamo fanno faccia faceva feci fecero farà facendo fatto",
    "sostenere": "sostengo sosteniamo sostengono sostenga sosteneva sostenni sostennero sosterrà sostenendo sostenuto",
    "proporre": "propongo proponiamo propongono proponga proponeva proposi proposero proporrà proponendo proposto",
    "dedurre": "deduco deduciamo deducono deduca deduceva dedussi dedussero dedurrà deducendo dedotto",
    "promettere": "prometto promettiamo promettono prometta prometteva promisi promisero prometterà promettendo promesso",
    "chiedere": "chiedo chiediamo chiedono chieda chiedeva chiesi chiesero chiederà chiedendo chiesto",
    "rispondere": "rispondo rispondiamo rispondono risponda rispondeva risposi risposero risponderà rispondendo risposto",
    "scrivere": "scrivo scriviamo scrivono scriva scriveva scrissi scrissero scriverà scrivendo scritto",
    "escludere": "escludo escludiamo escludono escluda escludeva esclusi esclusero escluderà escludendo escluso",
    "difendere": "difendo difendiamo difendono difenda difendeva difesi difesero difenderà difendendo difeso",
    "aggiungere": "aggiungo aggiungiamo aggiungono aggiunga aggiungeva aggiunsi aggiunsero aggiungerà aggiungendo aggiunto",
    "riconoscere": "riconosco riconosciamo riconoscono riconosca riconosceva riconobbi riconobbero riconoscerà riconoscendo riconosciuto",
    "scoprire": "scopro scopriamo scoprono scopra scopriva scoprii scoprirono scoprirà scoprendo scoperto",
    "accogliere": "accolgo accogliamo accolgono accolga accoglieva accolsi accolsero accoglierà accogliendo accolto",
    "prevedere": "prevedo prevediamo prevedono preveda prevedeva previdi previdero prevedrà prevedendo previsto",
    "convenire": "convengo conveniamo convengono convenga conveniva convenni convennero converrà convenendo convenuto",
    "discutere": "discuto discutiamo discutono discuta discuteva discussi discussero discuterà discutendo discusso",
    "dare": "do diamo danno dia dava diedi diedero darà dando dato",
    "concedere": "concedo concediamo concedono conceda concedeva concessi concessero concederà concedendo concesso",
}
FEATURES = [
    ("indicative", "present", 1, "Sing"),
    ("indicative", "present", 1, "Plur"),
    ("indicative", "present", 3, "Plur"),
    ("subjunctive", "present", 3, "Sing"),
    ("indicative", "imperfect", 3, "Sing"),
    ("indicative", "remote", 1, "Sing"),
    ("indicative", "remote", 3, "Plur"),
    ("indicative", "future", 3, "Sing"),
    ("gerund", "present", 0, ""),
    ("participle", "past", 0, "Sing"),
]


@pytest.mark.parametrize("infinitive", TABLES)
def test_table(infinitive: str) -> None:
    for form, wanted in zip(TABLES[infinitive].split(), FEATURES, strict=True):
        assert wanted in {(r.mood, r.tense, r.person, r.number) for r in FORMS[form] if r.infinitive == infinitive}, form


@pytest.mark.parametrize(
    ("form", "infinitive", "mood", "clitic"),
    [
        ("dicendosi", "dire", "gerund", "si"),
        ("chiedergli", "chiedere", "infinitive", "gli"),
        ("definendolo", "definire", "gerund", "lo"),
        ("dettosi", "dire", "participle", "si"),
        ("opporvisi", "opporre", "infinitive", "visi"),
        ("opporsi", "opporre", "infinitive", "si"),
        ("proporlo", "proporre", "infinitive", "lo"),
        ("dimmi", "dire", "imperative", "mi"),
        ("fallo", "fare", "imperative", "lo"),
        ("digli", "dire", "imperative", "gli"),
        ("confermatogli", "confermare", "participle", "gli"),
        ("ricordandoglielo", "ricordare", "gerund", "glielo"),
        ("chiedetevi", "chiedere", "imperative", "vi"),
    ],
)
def test_attached_clitics(form: str, infinitive: str, mood: str, clitic: str) -> None:
    assert (infinitive, mood, clitic) in {(r.infinitive, r.mood, r.clitic) for r in FORMS[form]}


@pytest.mark.parametrize("form", ["negi", "criticamo", "denuncierà", "riferiscendo", "sostenò", "dicere", "promettei", "facendosene3", "la", ""])
def test_wrong_forms_are_not_generated(form: str) -> None:
    assert form not in FORMS


def test_accents_of_agency_copy() -> None:
    assert FORMS["dira'"] == FORMS["dirà"] and FORMS["confermò"] == FORMS["confermo'"]


def test_agreements() -> None:
    for form, agreement in (("riferito", "MascSing"), ("riferita", "FemSing"), ("riferiti", "MascPlur"), ("riferite", "FemPlur")):
        assert agreement in {r.gender + r.number for r in FORMS[form] if r.mood == "participle"}


def test_base_infinitive() -> None:
    pairs = {"opporsi": "opporre", "chiedersi": "chiedere", "lamentarsi": "lamentare", "far": "fare", "dire": "dire", "prefiggersi": "prefiggere"}
    assert {k: base_infinitive(k) for k in pairs} == pairs


@pytest.mark.skipif(not os.environ.get("DATA"), reason="DATA is not set to the folder that holds ud-italian/")
def test_treebanks() -> None:
    infinitives = {reading.infinitive for form in FORMS for reading in FORMS[form]}
    good, total, missed = coverage(Path(os.environ["DATA"]) / "ud-italian", FORMS, infinitives)
    assert total > 20_000
    unknown = sum(n for what, n in missed.items() if not any(r.infinitive == what.split()[1] for r in FORMS.get(what.split()[0], ())))
    # what is left are typing errors and dialect (first figure), and subjunctives that the treebanks tag as indicatives (second)
    assert (total - unknown) / total >= 0.995, missed.most_common(20)
    assert good / total >= 0.985, missed.most_common(20)
