"""HTML: the main text of a page, its title, date, author and address, as trafilatura finds them."""

from __future__ import annotations

import logging
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from trafilatura import bare_extraction
from trafilatura.settings import Document
from trafilatura.utils import detect_encoding

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs.options import Reading
from pipeline.formats.inputs.source import Source

#: Bytes of a page: the time that trafilatura takes grows faster than they do (2 MB take a second, 10 MB a minute).
LARGEST = 5_000_000
#: What a page calls Latin-1 is, by the rules of the Web, Windows' superset of it.
AS_ON_THE_WEB = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
#: The date that a page states; none that is guessed from its text.
STATED = {"extensive_search": False, "original_date": True}
LOG = logging.getLogger("chidice")
for _name in ("trafilatura", "htmldate", "justext"):  # what they complain of is told as a problem, with its place
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def read(source: Source, how: Reading) -> Iterator[Article | Problem]:
    """Yield the page's article."""
    with source.open() as handle:
        data = handle.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield source.problem(f"a page of more than {LARGEST // 1_000_000} MB")
        return
    try:
        page = decoded(data, how.encoding)
    except UnicodeDecodeError as error:
        yield source.problem(f"not {error.encoding.upper()} at byte {error.start}; name the encoding with --encoding")
        return
    yield _article(page, source)


def _article(page: str, source: Source) -> Article | Problem:
    try:
        found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=STATED)
    except Exception:  # whatever the page does to the library, it must not cost the other articles
        LOG.info("trafilatura failed on %s", source.name, exc_info=True)
        return source.problem("trafilatura fails on this page (-v shows where)")
    if not isinstance(found, Document) or not (text := found.text or "").strip():
        return source.problem("no text of an article found in this page")
    meta = {
        "url": found.url, "author": found.author, "sitename": found.sitename, "section": "; ".join(found.categories or ()),
        "description": found.description, "tags": list(found.tags or ()),
    }  # fmt: skip
    return Article(source.id, source.name, text, found.title, found.date, {name: value for name, value in meta.items() if value} or None)


def decoded(data: bytes, encoding: str | None = None) -> str:
    """The page's characters: by ``encoding`` where it is given; else by its first bytes, as UTF-8, as the page itself says, or as its
    bytes look. Raises ``UnicodeDecodeError`` where ``encoding`` is wrong.
    """
    if encoding is not None:
        return data.decode(encoding)
    for mark, name in ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.removeprefix(BOM_UTF8).decode(name, "replace")
    stated = _CHARSET.search(data[:4096])
    said = stated[1].decode("ascii").lower() if stated else "utf-8"
    for name in ("utf-8", AS_ON_THE_WEB.get(said, said), *detect_encoding(data)):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")
