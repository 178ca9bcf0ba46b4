"""The pipeline as spaCy components: invariants on any text, and life among other tools."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin

import pipeline
from pipeline.components.factories import STAGES
from pipeline.language import EMBEDDED
from pipeline.schema import Record, misplaced, sha256

ARTICLE = """Fabbrica, slitta la vendita

«Non c'è alcun piano», ha assicurato Marta Lodi, direttrice della Torvani. Secondo il sindacato, però, "i licenziamenti
sono decisi". La dirigente ha aggiunto che la trattativa continua e ha chiesto al governo di convocare un tavolo.
"""
PIECES = st.sampled_from(
    ["«", "»", "“", "”", '"', "'", "’", "—", " - ", ": ", ", ", ". ", "\n", "\n\n", "?", "(", ")", "ha detto ", "che ", "di ", "Rossi ", "Marta Lodi ", "il ministro ", "secondo ",
     "nega ", "la riforma ", "critica ", "convinto ", "annuncia ", "l'apertura ", "vendere ", "è ", "non ", "si ", "😀", "\ufeff", "à ", "e\u0301"]
)  # fmt: skip


def check(doc):
    record = Record(id="x", text_sha256=sha256(doc.text), triples=doc._.triples)
    assert list(misplaced(record, doc.text)) == []
    return record


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_newslike_string_gives_a_valid_record(nlp, text):
    check(nlp(text))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_string_gives_a_valid_record(nlp, text):
    check(nlp(text))


def test_an_article(nlp):
    record = check(nlp(ARTICLE))
    assert [(t.speaker.name, t.claim.text) for t in record.triples][:1] == [("Marta Lodi", "Non c'è alcun piano")]
    assert all(t.rule for t in record.triples)


def test_windows_line_ends_and_a_byte_order_mark_count(nlp):
    check(nlp("\ufeff" + ARTICLE.replace("\n", "\r\n")))


def test_no_trace_of_the_work_is_left_on_the_doc(nlp):
    doc = nlp(ARTICLE)
    assert "chidice_state" not in doc.user_data


def test_batches_and_processes_give_the_same(nlp):
    texts = [ARTICLE, "", "Marta Lodi ha detto: «No»."]
    one = [[t.model_dump() for t in nlp(text)._.triples] for text in texts]
    assert [[t.model_dump() for t in doc._.triples] for doc in nlp.pipe(texts, n_process=2)] == one


def test_docs_survive_the_disk(nlp):
    doc = nlp(ARTICLE)
    box = DocBin(store_user_data=True, docs=[doc])
    (back,) = DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)
    assert back._.triples == doc._.triples


def test_the_pipeline_survives_the_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path / "chidice")
    again = spacy.load(tmp_path / "chidice")
    assert [t.model_dump() for t in again(ARTICLE)._.triples] == [t.model_dump() for t in nlp(ARTICLE)._.triples]


def test_the_stages_can_be_added_to_any_italian_pipeline():
    foreign = spacy.load(EMBEDDED)
    for stage in STAGES:
        foreign.add_pipe(stage)
    assert "paragraph_breaks" not in foreign.pipe_names
    assert foreign("Marta Lodi ha detto: «Non c'è alcun piano per la vendita».")._.triples[0].speaker.name == "Marta Lodi"


def test_a_users_lexicon_is_used(tmp_path):
    from pipeline.language import load

    file = tmp_path / "verbs-mine.toml"
    file.write_text('[[class]]\nverbs = ["blaterare"]\nframes = ["quote", "che"]\nstance = "doubt"\nnegated = "none"\n', encoding="utf-8")
    nlp = load(str(EMBEDDED), lexicon=(str(file),))
    assert [t.stance for t in nlp("Marta Lodi blaterava che il piano è fermo.")._.triples] == ["doubt"]


def test_a_users_lexicon_is_written_with_the_pipeline(nlp, tmp_path):
    """The files are gone when the pipeline is read, in a process that has never seen them; and a pipeline without any has none."""
    files = []
    for number, verb in enumerate(("sproloquiare", "berciare")):
        files.append(tmp_path / str(number) / "verbs-mine.toml")
        files[-1].parent.mkdir()
        files[-1].write_text(f'[[class]]\nverbs = ["{verb}"]\nframes = ["quote", "che"]\nstance = "doubt"\n', encoding="utf-8")
    text = "Marta Lodi sproloquia che il piano è fermo. Ada Neri bercia che la fabbrica chiuderà."
    pipeline.load(str(EMBEDDED), files).to_disk(tmp_path / "model")
    for file in files:
        file.unlink()
    code = f"import spacy; print([t.stance for t in spacy.load({str(tmp_path / 'model')!r})({text!r})._.triples])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['doubt', 'doubt']"
    nlp.to_disk(tmp_path / "plain")
    assert [t.stance for t in pipeline.load(str(EMBEDDED)).from_disk(tmp_path / "model")(text)._.triples] == ["doubt", "doubt"]
    assert not spacy.load(tmp_path / "plain")(text)._.triples


def test_an_unknown_model_is_an_error():
    with pytest.raises(OSError, match="it_nothing"):
        pipeline.load("it_nothing")


def test_importing_loads_nothing_heavy():
    code = "import sys, pipeline, pipeline.schema; print(sorted({'spacy', 'numpy', 'scipy', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_whole_works_with_it_core_news_sm():
    if not spacy.util.is_package("it_core_news_sm"):
        pytest.skip("it_core_news_sm is not installed (it is not on PyPI)")
    check(pipeline.load("it_core_news_sm")(ARTICLE))
