"""Articles from treebanks: their text, its capitals, and the repository's second real news."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.articles import Problem
from pipeline.schema import sha256
from pipeline.standoff.files import model_line, read_lines
from pipeline.standoff.rebuild import Absent, rebuild
from pipeline.standoff.records import Article
from pipeline.standoff.ud import article_text, capitals, sentences
from tests.standoff_case import CONLLU, REPOSITORY, UD_TEXT, kind_folder, standoff, ud_folder, ud_gold, ud_standoff

SECOND = REPOSITORY / "second" / "standoff.jsonl"


def test_sentences_are_the_texts():
    assert sentences(CONLLU) == [["Altro."], ["Strada riaperta"], ['"la strada regge" ha detto Bini.'], ['"è solida".']]
    assert sentences("# text =  due \r\n# text_en = no\n#text = no\n") == [[" due "]]


def test_the_text_of_an_article():
    assert article_text(sentences(CONLLU)[1:], [0]) + "\n" == UD_TEXT


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("uno. «due», disse. e tre", "Uno. «Due», disse. E tre"),
        ('"è vero". «no». "sì" (o no)', '"È vero". «No». "Sì" (o no)'),
        ("Titolo\n\nà capo\n(òh", "Titolo\n\nÀ capo\n(Òh"),
        ("l'on. rossi, 3.5 e s.p.a.", "L'on. Rossi, 3.5 e s.p.a."),
        ('Chi?" disse. Mah… boh: no; “no”. ”no', 'Chi?" Disse. Mah… Boh: no; “no”. ”no'),
        ("Fine.  due. - tre", "Fine.  due. - tre"),
    ],
)
def test_capitals(small, large):
    assert capitals(small) == large


@given(st.text('aè.?"«» \n(L…'))
def test_capitals_keep_the_offsets(text):
    assert len(capitals(text)) == len(text) and capitals(text).lower() == text.lower()


def test_an_article_of_a_treebank_comes_back(tmp_path):
    line = model_line(ud_standoff())
    assert "strada" not in line and '"final_newline":true' in line and '"split":"dev"' in line
    (document,) = rebuild([Article.model_validate_json(line)], tmp_path, ud_folder(tmp_path))
    assert (document.record, document.text) == (ud_gold(), UD_TEXT)


def test_the_folder_of_kind_may_hold_the_treebank_too(tmp_path):
    kind = kind_folder(tmp_path)
    ud_folder(kind)
    assert [d.record.id for d in rebuild([standoff(), ud_standoff()], kind)] == ["a", "u"]


def test_a_file_that_is_not_at_hand_names_what_it_costs(tmp_path):
    found = list(rebuild([ud_standoff(), standoff(), ud_standoff("v")], kind_folder(tmp_path)))
    assert isinstance(found[0], Absent) and len(found) == 2 and found[1].record.id == "a"
    assert "UD Italian" in found[0].what and found[0].what.endswith("left out: u, v")


# The repository's own


def articles():
    found, problems = read_lines(SECOND, Article)
    assert not problems
    return found


def test_the_splits_of_the_second_real_news():
    table = Counter((a.file, a.split) for a in articles())
    assert table == {
        ("WN_train.tsv", "dev"): 84, ("WN_train.tsv", "test"): 36,
        ("it_vit-ud-test.conllu", "dev"): 13, ("it_vit-ud-test.conllu", "test"): 12, ("it_vit-ud-dev.conllu", "dev"): 4,
    }  # fmt: skip
    first, _ = read_lines(REPOSITORY / "standoff.jsonl", Article)
    assert len({a.id for a in (*first, *articles())}) == len(first) + 149


def test_no_sentence_stands_in_two_articles():
    seen = Counter((a.file, n) for a in articles() for n in range(a.first_sentence, a.last_sentence + 1))
    assert not [place for place, times in seen.items() if times > 1]


def test_the_card_has_the_sizes():
    card = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for name, chosen in (("Wikinews", ".tsv"), ("newspapers", ".conllu"), ("both", "")):
        for split in ("dev", "test"):
            found = [a for a in articles() if a.file.endswith(chosen) and a.split == split]
            triples = [t for a in found for t in a.triples]
            optional = sum(t.optional for t in triples)
            assert f"| {name}, {split} | {len(found)} | {len(triples):,} | {optional} | {len(triples) - optional} |" in card


def test_the_second_real_news_is_rebuilt_and_none_of_its_text_is_here(data):
    wanted = articles()
    documents = list(rebuild(wanted, data / "kind", data / "ud-italian"))
    if absent := [d for d in documents if isinstance(d, Absent)]:
        pytest.skip(f"DATA has not all files: {absent[0].source}")
    assert not [d for d in documents if isinstance(d, Problem)] and len(documents) == len(wanted)
    for article, document in zip(wanted, documents, strict=True):
        assert sha256(document.text) == article.text_sha256 and document.text.endswith("\n")
        for triple in article.triples:
            assert not [n for n in (triple.speaker.name, *triple.speaker.aliases) if isinstance(n, str) and n in document.text]
