// Pointing at a claim, a mention or a triple lights up what belongs together; choosing one opens its card.
import { $ } from "./dom.js";
import { only } from "./filters.js";

const article = $("article");
const list = $("triples");
let chosen = null;
let from = null;  // where the focus goes back to

const ids = (element, name) => (element.dataset[name] ? element.dataset[name].split(" ") : []);
const card = (id) => list.querySelector(`[data-triple="${id}"]`);
const isShown = (id) => card(id) && !card(id).hidden;

// The triple that a place in the text stands for: that of the mention or cue, which are shorter, else the innermost claim around it.
function tripleAt(target) {
  const mark = target.closest("[data-claims], [data-cues], [data-mentions]");
  if (!mark || !article.contains(mark)) return null;
  return ["mentions", "cues", "claims"].flatMap((name) => ids(mark, name)).find(isShown) ?? null;
}

// Triples of the same speaker as one that has no mention of its own: their mentions are where the article names who speaks.
function elsewhere(lit) {
  const unnamed = [...lit].filter((id) => !article.querySelector(`[data-mentions~="${id}"]`)).map((id) => card(id).dataset.speaker);
  return new Set([...list.children].filter((item) => unnamed.includes(item.dataset.speaker)).map((item) => item.dataset.triple));
}

function light(lit) {
  const others = elsewhere(lit);
  for (const mark of article.querySelectorAll("[data-claims], [data-cues], [data-mentions]")) {
    for (const name of ["claims", "cues", "mentions"]) {
      mark.classList.toggle(`lit-${name}`, ids(mark, name).some((id) => lit.has(id)));
    }
    mark.classList.toggle("lit-elsewhere", ids(mark, "mentions").some((id) => others.has(id)));
  }
  for (const item of list.children) item.classList.toggle("lit", lit.has(item.dataset.triple));
}

const relight = (pointed = null) => light(new Set([pointed, chosen].filter((id) => id != null)));

export function choose(id, origin = null) {
  if (chosen != null && card(chosen)) setOpen(card(chosen), false);
  chosen = id;
  from = origin;
  document.body.classList.toggle("sheet", id != null && origin !== null && article.contains(origin));
  if (id != null) {
    setOpen(card(id), true);
    moveStop(list, head(card(id)));
  }
  relight();
}

function setOpen(item, open) {
  item.classList.toggle("open", open);
  head(item).setAttribute("aria-expanded", open);
  item.querySelector(".details").hidden = !open;
}

function close() {
  const back = from && from.isConnected ? from : chosen != null && card(chosen) && head(card(chosen));
  choose(null);
  if (back) back.focus();
}

const head = (item) => item.querySelector(".head");
const tag = (id) => article.querySelector(`.tag[data-triple="${id}"]`);

function chooseFromText(id, origin) {
  choose(id, origin);
  moveStop(article, tag(id));
  head(card(id)).focus({ preventScroll: true });
  card(id).scrollIntoView({ block: "nearest" });
  tag(id).scrollIntoView({ block: "nearest" });  // on a phone the card would cover it
}

function toText(id) {
  choose(id, null);
  moveStop(article, tag(id));
  tag(id).focus();
  tag(id).scrollIntoView({ block: "center" });
}

// One stop for the Tab key in each of the two lists; arrow keys move it.
function moveStop(place, to) {
  for (const stop of place.querySelectorAll(".tag, .head")) stop.tabIndex = stop === to ? 0 : -1;
}

function arrows(place, selector, event) {
  const stops = [...place.querySelectorAll(selector)].filter((stop) => stop.getClientRects().length);
  const at = stops.indexOf(event.target);
  const steps = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 };
  if (at < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const to = stops[Math.min(Math.max(steps[event.key], 0), stops.length - 1)];
  moveStop(place, to);
  to.focus();
}

// The triples that are shown have changed.
export function reshow(shown) {
  if (chosen != null && !shown.has(chosen)) choose(null);
  for (const [place, selector] of [[article, ".tag:not(.off-claims)"], [list, "li:not([hidden]) > .head"]]) {
    const stops = [...place.querySelectorAll(selector)];
    if (!stops.some((stop) => stop.tabIndex === 0)) moveStop(place, stops[0]);
  }
  relight();
}

article.addEventListener("pointerover", (event) => relight(tripleAt(event.target)));
article.addEventListener("pointerleave", () => relight());
article.addEventListener("focusin", (event) => relight(tripleAt(event.target)));
article.addEventListener("focusout", () => relight());
article.addEventListener("keydown", (event) => arrows(article, ".tag:not(.off-claims)", event));
article.addEventListener("click", (event) => {
  const id = tripleAt(event.target);
  if (id == null || !getSelection().isCollapsed) return;  // who selects words wants to copy them
  chooseFromText(id, tag(id));
});

const item = (event) => event.target.closest("li.triple");
list.addEventListener("pointerover", (event) => relight(item(event)?.dataset.triple));
list.addEventListener("pointerleave", () => relight());
list.addEventListener("focusin", (event) => relight(item(event)?.dataset.triple));
list.addEventListener("focusout", () => relight());
list.addEventListener("keydown", (event) => arrows(list, "li:not([hidden]) > .head", event));
list.addEventListener("click", (event) => {
  const here = item(event);
  const button = event.target.closest("button");
  if (!here || !button) return;
  const id = here.dataset.triple;
  if (button.classList.contains("head")) return id === chosen ? close() : choose(id, button);
  if (button.dataset.go) {
    if (!isShown(button.dataset.go)) $("filters").reset();
    return setTimeout(() => chooseFromText(button.dataset.go, button));
  }
  if (button.dataset.action === "text") toText(id);
  if (button.dataset.action === "speaker") only("speaker", here.dataset.speaker);
  if (button.dataset.action === "close") close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen != null) close();
});
