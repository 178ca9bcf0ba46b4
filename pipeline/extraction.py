"""From articles to records, in batches; the order of the input is kept."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.formats.articles import Article, Problem
from pipeline.language import model_name
from pipeline.schema import Producer, Record, sha256

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 16
LOG = logging.getLogger("chidice")


def to_record(article: Article, doc: Doc, producer: Producer) -> Record:
    """The record of one analysed article."""
    return Record(id=article.id, source=article.source, title=_title(article.text), text_sha256=sha256(article.text), producer=producer, triples=doc._.triples)


def _title(text: str) -> str | None:
    """The headline: a short first line set apart from what follows."""
    first, newline, rest = text.lstrip("\ufeff\n\r ").partition("\n")
    first = first.strip()
    return first if newline and rest.strip() and len(first) <= 200 and not first.endswith(".") else None


def extract(items: Iterable[Article | Problem], nlp: Language, jobs: int = 1) -> Iterator[Record | Problem]:
    """Yield a record for each article and hand problems on in their place. An article that spaCy cannot take becomes a problem."""
    name = model_name(nlp)
    producer = Producer(name="chidice", version=__version__, model=name.name, model_version=name.version)
    batch: list[Article | Problem] = []
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH * max(jobs, 1) * 4:
            yield from _run(batch, nlp, jobs, producer)
            batch = []
    yield from _run(batch, nlp, jobs, producer)


def _run(batch: list[Article | Problem], nlp: Language, jobs: int, producer: Producer) -> Iterator[Record | Problem]:
    fits = [a for a in batch if isinstance(a, Article) and len(a.text) <= nlp.max_length]
    docs = iter(_analyse([a.text for a in fits], nlp, jobs))
    for item in batch:
        if isinstance(item, Problem):
            yield item
        elif len(item.text) > nlp.max_length:
            yield Problem(item.source, f"{len(item.text)} characters; the limit is {nlp.max_length}")
        elif (doc := next(docs)) is None:
            yield Problem(item.source, "the analysis failed (a bug in Chidice: please report the article; -v shows where)")
        else:
            yield to_record(item, doc, producer)


def _analyse(texts: list[str], nlp: Language, jobs: int) -> list[Doc | None]:
    """The docs of ``texts``; None in the place of one on which a component fails."""
    try:
        return list(nlp.pipe(texts, batch_size=BATCH, n_process=jobs))
    except Exception:  # whatever it is, it must not cost the other articles: one by one from here
        LOG.info("a batch failed; going on one article at a time", exc_info=True)
    docs: list[Doc | None] = []
    for text in texts:
        try:
            docs.append(nlp(text))
        except Exception:
            LOG.info("failed on «%s…»", text[:60], exc_info=True)
            docs.append(None)
    return docs
