"""A view of a parsed doc in the terms that attribution needs: verb groups, noun phrases, subjects, clauses.

Dependencies say what they can; where the parse is doubtful, order and punctuation decide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

import numpy as np
from spacy.attrs import HEAD, IDX, LOWER
from spacy.symbols import ADJ, AUX, VERB
from spacy.tokens import Doc, Token

from pipeline.components.paragraphs import label_end
from pipeline.components.quotations.pairing import Quotation
from pipeline.lexicon import Lexicon, straight
from pipeline.lexicon.entries import Title

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"}
VERBAL = {"VERB", "AUX"}
VERBAL_CODES = {VERB, AUX}
CLITICS = {"mi", "ti", "ci", "vi", "si", "lo", "la", "li", "le", "l'", "l’", "gli", "ne", "me", "te", "ce", "ve", "se", "glielo", "gliela", "m'", "s'"}
AUXILIARIES = {"ha", "hanno", "ho", "aveva", "avevano", "avrebbe", "avrebbero", "abbia", "abbiano", "aver", "avere", "avendo", "è", "sono", "era", "erano"}
ARTICLES = {"il", "lo", "la", "l'", "i", "gli", "le", "un", "una", "un'", "uno"}
RELATIVES = {"che", "cui", "quale", "quali", "chi"}
OPENING, CLOSING = set("«“‘\"'([{"), set("»”’\"')]}")
QUOTES = set("«»“”\"‘„‹›")
#: What may stand before a noun without being part of its mention.
FOCUS = {"anche", "pure", "solo", "soltanto", "invece", "però", "ancora", "persino", "perfino", "neanche", "nemmeno", "neppure", "proprio", "poi", "così", "inoltre", "infine", "intanto", "infatti", "dunque", "quindi", "sempre", "ieri", "oggi", "stesso"}  # fmt: skip
SPANS_OF_TIME = {"tempo", "anni", "mesi", "settimane", "giorni", "decenni", "ore", "sempre", "ieri", "oggi"}
TIMES_OF_DAY = {"mattina", "mattinata", "pomeriggio", "sera", "serata", "notte", "stamattina", "stasera", "stamani", "stamane", "stanotte"}
WEEKDAYS = {"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "ieri", "oggi", "domani"}
#: Tokens after which a sentence is cut where the text has no stop: rules look through whole sentences.
MAX_SENTENCE = 400
NP_PARTS = {"det", "det:poss", "det:predet", "amod", "nummod", "nmod", "flat", "flat:name", "flat:foreign", "compound", "case", "fixed", "obl", "advmod", "goeswith"}


def feature(token: Token, name: str) -> str:
    """The value of a UD feature of ``token``, or an empty string."""
    morph = token.morph
    key = (morph.key, name)  # type: ignore[attr-defined]
    if key not in _FEATURES:
        values = morph.get(name, [])
        _FEATURES[key] = values[0] if values else ""
    return _FEATURES[key]


#: What each bundle of features says, by its hash and the feature's name: there are some hundreds of bundles, and millions of questions.
_FEATURES: dict[tuple[int, str], str] = {}


INFINITIVE = re.compile(r"(?:[aei]r|r)(?:e|(?:mi|ti|ci|vi|si|l[oaie]|gli|ne|gliel[oaie]|gliene|[mtscv]e(?:l[oaie]|ne)))?$")


def verb_form(token: Token) -> str:
    """``VerbForm``: Fin, Inf, Ger or Part; read off the word where the tagger gives none."""
    form = feature(token, "VerbForm")
    if form != "Inf" and token.pos_ in VERBAL and token.i and token.lower_.endswith(("are", "ere", "ire")) and token.nbor(-1).lower_ in ("di", "a", "ad", "per", "da"):
        return "Inf"
    if form or token.pos_ not in VERBAL:
        return form
    if feature(token, "Mood") or feature(token, "Person"):
        return "Fin"
    return "Inf" if INFINITIVE.search(token.lower_) else ""


ADDRESSING = re.compile(r"(?:ad?|al|allo|alla|ai|agli|alle)$|all['’]$")
PREPOSITIONS = re.compile(r"(?:a[dl]?|di|d|da|in|con|su|per|tra|fra|contro|verso|(?:de|da|ne|su|a|co)(?:l|llo|lla|ll|i|gli|lle))$")


def is_preposition(token: Token) -> bool:
    """Whether the token is a preposition, with or without an article, whatever its tag (*l'Ad* is none: amministratore delegato)."""
    if token.text == "Ad" and token.i and token.nbor(-1).text[-1:] in "'’":
        return False
    return token.pos_ == "ADP" or (token.is_lower and bool(PREPOSITIONS.match(token.lower_.rstrip("'’"))) and token.pos_ != "PRON")


def is_break(token: Token) -> bool:
    """Whether punctuation sets what follows apart: a comma, a bracket, a dash between spaces."""
    return token.text in (",", ";", ":", "—", "–", "(") or (token.text == "-" and bool(token.whitespace_))


class Syntax:
    """Cached look-ups over one doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.quotations: list[Quotation] = []
        self.retagged: set[int] = set()  # verbs that the tagger took for something else
        # what is asked for again and again: trees and tags do not change any more, once the loop below is over
        self._sentences: dict[int, tuple[int, int]] = {}
        self._auxiliaries: dict[int, list[Token]] = {}
        self._groups: dict[tuple[int, int], tuple[int, int]] = {}
        self.text = doc.text
        ad = doc.vocab.strings["ad"]
        for token in self.tokens:
            if token.pos in VERBAL_CODES and token.lower_ in TIMES_OF_DAY:
                token.pos_, token.dep_ = "ADV", "advmod"
                token.set_morph("")  # type: ignore[attr-defined]
            if token.lower == ad and token.i and token.nbor(-1).lower_.replace("’", "'") in ("l'", "dell'", "all'", "dall'"):
                token.pos_, token.dep_ = "NOUN", "nsubj" if token.dep_ == "case" and token.nbor(-1).lower_[:2] in ("l'", "l’") else token.dep_  # l'ad ha confermato: amministratore delegato
            if (token.pos in VERBAL_CODES or (token.pos == ADJ and token.i + 1 < len(doc) and token.nbor(1).pos_ == "PROPN" and token.i and token.nbor(-1).pos_ == "DET")) and self._surely_noun(token):
                token.pos_, token.dep_ = "NOUN", "nmod" if token.dep_ in ("aux", "cop") else token.dep_
                token.set_morph("Gender=Fem|Number=Sing" if token.lower_.endswith("a") else "Number=Sing")  # type: ignore[attr-defined]
                if token.i and (article := token.nbor(-1)).lower_.replace("’", "'") in ARTICLES and article.head.i == token.i:
                    article.pos_, article.dep_ = "DET", "det"

    def _surely_noun(self, token: Token) -> bool:
        """Whether a noun for a person was taken for a verb: *l'assessora alla Cultura*, which taggers have not met."""
        title = self.lexicon.title(token.lower_)
        if title is None or title.type != "person" or title.plural or token.lower_ in self.lexicon.forms or token.lower_.endswith(("ato", "ata", "ito", "ita", "uto", "uta", "nte")):
            return False
        before = token.nbor(-1) if token.i else None
        article = before is not None and before.lower_.replace("’", "'") in ARTICLES | {"all'", "dell'", "dall'", "della", "alla", "dalla"} - {"lo"}
        return article or token.lower_.endswith(("ora", "trice", "essa", "iera"))

    @cached_property
    def tokens(self) -> list[Token]:
        """The doc's tokens: a loop over the doc makes each of them anew, and there are many loops."""
        return list(self.doc)

    @cached_property
    def words(self) -> list[str]:
        """What each token says, in lower case and with straight apostrophes, as the lexicon's keys are."""
        keys = self.doc.to_array(LOWER).tolist()
        words = {key: straight(self.doc.vocab.strings[key]) for key in set(keys)}
        return [words[key] for key in keys]

    @cached_property
    def sentence_starts(self) -> list[int]:
        """First token of every sentence; a line break ends one, whatever the parser says."""
        starts: list[int] = []
        tokens = self.tokens
        for i, token in enumerate(tokens):
            if i == 0 or token.is_sent_start or "\n" in tokens[i - 1].text or i - starts[-1] >= MAX_SENTENCE:
                if starts and starts[-1] == i - 1 and tokens[i - 1].text in OPENING:
                    continue  # the parser set an opening mark apart
                starts.append(i)
        return starts or [0]

    @cached_property
    def _nesting(self) -> tuple[list[int], list[int]]:
        """For each token its place in a walk down the trees, and the place behind its last descendant."""
        heads = (np.arange(len(self.doc)) + self.doc.to_array(HEAD).astype("int64")).tolist()
        below: list[list[int]] = [[] for _ in heads]
        stack: list[int] = []
        for i, head in enumerate(heads):
            (stack if head == i else below[head]).append(i)
        entered, left, place = [0] * len(heads), [0] * len(heads), 0
        while stack:
            i = stack.pop()
            if i < 0:
                left[~i] = place
                continue
            entered[i] = place
            place += 1
            stack.append(~i)
            stack += below[i]
        return entered, left

    def under(self, i: int, ancestor: int) -> bool:
        """Whether token ``i`` is ``ancestor`` or hangs from it, however far below."""
        entered, left = self._nesting
        return entered[ancestor] <= entered[i] < left[ancestor]

    @cached_property
    def label_ends(self) -> frozenset[int]:
        """Tokens behind the datelines and times that open lines (*ROMA -*, *Ore 14.30 -*)."""
        return frozenset(end for _, end in self.datelines)

    @cached_property
    def datelines(self) -> list[tuple[int, int]]:
        """Token spans of the datelines and times that open lines."""
        heads = (i for i in (0, *(end + 1 for end in self.line_ends)) if i < len(self.doc))
        return [(i, end) for i in heads if (end := label_end(self.doc, i)) > i]

    @cached_property
    def line_ends(self) -> list[int]:
        """The tokens that hold a line break."""
        return [t.i for t in self.tokens if "\n" in t.text]

    @cached_property
    def first_line(self) -> int:
        """Token index of the end of the first line (the headline)."""
        return next(iter(self.line_ends), 0)

    def sentence(self, i: int) -> tuple[int, int]:
        """Token indices of the sentence of token ``i``, outer white space left out."""
        k = bisect_right(self.sentence_starts, i) - 1
        if k not in self._sentences:
            start = self.sentence_starts[max(k, 0)]
            end = self.sentence_starts[k + 1] if k + 1 < len(self.sentence_starts) else len(self.doc)
            while end > start + 1 and self.doc[end - 1].is_space:
                end -= 1
            self._sentences[k] = start, end
        return self._sentences[k]

    def token_at(self, place: int) -> int:
        """Index of the token that holds code point ``place`` (or of the next one)."""
        return min(bisect_right(self.token_starts, place) - 1 if self._inside(place) else bisect_right(self.token_starts, place), len(self.doc) - 1)

    def _inside(self, place: int) -> bool:
        k = bisect_right(self.token_starts, place) - 1
        return k >= 0 and place < self.token_starts[k] + len(self.doc[k])

    @cached_property
    def token_starts(self) -> list[int]:
        """Where each token begins, in code points."""
        starts: list[int] = self.doc.to_array(IDX).tolist()
        return starts

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Code points of tokens ``start`` to ``end`` (exclusive)."""
        return self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])

    def quoted(self, i: int) -> bool:
        """Whether token ``i`` stands inside a quotation."""
        place = self.token_starts[i]
        k = bisect_right(self._quotation_starts, place) - 1
        return k >= 0 and place < self.quotations[k].outer_end

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.outer_start for q in self.quotations]

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are names somewhere in the text: in a person's or body's name, or proper nouns where a capital says something."""
        found = {t.text for t in self.tokens if t.ent_type_ in ("PER", "ORG") and t.text.istitle()}
        return frozenset(found | {t.text for t in self.tokens if t.pos_ == "PROPN" and t.text.istitle() and not t.is_sent_start})

    def is_name(self, token: Token) -> bool:
        """Whether a token is a proper noun, whatever its tag here (*Lodi: «…»* at a sentence's start)."""
        return token.pos_ == "PROPN" or (token.text in self.names and token.lower_ not in self.lexicon.titles)

    # --- verbs

    def auxiliaries(self, verb: Token) -> list[Token]:
        """Auxiliaries, modals and copulas of ``verb``, left to right."""
        if verb.i not in self._auxiliaries:
            self._auxiliaries[verb.i] = [c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop") and c.i < verb.i + 3]
        return self._auxiliaries[verb.i]

    def verb_group(self, verb: Token) -> tuple[int, int]:
        """Token indices of the verb with the auxiliaries, clitics and negation before it."""
        key = (verb.i, len(self.retagged))  # which only grows
        if key not in self._groups:
            self._groups[key] = self._verb_group(verb)
        return self._groups[key]

    def _verb_group(self, verb: Token) -> tuple[int, int]:
        first = verb.i
        head = self.auxiliaries(verb)
        low = min([verb.i, *(a.i for a in head)])
        i = verb.i - 1
        start = self.sentence(verb.i)[0]
        while i >= start:
            token = self.doc[i]
            low_text = token.lower_
            if (token.pos_ == "AUX" and token.is_lower) or low_text in AUXILIARIES or (low_text in CLITICS and (token.pos_ == "PRON" or (i == verb.i - 1 and verb.i in self.retagged))) or low_text == "non":
                first = i
            elif token.pos_ == "ADV" and i > low:
                pass
            else:
                break
            i -= 1
        return first, verb.i + 1

    def negated(self, verb: Token) -> bool:
        """Whether *non* (or *né, mai* before the verb) negates ``verb``."""
        first, _ = self.verb_group(verb)
        if first and self.doc[first - 1].lower_ in ("quando", "finché", "che") and any(t.lower_ in ("fino", "finché") for t in self.doc[max(0, first - 3) : first]):
            return False  # fino a quando non hanno scoperto: it denies nothing
        return any(t.lower_ in ("non", "né") for t in self.doc[first : verb.i])

    def finite(self, verb: Token) -> bool:
        """Whether the verb group has a finite form."""
        return verb.i in self.retagged or self._only_finite(verb) or any(verb_form(t) == "Fin" for t in [verb, *self.auxiliaries(verb)])

    def _only_finite(self, verb: Token) -> bool:
        """Whether the conjugations know the word as a finite form alone, whatever the tagger says (*contesta* as a participle)."""
        forms = self.lexicon.forms.get(verb.lower_, ())
        return bool(forms) and all(f.person for f in forms)

    def passive(self, verb: Token) -> bool:
        """Whether ``verb`` is a passive participle (with an auxiliary, or reduced)."""
        form = verb_form(verb)
        if self._only_finite(verb):
            return False
        if form == "Fin" or (form != "Part" and feature(verb, "Tense") != "Past"):
            return False  # annunciò is past, not a participle
        auxiliaries = self.auxiliaries(verb)
        if any(c.lower_ in ("si", "s'", "s’") and c.i < verb.i for c in verb.children):
            return False  # si sono espressi a favore
        if any(a.dep_ == "aux:pass" for a in auxiliaries) or sum(a.lemma_ == "essere" for a in auxiliaries) > 1:
            return True
        if not auxiliaries and self._shares_auxiliary(verb):
            return False
        return not auxiliaries and verb.dep_ in ("acl", "advcl", "amod", "ROOT", "conj", "parataxis")

    def _shares_auxiliary(self, verb: Token) -> bool:
        """*Ha criticato la sentenza e chiesto i domiciliari*: the second participle has the first one's *avere*."""
        first = verb.head
        if verb.dep_ != "conj" or first.i >= verb.i or verb.i == 0 or self.doc[verb.i - 1].lower_ not in ("e", "ed", "ma", ",", "poi"):
            return False
        having = any(t.lower_ in AUXILIARIES - {"è", "sono", "era", "erano"} for t in self.auxiliaries(first)) and not any(c.dep_ == "aux:pass" for c in first.children)
        return having and not any(c.dep_ in ("nsubj:pass", "obl:agent") for c in verb.children)

    # --- noun phrases

    def phrase(self, head: Token, with_preposition: bool = False, relatives: bool = False) -> tuple[int, int]:
        """The noun phrase of ``head`` as one run of tokens: determiner to the end of the name.

        Left out: governing prepositions, focus adverbs, relative clauses, appositions after a comma, anything behind a
        closing quotation mark that was not opened within. With ``relatives`` also its clauses (for claims).
        """
        start, end = self.sentence(head.i)
        members = {head.i}
        stack = [head]
        while stack:
            token = stack.pop()
            for child in token.children:
                if not start <= child.i < end or child.i in self.retagged or not self._belongs(token, child, head, relatives):
                    continue
                members.add(child.i)
                stack.append(child)
        lo = hi = head.i
        while lo - 1 >= start and (lo - 1 in members or self._bridge(lo - 1, members, -1)):
            lo -= 1
        while hi + 1 < end and (hi + 1 in members or self._bridge(hi + 1, members, 1)):
            hi += 1
        while hi + 1 < end and head.ent_type_ == "ORG" and self.doc[hi + 1].ent_iob_ == "I" and self.doc[hi + 1].pos_ == "VERB" and verb_form(self.doc[hi + 1]) != "Fin":
            hi += 1  # il governo tavriano, an adjective that the tagger does not know
        hi = self._cut_apposition(head, lo, hi)
        last = self.doc[hi]
        near = self.quotations[bisect_right(self._quotation_starts, head.idx) : bisect_right(self._quotation_starts, last.idx)]
        overrun = next((q for q in near if q.outer_end > last.idx + len(last) + 1), None)
        if overrun is not None and not relatives:  # per il consigliere Bardi «questa amministrazione odia…»
            hi = max(head.i, next(i for i in range(head.i, hi + 1) if self.doc[i].idx >= overrun.outer_start) - 1)
        if not relatives:  # an article behind a noun opens another phrase: gli analisti di Corvetti | gli obiettivi
            for i in range(head.i + 1, hi + 1):
                if self.doc[i].lower_.replace("’", "'") in ARTICLES and self.doc[i - 1].pos_ in ("NOUN", "PROPN", "ADJ") and self.doc[i - 1].lower_ != "numero":
                    hi = i - 1
                    break
        while lo < head.i and not with_preposition and self._strippable(self.doc[lo], head):
            lo += 1
        while hi > head.i and ((self.doc[hi].is_punct and self.doc[hi].text not in CLOSING and self.doc[hi].text != "%") or self.doc[hi].pos_ in ("CCONJ", "ADP", "SCONJ")):
            hi -= 1
        return lo, hi + 1

    def _cut_apposition(self, head: Token, lo: int, hi: int) -> int:
        """Last token before a comma that closes a name: *Susan Lieberman, portavoce e capo*."""
        if head.pos_ != "PROPN":
            comma = next((i for i in range(lo, head.i) if self.doc[i].text == ","), None)
            named = comma is not None and comma > lo and all(t.pos_ == "PROPN" for t in self.doc[lo:comma])
            return comma - 1 if named and comma is not None else hi
        for i in range(head.i + 1, hi):
            if self.doc[i].text == "," and not any(t.pos_ == "CCONJ" and t.i < hi and self.doc[t.i + 1].pos_ == "PROPN" for t in self.doc[i:hi]):
                return i - 1
        return hi

    def _belongs(self, parent: Token, child: Token, head: Token, relatives: bool) -> bool:
        dep = child.dep_
        if child.pos_ in VERBAL and dep in ("compound", "amod", "flat", "nmod") and verb_form(child) == "Fin" and not (dep == "amod" and child.tag_.startswith("A")):
            return False
        if dep in ("nmod", "obl") and child.lower_ in SPANS_OF_TIME and not relatives and all(c.lower_ == "da" for c in child.children):
            return False  # Belaid da tempo si lamentava
        if dep in ("nmod", "obl") and not relatives and child.i > parent.i and any(c.dep_ == "case" and ADDRESSING.match(c.lower_) for c in child.children):
            title = self.title(child)
            if title is not None and title.type in ("person", "group"):
                return False  # hanno riferito i testimoni | ai carabinieri
        if dep in ("nmod", "obl") and child.i < parent.i and any(c.dep_ == "det" and child.i < c.i < parent.i for c in parent.children):
            return False  # di diverso avviso | l'opposizione
        if dep in ("nmod", "obl", "amod", "acl", "flat", "flat:name", "compound", "nummod", "appos", "flat:foreign") and child.i > parent.i:
            between = self.doc[parent.i + 1 : child.left_edge.i]
            comma = any(is_break(t) for t in between) or is_break(self.doc[child.left_edge.i])
            if comma and not relatives:
                return False
            if dep == "appos" and not relatives and child.pos_ != "PROPN" and parent.pos_ != "PROPN" and not between:
                return True
        if dep == "advmod":
            return (child.i > head.left_edge.i and (child.i < parent.i) and child.lower_ not in FOCUS and parent.i != head.i) or relatives
        if dep == "obl":
            return parent.i != head.i or parent.pos_ in ("ADJ", "NOUN", "PROPN") or relatives
        if dep in NP_PARTS or dep == "appos":
            return True
        if dep == "conj":
            if relatives:
                return True
            if parent.i != head.i and parent.pos_ not in ("NOUN", "PROPN", "ADJ"):
                return False
            comma = any(t.text == "," for t in self.doc[parent.i : child.left_edge.i + 1])
            if comma and not any(c.dep_ == "cc" for c in child.children) and not any(c.dep_ == "conj" and any(g.dep_ == "cc" for g in c.children) for c in parent.children):
                return False
            if comma and head.pos_ == "PROPN" and child.pos_ != "PROPN":
                return False
            return child.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PRON") and not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in self.doc[parent.i : child.i])
        if dep in ("cc", "punct"):
            return not (dep == "punct" and child.text in (",", ";", ":", "—", "–", "-", ".", "…") and not relatives)
        if dep == "advcl" and parent.pos_ in ("NOUN", "PROPN") and child.i > parent.i and verb_form(child) == "Part":
            dep = "acl"  # i dati forniti dal centro
        if dep == "acl":
            if relatives:
                return True
            return child.i == parent.i + 1 or (child.i > parent.i and self.doc[child.left_edge.i].text not in (",", "(", "—", "–") and verb_form(child) in ("Part", "Inf"))
        if relatives:
            return dep in ("acl:relcl", "ccomp", "mark", "advcl", "aux", "aux:pass", "cop", "nsubj", "nsubj:pass", "obj", "iobj", "xcomp", "expl", "obl:agent", "parataxis", "csubj")
        if head.i != parent.i and (parent.dep_ in ("acl", "advcl") or (parent.dep_ == "amod" and parent.lower_ in ("rimasto", "rimasta", "rimasti", "rimaste"))):
            return dep in ("obl:agent", "obj", "xcomp", "mark", "aux", "aux:pass")
        return False

    def _bridge(self, i: int, members: set[int], step: int) -> bool:
        """Whether token ``i`` is punctuation between two members (a comma in a list, a hyphen in a name)."""
        token = self.doc[i]
        return token.is_punct and token.text not in (";", ":", ".", "(", ")") and i + step in members and not token.is_space and (token.text in QUOTES or token.text in ("-", "'", "/", ",", "&"))

    def _strippable(self, token: Token, head: Token) -> bool:
        if token.i == head.i:
            return False
        if token.dep_ == "case" and token.head.i == head.i and " " in token.lemma_.strip():
            return True  # a fused preposition takes its article with it: *dai sindacati* → *sindacati*
        return token.dep_ in ("case", "cc", "mark", "punct", "advmod") or token.is_punct or token.lower_ in FOCUS or token.pos_ in ("ADP", "CCONJ", "SCONJ")

    # --- subjects

    def title(self, token: Token) -> Title | None:
        """The noun for somebody that the token is, or opens (*il numero uno*)."""
        if token.lower_ == "numero" and token.i + 1 < len(self.doc) and token.nbor(1).lower_ in ("uno", "due", "tre"):
            return self.lexicon.title("numero uno")
        if token.lower_ in ("parte", "parti") and token.i + 1 < len(self.doc) and token.nbor(1).lower_ in ("civile", "civili", "offesa", "offese"):
            return self.lexicon.title("parte civile")
        return self.lexicon.title(token.lower_)

    def speakable(self, token: Token) -> bool:
        """Whether the noun is one that can speak: a person, body, group or document of the titles list, or a name."""
        if token.ent_type_ in ("PER", "ORG") or self.title(token) is not None:
            return True
        if token.pos_ == "NUM" or token.lower_ in self.lexicon.quantities:  # gran parte dei soci, il 60 per cento degli intervistati
            of = (c for c in token.children if c.dep_ == "nmod" and c.i > token.i and any(g.dep_ == "case" and g.lower_[:1] == "d" for g in c.children))
            return any(self.title(c) is not None for c in of)
        return False

    def subject(self, verb: Token) -> Token | None:
        """The overt subject of ``verb`` (its ``nsubj``), not its antecedent."""
        inside = self.quoted(verb.i)
        children = list(verb.children)
        before = [c for c in children if c.i < verb.i and c.dep_ in ("nsubj", "nsubj:pass")]
        if len(before) > 1 and any(t.text == "," for t in self.doc[before[0].i : before[-1].i]):  # I consumatori protestano, le aziende respingono: two clauses as one
            children = [before[-1], *children]
        for child in children:
            clitic = (child.pos_ == "PRON" and child.lower_ in CLITICS) or child.lower_ == "quanto" or child.lower_ in TIMES_OF_DAY | WEEKDAYS or any(c.dep_ == "cop" for c in child.children)
            if child.dep_ in ("nsubj", "nsubj:pass", "csubj") and (child.pos_ in NOMINAL or child.text in self.names or (self.doc[child.i - 1].pos_ == "DET" and self.title(child) is not None)) and not clitic and self.quoted(child.i) == inside and not self.governed_noun(child):
                return child
        if any(c.lower_ in ("si", "s'", "s’") and c.i < verb.i for c in verb.children):  # con la sindaca si schierano i pescatori: no object
            behind = next((c for c in verb.children if c.dep_ == "obj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")), None)
            if behind is not None and self.title(behind) is not None and self.title(behind).type in ("person", "group") and self.agrees(behind, verb):  # type: ignore[union-attr]
                return behind
        return None

    def governed_noun(self, noun: Token) -> bool:
        """Whether a preposition governs the noun (*del suo ex partito pensa che*); *dei manifestanti* may be some."""
        case = next((c for c in noun.children if c.dep_ == "case" and c.i < noun.i), None)
        if case is None or case.lower_ in ("come", "tra", "fra") or (case.lower_ == "in" and noun.lower_ in ("molti", "tanti", "pochi", "parecchi", "tutti")):
            return False
        partitive = case.lower_ in ("dei", "degli", "delle") and feature(noun, "Number") == "Plur"
        return not partitive and is_preposition(case)

    def agrees(self, subject: Token, verb: Token) -> bool:
        """Whether subject and finite verb agree in number (unknown counts as yes; a coordinated subject is plural)."""
        group = [t for t in (verb, *self.auxiliaries(verb)) if verb_form(t) == "Fin" and feature(t, "Number") and t.lower_ != "sono"]
        number = feature(subject, "Number")
        if subject.pos_ == "NOUN" and subject.text.istitle() and not any(c.dep_ == "det" for c in subject.children) and self.title(subject) is None:
            return True  # Confesercanti chiede: a noun of the same form has an article
        if group and subject.ent_type_ == "PER" and not any(c.dep_ in ("conj", "cc") for c in subject.children) and not any(feature(t, "Number") == "Sing" for t in group):
            return any(t.pos_ == "CCONJ" for t in self.doc[subject.i : verb.i])  # Bini, scrivono, «…»: not Bini
        title = self.title(subject) if subject.pos_ == "PROPN" and subject.is_lower else None
        if group and title is not None and title.type == "person" and not title.plural and all(feature(t, "Number") == "Plur" for t in group) and not any(c.dep_ in ("conj", "cc") for c in subject.children):
            return False  # le immagini mostrano il premier
        if not group or not number or subject.pos_ in ("PRON", "PROPN", "NUM") or any(c.dep_ == "conj" for c in subject.children):
            return True
        plural = any(feature(t, "Number") == "Plur" for t in group)
        return plural == (number == "Plur") or (plural and any(c.dep_ == "nmod" and feature(c, "Number") == "Plur" for c in subject.children))

    def agent(self, verb: Token) -> Token | None:
        """The agent of a passive verb."""
        for child in verb.children:
            if child.dep_ == "obl:agent" and child.pos_ in NOMINAL:
                return child
        for child in verb.children:
            if child.dep_ in ("obl", "nmod") and child.i > verb.i and any(c.dep_ == "case" and c.lower_ in DA for c in child.children):
                return child
        return None


DA = {"da", "dal", "dalla", "dallo", "dai", "dagli", "dalle", "dall'", "dall’"}


def mood(syntax: Syntax, verb: Token) -> str:
    """``Mood`` of the finite form in the verb's group, the conjugation's where the tagger gives none, or an empty string."""
    group = [t for t in (verb, *syntax.auxiliaries(verb)) if verb_form(t) == "Fin"]
    found = next((feature(t, "Mood") for t in group if feature(t, "Mood")), "")
    if found == "Ind" and any(feature(t, "Person") == "2" and feature(t, "Number") != "Plur" for t in group) and not syntax.quoted(verb.i):
        return "Sub"  # dubita che si arrivi: outside quotations newspapers do not say *tu*
    third = {f.mood for f in syntax.lexicon.forms.get(verb.lower_, ()) if f.person == 3 and f.mood != "imperative"}
    return "Sub" if not found and third == {"subjunctive"} else found
