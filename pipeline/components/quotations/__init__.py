"""Pair quotation marks by type, across sentences and paragraphs."""
