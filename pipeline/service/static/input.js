// Getting an article into the box: typed, pasted, dropped, from a file, or the example.
import { $ } from "./dom.js";
import { EXAMPLE } from "./example.js";

const LARGEST = 4 << 20;
const text = $("text");
let name = "article";  // the id of the record: the file's name
let listeners = {};

export function onInput({ article, problem, cleared }) {
  listeners = { article, problem, cleared };
}

function submit() {
  if (text.value.trim()) listeners.article({ id: name, text: text.value });
  else listeners.problem("Paste an article first.");
}

async function take(file) {
  if (file.size > LARGEST) return listeners.problem(`${file.name} is larger than an article ever was.`);
  const bytes = await file.arrayBuffer();
  let words;
  try {
    words = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    words = new TextDecoder("windows-1252").decode(bytes);  // what Italian texts are in that are not UTF-8
  }
  if (words.includes("\0")) return listeners.problem(`${file.name} is not a text file.`);
  text.value = words;
  name = file.name.replace(/\.[^.]*$/, "") || "article";
  submit();
}

$("article-form").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
});
text.addEventListener("paste", () => {
  if (text.selectionStart === 0 && text.selectionEnd === text.value.length) name = "article";  // another article than the file's
});
$("example").addEventListener("click", () => {
  text.value = EXAMPLE;
  name = "example";
  submit();
});
$("clear").addEventListener("click", () => {
  text.value = "";
  name = "article";
  text.focus();
  listeners.cleared();
});
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  if ($("file").files.length) take($("file").files[0]);
  $("file").value = "";  // the same file may be chosen again
});

const drop = $("drop");
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const { files } = event.dataTransfer;
  if (files.length > 1) return listeners.problem("One article at a time, please.");
  if (files.length) return take(files[0]);
  text.value = event.dataTransfer.getData("text/plain");
  name = "article";
  submit();
});
