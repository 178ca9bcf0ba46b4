"""From stand-off to articles and gold records, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline import schema
from pipeline.formats.articles import Problem
from pipeline.formats.documents import Document
from pipeline.standoff.files import first_error
from pipeline.standoff.records import Article, Name, Offsets, Segment, Speaker, Triple
from pipeline.standoff.sources import AbsentError, Source, SourceError, is_treebank, read_source, segment_text


@dataclass(frozen=True, slots=True)
class Absent(Problem):
    """A file that is not at hand, so that the articles from it are left out."""


def rebuild(articles: Iterable[Article], folder: Path, ud: Path | None = None) -> Iterator[Document | Problem]:
    """Yield the gold record and text of each article, from the files in ``folder`` (those of treebanks in ``ud``, where it is given);
    in the place of one whose text is not the annotated one a :class:`~pipeline.formats.articles.Problem`, and one for each file that
    cannot be read, with the articles that it costs.
    """
    articles = list(articles)
    files: dict[str, Source | None] = {}
    for article in articles:
        if article.file not in files:
            files[article.file] = None
            place = ud if ud is not None and is_treebank(article.file) else folder
            lost = ", ".join(a.id for a in articles if a.file == article.file)
            try:
                files[article.file] = read_source(place, article.file, article.file_sha256)
            except AbsentError as error:
                yield Absent(str(place / article.file), f"{error}; left out: {lost}")
            except SourceError as error:
                yield Problem(str(place / article.file), f"{error}; left out: {lost}")
            except OSError as error:
                yield Problem(str(place / article.file), f"{error.strerror or error}; left out: {lost}")
        if (source := files[article.file]) is not None:
            yield _document(article, source)


def _document(article: Article, source: Source) -> Document | Problem:
    if article.last_sentence >= len(source.sentences):
        return Problem(article.id, f"sentences {article.first_sentence} to {article.last_sentence} of {source.path}, which has {len(source.sentences)}")
    text = segment_text(article, source)
    if schema.sha256(text) != article.text_sha256:
        other = "" if source.sha256 == article.file_sha256 else f"; {source.path} is another version of the file (SHA-256 {source.sha256[:12]}…, annotated: {article.file_sha256[:12]}…)"
        return Problem(article.id, f"its text is not the one that was annotated (SHA-256 differs){other}")
    try:
        return Document(to_record(article, text), text)
    except ValidationError as error:
        return Problem(article.id, first_error(error))


def to_record(article: Article, text: str) -> schema.Record:
    """The gold record, its spans and names filled in from ``text``; its source is where the rebuilt article is put.
    Raises ``pydantic.ValidationError`` where an offset lies outside of the text.
    """
    source = f"articles/{article.id}.txt"
    return schema.Record(id=article.id, source=source, text_sha256=article.text_sha256, triples=[_filled(t, text) for t in article.triples])


def _filled(triple: Triple, text: str) -> schema.Triple:
    def span(at: Offsets | None) -> schema.Span | None:
        return schema.Span.of(text, *at) if at is not None else None

    def name(given: Name) -> str:
        return given if isinstance(given, str) else schema.Span.of(text, *given).text

    speaker = triple.speaker
    return schema.Triple(
        id=triple.id, kind=triple.kind, stance=triple.stance, hearsay=triple.hearsay, nested_in=triple.nested_in, optional=triple.optional, cue=span(triple.cue),
        claim=schema.Claim.of([schema.Span.of(text, *at) for at in triple.claim]),
        speaker=schema.Speaker(name=name(speaker.name), aliases=[name(a) for a in speaker.aliases], mention=span(speaker.mention), implicit=speaker.implicit, label=speaker.label),
    )  # fmt: skip


def from_record(record: schema.Record, text: str, segment: Segment, file: str, file_sha256: str) -> Article:
    """The stand-off of a gold record. Names become the offsets of their first occurrence; what gold does not judge (producer,
    rule, title, meta) is left out. Raises ``ValueError`` where the record's spans are not those of ``text``.
    """
    for line in schema.misplaced(record, text):
        raise ValueError(line)
    return Article(
        **segment.model_dump(include=set(Segment.model_fields)), file=file, file_sha256=file_sha256, text_sha256=schema.sha256(text),
        triples=[_emptied(t, text) for t in record.triples],
    )  # fmt: skip


def _emptied(triple: schema.Triple, text: str) -> Triple:
    def at(span: schema.Span | None) -> Offsets | None:
        return (span.start, span.end) if span is not None else None

    def name(given: str) -> Name:
        start = text.find(given)
        return (start, start + len(given)) if start >= 0 else given

    speaker = triple.speaker
    return Triple(
        id=triple.id, kind=triple.kind, stance=triple.stance, hearsay=triple.hearsay, nested_in=triple.nested_in, optional=triple.optional, cue=at(triple.cue),
        claim=[(s.start, s.end) for s in triple.claim.spans],
        speaker=Speaker(name=name(speaker.name), aliases=[name(a) for a in speaker.aliases], mention=at(speaker.mention), implicit=speaker.implicit, label=speaker.label),
    )  # fmt: skip
