"""Where the names stand in one article: what the entity recogniser saw, mended by capitals, roles and the lexicon."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from spacy.tokens import Doc, Token

from pipeline.components.speakers.bodies import in_brackets, spelled_out, with_complements
from pipeline.components.speakers.names import PARTICLES, NameMention, name_words
from pipeline.components.syntax import Syntax, feature, is_preposition, verb_form
from pipeline.lexicon import Lexicon, straight


def name_mentions(syntax: Syntax, lexicon: Lexicon) -> list[NameMention]:
    """Named entities, and runs of proper nouns that the entity recogniser missed."""
    doc = syntax.doc
    taken: set[int] = set()
    mentions = []
    shouted = _shouted(syntax)
    for ent in doc.ents:
        start, end = ent.start, ent.end
        if ent.start in shouted and not all(t.text.title() in syntax.names or t.text in syntax.names for t in ent if t.is_alpha):
            continue  # SINDACA IMPUGNA AUTORIZZAZIONE
        while start < end and (_is_title(lexicon, doc[start]) or doc[start].is_punct or (doc[start].pos_ in ("DET", "ADP") and doc[start].is_lower) or (is_preposition(doc[start]) and (doc[start].is_lower or doc[start].is_sent_start))):
            start += 1
        while end > start and ((doc[end - 1].is_punct and doc[end - 1].text not in ("!", ".")) or doc[end - 1].is_space or doc[end - 1].pos_ in ("ADP", "DET", "CCONJ")):
            end -= 1
        while end > start + 1 and doc[end - 1].pos_ in ("VERB", "AUX") and doc[end - 1].is_lower:
            end -= 1  # New York Post sottolinea
        while start < end - 1 and doc[start].is_lower and (not is_body(lexicon, doc[start]) or doc[start + 1].lower_ in lexicon.first_names) and (straight(doc[start].lower_) not in PARTICLES or is_preposition(doc[start])):
            start += 1
        while start < end < len(doc) and doc[end].dep_ in ("flat:name", "flat") and doc[end].text[:1].isupper() and doc[end].head.i >= start:
            end += 1
        while start < end < len(doc) and ent.label_ == "PER" and doc[end].pos_ == "PROPN" and doc[end].text.istitle() and not doc[end].ent_type_ and end - start < 4:
            end += 1
        while start < end < len(doc) and ent.label_ != "PER" and doc[end].text.istitle() and doc[end].pos_ in ("ADJ", "PROPN", "NOUN") and doc[end].ent_iob_ == "O":
            end += 1  # Rete Studentesca | Autonoma
        while 0 < start < end and _opens_earlier(lexicon, doc, start, ent.label_):
            start -= 1  # Edda | Kolvin; Sala Stampa | Vaticana
        if end - start > 2 and doc[start].is_sent_start and doc[start].pos_ not in ("PROPN", "X") and doc[start + 1].text[:1].isupper():
            start += 1  # Sdegnato Ruggero Paventi, che…
        single = syntax.title(doc[start]) if end - start == 1 else None
        if single is not None and single.type != "document" and not doc[start].text.isupper():
            continue  # il Sindacato, la Regione: nouns
        if end - start > 1 and doc[start].is_sent_start and all(t.is_lower for t in doc[start + 1 : end]):
            continue  # Ex magistrata: the capital is the sentence's
        if _party(lexicon, doc, start, end):
            taken.add(start)
            start += 1
        if start >= end or "\n" in doc[start:end].text or not any(t.text[:1].isupper() or t.is_digit for t in doc[start:end]):
            continue
        text = doc[start:end].text
        mentions.append(NameMention(start, end, text, label_of(lexicon, text, ent.label_)))
        taken.update(range(start, end))
    i = 0
    while i < len(doc):
        token = syntax.tokens[i]
        if i in taken or token.pos_ != "PROPN" or not token.text[:1].isupper() or (token.is_sent_start and not _runs_on(syntax, i, taken)):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and end not in taken and doc[end].text[:1].isupper() and (doc[end].pos_ == "PROPN" or doc[end].dep_ in ("flat:name", "flat")):
            end += 1
        start = i
        start += _party(lexicon, doc, start, end)
        while start < end and _is_title(lexicon, doc[start]):
            start += 1
        body = syntax.title(doc[start]) if end - start == 1 else None
        if start < end and doc[end - 1].text in ENGLISH_ROLES and end - start > 1:
            taken.update(range(start, end))  # il Chief Technology Officer
        elif start < end and not (body is not None and body.type == "organisation"):  # il Sindacato, la Regione: nouns
            label = label_of(lexicon, doc[start:end].text, "PER" if end - start > 1 else "")
            mentions.append(NameMention(start, end, doc[start:end].text, label))
            taken.update(range(start, end))
        i = end
    mentions = _bodies_behind_nouns(syntax, lexicon, mentions)
    mentions = _apposed_names(syntax, lexicon, mentions)
    mentions = _behind_first_names(syntax, lexicon, mentions)
    mentions += _surnames(syntax, mentions, taken)
    mentions += _bare_subjects(syntax, lexicon, mentions)
    mentions = _in_two_words(syntax, lexicon, mentions)
    mentions = _joined_nouns(syntax, lexicon, mentions)
    mentions = _whole_bodies(syntax, lexicon, mentions)
    _of_parties(syntax, lexicon, mentions)
    for mention in mentions:
        if mention.label != "PER" and mention.end - mention.start < 4 and _told_age(doc, mention.end):
            mention.label = "PER"  # Lamin, 23 anni, è arrivato
    mentions = [m for m in mentions if not any(o is not m and o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start for o in mentions)]
    people = {tuple(name_words(m.text)) for m in mentions if m.label == "PER" and len(m.text.split()) > 1}
    return sorted((_split_governed(syntax, lexicon, m, people) for m in mentions), key=lambda m: m.start)


def _shouted(syntax: Syntax) -> set[int]:
    """Tokens of lines that are all in capitals, where a capital says nothing."""
    found: set[int] = set()
    line: list[Token] = []
    for token in (*syntax.tokens, None):
        if token is not None and "\n" not in token.text and not (token.text == "(" and len(line) > 2):
            line.append(token)
            continue
        words = [t for t in line if t.is_alpha]
        if len(words) > 3 and sum(t.is_upper for t in words) > 0.8 * len(words):
            found.update(t.i for t in line)
        line = []
    return found


def _opens_earlier(lexicon: Lexicon, doc: Doc, start: int, label: str) -> bool:
    """Whether the name at ``start`` takes in the capital word before it: a first name of a person, a noun of a body that is no sentence's first word."""
    before = doc[start - 1]
    if not before.text.istitle() or not before.is_alpha or before.ent_type_ or before.is_sent_start or not doc[start].text[:1].isupper():
        return False
    if label == "PER":
        flat = ("flat:name", "flat")
        within = before.dep_ in flat and doc[start].dep_ in flat and before.head.i == doc[start].head.i and before.head.lower_ in lexicon.first_names  # Demetrio Neri | Carli
        return before.pos_ == "PROPN" and (before.lower_ in lexicon.first_names or within)
    title = lexicon.title(before.lower_)
    return before.pos_ in ("PROPN", "NOUN") and label in ("ORG", "LOC") and doc[start].lower_ not in lexicon.first_names and (title is None or title.type not in ("person", "group"))


