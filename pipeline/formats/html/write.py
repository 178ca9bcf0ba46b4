"""The page, written article by article; all that comes from articles or files is escaped, and no script runs but the page's own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files

from pipeline import __version__
from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.html.view import view
from pipeline.formats.jsonl import writer as file_writer
from pipeline.schema import KINDS, STANCES


@contextmanager
def writer(target: str, options: Options) -> Iterator[Callable[[Document], None]]:
    """A function that adds documents to the HTML file ``target`` (``-``: standard output)."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(loader=PackageLoader("pipeline.formats.html"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style, script = stances() + _read("page.css"), _read("page.js")
    article = environment.get_template("article.html.jinja")
    count = triples = 0
    with file_writer(target) as handle:
        handle.write(
            environment.get_template("head.html.jinja").render(
                style=Markup(style), style_hash=_hash(style), script_hash=_hash(script), version=__version__, stances=STANCES, kinds=KINDS
            )
        )

        def add(document: Document) -> None:
            nonlocal count, triples
            section = article.render(a=view(document, count + 1, options.speakers))
            try:
                section.encode("utf-8")
            except UnicodeEncodeError as error:
                raise Unwritable("half a character (a lone surrogate), which UTF-8 cannot hold") from error
            handle.write(section)
            count, triples = count + 1, triples + len(document.record.triples)

        yield add
        handle.write(environment.get_template("tail.html.jinja").render(script=Markup(script), articles=count, triples=triples))


def stances() -> str:
    """The style sheet that says how claims of each stance, cues and mentions look, on this page and on others."""
    return _read("stances.css")


def _read(name: str) -> str:
    return (files("pipeline.formats.html") / "templates" / name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    """For the page's content security policy: the browser runs this source and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
