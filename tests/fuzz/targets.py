"""From the bytes that a fuzzer makes up to a call of an invariant. A target is a name and a function of bytes."""

from __future__ import annotations

import re
from functools import cache

from tests.fuzz import invariants

#: What news is made of, and what breaks it: a byte below ``len(PIECES)`` stands for one of these, so that mutated bytes are other sentences.
PIECES = (
    "«|»|“|”|„|‘|’|'|\"|<<|>>|''|—| — |–| - |-|: |, |. |; |? |! |… |(|) |\n|\n\n|\r\n| |\t|  |/|%|@|#|\u00a0|\u200b|\ufeff|\u2028|\u0085|\u0301|😀|\ud800|\u202e|1|2024|3,5 "
    "|Marta Lodi |Lodi |Aldo Neri |la Torvani |il Pd |Ferrano |ROMA |Ore 14.30 - |il ministro |la ministra |il sindaco |i sindacati |la procura |il presidente |l'assessora |gli esperti |lui |lei "
    "|un testimone |la direttrice |il governo |ha |hanno |avrebbe |è |sono |era |stato |detto |dice |dicono |disse |ha detto |aggiunge |spiega |nega |negano |teme |chiede |chiedono |accusa |critica "
    "|promette |annuncia |sostiene |secondo |per |a detta di |stando a |a parere di |l'annuncio di |la proposta |la richiesta |l'idea |convinto |contrario |favorevoli |d'accordo |contro |dubbi "
    "|che |di |se |a |da |al |dal |della |del |dei |e |o |ma |però |anche |non |né |mai |si |lo |la |li |gli |le |ne |ci |il |un |una |l'|all'|dell'|chi |cui |quando |dove |perché |come "
    "|la fabbrica |il piano |i licenziamenti |la riforma |la vendita |il ponte |il bilancio |la città |tempo |ieri |oggi |chiude |chiuda |chiuderà |vendere |votare |andare |aprire |fermo |aperta "
    "|D. |R. |Domanda: |Risposta: |(Agn) - |DOMANDA. |una |pure |parola |anzi |inoltre |voglio |vogliamo |devo |credo |penso |so |far sapere |mettere in guardia |dirsi |ritiene |definisce |giudica "
).split("|")  # fmt: skip
#: Letters that Python's other ways of cutting lines, words and cases may trip over.
ODD = "ßŉİıǅﬁΣςæ١²½Ⅷ\x00\x0b\x0c\x1c\x85\u2029\u3000\u180e\U0001f1ee\U0010ffff"

#: Half a character: spaCy's tokenizer takes none, and an article that holds one is refused before it comes to that.
SURROGATE = re.compile("[\ud800-\udfff]")


def text_of(data):
    """A text: pieces of news for most inputs, for those that begin with 0xFF the UTF-8 of what follows."""
    if data[:1] != b"\xff":
        return "".join(PIECES[byte] if byte < len(PIECES) else ODD[(byte - len(PIECES)) % len(ODD)] for byte in data)
    try:
        return data[1:].decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data[1:].decode("utf-8", "replace")


@cache
def pipeline():
    """The whole extractor on the embedded model."""
    import pipeline
    from pipeline.language import EMBEDDED

    return pipeline.load(str(EMBEDDED))


def _extractor(data):
    nlp = pipeline()
    with nlp.memory_zone():
        invariants.record(nlp, SURROGATE.sub("", text_of(data)))


TARGETS = {
    "quotations": lambda data: invariants.quotations(text_of(data)),
    "extractor": _extractor,
    "articles": lambda data: invariants.article(data[1:], ("utf-8", "utf-16", "latin-1", "cp1252", "utf-8-sig", "utf-7")[data[0] % 6 if data else 0]),
    "tables": invariants.table,
    "brat": lambda data: invariants.reader("brat", data),
    "label-studio": lambda data: invariants.reader("label-studio", data),
    "cas": lambda data: invariants.reader("cas", data),
    "docbin": lambda data: invariants.reader("docbin", data),
}
