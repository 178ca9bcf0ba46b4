"""UIMA CAS (XMI) with its type system, as INCEpTION and other UIMA tools read it; through dkpro-cassis."""

from pipeline.formats.cas.read import read
from pipeline.formats.cas.write import writer

__all__ = ["read", "writer"]
