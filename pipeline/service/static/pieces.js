// The article cut where marks begin and end. Records count code points, JavaScript counts UTF-16 units: an emoji is one of the first, two of the second.

export function unitOf(text) {
  const units = [];
  let unit = 0;
  for (const character of text) {
    units.push(unit);
    unit += character.length;
  }
  units.push(unit);
  return (point) => units[point];
}

// Stretches of text in which no mark begins or ends, each with the marks around it ({role, id, size}) and those that begin with it.
export function cut(text, triples) {
  const unit = unitOf(text);
  const marks = [];
  const add = (role, id, span, first = false) => marks.push({ role, id, first, start: unit(span.start), end: unit(span.end) });
  for (const { id, claim, cue, speaker } of triples) {
    claim.spans.forEach((span, n) => add("claim", id, span, n === 0));
    if (cue) add("cue", id, cue);
    if (speaker.mention) add("mention", id, speaker.mention);
  }
  const edges = [...new Set([0, text.length, ...marks.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
  marks.sort((a, b) => a.start - b.start || a.id - b.id);
  let next = 0;
  let here = [];
  return edges.slice(0, -1).map((left, n) => {
    here = here.filter((mark) => mark.end > left);
    const starting = [];
    while (next < marks.length && marks[next].start === left) starting.push(marks[next++]);
    here.push(...starting);
    const claims = here.filter((m) => m.role === "claim").sort((a, b) => a.end - a.start - (b.end - b.start));
    return {
      text: text.slice(left, edges[n + 1]),
      claims: claims.map((m) => m.id),  // the innermost first
      cues: here.filter((m) => m.role === "cue").map((m) => m.id),
      mentions: here.filter((m) => m.role === "mention").map((m) => m.id),
      opening: starting.filter((m) => m.first).map((m) => m.id),
    };
  });
}
