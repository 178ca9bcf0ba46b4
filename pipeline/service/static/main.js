// An article in, its triples out.
import { showArticle } from "./article.js";
import { showCards } from "./cards.js";
import { choose, reshow } from "./choose.js";
import { $ } from "./dom.js";
import { part, send } from "./exports.js";
import { setFilters } from "./filters.js";
import { onInput } from "./input.js";
import * as service from "./service.js";

let record = null;
let shown = new Set();
let running = null;

const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

function say(words) {
  $("status").textContent = words;
  $("alert").hidden = true;
}

function complain(words) {
  say("");
  $("alert").textContent = words;
  $("alert").hidden = false;
}

async function article(submitted) {
  running?.abort();
  const mine = (running = new AbortController());
  say("Reading…");
  document.body.setAttribute("aria-busy", "true");
  try {
    const found = await service.extract(submitted, mine.signal);
    const rows = found.triples.length ? await service.rows(found, mine.signal) : [];
    show(found, rows);
  } catch (error) {
    if (error.name === "AbortError") return;  // another article was submitted meanwhile
    clear();
    complain(error.message);
  } finally {
    if (running === mine) document.body.removeAttribute("aria-busy");
  }
}

function show(found, rows) {
  choose(null);
  record = found;
  $("result").hidden = false;
  showArticle($("article"), found.text, found.triples);
  showCards($("triples"), found.triples, rows);
  setFilters((ids) => {
    shown = ids;
    for (const button of $("export").children) button.disabled = !ids.size;
    reshow(ids);
  });
  const speakers = new Set(rows.map((row) => row.speaker_key)).size;
  say(found.triples.length ? `${counted(found.triples.length, "triple")} of ${counted(speakers, "speaker")}.` : "No triples.");
  $("result-title").focus({ preventScroll: true });
  $("result").scrollIntoView({ block: "start" });
}

function clear() {
  choose(null);
  record = null;
  $("result").hidden = true;
  say("");
}

onInput({ article, problem: complain, cleared: clear });
$("export").addEventListener("click", async (event) => {
  const { form, way } = event.target.dataset;
  if (!form || !record) return;
  try {
    await send(part(record, shown), form, way);
    say(`${counted(shown.size, "triple")} ${way === "copy" ? "copied" : "downloaded"} as ${form.toUpperCase()}.`);
  } catch (error) {
    complain(error.message);
  }
});
