// Finds data-module="name" in the page and in what htmx brings, and lets js/modules/name.js take care of that element.
// Each module exports start(element). To add one, write its name and a literal import here: hashed file names reach
// an import only where its path is written out.
const MODULES = {
  chart: () => import("./modules/chart.js"),
  move: () => import("./modules/move.js"),
  choose: () => import("./modules/choose.js"),
  copy: () => import("./modules/copy.js"),
  poll: () => import("./modules/poll.js"),
  passkey: () => import("./modules/passkey.js"),
  reveal: () => import("./modules/reveal.js"),
  zone: () => import("./modules/zone.js"),
};

const PATIENCE = 10_000; // milliseconds; then an answer was lost, and the button works again

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

/** Paper is white: the light theme while it is printed, in which charts draw themselves anew. */
function putOnPaper() {
  const root = document.documentElement;
  let worn;
  addEventListener("beforeprint", () => {
    worn ??= root.dataset.bsTheme;
    root.dataset.bsTheme = "light";
  });
  addEventListener("afterprint", () => {
    root.dataset.bsTheme = worn;
    worn = undefined;
  });
}

/** A click elsewhere or Escape closes an open box of the bar; Escape gives the focus back to its button. */
function closeBoxes(event) {
  for (const box of document.querySelectorAll("details.pop[open], details.menu[open]")) {
    if (event.type === "click" && box.contains(event.target)) continue;
    if (event.type === "keydown" && box.contains(document.activeElement)) box.querySelector("summary").focus();
    box.open = false;
  }
}

/** While a form that creates something is on its way, a second click sends nothing; the server keeps the rule. */
function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || !form.elements.namedItem("form_key")) return;
  if (form.hasAttribute("aria-busy")) return event.preventDefault();
  form.setAttribute("aria-busy", "true");
  setTimeout(() => form.removeAttribute("aria-busy"), PATIENCE);
}

/** The way back shows the page as it was left: its forms can be sent again. */
function freeForms() {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
}

startIn(document);
putOnPaper();
document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", freeForms);
document.addEventListener("htmx:afterRequest", freeForms);
document.addEventListener("htmx:load", (event) => startIn(event.target));
document.addEventListener("click", closeBoxes);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeBoxes(event); });
