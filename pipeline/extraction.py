"""From articles to records, in batches; the order of the input is kept."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.formats.articles import Article, Problem
from pipeline.language import model_name, warm
from pipeline.runs.pool import Pool
from pipeline.schema import Producer, Record, Span, Triple, sha256
from pipeline.vocabulary import lost, shrink

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 16
CHARACTERS = 40_000
#: Places of freed strings (a word has several: itself, its shape, its lemma…) at which the vocabulary's tables are made anew, in a tenth of a second.
LOST = 2**15
#: What UTF-8 cannot hold, nor spaCy take; readers of JSON and UTF-7 let it through.
HALF = re.compile("[\ud800-\udfff]")
LOG = logging.getLogger("chidice")


def to_record(article: Article, doc: Doc, producer: Producer, *, with_text: bool = False, with_sentences: bool = False) -> Record:
    """The record of one analysed article; with its text, and with the sentences around each claim, where they are asked for."""
    triples = [with_sentence(triple, doc) for triple in doc._.triples] if with_sentences else doc._.triples
    return Record(
        id=article.id, source=article.source, title=article.title or _title(article.text), published=article.published, text_sha256=sha256(article.text),
        producer=producer, meta=article.meta, text=article.text if with_text else None, triples=triples,
    )  # fmt: skip


def with_sentence(triple: Triple, doc: Doc) -> Triple:
    """``triple`` with the sentences of ``doc`` in which its claim lies, white space at their edges left out."""
    spans = triple.claim.spans
    around = doc.char_span(spans[0].start, spans[-1].end, alignment_mode="expand")
    if around is None or not doc.has_annotation("SENT_START"):  # another model may have no sentences
        return triple
    start, end = around[0].sent.start_char, around[-1].sent.end_char
    text = doc.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
    return triple.model_copy(update={"sentence": Span.of(doc.text, min(start, spans[0].start), max(end, spans[-1].end))})


def _title(text: str) -> str | None:
    """The headline: a short first line set apart from what follows."""
    first, newline, rest = text.lstrip("\ufeff\n\r ").partition("\n")
    first = first.strip()
    return first if newline and rest.strip() and len(first) <= 200 and not first.endswith(".") else None


def producer_of(nlp: Language) -> Producer:
    """Who made the records of this pipeline, as they name it."""
    name = model_name(nlp)
    return Producer(name="chidice", version=__version__, model=name.name, model_version=name.version)


def extract(
    items: Iterable[Article | Problem], nlp: Language, jobs: int = 1, timeout: float | None = None, make: Callable[[Article, Doc, Producer], Record] = to_record
) -> Generator[Record | Problem, None, None]:
    """Yield a record for each article and hand problems on in their place, in the order of the input.

    An article that cannot be analysed becomes a problem. ``jobs``: processes. ``timeout``: seconds that one article may take. With
    more than one job, or a time limit, the analysis runs in processes of its own, and an article that kills one of them costs
    itself alone. ``make``: makes the record; must be picklable where there are processes. Raises
    :class:`~pipeline.runs.pool.PoolError` where no process can be started.
    """
    analyst = Analyst(nlp, make)
    if jobs == 1 and timeout is None:
        for batch in batches(items):
            yield from analyst(batch)
        return
    with Pool[Any, Any](analyst, _failed, jobs, timeout) as pool:
        for results in pool.map(batches(items)):
            yield from results


def batches(items: Iterable[Article | Problem]) -> Iterator[list[Article | Problem]]:
    """``items`` in lists of at most ``BATCH``, and of about ``CHARACTERS`` characters so that long articles do not wait for one another."""
    batch: list[Article | Problem] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if len(batch) >= BATCH or size >= CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class Analyst:
    """Makes records of a list of articles; problems in the list, and articles that cannot be analysed, are problems in the result.

    Picklable, pipeline and all, for the processes that work side by side.
    """

    def __init__(self, nlp: Language, make: Callable[[Article, Doc, Producer], Record] = to_record) -> None:
        self.nlp = nlp
        self.make = make
        self.producer = producer_of(nlp)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        warm(self.nlp)  # before the first article, whose time is counted

    def __call__(self, items: list[Article | Problem]) -> list[Record | Problem]:
        """One result for each of ``items``. What the analysis adds to spaCy's vocabulary is freed on leaving."""
        fits = [a for a in items if isinstance(a, Article) and self._unfit(a) is None]
        if lost(self.nlp.vocab) > LOST:
            shrink(self.nlp.vocab)
        with self.nlp.memory_zone():  # the records are plain data: nothing of the zone leaves it
            made = iter(self._together(fits) or [self._alone(a) for a in fits])
            return [self._result(item, made) for item in items]

    def _result(self, item: Article | Problem, made: Iterator[Record | Problem]) -> Record | Problem:
        if isinstance(item, Problem):
            return item
        unfit = self._unfit(item)
        return next(made) if unfit is None else Problem(item.place, unfit)

    def _unfit(self, article: Article) -> str | None:
        """Why the article cannot be analysed, where that is seen beforehand."""
        if len(article.text) > self.nlp.max_length:
            return f"{len(article.text)} characters; the limit is {self.nlp.max_length}"
        if half := HALF.search(article.text):
            return f"half a character (a lone surrogate) at character {half.start()}: no text in UTF-8"
        return None

    def _together(self, articles: list[Article]) -> list[Record | Problem] | None:
        """The records of ``articles``; None where one of them cannot be analysed."""
        try:
            docs = self.nlp.pipe([a.text for a in articles], batch_size=BATCH)
            return [self.make(article, doc, self.producer) for article, doc in zip(articles, docs, strict=True)]
        except Exception:  # whatever it is, it must not cost the other articles: one by one from here
            LOG.info("a batch failed; going on one article at a time", exc_info=True)
            return None

    def _alone(self, article: Article) -> Record | Problem:
        try:
            return self.make(article, self.nlp(article.text), self.producer)
        except MemoryError:
            return Problem(article.place, f"too little memory to analyse its {len(article.text)} characters")
        except Exception:
            LOG.info("failed on «%s…»", article.text[:60], exc_info=True)
            return Problem(article.place, "the analysis failed (a bug in Chidice: please report the article; -v shows where)")


def _failed(item: Article | Problem, reason: str) -> Record | Problem:
    return Problem(item.place, reason) if isinstance(item, Article) else item
