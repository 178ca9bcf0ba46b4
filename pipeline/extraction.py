"""From articles to records, in batches; the order of the input is kept."""

from __future__ import annotations

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
    docs = nlp.pipe((a.text for a in fits), batch_size=BATCH, n_process=jobs)
    for item in batch:
        if isinstance(item, Problem):
            yield item
        elif len(item.text) > nlp.max_length:
            yield Problem(item.source, f"{len(item.text)} characters; the limit is {nlp.max_length}")
        else:
            yield to_record(item, next(docs), producer)
