"""However many articles pass through, the memory stays what it was."""

from __future__ import annotations

import ctypes
import pickle
import random
import sys

import pytest

import pipeline.extraction as extraction
from pipeline.cli.tally import Tally
from pipeline.components.speakers import names
from pipeline.components.syntax import tokens
from pipeline.fast import embedding, lemmas
from pipeline.formats.articles import Article
from pipeline.lexicon import load_lexicon, tables
from pipeline.schema import STANCES, Claim, Record, Span, Speaker, Triple
from pipeline.vocabulary import lost, shrink


def words(rng):
    return "".join(rng.choice(("ba", "co", "de", "fi", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")) for _ in range(rng.randint(3, 6)))


def articles(number):
    """Short articles in which many words are new."""
    rng = random.Random(7)
    for n in range(number):
        name = f"{words(rng).capitalize()} {words(rng).capitalize()}"
        yield Article(f"{n}", "-", f"{name} ha detto: «La {words(rng)} di {words(rng)} costa {rng.randrange(10**9)} euro». Lo nega {words(rng).capitalize()}.\n")


def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))


def give_back():
    """Have the C library return what it holds for itself, so that holes between what is in use do not count as growth."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def test_nothing_of_the_articles_stays_in_the_vocabulary(nlp):
    list(extraction.extract(articles(40), nlp))
    before = len(nlp.vocab.strings)
    list(extraction.extract(articles(160), nlp))
    assert len(nlp.vocab.strings) - before < 40


def test_the_tables_of_the_vocabulary_are_made_small_again(nlp, monkeypatch):
    whole = list(extraction.extract(articles(60), nlp))
    assert lost(nlp.vocab) > 400
    kept = nlp("Marta Lodi nega che la Zorfabrica chiuda.")
    monkeypatch.setattr(extraction, "LOST", 100)
    again, most = [], 0
    for article in articles(60):
        again += extraction.extract([article], nlp)
        most = max(most, lost(nlp.vocab))
    assert again == whole and any(record.triples for record in whole)
    assert 0 < most < 200
    assert kept[5].text == kept[5].lemma_ == "Zorfabrica" and kept._.triples, "what is known outside of a zone stays"


def test_a_vocabulary_in_use_is_left_alone(nlp):
    with nlp.memory_zone():
        doc = nlp("La Grumbalda chiude.")
        shrink(nlp.vocab)
        assert doc[1].text == "Grumbalda" and "Grumbalda" in nlp.vocab
    assert "Grumbalda" not in nlp.vocab.strings


def test_what_is_remembered_of_words_is_bounded(nlp, monkeypatch):
    monkeypatch.setattr(embedding, "ROWS", 200)
    monkeypatch.setattr(lemmas, "PAIRS", 100)
    fresh = extraction.Analyst(pickle.loads(pickle.dumps(nlp)))
    memory = fresh.nlp.get_pipe("lemmatizer")
    memory.memory = {}
    assert list(map(fresh, extraction.batches(articles(160)))) == list(map(extraction.Analyst(nlp), extraction.batches(articles(160))))
    lookups = [node._func for name in ("tok2vec", "ner") for node in fresh.nlp.get_pipe(name).model.walk() if isinstance(node._func, embedding.Lookup)]
    assert len(lookups) == 2 and all(len(x.table) < 1000 and len(x.rows) < 500 for x in lookups)
    assert 0 < len(memory.memory) <= 100 and len(memory.older) == 100


def test_what_is_remembered_of_tokens_is_bounded(nlp, monkeypatch):
    whole = list(extraction.extract(articles(40), nlp))
    monkeypatch.setattr(tokens, "REMEMBERED", 100)
    monkeypatch.setattr(tokens, "_words", {})
    monkeypatch.setattr(tokens, "_tags", {})
    assert list(extraction.extract(articles(40), nlp)) == whole and any(record.triples for record in whole)
    assert 0 < len(tokens._words) < 200 and 0 < len(tokens._tags) < 200


def test_what_is_remembered_of_the_lexicon_is_bounded(nlp, monkeypatch):
    whole = list(extraction.extract(articles(40), nlp))
    lexicon = load_lexicon()
    monkeypatch.setattr(tables, "SEEN", 100)
    monkeypatch.setattr(lexicon, "sought", {})
    assert list(extraction.extract(articles(40), nlp)) == whole and any(record.triples for record in whole)
    assert 0 < len(lexicon.sought) <= 100


def test_what_is_remembered_of_names_is_bounded():
    for n in range(3 * names.NAMES):
        names.name_words(f"Marta Lodi {n}")
        names.initials(f"Marta Lodi {n}")
    assert names.name_words("a" * 5000) == ("a" * 5000,) and names.initials("Ab " * 500)
    for remembered in (names._words, names._initials):
        assert remembered.cache_info().currsize == names.NAMES
    before = names._words.cache_info().misses
    names.name_words("b" * 5000)
    assert names._words.cache_info().misses == before, "a long one is not kept"


def test_a_tally_is_bounded_and_its_totals_exact():
    def record(name, stance="support"):
        span = Span(start=0, end=1, text="x")
        return Record(id="a", triples=[Triple(id=0, kind="direct", speaker=Speaker(name=name), claim=Claim(text="x", spans=[span]), stance=stance)])

    tally = Tally(most=100)
    for n in range(5000):
        tally.add(record(f"nome {n}"))
        tally.add(record("Marta Lodi", STANCES[n % 4]))
    shown, others, number = tally.rows(1)
    assert shown == [("Marta Lodi", [1250] * 4)] and number == 5000 and sum(others) == 5000 and tally.triples == 10_000
    assert len(tally._speakers) <= 101


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_does_not_grow_with_the_articles(nlp):
    after, most = [], 0
    for number, _ in enumerate(extraction.extract(articles(20_000), nlp), 1):
        if number % 500 == 0:
            most = max(most, resident())
            give_back()
            after.append(resident())
    assert most < 300 * 2**20
    warm = after[19:]  # by then whatever has a bound has come to it, and the vocabulary's tables have been made anew twice
    growth = (min(warm[-5:]) - min(warm[:5])) / (500 * (len(warm) - 5))  # least of five: what a table takes while it is being enlarged does not count
    print(f"at most {most >> 20} MB, {growth:.0f} bytes an article;", [size >> 10 for size in after])  # shown by pytest -s
    assert growth <= 100, f"{growth:.0f} bytes an article"
