"""Every format in, plain and gzipped; what is broken costs itself alone."""

from __future__ import annotations

import gzip
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs import csv as csv_reader
from pipeline.formats.inputs.ids import Ids
from pipeline.formats.inputs.registry import INPUTS, form_of, is_plain, stem
from pipeline.formats.registry import MissingExtra
from tests.inputs import PAGE, SAID, fields, got, mixed, save, told

OBJECTS = ["jsonl", "json", "csv", "parquet", "ndjson", "jsonl.gz", "json.gz", "csv.gz", "parquet.gz"]


@pytest.mark.parametrize("suffix", OBJECTS)
def test_articles_with_fields(suffix, tmp_path):
    items = got(save(tmp_path / f"x.{suffix}", [fields(n) for n in range(3)]))
    assert [i.id for i in items] == ["0", "1", "2"]
    assert items[1].text == f"{SAID} Numero 1.\n" and items[1].title == "Titolo 1" and items[1].published == "2024-05-02"
    assert items[1].meta == {"author": "Ada Neri", "url": "https://eco.example/1"}
    assert items[1].source == str(tmp_path / f"x.{suffix}")


@pytest.mark.parametrize("suffix", OBJECTS)
def test_fields_of_other_names(suffix, tmp_path):
    rows = [{"codice": 7, "corpo": SAID, "titolo": "T", "quando": "3 maggio", "link": "u", "firma": "Ada", "pagina": "Esteri", "altro": "x", "vuoto": ""}]
    path = save(tmp_path / f"x.{suffix}", rows)
    named = {"text": "corpo", "id": "codice", "title": "titolo", "date": "quando", "url": "link", "author": "firma", "section": "pagina"}
    (item,) = got(path, **named)
    assert (item.id, item.text, item.title, item.published) == ("7", SAID, "T", "3 maggio")
    assert item.meta == {"url": "u", "author": "Ada", "section": "Esteri", "altro": "x"}
    assert got(path, rest=False, **named)[0].meta == {"url": "u", "author": "Ada", "section": "Esteri"}
    assert told(got(path), tmp_path)[0].partition(": ")[2].startswith("no field 'text' for the article's text (--text-field names another); there are: codice, corpo, ")
    assert "no field 'guid' for the article's id (--id-field" in told(got(path, text="corpo", id="guid"), tmp_path)[0]


def test_fields_in_fields_and_values_that_json_does_not_know(tmp_path):
    import datetime

    rows = [{"art": {"corpo": SAID, "n": 1.5}, "when": datetime.datetime(2024, 5, 3, 8), "tags": ["a", "b"], "raw": b"\xff", "nan": float("nan")}]
    (item,) = got(save(tmp_path / "x.parquet", rows), text="art.corpo", date="when")
    assert item.text == SAID and item.published == "2024-05-03T08:00:00" and item.meta == {"art": {"n": 1.5}, "tags": ["a", "b"], "nan": None}
    (item,) = got(save(tmp_path / "y.jsonl", [{"art": {"corpo": SAID}, "a.b": 1}]), text="art.corpo", id="a.b")
    assert (item.id, item.text, item.meta) == ("1", SAID, None)


def test_without_ids_the_place_is_the_id(tmp_path):
    rows = [{"text": SAID}, {"text": SAID}]
    (tmp_path / "sub").mkdir()
    for suffix in ("jsonl", "json", "csv", "parquet"):
        save(tmp_path / "sub" / f"{suffix}.{suffix}", rows)
    (tmp_path / "sub" / "z.jsonl").write_text('\n{"text": "Uno."}\nrotta\n{"text": "Due."}\n')
    items = got(tmp_path)
    assert [i.id for i in items if isinstance(i, Article)] == [f"sub/{s}#{n}" for s in ("csv", "json", "jsonl", "parquet") for n in (1, 2)] + ["sub/z#2", "sub/z#4"]
    assert items[0].place.endswith("csv.csv:2")


def test_html(tmp_path):
    (tmp_path / "p.html").write_text(PAGE.format(charset="utf-8", n=1), encoding="utf-8")
    (item,) = got(tmp_path)
    assert item.text.splitlines()[:2] == ["La fabbrica resta", "Marta Lodi nega che la fabbrica chiuda. «Non c'è alcun piano», ha assicurato la direttrice, e numero 1."]
    assert "Prima pagina" not in item.text and "©" not in item.text
    assert (item.title, item.published) == ("La fabbrica resta", "2024-05-03")
    assert item.meta == {"url": "https://eco.example/economia/1", "author": "Ada Neri", "sitename": "L'Eco di Ferrano", "section": "Economia"}


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("utf-16", "utf-16"), ("nonsense", "utf-8")])
def test_pages_say_their_encoding(charset, encoding, tmp_path):
    (tmp_path / "p.html").write_bytes(PAGE.format(charset=charset, n=1).encode(encoding))
    assert "«Non c'è alcun piano»" in got(tmp_path)[0].text


