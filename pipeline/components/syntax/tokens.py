"""A parsed doc as the rules read it: plain Python objects, made once for each article.

spaCy makes a new token each time that one is asked for, looks its tags up in the table of strings each time that they are read, and
finds children by a search through the tree. The rules ask some twenty thousand times for each thousand words, so here all of it is
read from the doc in one go. The names are spaCy's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

import numpy as np
from spacy import attrs

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: What is read from the doc: what spaCy keeps as the number of a string, then what it keeps as it is.
STRINGS = (attrs.ORTH, attrs.LOWER, attrs.LEMMA, attrs.POS, attrs.DEP, attrs.ENT_TYPE, attrs.MORPH)
NUMBERS = (attrs.IDX, attrs.SENT_START, attrs.IS_LOWER, attrs.IS_PUNCT, attrs.IS_SPACE)

#: How many strings are remembered: a long run meets new ones for ever.
SPELLED = 2**15
#: The strings behind spaCy's numbers, which are hashes and the same in each vocabulary.
_spelled: dict[int, str] = {}
#: What each bundle of features says: there are some hundreds of bundles.
_features: dict[str, dict[str, str]] = {}


def features(morph: str) -> dict[str, str]:
    """The first value of each feature of a bundle as UD writes it (*Mood=Ind|Number=Sing*)."""
    known = _features.get(morph)
    if known is None:
        pairs = (part.partition("=") for part in morph.split("|") if "=" in part)
        known = _features[morph] = {name: values.split(",")[0] for name, _, values in pairs}
    return known


def spelled(doc: Doc, numbers: set[int]) -> dict[int, str]:
    """A table that has the strings behind ``numbers``."""
    global _spelled
    if len(_spelled) > SPELLED:
        _spelled = {}  # not emptied: another thread may be reading it
    table = _spelled
    for number in numbers.difference(table):
        table[number] = doc.vocab.strings[number]
    return table


class Token:
    """One token. Nothing of it changes once the tags are mended."""

    __slots__ = (
        "_left", "children", "dep_", "doc", "ent_type_", "features", "form", "head", "i", "idx", "is_lower", "is_punct", "is_sent_start", "is_space",
        "lemma_", "lower_", "pos_", "preposition", "text",
    )  # fmt: skip

    def __init__(
        self, doc: Tokens, i: int, text: str, lower: str, lemma: str, pos: str, dep: str, ent_type: str, features: dict[str, str],
        idx: int, sent_start: int, is_lower: int, is_punct: int, is_space: int,
    ) -> None:  # fmt: skip
        self.doc = doc
        self.i = i
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.features = features
        self.idx = idx
        self.is_sent_start = sent_start == 1
        self.is_lower = is_lower == 1
        self.is_punct = is_punct == 1
        self.is_space = is_space == 1
        self.head = self
        self.children: list[Token] | tuple[()] = ()
        self._left: Token | None = None
        # answers that the rules have worked out: see tags.py
        self.form: str | None = None
        self.preposition: bool | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def retag(self, pos: str, dep: str, morph: str | None = None) -> None:
        """Give the token other tags, in spaCy's doc too."""
        token: Any = self.doc.source[self.i]
        self.pos_, self.dep_ = token.pos_, token.dep_ = pos, dep
        if morph is not None:
            token.set_morph(morph)
            self.features = features(morph)
        self.form = self.preposition = None

    def nbor(self, distance: int = 1) -> Token:
        """The token ``distance`` places further on."""
        place = self.i + distance
        if place < 0:
            raise IndexError(f"no token {place}")
        return self.doc.tokens[place]

    # what few rules ask for is looked up when they do

    @property
    def tag_(self) -> str:
        """The tag of the treebank's own set."""
        tag: str = self.doc.source[self.i].tag_
        return tag

    @property
    def ent_iob_(self) -> str:
        """``B`` where a named entity begins, ``I`` within it, ``O`` outside."""
        return self.doc.source[self.i].ent_iob_

    @property
    def whitespace_(self) -> str:
        """The space behind it, if there is one."""
        return self.doc.source[self.i].whitespace_

    @property
    def is_alpha(self) -> bool:
        """Whether it is all letters."""
        return self.text.isalpha()

    @property
    def is_upper(self) -> bool:
        """Whether its letters are capitals."""
        return self.text.isupper()

    @property
    def is_digit(self) -> bool:
        """Whether it is all digits."""
        return self.text.isdigit()

    @property
    def is_title(self) -> bool:
        """Whether capitals begin its words, and nothing else."""
        return self.text.istitle()

    @property
    def like_num(self) -> bool:
        """Whether it is a number, in digits or letters."""
        return bool(self.doc.source[self.i].like_num)

    @property
    def sentence_start(self) -> int:
        """The first token of its sentence, as the parser cut it."""
        start: int = self.doc.source[self.i].sent.start
        return start

    @property
    def left_edge(self) -> Token:
        """The first of the tokens that hang from it, or itself."""
        if self._left is None:
            self._left = self.doc.tokens[self.doc.source[self.i].left_edge.i]
        return self._left

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and what hangs from it, in no order."""
        stack = [self]
        while stack:
            token = stack.pop()
            yield token
            stack += token.children

    @property
    def ancestors(self) -> Iterator[Token]:
        """The token's head, the head's head and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether ``descendant`` hangs from the token, however far below."""
        return any(token is self for token in descendant.ancestors)


_item = list.__getitem__


class Run(list[Token]):
    """Tokens in a row."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """What they say, without the space behind them."""
        if not self:
            return ""
        first, last = _item(self, 0), _item(self, -1)
        return first.doc.text[first.idx : last.idx + len(last.text)]


class Entity(Run):
    """A run that the entity recogniser gave a label."""

    __slots__ = ("end", "label_", "start")

    def __init__(self, tokens: list[Token], start: int, end: int, label: str) -> None:
        super().__init__(tokens)
        self.start, self.end, self.label_ = start, end, label


class Tokens(list[Token]):
    """All tokens of a doc. ``tokens``: the same as a plain list, for tight loops; ``source``: spaCy's doc."""

    __slots__ = ("_by_text", "source", "text", "tokens")

    def __init__(self, doc: Doc) -> None:
        self.source = doc
        self.tokens = self._read(doc)
        self._by_text: dict[str, list[int]] | None = None
        super().__init__(self.tokens)

    def _read(self, doc: Doc) -> list[Token]:
        columns: list[list[Any]] = doc.to_array([*STRINGS, *NUMBERS]).T.tolist()
        numbers = columns[: len(STRINGS)]
        table = spelled(doc, set().union(*numbers))
        words: list[list[Any]] = [list(map(table.__getitem__, column)) for column in numbers]
        words[-1] = list(map(features, words[-1]))
        tokens = [Token(self, *row) for row in zip(range(len(doc)), *words, *columns[len(STRINGS) :], strict=True)]
        # doc.text would make each token once more
        self.text = "".join([word + " " if space else word for word, space in zip(words[0], doc.to_array(attrs.SPACY).tolist(), strict=True)])
        heads = doc.to_array(attrs.HEAD).astype("int64") + np.arange(len(doc))
        for token, head in zip(tokens, heads.tolist(), strict=True):
            if head != token.i:
                token.head = parent = tokens[head]
                if parent.children:
                    parent.children.append(token)  # type: ignore[union-attr]
                else:
                    parent.children = [token]
        return tokens

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> Token: ...
    @overload
    def __getitem__(self, key: slice, /) -> Run: ...
    def __getitem__(self, key: Any, /) -> Any:
        found = _item(self, key)
        return found if found.__class__ is Token else Run(found)

    @property
    def by_text(self) -> dict[str, list[int]]:
        """Where each word stands, with its capitals."""
        if self._by_text is None:
            self._by_text = {}
            for token in self.tokens:
                self._by_text.setdefault(token.text, []).append(token.i)
        return self._by_text

    @property
    def ents(self) -> list[Entity]:
        """What the entity recogniser found."""
        return [Entity(self.tokens[ent.start : ent.end], ent.start, ent.end, ent.label_) for ent in self.source.ents]

    def release(self) -> None:
        """Let the tokens go: they refer to one another, so that only the garbage collector, some time, would free them."""
        for token in self.tokens:
            token.children, token._left = (), None
            del token.head, token.doc
