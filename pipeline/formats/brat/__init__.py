"""brat standoff: a folder of .txt and .ann files with brat's configuration (https://brat.nlplab.org/standoff.html)."""

from pipeline.formats.brat.read import read
from pipeline.formats.brat.write import writer

__all__ = ["read", "writer"]
