"""A parsed doc as the rules read it: plain Python objects, made once for each article.

spaCy makes a new token each time that one is asked for, looks its tags up in the table of strings each time that they are read, and
finds children by a search through the tree. The rules ask some twenty thousand times for each thousand words, so here all of it is
read from the doc in one go. The names are spaCy's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from spacy import attrs

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: What is read from the doc: the word, what spaCy keeps as the numbers of strings, and what it keeps as it is.
STRINGS = (attrs.LEMMA, attrs.POS, attrs.DEP, attrs.ENT_TYPE, attrs.MORPH)
COLUMNS: list[int | str] = [attrs.ORTH, *STRINGS, attrs.SENT_START, attrs.SPACY, attrs.IDX, attrs.HEAD]

#: spaCy hands all of them over as numbers without sign: one that is over half of what these hold is less than none.
FORWARD, BACK = 2**63, 2**64

#: How many words and strings are remembered: a long run meets new ones for ever.
REMEMBERED = 2**14
#: Words by spaCy's numbers, which are hashes and the same in each vocabulary: as it stands, in lower case, whether it is lower case, punctuation, space.
_words: dict[int, tuple[str, str, bool, bool, bool]] = {}
#: The other strings, by their numbers.
_strings: dict[int, str] = {}
#: What each bundle of features says: there are some hundreds of bundles.
_features: dict[str, dict[str, str]] = {}


def features(morph: str) -> dict[str, str]:
    """The first value of each feature of a bundle as UD writes it (*Mood=Ind|Number=Sing*)."""
    known = _features.get(morph)
    if known is None:
        pairs = (part.partition("=") for part in morph.split("|") if "=" in part)
        known = _features[morph] = {name: values.split(",")[0] for name, _, values in pairs}
    return known


def _words_of(doc: Doc, numbers: list[int]) -> list[tuple[str, str, bool, bool, bool]]:
    global _words
    if len(_words) > REMEMBERED:
        _words = {}  # not emptied: another thread may be reading it
    table = _words
    for number in set(numbers).difference(table):
        word = doc.vocab[number]
        table[number] = word.text, word.lower_, word.is_lower, word.is_punct, word.is_space
    return list(map(table.__getitem__, numbers))


def _strings_of(doc: Doc, columns: list[list[int]]) -> list[list[str]]:
    global _strings
    if len(_strings) > REMEMBERED:
        _strings = {}
    table = _strings
    for number in set().union(*columns).difference(table):
        table[number] = doc.vocab.strings[number]
    return [list(map(table.__getitem__, column)) for column in columns]


class Token:
    """One token. Nothing of it changes once the tags are mended."""

    __slots__ = (
        "_left", "children", "dep_", "doc", "ent_type_", "features", "form", "head", "i", "idx", "is_lower", "is_punct", "is_sent_start", "is_space",
        "lemma_", "lower_", "pos_", "preposition", "text",
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
    _left: Token | None
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
            self._left = self.doc[self.doc.source[self.i].left_edge.i]
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

    __slots__ = ("_by_text", "source", "text")

    def __init__(self, doc: Doc) -> None:
        self.source = doc
        self._by_text: dict[str, list[int]] | None = None
        super().__init__(self._read(doc))

    def _read(self, doc: Doc) -> list[Token]:
        columns: list[list[Any]] = doc.to_array(COLUMNS).T.tolist()
        words, strings = _words_of(doc, columns[0]), _strings_of(doc, columns[1 : len(STRINGS) + 1])
        starts, spaces, places, heads = columns[len(STRINGS) + 1 :]
        # doc.text would make each of spaCy's tokens once more
        self.text = "".join([word[0] + " " if space else word[0] for word, space in zip(words, spaces, strict=True)])
        tokens = []
        for i, (word, lemma, pos, dep, ent_type, morph, start, place) in enumerate(zip(words, *strings, starts, places, strict=True)):
            token = Token()
            token.doc, token.i, token.idx = self, i, place
            token.text, token.lower_, token.is_lower, token.is_punct, token.is_space = word
            token.lemma_ = lemma
            token.pos_ = pos
            token.dep_ = dep
            token.ent_type_ = ent_type
            token.features = _features.get(morph) or features(morph)
            token.is_sent_start = start == 1
            token.head = token
            token.children = ()
            token._left = token.form = token.preposition = None
            tokens.append(token)
        for token, head in zip(tokens, heads, strict=True):
            if head:  # how far on, as a number without sign
                token.head = parent = tokens[token.i + (head if head < FORWARD else head - BACK)]
                if parent.children:
                    parent.children.append(token)  # type: ignore[union-attr]
                else:
                    parent.children = [token]
        return tokens

    @property
    def by_text(self) -> dict[str, list[int]]:
        """Where each word stands, with its capitals."""
        if self._by_text is None:
            self._by_text = {}
            for token in self:
                self._by_text.setdefault(token.text, []).append(token.i)
        return self._by_text

    @property
    def ents(self) -> list[Entity]:
        """What the entity recogniser found."""
        return [Entity(self[ent.start : ent.end], ent.start, ent.end, ent.label_) for ent in self.source.ents]

    def release(self) -> None:
        """Let the tokens go: they refer to one another, so that only the garbage collector, some time, would free them."""
        for token in self:
            token.children, token._left = (), None
            del token.head, token.doc
