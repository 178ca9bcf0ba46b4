from collections import Counter

import pytest

from pipeline.lexicon import LexiconError, load_lexicon
from pipeline.lexicon.loader import plain


def readings(lexicon, form):
    return {(f.infinitive, f.mood) for f in lexicon.forms.get(form, ())}


def test_the_lexicon_is_large_enough_to_work_with(lexicon):
    assert len(lexicon.verbs) >= 400
    assert len({e.key for e in lexicon.nouns.values()}) >= 100
    assert len({e.key for e in lexicon.adjectives.values()}) >= 40


@pytest.mark.parametrize(
    ("form", "infinitive", "mood"),
    [
        ("disse", "dire", "indicative"), ("dirà", "dire", "indicative"), ("detta", "dire", "participle"), ("dicendosi", "dire", "gerund"),
        ("sostenne", "sostenere", "indicative"), ("sosterrebbe", "sostenere", "conditional"), ("ritengano", "ritenere", "subjunctive"),
        ("proposero", "proporre", "indicative"), ("opponendosi", "opporre", "gerund"), ("supponga", "supporre", "subjunctive"),
        ("neghino", "negare", "subjunctive"), ("annuncerà", "annunciare", "indicative"), ("criticherebbero", "criticare", "conditional"),
        ("ribadisce", "ribadire", "indicative"), ("avverte", "avvertire", "indicative"), ("smentiscano", "smentire", "subjunctive"),
        ("scoperto", "scoprire", "participle"), ("escluse", "escludere", "indicative"), ("promesso", "promettere", "participle"),
        ("chiedergli", "chiedere", "infinitive"), ("definendolo", "definire", "gerund"), ("ammise", "ammettere", "indicative"),
        ("nascosto", "nascondere", "participle"), ("taciuto", "tacere", "participle"), ("emerso", "emergere", "participle"), ("emersero", "emergere", "indicative"),
        ("accolto", "accogliere", "participle"), ("accolgono", "accogliere", "indicative"), ("speso", "spendere", "participle"), ("persuaso", "persuadere", "participle"),
        ("soggiunse", "soggiungere", "indicative"), ("desunto", "desumere", "participle"), ("irridono", "irridere", "indicative"), ("maledice", "maledire", "indicative"),
        ("spingono", "spingere", "indicative"), ("spinse", "spingere", "indicative"), ("rimasero", "rimanere", "indicative"),
        ("credettero", "credere", "indicative"), ("previde", "prevedere", "indicative"), ("dedotto", "dedurre", "participle"),
    ],
)  # fmt: skip
def test_conjugation(lexicon, form, infinitive, mood):
    assert (infinitive, mood) in readings(lexicon, form)


@pytest.mark.parametrize("form", ["credono", "affermavano", "spieghi", "negasse", "teme", "ha"])
def test_no_false_form_is_made_of_a_regular_verb(lexicon, form):
    for wrong in ("affermarono" + "no", "credeno", "negiamo", "affermero"):
        assert wrong not in lexicon.forms
    assert form == "ha" or form in lexicon.forms


def test_the_treebanks_forms_are_all_generated(lexicon, data):
    from pipeline.model.recipe.treebanks import read_conllu

    known = {plain(key.split()[0]) for key in lexicon.verbs}
    seen: Counter[bool] = Counter()
    missing: Counter[tuple[str, str]] = Counter()
    for name in ("it_isdt-ud-dev", "it_isdt-ud-test", "it_vit-ud-dev", "it_vit-ud-test", "it_pud-ud-test", "it_parlamint-ud-train"):
        for sentence in read_conllu(data / "ud-italian" / f"{name}.conllu"):
            for word in sentence.words:
                if word.pos == "VERB" and word.lemma in known:
                    found = any(f.infinitive == word.lemma for f in lexicon.forms.get(word.form.lower(), ()))
                    seen[found] += 1
                    if not found:
                        missing[word.lemma, word.form] += 1
    assert seen[True] / sum(seen.values()) >= 0.99, missing.most_common(20)


def test_stances_by_frame_and_negation(lexicon):
    chiedere, negare = lexicon.verbs["chiedere"], lexicon.verbs["negare"]
    assert (chiedere.stance_for("di"), chiedere.stance_for("se")) == ("support", "neutral")
    assert (negare.stance_for("che"), negare.negated_for("che")) == ("oppose", "support")
    assert lexicon.verbs["dire"].negated_for("che") == "none"
    assert lexicon.verbs["credere"].negated_for("che") == "oppose"


def test_a_frame_for_persons_alone(tmp_path, lexicon):
    assert "target-somebody" in lexicon.verbs["attaccare"].frames
    assert (lexicon.verbs["attaccare"].stance_for("target-somebody"), lexicon.verbs["attaccare"].negated_for("target-somebody")) == ("oppose", "none")
    file = tmp_path / "verbs-mine.toml"
    file.write_text('[[class]]\nverbs = ["bacchettare"]\nframes = ["target-somebody"]\nstance = "oppose"\nnegated = "none"\n', encoding="utf-8")
    assert load_lexicon(file).verbs["bacchettare"].stance_for("target-somebody") == "oppose"


def test_a_users_file_adds_and_overrides(tmp_path):
    file = tmp_path / "verbs-mine.toml"
    file.write_text('[[class]]\nverbs = ["blaterare", "negare"]\nframes = ["che"]\nstance = "doubt"\nnegated = "none"\n', encoding="utf-8")
    mine = load_lexicon(file)
    assert mine.verbs["blaterare"].stance_for("che") == "doubt"
    assert mine.verbs["negare"].stance_for("che") == "doubt"
    assert mine.verbs["negare"].stance_for("di") == "oppose"
    assert "blateravano" in mine.forms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[class]]\nverbs = ["x"]\nframes = ["quota"]\n', "valid frames: .*quote"),
        ('[[class]]\nverbs = ["x"]\nframes = ["che"]\nstance = "pro"\n', "valid values: doubt, neutral, oppose, support"),
        ('[[class]]\nverbs = ["x"]\nframe = ["che"]\n', "valid fields"),
        ("[[class]\n", "verbs-bad.toml"),
    ],
)
def test_a_wrong_entry_names_the_file_and_the_valid_values(tmp_path, text, message):
    file = tmp_path / "verbs-bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_lexicon(file)
