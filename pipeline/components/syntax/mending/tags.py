"""Tags that are surely wrong are mended before anything is asked of the parse."""

from __future__ import annotations

from pipeline.components.syntax.tags import ARTICLES, VERBAL
from pipeline.components.syntax.tokens import Token, Tokens
from pipeline.lexicon import Lexicon

#: Tags that may be wrong here.
DOUBTED = VERBAL | {"ADJ"}


def mend_tags(doc: Tokens, lexicon: Lexicon, places: list[int]) -> None:
    """Mend the tags of times of day, of *l'ad* and of nouns for persons that were taken for verbs; ``places``: where such words stand."""
    for token in [doc[i] for i in places]:
        if token.pos_ not in DOUBTED and token.lower_ != "ad":
            continue
        if token.pos_ in VERBAL and token.lower_ in lexicon.lists["times_of_day"]:
            token.retag("ADV", "advmod", "")
        if token.lower_ == "ad" and token.i and token.nbor(-1).lower_.replace("’", "'") in ("l'", "dell'", "all'", "dall'"):
            token.retag("NOUN", "nsubj" if token.dep_ == "case" and token.nbor(-1).lower_[:2] in ("l'", "l’") else token.dep_)  # l'ad ha confermato: amministratore delegato
        if (token.pos_ in VERBAL or (token.pos_ == "ADJ" and token.i + 1 < len(doc) and token.nbor(1).pos_ == "PROPN" and token.i and token.nbor(-1).pos_ == "DET")) and _surely_noun(token, lexicon):
            token.retag("NOUN", "nmod" if token.dep_ in ("aux", "cop") else token.dep_, "Gender=Fem|Number=Sing" if token.lower_.endswith("a") else "Number=Sing")
            if token.i and (article := token.nbor(-1)).lower_.replace("’", "'") in ARTICLES and article.head.i == token.i:
                article.retag("DET", "det")


def _surely_noun(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun for a person was taken for a verb: *l'assessora alla Cultura*, which taggers have not met."""
    title = lexicon.title(token.lower_)
    if title is None or title.type != "person" or title.plural or token.lower_ in lexicon.forms or token.lower_.endswith(("ato", "ata", "ito", "ita", "uto", "uta", "nte")):
        return False
    before = token.nbor(-1) if token.i else None
    article = before is not None and before.lower_.replace("’", "'") in ARTICLES | {"all'", "dell'", "dall'", "della", "alla", "dalla"} - {"lo"}
    return article or token.lower_.endswith(("ora", "trice", "essa", "iera"))