def _party(lexicon: Lexicon, doc: Doc, start: int, end: int) -> int:
    """1 where a party's or country's letters stand before a person's name (*la sindaca Pd Ada Lodi*), else 0."""
    letters = end - start > 2 and len(doc[start]) <= 3 and doc[start].lower_ not in lexicon.first_names
    return int(letters and doc[start + 1].text.istitle() and doc[start + 1].lower_ in lexicon.first_names)


#: Last words of roles in English.
ENGLISH_ROLES = {"Officer", "President", "Director", "Manager", "Secretary", "Chairman", "Minister"}

#: Bodies that are called by the name of who leads them: *il governo Brandi Bis*.
LED = {"governo", "giunta", "esecutivo", "amministrazione", "presidenza", "gestione", "segreteria", "direzione", "commissione"}
#: Bodies that have no name of their own: what follows is a person's (*la leader dell'opposizione Ninel Osvath*).
NAMELESS = {"opposizione", "maggioranza", "minoranza", "parlamento", "camera", "senato", "procura", "governo", "esecutivo"}


def _bodies_behind_nouns(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """What stands in capitals right behind a lower-case noun for a body is that body's name: *l'associazione Acqua Chiara, la cooperativa Terra Nuova*."""
    doc = syntax.doc
    found = []
    for token in syntax.tokens:
        title = syntax.title(token) if token.pos_ in ("NOUN", "PROPN") and (token.is_lower or token.text.istitle()) else None
        if title is None or title.type != "organisation" or title.plural or title.key in LED | NAMELESS:
            continue
        if token.text.istitle():  # l'Istituto Mori, la Fondazione Mori
            end = token.i + 1
            while end < len(doc) and end - token.i < 4 and doc[end].text.istitle() and doc[end].is_alpha and doc[end].pos_ == "PROPN":
                end += 1
            if end - token.i > 1 and doc[token.i + 1].lower_ not in lexicon.first_names and not any(m.start <= token.i < m.end for m in mentions):
                found.append(NameMention(token.i, end, doc[token.i : end].text, "ORG"))
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i < 5 and doc[end].text[:1].isupper() and doc[end].is_alpha:
            end += 1
        if title.key == "famiglia" and end - token.i > 1:
            found.append(NameMention(token.i, end, doc[token.i : end].text, "ORG"))
            continue
        single = end - token.i == 2 and token.i + 2 < len(doc) and doc[token.i + 1].text.istitle() and len(doc[token.i + 1]) > 3 and not any(m.start <= token.i + 1 < m.end for m in mentions)
        if (end - token.i > 2 or (single and token.is_lower and syntax.title(doc[token.i + 1]) is None)) and doc[token.i + 1].lower_ not in lexicon.first_names:
            found.append(NameMention(token.i + 1, end, doc[token.i + 1 : end].text, "ORG"))
    return [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)] + found


