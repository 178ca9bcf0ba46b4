// Copying and downloading the triples that are shown.
import { csv } from "./service.js";

// The record with the triples of ids alone; what lay in one that is left out lies in none.
export function part(record, ids) {
  const triples = record.triples.filter((t) => ids.has(String(t.id)));
  return { ...record, triples: triples.map((t) => ({ ...t, nested_in: t.nested_in != null && ids.has(String(t.nested_in)) ? t.nested_in : null })) };
}

// To read when it is copied; on one line, as `chidice convert` reads it, in a file.
async function written(record, form, way) {
  if (form === "csv") return csv(record);
  return way === "copy" ? JSON.stringify(record, null, 2) : JSON.stringify(record) + "\n";
}

export async function send(record, form, way) {
  const text = await written(record, form, way);
  if (way === "copy") await copy(text);
  else download(text, `${record.id}.${form}`, form === "csv" ? "text/csv" : "application/json");
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // without HTTPS, and not on the machine itself, browsers have but the old way
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  if (!done) throw new Error("The browser does not let this page copy.");
}

function download(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
