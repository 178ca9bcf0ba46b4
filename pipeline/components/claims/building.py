"""From a cue with its content and mention to an attribution; and what no attribution is made of."""

from __future__ import annotations

from pipeline.components.analysis import Attribution, Cue, Mention
from pipeline.components.claims.content import Content
from pipeline.components.claims.trimming import trim
from pipeline.components.syntax import VERBAL, Syntax, feature, verb_form
from pipeline.components.syntax.tokens import Token

RULES = {
    "che": "che-clause", "come": "come-clause", "di": "infinitive-di", "a": "infinitive-a", "inf": "infinitive", "se": "question-clause", "obj": "object-phrase",
    "target": "target", "as": "small-clause", "accuse": "accusation", "colon": "colon-clause", "perché": "perche-clause",
}  # fmt: skip


def can_speak(syntax: Syntax, mention: Mention) -> bool:
    """Whether a mention is a name, a pronoun, a noun for somebody who can speak, or any noun with a person's name in it; silence can."""
    if mention.head is None or mention.span is None:
        return True
    head = syntax.doc[mention.head]
    if feature(head, "PronType") == "Rel" and head.lower_ == "che" and head.head.dep_ == "acl:relcl" and (noun := head.head.head).pos_ == "NOUN" and noun.i < head.i and noun.is_lower:
        named = any(t.ent_type_ or t.pos_ == "PROPN" or syntax.speakable(t) for t in syntax.doc[noun.i + 1 : head.i])  # la replica di Bianchi, che respinge
        return named or bool(noun.ent_type_) or syntax.speakable(noun)  # farmaci che puntano a limitare…
    if any(t.ent_type_ == "PER" for t in syntax.doc[mention.span[0] : mention.span[1]]):
        return True
    if head.lower_ in ("parte", "parti") and head.i + 1 < len(syntax.doc) and syntax.words[head.i + 1] in ("civile", "civili", "offesa", "offese", "lesa", "lese"):
        return True  # la parte civile si è associata
    inside = head.i > syntax.sentence(head.i)[0]
    named = head.text.istitle() and (inside or bare_name(head))  # il Patto: the short name of a body; Federutenza contesta
    origin = head.lower_ in syntax.lexicon.demonyms and head.i > 0 and syntax.doc[head.i - 1].pos_ == "DET"  # l'inglese
    owned = feature(head, "Poss") == "Yes" and head.i + 1 == mention.span[1] and head.i > mention.span[0]  # i suoi
    return owned or syntax.speakable(head) or head.pos_ in ("PROPN", "PRON") or bool(head.ent_type_) or named or origin


def law(syntax: Syntax, mention: Mention) -> bool:
    """Whether the mention, or what its relative pronoun takes up, is a law, a contract, a programme."""
    if mention.head is None:
        return False
    head = syntax.doc[mention.head]
    if head.lower_ == "che" and head.head.dep_ == "acl:relcl":
        head = head.head.head
    return head.pos_ == "NOUN" and head.lemma_.split(" ")[0] in syntax.lexicon.lists["laws"]


def bare_name(head: Token) -> bool:
    """Whether a noun that opens a sentence is a name: a singular subject without determiner."""
    return head.pos_ in ("NOUN", "PROPN") and feature(head, "Number") != "Plur" and not any(c.dep_ in ("det", "case", "nummod") for c in head.children)


def agentless(syntax: Syntax, cue: Cue) -> bool:
    """*si stima che, si è detto che*: *si* with a verb that is not reflexive, and no subject."""
    if cue.type == "verb" and " " in cue.key and not cue.key.split()[0].endswith("si") and not cue.entry.reflexive and cue.frames & {"che", "come"} and [t.lower_ for t in syntax.doc[cue.start : cue.start + 2]] in (["si", "è"], ["si", "era"]) and syntax.subject(syntax.doc[cue.head]) is None:
        return True  # si è posto in evidenza come
    if cue.type != "verb" or cue.entry.reflexive or (" " in cue.key and not cue.key.startswith("votare")):
        return False
    verb = syntax.doc[cue.head]
    subject = syntax.subject(verb)
    thing = subject is not None and subject.i > verb.i and subject.pos_ == "NOUN" and not syntax.speakable(subject)  # si teme una lesione
    return any(t.lower_ == "si" for t in syntax.doc[cue.start : cue.head]) and (subject is None or thing)


