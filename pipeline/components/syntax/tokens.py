"""A parsed doc as the rules read it: plain Python objects, made once for each article.

spaCy makes a new token each time that one is asked for, looks its tags up in the table of strings each time that they are read, and
finds children by a search through the tree. The rules ask some twenty thousand times for each thousand words, so here all of it is
read from the doc in one go. The names are spaCy's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from sys import intern
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from spacy import attrs

from pipeline.lexicon.abbreviations import printed

if TYPE_CHECKING:
    from spacy.tokens import Doc

Word: TypeAlias = tuple[str, str, str, bool, bool, bool, bool]
Bundle: TypeAlias = tuple[str, str, str, dict[str, str], bool, tuple[str, str, str], bool]

#: What makes up a token's tags: there are some thousands of bundles of them in all.
TAGS = (attrs.POS, attrs.DEP, attrs.ENT_TYPE, attrs.MORPH, attrs.SENT_START, attrs.TAG, attrs.ENT_IOB, attrs.SPACY)
#: What is read from the doc, in numbers.
COLUMNS: list[int | str] = [attrs.HEAD, attrs.ORTH, attrs.LEMMA, *TAGS]
#: Odd numbers that mix those of word and lemma into one of 64 bits, and those of the tags into another.
MIX = np.zeros((10, 2), dtype="uint64")
MIX[:2, 0] = 1, 0x9FB21C651E98DF25
MIX[2:, 1] = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3

#: Letters of a word that is interned.
SHORT = 6
#: How many words and bundles are remembered: a long run meets new ones for ever.
REMEMBERED = 2**14
#: Words, by numbers mixed of spaCy's, which are hashes and the same in each vocabulary: as it stands, in lower case, its lemma, whether it is lower case, punctuation, space, has a capital.
_words: dict[int, Word] = {}
#: Part of speech, dependency, label, features, whether a sentence starts, what is seldom asked for, and whether a space stands behind the word.
_tags: dict[int, Bundle] = {}
#: What each bundle of features says: there are some hundreds of bundles.
_features: dict[str, dict[str, str]] = {}


def features(morph: str) -> dict[str, str]:
    """The first value of each feature of a bundle as UD writes it (*Mood=Ind|Number=Sing*)."""
    known = _features.get(morph)
    if known is None:
        pairs = (part.partition("=") for part in morph.split("|") if "=" in part)
        known = _features[morph] = {intern(name): intern(values.split(",")[0]) for name, _, values in pairs}
    return known


def _tables() -> tuple[dict[int, Word], dict[int, Bundle]]:
    """Words and bundles of tags; those that have grown too large are begun anew (not emptied: another thread may be reading them)."""
    global _words, _tags
    _words = _words if len(_words) <= REMEMBERED else {}
    _tags = _tags if len(_tags) <= REMEMBERED else {}
    return _words, _tags


class Token:
    """One token. Nothing of it changes once the tags are mended."""

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "features", "form", "head", "i", "idx", "is_lower", "is_punct", "is_sent_start", "is_space", "lemma_",
        "lower_", "pos_", "preposition", "seldom", "text",
    )  # fmt: skip

    # all set by Tokens, in one loop
    doc: Tokens
    i: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    dep_: str
    ent_type_: str
    features: dict[str, str]
    idx: int
    is_sent_start: bool
    is_lower: bool
    is_punct: bool
    is_space: bool
    head: Token
    children: list[Token] | tuple[()]
    #: what few rules ask for: the tag, the place in an entity, the space behind the word (one slot, as small tokens are read faster)
    seldom: tuple[str, str, str]
    # answers that the rules have worked out: see tags.py
    form: str | None
    preposition: bool | None

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
        return self.doc[place]

    # what few rules ask for is looked up when they do

    @property
    def tag_(self) -> str:
        """The tag of the treebank's own set."""
        return self.seldom[0]

    @property
    def ent_iob_(self) -> str:
        """``B`` where a named entity begins, ``I`` within it, ``O`` outside."""
        return self.seldom[1]

    @property
    def whitespace_(self) -> str:
        """The space behind it, if there is one."""
        return self.seldom[2]

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
        i = self.i
        while i and not self.doc[i].is_sent_start:
            i -= 1
        return i

    @property
    def left_edge(self) -> Token:
        """The first of the tokens that hang from it, or itself."""
        edges = self.doc.left_edges
        if self.i not in edges:
            edges[self.i] = self.doc.source[self.i].left_edge.i
        return self.doc[edges[self.i]]

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


def text_of(tokens: list[Token]) -> str:
    """What tokens in a row say, without the space behind them."""
    return tokens[0].doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)] if tokens else ""