def _apposed_names(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """Names that stand between commas behind a role, whatever the recogniser saw: *l'assessora al Bilancio, Tea Giusti, che…*."""
    doc = syntax.doc
    found = []
    for token in syntax.tokens:
        title = syntax.title(token) if token.pos_ in ("NOUN", "PROPN") else None
        if title is None or title.type != "person" or not token.is_lower:
            continue
        comma = next((i for i in range(token.i + 1, min(token.i + 9, len(doc))) if doc[i].text == "," or doc[i].pos_ in ("VERB", "AUX")), None)
        if comma is None or doc[comma].text != ",":
            continue
        end = comma + 1
        while end < len(doc) and end - comma < 4 and doc[end].text.istitle() and doc[end].is_alpha:
            end += 1
        if end - comma > 2 and end < len(doc) and doc[end].text in (",", ".", ":", ";", ")", "»", "”"):
            found.append(NameMention(comma + 1, end, doc[comma + 1 : end].text, "PER"))
    return [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)] + found


#: Roles of members: the name that *di* without article joins to one is that of a party, list or club.
MEMBERS = {"consigliere", "capogruppo", "esponente", "deputato", "senatore", "parlamentare", "assessore", "eurodeputato", "candidato", "coordinatore", "segretario", "leader", "portavoce", "militante", "attivista"}  # fmt: skip


