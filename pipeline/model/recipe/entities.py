"""Read KIND's token/tag files as passages of running text with their named entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

from pipeline.model.recipe.gazetteer import Gazetteer

NO_SPACE_BEFORE = set(".,;:!?)]»”%…") | {"..."}
NO_SPACE_AFTER = set("([«“")
#: Words cut short at their end: a space follows.
CLIPPED = frozenset("po' mo' be' di' fa' va' sta' da' ca' de' ne' a'".split())


def read_kind(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield sentences as (token, IOB tag) pairs; bare tags (no B-/I-) make one entity of each run of the same tag."""
    sent: list[tuple[str, str]] = []
    last = "O"
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        token, _, tag = line.rstrip("\n").partition("\t")
        if not token:
            if sent:
                yield sent
            sent, last = [], "O"
            continue
        tag = tag.strip() or "O"
        iob = tag if tag == "O" or tag[1] == "-" else ("I-" if tag == last else "B-") + tag
        sent.append((token, iob))
        last = tag


def spaces(tokens: list[str]) -> list[bool]:
    """Whether a space follows each token, by the habits of Italian print (straight quotation marks paired in order)."""
    out, inside = [True] * len(tokens), False
    for i, token in enumerate(tokens):
        if token in NO_SPACE_BEFORE and i:
            out[i - 1] = False
        if token in NO_SPACE_AFTER or (token[-1:] in "'’" and token.lower().replace("’", "'") not in CLIPPED):
            out[i] = False
        if token == '"':
            inside = not inside
            if inside:
                out[i] = False
            elif i:
                out[i - 1] = False
    return out


class Mentions:
    """The entities of a file, to be put in one another's place (mention replacement)."""

    CHANCE = 0.3

    def __init__(self, sentences: list[list[tuple[str, str]]], gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer
        self.by_label: dict[str, list[list[str]]] = defaultdict(list)
        for sent in sentences:
            for label, tokens in self._entities(sent):
                self.by_label[label].append(tokens)

    @staticmethod
    def _entities(sent: list[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
        label = "O"
        tokens: list[str] = []
        for token, tag in [*sent, ("", "O")]:
            if tag[:1] != "I" and tokens:
                yield label, tokens
                tokens = []
            if tag != "O":
                label = tag[2:]
                tokens.append(token)

    def _other(self, label: str, tokens: list[str], before: str, rng: Random) -> list[str]:
        chance = rng.random()
        if self.gazetteer is not None and chance < self.gazetteer.SHARE:
            return self.gazetteer.replace(label, tokens, before, rng)
        return rng.choice(self.by_label[label]) if chance > 1 - self.CHANCE else []

    def sentence(self, sent: list[tuple[str, str]], rng: Random) -> list[tuple[str, str]]:
        """``sent`` with some entities replaced by others of their label that begin as they do (vowel or not: *l'Aquila*)."""
        out: list[tuple[str, str]] = []
        at = 0
        while at < len(sent):
            end = at + 1
            if sent[at][1] == "O":
                out.append(sent[at])
            else:
                while end < len(sent) and sent[end][1][:1] == "I":
                    end += 1
                label, vowel = sent[at][1][2:], sent[at][0][:1].lower() in "aeiou"
                tokens = [t for t, _ in sent[at:end]]
                other = self._other(label, tokens, sent[at - 1][0] if at else "", rng)
                if other and (other[0][:1].lower() in "aeiou") == vowel:
                    out += [(token, ("I-" if k else "B-") + label) for k, token in enumerate(other)]
                else:
                    out += sent[at:end]
            at = end
        return out