class Entity(list[Token]):
    """A run that the entity recogniser gave a label."""

    __slots__ = ("end", "label_", "start")

    def __init__(self, tokens: list[Token], start: int, end: int, label: str) -> None:
        super().__init__(tokens)
        self.start, self.end, self.label_ = start, end, label

    @property
    def text(self) -> str:
        """What it says."""
        return text_of(self)


class Tokens(list[Token]):
    """All tokens of a doc; pieces of it are plain lists (see :func:`text_of`). ``source``: spaCy's doc."""

    __slots__ = ("by_text", "capitals", "left_edges", "source", "text")

    def __init__(self, doc: Doc) -> None:
        self.source = doc
        #: Where each word stands, with its capitals.
        self.by_text: defaultdict[str, list[int]] = defaultdict(list)
        #: The tokens that may be part of a name: they begin with a capital, or a part of them does, or all their letters are capitals.
        self.capitals: list[Token] = []
        #: The first of the tokens that hang from each, where somebody has asked for it.
        self.left_edges: dict[int, int] = {}
        super().__init__(self._read(doc))
        self.by_text.default_factory = None  # who asks for a word that is not there gets no place for it

    def _read(self, doc: Doc) -> list[Token]:
        array = doc.to_array(COLUMNS)
        numbers: list[list[int]] = (array[:, 1:] @ MIX).T.tolist()
        # how far on the head is: spaCy hands all numbers over as those without sign
        heads: list[int] = (array[:, 0].view("int64") + np.arange(len(array))).tolist()
        words, tags = _tables()
        by_text, capitals = self.by_text, self.capitals
        tokens: list[Token] = []
        pieces: list[str] = []
        place = 0
        for i, (word, tag) in enumerate(zip(*numbers, strict=True)):
            token = Token()
            token.doc, token.i, token.idx = self, i, place
            try:
                known, bundle = words[word], tags[tag]
            except KeyError:
                known, bundle = words[word], tags[tag] = _looked_up(doc[i])
            text, token.lower_, token.lemma_, token.is_lower, token.is_punct, token.is_space, capital = known
            token.pos_, token.dep_, token.ent_type_, token.features, token.is_sent_start, token.seldom, space = bundle
            token.text = text
            token.head = token
            token.children = ()
            token.form = token.preposition = None
            tokens.append(token)
            by_text[text].append(i)
            piece = text + " " if space else text
            pieces.append(piece)
            place += len(piece)
            if capital:
                capitals.append(token)
        self.text = "".join(pieces)  # doc.text would make each of spaCy's tokens once more
        for token, head in zip(tokens, heads, strict=True):
            if head != token.i:
                token.head = parent = tokens[head]
                if parent.children:
                    parent.children.append(token)  # type: ignore[union-attr]
                else:
                    parent.children = [token]
        return tokens

    @property
    def ents(self) -> list[Entity]:
        """What the entity recogniser found."""
        found = []
        for token in self:
            if token.ent_type_ and token.seldom[1] == "B":
                end = token.i + 1
                while end < len(self) and self[end].ent_iob_ == "I":
                    end += 1
                found.append(Entity(self[token.i : end], token.i, end, token.ent_type_))
        return found

    def release(self) -> None:
        """Let the tokens go: they refer to one another, so that only the garbage collector, some time, would free them."""
        for token in self:
            token.children = ()
            del token.head
        self.capitals.clear()
        self.clear()


def _one(text: str, same: str = "") -> str:
    """``same`` where it says the same, so that a word in lower case is one object with its lemma; else the text, interned if rules may ask for it.

    Long words are seldom asked for, and many: the table of interned strings would keep the size that it has once had.
    """
    return same if text == same else intern(text) if len(text) <= SHORT else text


def _looked_up(token: Any) -> tuple[Word, Bundle]:
    """What the tables hold for one of spaCy's tokens. Interned: most comparisons are then of one object with itself."""
    text = _one(token.text)
    lower, lemma = _one(token.lower_, text), token.lemma_
    if text[-1:] in "'’" and text in (accents := printed().accents):  # e' stato: as if it were printed with its accent
        lower = _one(accents[text])
        lemma = printed().lemmas.get(lower, lower)
    word = text, lower, _one(lemma, lower), token.is_lower, token.is_punct, token.is_space, text[:1].isupper() or text.istitle() or text.isupper()
    bundle = (
        intern(token.pos_), intern(token.dep_), intern(token.ent_type_), features(str(token.morph)), token.is_sent_start is True,
        (intern(token.tag_), intern(token.ent_iob_), intern(token.whitespace_)), bool(token.whitespace_),
    )  # fmt: skip
    return word, bundle
