"""``python -m tests.fuzz.one TARGET CORPUS -OPTION…``: libFuzzer through atheris on one target; the options are libFuzzer's."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    import pipeline.components.factories
    import pipeline.evaluation.files
    import pipeline.extraction
    import pipeline.formats.brat
    import pipeline.formats.cas
    import pipeline.formats.docbin
    import pipeline.formats.labelstudio
    import pipeline.formats.rows.csv
    import pipeline.formats.speakers  # noqa: F401

from tests.fuzz.targets import TARGETS
from tests.fuzz.targets import pipeline as load

if __name__ == "__main__":
    target = sys.argv.pop(1)
    if target == "extractor":
        load()
    atheris.Setup(sys.argv, TARGETS[target])
    atheris.Fuzz()
