"""Readers of articles, one per format: plain text, HTML, JSONL, JSON, CSV, Parquet; each plain or gzipped, each as a stream."""

from pipeline.formats.inputs.options import Fields, Reading
from pipeline.formats.inputs.reading import read

__all__ = ["Fields", "Reading", "read"]
