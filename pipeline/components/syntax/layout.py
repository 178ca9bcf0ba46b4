"""Lines, sentences, quotations and places of one doc."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from itertools import pairwise

from spacy.tokens import Doc

from pipeline.components.known_words import known
from pipeline.components.paragraphs import label_end
from pipeline.components.quotations.pairing import Quotation
from pipeline.components.syntax.mending import mend
from pipeline.components.syntax.once import once
from pipeline.components.syntax.tags import MAX_SENTENCE, OPENING
from pipeline.components.syntax.tokens import Token, Tokens
from pipeline.lexicon import Lexicon, straight

#: Steps up a tree that cost less than numbering the trees of the whole doc, which is for those that no writer makes.
DEEP = 40


class Layout:
    """Where things stand in a doc, looked up once."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = Tokens(doc)
        self.tokens: list[Token] = self.doc
        self.lexicon = lexicon
        self.quotations: list[Quotation] = []
        self.retagged: set[int] = set()  # verbs that the tagger took for something else
        self.text = self.doc.text
        mended = sorted({*self.in_table("titles"), *self.in_table("times_of_day"), *self.places.get("ad", ())})
        self.rejoined = mend(self.doc, lexicon, mended)  # participles that the parser had parted from their auxiliaries

    @once
    def words(self) -> list[str]:
        """What each token says, in lower case and with straight apostrophes, as the lexicon's keys are."""
        words = [token.lower_ for token in self.tokens]
        return list(map(straight, words)) if "’" in self.text else words

    @once
    def lemmas(self) -> list[str]:
        """The first word of each token's lemma: that of *farlo* is *fare lo*."""
        return [lemma.split(" ")[0] if " " in (lemma := token.lemma_) else lemma for token in self.tokens]

    @once
    def places(self) -> dict[str, list[int]]:
        """Where each word stands."""
        places: dict[str, list[int]] = {}
        for at in self.doc.by_text.values():
            word = self.words[at[0]]
            places[word] = sorted(places[word] + at) if word in places else at
        return places

    @once
    def _sought(self) -> dict[str, list[int]]:
        """Where the words of each of the lexicon's tables stand."""
        found: dict[str, list[int]] = {}
        known = self.lexicon.sought
        for word, at in self.places.items():
            tables = known.get(word)
            for table in tables if tables is not None else self.lexicon.tables_of(word):
                found.setdefault(table, []).extend(at)
        return {table: sorted(at) for table, at in found.items()}

    def where(self, words: Collection[str]) -> list[int]:
        """The tokens, in order, that say one of a few ``words``; of those in a table of the lexicon :meth:`in_table` knows."""
        places = self.places
        return sorted([i for word in words if word in places for i in places[word]])

    def in_table(self, table: str) -> list[int]:
        """The tokens, in order, whose words the lexicon's ``table`` holds: see :meth:`~pipeline.lexicon.Lexicon.tables_of`."""
        return self._sought.get(table, [])

    @once
    def sentence_starts(self) -> list[int]:
        """First token of every sentence; a line break ends one, whatever the parser says."""
        tokens, starts = self.tokens, [0]
        for i in sorted({*(t.i for t in tokens if t.is_sent_start), *(end + 1 for end in self.line_ends), len(tokens)}):
            while i - starts[-1] > MAX_SENTENCE:
                starts.append(starts[-1] + MAX_SENTENCE)
            if not 0 < i < len(tokens):
                continue
            if tokens[i - 1].text == "," and tokens[i].is_lower and i - starts[-1] < MAX_SENTENCE:
                continue  # no sentence begins so
            if starts[-1] == i - 1 and tokens[i - 1].text in OPENING:
                continue  # the parser set an opening mark apart
            starts.append(i)
        return starts

    @once
    def _nesting(self) -> tuple[list[int], list[int]]:
        """For each token its place in a walk down the trees, and the place behind its last descendant."""
        stack = [t.i for t in self.tokens if t.head is t]
        tokens, place = self.tokens, 0
        entered, left = [0] * len(tokens), [0] * len(tokens)
        while stack:
            i = stack.pop()
            if i < 0:
                left[~i] = place
                continue
            entered[i] = place
            place += 1
            if children := tokens[i].children:
                stack.append(~i)
                stack += [child.i for child in children]
            else:
                left[i] = place
        return entered, left

    def under(self, i: int, ancestor: int) -> bool:
        """Whether token ``i`` is ``ancestor`` or hangs from it, however far below."""
        token, above = self.tokens[i], self.tokens[ancestor]
        for _ in range(DEEP):
            if token is above:
                return True
            if token.head is token:
                return False
            token = token.head
        entered, left = self._nesting
        return entered[ancestor] <= entered[i] < left[ancestor]

    @once
    def label_ends(self) -> frozenset[int]:
        """Tokens behind the datelines and times that open lines (*ROMA -*, *Ore 14.30 -*)."""
        return frozenset(end for _, end in self.datelines)

    @once
    def datelines(self) -> list[tuple[int, int]]:
        """Token spans of the datelines and times that open lines."""
        heads = (i for i in (0, *(end + 1 for end in self.line_ends)) if i < len(self.doc))
        return [(i, end) for i in heads if (end := label_end(self.doc, i)) > i]

    @once
    def line_ends(self) -> list[int]:
        """The tokens that hold a line break."""
        return sorted([i for word, at in self.places.items() if "\n" in word for i in at])

    @once
    def first_line(self) -> int:
        """Token index of the end of the first line (the headline)."""
        return next(iter(self.line_ends), 0)

    @once
    def quotation_places(self) -> list[tuple[int, int, int, int, int]]:
        """For each of the outermost quotations its first token, the token after its last, the tokens before and after its marks, and its words."""
        doc, places = self.doc, []
        for q in self.quotations:
            first, last = self.token_at(q.start), self.token_at(q.end - 1) + 1
            before, after = first - 1, last
            while before >= 0 and doc[before].idx >= q.outer_start:
                before -= 1
            while after < len(doc) and doc[after].idx < q.outer_end:
                after += 1
            places.append((first, last, before, after, sum(not (t.is_punct or t.is_space) for t in doc[first:last])))
        return places

    @once
    def loose_lines(self) -> list[tuple[int, int]]:
        """Token spans of the lines that do not end like sentences of running text, and of the first line."""
        doc = self.doc
        lines, start = [], 0
        for end in self.line_ends:
            lines.append((start, end))
            start = end + 1
        lines.append((start, len(doc)))
        for k in range(len(lines) - 1, 0, -1):  # Rossi: ⏎ nessun aumento
            a, b = lines[k - 1]
            if b - a < 10 and b > a and doc[b - 1].text == ":" and k < 3:
                lines[k - 1 : k + 1] = [(a, lines[k][1])]
        out = []
        for k, (a, b) in enumerate(lines):
            while a < b and doc[a].is_space:
                a += 1
            a = next((end for end in sorted(self.label_ends) if a < end < b), a)  # Ore 14.30 - Il sindaco: «…»
            if b > a and (doc[b - 1].text not in (".", "»", "”", '"') or k == 0):
                out.append((a, b))
        return out

    @once
    def stops(self) -> list[int]:
        """The tokens behind which a sentence is over for a quotation's cue: full stops and the like, line breaks, datelines."""
        doc = self.doc
        marks = [i for mark in (".", "?", "!", ";") for i in doc.by_text.get(mark, ()) if not (i + 1 < len(doc) and not doc[i].whitespace_ and doc[i + 1].is_alpha and not doc[i + 1].text[:1].isupper())]
        return sorted({*marks, *self.line_ends, *(end - 1 for end in self.label_ends)})

    def sentence(self, i: int) -> tuple[int, int]:
        """Token indices of the sentence of token ``i``, outer white space left out."""
        if i < 0:
            return 0, 0
        try:
            return self._sentences[i]
        except IndexError:
            return self._sentences[-1]

    @once
    def _sentences(self) -> list[tuple[int, int]]:
        """For each token its sentence."""
        sentences: list[tuple[int, int]] = []
        tokens = self.tokens
        for start, behind in pairwise([*self.sentence_starts, len(tokens)]):
            end = behind
            while end > start + 1 and tokens[end - 1].is_space:
                end -= 1
            sentences += [(start, end)] * (behind - start)
        return sentences or [(0, 0)]

    def token_at(self, place: int) -> int:
        """Index of the token that holds code point ``place`` (or of the next one)."""
        return min(bisect_right(self.token_starts, place) - 1 if self._inside(place) else bisect_right(self.token_starts, place), len(self.doc) - 1)

    def _inside(self, place: int) -> bool:
        k = bisect_right(self.token_starts, place) - 1
        return k >= 0 and place < self.token_starts[k] + len(self.doc[k])

    @once
    def token_starts(self) -> list[int]:
        """Where each token begins, in code points."""
        return [token.idx for token in self.tokens]

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Code points of tokens ``start`` to ``end`` (exclusive)."""
        return self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])

    def quoted(self, i: int) -> bool:
        """Whether token ``i`` stands inside a quotation."""
        return self._quoted[i]

    @once
    def _quoted(self) -> list[bool]:
        """For each token whether it stands inside a quotation: asked more often than there are tokens."""
        quoted = [False] * len(self.tokens)
        for k, quotation in enumerate(self.quotations):
            stop = quotation.outer_end if k + 1 == len(self.quotations) else min(quotation.outer_end, self.quotations[k + 1].outer_start)
            first, last = bisect_left(self.token_starts, quotation.outer_start), bisect_left(self.token_starts, stop)
            quoted[first:last] = [True] * (last - first)
        return quoted

    @once
    def _quotation_starts(self) -> list[int]:
        return [q.outer_start for q in self.quotations]

    @once
    def names(self) -> frozenset[str]:
        """Words that are names somewhere in the text: in a person's or body's name, or proper nouns where a capital says something."""
        return frozenset([t.text for t in self.doc.capitals if (t.ent_type_ in ("PER", "ORG") or (t.pos_ == "PROPN" and not t.is_sent_start)) and t.text.istitle()])

    @once
    def particle_names(self) -> frozenset[int]:
        """Tokens of the capital particles that open a surname: *De Neri*, *Di Neri* inside a sentence, or at its head where a verb follows
        and the text has the surname elsewhere.
        """
        found, heads = set(), []
        whole = set()
        for one, two in pairwise(self.doc.capitals):
            if not (two.i == one.i + 1 and one.text.istitle() and two.text.istitle() and two.is_alpha and straight(one.lower_).rstrip("'") in self.lexicon.lists["surname_particles"]) or (one.i and self.tokens[one.i - 1].text in ("«", "“", '"')):
                continue
            before = self.tokens[one.i - 1] if one.i else None
            if one.i == 0 or one.is_sent_start or before is None or before.text in (".", ":", "!", "?") or "\n" in before.text:
                heads.append(one.i)
            elif one.lower_ in ("de", "di", "del", "d'", "d’") or before.text.istitle() or before.is_lower:
                found.add(one.i)
                whole.add((one.lower_, two.text))
        for i in heads:
            uncommon = self.tokens[i].lower_ in ("di", "del", "lo", "dal") and not known(self.tokens[i + 1].text)[1] and self.tokens[i + 1].ent_type_ != "LOC" and any(t.pos_ in ("AUX", "VERB") or t.text == ":" for t in self.tokens[i + 2 : i + 3])
            if self.tokens[i].lower_ == "de" or uncommon or (self.tokens[i].lower_, self.tokens[i + 1].text) in whole:
                found.add(i)
        return frozenset(found)

    def is_name(self, token: Token) -> bool:
        """Whether a token is a proper noun, whatever its tag here (*Lodi: «…»* at a sentence's start)."""
        return token.pos_ == "PROPN" or (token.text in self.names and token.lower_ not in self.lexicon.titles)
