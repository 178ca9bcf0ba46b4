"""brat standoff, checked with brat's own parser and its verification of annotations against the configuration."""

from __future__ import annotations

import codecs
import importlib.util
import sys
import types
from pathlib import Path

import pytest
from hypothesis import given, settings

from pipeline.formats.articles import Problem
from pipeline.formats.brat import read
from pipeline.formats.brat.write import standoff
from pipeline.formats.documents import Document, Unwritable
from pipeline.schema import Claim, Record, Span, Speaker, Triple
from tests.documents import PRODUCER, TEXT, at, documents, full, gold, there_and_back, write


@pytest.fixture(scope="module")
def brat():
    """brat's server modules ``annotation`` and ``verify_annotations``, which are no package: they are found by path."""
    found = importlib.util.find_spec("brat")
    assert found and found.submodule_search_locations
    source = Path(next(iter(found.submodule_search_locations))) / "server" / "src"
    config = types.ModuleType("config")
    config.WORK_DIR = config.DATA_DIR = config.BASE_DIR = "/"
    before = set(sys.modules)
    patch = pytest.MonkeyPatch()
    patch.syspath_prepend(str(source))
    patch.setitem(sys.modules, "config", config)
    import annotation
    import projectconfig
    import verify_annotations

    # Python 3.11 has no mode "U" any more
    for module in (annotation, projectconfig):
        patch.setattr(module, "open_textfile", lambda name, mode="r": codecs.open(name, mode, encoding="utf8"))  # noqa: SIM115
    yield types.SimpleNamespace(annotation=annotation, projectconfig=projectconfig, verify=verify_annotations.verify_annotation)
    patch.undo()
    for name in set(sys.modules) - before:
        if str(source) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def test_brat_reads_and_approves_what_is_written(brat, tmp_path):
    write("brat", [*gold(), full(producer=PRODUCER)], tmp_path / "out")
    config = brat.projectconfig.ProjectConfiguration(str(tmp_path / "out"))
    assert config.get_entity_types() == ["Claim", "Cue", "Speaker"]
    assert {"SaidBy", "HasCue", "NestedIn"} <= set(config.get_relation_types())
    files = sorted((tmp_path / "out").rglob("*.ann"))
    assert len(files) == len(gold()) + 1
    for file in files:
        with brat.annotation.TextAnnotations(str(file.with_suffix("")), read_only=True) as parsed:
            assert not parsed.failed_lines and not parsed.get_messages().errors
            assert [i.human_readable_str() for i in brat.verify(parsed, config)] == []
            assert str(parsed) == file.read_bytes().decode()
            assert {a.type for a in parsed.get_attributes()} <= set(config.get_attribute_types())


@given(document=documents())
@settings(max_examples=100, deadline=None)
def test_brat_reads_every_line_of_generated_records(brat, document):
    try:
        lines = standoff(document, marked=True)
    except Unwritable:
        return
    parsed = brat.annotation.TextAnnotations(text=document.text, source=lines)
    blank = [t for t in parsed.get_textbounds() if not t.text.strip()]
    assert not parsed.failed_lines
    assert blank or not parsed.get_messages().errors, parsed.get_messages().errors
    covered = {t.text for t in parsed.get_textbounds()}
    for triple in document.record.triples:
        for span in [triple.cue] if triple.cue else []:
            assert blank or " ".join(s for s in span.text.splitlines() if s) in covered


