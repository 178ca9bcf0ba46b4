"""What confidence looks at: names of binary features of one triple."""

from __future__ import annotations

import re

from pipeline.schema import Triple

PRONOUNS = frozenset("che cui egli ella essa essi esse lei lui loro chi quale quali suo sua suoi sue stesso stessa questi costui i due le due entrambi".split())


def features(triple: Triple) -> list[str]:
    """The features of ``triple`` that hold: a bias, its rule, kind and stance, how the speaker is mentioned, how long the claim is."""
    found = ["bias", f"rule={triple.rule}", f"kind={triple.kind}", f"speaker={_mention(triple)}", f"label={triple.speaker.label}"]
    words = len(re.findall(r"\w+", triple.claim.text))
    found.append("words=" + ("1-2" if words < 3 else "3-5" if words < 6 else "6-25" if words < 26 else "26-50" if words < 51 else "51+"))
    if triple.stance != "support":
        found.append("stance!=support")
    if len(triple.claim.spans) > 1:
        found.append("spans>1")
    if triple.cue is None:
        found.append("no cue")
    return found


def _mention(triple: Triple) -> str:
    """How the speaker stands in the text: dropped, far, a pronoun, by name, a description of somebody named, or one that names nobody."""
    speaker = triple.speaker
    if speaker.mention is None:
        return "dropped" if speaker.implicit else "elsewhere"
    mention, name = speaker.mention.text.lower(), speaker.name.lower()
    if mention in PRONOUNS or set(mention.split()[-1:]) & PRONOUNS:
        return "pronoun"
    if mention == name or name in mention:
        return "name" if any(w[:1].isupper() for w in speaker.mention.text.split()[1:]) or speaker.mention.text[:1].isupper() else "description"
    if any(w in name.split() for w in mention.split() if len(w) > 2):
        return "part of the name"
    return "description resolved"
