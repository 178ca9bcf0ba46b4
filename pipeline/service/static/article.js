// The article with its claims, cues and mentions marked, and before each claim a tag that says whose it is and on which side.
import { el } from "./dom.js";
import { cut } from "./pieces.js";

export function showArticle(place, text, triples) {
  const byId = new Map(triples.map((triple) => [triple.id, triple]));
  place.replaceChildren();
  for (const piece of cut(text, triples)) {
    putTags(place, piece.opening.map((id) => tag(byId.get(id))));
    const roles = ["claim", "cue", "mention"].filter((role) => piece[role + "s"].length);
    if (!roles.length) {
      place.append(piece.text);
      continue;
    }
    const stance = piece.claims.length ? byId.get(piece.claims[0]).stance : "";
    const lists = Object.fromEntries(["claims", "cues", "mentions"].map((name) => ["data-" + name, piece[name].join(" ") || null]));
    place.append(el("mark", { class: [...roles, stance].join(" ").trim(), ...lists }, piece.text));
  }
}

// Before the quotation mark or bracket that opens the claim, so that no line breaks between them.
function putTags(place, tags) {
  const last = place.lastChild;
  const opening = tags.length && last?.nodeType === Node.TEXT_NODE && /[«“„‹"'‘(]+$/u.exec(last.data);
  if (opening) last.splitText(opening.index).before(...tags);
  else place.append(...tags);
}

function tag({ id, speaker, stance }) {
  const words = [el("span", { class: "sr" }, "claim of "), speaker.name + ": ", el("b", { lang: "en" }, stance)];
  return el("button", { type: "button", class: `tag ${stance}`, id: `c${id}`, "data-triple": id, "data-claims": id, tabindex: "-1" }, ...words);
}
