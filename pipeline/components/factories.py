"""The stages as spaCy components, in the order: quotations → cues → claims → speakers → stances.

They share one :class:`~pipeline.components.analysis.Analysis`, kept in ``doc.user_data`` while the doc passes through; the last
stage replaces it by plain data (``doc._.triples``), so that docs can be sent between processes and written to disk.
Registered as entry points: ``nlp.add_pipe("chidice_quotations")`` works in any Italian pipeline where this package is
installed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.analysis import Analysis
from pipeline.components.claims.answered import quoted_answers
from pipeline.components.claims.backward import announced, noun_behind, pointing_back
from pipeline.components.claims.continued import continued
from pipeline.components.claims.dashed import dashed
from pipeline.components.claims.direct import direct_speech
from pipeline.components.claims.floating import floating
from pipeline.components.claims.fronted import fronted_clauses
from pipeline.components.claims.headlines import agency_headlines, headlines, quoted_headlines, turns, verbless_headlines
from pipeline.components.claims.indirect import reported
from pipeline.components.claims.interviews import interview
from pipeline.components.claims.only_thing import only_things
from pipeline.components.claims.pleasing import pleasing
from pipeline.components.claims.received import received
from pipeline.components.claims.retorts import retorts
from pipeline.components.claims.sources import source_phrases
from pipeline.components.claims.votes import among_others, fronted_sides
from pipeline.components.claims.wishes import wishes
from pipeline.components.cues import find_cues
from pipeline.components.quotations.pairing import Paragraphs, find_turns, pair_marks
from pipeline.components.speakers.resolution import Resolver
from pipeline.components.stances import hearsay, stance_of
from pipeline.components.syntax import Syntax
from pipeline.components.triples import from_data, to_data
from pipeline.lexicon import load_lexicon

STAGES = ("chidice_quotations", "chidice_cues", "chidice_claims", "chidice_speakers", "chidice_stances")
STATE = "chidice_state"

if not Doc.has_extension("triples"):
    Doc.set_extension("triples", getter=lambda doc: from_data(doc, doc.user_data.get("chidice_triples", [])))
    Doc.set_extension("quotations", getter=lambda doc: [tuple(q) for q in doc.user_data.get("chidice_quotations", [])])


class State:
    """The analysis of one doc in the making, with the views on it that the stages share."""

    def __init__(self, doc: Doc, lexicon_paths: tuple[str, ...]) -> None:
        self.lexicon = load_lexicon(*map(Path, lexicon_paths))
        self.syntax = Syntax(doc, self.lexicon)
        self.analysis = Analysis()


class Stage:
    """A component: ``process`` does the work on a state, ``__call__`` finds the state of the doc."""

    def __init__(self, nlp: Language, name: str, lexicon: tuple[str, ...] = ()) -> None:
        self.name = name
        self.lexicon = tuple(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on ``doc``."""
        state = doc.user_data.get(STATE)
        if state is None:
            state = doc.user_data[STATE] = State(doc, self.lexicon)
        self.process(state, doc)
        return doc

    def warm(self) -> None:
        """Load the lexicon."""
        load_lexicon(*map(Path, self.lexicon))

    def process(self, state: State, doc: Doc) -> None:
        """Do the stage's work on ``state``."""
        raise NotImplementedError

    def to_disk(self, path: Any, exclude: Any = ()) -> None:
        """Write the user's lexicon files, so that the pipeline works where they are not."""
        for number, file in enumerate(map(Path, self.lexicon)):
            copy = Path(path) / str(number) / file.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())

    def from_disk(self, path: Any, exclude: Any = ()) -> Stage:
        """Take the lexicon files that were written, in the place of those that the configuration names. Raises ``LexiconError``."""
        self.lexicon = tuple(map(str, sorted(Path(path).glob("*/*.toml"), key=lambda file: int(file.parent.name))))
        load_lexicon(*map(Path, self.lexicon))
        return self


