"""Print how often each construction and each shape of speaker comes out right: ``python -m tests.grid``; ``--write`` puts the counts into ``templates.toml``."""

import re
import sys
from collections import Counter

import pipeline
from tests.grid.expand import BEFORE, HERE, cases, right

nlp = pipeline.load()
every = list(cases())
good = [right(case, doc._.triples) for case, doc in zip(every, nlp.pipe(BEFORE + case.sentence for case in every), strict=True)]
of = len({case.speaker for case in every})
by_template: Counter[str] = Counter()
by_speaker: Counter[str] = Counter()
for case, ok in zip(every, good, strict=True):
    by_template[case.template.text] += ok
    by_speaker[case.speaker.text] += ok
for text, count in sorted(by_template.items(), key=lambda pair: pair[1]):
    print(f"{count:3d}/{of}  {text}")
print()
for text, count in sorted(by_speaker.items(), key=lambda pair: pair[1]):
    print(f"{count:3d}/{len(by_template)}  {text}")
print(f"\n{sum(good)} of {len(good)} sentences right")
if "--write" in sys.argv[1:]:
    counts = iter([by_template[template] for template in dict.fromkeys(case.template.text for case in every)])
    path = HERE / "templates.toml"
    path.write_text(re.sub(r"(?m)^floor = \d+$", lambda _: f"floor = {next(counts)}", path.read_text(encoding="utf-8")), encoding="utf-8")
