"""How a triple looks in a CAS: the types, named so that INCEpTION takes them for custom layers and their links for slots."""

from __future__ import annotations

from cassis import TypeSystem

PREFIX = "webanno.custom.Chidice"
CLAIM, PART, CUE, SPEAKER = (PREFIX + name for name in ("Claim", "ClaimPart", "Cue", "Speaker"))
#: Slots of a claim: the feature and the type that it leads to.
SLOTS = {"speaker": SPEAKER, "cue": CUE, "parts": PART, "nestedIn": CLAIM}
TYPE_SYSTEM = "TypeSystem.xml"
STRINGS = {
    "kind": "direct, indirect, mixed or position",
    "stance": "support, oppose, doubt or neutral",
    "speakerName": "the fullest name in the article; left out: the words of the speaker slot",
    "speakerAliases": "other names of the speaker, separated by |",
    "speakerLabel": "PER, ORG, LOC or nothing",
    "rule": "the rule that made the triple",
}
FLAGS = {
    "hearsay": "reported in the journalistic conditional",
    "optional": "one could take or leave it",
    "implicit": "a dropped subject",
    "preAnnotated": "made by a program and checked by nobody yet",
}


def type_system() -> TypeSystem:
    """The type system of Chidice's CASes."""
    types = TypeSystem()
    for name, about in ((CLAIM, "what is put forward, its first span"), (PART, "a further span of a claim"), (CUE, "what marks the attribution"), (SPEAKER, "who speaks")):
        types.create_type(name, "uima.tcas.Annotation", about)
    for feature, about in STRINGS.items():
        types.create_feature(CLAIM, feature, "uima.cas.String", description=about)
    for feature, about in FLAGS.items():
        types.create_feature(CLAIM, feature, "uima.cas.Boolean", description=about)
    types.create_feature(CLAIM, "tripleId", "uima.cas.Integer", description="the triple's id")
    for slot, target in SLOTS.items():
        link = types.create_type(link_type(slot), "uima.cas.TOP")
        types.create_feature(link, "role", "uima.cas.String")
        types.create_feature(link, "target", target)
        types.create_feature(CLAIM, slot, "uima.cas.FSArray", elementType=link)
    return types


def link_type(slot: str) -> str:
    """The type of the links of a slot."""
    return f"{CLAIM}{slot[0].upper()}{slot[1:]}Link"
