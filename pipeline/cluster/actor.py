"""What each worker of the cluster is: rows of articles in, rows of records out."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from pipeline.cluster.settings import Settings
from pipeline.confidence import confident
from pipeline.extraction import Analyst, batches
from pipeline.formats.articles import Article, Problem, decode
from pipeline.formats.jsonl import line
from pipeline.runs.pool import Pool
from pipeline.schema import Record, sha256

SCHEMA = pa.schema([("id", pa.string()), ("source", pa.string()), ("record", pa.string()), ("problem", pa.string())])


class Extractor:
    """Analyses batches of rows. The model is loaded once, in a process of the worker's own: what kills or blocks that process costs one article.

    Ray would do the articles of a dead actor again and again, and with them the one that it died of.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._pool = Pool[Any, Any](_Work(settings), lambda item, reason: Problem(item.source, reason) if isinstance(item, Article) else item, 1, settings.timeout)

    def __call__(self, table: pa.Table) -> pa.Table:
        """One row of the result for each of ``table``, in order."""
        if self.settings.text not in table.column_names:
            raise ValueError(f"no column {self.settings.text!r}; there are {', '.join(table.column_names)}")
        rows = table.to_pylist()
        items = [self._item(row) for row in rows]
        results = [result for made in self._pool.map(batches(items)) for result in made]
        return pa.Table.from_pylist([self._row(*all_) for all_ in zip(rows, items, results, strict=True)], schema=SCHEMA)

    def _item(self, row: dict[str, Any]) -> Article | Problem:
        text, source = row[self.settings.text], str(row.get("source") or row.get(self.settings.ident) or "?")
        if row.get("problem"):
            return Problem(source, str(row["problem"]))
        if isinstance(text, bytes):
            return self._named(row, decode("?", source, text, "utf-8"))
        if not isinstance(text, str):
            return Problem(source, f"no text in the column {self.settings.text!r}" if text is None else f"its text is a {type(text).__name__}")
        return self._named(row, decode("?", source, text.encode("utf-8"), "utf-8"))

    def _named(self, row: dict[str, Any], item: Article | Problem) -> Article | Problem:
        if isinstance(item, Problem):
            return item
        given = row.get(self.settings.ident)
        ident = sha256(item.text) if given is None or given == "" else str(given)
        return Article(ident, str(row.get("source") or ident), item.text)

    def _row(self, row: dict[str, Any], item: Article | Problem, result: Record | Problem) -> dict[str, Any]:
        if isinstance(result, Problem):
            given = row.get(self.settings.ident)
            ident = item.id if isinstance(item, Article) else None if given is None else str(given)
            return {"id": ident, "source": result.source, "record": None, "problem": result.what}
        record = result.model_copy(update=self._head(row))
        if self.settings.least:
            record = confident(record, self.settings.least)
        return {"id": record.id, "source": record.source, "record": line(record).rstrip("\n"), "problem": None}

    def _head(self, row: dict[str, Any]) -> dict[str, Any]:
        """What the row says of its article besides the text."""
        head: dict[str, Any] = {name: str(row[name]) for name in ("title", "published") if row.get(name)}
        meta = {name: row[name] for name in self.settings.kept if row.get(name) is not None}
        return head | ({"meta": json.loads(json.dumps(meta, default=str))} if meta else {})


class _Work:
    """An analyst that is made where it is unpickled: in the process that works, not in the one that hands out the work."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __reduce__(self) -> tuple[Any, ...]:
        return _load, (self.settings,)

    def __call__(self, items: list[Any]) -> list[Any]:
        raise NotImplementedError("not here: in the process that unpickles it")


def _load(settings: Settings) -> Analyst:
    from pipeline.language import load, warm

    nlp = load(settings.model, settings.lexicon, fast=settings.fast)
    warm(nlp)
    return Analyst(nlp)
