"""Tables: one row per triple in CSV, Parquet and data frames, as pandas, pyarrow and DuckDB read them; and keys of speakers."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pandas
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from typer.testing import CliRunner

import pipeline
from pipeline.cli.app import app
from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.rows import COLUMNS, rows, rows_of
from pipeline.formats.rows.cells import defuse, restore
from pipeline.formats.rows.columns import NAMES, _triple
from pipeline.formats.rows.csv import read_csv
from pipeline.formats.rows.parquet import read_parquet
from pipeline.formats.speakers import Speakers, SpeakersError
from pipeline.language import EMBEDDED
from pipeline.schema import Record, Speaker
from tests.conftest import ROOT
from tests.documents import PRODUCER, TEXT, documents, full, gold, st, write

MODEL = ["--model", str(EMBEDDED)]
READERS = {"csv": read_csv, "parquet": read_parquet}
EVERY = pytest.mark.parametrize("form", READERS)
FORMULAS = st.text(st.sampled_from("'=+-@\t\r\n ,;\"a«\uff1d"), max_size=6)


def run(*arguments, **more):
    return CliRunner().invoke(app, [str(a) for a in arguments], **more)


def expected(form, there):
    """Rows as they come back: CSV does not tell an empty string from nothing."""
    made = [row for d in there for row in rows(d.record)]
    return [{k: v if v != "" else None for k, v in row.items()} for row in made] if form == "csv" else made


@EVERY
def test_all_gold_comes_back_as_the_same_rows(form, tmp_path):
    there = gold()
    out = write(form, there, tmp_path / "out")
    back = list(READERS[form](out))
    assert back == expected(form, there)
    texts = {d.record.id: d.text for d in there}
    with_triple = [row for row in back if row["triple_id"] is not None]
    assert len(with_triple) == sum(len(d.record.triples) for d in there) > 500
    for row in with_triple:
        assert all(texts[row["article_id"]][s["start"] : s["end"]] == s["text"] for s in row["claim_spans"])
        assert row["claim"] == " ".join(s["text"] for s in row["claim_spans"])


@EVERY
@given(document=documents(), more=st.fixed_dictionaries({"title": FORMULAS, "published": FORMULAS, "source": FORMULAS}))
@settings(max_examples=80, deadline=None)
def test_generated_records_come_back_as_the_same_rows(form, document, more):
    document = Document(Record.model_validate(document.record.model_dump() | more), document.text)
    with tempfile.TemporaryDirectory() as folder:
        back = list(READERS[form](write(form, [document], Path(folder) / "out")))
    assert back == expected(form, [document])


@given(FORMULAS | st.text(max_size=5))
@example("'=1+1")
@example("'Ndrangheta")
@example("=HYPERLINK(\"http://x.it\")")
def test_no_cell_is_a_formula_and_every_cell_comes_back(text):
    cell = defuse(text)
    assert restore(cell) == text
    assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]", cell)
    assert cell in (text, "'" + text)


def test_what_needs_no_apostrophe_gets_none():
    for text in ("Marta Lodi", "'Ndrangheta", "«No»", "– Non lo so", "3-0", "a=b"):
        assert defuse(text) == text


def test_the_rows_of_a_record_with_everything():
    meta = {"url": "https://x.it/1", "author": ["A", "B"], "section": 3}
    first, second, third = rows(full(meta=meta, published="2024-05-03T10:00", producer=PRODUCER).record)
    assert tuple(first) == NAMES
    assert (first["article_id"], first["triple_id"], first["kind"], first["stance"], first["hearsay"]) == ("politica/marzo/a", 7, "mixed", "support", True)
    assert (first["published"], first["date"], first["url"], first["author"], first["section"]) == ("2024-05-03T10:00", date(2024, 5, 3), "https://x.it/1", "A; B", "3")
    assert json.loads(first["meta"]) == meta
    assert (first["producer"], first["model"], first["rule"]) == ("chidice 0.1.0", "it_chidice_sm 0.3.0", "source-phrase")
    assert (first["speaker"], first["speaker_key"], first["speaker_aliases"]) == ("Marta Lodi", "PER:marta lodi", ["Lodi", "la | direttrice \\ "])
    assert TEXT[first["mention_start"] : first["mention_end"]] == first["mention"] == "Marta Lodi"
    assert TEXT[first["cue_start"] : first["cue_end"]] == first["cue"] == "secondo"
    assert (first["claim_start"], first["claim_end"]) == (first["claim_spans"][0]["start"], first["claim_spans"][1]["end"])
    assert (second["mention"], second["mention_start"], second["implicit"], second["nested_in"], second["optional"], second["speaker_key"]) == (
        None, None, True, 7, True, "?:un testimone mai nominato".replace("un ", ""),
    )  # fmt: skip
    assert (third["rule"], third["speaker_label"]) == (None, None)


@pytest.mark.parametrize(("published", "wanted"), [("2024-05-03", date(2024, 5, 3)), ("2024-02-31", None), ("3 maggio 2024", None), ("2024-05-031", None), (None, None)])
def test_only_iso_dates_are_dates(published, wanted):
    assert next(rows(full(published=published).record))["date"] == wanted


def test_a_sentence_has_its_columns():
    data = full().record.triples[0].model_dump() | {"sentence": {"start": 3, "end": 9, "text": "L'azie"}}
    row = _triple(data)
    assert (row["sentence"], row["sentence_start"], row["sentence_end"]) == ("L'azie", 3, 9)
    assert set(row) <= set(NAMES)


@EVERY
def test_an_article_without_triples_is_one_row(form, tmp_path):
    out = write(form, [full(triples=[]), full(id="b")], tmp_path / "out")
    back = list(READERS[form](out))
    assert [(r["article_id"], r["triple_id"]) for r in back] == [("politica/marzo/a", None), ("b", 7), ("b", 2), ("b", 3)]
    assert all(back[0][c.name] is None for c in COLUMNS if c.of_triple)


def test_csv_as_pandas_and_duckdb_and_any_reader_see_it(tmp_path):
    there = gold()
    out = write("csv", there, tmp_path / "t.csv")
    frame = pandas.read_csv(out)
    assert list(frame.columns) == list(NAMES)
    assert frame.triple_id.count() == sum(len(d.record.triples) for d in there)
    assert duckdb.sql(f"select count(*), count(triple_id) from '{out}'").fetchall()[0] == (len(frame), frame.triple_id.count())
    with out.open(encoding="utf-8", newline="") as handle:
        cells = [c for row in csv.DictReader(handle) for c in row.values()]
    assert not [c for c in cells if re.match(r"[=+\-@\t\r\n]", c)]


def test_parquet_as_pyarrow_pandas_and_duckdb_see_it(tmp_path):
    out = write("parquet", gold(), tmp_path / "t.parquet")
    table = pq.read_table(out)
    assert table.schema.names == list(NAMES)
    assert str(table.schema.field("claim_spans").type).startswith("list<") and "struct<start: int64, end: int64, text: string>" in str(table.schema.field("claim_spans").type)
    assert str(table.schema.field("date").type) == "date32[day]"
    frame = pandas.read_parquet(out)
    assert frame.stance.value_counts().to_dict() == dict(duckdb.sql(f"select stance, count(*) from '{out}' where stance is not null group by stance").fetchall())
    ((spans,),) = duckdb.sql(f"select sum(len(claim_spans)) from '{out}'").fetchall()
    assert spans == sum(len(t.claim.spans) for d in gold() for t in d.record.triples)


def test_parquet_writes_row_groups_as_they_fill(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.formats.rows.parquet.GROUP", 4)
    out = write("parquet", [full(id=str(n)) for n in range(5)], tmp_path / "t.parquet")
    file = pq.ParquetFile(out)
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [6, 6, 3]


@EVERY
def test_half_a_character_costs_its_article_only(form, tmp_path):
    with pytest.raises(Unwritable):
        write(form, [full(title="\ud800")], tmp_path / "bad")
    assert list(tmp_path.iterdir()) == []


def test_rows_for_a_data_frame(nlp, tmp_path):
    docs = list(nlp.pipe(["Marta Lodi ha detto: «Non c'è alcun piano per la vendita».", "Piove."]))
    frame = pandas.DataFrame(pipeline.to_rows(docs))
    assert frame[["article_id", "triple_id", "speaker", "stance"]].values.tolist() == [["0", 0, "Marta Lodi", "support"]]
    assert len(pipeline.to_rows(docs, empty=True)) == 2
    (tmp_path / "s.csv").write_text("alias,name,label\nMarta Lodi,Martina Lodi,PER\n")
    assert {r["speaker_key"] for r in pipeline.to_rows(docs, tmp_path / "s.csv")} == {"PER:martina lodi"}
    assert pipeline.to_rows([d.record for d in gold()]) == rows_of(d.record for d in gold())


DOCS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_documentation_names_the_columns_as_they_are():
    assert re.findall(r"^\| `(\w+)` \| (string|integer|number|boolean|date|spans|strings) \|", DOCS, re.M) == [(c.name, c.type) for c in COLUMNS]


def test_the_python_of_the_documentation(nlp, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("pipeline.load", lambda: nlp)
    monkeypatch.chdir(tmp_path)
    write("docbin", [full()], tmp_path / "triples.spacy")
    for code in re.findall(r"```python\n(.*?)```", DOCS, re.S):
        exec(code, {})
    out = capsys.readouterr().out
    assert "PER:marta lodi  oppose" in out and "L'azienda support 7" in out


# keys of speakers


@pytest.mark.parametrize(
    ("name", "label", "key"),
    [
        ("Marta Lodi", "PER", "PER:marta lodi"), ("la ministra Lodi", "PER", "PER:lodi"), ("il ministro", None, "?:ministro"), ("L’Istater", "ORG", "ORG:istater"),
        ("PERCHÉ NO", "ORG", "ORG:perché no"), ("Perche\u0301 no", "ORG", "ORG:perché no"), ("  i   sindacati ", None, "?:sindacati"),
    ],
)  # fmt: skip
def test_keys(name, label, key):
    assert Speakers().key(Speaker(name=name, label=label)) == key


@given(st.text(st.sampled_from("aAbèÉ 'l.\u0301"), min_size=1, max_size=8), st.sampled_from(["PER", "ORG", "LOC", None]))
def test_keys_know_neither_case_nor_form(name, label):
    key = Speakers().key(Speaker(name=name, label=label))
    assert key == Speakers().key(Speaker(name=f"{name} ", label=label))
    assert key.partition(":")[0] == (label or "?")


def table(tmp_path, content):
    path = tmp_path / "s.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_joins_variants(separator, mark, tmp_path):
    lines = ["Alias,Name,Label", "Lodi,Marta Lodi,PER", "la Lodi di Valcorta,lodi,", "CGIL,Confederazione generale,ORG"]
    speakers = Speakers.load(table(tmp_path, mark + "\r\n".join(line.replace(",", separator) for line in lines)))
    for name, label in (("Lodi", "PER"), ("la ministra LODI", "ORG"), ("La Lodi di Valcorta", None), ("Marta Lodi", None)):
        assert speakers.key(Speaker(name=name, label=label)) == "PER:marta lodi"
    assert speakers.key(Speaker(name="la Cgil")) == "ORG:confederazione generale"
    assert speakers.key(Speaker(name="altri", label="ORG")) == "ORG:altri"


def test_names_of_a_table_without_labels_have_none_so_that_they_stay_one(tmp_path):
    speakers = Speakers.load(table(tmp_path, "alias,name\nLodi,Marta Lodi\n"))
    given = [Speaker(name="Lodi", label="ORG"), Speaker(name="Marta Lodi", label="PER"), Speaker(name="la ministra Lodi")]
    assert {speakers.key(s) for s in given} == {"?:marta lodi"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\nLodi,Marta\n", "s.csv:1: the first line must name"), ("", "s.csv:1"), ("alias,name\nLodi,Marta\nlodi,Ada\n", "s.csv:3: 'lodi' is an alias of 'marta' already"),
        ("alias,name\nLodi,\n", "s.csv:2: alias and name"), ("alias,name,label\nLodi,Marta,PERSON\n", "s.csv:2: unknown label 'PERSON'"),
        ("alias,name\na1,b1\nb1,c1\nc1,a1\n", "names that stand for each other"), ("alias,name,label\na1,b1,PER\nc1,b1,ORG\n", "s.csv:3: 'b1' has the label PER already"),
        ("alias,name,label\na1,b1,PER\nb1,c1,ORG\n", "several labels"), ("alias,name\nperché,x\n".encode("latin-1"), "not UTF-8 at byte 16"),
    ],
)  # fmt: skip
def test_tables_that_cannot_be_used(content, message, tmp_path):
    path = table(tmp_path, content)
    with pytest.raises(SpeakersError, match=re.escape(message)):
        Speakers.load(path)
    result = run("convert", ROOT / "annotations" / "gold.jsonl", "--to", "csv", "--speakers", path)
    assert result.exit_code == 2 and "s.csv" in result.stderr


# the commands


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Marta Lodi ha detto: «Non c'è alcun piano per la vendita».\n", encoding="utf-8")
    (folder / "b.txt").write_text("Piove.\n", encoding="utf-8")
    return folder


@EVERY
def test_extract_and_convert_write_the_same(form, articles, tmp_path):
    (tmp_path / "s.csv").write_text("alias,name,label\nMarta Lodi,Martina Lodi,PER\n")
    speakers = ["--speakers", tmp_path / "s.csv"]
    assert run("extract", articles, "-o", tmp_path / "r.jsonl", *MODEL).exit_code == 0
    # a record is enough: no article is looked for
    (tmp_path / "r.jsonl").write_text((tmp_path / "r.jsonl").read_text(encoding="utf-8").replace(str(articles), "elsewhere"), encoding="utf-8")
    result = run("convert", tmp_path / "r.jsonl", "--to", form, "-o", tmp_path / "c", *speakers)
    assert result.exit_code == 0, result.output
    assert run("extract", articles, "--format", form, "-o", tmp_path / "e", *MODEL, *speakers).exit_code == 0
    converted, extracted = ([r | {"source": None} for r in READERS[form](tmp_path / name)] for name in ("c", "e"))
    assert converted == extracted
    assert [(r["article_id"], r["speaker_key"]) for r in extracted] == [("a", "PER:martina lodi"), ("b", None)]


def test_extract_to_standard_output_and_bad_input(articles):
    (articles / "empty.txt").write_text("")
    result = run("extract", articles, "--format", "csv", *MODEL)
    assert result.exit_code == 1 and "empty.txt: empty" in result.stderr.replace("\n", "")
    assert [r["article_id"] for r in csv.DictReader(result.stdout.splitlines())] == ["a", "b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "x", "--format", "parquet"], "parquet is a Parquet file, one row per triple: name it with -o"), (["extract", "x", "--format", "docx"], "unknown format 'docx'"),
        (["convert", "x", "--from", "csv"], "the format 'csv' cannot be read; there are: jsonl, brat"),
        (["extract", "x", "--format", "csv", "--speakers", "none.csv"], "none.csv: No such file"),
        (["extract", "x", "--speakers", "s.csv"], "jsonl has no keys of speakers; --speakers goes with csv, parquet, html, web-annotation, schema-org"),
        (["convert", "x", "--to", "brat", "--speakers", "s.csv", "-o", "y"], "brat has no keys of speakers"),
    ],
)  # fmt: skip
def test_wrong_usage(arguments, message):
    result = run(*arguments)
    assert result.exit_code == 2 and message in result.stderr


def test_a_missing_library_is_named_before_any_work(articles, monkeypatch):
    import sys

    for name in [n for n in sys.modules if n.startswith("pipeline.formats.rows.parquet")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("extract", articles, "--format", "parquet", "-o", "x.parquet", "--model", "none")
    assert result.exit_code == 2 and 'pip install "chidice[parquet]"' in result.stderr


def test_texts_of_articles_are_not_kept(articles, tmp_path):
    from pipeline.cli.writing import Output
    from pipeline.formats.articles import Article

    output = Output.of("brat", str(tmp_path / "out"), None)
    assert len(list(output.watch([Article(i, "-", TEXT) for i in ("fails", "a", "b")]))) == 3
    written = []
    assert output.put(written.append, full(id="a").record) is None
    assert (list(output.texts), [d.text for d in written]) == (["b"], [TEXT])
    assert "its text is not at hand" in str(output.put(written.append, full(id="c").record))
    assert Options().speakers == Speakers()
