"""JSON that is a list, one object, or several; cut where its articles end, so that a broken one costs itself."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.formats.articles import Article
from pipeline.formats.inputs import json as json_reader
from pipeline.formats.inputs.cutting import Cutter
from tests.inputs import got, told

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.sampled_from('ab"\\[]{},: \né🙂'), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.sampled_from('ab"\\[]{},'), max_size=3), inner, max_size=3),
    max_leaves=8,
)


def cut(text: str, places: list[int]) -> list[object]:
    cutter = Cutter()
    edges = [0, *sorted(p % (len(text) + 1) for p in places), len(text)]
    found = [value for a, b in pairwise(edges) for value in cutter.feed(text[a:b])]
    rest = cutter.rest()
    assert cutter.depth == 0 and not cutter.in_list and cutter.line == text.count("\n") + 1
    for line, value in found:
        assert text.split("\n")[line - 1].strip().startswith(value.split("\n")[0].strip()[:1]) or value.split("\n")[0] in text.split("\n")[line - 1]
    return [json.loads(value) for _, value in found] + ([json.loads(rest)] if rest.strip() else [])


@given(values=st.lists(VALUES, max_size=5), indent=st.none() | st.integers(0, 2), plain=st.booleans(), places=st.lists(st.integers(0, 400), max_size=12))
@example(values=["\\"], indent=None, plain=True, places=[2, 3, 4])
@example(values=['"'], indent=None, plain=True, places=[3, 3])  # nothing comes between the backslash and what it escapes
def test_a_list_comes_back_however_it_is_written_and_cut(values, indent, plain, places):
    assert cut(json.dumps(values, indent=indent, ensure_ascii=plain), places) == values


@given(values=st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), min_size=1, max_size=4), between=st.sampled_from(["", "\n", " \n\n"]), indent=st.none() | st.just(1))
def test_objects_one_after_the_other(values, between, indent):
    assert cut(between.join(json.dumps(v, indent=indent) for v in values), []) == values


def test_one_object_and_no_article(tmp_path):
    (tmp_path / "a.json").write_text('\n {"text": "Uno.",\n "id": 3}\n')
    (tmp_path / "b.json").write_text("[]")
    (tmp_path / "c.json").write_text("")
    (tmp_path / "d.json").write_text('{"articles": [{"text": "x"}]}')
    items = got(tmp_path)
    assert [(i.id, i.place.rpartition(":")[2]) for i in items if isinstance(i, Article)] == [("3", "2")]
    assert told(items, tmp_path) == [
        "c.json: empty",
        "d.json:1: no field 'text' for the article's text (--text-field names another); there are: articles",
    ]  # fmt: skip


BROKEN = b"""[
 {"id": "a", "text": "Uno."},
 {"id": "b", "text": "Due.",, },
 {"id": "c", "text": "aperta},
 {"id": "d", "text": "Quattro."},
 {"id": "e", "text": "perch\xe9"},
 7,
 {"id": "f", "text": "Sei."} {"id": "g", "text": "Sette."}
 {"id": "h",
  "text": oops}
]
"""


def test_a_broken_article_costs_itself(tmp_path):
    (tmp_path / "x.json").write_bytes(BROKEN)
    items = got(tmp_path)
    problems = told(items, tmp_path)
    assert problems[0].startswith("x.json:3: not JSON: ")
    assert problems[1].startswith("x.json:4: not JSON: ")
    assert problems[-1].startswith("x.json:10: not JSON: ")
    assert "x.json:7: an object with named fields is expected, not a number" in problems
    assert "x.json:6: not UTF-8 at byte 26 of the article; name the encoding with --encoding" in problems
    assert [i.id for i in items if isinstance(i, Article)] == ["a", "d", "f", "g"]


def test_what_does_not_end(tmp_path, monkeypatch):
    (tmp_path / "x.json").write_text('[{"text": "Uno."},\n{"text": ["Due."}')
    items = got(tmp_path)
    assert [i.text for i in items if isinstance(i, Article)] == ["Uno."]
    assert told(items, tmp_path) == ["x.json:2: the file ends before the list or the article that begins here does"]
    monkeypatch.setattr(json_reader, "LONGEST", 100)
    monkeypatch.setattr(json_reader, "PIECE", 64)
    (tmp_path / "x.json").write_text('[{"text": "Uno."},\n{"text": "Due.", "a": [' + "1, " * 200 + '\n{"text": "Tre."}]')
    assert told(got(tmp_path), tmp_path) == ["x.json:2: an article that does not end; the rest of the file cannot be read"]