def _of_parties(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> None:
    """Give names behind *consigliera di, esponente di* the label of a body, unless they begin with a first name: *consigliera di Calvi Domani*."""
    doc = syntax.doc
    for mention in mentions:
        if mention.label not in ("PER", "") or mention.start < 2 or mention.end - mention.start < 2 or doc[mention.start - 1].lower_ != "di":
            continue
        role = next((t for t in (syntax.title(doc[i]) for i in range(mention.start - 2, max(-1, mention.start - 4), -1)) if t is not None), None)
        if role is not None and role.type == "person" and role.key in MEMBERS and not is_person(lexicon, mention.text):
            mention.label = "ORG"


def _behind_first_names(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with names in one piece that a first name opens and a particle goes on: *Enrica Dal Molin*."""
    doc = syntax.doc
    found = []
    for token in syntax.tokens[:-2]:
        if not token.text.istitle() or straight(token.lower_) not in lexicon.first_names or straight(doc[token.i + 1].lower_) not in PARTICLES or not doc[token.i + 1].text[:1].isupper():
            continue
        end = token.i + 2
        while end < len(doc) and end - token.i < 4 and doc[end].text[:1].isupper() and doc[end].is_alpha:
            end += 1
        if end > token.i + 2 and not any(m.start <= token.i and m.end >= end for m in mentions):
            found.append(NameMention(token.i, end, doc[token.i : end].text, "PER"))
    return [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)] + found


def _surnames(syntax: Syntax, mentions: list[NameMention], taken: set[int]) -> list[NameMention]:
    """Surnames of persons named in full elsewhere and short names of bodies, where recogniser and tagger saw something else (*Sferlazza: «Pronti»*)."""
    known = {m.text: m.label for m in mentions if m.label == "ORG" and m.end - m.start == 1 and len(m.text) > 4}
    known |= {syntax.doc[c].text: "ORG" for _, _, c in in_brackets(syntax.doc) if len(syntax.doc[c]) > 4}
    known |= {m.text.split()[-1]: "PER" for m in mentions if m.label == "PER" and len(m.text.split()) > 1}
    words = {t.text for t in syntax.tokens if t.is_lower} if known else set()
    return [NameMention(t.i, t.i + 1, t.text, known[t.text]) for t in syntax.tokens if t.text in known and t.i not in taken and t.text.istitle() and t.lower_ not in words]


#: How the names of Italian associations begin: *Federutenza, Assovendita, Confbottega*.
UNITED = ("feder", "asso", "conf", "coldi", "confindu", "unionc", "lega", "coda")


SURELY_UNITED = ("legamb", "coldi", "confindu", "confes", "confcom", "confart", "confagri", "confcoop", "federcons", "federalb", "federdis")


def _bare_subjects(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """Names at a sentence's head that the tagger took for common words: *Federutenza contesta il metodo*; a common noun has its article there."""
    doc = syntax.doc
    taken = {i for m in mentions for i in range(m.start, m.end)}
    words = {t.lower_ for t in syntax.tokens if t.is_lower}
    found = []
    for token in syntax.tokens:
        if token.i in taken or not token.text.istitle() or not token.is_alpha or len(token) < 4 or token.lower_ in words or syntax.quoted(token.i):
            continue
        if token.i != syntax.sentence(token.i)[0] or token.pos_ in ("PRON", "DET", "NUM", "AUX") or syntax.title(token) is not None or token.lower_ in lexicon.quantities:
            continue
        if token.dep_ not in ("nsubj", "nsubj:pass") or token.head.i < token.i or verb_form(token.head) not in ("Fin", "Part") or token.head.pos_ not in ("VERB", "AUX"):
            continue
        group = syntax.verb_group(token.head)[0]
        finite = [t for t in (token.head, *syntax.auxiliaries(token.head)) if verb_form(t) == "Fin"]
        singular = bool(finite) and all(feature(t, "Number") == "Sing" for t in finite)
        ends = doc[syntax.sentence(token.i)[1] - 1].text in (".", "!", "?", "”", "»", '"', ";") or "\n" in doc[syntax.sentence(token.i)[1] - 1].text
        if singular and ends and all(t.pos_ in ("ADV", "CCONJ") for t in doc[token.i + 1 : group]):
            found.append(NameMention(token.i, token.i + 1, token.text, "ORG" if token.lower_.startswith(UNITED) else ""))
    return found


def _in_two_words(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with two names that stand side by side each time joined: *Torre* and *Lisandra*."""
    doc = syntax.doc
    single = {m.start: m for m in mentions if m.end - m.start == 1 and (m.text.istitle() or m.text.isupper())}
    pairs = [(m, single[m.end]) for m in single.values() if m.end in single and m.label != "PER" and m.text.lower() not in lexicon.first_names]
    follows: dict[str, set[str]] = {}
    for one, two in pairwise(syntax.tokens):
        follows.setdefault(two.lower_, set()).add(one.lower_)
    often = Counter((one.lower_, two.lower_) for one, two in pairwise(syntax.tokens))
    joined = [(a, b) for a, b in pairs if often[a.text.lower(), b.text.lower()] > 1 and follows[b.text.lower()] == {a.text.lower()}]
    gone = {id(m) for pair in joined for m in pair}
    return [m for m in mentions if id(m) not in gone] + [NameMention(a.start, b.end, doc[a.start : b.end].text, "LOC" if "LOC" in (a.label, b.label) else a.label) for a, b in joined]


def _joined_nouns(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with names like *Lavoro e Comunità*: two capital words that *e* joins behind *di* without article, neither of them anywhere alone."""
    doc = syntax.doc
    often = Counter(t.text for t in syntax.tokens)
    surely = {i for m in mentions if m.label in ("PER", "LOC") or len(m.text.split()) > 1 for i in range(m.start, m.end)}
    found = []
    for token in syntax.tokens[1:-3]:
        other = doc[token.i + 2]
        words = (token, other)
        if doc[token.i + 1].lower_ != "e" or doc[token.i - 1].lower_ != "di" or not all(w.text.istitle() and w.is_alpha and often[w.text] == 1 and w.i not in surely and len(w) > 4 for w in words):
            continue
        if not doc[token.i + 3].text.istitle() and not any(w.lower_ in lexicon.first_names for w in words):
            found.append(NameMention(token.i, other.i + 1, doc[token.i : other.i + 1].text, "ORG"))
    return [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)] + found


def _told_age(doc: Doc, end: int) -> bool:
    """Whether a person's age follows: *…, 23 anni, …*."""
    return end + 3 < len(doc) and doc[end].text == "," and doc[end + 1].text.isdigit() and doc[end + 2].lower_ == "anni" and doc[end + 3].text in (",", ".", ")", ";")


def _whole_bodies(syntax: Syntax, lexicon: Lexicon, mentions: list[NameMention]) -> list[NameMention]:
    """``mentions`` with the names of bodies that an acronym spells out in place of the pieces of them."""
    doc = syntax.doc
    spans = [(a, b, doc[c].text) for a, b, c in in_brackets(doc)]
    known = {text for _, _, text in spans}
    short = {m.text for m in mentions if m.label != "PER" and m.text.isalpha() and (m.text.isupper() or len(m.text) <= 4)} - known
    spans += [(a, b, c) for a, b, c in spelled_out(doc, short) if not _is_title(lexicon, doc[a])]  # il Ministro delle Infrastrutture e dei Trasporti, MIT
    whole = [NameMention(a, b, doc[a:b].text, "ORG") for a, b, _ in spans]
    for a, b in with_complements(doc, lexicon):  # unless the recogniser saw as much or more
        if not any(m.start <= a and b <= m.end for m in mentions) and not any(w.start < b and a < w.end for w in whole):
            whole.append(NameMention(a, b, doc[a:b].text, "ORG"))
    kept = [m for m in mentions if not any(w.start < m.end and m.start < w.end for w in whole)]
    return kept + whole


def _split_governed(syntax: Syntax, lexicon: Lexicon, mention: NameMention, people: set[tuple[str, ...]]) -> NameMention:
    """*Il presidente del Mps Profumo*: a body's name and a known surname were read as one name."""
    doc = syntax.doc
    words = name_words(mention.text)
    if mention.start == 0 or not is_preposition(doc[mention.start - 1]):
        return mention
    if mention.end - mention.start == 3 and doc[mention.start : mention.end].text.istitle():
        # l'assessora all'Industria Clelia Vanzago
        role = syntax.title(doc[mention.start - 2]) if mention.start > 1 else None
        if role is not None and role.type == "person":
            return NameMention(mention.start + 1, mention.end, doc[mention.start + 1 : mention.end].text, "PER")
    first = next((i for i in range(mention.start + 1, mention.end - 1) if doc[i].lower_ in lexicon.first_names and doc[i].text.istitle()), None)
    if first is not None and doc[first : mention.end].text.istitle() and mention.end - first <= 3:
        # il titolare della Protezione civile Fulgenzio Arrigoni
        roles = (syntax.title(t) for t in doc[max(0, mention.start - 4) : mention.start])
        if any(role is not None and role.type == "person" for role in roles):
            return NameMention(first, mention.end, doc[first : mention.end].text, "PER")
    if mention.end - mention.start != 2 or words[0] in lexicon.first_names:
        return mention
    if not any(name[-1] == words[-1] and name != tuple(words) for name in people):
        return mention
    title = any(straight(t.lower_) in lexicon.titles for t in doc[max(0, mention.start - 4) : mention.start])
    return NameMention(mention.end - 1, mention.end, doc[mention.end - 1].text, "PER") if title else mention


def _runs_on(syntax: Syntax, i: int, taken: set[int]) -> bool:
    """At a sentence's start the capital says nothing: a name there needs a second word, or a verb behind it."""
    nxt = syntax.doc[i + 1] if i + 1 < len(syntax.doc) else None
    return nxt is not None and i + 1 not in taken and (nxt.pos_ == "PROPN" or nxt.pos_ in ("AUX", "VERB") or nxt.text == ":")


def _is_title(lexicon: Lexicon, token: Token) -> bool:
    title = lexicon.title(token.lower_)
    return title is not None and title.type == "person" and token.i + 1 < len(token.doc)


def is_body(lexicon: Lexicon, token: Token) -> bool:
    """Whether the noun is what a kind of body is called: ministero, partito."""
    title = lexicon.title(token.lower_)
    return title is not None and title.type == "organisation"


def label_of(lexicon: Lexicon, text: str, label: str) -> str:
    """The label of a name by its own words: a first name's person, a firm's or body's word; else ``label``."""
    words = text.split()
    if len(words) == 1 and (label != "PER" or text.lower().startswith(SURELY_UNITED)) and len(text) > 7 and text.lower().startswith(UNITED):
        return "ORG"  # Confesercenti, Federhotel
    if is_person(lexicon, text) and not (label == "LOC" and any(straight(w.lower()) in PARTICLES for w in words)):
        return "PER"
    noun = lexicon.title(words[0]) if label == "PER" and len(words) > 1 else None
    if noun is not None and noun.type == "organisation":
        return "ORG"  # Museo Arrighetti
    if label in ("PER", "LOC") and len(words) > 1 and (words[-1].lower().strip(".") in lexicon.firm_words or words[0].lower() in lexicon.body_words):
        return "ORG"
    return label


def is_person(lexicon: Lexicon, text: str) -> bool:
    """Whether a name of two to four words begins with a first name."""
    words = text.split()
    return 2 <= len(words) <= 4 and straight(words[0].lower()) in lexicon.first_names and all(w[:1].isupper() or straight(w.lower()) in PARTICLES for w in words)
