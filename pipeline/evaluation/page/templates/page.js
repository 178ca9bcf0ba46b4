// Filters: the form's values, the page's fragment (#group=missed&rule=…) and the cards that are shown always agree.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  if (!form) return;
  form.hidden = false;
  const names = ["group", "kind", "stance", "rule", "article"];
  const several = new Set(["group", "kind", "stance"]);  // their data attributes hold a list
  const cards = [...document.querySelectorAll("article.error")];
  const sections = [...document.querySelectorAll("section.article")];
  const marks = [...document.querySelectorAll("details [data-errors]")];
  const count = document.getElementById("count");

  function shows(card, wanted) {
    return names.every((name) => {
      if (!wanted[name]) return true;
      const value = card.dataset[name];
      return several.has(name) ? value.split(" ").includes(wanted[name]) : value === wanted[name];
    });
  }

  function values() {
    return Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
  }

  function apply() {
    const wanted = values();
    const visible = new Set();
    for (const card of cards) {
      card.hidden = !shows(card, wanted);
      if (!card.hidden) visible.add(card.id.slice(1));
    }
    for (const section of sections) section.hidden = !section.querySelector("article.error:not([hidden])");
    for (const mark of marks) mark.classList.toggle("off", !mark.dataset.errors.split(" ").some((number) => visible.has(number)));
    const strong = document.createElement("b");
    strong.textContent = visible.size;
    count.replaceChildren(strong, ` of ${cards.length} errors`);
  }

  function toFragment() {
    const wanted = Object.entries(values()).filter(([, value]) => value);
    const fragment = new URLSearchParams(wanted).toString();
    history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
  }

  // True where the fragment is one of filters; others (#rules, #e12) are places in the page.
  function fromFragment() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (!names.some((name) => given.has(name))) return false;
    for (const name of names) {
      const options = name === "group" ? [...form.elements.group] : [...form.elements[name].options];
      const chosen = options.find((option) => option.value === given.get(name)) || options[0];  // the first is all
      chosen[name === "group" ? "checked" : "selected"] = true;
    }
    return true;
  }

  function followFragment() {
    if (!fromFragment()) return;
    apply();
    document.getElementById("errors").scrollIntoView();
  }

  form.addEventListener("change", () => { apply(); toFragment(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); toFragment(); }));
  window.addEventListener("hashchange", followFragment);
  apply();
  followFragment();
})();
