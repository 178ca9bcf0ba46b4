"""From templates and speakers to sentences with their answers, and which of the answers an extractor gives."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
#: What is said, by the letter that stands for it in templates: a statement, one in the subjunctive, an utterance, an infinitive, a target.
CONTENTS = {
    "C": ["il piano è un errore", "la fabbrica riaprirà a marzo", "i conti del Comune sono in ordine", "le piogge hanno danneggiato gli argini", "non ci sono soldi per la scuola", "l'accordo va firmato entro l'anno"],
    "S": ["il piano sia un errore", "la fabbrica riapra a marzo", "i conti del Comune siano in ordine"],
    "Q": ["Il piano è un errore", "Siamo pronti a firmare", "Non ci sono soldi per la scuola", "È una vergogna per tutta la città"],
    "I": ["rivedere il piano", "aprire la fabbrica", "convocare un tavolo"],
    "P": ["il piano", "la chiusura della fabbrica", "la riforma della scuola", "l'aumento delle tariffe"],
}  # fmt: skip
#: Prepositions that take the article into themselves.
FUSED = {
    "di": {"il ": "del ", "lo ": "dello ", "la ": "della ", "l'": "dell'", "i ": "dei ", "gli ": "degli ", "le ": "delle "},
    "a": {"il ": "al ", "lo ": "allo ", "la ": "alla ", "l'": "all'", "i ": "ai ", "gli ": "agli ", "le ": "alle "},
    "da": {"il ": "dal ", "lo ": "dallo ", "la ": "dalla ", "l'": "dall'", "i ": "dai ", "gli ": "dagli ", "le ": "dalle "},
    "su": {"il ": "sul ", "lo ": "sullo ", "la ": "sulla ", "l'": "sull'", "i ": "sui ", "gli ": "sugli ", "le ": "sulle "},
}
#: What stands before each sentence, so that there is another body to take for the speaker.
BEFORE = "A Calvi si è riunito ieri il Consiglio comunale.\n\n"


@dataclass(frozen=True)
class Speaker:
    """A shape of speaker: ``text`` as it stands before a verb (a comma at its end where it has one), and its ``name``."""

    text: str
    name: str
    feminine: bool = False
    plural: bool = False


@dataclass(frozen=True)
class Template:
    """A construction. ``floor``: sentences with it that came out right when it was last measured, of one for each speaker."""

    text: str
    content: str
    floor: int
    stance: str = ""


@dataclass(frozen=True)
class Case:
    """A sentence and its answer."""

    template: Template
    speaker: Speaker
    sentence: str
    claim: str


def speakers() -> list[Speaker]:
    """The shapes of ``speakers.toml``."""
    return [Speaker(**entry) for entry in tomllib.loads((HERE / "speakers.toml").read_text(encoding="utf-8"))["speaker"]]


def templates() -> list[Template]:
    """The constructions of ``templates.toml``."""
    return [Template(**entry) for entry in tomllib.loads((HERE / "templates.toml").read_text(encoding="utf-8"))["template"]]


def governed(phrase: str, preposition: str) -> str:
    """*il sindaco*, *di* → *del sindaco*."""
    for article, fused in FUSED[preposition].items():
        if phrase.startswith(article):
            return fused + phrase[len(article) :]
    return f"{'ad' if preposition == 'a' and phrase[:1] in 'aA' else preposition} {phrase}"


def cases() -> Iterator[Case]:
    """Every template with every speaker; contents are drawn, the same on each run."""
    draw = random.Random(3)
    for template in templates():
        for speaker in speakers():
            drawn = {letter: draw.choice(list(words)) for letter, words in CONTENTS.items()}
            claim = drawn[template.content]
            yield Case(template, speaker, _filled(template, speaker, drawn), f"{claim} ma nessuno ci ascolta" if "«ma" in template.text or "– ma" in template.text else claim)


def _filled(template: Template, speaker: Speaker, drawn: dict[str, str]) -> str:
    alone = speaker.text.rstrip(",")
    ending = {(False, False): "o", (True, False): "a", (False, True): "i", (True, True): "e"}[speaker.feminine, speaker.plural]
    which = "i quali" if speaker.plural else "la quale" if speaker.feminine else "il quale"
    words = {"speaker": speaker.text, "alone": alone, "has": "hanno" if speaker.plural else "ha", "is": "sono" if speaker.plural else "è", "o": ending, "which": which}
    words |= {preposition: governed(alone, preposition) for preposition in ("di", "a", "da")}
    words |= drawn | {f"{preposition}P": governed(drawn["P"], preposition) for preposition in FUSED}
    text = re.sub(r"\{([^{}|]*)\|([^{}]*)\}", lambda m: m.group(2 if speaker.plural else 1), template.text)
    # a name set off by commas keeps the second one where the sentence goes on
    text = re.sub(r"\{(di|a|da)\}(?= [\w«{])", lambda m: governed(speaker.text, m.group(1)), text)
    text = re.sub(r"\{\^(\w+)\}", lambda m: words[m.group(1)][:1].upper() + words[m.group(1)][1:], text)
    text = re.sub(r"\{(\w+)\}", lambda m: words[m.group(1)], text)
    text = re.sub(r",([,.:])", r"\1", text).replace(", .", ".").replace("rii ", "ri ").replace("rii,", "ri,").replace("rii:", "ri:")
    return text[:1].upper() + text[1:]


def right(case: Case, triples: Iterable[Any]) -> bool:
    """Whether one of the triples is the case's: the same claim, articles fused or not, the same name, and the stance where the template has one."""
    return any(_plain(t.claim.text) == _plain(case.claim) and _same(t.speaker.name, case.speaker.name) and case.template.stance in ("", t.stance) for t in triples)


def _plain(text: str) -> str:
    return re.sub(r"^(al|del|dal|sul|il) |^(alla|della|dalla|sulla|la) |^(all|dell|dall|sull|l)'", "", text.lower().strip(" .«»“”\""))


def _same(given: str, wanted: str) -> bool:
    without = re.sub(r"^(il|lo|la|i|gli|le|un|una|alcuni) |^l'", "", given.lower())
    return without == re.sub(r"^(alcuni) ", "", wanted.lower())
