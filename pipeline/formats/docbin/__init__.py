"""spaCy's DocBin (``.spacy``): articles with their claims, cues and mentions as span groups."""

from pipeline.formats.docbin.read import read
from pipeline.formats.docbin.write import writer

__all__ = ["read", "writer"]
