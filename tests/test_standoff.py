"""Gold apart from its text: joining KIND's tokens, stand-off and back, texts that are not the annotated ones."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.evaluation import load_records
from pipeline.formats.articles import Problem
from pipeline.schema import Claim, Record, Span, Speaker, Triple, sha256
from pipeline.standoff.files import model_line, read_lines
from pipeline.standoff.kind import article_text, join, sentences
from pipeline.standoff.rebuild import from_record, rebuild, to_record
from pipeline.standoff.records import Article
from tests.standoff_case import REPOSITORY, SEGMENT, TEXT, TSV, gold, kind_folder, standoff


@pytest.fixture
def kind(tmp_path):
    return kind_folder(tmp_path)


# Joining tokens


def test_sentences_are_the_blocks_between_blank_lines():
    assert [len(s) for s in sentences(TSV)] == [2, 2, 13, 3, 9]
    assert sentences("a\tO\r\nb\tO\r\n\r\n\n\nc\n") == [["a", "b"], ["c"]]


def test_the_text_of_an_article():
    assert article_text(sentences(TSV)[1:5], [0]) == TEXT


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("L' ha detto , « Sì » ; no .", "L'ha detto, «Sì»; no."),
        ("quest’ anno ( forse ) 5 % o 3 ° ...", "quest’anno (forse) 5% o 3°..."),
        ('" Sì " e " no " ! [ ndr ]', '"Sì" e "no"! [ndr]'),
        ("un - due / tre – € 5", "un - due / tre – € 5"),
        ("“ Come ? ”", "“Come?”"),
    ],
)
def test_where_a_space_goes(tokens, text):
    assert join(tokens.split()) == (text, False)


def test_straight_marks_pair_over_sentences():
    assert join(['"', "Sì", "."]) == ('"Sì.', True)
    assert join(["No", '"', "."], True) == ('No".', False)


@given(st.lists(st.lists(st.sampled_from(["casa", "dell'", '"', "«", "»", "(", ")", ",", ".", "...", "5", "%", "c’", "-"]), min_size=1), min_size=1), st.sets(st.integers(0, 9)))
def test_joining_only_adds_space(parts, headings):
    text = article_text(parts, headings)
    assert "".join(text.split()) == "".join(t for part in parts for t in part)
    assert text == text.strip() and "   " not in text


# Stand-off and back


def test_a_record_comes_back_whole_and_no_text_goes_out():
    line = model_line(standoff())
    for text in ("ponte", "detto", "regga", "Ada", "Bini"):
        assert text not in line
    assert json.loads(line)["triples"][0]["speaker"] == {"name": [25, 33], "aliases": [[29, 33], "la sindaca Lodi"], "mention": [14, 33], "label": "PER"}
    assert to_record(Article.model_validate_json(line), TEXT) == gold()


@st.composite
def records(draw):
    text = draw(st.text(st.sampled_from("abà 'è\n𝄞«"), min_size=3, max_size=40))

    def span():
        start = draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, draw(st.integers(start + 1, len(text))))

    triples = []
    for number in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
        claim = [Span.of(text, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        mention = draw(st.sampled_from([None, span()]))
        names = st.text("abà Z", min_size=1, max_size=4)
        speaker = Speaker(name=draw(names), aliases=draw(st.lists(names, max_size=2)), mention=mention, implicit=mention is None and draw(st.booleans()))
        triples.append(
            Triple(
                id=number, kind=draw(st.sampled_from(["direct", "position"])), stance=draw(st.sampled_from(["support", "neutral"])), speaker=speaker, claim=Claim.of(claim),
                cue=draw(st.sampled_from([None, span()])), optional=draw(st.booleans()), hearsay=draw(st.booleans()), nested_in=0 if number else None,
            )
        )  # fmt: skip
    return text, Record(id="a", source="articles/a.txt", text_sha256=sha256(text), triples=triples)


@given(records())
def test_any_record_comes_back(case):
    text, record = case
    line = model_line(from_record(record, text, SEGMENT, "x.tsv", "0" * 64))
    assert to_record(Article.model_validate_json(line), text) == record


def test_a_record_of_another_text_has_no_standoff():
    with pytest.raises(ValueError, match="not the one that was annotated"):
        from_record(gold(), TEXT + " ", SEGMENT, "x.tsv", "0" * 64)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [({"headings": [9]}, "outside of the article"), ({"last_sentence": 0}, "the last stands before"), ({"schema_version": "standoff-2.0"}, "standoff-1.0"), ({"text": TEXT}, "Extra"),
     ({"id": "../a"}, "pattern"), ({"triples": [{"id": 0, "kind": "direct", "stance": "support", "speaker": {"name": "A"}, "claim": [[5, 5]]}]}, "not a span")],
)  # fmt: skip
def test_what_is_no_standoff(wrong, what):
    with pytest.raises(ValidationError, match=what):
        Article.model_validate_json(json.dumps({**standoff().model_dump(mode="json"), **wrong}))


# Other texts


def test_another_text_is_named_and_left_out_and_the_rest_rebuilt(kind):
    other = standoff().model_copy(update={"id": "b", "text_sha256": "0" * 64})
    beyond = standoff().model_copy(update={"id": "c", "last_sentence": 7})
    nowhere = standoff().model_copy(update={"id": "d", "file": "none.tsv"})
    found = list(rebuild([other, beyond, nowhere, standoff()], kind))
    problems = [item for item in found if isinstance(item, Problem)]
    assert [str(p).split(":")[0] for p in problems] == ["b", "c", str(kind / "none.tsv")]
    assert "SHA-256 differs" in problems[0].what and "which has 5" in problems[1].what
    assert (found[-1].record, found[-1].text) == (gold(), TEXT)


def test_offsets_beyond_the_text_are_a_problem(kind):
    far = standoff().triples[0].model_copy(update={"cue": (500, 510)})
    (problem,) = rebuild([standoff().model_copy(update={"triples": [far]})], kind)
    assert isinstance(problem, Problem) and problem.source == "a"


def test_a_changed_file_is_told_apart(kind):
    (kind / "WN_dev.tsv").write_bytes(TSV.replace("regga", "tenga").encode())
    (problem,) = rebuild([standoff()], kind)
    assert "another version of the file" in problem.what


def test_line_ends_of_another_system_and_a_clone_of_kind(kind, tmp_path):
    (kind / "WN_dev.tsv").rename(kind / "old")
    (kind / "dataset").mkdir()
    (kind / "dataset" / "WN_dev.tsv").write_bytes(TSV.replace("\n", "\r\n").encode())
    (document,) = rebuild([standoff()], kind)
    assert document.text == TEXT


# The repository's own


def test_the_real_articles_and_gold_are_rebuilt(data, gold_news):
    articles, _ = read_lines(REPOSITORY / "standoff.jsonl", Article)
    documents = list(rebuild(articles, data / "kind"))
    assert not [d for d in documents if isinstance(d, Problem)]
    for document in documents:
        assert document.text.encode() == (gold_news / "articles" / f"{document.record.id}.txt").read_bytes()
        assert document.record.text_sha256 == sha256(document.text)
    wanted, problems = load_records(gold_news / "gold.jsonl")
    assert not problems and [d.record for d in documents] == wanted


def test_no_string_of_the_repository_is_text_of_a_real_article(data):
    articles, _ = read_lines(REPOSITORY / "standoff.jsonl", Article)
    texts = {d.record.id: d.text for d in rebuild(articles, data / "kind") if not isinstance(d, Problem)}
    names = [(a.id, name) for a in articles for t in a.triples for name in (t.speaker.name, *t.speaker.aliases) if isinstance(name, str)]
    assert names and not [(i, name) for i, name in names if name in texts[i]]


def test_the_second_annotation_is_of_the_same_articles():
    import json
    from pathlib import Path

    folder = Path(__file__).parent.parent / "annotations" / "real-news" / "second"
    first, second = ({r["id"]: r for r in map(json.loads, (folder / name).read_text(encoding="utf-8").splitlines())} for name in ("standoff.jsonl", "second-annotator.jsonl"))
    place = ("file", "first_sentence", "last_sentence", "text_sha256", "split")
    assert len(second) == 30 and second.keys() <= first.keys()
    assert all(second[i][key] == first[i][key] for i in second for key in place)
