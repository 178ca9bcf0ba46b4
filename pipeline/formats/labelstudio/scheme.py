"""How a triple looks in Label Studio: the names of labels, controls and relations, and the configuration that declares them.

Regions are labelled Claim, Claim part (the second and further spans of a claim), Cue and Speaker and joined by relations; kind, stance and
the rest are choices and texts of the Claim region.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from pipeline.schema import KINDS, STANCES

CLAIM, PART, CUE, SPEAKER = "Claim", "Claim part", "Cue", "Speaker"
LABELS = {CLAIM: "#4a90d9", PART: "#9cc3ec", CUE: "#e0a800", SPEAKER: "#57a639"}
SAID_BY, HAS_CUE, CONTINUES, NESTED_IN = "said by", "cue", "continues in", "nested in"
RELATIONS = (SAID_BY, HAS_CUE, CONTINUES, NESTED_IN)
HEARSAY, OPTIONAL, IMPLICIT = "hearsay", "optional", "dropped subject"
#: The article's place in a task's data, and ours: what the record says besides its triples.
TEXT, ENVELOPE = "text", "chidice"


def _choices(name: str, title: str, values: tuple[str, ...], *more: str) -> str:
    options = "".join(f"\n        <Choice value={quoteattr(v)}/>" for v in values)
    attributes = " ".join((f'name="{name}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="{CLAIM}"', *more))
    return f"""    <View visibleWhen="region-selected" whenTagName="label" whenLabelValue="{CLAIM}">
      <Header value={quoteattr(title)} size="5"/>
      <Choices {attributes}>{options}
      </Choices>
    </View>"""


def _text(name: str, title: str, tag: str, *more: str) -> str:
    attributes = " ".join((f'name="{name}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="{CLAIM}"', *more))
    return f"""    <View visibleWhen="region-selected" whenTagName="label" whenLabelValue="{CLAIM}">
      <Header value={quoteattr(title)} size="5"/>
      <{tag} {attributes}/>
    </View>"""


def config() -> str:
    """The labelling configuration, as XML."""
    labels = "\n".join(f'    <Label value="{name}" background="{colour}"/>' for name, colour in LABELS.items())
    relations = "\n".join(f'    <Relation value="{name}"/>' for name in RELATIONS)
    controls = "\n".join(
        (
            _choices("stance", "Stance", STANCES, 'choice="single-radio"', 'required="true"', 'requiredMessage="Every claim has a stance"'),
            _choices("kind", "Kind", KINDS, 'choice="single-radio"', 'required="true"', 'requiredMessage="Every claim has a kind"'),
            _text("speaker", "Speaker: the fullest name in the article (left out: the words marked as Speaker)", "TextArea", 'maxSubmissions="1"', 'editable="true"'),
            _text("aliases", "Other names of the speaker", "TextArea", 'editable="true"'),
            _choices("speaker_label", "What the speaker is", ("PER", "ORG", "LOC"), 'choice="single-radio"'),
            _choices("flags", "The claim is", (HEARSAY, OPTIONAL, IMPLICIT), 'choice="multiple"'),
            _text("rule", "Rule (leave as it is)", "TextArea", 'maxSubmissions="1"'),
            _text("triple", "Number (leave as it is)", "Number", 'min="0"'),
        )
    )
    return f"""<View>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Relations>
{relations}
  </Relations>
  <Text name="text" value="${TEXT}" granularity="symbol" saveTextResult="yes"/>
{controls}
</View>
"""
