"""The page of an evaluation: what is on it, what must not be, and that the browser takes no article for markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.evaluation import as_json, evaluate, load_records, load_texts
from pipeline.evaluation.page import load_desks, render_page
from pipeline.evaluation.page.figures import curve, rules
from pipeline.evaluation.page.marks import Mark, cut
from pipeline.schema import Claim, Record, Span, Speaker, Triple

ROOT = Path(__file__).parent.parent
TEXT = "Titolo.\nRossi nega che <script>alert('il ponte')</script> & \"il porto\" chiudano.\nBianchi chiede di rinviare.\n"


def span(words):
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def triple(number, claim, speaker="Rossi", stance="support", kind="indirect", rule=None, cue=None):
    mention = span(speaker) if speaker in TEXT else None
    return Triple(
        id=number, kind=kind, stance=stance, rule=rule, speaker=Speaker(name=speaker, mention=mention),
        cue=span(cue) if cue else None, claim=Claim.of([span(claim)]),
    )  # fmt: skip


SCRIPT = "<script>alert('il ponte')</script> & \"il porto\" chiudano"
GOLD = [triple(0, SCRIPT, stance="oppose", cue="nega"), triple(1, "rinviare", "Bianchi", cue="chiede"), triple(2, "Titolo", "Verdi")]
PREDICTED = [triple(0, SCRIPT, "Bianchi", rule='a "rule" & <b>', cue="nega"), triple(1, "Bianchi chiede", rule="other")]


def page(articles=("a",), held_out=(), desks=None, predicted=PREDICTED, texts=None):
    evaluation = evaluate([Record(id=a, triples=GOLD) for a in articles], [Record(id=a, triples=predicted) for a in articles])
    texts = dict.fromkeys(articles, TEXT) if texts is None else texts
    return render_page(evaluation, as_json(evaluation, gold_file="gold.jsonl", split=None, producer=None), texts, held_out=held_out, desks=desks)


def cells(tree, caption):
    (table,) = tree.xpath(f"//table[caption[contains(., '{caption}')]]")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath("tbody/tr")]


def cards(tree):
    return tree.xpath("//article[@class='error']")


def test_the_errors_with_what_they_are_filtered_by():
    tree = html.fromstring(page())
    shown = [{name: card.get(f"data-{name}") for name in ("group", "kind", "stance", "rule", "article")} for card in cards(tree)]
    same = {"kind": "indirect", "article": "a"}
    assert shown == [
        {"group": "missed", "stance": "support", "rule": "", **same},
        {"group": "speaker stance", "stance": "oppose support", "rule": 'a "rule" & <b>', **same},
        {"group": "spurious", "stance": "support", "rule": "other", **same},
        {"group": "missed", "stance": "support", "rule": "", **same},
    ]
    labels = [" ".join(label.text_content().split()) for label in tree.xpath("//fieldset/label")]
    assert labels == ["all (4)", "missed (2)", "spurious (1)", "wrong boundary (0)", "wrong speaker (1)", "wrong stance (1)"]
    assert tree.xpath("string(//*[@id='count'])") == "4 of 4 errors"
    assert tree.xpath("//select[@name='rule']/option/@value") == ["", 'a "rule" & <b>', "other"]


def test_gold_and_prediction_stand_in_the_text_in_words():
    card = cards(html.fromstring(page()))[1]
    (text,) = card.xpath("p[@class='text']")
    assert [t.text_content() for t in text.xpath("b")] == ["gold speaker", "cue", "gold = predicted", "predicted speaker"]
    (claim,) = text.xpath("mark[contains(@class, 'gold') and contains(@class, 'predicted')]")
    assert claim.text_content() == SCRIPT
    wrong = [row.xpath("string(th)").split()[0] for row in card.xpath(".//tr[@class='differs']")]
    assert wrong == ["speaker", "stance"]


def test_the_article_is_text_and_never_markup():
    source = page()
    tree = html.fromstring(source)
    assert len(tree.xpath("//script")) == 1 and "alert" not in tree.xpath("string(//script)")
    for text in tree.xpath("//details/p[@class='text']"):
        for tag in text.xpath("a"):
            tag.drop_tree()
        assert text.text_content() == TEXT
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?!["']?#)|@import|url\(""", source), "the page points outside"


