"""What ``chidice extract --format`` writes: records on their way into another format, with the texts that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.cli.app import fail
from pipeline.cli.converting import RECORDS, check_target, load_speakers
from pipeline.formats.articles import Article, Problem
from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.registry import FORMATS, MissingExtra
from pipeline.schema import Record

Write = Callable[[Document], None]


@dataclass(slots=True)
class Output:
    """A format to write to ``target``. The texts of articles are kept from when they are read until their record is written."""

    target: str
    open: Callable[[str, Options], AbstractContextManager[Write]]
    options: Options
    needs_text: bool = True
    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, form: str, target: str, speakers: Path | None) -> Output | None:
        """The output in the format ``form``, None for records as they are. Stops with one clear line where it cannot be written."""
        check_target(form, target)
        table = load_speakers(speakers, form)
        if form == RECORDS:
            return None
        try:
            return cls(target, FORMATS[form].writer, Options(speakers=table), FORMATS[form].needs_text)
        except MissingExtra as error:
            raise fail(str(error)) from error

    def watch(self, items: Iterable[Article | Problem]) -> Iterator[Article | Problem]:
        """Hand ``items`` on, keeping the texts."""
        for item in items:
            if self.needs_text and isinstance(item, Article):
                self.texts[item.id] = item.text
            yield item

    def writer(self) -> AbstractContextManager[Write]:
        """The format's writer, to be entered."""
        return self.open(self.target, self.options)

    def put(self, write: Write, record: Record) -> Problem | None:
        """Write a record; a problem where the format cannot hold it. Texts of articles read before it, which gave none, are forgotten."""
        text = record.text
        while record.id in self.texts:
            text = self.texts.pop(next(iter(self.texts)))
        if text is None and self.needs_text:
            return Problem(record.source or record.id, "its text is not at hand")
        try:
            write(Document(record, text or ""))
        except Unwritable as error:
            return Problem(record.source or record.id, str(error))
        return None
