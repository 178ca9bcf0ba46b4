// The triples as a list: who, stance and claim at once; cue, rule and the rest when one is opened.
import { el } from "./dom.js";

export function showCards(place, triples, rows) {
  const rowOf = new Map(rows.map((row) => [row.triple_id, row]));
  place.replaceChildren(...triples.map((triple) => card(triple, rowOf.get(triple.id) || {})));
}

function card(triple, row) {
  const { id, speaker, stance, kind, claim } = triple;
  const data = { "data-triple": id, "data-speaker": row.speaker_key, "data-name": speaker.name, "data-stance": stance, "data-kind": kind };
  const head = el(
    "button", { type: "button", class: "head", id: `h${id}`, "aria-expanded": "false", "aria-controls": `d${id}`, tabindex: "-1" },
    el("span", { class: "speaker", lang: "it" }, speaker.name), " ", el("b", { class: `stance ${stance}` }, stance), " ",
    el("span", { class: "kind" }, kind + (triple.hearsay ? ", hearsay" : "")), el("span", { class: "words", lang: "it" }, claim.text),
  );
  const details = el("div", { class: "details", id: `d${id}`, hidden: true }, facts(triple, row), actions());
  return el("li", { class: `triple ${stance}`, ...data }, head, details);
}

function facts({ speaker, cue, rule, nested_in, claim, hearsay }, { confidence }) {
  const list = el("dl");
  const add = (name, ...what) => list.append(el("div", {}, el("dt", {}, name), el("dd", {}, ...what)));
  const it = (words) => el("i", { lang: "it" }, words);
  add("Cue", cue ? it(cue.text) : "none");
  add("Speaker here", speaker.mention ? it(speaker.mention.text) : speaker.implicit ? "a dropped subject" : "not mentioned");
  if (speaker.aliases.length) add("Also called", it(speaker.aliases.join(", ")));
  if (hearsay) add("Hearsay", "reported in the conditional");
  if (nested_in != null) add("Inside", el("button", { type: "button", class: "link", "data-go": nested_in }, "another claim"));
  add("Rule", el("code", {}, rule || "none"));
  add("Confidence", confidence == null ? "unknown" : confidence.toFixed(2));
  add("Characters", claim.spans.map((span) => `${span.start}–${span.end}`).join(", "));
  return list;
}

function actions() {
  const button = (action, words) => el("button", { type: "button", "data-action": action }, words);
  return el("p", { class: "buttons" }, button("text", "In the text"), button("speaker", "All of this speaker"), button("close", "Close"));
}
