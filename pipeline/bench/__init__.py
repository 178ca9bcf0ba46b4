"""How fast Chidice is, beside the bare spaCy pipeline and textacy: ``make bench``, or ``python -m pipeline.bench --help``."""
