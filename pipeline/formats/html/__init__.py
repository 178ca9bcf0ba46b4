"""One HTML page to read: the articles with who says what marked in them. It needs nothing else, neither network nor server."""

from pipeline.formats.html.write import writer

__all__ = ["writer"]
