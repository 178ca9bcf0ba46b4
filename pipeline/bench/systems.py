"""What is measured: Chidice, its full analysis, the bare spaCy pipeline on the same model, textacy's direct quotations on that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from pipeline.extraction import BATCH

#: Name → what it is; the order of the table.
SYSTEMS = {
    "chidice": "`pipeline.load()`: analysis and triples",
    "chidice --full": "the same with the model run by spaCy's own code",
    "spaCy": "the bare pipeline: tagger, parser, lemmatizer, entities of the same model, no rules",
    "spaCy, NumPy's BLAS": "the bare pipeline with thinc's BLAS exchanged, to tell what that alone gives",
    "textacy": "`textacy.extract.direct_quotations` on the bare pipeline, given our verbs (direct speech only)",
}
BASELINE = "spaCy"


class System(NamedTuple):
    """``run`` takes texts and returns how many attributions were found in them."""

    name: str
    run: Callable[[Iterable[str]], int]
    nlp: Any


class Unavailable(Exception):
    """The system cannot be measured here; the message says why."""


def build(name: str, model: str | None = None) -> System:
    """Load one of :data:`SYSTEMS`. Raises :class:`Unavailable` where something is not installed."""
    if name.startswith("chidice"):
        return _chidice(name, model)
    nlp = _bare(model)
    if name == "textacy":
        return System(name, _textacy(nlp), nlp)
    if name != BASELINE:
        from thinc.api import Model, NumpyOps

        for _, component in nlp.pipeline:
            if isinstance(found := getattr(component, "model", None), Model):
                for node in found.walk():
                    node.ops = NumpyOps(use_blis=False)
    return System(name, lambda texts: sum(0 for _ in nlp.pipe(texts, batch_size=BATCH)), nlp)


def _chidice(name: str, model: str | None) -> System:
    from pipeline.language import load

    nlp = load(model, fast=name == "chidice")
    return System(name, lambda texts: sum(len(doc._.triples) for doc in nlp.pipe(texts, batch_size=BATCH)), nlp)


def _bare(model: str | None) -> Any:
    """The pipeline as it is before Chidice adds anything to it."""
    from pipeline.language import load_bare

    return load_bare(model)


def _textacy(nlp: Any) -> Callable[[Iterable[str]], int]:
    try:
        from textacy import constants
        from textacy.extract.triples import direct_quotations
    except ImportError as error:
        raise Unavailable('not installed: pip install "chidice[bench]"') from error
    from pipeline.lexicon import load_lexicon

    verbs = load_lexicon().verbs
    constants.REPORTING_VERBS["it"] = {key for key, entry in verbs.items() if " " not in key and "quote" in entry.frames}

    def run(texts: Iterable[str]) -> int:
        found = 0
        for doc in nlp.pipe(texts, batch_size=BATCH):
            try:
                found += sum(1 for _ in direct_quotations(doc))
            except ValueError:  # an odd number of quotation marks: it gives the article up
                continue
        return found

    return run
