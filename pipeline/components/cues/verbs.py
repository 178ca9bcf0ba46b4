"""Cue verbs: which tokens are forms of verbs of saying, believing, asking, judging…, and with which entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.components.analysis import Cue
from pipeline.components.syntax import AUXILIARIES, CLITICS, VERBAL, Syntax, feature, verb_form
from pipeline.components.syntax.tokens import Token
from pipeline.lexicon import CueEntry, Lexicon, VerbForm, straight
from pipeline.lexicon.tables import Reading, Traits

REFLEXIVE = {"mi", "ti", "si", "ci", "vi", "s'", "se", "me", "m'"}
SI = {"si", "s'", "se"}
#: Adverbs, pronouns and the like that may stand between the words of a cue.
SLACK = 2
#: Forms that other parts of speech share with a cue verb (*stato, critica, nota*) need the tagger's word for it.
QUOTE_CLOSERS = set("»”\"’—–")


def verb_cues(syntax: Syntax, lexicon: Lexicon) -> Iterator[Cue]:
    """Yield a cue for every verb form that the lexicon knows, multiword entries first, reflexives where *si* stands by."""
    for i in syntax.in_table("forms"):
        token, word = syntax.tokens[i], syntax.words[i]
        forms, traits = lexicon.forms[word], lexicon.traits(word)
        if token.pos_ not in VERBAL and not _verb_all_the_same(syntax, token, traits):
            continue
        if headed(syntax, token):
            continue
        modal = token.dep_ in ("aux", "aux:pass", "cop") and token.pos_ == "AUX"
        if traits.seldom and token.text.istitle():
            continue  # Lodi invece frena: a name
        found = _entry(syntax, lexicon, token, forms, traits)
        if found is None:
            continue
        entry, length = found
        if modal and length == 1:
            continue  # an auxiliary, unless it opens a cue of several words: faceva notare
        if token.pos_ not in VERBAL and not traits.only_participles:
            syntax.retagged.add(token.i)
        if _avoided(syntax, token, entry):
            continue
        first, end = syntax.verb_group(token)
        finite = syntax.finite(token) or (token.pos_ not in VERBAL and traits.third)
        without = first > 0 and syntax.words[first - 1] == "senza" and entry.key in lexicon.lists["not_denied"]
        negated = without or syntax.negated(token) or _governed_by_denial(syntax, token) or _denied_subject(syntax, first)
        yield Cue(first, max(end, token.i + length), token.i, entry.key, entry, "verb", entry.frames, negated, entry.weak, finite=finite)


def headed(syntax: Syntax, token: Token) -> bool:
    """*Replica secca del sindaco: «…»*: a cue noun with its adjective and author that opens the sentence, and no verb."""
    said, i = syntax.words, token.i
    return said[i] in syntax.lexicon.nouns and i == syntax.sentence(i)[0] and i + 2 < len(said) and said[i + 2].rstrip("'") in FUSED["di"] and syntax.tokens[i + 1].is_lower and syntax.tokens[i + 1].pos_ in ("ADJ", "NOUN")


def _denied_subject(syntax: Syntax, first: int) -> bool:
    """*Né Rossi né Bini hanno criticato; neppure la Lega dice che*: whether the phrase before the verb group at ``first`` opens with a denial."""
    for i in range(first - 1, max(first - 14, syntax.sentence(first)[0]) - 1, -1):
        if syntax.words[i] in syntax.lexicon.lists["denies_subject"]:
            return True
        if syntax.tokens[i].pos_ in VERBAL or syntax.tokens[i].is_punct or syntax.tokens[i].pos_ == "SCONJ":
            return False
    return False


def _avoided(syntax: Syntax, token: Token, entry: CueEntry) -> bool:
    """*Ha evitato di criticare la giunta, rifiuta di condannare la violenza*: whether a verb governs ``token`` that leaves nothing said of either side."""
    governor = token.head
    if token.dep_ not in ("xcomp", "ccomp", "advcl", "obl") or verb_form(token) != "Inf" or governor.i >= token.i or governor.pos_ != "VERB" or syntax.negated(governor):
        return False
    lemma = governor.lemma_.split(" ")[0]
    lists = syntax.lexicon.lists
    return lemma in lists["avoided"] or (lemma in lists["refused"] and "oppose" in entry.stances.values())


def _governed_by_denial(syntax: Syntax, token: Token) -> bool:
    """*Non se la sente di promettere, non intende smentire*: an infinitive under a denied verb."""
    governor = token.head
    if token.dep_ not in ("xcomp", "ccomp") or verb_form(token) != "Inf" or governor.i >= token.i or governor.pos_ != "VERB":
        return False
    lemma = governor.lemma_.split(" ")[0]
    if lemma in syntax.lexicon.lists["avoided"]:
        return False  # non ha evitato di dire
    if lemma in syntax.lexicon.lists["refused"]:
        return not syntax.negated(governor)  # si è rifiutata di avallare
    return lemma not in syntax.lexicon.lists["asserted_when_denied"] and lemma not in syntax.lexicon.verbs and syntax.negated(governor)


def _verb_all_the_same(syntax: Syntax, token: Token, traits: Traits) -> bool:
    """Whether a token tagged otherwise is a verb: a participle, or a finite form right behind a closing mark."""
    if (token.pos_ == "ADJ" and traits.participle) or traits.gerund:
        return True
    if token.pos_ == "NOUN" and traits.third and any(c.dep_ == "nsubj" and c.i < token.i for c in token.children) and any(c.dep_ == "obj" and c.i > token.i for c in token.children):
        return True  # lo studioso critica in particolare le deroghe: no noun has a subject and an object
    if token.is_lower and token.pos_ in ("NOUN", "ADJ", "ADV", "PROPN", "X", "ADP") and _only_verb(syntax, token, traits):
        return True
    if traits.participle and token.i and syntax.doc[token.i - 1].lower_ in AUXILIARIES:
        return True
    finite = traits.stated
    before = syntax.doc[token.i - 1] if token.i else None
    if finite and token.pos_ in ("PROPN", "NOUN", "X") and _opens_with_verb(syntax, token):
        return True
    if finite and before is not None and token.is_lower and no_article(before.lower_, token.lower_):
        return True
    if not finite or before is None or token.pos_ not in ("NOUN", "ADJ", "PROPN", "ADV", "X"):
        return False
    if finite and (_complement_follows(syntax, token) or _object_follows(syntax, token)):
        return True
    second = syntax.doc[token.i - 2] if token.i > 1 else before
    if before.text == "," and token.pos_ == "ADJ" and _alone(syntax, token):
        return True
    return token.is_lower and (before.text in QUOTE_CLOSERS or (before.text in ",—–-" and second.text in QUOTE_CLOSERS))


def _alone(syntax: Syntax, token: Token) -> bool:
    """*Gli alberi da rimuovere, precisa, sono 84*: alone between commas, with another number or gender than the noun before."""
    doc = syntax.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].text != ",":
        return False
    noun = next((t for t in reversed(doc[syntax.sentence(token.i)[0] : token.i - 1]) if t.pos_ in ("NOUN", "PROPN")), None)
    return noun is not None and any(feature(noun, f) and feature(token, f) and feature(noun, f) != feature(token, f) for f in ("Number", "Gender"))


def _opens_with_verb(syntax: Syntax, token: Token) -> bool:
    """*Boccia, inoltre, l'aumento*; *Teme anche la chiusura*: a form that opens the sentence, an adverb or two, then an article."""
    doc = syntax.doc
    if token.i != syntax.sentence(token.i)[0] or token.text in syntax.names or token.is_upper:
        return False
    i = token.i + 1
    while i < len(doc) and i < token.i + 5 and (doc[i].pos_ == "ADV" or doc[i].text == ","):
        i += 1
    return i < len(doc) and doc[i].lower_.replace("’", "'") in ARTICLES