@pytest.mark.parametrize("char", list("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
def test_whatever_ends_a_line_for_brat_ends_a_fragment(brat, char):
    text = f"Ada dice{char}che{char}{char}sì 😀."
    claim = Claim.of([Span.of(text, 4, 12), Span.of(text, 12, len(text))])
    document = Document(Record(id="a", triples=[Triple(id=0, kind="direct", stance="support", speaker=Speaker(name="Ada"), claim=claim, rule=f"x{char}y")]), text)
    parsed = brat.annotation.TextAnnotations(text=text, source=standoff(document, marked=False))
    assert not parsed.failed_lines and not parsed.get_messages().errors
    assert [t.text for t in parsed.get_textbounds()] == ["dice che sì 😀."]
    assert there_and_back("brat", [document]) == [document]


def test_the_lines_of_a_triple():
    lines = standoff(full(producer=PRODUCER), marked=True).splitlines()
    assert "T1\tClaim 2 11;33 42;43 52\tL'azienda ha «perso due anni»" in lines
    assert "A3\tSpeakerLabel T1 PER" in lines
    assert r"#1	AnnotatorNotes T1	Marta Lodi | Lodi | la \| direttrice \\\u0020" in lines
    assert sum("PreAnnotated" in line for line in lines) == 3
    assert sum(line.startswith("T") and "\tSpeaker " in line for line in lines) == 1, "a mention that two triples share is marked once"


@pytest.fixture
def folder(tmp_path):
    return write("brat", [full(producer=PRODUCER)], tmp_path / "out")


def edit(folder, *changes):
    (path,) = folder.rglob("*.ann")
    text = path.read_bytes().decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_bytes(text.encode())
    return list(read(folder))


def test_a_changed_span_a_changed_stance_and_a_new_name(folder):
    (back,) = edit(folder, ("Claim 2 11;33 42;43 52\tL'azienda ha «perso due anni»", "Claim 33 42\tha «perso"), ("Stance T2 oppose", "Stance T2 neutral"), ("T2\tun testimone mai nominato", "T2\tBini|un teste"))
    triples = back.record.triples
    assert triples[0].claim.text == "ha «perso"
    assert (triples[1].stance, triples[1].speaker.name, triples[1].speaker.aliases) == ("neutral", "Bini", ["un teste"])
    assert [t.id for t in triples] == [7, 2, 3] and triples[0].rule == "source-phrase" and back.record.producer == PRODUCER


def test_a_removed_and_an_added_triple(folder):
    start = at("Contraria").start
    added = f"\nT90\tClaim {start} {start + 9}\tContraria\nT91\tSpeaker {at('lei').start} {at('lei').end}\tlei\nR90\tSaidBy Arg1:T90 Arg2:T91\nA90\tStance T90 oppose\nA91\tKind T90 position\n"
    (path,) = folder.rglob("*.ann")
    # without the third claim, as brat leaves a file in which it was deleted; the shared cue and mention stay
    kept = [line for line in path.read_bytes().decode().splitlines() if " T3" not in line and "Arg1:T3 " not in line and not line.startswith("T3\t")]
    path.write_bytes(("\n".join(kept) + added).encode())
    (back,) = read(folder)
    assert [t.id for t in back.record.triples] == [7, 2, 8]
    new = back.record.triples[-1]
    assert (new.speaker.name, new.speaker.mention.text, new.claim.text, new.stance, new.rule) == ("lei", "lei", "Contraria", "oppose", None)


def test_when_a_person_has_checked_every_claim_the_record_is_no_guess_any_more(folder):
    (path,) = folder.rglob("*.ann")
    lines = path.read_bytes().decode().splitlines(keepends=True)
    path.write_bytes("".join(line for line in lines if "PreAnnotated T1" not in line).encode())
    (back,) = read(folder)
    assert back.record.producer == PRODUCER
    path.write_bytes("".join(line for line in lines if "PreAnnotated" not in line).encode())
    (back,) = read(folder)
    assert back == full()


@pytest.mark.parametrize(
    ("old", "new", "message", "left"),
    [
        ("T1\tClaim 2 11;", "T1\tClaim 2 x;", ".ann:1: T1: offsets cannot be read", [2, 3]),
        ("T2\tClaim ", "T2\tClaim 1", "which has", [7, 3]),
        ("\tNo\n", "\tSì\n", ".ann:2: T2: «Sì» stands as «No» in the article", [7, 3]),
        ("T2\tClaim", "T2\tClam", "unknown type 'Clam'", [7, 3]),
        ("Stance T2 oppose", "Stance T2 pro", "T2: stance: Input should be", [7, 3]),
        ("Stance T2 oppose", "Mood T2 oppose", "T2: no stance", [7, 3]),
        ("AnnotatorNotes T2\tun testimone mai nominato", "AnnotatorNotes T2\t", "T2: neither a speaker's name nor a mention", [7, 3]),
        ("NestedIn Arg1:T2 Arg2:T1", "NestedIn Arg1:T2 Arg2:T9", "T2: nested in T9, which is no other claim here", [7, 2, 3]),
        ("HasCue Arg1:T3", "HasCue Arg1:T30", "HasCue of T30, which is no claim here", [7, 2, 3]),
        ("HasCue Arg1:T3 Arg2:T5", "HasCue Arg1:T3 Arg2:T4", "HasCue leads to T4, which is no Cue here", [7, 2]),
        ("\nA1\t", "\nE1\tClaim:T1\nA1\t", "no line of Chidice's standoff: «E1", [7, 2, 3]),
        ('{"id": 2}', '{"id": 2', "its Triple comment cannot be read", [7, 3, 8]),
        ("T5\tCue 13 20\tsecondo", "T5\tCue 13 15;16 20\tse ondo", "the Cue T5 is in several pieces", [2]),
    ],
)
def test_what_is_broken_is_named_with_its_place_and_the_rest_kept(folder, old, new, message, left):
    items = edit(folder, (old, new))
    told = [str(i) for i in items if isinstance(i, Problem)]
    assert any(message in line for line in told), told
    (document,) = [i for i in items if isinstance(i, Document)]
    assert sorted(t.id for t in document.record.triples) == sorted(left)


def test_a_marked_cue_of_no_claim_is_told(folder):
    (path,) = folder.rglob("*.ann")
    with path.open("ab") as handle:
        handle.write(f"T70\tCue {at('negato').start} {at('negato').end}\tnegato\n".encode())
    problem, document = read(folder)
    assert "T70: a Cue of no claim" in str(problem) and document == full(producer=PRODUCER)


def test_files_that_are_missing_broken_or_new(folder):
    (folder / "b.txt").write_bytes(TEXT.encode())
    (folder / "b.ann").write_bytes(b"")
    (folder / "c.txt").write_bytes(TEXT.encode())
    (folder / "c.ann").write_bytes(b"T1\tClaim 0 1\t\xff")
    (folder / "politica" / "marzo" / "a.ann").unlink()
    told = list(read(folder))
    assert [str(p).rsplit("/", 1)[-1] for p in told if isinstance(p, Problem)] == ["a.ann: No such file or directory", "c.txt or .ann: not UTF-8 at byte 13"]
    (new,) = [d for d in told if isinstance(d, Document)]
    assert new == Document(Record(id="b", text_sha256=new.record.text_sha256), TEXT)


def test_without_the_list_of_records_a_guess_is_still_no_gold(folder):
    (folder / "chidice.jsonl").write_text("{\n")
    problem, document = read(folder)
    assert "chidice.jsonl:1: " in str(problem)
    assert (document.record.id, document.record.producer.name) == ("politica/marzo/a", "unknown")
    assert {t.id: t for t in document.record.triples} == {t.id: t for t in full().record.triples}
