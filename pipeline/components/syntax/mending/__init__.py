"""What is surely wrong in the tags and relations of a parse is mended before anything is asked of it.

Every check goes by something that does not depend on the parse: names found by the entity recogniser, agreement, brackets, a
conjunction, a word of the lexicon. What the parser had right already, no check changes.
"""

from __future__ import annotations

from pipeline.components.syntax.mending.clauses import mend_clauses
from pipeline.components.syntax.mending.names import mend_names
from pipeline.components.syntax.mending.nouns import mend_nouns
from pipeline.components.syntax.mending.perfects import rejoin
from pipeline.components.syntax.mending.tags import mend_tags
from pipeline.components.syntax.tokens import Tokens
from pipeline.lexicon import Lexicon


def mend(doc: Tokens, lexicon: Lexicon, places: list[int]) -> set[int]:
    """Mend ``doc`` in place; the tokens of participles that stood apart from their auxiliaries. ``places``: see :func:`mend_tags`."""
    mend_tags(doc, lexicon, places)
    mend_names(doc, lexicon)
    mend_nouns(doc, lexicon)
    mend_clauses(doc, lexicon)
    return rejoin(doc)