#: Beginnings of words that take *lo, gli* as their article; of the others *lo* is the pronoun.
LO = re.compile(r"s[^aeiouàèéìòù]|z|gn|ps|pn|x|y|i[aeou]")


def no_article(word: str, following: str) -> bool:
    """Whether *lo, gli, li* can only be a pronoun before the word ``following``: *lo accusa, gli domanda, li critica*."""
    if word == "lo":
        return not LO.match(following)
    return word == "li" or (word == "gli" and not LO.match(following) and following[:1] not in "aeiouàèéìòù")


def _only_verb(syntax: Syntax, token: Token, traits: Traits) -> bool:
    """Whether the form is a finite verb's in the third person and no other word's (*nega, teme, plaude*), with no determiner before."""
    if traits.nominal or not traits.stated or straight(token.lower_) in syntax.lexicon.homographs:
        return False
    before = syntax.doc[token.i - 1] if token.i else None
    article = before is not None and before.pos_ == "DET" and before.lower_ not in ("lo", "la", "li", "le", "l'", "l’")
    return not article


def _complement_follows(syntax: Syntax, token: Token) -> bool:
    """Whether *che* stands right behind (adverbs aside), as behind no noun that has a determiner: il ministro nega però che."""
    doc = syntax.doc
    before = doc[token.i - 1] if token.i else None
    i = token.i + 1
    if before is not None and before.lower_ in ("gli", "le", "mi", "ti", "ci", "vi") and feature(token, "Number") != "Plur" and i < len(doc) and doc[i].lower_ in ("se", "di", "che"):
        return True  # le domanda se: no article agrees with the word
    if before is not None and before.lower_ == "le" and token.lower_ == "chiese" and i < len(doc) and doc[i].lower_ == "se":
        return True  # le chiese se avesse tempo: no churches
    asked = token.lower_ in ("domanda", "domandano") and before is not None and (before.lower_ == "che" or before.pos_ in ("CCONJ", "NOUN", "PROPN") or before.text == ",")
    if asked and any(t.lower_ in ("se", "perché", "quando", "come", "chi", "quanto") for t in doc[i : i + 5]):
        return True  # che domanda alla giunta se; e domanda perché
    if before is not None and before.pos_ in ("DET", "ADP", "NUM"):
        return False
    while i < len(doc) and doc[i].pos_ == "ADV":
        i += 1
    if i < len(doc) and doc[i].text == "," and token.i == syntax.sentence(token.i)[0]:  # Teme, anzi, che
        i = next((j + 1 for j in range(i + 1, min(i + 7, len(doc))) if doc[j].text == ","), i)
    wanted = {"che", "se"} if before is not None and before.lower_ == "si" else {"che"}
    if i + 1 < len(doc) and doc[i].lower_ in ("di", "d'") and token.is_lower and before is not None and before.pos_ in ("NOUN", "PROPN", "ADJ", "CCONJ", "PUNCT"):
        behind = doc[i + 1] if doc[i + 1].lower_ != "non" or i + 2 >= len(doc) else doc[i + 2]
        if verb_form(behind) == "Inf" or behind.lower_ in ("aver", "avere", "esser", "essere", "voler", "dover", "poter"):
            return True
    return i < len(doc) and doc[i].lower_ in wanted and (token.is_lower or token.i == syntax.sentence(token.i)[0])