def test_the_policy_lets_only_the_pages_own_script_run():
    import base64
    import hashlib

    tree = html.fromstring(page())
    (policy,) = tree.xpath("//meta[@http-equiv]/@content")
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(tree.xpath(f"string(//{name})").encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_nothing_of_the_test_split_but_totals():
    source = page(["a", "zz-held"], held_out={"zz-held"}, desks={"a": "politics", "zz-held": "zz-desk"}, texts={"a": TEXT, "zz-held": "zz-text " + TEXT})
    assert "zz-" not in source
    tree = html.fromstring(source)
    assert len(cards(tree)) == 4
    assert cells(tree, "Overall")[0][:2] == ["claim", "2"]  # both articles
    assert [row[:4] for row in cells(tree, "by rule")] == [['a "rule" & <b>', "1", "1", "0"], ["other", "1", "0", "0"]]  # one
    assert cells(tree, "by desk")[0][:3] == ["politics", "1", "3"]
    assert "1 of the articles is in the test split" in tree.text_content()
    only = html.fromstring(page(["zz-held"], held_out={"zz-held"}))
    assert not cards(only) and "errors of the test split are not shown" in only.text_content() and "Not shown for the test split" in only.text_content()


def test_scores_by_kind_stance_and_desk():
    articles = "abcdef"
    tree = html.fromstring(page(articles, desks=dict.fromkeys("abcde", "sport")))
    assert cells(tree, "by stance")[1] == ["oppose", "6", "0", "–", "0.000", "0.000", "0.000–0.000"]
    assert cells(tree, "by kind")[1][:3] == ["indirect", "18", "12"]
    assert [row[:4] + row[-1:] for row in cells(tree, "by desk")] == [["sport", "5", "15", "10", "0.000–0.000"], ["(no desk)", "1", "3", "2", "–"]]
    assert cells(tree, "Paired triples")[1] == ["oppose", "6 wrong", "0", "0", "0"]
    assert "by desk" not in page()


def test_perfect_output_and_none_at_all():
    assert "No errors." in page(predicted=GOLD)
    empty = html.fromstring(page(predicted=[]))
    assert "No rule made a triple." in empty.text_content()
    assert cells(empty, "Overall")[0][2] == "–"
    assert page(articles=())


def test_spans_that_do_not_fit_and_articles_that_are_missing_are_said():
    other = html.fromstring(page(texts={"a": TEXT.replace("rinviare", "RINVIARE")}))
    last = cards(other)[-1]
    assert "not stand in the article" in last.text_content() and not last.xpath(".//mark[contains(@class, 'gold')]")
    none = html.fromstring(page(texts={}))
    assert "text is not at hand" in cards(none)[0].text_content() and not none.xpath("//details")


def test_rules_are_added_in_order_of_precision():
    counts = {"low": (4, 1), "high": (2, 2), "middle": (4, 3)}
    scores = {"gold": 10, "rules": {name: {"predicted": p, "paired": p, "right": r} for name, (p, r) in counts.items()}}
    rows = rules(scores)
    assert [(r.name, r.precision_so_far, r.recall_so_far) for r in rows] == [("high", 1.0, 0.2), ("middle", 5 / 6, 0.5), ("low", 0.6, 0.6)]
    drawn = curve(rows)
    assert drawn is not None and drawn.y_ticks[-1][1] == "0.5"
    assert all(drawn.left <= x <= drawn.width and 0 <= y <= drawn.height - drawn.bottom for x, y, _ in drawn.points)
    assert curve(rows[:1]) is None


marks = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(["gold", "predicted", "cue", "speaker"])), max_size=8).map(
    lambda rows: [Mark(start, start + length, role, f"m{i}", i) for i, (start, length, role) in enumerate(rows)]
)


@given(st.text(min_size=12, max_size=40), marks, st.integers(0, 10), st.integers(0, 30))
def test_cutting_loses_nothing_and_marks_every_character(text, found, start, length):
    end = min(len(text), start + length)
    pieces = cut(text, found, start, end)
    assert "".join(p.text for p in pieces) == text[start:end]
    place = start
    for piece in pieces:
        for at in range(place, place + len(piece.text)):
            assert set(piece.errors) == {m.error for m in found if m.start <= at < m.end}
        place += len(piece.text)
    begun = [m.error for p in pieces for m in p.beginning]
    assert sorted(begun) == sorted(m.error for m in found if m.start < end and m.end > start and start < end)


def test_desks_of_the_corpus_are_those_of_its_articles():
    desks, problems = load_desks(ROOT / "corpus" / "desks.json")
    assert not problems
    assert set(desks) == {p.stem for p in (ROOT / "corpus").glob("*.txt")}, "corpus/desks.json names the desk of every article"


