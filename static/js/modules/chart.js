// Draws a figure that the page carries as JSON: its colours are tokens, so a change of theme draws it again.
// The box is hidden from screen readers and without a script: the same figures stand in a table beside it.
//
//   <figure data-module="chart" data-figure="id of the JSON" data-library="plotly.min.js" data-styles="plotly.css">
//     <div class="still">the same as SVG, until it is drawn</div> <div class="plot" hidden aria-hidden="true"></div> ...
//
// In the JSON a colour is written as in a stylesheet: "var(--pt-lv-2)".

const root = document.documentElement;
const TOKEN = /^var\((--pt-[\w-]+)\)$/;
const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  responsive: true,
  scrollZoom: false,
};
let library;

/** The chart library, loaded once for the page; its own rules come first, else it would write a <style> element. */
function load({ library: source, styles }) {
  library ??= new Promise((done, failed) => {
    const rules = document.createElement("link");
    Object.assign(rules, { rel: "stylesheet", href: styles, id: "plotly.js-style-global", className: "no-inline-styles" });
    const script = document.createElement("script");
    Object.assign(script, { src: source, onload: () => done(window.Plotly), onerror: failed });
    document.head.append(rules, script);
  });
  return library;
}

/** A copy of `part` of a figure with the colours of the theme in the places of their tokens. */
function painted(part, styles = getComputedStyle(root)) {
  if (typeof part === "string") {
    const token = part.match(TOKEN);
    return token ? styles.getPropertyValue(token[1]).trim() : part;
  }
  if (Array.isArray(part)) return part.map((one) => painted(one, styles));
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, painted(value, styles)]));
}

/** Draw the figure in `element`, now and after each change of theme. */
export async function start(element) {
  const box = element.querySelector(".plot");
  const figure = JSON.parse(document.getElementById(element.dataset.figure).textContent);
  let Plotly;
  try {
    Plotly = await load(element.dataset);
  } catch {
    return; // the table beside it says the same
  }
  const draw = () => {
    const { data, layout = {} } = painted(figure);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) layout.transition = { duration: 0 };
    return Plotly.react(box, data, layout, { ...CONFIG, locale: root.lang });
  };
  element.querySelector(".still")?.remove();
  box.hidden = false;
  await draw();
  new MutationObserver(draw).observe(root, { attributeFilter: ["data-bs-theme"] });
}