def _object_follows(syntax: Syntax, token: Token) -> bool:
    """Whether an article stands right behind: no noun or adjective has one there (critica *la* riforma)."""
    doc = syntax.doc
    before = doc[token.i - 1] if token.i else None
    if before is None or before.pos_ in ("DET", "ADP", "NUM", "AUX") or token.i + 1 >= len(doc) or not token.is_lower:
        return False
    behind = doc[token.i + 1]
    i = token.i + 1
    while i + 1 < len(doc) and doc[i].pos_ == "ADV" and i < token.i + 3:
        i += 1
    if i > token.i + 1 and (before.pos_ == "PROPN" or before.ent_type_) and doc[i].lower_.replace("’", "'") in ARTICLES:
        return True  # Vecchia Darsena critica però anche la dirigenza
    if behind.pos_ == "PROPN" and before.pos_ in ("NOUN", "PROPN") and token.pos_ != "PROPN":
        return True  # la procura accusa Carlo Bini: no noun stands between two others
    return behind.lower_.replace("’", "'") in ARTICLES


ARTICLES = {"il", "lo", "la", "l'", "i", "gli", "le", "un", "una", "un'", "uno"}


def _entry(syntax: Syntax, lexicon: Lexicon, token: Token, forms: tuple[VerbForm, ...], traits: Traits) -> tuple[CueEntry, int] | None:
    """The entry that fits the token and how many tokens it takes from the verb on."""
    before = syntax.tokens[token.i - 1] if token.i else None
    perfect = before is not None and (before.lower_ in AUXILIARIES or before.pos_ == "AUX")
    infinitives = list((perfect and traits.of_participles) or traits.infinitives)  # si è detta contraria: of dire, not dettare
    lemma = syntax.lemmas[token.i]
    if lemma in infinitives:
        infinitives = [lemma]
    elif len(infinitives) > 1:
        morph = (feature(token, "Person"), feature(token, "Number")[:4].lower())
        infinitives.sort(key=lambda inf: not any(f.infinitive == inf and str(f.person or "") == morph[0] for f in forms))
    near = slice(token.i + 1, token.i + 2 + SLACK)
    said = syntax.words
    if token.i > 1 and said[token.i - 2] == "se" and said[token.i - 1] in ("la", "l'"):  # se la prende con
        for infinitive in infinitives:
            for entry, fixed, _ in _reading(lexicon, infinitive[:-1] + "sela").longer:
                if (length := _fixed_words(syntax, token, fixed)) > 0:
                    return entry, length
    for infinitive in infinitives:
        reading = lexicon.readings.get(infinitive) or _reading(lexicon, infinitive)
        if reading.longer and not (reading.nexts.isdisjoint(syntax.words[near]) and reading.nexts.isdisjoint(syntax.lemmas[near])):
            for entry, fixed, with_si in reading.longer:
                length = _fixed_words(syntax, token, fixed)
                if length and (not with_si or reflexive(syntax, token)):
                    return entry, length
        if reading.reflexive is not None and reflexive(syntax, token):
            return reading.reflexive, 1
        if infinitive in lexicon.lists["not_reflexive"] and reflexive(syntax, token):
            continue  # si è trovato, si annuncia
        if reading.plain is not None:
            if infinitive == "trovare" and (judged := lexicon.verbs.get("giudicare")) is not None and _judges(syntax, token):
                return judged, 1  # trova irresponsabile la scelta
            return reading.plain, 1
    return None


