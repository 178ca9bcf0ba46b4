"""Readers and writers, one per format."""
