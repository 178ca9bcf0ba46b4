"""DocBin: spaCy reads what is written, the spans of its groups are those of the triples, and records come back (tests/test_convert.py)."""

from __future__ import annotations

import json

import spacy
from hypothesis import given, settings
from spacy.tokens import DocBin

from pipeline.formats.docbin.docs import to_doc
from pipeline.formats.registry import FORMATS
from tests.documents import PRODUCER, TEXT, documents, full, gold, write

BLANK = spacy.blank("it")


def load(path):
    return list(DocBin().from_disk(path).get_docs(spacy.blank("it").vocab))


def groups(record):
    """The places that the span groups must hold: name → (start, end, label, triple)."""
    return {
        "claims": [(s.start, s.end, t.stance, str(t.id)) for t in record.triples for s in t.claim.spans],
        "cues": [(t.cue.start, t.cue.end, t.kind, str(t.id)) for t in record.triples if t.cue],
        "mentions": [(m.start, m.end, t.speaker.label or "", str(t.id)) for t in record.triples if (m := t.speaker.mention)],
    }


def found(doc):
    return {name: [(s.start_char, s.end_char, s.label_, s.id_) for s in group] for name, group in doc.spans.items()}


def test_spacy_reads_the_gold_with_its_spans(tmp_path):
    there = gold()
    docs = load(write("docbin", there, tmp_path / "g.spacy"))
    assert [d.text for d in docs] == [d.text for d in there]
    assert [found(d) for d in docs] == [groups(d.record) for d in there]


@given(documents())
@settings(max_examples=150, deadline=None)
def test_generated_spans_are_exact(document):
    doc = to_doc(document, BLANK)
    assert doc.text == document.text
    assert found(doc) == groups(document.record)


def test_tokens_are_spacys_where_no_span_cuts_them(tmp_path):
    plain = [t.text for t in BLANK(TEXT)]
    (doc,) = load(write("docbin", [full(triples=[])], tmp_path / "g.spacy"))
    assert [t.text for t in doc] == plain


def test_docs_carry_the_triples_as_those_of_the_pipeline_do(tmp_path):
    import pipeline.components.factories  # noqa: F401  (gives docs their ._.triples)

    (doc,) = load(write("docbin", [full(producer=PRODUCER)], tmp_path / "g.spacy"))
    # a doc of the pipeline has no word for gold's optional triples
    assert doc._.triples == [t.model_copy(update={"optional": False}) for t in full().record.triples]
    assert json.loads(json.dumps(doc.user_data["chidice"])) == json.loads(full(producer=PRODUCER).record.model_dump_json())


def test_what_is_no_docbin_of_ours_is_told(tmp_path):
    (tmp_path / "junk").write_bytes(b"junk")
    (tmp_path / "other.spacy").write_bytes(DocBin(docs=[BLANK("Ciao.")], store_user_data=True).to_bytes())
    doc = to_doc(full(), BLANK)
    changed = spacy.tokens.Doc(BLANK.vocab, words=["altro"], user_data=doc.user_data)
    broken = BLANK("Ciao.")
    broken.user_data["chidice"] = {"id": 3}
    (tmp_path / "changed.spacy").write_bytes(DocBin(docs=[changed, broken, doc], store_user_data=True).to_bytes())
    (junk,) = FORMATS["docbin"].read(tmp_path / "junk")
    (other,) = FORMATS["docbin"].read(tmp_path / "other.spacy")
    text, record, good = FORMATS["docbin"].read(tmp_path / "changed.spacy")
    assert "no DocBin of spaCy" in str(junk) and "not written by chidice" in str(other)
    assert "the text is not that of the article" in str(text) and "doc 2: id: " in str(record)
    assert good == full()
