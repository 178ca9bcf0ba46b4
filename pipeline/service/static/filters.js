// Which triples are shown.
import { $, el } from "./dom.js";

const NAMES = ["speaker", "stance", "kind"];
const STANCES = ["support", "oppose", "doubt", "neutral"];
const KINDS = ["direct", "indirect", "mixed", "position"];
const form = $("filters");
let changed = () => {};

const cards = () => [...$("triples").children];

// Fill the choices for new triples; onChange(ids of those shown) is called now and whenever that changes.
export function setFilters(onChange) {
  changed = onChange;
  const speakers = new Map();
  for (const { dataset } of cards()) {
    const known = speakers.get(dataset.speaker) || { name: dataset.name, total: 0 };
    known.total += 1;
    speakers.set(dataset.speaker, known);
  }
  const busiest = [...speakers].sort((a, b) => b[1].total - a[1].total || a[1].name.localeCompare(b[1].name, "it"));
  fill("speaker", "all speakers", busiest.map(([key, { name, total }]) => [`${name} (${total})`, key]));
  fill("stance", "all stances", STANCES.map((stance) => [stance, stance]));
  fill("kind", "all kinds", KINDS.map((kind) => [kind, kind]));
  apply();
}

export function only(name, value) {
  form.reset();
  form.elements[name].value = value;
  apply();
}

function fill(name, all, options) {
  form.elements[name].replaceChildren(el("option", { value: "" }, all), ...options.map(([words, value]) => el("option", { value }, words)));
}

function apply() {
  const shown = new Set();
  const stances = new Map(cards().map(({ dataset }) => [dataset.triple, dataset.stance]));
  for (const card of cards()) {
    card.hidden = NAMES.some((name) => form.elements[name].value && card.dataset[name] !== form.elements[name].value);
    if (!card.hidden) shown.add(card.dataset.triple);
  }
  for (const name of ["claims", "cues", "mentions"]) {
    for (const mark of $("article").querySelectorAll(`[data-${name}]`)) {
      const ids = mark.dataset[name].split(" ").filter((id) => shown.has(id));
      mark.classList.toggle("off-" + name, !ids.length);
      if (name !== "claims") continue;
      mark.classList.remove(...STANCES);  // the stance of the innermost that is shown
      if (ids.length) mark.classList.add(stances.get(ids[0]));
    }
  }
  $("count").textContent = `${shown.size} of ${cards().length} triples`;
  $("none").hidden = shown.size > 0;
  $("none").textContent = cards().length ? "No triple is left by this choice." : "Nobody says anything here, as far as the rules can tell.";
  changed(shown);
}

form.addEventListener("change", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));  // the values change after the event
