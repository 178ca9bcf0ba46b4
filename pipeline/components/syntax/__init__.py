"""A view of a parsed doc in the terms that attribution needs: verb groups, noun phrases, subjects, clauses.

Dependencies say what they can; where the parse is doubtful, order and punctuation decide. Each module adds to what the one before it
knows: tags, layout (lines, sentences, quotations), verbs, phrases, subjects.
"""

from __future__ import annotations

from pipeline.components.syntax.subjects import DA, Syntax
from pipeline.components.syntax.tags import ARTICLES, AUXILIARIES, CLITICS, MAX_SENTENCE, NOMINAL, VERBAL, feature, is_break, is_preposition, verb_form
from pipeline.components.syntax.verbs import mood

__all__ = ["ARTICLES", "AUXILIARIES", "CLITICS", "DA", "MAX_SENTENCE", "NOMINAL", "VERBAL", "Syntax", "feature", "is_break", "is_preposition", "mood", "verb_form"]
