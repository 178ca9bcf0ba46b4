"""Which spaCy model, and the order of the components."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

LOG = logging.getLogger("chidice")
PREFERRED = "it_core_news_sm"
EMBEDDED = Path(__file__).parent / "model" / "weights"
#: Punctuation that no word holds: spaCy's Italian tokenizer leaves some of it inside words (*all'«amico»*, *No».—Vieni*).
MARKS = "«»“”„‹›<>\"—–"


class ModelName(NamedTuple):
    """Name and version of the spaCy model that a pipeline runs on."""

    name: str
    version: str


def load(model: str | None = None, lexicon: tuple[str, ...] = (), *, fast: bool = True) -> Language:
    """Load the spaCy model and add the stages.

    ``model``: name of an installed model or a path; by default ``it_core_news_sm`` where a compatible one is installed, else the
    embedded model. ``lexicon``: paths of lexicon files that add to the package's own. ``fast``: compute what the model computes in
    less time (:mod:`pipeline.fast`). Raises ``OSError`` for an unknown model.
    """
    from pipeline.components.factories import STAGES

    nlp = load_bare(model)
    _split_marks(nlp)
    _keep_abbreviations(nlp)
    for name in ("closing_marks", "paragraph_breaks"):
        if name not in nlp.pipe_names and "parser" in nlp.pipe_names:
            nlp.add_pipe(name, before="parser")
    for stage in STAGES:
        nlp.add_pipe(stage, config={"lexicon": list(lexicon)})
    if fast:
        from pipeline.fast import speed_up

        LOG.info("made faster: %s", ", ".join(speed_up(nlp)) or "nothing")
    LOG.info("spaCy model: %s", " ".join(model_name(nlp)))
    return nlp


def warm(nlp: Language) -> None:
    """Load what the first article would else have to wait for: the lexicon, and the list of known words."""
    from pipeline.components import known_words
    from pipeline.components.factories import Stage

    known_words.lists()
    for _, component in nlp.pipeline:
        if isinstance(component, Stage):
            component.warm()


def model_name(nlp: Language) -> ModelName:
    """The model under a loaded pipeline, as records name it."""
    return ModelName(f"{nlp.meta['lang']}_{nlp.meta['name']}", nlp.meta["version"])


def load_bare(model: str | None = None) -> Language:
    """The spaCy model that :func:`load` builds on, with nothing added. Raises ``OSError`` for an unknown model."""
    import spacy
    from spacy.util import is_package

    import pipeline.components.closing_marks
    import pipeline.components.lemma_lexicon
    import pipeline.components.listed_embedding
    import pipeline.components.listed_morphologizer
    import pipeline.components.one_label
    import pipeline.components.paragraphs  # noqa: F401  (all six register themselves)

    if model is not None:
        return spacy.load(model)
    if is_package(PREFERRED):
        try:
            return spacy.load(PREFERRED)
        except (OSError, ValueError) as error:
            LOG.warning("%s is installed but does not load (%s): using the embedded model", PREFERRED, error)
    return spacy.load(EMBEDDED)


def _keep_abbreviations(nlp: Language) -> None:
    """Make abbreviations one token with their full stops, and words with an apostrophe for an accent what the model knows."""
    from spacy.tokenizer import Tokenizer

    from pipeline.lexicon.abbreviations import printed

    if isinstance(nlp.tokenizer, Tokenizer):
        for word in printed().words:
            for form in {word, word[0].upper() + word[1:]}:
                nlp.tokenizer.add_special_case(form, [{"ORTH": form}])
        for form, known in printed().accents.items():
            nlp.tokenizer.add_special_case(form, [{"ORTH": form, "NORM": known}])


def _split_marks(nlp: Language) -> None:
    """Make the tokenizer set quotation marks and long dashes apart wherever they stand."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    tokenizer, defaults = nlp.tokenizer, nlp.Defaults
    if not isinstance(tokenizer, Tokenizer):
        return
    # emoticons are no words of a newspaper: (Cgt): «…»
    tokenizer.rules = {k: v for k, v in tokenizer.rules.items() if any(c.isalnum() or c.isspace() for c in k) or len(k) < 2 or set(k) <= {".", "'"}}
    inside = [f"[{MARKS}]", r"(?<=\w)[.!?…](?=[»”\"])", r"[.,;:!?](?=[«“\"»”—])"]
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or []), *inside]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*(defaults.prefixes or []), f"[{MARKS}]"]).search
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or []), f"[{MARKS}]"]).search
