"""An unquoted clause behind a colon, with which the reported speaker goes on: *Secondo Lodi il piano è fermo: mancano i fondi*."""

from __future__ import annotations

from pipeline.components.analysis import Analysis, Attribution
from pipeline.components.claims.extent import opens_clause
from pipeline.components.claims.trimming import trim
from pipeline.components.syntax import VERBAL, Syntax, verb_form


def continued(syntax: Syntax, analysis: Analysis) -> None:
    """Add the clauses behind colons that go on where a reported claim ends."""
    made = []
    for a in analysis.attributions:
        if a.cue is None or a.kind == "direct" or a.frame == "quote" or a.cue.negated:
            continue
        clause = _behind(syntax, analysis, a)
        if clause is not None:
            made.append(clause)
    analysis.attributions += made


def _behind(syntax: Syntax, analysis: Analysis, said: Attribution) -> Attribution | None:
    doc = syntax.doc
    colon = syntax.token_at(said.end)
    if colon + 2 >= len(doc) or doc[colon].text != ":" or doc[colon].idx < said.end or colon < syntax.first_line:
        return None
    end = syntax.sentence(colon)[1]
    if end == colon + 1 and not doc[end].is_space:
        end = syntax.sentence(end)[1]  # nega di essersi trovato in città: | era a cena dalla sorella
    if end <= colon + 2 or syntax.sentence(colon)[0] > colon or doc[colon + 1].text in "«“\"" or not opens_clause(syntax, colon, end):
        return None
    if any(c.type == "adposition" and colon < c.start <= colon + 2 for c in analysis.cues):
        return None  # …: per il consorzio si riferiva al vino
    a, b = trim(syntax.text, *syntax.chars(colon + 1, end))
    others = [c for c in analysis.attributions if c is not said and (any(s < b and a < e for s, e in c.claim) or (c.cue_span is not None and a <= c.cue_span[0] < b))]
    if others or b <= a or any(a <= q.outer_start < b for q in syntax.quotations) or not any(t.pos_ in VERBAL and verb_form(t) == "Fin" for t in doc[colon + 1 : end]):
        return None
    made = Attribution("colon-continued", "indirect", [(a, b)], "colon", None, syntax.chars(colon, colon + 1))
    made.implicit, made.referent, made.shares_with = True, said.mention, said.shares_with
    return made
