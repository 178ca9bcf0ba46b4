"""UIMA CAS: what dkpro-cassis makes of the files, their offsets in UTF-16 units, and what a person changes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from cassis import load_cas_from_xmi, load_typesystem

from pipeline.formats.articles import Problem
from pipeline.formats.cas import read
from pipeline.formats.cas.scheme import CLAIM, CUE, PART, SPEAKER
from pipeline.formats.documents import Document, Unwritable
from pipeline.schema import Record, sha256
from tests.documents import PRODUCER, TEXT, at, full, gold, write


@pytest.fixture
def folder(tmp_path):
    return write("cas", [full(producer=PRODUCER)], tmp_path / "out")


def load(folder):
    return load_cas_from_xmi(folder / "politica__marzo__a.xmi", typesystem=load_typesystem(folder / "TypeSystem.xml"))


def changed(folder, change):
    cas = load(folder)
    change(cas)
    cas.to_xmi(folder / "politica__marzo__a.xmi")
    return list(read(folder))


def test_cassis_loads_every_file_against_the_type_system(tmp_path):
    write("cas", gold(), tmp_path / "out")
    types = load_typesystem(tmp_path / "out" / "TypeSystem.xml")
    texts = set()
    for path in (tmp_path / "out").glob("*.xmi"):
        cas = load_cas_from_xmi(path, typesystem=types)
        assert cas.typecheck() == []
        texts.add(cas.sofa_string)
    assert texts == {d.text for d in gold()}


def test_annotations_and_their_links(folder):
    cas = load(folder)
    first = cas.select(CLAIM)[0]
    assert (first.get_covered_text(), first.stance, first.preAnnotated, first.speakerLabel) == ("L'azienda", "support", True, "PER")
    assert [link.target.get_covered_text() for link in first.parts.elements] == ["ha «perso\ndue anni»"]
    assert [(link.role, link.target.get_covered_text()) for link in first.speaker.elements] == [("speaker", "Marta Lodi")]
    assert [len(cas.select(name)) for name in (CLAIM, PART, CUE, SPEAKER)] == [3, 1, 1, 1]


def test_the_offsets_of_the_file_are_utf16_units(folder):
    root = ET.parse(folder / "politica__marzo__a.xmi").getroot()
    claim = next(e for e in root if e.tag.endswith("}ChidiceClaim") and e.get("tripleId") == "2")
    sofa = next(e.get("sofaString") for e in root if e.tag.endswith("}Sofa"))
    assert sofa == TEXT, "line breaks too"
    units = TEXT.encode("utf-16-le")
    assert units[2 * int(claim.get("begin")) : 2 * int(claim.get("end"))].decode("utf-16-le") == "No"
    assert int(claim.get("begin")) == at("No").start + 1


def test_the_type_system_has_the_shape_of_inceptions_slots(folder):
    types = load_typesystem(folder / "TypeSystem.xml")
    for slot, target in (("speaker", SPEAKER), ("cue", CUE), ("parts", PART), ("nestedIn", CLAIM)):
        feature = types.get_type(CLAIM).get_feature(slot)
        link = types.get_type(feature.elementType.name)
        assert feature.rangeType.name == "uima.cas.FSArray" and link.supertype.name == "uima.cas.TOP"
        assert {f.name: f.rangeType.name for f in link.features} == {"role": "uima.cas.String", "target": target}


def test_a_changed_span_a_removed_and_an_added_triple(folder):
    def change(cas):
        claims = {c.tripleId: c for c in cas.select(CLAIM)}
        claims[7].begin += 2
        cas.remove(claims[2])
        new = cas.typesystem.get_type(CLAIM)(begin=at("Contraria").start, end=at("Contraria").end, kind="position", stance="oppose", speakerName="Lodi", speakerAliases="Marta|M. L.")
        cas.add(new)

    (document,) = changed(folder, change)
    triples = document.record.triples
    assert [t.id for t in triples] == [7, 3, 8]
    assert triples[0].claim.text == "azienda ha «perso\ndue anni»" and triples[0].rule == "source-phrase"
    assert (triples[2].speaker.name, triples[2].speaker.aliases, triples[2].cue) == ("Lodi", ["Marta", "M. L."], None)
    assert document.record.producer == PRODUCER


def test_when_a_person_has_checked_every_claim_the_record_is_no_guess_any_more(folder):
    def change(cas):
        for claim in cas.select(CLAIM):
            claim.preAnnotated = False

    assert changed(folder, change) == [full()]


def drop(feature):
    def change(cas):
        next(c for c in cas.select(CLAIM) if c.tripleId == 2)[feature] = None

    return change


def add_cue(cas):
    cas.add(cas.typesystem.get_type(CUE)(begin=at("negato").start, end=at("negato").end))


def two_cues(cas):
    claim = next(c for c in cas.select(CLAIM) if c.tripleId == 3)
    claim.cue.elements.append(claim.cue.elements[0])


@pytest.mark.parametrize(
    ("change", "message", "left"),
    [
        (drop("stance"), "no stance", [7, 3]),
        (drop("speakerName"), "neither a speaker's name nor a mention", [7, 3]),
        (drop("tripleId"), None, [7, 3, 8]),
        (add_cue, "Cue 63–69 (id ", [7, 2, 3]),
        (two_cues, "2 in the slot cue, which takes one", [7, 2]),
    ],
)
def test_what_is_broken_is_named_and_the_rest_kept(folder, change, message, left):
    items = changed(folder, change)
    told = [str(i) for i in items if isinstance(i, Problem)]
    assert told == [] if message is None else any(message in line and "politica__marzo__a.xmi" in line for line in told), told
    (document,) = [i for i in items if isinstance(i, Document)]
    assert [t.id for t in document.record.triples] == left


def test_files_that_cannot_be_read_are_named_and_the_others_read(folder):
    good = (folder / "politica__marzo__a.xmi").read_text(encoding="utf-8")
    (folder / "broken.xmi").write_text(good[:900], encoding="utf-8")
    (folder / "empty.xmi").write_text(re.sub(r' sofaString="[^"]*"', "", good), encoding="utf-8")
    (folder / "new.xmi").write_text(good.replace('preAnnotated="true"', ""), encoding="utf-8")
    known, broken, empty, new = read(folder)
    assert known == full(producer=PRODUCER)
    assert "broken.xmi: no CAS that can be read" in str(broken) and "empty.xmi: " in str(empty)
    assert new.record.model_copy(update={"triples": []}) == Record(id="new", text_sha256=sha256(TEXT))
    assert sorted(t.id for t in new.record.triples) == [2, 3, 7]


def test_a_folder_without_a_type_system_is_read_with_chidices_own(folder):
    (folder / "TypeSystem.xml").unlink()
    assert list(read(folder)) == [full(producer=PRODUCER)]


def test_what_xml_cannot_hold_costs_that_article_only(tmp_path):
    text = "uno\x0bdue"
    bad = Document(Record(id="bad", text_sha256=sha256(text)), text)
    with pytest.raises(Unwritable, match="XML"):
        write("cas", [bad], tmp_path / "out")
