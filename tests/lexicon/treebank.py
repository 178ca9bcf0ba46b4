"""Compare the conjugator with the treebanks: every form that they give for a lexicon verb must be generated, with its features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.lexicon.catalogue import Forms, VerbForm

MOODS = {"Ind": "indicative", "Sub": "subjunctive", "Cnd": "conditional", "Imp": "imperative"}
TENSES = {"Pres": "present", "Imp": "imperfect", "Past": "remote", "Fut": "future"}
#: What the treebanks give and no conjugator should: typing errors, elisions, tags of another mood.
SKIPPED = {"Abbr", "Typo", "Foreign"}


def tokens(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield (form, lemma, features) of the verbs and auxiliaries; a token with clitics is given as its host."""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[3] in ("VERB", "AUX"):
            features = dict(f.split("=") for f in columns[5].split("|") if "=" in f)
            yield columns[1].lower().replace("’", "'"), columns[2].lower(), features


def compatible(reading: VerbForm, features: dict[str, str]) -> bool:
    """Whether a reading has the treebank's mood, tense, person, number and gender, as far as they are given."""
    # VIT gives participles a tense and no verb form, and calls the imperfect past
    kind = features.get("VerbForm", "Fin" if "Mood" in features else "Part" if features.get("Tense") == "Past" or "Gender" in features else "")
    if not kind:
        return True
    if kind == "Fin" and features.get("Tense") == "Past" and (features.get("Aspect") == "Imp" or features.get("Mood") == "Sub"):
        features = {**features, "Tense": "Imp"}
    if kind != "Fin":
        if reading.mood != {"Inf": "infinitive", "Ger": "gerund", "Part": "participle"}.get(kind):
            return False
        if kind != "Part":
            return True
    elif ("Mood" in features and reading.mood != MOODS[features["Mood"]]) or (features.get("Tense", "") in TENSES and reading.mood != "imperative" and reading.tense != TENSES[features["Tense"]]):
        return False
    if "Person" in features and reading.person and str(reading.person) != features["Person"]:
        return False
    if "Number" in features and reading.number and reading.number != features["Number"]:
        return False
    return not (reading.gender and "Gender" in features and reading.gender != features["Gender"])


def coverage(folder: Path, forms: Forms, infinitives: set[str]) -> tuple[int, int, Counter[str]]:
    """(tokens generated with compatible features, tokens of lexicon verbs, what is missed)."""
    good = total = 0
    missed: Counter[str] = Counter()
    for path in sorted(folder.glob("*.conllu")):
        for form, lemma, features in tokens(path):
            if lemma not in infinitives or SKIPPED & set(features):
                continue
            total += 1
            readings = [r for r in forms.get(form, ()) if r.infinitive == lemma]
            if any(compatible(r, features) for r in readings):
                good += 1
            else:
                missed[f"{form} {lemma} {'|'.join(f'{k}={v}' for k, v in features.items())}"] += 1
    return good, total, missed
