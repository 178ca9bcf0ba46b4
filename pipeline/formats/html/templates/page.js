// Filters: the form's values, the page's fragment (#speaker=…&stance=oppose) and what is shown always agree.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const names = ["speaker", "stance", "kind"];
  const triples = [...document.querySelectorAll("li.triple")];
  const sections = [...document.querySelectorAll("section.article")];
  const count = document.getElementById("count");
  form.hidden = false;

  // One option per speaker, under the name that is used most often; the busiest first.
  const speakers = new Map();
  for (const { dataset } of triples) {
    const known = speakers.get(dataset.speaker) || { total: 0, names: new Map() };
    known.total += 1;
    known.names.set(dataset.name, (known.names.get(dataset.name) || 0) + 1);
    speakers.set(dataset.speaker, known);
  }
  for (const [key, known] of [...speakers].sort((a, b) => b[1].total - a[1].total || a[0].localeCompare(b[0], "it"))) {
    const [name] = [...known.names].sort((a, b) => b[1] - a[1])[0];
    form.elements.speaker.append(new Option(`${name} (${known.total})`, key));
  }

  function values() {
    return Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
  }

  function apply() {
    const wanted = values();
    const filtered = names.some((name) => wanted[name]);
    let shown = 0, articles = 0;
    for (const section of sections) {
      const visible = new Set();
      for (const triple of section.querySelectorAll("li.triple")) {
        triple.hidden = !names.every((name) => !wanted[name] || triple.dataset[name] === wanted[name]);
        if (!triple.hidden) visible.add(triple.dataset.triple);
      }
      section.hidden = filtered && !visible.size;
      for (const mark of section.querySelectorAll(".text [data-triples]")) {
        mark.classList.toggle("off", !mark.dataset.triples.split(" ").some((number) => visible.has(number)));
      }
      shown += visible.size;
      articles += !section.hidden;
    }
    count.textContent = `${shown} of ${triples.length} triples, ${articles} of ${sections.length} articles`;
  }

  function toFragment() {
    const fragment = new URLSearchParams(Object.entries(values()).filter(([, value]) => value)).toString();
    history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
  }

  // True where the fragment is one of filters; others (#a3-t7) are places in the page.
  function fromFragment() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (!names.some((name) => given.has(name))) return false;
    for (const name of names) {
      const options = [...form.elements[name].options];
      (options.find((option) => option.value === given.get(name)) || options[0]).selected = true;  // the first is all
    }
    return true;
  }

  form.addEventListener("change", () => { apply(); toFragment(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); toFragment(); }));
  window.addEventListener("hashchange", () => {
    if (!fromFragment()) return;
    apply();
    form.elements.speaker.focus();
    window.scrollTo(0, 0);
  });
  fromFragment();
  apply();
})();
