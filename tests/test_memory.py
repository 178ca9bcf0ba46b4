"""However many articles pass through, the memory stays what it was."""

from __future__ import annotations

import random
import sys

import pytest

import pipeline.extraction as extraction
from pipeline.cli.tally import Tally
from pipeline.formats.articles import Article
from pipeline.schema import STANCES, Claim, Record, Span, Speaker, Triple


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


def test_nothing_of_the_articles_stays_in_the_vocabulary(nlp):
    list(extraction.extract(articles(40), nlp))
    before = len(nlp.vocab.strings)
    list(extraction.extract(articles(160), nlp))
    assert len(nlp.vocab.strings) - before < 40


def test_a_renewed_pipeline_makes_the_same_records(nlp, monkeypatch):
    whole = list(extraction.extract(articles(60), nlp))
    monkeypatch.setattr(extraction, "NEW_WORDS", 1)
    analyst = extraction.Analyst(nlp)
    renewed = [record for batch in extraction.batches(articles(60)) for record in analyst(batch)]
    assert analyst.nlp is not nlp
    assert renewed == whole and any(record.triples for record in whole)


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
    after = []
    for number, _ in enumerate(extraction.extract(articles(20_000), nlp), 1):
        if number % 500 == 0:
            after.append(resident())
    assert max(after) < 700 * 2**20
    warm = after[4:]
    growth = (min(warm[-5:]) - min(warm[:5])) / (500 * (len(warm) - 5))  # least of five: what a table takes while it is being enlarged does not count
    assert growth <= 100, f"{growth:.0f} bytes an article"