class Quotations(Stage):
    """Pairs of quotation marks."""

    def process(self, state: State, doc: Doc) -> None:  # noqa: D102
        paragraphs = Paragraphs(state.syntax.text)
        quotations = pair_marks(state.syntax.text, paragraphs)
        for turn in find_turns(state.syntax.text, paragraphs):
            if not any(q.outer_start < turn.outer_end and turn.outer_start < q.outer_end for q in quotations):
                quotations.append(turn)
        quotations.sort(key=lambda q: q.outer_start)
        state.analysis.quotations = quotations
        state.syntax.quotations = quotations
        doc.user_data["chidice_quotations"] = [(q.outer_start, q.outer_end) for q in quotations]


class Cues(Stage):
    """Attribution cues."""

    def process(self, state: State, doc: Doc) -> None:  # noqa: D102
        state.analysis.cues = find_cues(state.syntax, state.lexicon, state.analysis)


class Claims(Stage):
    """Contents and local mentions."""

    def process(self, state: State, doc: Doc) -> None:  # noqa: D102
        used = direct_speech(state.syntax, state.analysis)
        reported(state.syntax, state.analysis, used)
        dashed(state.syntax, state.analysis)
        source_phrases(state.syntax, state.analysis)
        wishes(state.syntax, state.analysis)
        continued(state.syntax, state.analysis)
        headlines(state.syntax, state.analysis)
        agency_headlines(state.syntax, state.analysis)
        verbless_headlines(state.syntax, state.analysis)
        quoted_headlines(state.syntax, state.analysis)
        turns(state.syntax, state.analysis)
        pointing_back(state.syntax, state.analysis)
        announced(state.syntax, state.analysis)
        noun_behind(state.syntax, state.analysis)
        pleasing(state.syntax, state.analysis)
        fronted_sides(state.syntax, state.analysis)
        fronted_clauses(state.syntax, state.analysis)
        only_things(state.syntax, state.analysis)
        among_others(state.syntax, state.analysis)
        received(state.syntax, state.analysis)
        retorts(state.syntax, state.analysis)
        floating(state.syntax, state.analysis)
        quoted_answers(state.syntax, state.analysis)
        interview(state.syntax, state.analysis)
        state.analysis.attributions.sort(key=lambda a: (a.start, -a.end))


class Speakers(Stage):
    """Who the mentions are."""

    def process(self, state: State, doc: Doc) -> None:  # noqa: D102
        if not state.analysis.attributions:
            return  # nobody is asked for
        resolver = Resolver(state.syntax, state.lexicon)
        order = sorted(state.analysis.attributions, key=lambda a: a.cue_span[0] if a.cue_span else a.start)
        for number, attribution in enumerate(order):
            resolver.resolve(attribution, order[number + 1 : number + 4])
        resolver.echo()


class Stances(Stage):
    """Stance, hearsay; and the triples as plain data."""

    def process(self, state: State, doc: Doc) -> None:  # noqa: D102
        for attribution in state.analysis.attributions:
            attribution.stance = stance_of(state.syntax, attribution)
            attribution.hearsay = hearsay(state.syntax, attribution)
        doc.user_data["chidice_triples"] = to_data(state.syntax, state.analysis.attributions)
        del doc.user_data[STATE]
        state.syntax.doc.release()


def _register(name: str, stage: type[Stage]) -> Any:
    @Language.factory(name, default_config={"lexicon": []}, assigns=["doc._.triples"] if stage is Stances else [])
    def create(nlp: Language, name: str, lexicon: list[str]) -> Stage:
        return stage(nlp, name, tuple(lexicon))

    return create


quotations = _register("chidice_quotations", Quotations)
cues = _register("chidice_cues", Cues)
claims = _register("chidice_claims", Claims)
speakers = _register("chidice_speakers", Speakers)
stances = _register("chidice_stances", Stances)
