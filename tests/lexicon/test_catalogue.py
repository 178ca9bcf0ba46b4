"""The lexicon's data is sound, users can change it, and errors say what would be right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.lexicon.catalogue import LexiconError, VerbEntry, base_infinitive, load_lexicon
from pipeline.lexicon.catalogue.loader import HERE, KEYED, LISTED, sections

LEXICON = load_lexicon()
MOODS = {"indicative", "subjunctive", "conditional", "imperative", "participle", "gerund", "infinitive"}
#: infinitive → moods that its forms have
FORMS_OF: dict[str, set[str]] = {}
for _form in LEXICON.forms:
    for _reading in LEXICON.forms[_form]:
        FORMS_OF.setdefault(_reading.infinitive, set()).add(_reading.mood)


def test_every_file_is_read() -> None:
    assert {section for _, section, _ in sections(HERE)} == {*KEYED, *LISTED, "irregular"}


@pytest.mark.parametrize(
    ("table", "least"),
    [("verbs", 450), ("nouns", 150), ("adjectives", 60), ("adpositions", 20), ("titles", 350)],
)
def test_size(table: str, least: int) -> None:
    assert len(getattr(LEXICON, table)) >= least


def test_size_of_lists() -> None:
    assert sum(map(len, LEXICON.constructions.values())) >= 150
    assert sum(map(len, LEXICON.pseudo_cues.values())) >= 100


@pytest.mark.parametrize("entry", LEXICON.verbs.values(), ids=lambda e: e.key)
def test_every_verb_conjugates(entry: VerbEntry) -> None:
    assert FORMS_OF[base_infinitive(entry.words[0])] == MOODS
    if entry.reflexive:
        assert entry.aux == "essere"


@pytest.mark.parametrize(
    ("verb", "frame", "stance", "negated"),
    [
        ("dire", "che", "support", "none"),
        ("credere", "che", "support", "oppose"),
        ("escludere", "che", "oppose", "doubt"),
        ("negare", "che", "oppose", "support"),
        ("dubitare", "che", "doubt", "support"),
        ("temere", "che", "doubt", "none"),
        ("chiedere", "se", "neutral", "none"),
        ("chiedere", "di", "support", "none"),
        ("opporsi", "target:a", "oppose", "support"),
        ("sostenere", "target", "support", "oppose"),
        ("lamentarsi", "target:di", "oppose", "support"),
        ("lamentarsi", "che", "support", "support"),
    ],
)
def test_stances_of_the_guidelines(verb: str, frame: str, stance: str, negated: str) -> None:
    entry = LEXICON.verbs[verb]
    assert frame in entry.frames
    assert (entry.stance_for(frame), entry.negated_for(frame)) == (stance, negated)


def test_weak_verbs_can_introduce_quotations_or_clauses() -> None:
    for key in ("sorridere", "sbottare", "proseguire", "incalzare", "scherzare"):
        assert LEXICON.verbs[key].weak and "quote" in LEXICON.verbs[key].frames


def test_multiword_verbs_are_found_by_the_verb_that_inflects() -> None:
    assert LEXICON.verbs["dirsi d'accordo con"] in LEXICON.multiword["dire"]
    assert LEXICON.verbs["rendere noto"] in LEXICON.multiword["rendere"]
    assert all(len(a.words) >= len(b.words) for found in LEXICON.multiword.values() for a, b in pairwise(found))


def test_reflexive_entry() -> None:
    entry = LEXICON.reflexive("opporre")
    assert entry is not None and entry.key == "opporsi"
    assert LEXICON.reflexive("affermare") is None


def test_titles_by_form() -> None:
    assert [(t.entry.key, t.gender, t.number) for t in LEXICON.titles["ministra"]] == [("ministro", "Fem", "Sing")]
    assert [(t.entry.key, t.gender, t.number) for t in LEXICON.titles["presidenti"]] == [("presidente", "", "Plur")]
    assert {t.number for t in LEXICON.titles["consigliere"]} == {"Sing", "Plur"}


def test_notes_and_pseudo_cues_are_in_text_form() -> None:
    for cues in LEXICON.pseudo_cues.values():
        for cue in cues:
            assert all(token == token.strip() and " " not in token for token in cue.tokens)
            assert not cue.inflects or cue.tokens[0] in FORMS_OF


def test_no_pseudo_cue_is_a_source_phrase() -> None:
    sources = {tuple(a.key.replace("'", "' ").split()) for a in LEXICON.adpositions}
    assert not [c.tokens for cues in LEXICON.pseudo_cues.values() for c in cues if c.tokens in sources]


def test_user_file_adds_and_replaces(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[verbs.vaneggiare]\nframes = ["quote", "che"]\nweak = true\n[verbs.dire]\nframes = ["che"]\nstance = "doubt"\n'
        '[[constructions]]\nverb = "lanciare"\nwords = ["allarme"]\nframes = ["colon"]\nstance = "doubt"\n'
        '[titles]\n"podestà" = {type = "person"}\n',
        encoding="utf-8",
    )
    lexicon = load_lexicon(mine)
    assert lexicon.verbs["vaneggiare"].weak and lexicon.forms["vaneggiano"]
    assert lexicon.verbs["dire"].stance_for("che") == "doubt" and lexicon.verbs["dire"].frames == ("che",)
    assert [c.stance_for("colon") for c in lexicon.constructions["lanciare"] if "allarme" in c.words] == ["doubt"]
    assert any("allarmi" in c.words for c in lexicon.constructions["lanciare"])
    assert lexicon.titles["podestà"] and LEXICON.verbs["dire"].stance_for("che") == "support"


def test_user_folder(tmp_path: Path) -> None:
    (tmp_path / "verbs.toml").write_text('[vaneggiare]\nframes = ["quote"]\n', encoding="utf-8")
    assert "vaneggiare" in load_lexicon(tmp_path).verbs


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('[dire]\nframes = ["quotee"]\n', ("verbs.toml", "[dire]", "'quotee'", "target:contro")),
        ('[dire]\nframes = ["che"]\nstance = "pro"\n', ("[dire]", "'pro'", "support, oppose, doubt, neutral")),
        ('[dire]\nframes = ["che"]\nnegated = "not"\n', ("[dire]", "'not'", "none")),
        ('[dire]\nframes = ["che"]\nfoo = 1\n', ("'foo'", "valid fields", "person_subject")),
        ('[dire]\nframes = ["che"]\nstance = {default = "support", se = "neutral"}\n', ("'se'", "valid here: default, che")),
        ('[dire]\nframes = ["che"]\n[dire]\nframes = ["di"]\n', ("verbs.toml", "twice")),
        ('["far sapere"]\nframes = ["che"]\n["fare sapere"]\nframes = ["che"]\n', ("fare sapere", "twice")),
        ("[dire]\nframes = []\n", ("[dire]", "frames")),
        ("[dire]\n", ("[dire]", "frames")),
    ],
)
def test_errors_say_where_and_what_would_be_right(tmp_path: Path, text: str, parts: tuple[str, ...]) -> None:
    (tmp_path / "verbs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path / "verbs.toml")
    for part in parts:
        assert part in str(caught.value)


def test_errors_of_other_sections(tmp_path: Path) -> None:
    for name, text, part in (
        ("a.toml", "[verb.dire]\n", "valid sections"),
        ("b.toml", '[titles]\nx = {type = "thing"}\n', "person, organisation, group, document"),
        ("c.toml", '[[constructions]]\nverb = "dire"\nwords = ["no", "no"]\nframes = ["che"]\n', "twice"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(LexiconError, match=part):
            load_lexicon(tmp_path / name)
    with pytest.raises(LexiconError, match="nowhere"):
        load_lexicon(tmp_path / "nowhere.toml")