def first_person(syntax: Syntax, cue: Cue) -> bool:
    """First and second persons outside quotations are the writer's or an interviewer's."""
    adjective = syntax.doc[cue.head]
    if cue.type == "adjective" and cue.anchor < 0:
        return False  # Delusi i tifosi: no verb, whatever the tagger says
    if cue.type == "adjective" and feature(adjective, "Number") == "Sing" and not adjective.lower_.endswith(("ate", "ite", "ute", "ase", "ise", "use")) and cue.anchor >= 0 and syntax.doc[cue.anchor].lower_ == "sono":
        return True  # sono felice che
    for token in (syntax.doc[cue.head], *syntax.auxiliaries(syntax.doc[cue.head])):
        if token.lower_ == "sono" or feature(token, "Person") not in ("1", "2") or verb_form(token) != "Fin":
            continue
        persons = {f.person for f in syntax.lexicon.forms.get(token.lower_.replace("’", "'"), ()) if f.person}
        if not persons or persons & {1, 2}:  # the tagger may be wrong (annunciò), the conjugation is not
            return True
    return False


def build(syntax: Syntax, cue: Cue, content: Content, mention: Mention, rule: str = "") -> Attribution | None:
    """The attribution of ``content`` to ``mention``, spans trimmed; None where nothing is left. The rule's id is the frame's, with the
    type of the cue before it where the cue is not a verb.
    """
    spans: list[tuple[int, int]] = []
    for start, end in content.runs:
        if end <= start:
            continue
        a, b = syntax.chars(start, end)
        a, b = trim(syntax.text, max(a, spans[-1][1]) if spans else a, close_quotation(syntax, a, b))
        b = _before_aside(syntax.text, a, b)
        a = next((q.outer_start for q in syntax.quotations if q.start == a and b > q.outer_end and not (spans and q.outer_start < spans[-1][1])), a)
        if b > a:
            spans.append((a, b))
    if not spans:
        return None
    kind = "position" if content.frame.startswith("target") else "indirect"
    if kind == "indirect":
        kind = quoted_kind(syntax, spans)
    attribution = Attribution(rule or RULES.get(content.frame.split(":")[0], content.frame), kind, spans, content.frame, cue, syntax.chars(cue.start, cue.end))
    if cue.type != "verb":
        attribution.rule = f"{cue.type}-{attribution.rule}"
    attribution.mention = mention.span
    attribution.implicit = mention.span is None
    attribution.shares_with = mention.shares_with
    return attribution


def _before_aside(text: str, a: int, b: int) -> int:
    """Where the claim ends that goes on with an aside up to its closing dash: *il reparto era affollato | – 61 pazienti – ma…*."""
    dash = text[b : b + 2].strip()[:1]
    if dash not in ("–", "—") or text[a:b].count(f" {dash} ") % 2 == 0:
        return b
    return a + text[a:b].rindex(f" {dash} ")


def with_speaker(attribution: Attribution, mention: Mention) -> Attribution | None:
    """``attribution`` with its speaker; None where the mention is of nobody."""
    if mention.nobody:
        return None
    attribution.mention = mention.span
    attribution.implicit = mention.span is None
    attribution.shares_with = mention.shares_with
    return attribution


def with_copula(syntax: Syntax, cue: Cue) -> Cue:
    """For adjective cues, the subject is the copular verb's."""
    if cue.type == "adjective" and cue.anchor >= 0 and syntax.doc[cue.anchor].pos_ == "VERB":
        return Cue(cue.start, cue.end, cue.anchor, cue.key, cue.entry, cue.type, cue.frames)
    return cue


def close_quotation(syntax: Syntax, a: int, b: int) -> int:
    """Let a claim that ends inside a quotation run to that quotation's end."""
    for q in syntax.quotations:
        if a <= q.outer_start < b < q.outer_end and q.outer_end - b < 1500:
            return q.outer_end
    return b


def quoted_kind(syntax: Syntax, spans: list[tuple[int, int]]) -> str:
    """direct where quotation marks hold the whole claim, mixed where they hold a part, else indirect."""
    inside = [q for q in syntax.quotations for a, b in spans if a < q.outer_end and q.outer_start < b]
    if not inside:
        return "indirect"
    if len(inside) == 1 and all(inside[0].start <= a and b <= inside[0].end for a, b in spans):
        return "direct"
    return "mixed"


def main_verb(syntax: Syntax, start: int, end: int) -> bool:
    """Whether a finite verb stands among the tokens."""
    return any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in syntax.doc[start:end])
