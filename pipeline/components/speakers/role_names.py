"""Names at the end of what a role governs, whatever the recogniser cut: *il viceministro della Pesca e dei Porti Ugo Neri*."""

from __future__ import annotations

from pipeline.components.known_words import known
from pipeline.components.speakers.names import NameMention
from pipeline.components.syntax import Syntax
from pipeline.components.syntax.tokens import Token, text_of
from pipeline.lexicon import Lexicon

#: How many tokens behind a role its holder's name may end.
REACH = 16


def behind_roles(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with the persons named last in the phrase of a role, cut out of the bodies and places before them."""
    found = []
    for token, title in syntax.titled:
        if title.type != "person" or title.plural or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        name = _last_name(syntax, lexicon, token)
        if name is not None:
            found.append(NameMention(*name, text_of(syntax.doc[name[0] : name[1]]), "PER"))
    kept = []
    for mention in mentions:
        over = next((f for f in found if f.start < mention.end and mention.start < f.end), None)
        if over is None:
            kept.append(mention)
        elif mention.start < over.start:  # Forza Italia | Renato Neri; Trasporti | Roberto Neri
            rest = text_of(syntax.doc[mention.start : over.start])
            kept.append(NameMention(mention.start, over.start, rest, "ORG" if mention.label == "PER" else mention.label))
    unique = {(f.start, f.end): f for f in found}
    return kept + list(unique.values())


def _last_name(syntax: Syntax, lexicon: Lexicon, role: Token) -> tuple[int, int] | None:
    """Tokens of the name of two words or more that ends the phrase of ``role``, where something else stands between."""
    doc, start = syntax.doc, role.i + 1
    end = start
    while end < min(len(doc), start + REACH) and (doc[end].pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "X", "NUM") or doc[end].text[:1].isupper() or doc[end].lower_ in ("e", "ed")) and not doc[end].is_space:
        if (doc[end].is_punct and doc[end].text != "&") or (doc[end].is_lower and (title := syntax.title(doc[end])) is not None and title.type == "person" and end > start):
            break
        end += 1
    while end > start and not doc[end - 1].text[:1].isupper():
        end -= 1
    run = end
    while run > start and doc[run - 1].text[:1].isupper() and doc[run - 1].pos_ != "ADP":
        run -= 1
    if end - run < 2 or (run == start and end - run < 4 and not _first_name(lexicon, doc[run + 1])):
        return None
    first = next((i for i in range(end - 2, max(run, start) - 1, -1) if _first_name(lexicon, doc[i]) and end - i <= 4), None)
    while first is not None and first > max(run, start) and _first_name(lexicon, doc[first - 1]) and doc[first - 1].lower_ not in lexicon.lands and (doc[first - 1].ent_type_ == "PER" or not doc[first - 2].text[:1].isupper()):
        first -= 1  # Maria Teresa Neri; not Reggio Emilia | Marco Neri
    if first == start:
        return None  # il sindaco Ada Neri: the recogniser's
    if first is not None:
        governed = doc[first - 1].pos_ == "ADP" or " " in doc[first - 1].lemma_ or (doc[first - 1].pos_ == "DET")
        return None if governed else (first, end)
    first = end - 2
    plain = doc[first - 1].is_lower and doc[first - 1].pos_ in ("NOUN", "ADJ") and first - 1 > role.i  # il ministro degli esteri italiano Emma Neri
    inside = first > run and run > start and _surname(syntax, end - 1) and not any(known(t.text)[1] for t in doc[first:end])  # l'inviata Unesco nella valle Ghassia Neri
    return (first, end) if (plain and first == run and _surname(syntax, end - 1)) or inside else None


def _first_name(lexicon: Lexicon, token: Token) -> bool:
    return token.text.istitle() and token.lower_ in lexicon.first_names


def _surname(syntax: Syntax, i: int) -> bool:
    """Whether the recogniser sees a person there, or the word stands alone elsewhere as one."""
    token = syntax.doc[i]
    if not token.text.istitle() or token.ent_type_ == "PER" or len(token) <= 3:
        return token.text.istitle() and token.ent_type_ == "PER"
    others = (syntax.doc[k] for k in syntax.doc.by_text[token.text] if k != i)
    return any(not (t.i and t.nbor(-1).text[:1].isupper()) and t.ent_type_ in ("PER", "") for t in others)