def test_an_encoding_by_name_goes_before_what_a_page_says(tmp_path):
    (tmp_path / "p.html").write_bytes(PAGE.format(charset="utf-8", n=1).encode("cp1252"))
    assert "«Non c'è alcun piano»" in got(tmp_path, encoding="cp1252")[0].text
    assert told(got(tmp_path, encoding="utf-8"), tmp_path)[0].startswith("p.html: not UTF-8 at byte")


def test_pages_without_an_article(tmp_path, monkeypatch):
    from pipeline.formats.inputs import html

    for name, page in {"a": "", "b": "<html><body><div id=app></div></body></html>", "c": '{"a": 1}'}.items():
        (tmp_path / f"{name}.html").write_text(page)
    assert told(got(tmp_path), tmp_path) == [f"{n}.html: no text of an article found in this page" for n in "abc"]
    monkeypatch.setattr(html, "LARGEST", 10)
    assert told(got(tmp_path / "b.html"), tmp_path) == ["b.html: a page of more than 0 MB"]

    def broken(*_, **__):
        raise RecursionError

    monkeypatch.setattr(html, "bare_extraction", broken)
    assert told(got(tmp_path / "a.html"), tmp_path) == ["a.html: trafilatura fails on this page (-v shows where)"]


def test_broken_lines_of_jsonl(tmp_path):
    lines = [b'{"text": "Uno."}', b"", b'{"text": "Due"', b'{"text": "perch\xe9"}', b'{"text": 3}', b'{"text": ""}', b"[1]", b'{"text": "a\\ud800b"}', b'{"text": null}', b'{"text": "Tre."}']
    (tmp_path / "x.jsonl").write_bytes(b"\n".join(lines))
    items = got(tmp_path)
    assert [i.text for i in items if isinstance(i, Article)] == ["Uno.", "Tre."]
    assert told(items, tmp_path) == [
        "x.jsonl:3: not JSON: EOF while parsing an object at column 14",
        "x.jsonl:4: not UTF-8 at byte 15 of the line; name the encoding with --encoding",
        "x.jsonl:5: its text is a number, not a text",
        "x.jsonl:6: its text ('text') is empty",
        "x.jsonl:7: an object with named fields is expected, not a list",
        "x.jsonl:8: not JSON: unexpected end of hex escape at column 18",
        "x.jsonl:9: its text ('text') is empty",
    ]  # fmt: skip


def test_broken_rows_of_csv(tmp_path):
    rows = ["id,text", "1,Uno.", '2,"senza fine', "3,Tre.", "4,troppe,celle", "5", "", '6,"due\nrighe ""sue"""', b"7,perch\xe9".decode("latin-1"), "8,", "9,Nove."]
    (tmp_path / "x.csv").write_bytes("\n".join(rows).encode("latin-1"))
    items = got(tmp_path)
    assert [(i.id, i.text) for i in items if isinstance(i, Article)] == [("1", "Uno."), ("3", "Tre."), ("6", 'due\nrighe "sue"'), ("9", "Nove.")]
    assert told(items, tmp_path) == [
        "x.csv:3: not CSV: ',' expected after '\"' (line 8)",
        "x.csv:5: 3 cells; the first line names 2 columns",
        "x.csv:6: 1 cells; the first line names 2 columns",
        "x.csv:10: not UTF-8 at byte 7 of the line; name the encoding with --encoding",
        "x.csv:11: its text ('text') is empty",
    ]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_and_a_mark_at_the_beginning(separator, tmp_path):
    path = save(tmp_path / "x.csv", [fields(1)], delimiter=separator)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert got(path)[0].title == "Titolo 1"


@settings(max_examples=60)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_whatever_is_in_a_cell_or_a_field_comes_back(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("cells")
    for suffix in ("csv", "jsonl", "json", "parquet"):
        items = got(save(folder / f"x.{suffix}", [{"text": t, "n": "1"} for t in texts]))
        assert [i.text for i in items] == texts, suffix


def test_an_open_quotation_mark_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_reader, "LONGEST", 1000)
    (tmp_path / "x.csv").write_text('id,text\n0,"aperta\n' + "".join(f"{n},Numero {n}.\n" for n in range(1, 200)))
    items = got(tmp_path)
    assert [i.id for i in items if isinstance(i, Article)] == [str(n) for n in range(1, 200)]
    assert told(items, tmp_path)[0].startswith("x.csv:2: not CSV: field larger than field limit (1000) (line ")