def _judges(syntax: Syntax, token: Token) -> bool:
    """Whether an adjective that judges stands behind *trovare*, an adverb or two aside."""
    behind = next((t for t in syntax.doc[token.i + 1 : token.i + 4] if t.pos_ != "ADV"), None)
    return behind is not None and syntax.words[behind.i] in syntax.lexicon.lists["judgements"]


def _reading(lexicon: Lexicon, infinitive: str) -> Reading:
    """What ``infinitive`` can be, worked out once."""
    entries = sorted(lexicon.multiword.get(infinitive, ()), key=lambda e: -len(e.key.split()))
    longer = [(entry, entry.key.replace("'", "' ").split()[1:], entry.reflexive) for entry in entries]
    firsts = {fixed[0] for _, fixed, _ in longer if fixed}
    nexts = firsts.union(*({form, f"{form}'"} for word in firsts for form in FUSED.get(word, ())))
    plain = lexicon.verbs.get(infinitive)
    reading = Reading(longer, frozenset(nexts), lexicon.reflexive(infinitive), None if plain is None or plain.reflexive else plain)
    lexicon.readings[infinitive] = reading
    return reading


def reflexive(syntax: Syntax, token: Token) -> bool:
    """Whether a reflexive clitic stands before the verb's group or hangs from the verb."""
    if any(f.clitic in REFLEXIVE for f in syntax.lexicon.forms.get(syntax.words[token.i], ()) if f.clitic):
        return True
    first, _ = syntax.verb_group(token)
    third = any(f.person == 3 for f in syntax.lexicon.forms.get(straight(token.lower_), ()))
    # gli esperti ci dicono: whom they tell; a verb in the third person has si
    return any(t.lower_ in (SI if third else REFLEXIVE) and t.lower_ in CLITICS for t in syntax.doc[first : token.i])


def _fixed_words(syntax: Syntax, token: Token, words: list[str]) -> int:
    """Tokens from the verb to the last fixed word, adverbs allowed between; 0 where they do not follow."""
    tokens, said, i, slack = syntax.tokens, syntax.words, token.i + 1, SLACK
    for word in words:
        while i < len(said) and slack and said[i] != word and tokens[i].pos_ in ("ADV", "PRON", "DET", "ADJ"):
            i, slack = i + 1, slack - 1
        if i >= len(said) or not (said[i] == word or syntax.lemmas[i] == word or (word in FUSED and said[i].rstrip("'") in FUSED[word])):
            return 0
        i += 1
    return i - token.i


FUSED = {
    "a": {"a", "ad", "al", "allo", "alla", "all", "ai", "agli", "alle"},
    "di": {"di", "d", "del", "dello", "della", "dell", "dei", "degli", "delle"},
    "da": {"da", "dal", "dallo", "dalla", "dall", "dai", "dagli", "dalle"},
    "su": {"su", "sul", "sullo", "sulla", "sull", "sui", "sugli", "sulle"},
    "in": {"in", "nel", "nello", "nella", "nell", "nei", "negli", "nelle"},
    "con": {"con", "col", "coi"},
}


def target_frame(frames: Iterable[str], word: str) -> str | None:
    """The frame whose target the preposition ``word``, with an article in it or none and without apostrophe, governs: *target:a* for *al*."""
    return next((f for f in sorted(frames) if f.startswith("target:") and word in FUSED.get(f.split(":")[1], {f.split(":")[1]})), None)
