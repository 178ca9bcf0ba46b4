"""Hostile input, made by machines: see README.md."""