@pytest.mark.parametrize(
    ("content", "problem"), [(b"{\n]", "desks.json:2: "), (b"[]", "not an object"), (b"\xff", "not UTF-8 at byte 0"), (b'{"a": 3, "b": "sport"}', "the desk of 'a'")]
)
def test_a_broken_file_of_desks_is_named(tmp_path, content, problem):
    file = tmp_path / "desks.json"
    file.write_bytes(content)
    desks, problems = load_desks(file)
    assert len(problems) == 1 and problem in problems[0]
    assert desks == ({"b": "sport"} if b"sport" in content else {})
    assert load_desks(tmp_path / "none.json") == ({}, [])


@pytest.fixture
def files(tmp_path):
    """Gold, output, articles and splits on disk: article a is for development, b for the test."""
    (tmp_path / "articles").mkdir()
    for name, triples in (("gold", GOLD), ("output", PREDICTED)):
        (tmp_path / f"{name}.jsonl").write_text("".join(Record(id=i, triples=triples).model_dump_json() + "\n" for i in ("art-a", "art-b")), encoding="utf-8")
    for ident in ("art-a", "art-b"):
        (tmp_path / "articles" / f"{ident}.txt").write_bytes(TEXT.encode())
    (tmp_path / "splits.json").write_text('{"dev": ["art-a"], "test": ["art-b"]}')
    return tmp_path


def run(files, *more):
    arguments = ["evaluate", files / "output.jsonl", "--gold", files / "gold.jsonl", "--articles", files / "articles", *more]
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_the_command_writes_the_page_beside_the_table(files):
    target = files / "new" / "report.html"
    result = run(files, "--html", target)
    assert result.exit_code == 0, result.output
    assert "triple_exact" in result.stdout
    source = target.read_text(encoding="utf-8")
    assert "art-a" in source and "art-b" not in source and not list(target.parent.glob("*.partial"))


def test_the_command_with_desks_standard_output_and_bad_targets(files):
    (files / "articles" / "desks.json").write_text(json.dumps({"art-a": "politics", "art-b": 7}))
    result = run(files, "--html", "-")
    assert result.exit_code == 1 and "desks.json: the desk of 'art-b'" in result.stderr
    assert result.stdout.startswith("<!doctype html>") and "politics" in result.stdout
    assert run(files, "--html", files).exit_code == 2
    assert run(files, "--html", "-", "--json", "-").exit_code == 2


def test_the_page_of_our_gold(tmp_path):
    """Every error of the development split, none of the test split, on real articles; the output is gold spoilt."""
    gold, _ = load_records(ROOT / "annotations" / "gold.jsonl")
    texts, problems = load_texts(gold, ROOT / "corpus")
    held_out = json.loads((ROOT / "annotations" / "splits.json").read_text())["test"]
    spoilt = [r.model_copy(update={"triples": r.triples[::2]}) for r in gold]
    evaluation = evaluate(gold, spoilt)
    source = render_page(evaluation, as_json(evaluation, gold_file="g", split=None, producer=None), texts, held_out=held_out)
    assert not problems and not [i for i in held_out if i in source]
    missed = sum(m.predicted is None for m in evaluation.matches if m.article not in held_out)
    assert len(cards(html.fromstring(source))) == missed > 0


@pytest.mark.slow
def test_a_browser_filters(files, tmp_path):
    """A fragment sets the filters as a click does; the browser's console must stay silent."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium is installed")
    assert run(files, "--html", files / "report.html").exit_code == 0

    def opened(fragment):
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr", "--dump-dom"]
        done = subprocess.run([*command, (files / "report.html").as_uri() + fragment], capture_output=True, text=True, timeout=120, check=True)
        assert "CONSOLE" not in done.stderr, done.stderr
        tree = html.fromstring(done.stdout)
        visible = [card.get("data-group") for card in cards(tree) if card.get("hidden") is None]
        assert tree.xpath("string(//*[@id='count'])") == f"{len(visible)} of 4 errors"
        return visible

    assert len(opened("")) == 4
    assert opened("#group=stance") == ["speaker stance"]
    assert opened("#group=missed&kind=indirect&article=art-a") == ["missed", "missed"]
    assert opened("#rule=a+%22rule%22+%26+%3Cb%3E") == ["speaker stance"]
    assert opened("#rule=other&stance=oppose") == []
    assert len(opened("#group=nothing")) == 4
