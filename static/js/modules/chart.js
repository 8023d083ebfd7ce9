// Draws a figure that the page carries as JSON: colours come from the tokens, so a change of theme draws it again.
// The box is hidden from screen readers and without a script: the same figures stand in a table beside it.
//
//   <figure data-module="chart" data-figure="id of the JSON" data-library="plotly.min.js" data-styles="plotly.css">
//     <div class="plot" hidden aria-hidden="true"></div> ...
//
// In the JSON a colour is the name of a token ("lv-2", "series-1", "ink"), wherever a key speaks of colour.

const root = document.documentElement;
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

/** The value of a token, or the text itself if it names none. */
function colour(name) {
  return getComputedStyle(root).getPropertyValue(`--pt-${name}`).trim() || name;
}

/** A copy of `part` of a figure in which every name of a token under a key about colour is that colour. */
export function painted(part, paint = colour, aboutColour = false) {
  if (typeof part === "string") return aboutColour ? paint(part) : part;
  if (Array.isArray(part)) return part.map((one) => painted(one, paint, aboutColour));
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, painted(value, paint, /color/i.test(key))]),
  );
}

/** `own` laid over `base`, level by level. */
export function merged(base, own) {
  const both = { ...base };
  for (const [key, value] of Object.entries(own ?? {})) {
    const nested = value !== null && typeof value === "object" && !Array.isArray(value);
    both[key] = nested ? merged(base[key] ?? {}, value) : value;
  }
  return both;
}

const LAYOUT = {
  font: { family: "Figtree, system-ui, sans-serif", size: 12, color: "muted" },
  paper_bgcolor: "transparent",
  plot_bgcolor: "transparent",
  colorway: ["series-1", "series-2", "series-3", "series-4"],
  xaxis: { showgrid: false, linecolor: "edge", tickcolor: "edge", ticks: "outside", ticklen: 4, zeroline: false, fixedrange: true },
  yaxis: { gridcolor: "line", zeroline: false, fixedrange: true },
  margin: { l: 40, r: 16, t: 8, b: 32 },
  hoverlabel: { bgcolor: "ink", bordercolor: "ink", font: { color: "surface" } },
  showlegend: false,
  bargap: 0.35,
  dragmode: false,
};

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  responsive: true,
  scrollZoom: false,
};

/** Draw the figure in `element`, now and after each change of theme. */
export async function start(element) {
  const box = element.querySelector(".plot");
  const figure = JSON.parse(document.getElementById(element.dataset.figure).textContent);
  const config = { ...CONFIG, locale: root.lang };
  let Plotly;
  try {
    Plotly = await load(element.dataset);
  } catch {
    return; // the table beside it says the same
  }
  const draw = () => {
    const layout = painted(merged(LAYOUT, figure.layout));
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) layout.transition = { duration: 0 };
    return Plotly.react(box, painted(figure.data), layout, config);
  };
  box.hidden = false;
  await draw();
  new MutationObserver(draw).observe(root, { attributeFilter: ["data-bs-theme"] });
}
