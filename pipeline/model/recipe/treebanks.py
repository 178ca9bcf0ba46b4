"""Read UD treebanks as spaCy docs, one sentence each, with their labels brought to ISDT's habits.

The treebanks of Italian agree on UD but not on every subtype: ParlaMint has no ``aux:pass`` and no ``acl:relcl``, PUD has
English part-of-speech tags, the tweets have subtypes of their own. A parser trained on the plain union learns a coin toss.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

#: Subtypes that only the tweets use, folded into the relation that ISDT has.
FOLDED = re.compile(r"^(parataxis|vocative|discourse|obl:tmod|nsubj:outer)(:.*)?$")
#: Treebanks whose language-specific tags follow another scheme: their tags count as missing.
FOREIGN_TAGS = ("pud",)
KNOWN_TAGS = frozenset(
    "A AP B BN CC CS DD DE DI DQ DR E E_RD FB FC FF FS I N NO PC PC_PC PD PE PI PP PQ PR RD RI S SP SW T V VA VA_PC VM VM_PC V_B V_PC V_PC_PC B_PC SYM X".split()
)


@dataclass
class Token:
    """One syntactic word as CoNLL-U gives it (``head`` counts from 1, 0 is the root)."""

    id: int
    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space_after: bool


@dataclass
class Sentence:
    """Words of one sentence, with the multi-word tokens that join some of them."""

    words: list[Token]
    text: str
    source: str
    ranges: dict[int, tuple[int, str, bool]] = field(default_factory=dict)  # first id -> (last id, form, space after)
    ident: str = ""

    def key(self) -> str:
        """What two copies of a sentence share in whatever treebank: letters and digits only, lower case."""
        return "".join(ch for ch in self.text.lower() if ch.isalnum())


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of one CoNLL-U file (empty nodes and enhanced dependencies are left out)."""
    source = path.name.split("-ud-")[0].removeprefix("it_")
    text, sentence, words, ranges = "", "", [], {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line[9:]
        elif line.startswith("# sent_id = "):
            sentence = line[12:]
        elif line and not line.startswith("#"):
            ident, form, lemma, pos, tag, feats, head, dep, _, misc = line.split("\t")
            space = "SpaceAfter=No" not in misc
            if "-" in ident:
                first, last = map(int, ident.split("-"))
                ranges[first] = (last, form, space)
            elif "." not in ident:
                morph = "" if feats == "_" else feats
                words.append(Token(int(ident), form, lemma, pos, tag, morph, int(head), dep, space))
        elif not line and words:
            yield Sentence(words, text, source, ranges, sentence)
            words, ranges = [], {}


def passives(sentences: Iterable[Sentence]) -> Counter[str]:
    """How often each verb lemma is passive (positive) or not (negative) where the treebank says so."""
    seen: Counter[str] = Counter()
    for sent in sentences:
        if sent.source in ("parlamint",):
            continue
        for word in sent.words:
            if word.dep in ("aux", "aux:pass") and word.lemma == "essere" and word.head:
                seen[sent.words[word.head - 1].lemma] += 1 if word.dep == "aux:pass" else -1
    return seen


def feature_lexicon(sentences: Iterable[Sentence]) -> dict[tuple[str, str], str]:
    """The commonest features of each (lower-case form, part of speech), outside the treebanks with features of their own."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sent in sentences:
        if sent.source not in FOREIGN_TAGS:
            for word in sent.words:
                counts[word.form.lower(), word.pos][word.morph] += 1
    return {key: seen.most_common(1)[0][0] for key, seen in counts.items()}


def italian_features(word: Token, known: dict[tuple[str, str], str]) -> str:
    """Features of a PUD word as ISDT would give them: looked up, else translated (PUD has no VerbForm, Clitic, NumType…)."""
    found = known.get((word.form.lower(), word.pos))
    if found is not None:
        return found
    feats = dict(f.split("=") for f in word.morph.split("|") if "=" in f)
    kept = {k: v for k, v in feats.items() if k in ("Gender", "Number", "Person", "Mood", "Tense")}
    if word.pos in ("VERB", "AUX"):
        if word.form.endswith(("are", "ere", "ire", "rre", "ar", "er", "ir")) and "Mood" not in kept:
            kept = {"VerbForm": "Inf"}
        elif word.form.endswith(("ando", "endo")):
            kept = {"VerbForm": "Ger"}
        elif "Person" in kept:
            kept |= {"VerbForm": "Fin"}
        else:
            kept |= {"VerbForm": "Part", "Tense": "Past"}
    elif word.pos in ("NOUN", "ADJ"):
        kept = {k: v for k, v in kept.items() if k in ("Gender", "Number")}
    elif word.pos in ("PROPN", "PUNCT", "ADV", "ADP", "CCONJ", "SCONJ"):
        kept = {}
    return "|".join(f"{k}={v}" for k, v in sorted(kept.items()))


def harmonise(sent: Sentence, passive: Counter[str], known: dict[tuple[str, str], str]) -> None:
    """Rewrite ``sent`` in place so that its labels follow ISDT's habits."""
    children: dict[int, list[Token]] = defaultdict(list)
    for word in sent.words:
        children[word.head].append(word)

    def below(word: Token) -> Iterator[Token]:
        for child in children[word.id]:
            yield child
            if child.dep not in ("acl", "acl:relcl", "advcl", "ccomp"):
                yield from below(child)

    for word in sent.words:
        if sent.source in FOREIGN_TAGS or word.tag not in KNOWN_TAGS:
            word.tag = ""
        if sent.source in FOREIGN_TAGS:
            word.morph = italian_features(word, known)
        elif word.pos == "DET" and word.lemma == "il" and "Definite" not in word.morph:
            word.morph = known.get((word.form.lower(), "DET"), word.morph)
        if match := FOLDED.match(word.dep):
            word.dep = {"obl:tmod": "obl", "nsubj:outer": "nsubj"}.get(match[1], match[1])
        if word.dep == "det" and "Poss=Yes" in word.morph:
            word.dep = "det:poss"
        if word.dep == "flat" and word.pos == "PROPN" and word.head and sent.words[word.head - 1].pos == "PROPN":
            word.dep = "flat:name"
    if sent.source not in ("parlamint", "pud", "markit"):
        return
    for word in sent.words:
        if word.dep == "acl" and any("PronType=Rel" in w.morph for w in below(word)):
            word.dep = "acl:relcl"
        participle = "VerbForm=Part" in word.morph
        auxiliaries = [w for w in children[word.id] if w.dep in ("aux", "aux:pass")]
        being = [w for w in auxiliaries if w.lemma in ("essere", "venire")]
        if participle and (len(being) > 1 or (being and (being[-1].lemma == "venire" or passive[word.lemma] > 0))):
            being[-1].dep = "aux:pass"
        is_passive = any(w.dep == "aux:pass" for w in auxiliaries) or (participle and word.dep.startswith("acl"))
        if is_passive:
            for child in children[word.id]:
                if child.dep in ("nsubj", "csubj"):
                    child.dep += ":pass"
                elif child.dep == "obl" and any(w.lemma in ("da", "da il") and w.dep == "case" for w in children[child.id]):
                    child.dep = "obl:agent"


@dataclass
class Surface:
    """One token as it is printed: the multi-word tokens merged, as spaCy's own Italian models have them."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int  # index of the head among the surface tokens; its own index for the root
    dep: str
    space: bool


def merge(sent: Sentence) -> list[Surface]:
    """Join the words of multi-word tokens (*della* = *di* + *la*), as ``spacy convert --merge-subtokens`` does.

    Lemmas are joined by a space, tags by ``_``, features united; part of speech and relation are the highest word's.
    """
    groups: list[tuple[list[Token], str, bool]] = []
    ids = iter(sent.words)
    for word in ids:
        if word.id in sent.ranges:
            last, form, space = sent.ranges[word.id]
            groups.append(([word, *(next(ids) for _ in range(last - word.id))], form, space))
        else:
            groups.append(([word], word.form, word.space_after))
    place = {word.id: i for i, (words, _, _) in enumerate(groups) for word in words}
    out = []
    for i, (words, form, space) in enumerate(groups):
        top = next((w for w in words if w.head == 0 or place[w.head] != i), words[0])
        feats = sorted({f for w in words for f in w.morph.split("|") if f})
        tags = [w.tag for w in words]
        out.append(
            Surface(
                form=form,
                lemma=" ".join(w.lemma for w in words),
                pos=top.pos,
                tag="_".join(tags) if all(tags) else "",
                morph="|".join(_one_value(feats)),
                head=i if top.head == 0 else place[top.head],
                dep="ROOT" if top.head == 0 else top.dep,
                space=space,
            )
        )
    return out


def _one_value(feats: list[str]) -> list[str]:
    """Keep one pair per feature, the values united (``PronType=Art,Prs``)."""
    values: dict[str, set[str]] = defaultdict(set)
    for feat in feats:
        name, _, value = feat.partition("=")
        values[name].update(value.split(","))
    return [f"{name}={','.join(sorted(vals))}" for name, vals in sorted(values.items())]