def test_parquet_that_is_none_and_damaged_groups(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    path = save(tmp_path / "b.parquet", [fields(n) for n in range(9)], row_group_size=3, compression="none", write_page_checksum=True)
    data = path.read_bytes()
    at = data.index(b"Numero 4")
    path.write_bytes(data[: at - 8] + b"\xff" * 4 + data[at - 4 :])
    (tmp_path / "c.parquet").write_bytes(path.read_bytes()[: len(data) // 2])
    items = got(tmp_path)
    problems = told(items, tmp_path)
    assert problems[0].startswith("a.parquet: not Parquet: ") and problems[-1].startswith("c.parquet: not Parquet: ")
    assert problems[1] == "b.parquet, row 5: a text in it is not UTF-8 at byte 91"
    assert [i.id for i in items if isinstance(i, Article)] == [str(n) for n in range(9) if n != 4]


def test_a_row_group_that_is_damaged_costs_itself(tmp_path):
    import pyarrow.parquet

    path = save(tmp_path / "x.parquet", [fields(n) for n in range(9)], row_group_size=3)
    column = pyarrow.parquet.ParquetFile(path).metadata.row_group(1).column(1)
    data = bytearray(path.read_bytes())
    start = column.dictionary_page_offset or column.data_page_offset
    data[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    path.write_bytes(data)
    items = got(path)
    assert [i.id for i in items if isinstance(i, Article)] == [*"012", *"678"]
    assert told(items, tmp_path)[0].startswith("x.parquet, rows 4 to 6: damaged: ")


@pytest.mark.parametrize("suffix", ["txt", "html", "jsonl", "json", "csv", "parquet"])
def test_damaged_gzip_streams(suffix, tmp_path):
    rows = [fields(n) for n in range(400)]
    plain = PAGE.format(charset="utf-8", n=1).encode() if suffix in ("txt", "html") else save(tmp_path / f"x.{suffix}", rows).read_bytes()
    whole = gzip.compress(plain)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / f"cut.{suffix}.gz").write_bytes(whole[: len(whole) // 2])
    (folder / f"none.{suffix}.gz").write_bytes(plain)
    (folder / f"odd.{suffix}.gz").write_bytes(whole[:30] + b"\xff" * 30 + whole[60:])
    items = got(folder)
    problems = told(items, folder)
    assert len(problems) == 3
    assert problems[0].startswith(f"cut.{suffix}.gz") and problems[0].endswith(": the gzip stream ends too early")
    assert ": a damaged gzip stream (Not a gzipped file" in problems[1] and ": a damaged gzip stream (Error" in problems[2]
    if suffix in ("jsonl", "csv"):
        good = [i.id for i in items if isinstance(i, Article)]
        assert len(good) > 20 and good == [str(n) for n in range(len(good))], "what came before the break is kept"
        lines = (len(good),) if suffix == "jsonl" else (2 * len(good) + 1, 2 * len(good) + 2)
        assert problems[0].startswith(tuple(f"cut.{suffix}.gz:{line}: " for line in lines))


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "txt"])
def test_other_encodings(suffix, tmp_path):
    rows = [{"text": "Perché no? «Così», disse. €"}]
    for encoding in ("cp1252", "utf-16", "utf-16-le", "utf-8-sig"):
        path = save(tmp_path / f"x.{suffix}", rows, **({"ensure_ascii": False} if "json" in suffix else {})) if suffix != "txt" else tmp_path / "x.txt"
        path.write_bytes((rows[0]["text"] if suffix == "txt" else path.read_text(encoding="utf-8")).encode(encoding))
        (item,) = got(path, encoding=encoding)
        assert item.text == rows[0]["text"]
        path.write_bytes(path.read_bytes()[:-1] if encoding.startswith("utf-16") else b"\xff\xfe\x00")
    assert got(path)[-1].what.startswith(("not UTF-8", "no field", "a NUL"))


def test_folders_globs_and_names(tmp_path):
    folder = mixed(tmp_path / "in", 2)
    for name in (".nascosto.txt", "desks.json", "note.md", "splits.json"):
        (folder / name).write_text("{}")
    (folder / "sub").mkdir()
    (folder / "sub" / "testo0.txt").write_text(SAID)
    (folder / "sub" / "testo.di.oggi").write_text(SAID)
    items = got(folder)
    assert all(isinstance(i, Article) for i in items) and len(items) == 2 * 2 + 8 * 2 + 1 + 1
    assert len({i.id for i in items}) == len(items) and "sub/testo0" in {i.id for i in items}
    assert [i.id for i in got(f"{folder}/**/*.txt")] == ["sub/testo0", "testo0", "testo1"]
    assert [i.id for i in got(folder, form="text")] == ["sub/testo0", "testo0", "testo1", "zip"]
    assert [i.id for i in got(folder / "sub" / "testo.di.oggi")] == ["testo.di"]
    assert told(got(folder / "sub", form="csv"), folder) == ["sub: a folder without articles (.csv, .tsv)"]


def test_names():
    assert [stem(n) for n in ("a.txt", "a/b.c.jsonl.gz", "x.gz", ".gz", "senza")] == ["a", "a/b.c", "x", ".gz", "senza"]
    assert [form_of(n).name for n in ("A.HTM", "x.NDJSON.GZ", "x.tsv", "a/b.parquet")] == ["html", "jsonl", "csv", "parquet"] and form_of("x.md") is None
    assert [n for n in ("a.txt", "a", "a.md", "a.txt.gz", "a.html", "-") if is_plain(n)] == ["a.txt", "a", "a.md", "-"]
    assert set(INPUTS) == {"text", "html", "jsonl", "json", "csv", "parquet"}


def test_one_id_twice_is_an_error_wherever_it_stands(tmp_path):
    first, second = save(tmp_path / "a.jsonl", [fields(1), fields(2), fields(1)]), save(tmp_path / "b.csv", [fields(2)])
    (tmp_path / "2.txt").write_text(SAID)
    items = got(first, second, tmp_path / "2.txt")
    assert told(items, tmp_path) == ["a.jsonl:3: the id '1' is that of a.jsonl:1 already", "b.csv:2: the id '2' is that of a.jsonl:2 already", "2.txt: the id '2' is that of a.jsonl:2 already"]


@given(st.lists(st.integers(0, 3000), max_size=4000))
def test_ids_are_remembered(numbers):
    ids, seen = Ids(), {}
    for place, n in enumerate(numbers):
        article = Article(f"n{n}", f"f{place // 500}", "x", line=place + 1)
        assert ids.met(article) == seen.get(n)
        seen.setdefault(n, f"f{place // 500}:{place + 1}")


def test_a_name_that_is_not_utf_8(tmp_path):
    (tmp_path / "perch\udce9.txt").write_text(SAID)
    (tmp_path / "z.txt").write_text(SAID)
    items = got(tmp_path)
    assert [type(i) for i in items] == [Problem, Article] and "its id has half a character at 5" in str(items[0])
    str(items[0]).encode()


def test_records_that_were_written_with_their_text_are_read_again(tmp_path):
    from pipeline.schema import Record

    whole = Record(id="a/b", source="x.txt", title="T", published="2024-05-03", meta={"author": "Ada"}, text=SAID)
    bare = whole.model_copy(update={"text": None, "id": "c"})
    (tmp_path / "r.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in (whole, bare)), encoding="utf-8")
    first, second = got(tmp_path)
    assert (first.id, first.text, first.title, first.published, first.meta) == ("a/b", SAID, "T", "2024-05-03", {"author": "Ada"})
    assert second.what.startswith("a record of Chidice without its article's text")


def test_a_missing_library_stops_a_folder_before_its_first_article(tmp_path, monkeypatch):
    folder = mixed(tmp_path / "in", 1)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.delitem(sys.modules, "pipeline.formats.inputs.html", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pipeline.formats.inputs.parquet", raising=False)
    with pytest.raises(MissingExtra) as told_at_once:
        got(folder)
    assert str(told_at_once.value).replace(f"{folder}/", "") == (
        'pagina0.html: HTML: reading it needs trafilatura: pip install "chidice[html]"; '
        'tutti.parquet and 1 others: Parquet: reading it needs pyarrow: pip install "chidice[parquet]"; or leave them out: --input-format text reads plain text alone'
    )
    assert len(got(folder, form="text")) == 2


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json", "html", "parquet", "txt"])
def test_whatever_the_bytes_are_it_is_told_in_readable_lines(suffix, tmp_path):
    for name, data in {"a": bytes(range(256)) * 40, "b": b"", "c": b"\x01\x1b[31mx\n\x02\n", "d": b"[" * 100_000, "e": b'{"text":' * 50_000}.items():
        (tmp_path / f"{name}.{suffix}").write_bytes(data)
    items = got(tmp_path)
    problems = told(items, tmp_path)
    assert {p[0] for p in problems} >= set("ab" if suffix in ("txt", "html") else "abcde")
    assert all(p.isprintable() and len(p) < 800 for p in problems), problems


def test_a_file_with_no_article_in_it_is_fine_and_one_with_nothing_is_not(tmp_path):
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table({"text": pyarrow.array([], pyarrow.string())}), tmp_path / "a.parquet")
    for name, data in {"a.json": "[]", "a.csv": "id,text\n", "a.jsonl": "\n", "b.json": " ", "b.csv": "", "b.jsonl": ""}.items():
        (tmp_path / name).write_text(data)
    assert told(got(tmp_path), tmp_path) == ["b.csv: empty", "b.json: empty", "b.jsonl: empty"]
