"""Lemmas looked up by word and part of speech, where one lemma alone is right; what is not listed keeps the edit trees' lemma."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

FILE = "lemmas.tsv.gz"


@Language.factory("lemma_lexicon", assigns=["token.lemma"], requires=["token.pos"])
def make(nlp: Language, name: str) -> LemmaLexicon:
    """An empty list, to be read from disk or given with :meth:`LemmaLexicon.fill`."""
    return LemmaLexicon(nlp.vocab, name)


class LemmaLexicon:
    """Overwrites the lemma of each token whose lower-case form is listed under its part of speech."""

    def __init__(self, vocab: Vocab, name: str = "lemma_lexicon") -> None:
        self.vocab, self.name = vocab, name
        self.lemmas: dict[str, dict[str, str]] = {}

    def fill(self, lemmas: Mapping[str, Mapping[str, str]]) -> None:
        """Take over ``lemmas``: part of speech → lower-case form → lemma."""
        self.lemmas = {pos: dict(table) for pos, table in lemmas.items()}

    def __call__(self, doc: Doc) -> Doc:
        """Look up every token of ``doc``."""
        for token in doc:
            table = self.lemmas.get(token.pos_)
            lemma = table.get(token.lower_) if table else None
            if lemma is not None:
                token.lemma_ = lemma
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The list as text, one line for each lemma: part of speech, lemma, its forms."""
        lines = []
        for pos in sorted(self.lemmas):
            forms: dict[str, list[str]] = {}
            for form, lemma in self.lemmas[pos].items():
                forms.setdefault(lemma, []).append(form)
            lines += [f"{pos}\t{lemma}\t{' '.join(sorted(forms[lemma]))}\n" for lemma in sorted(forms)]
        return "".join(lines).encode("utf-8")

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> LemmaLexicon:
        """Read what :meth:`to_bytes` wrote."""
        self.lemmas = {}
        for line in data.decode("utf-8").splitlines():
            pos, lemma, forms = line.split("\t")
            table = self.lemmas.setdefault(pos, {})
            for form in forms.split(" "):
                table[form] = lemma
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the list into the folder ``path``."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_bytes(gzip.compress(self.to_bytes(), mtime=0))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> LemmaLexicon:
        """Read the list from the folder ``path``."""
        return self.from_bytes(gzip.decompress((Path(path) / FILE).read_bytes()))
