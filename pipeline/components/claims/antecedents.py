"""What a relative pronoun or a participle behind a noun phrase takes up: *il piano, a cui si oppone la Lega*; *la riforma delle mense, criticata dai sindacati*."""

from __future__ import annotations

from pipeline.components.analysis import Cue
from pipeline.components.claims.content import Content, is_somebody
from pipeline.components.cues.verbs import FUSED
from pipeline.components.syntax import Syntax, feature, mood
from pipeline.components.syntax.tokens import Token

#: Prepositions that govern a target whichever pronoun stands behind them; *con cui, per cui, in cui* say as often how, why and when.
OF_TARGETS = frozenset(("a", "contro", "su", "di", "da", "verso"))


def of_relative(syntax: Syntax, cue: Cue, candidates: list[Token], preposition: str, frame: str) -> Content | None:
    """*Il piano, a cui si oppone la Lega*; *una norma contro la quale si è schierato Bini*: the noun phrase that the pronoun takes up."""
    doc = syntax.doc
    pronoun = next((c for c in candidates if c.i < cue.head and c.lower_ in ("cui", "quale", "quali")), None)
    if pronoun is None or preposition not in OF_TARGETS or not frame.startswith("target:") or cue.key in syntax.lexicon.lists["joining"]:
        return None
    opening = pronoun.i - 1 - (doc[pronoun.i - 1].pos_ == "DET")  # contro | la quale
    if opening < 1 or syntax.words[opening].rstrip("'") not in FUSED.get(preposition, {preposition}):
        return None
    clause = next((t for t in (pronoun.head, pronoun.head.head, doc[cue.head]) if t.dep_ == "acl:relcl"), None)
    if clause is None or clause.head.i >= opening or clause.head.pos_ not in ("NOUN", "PROPN") or mood(syntax, clause) == "Sub":
        return None  # un accordo di cui sia promotrice la Lega: wished for
    noun, start, end = antecedent(syntax, clause.head, opening, *_of_pronoun(syntax, pronoun))
    if any(t.is_punct for t in doc[noun.i : opening - 1]):
        return None  # le armi (vietate dalla convenzione di Parigi, a cui…
    if noun.lower_ in syntax.lexicon.lists["no_target"] or noun.lower_ in syntax.lexicon.lists["occasions"] or noun.lower_ in syntax.lexicon.lists["times"]:
        return None
    return Content(frame, [(start, end)], noun.i)


def _of_pronoun(syntax: Syntax, pronoun: Token) -> tuple[str, str]:
    """Gender and number of *il quale*, by its article; nothing of *cui*."""
    if pronoun.lower_ == "cui":
        return "", ""
    feminine = syntax.words[pronoun.i - 1].endswith(("la", "le"))
    return "Fem" if feminine else "Masc", "Sing" if pronoun.lower_ == "quale" else "Plur"


def antecedent(syntax: Syntax, noun: Token, i: int, gender: str, number: str) -> tuple[Token, int, int]:
    """The noun that a relative or a participle at token ``i`` is about, where the parser hung it from ``noun``, and its phrase: behind a comma
    the noun that heads the whole phrase, if it agrees (*la riforma delle mense, criticata dai sindacati*).
    """
    best = noun if _agree(noun, gender, number) else None
    token: Token | None = noun
    while (syntax.doc[i - 1].text == "," or best is None) and token is not None and (token := _above(syntax, token)) is not None:
        best = token if _agree(token, gender, number) and not is_somebody(syntax, token) else best
    if best is None:  # il ministro della riforma, criticata da tutti
        best = next((t for t in reversed(syntax.doc[noun.i + 1 : i]) if t.pos_ == "NOUN" and t.dep_ == "nmod" and _agree(t, gender, number)), noun)
    return best, syntax.phrase(best)[0], min(max(syntax.phrase(best)[1], syntax.phrase(noun)[1]), i)


def _above(syntax: Syntax, noun: Token) -> Token | None:
    """The noun whose complement ``noun`` is, by the parser, or because it stands right before a thing's preposition: *i tagli | alla spesa*."""
    doc, head = syntax.doc, noun.head
    if noun.dep_ in ("nmod", "conj") and head.i < noun.i and head.pos_ == "NOUN" and not any(t.text == "," for t in doc[head.i : noun.i]):
        return head
    case = next((c for c in noun.children if c.dep_ == "case" and c.i < noun.i), None)
    if noun.dep_ != "obl" or case is None or case.i < 1 or is_somebody(syntax, noun) or not any(syntax.words[case.i].rstrip("'") in FUSED.get(p, {p}) for p in ("a", "di", "su", "per")):
        return None
    return doc[case.i - 1] if doc[case.i - 1].pos_ == "NOUN" else None


def _agree(noun: Token, gender: str, number: str) -> bool:
    return all(not wanted or feature(noun, name) in ("", wanted) for name, wanted in (("Gender", gender), ("Number", number)))
