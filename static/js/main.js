// Finds data-module="name" in the page and in what htmx brings, and lets js/modules/name.js take care of that element.
// Each module exports start(element). To add one, write its name and a literal import here: hashed file names reach
// an import only where its path is written out.
const MODULES = {
  chart: () => import("./modules/chart.js"),
  choose: () => import("./modules/choose.js"),
  zone: () => import("./modules/zone.js"),
};

/** Start the modules of `root` and below; an element is started once. */
function startIn(root) {
  const elements = [...root.querySelectorAll("[data-module]")];
  if (root.matches?.("[data-module]")) elements.unshift(root);
  for (const element of elements) {
    if (element.dataset.started !== undefined) continue;
    element.dataset.started = "";
    for (const name of element.dataset.module.split(" ")) {
      MODULES[name]?.().then((module) => module.start(element));
    }
  }
}

/** A click elsewhere or Escape closes an open box of the bar; Escape gives the focus back to its button. */
function closeBoxes(event) {
  for (const box of document.querySelectorAll("details.pop[open], details.menu[open]")) {
    if (event.type === "click" && box.contains(event.target)) continue;
    if (event.type === "keydown" && box.contains(document.activeElement)) box.querySelector("summary").focus();
    box.open = false;
  }
}

startIn(document);
document.addEventListener("htmx:load", (event) => startIn(event.target));
document.addEventListener("click", closeBoxes);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeBoxes(event); });
