// The chart library: only the traces that our charts use, clean under a strict Content-Security-Policy.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

const require = createRequire(import.meta.url);

const ENTRY = `
const Plotly = require("plotly.js/lib/core");
Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/lib/locales/pt-br"),
]);
module.exports = Plotly;
`;

// Plotly writes two style attributes as text, which "style-src 'self'" forbids; setting them through the CSSOM is allowed.
const PATCHES = [
  {
    file: /src[\\/]components[\\/]colorbar[\\/]draw\.js$/,
    from: ".attr('style', '')",
    to: ".each(function () { this.removeAttribute('style'); })",
    times: 2,
  },
  {
    file: /src[\\/]traces[\\/]heatmap[\\/]plot\.js$/,
    from: "image3.attr('style', PIXELATED_IMAGE_STYLE)",
    to: "image3.node().style.cssText = PIXELATED_IMAGE_STYLE",
    times: 1,
  },
];

/** Apply PATCHES while bundling; a text that is gone stops the build, for then the policy would be broken in silence. */
const cspPatch = {
  name: "csp-patch",
  setup(bundle) {
    for (const { file, from, to, times } of PATCHES) {
      bundle.onLoad({ filter: file }, async ({ path }) => {
        const parts = (await readFile(path, "utf8")).split(from);
        if (parts.length !== times + 1) throw new Error(`${path}: expected ${times} of ${from}, found ${parts.length - 1}`);
        return { contents: parts.join(to), loader: "js" };
      });
    }
  },
};

/** The bundle as text, with the licences of what is in it at its end. */
export async function plotlyBundle() {
  const result = await build({
    stdin: { contents: ENTRY, resolveDir: import.meta.dirname, sourcefile: "entry.js" },
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    globalName: "Plotly",
    target: "es2018",
    legalComments: "eof",
    logLevel: "error",
    define: { global: "window", "define.amd": "false" },
    loader: { ".css": "empty" }, // map styles; maps are not in the bundle
    plugins: [cspPatch],
  });
  const [script] = result.outputFiles;
  const text = script.text;
  for (const forbidden of ["new Function(", "=Function(", "eval("]) {
    if (text.includes(forbidden)) throw new Error(`the chart bundle contains ${forbidden}, which the policy forbids`);
  }
  return text;
}

/** Plotly's own rules as a stylesheet: linked under its expected id, they keep it from writing a <style> element. */
export async function plotlyStyles() {
  const source = await readFile(require.resolve("plotly.js/build/plotcss.js"), "utf8");
  const rules = new Function(`${source.match(/var rules = \{[\s\S]*?\n\};/)[0]} return rules;`)();
  const lines = Object.entries(rules)
    .filter(([selector]) => !selector.includes("plotly-cloud-dialog"))
    .map(([selector, body]) => {
      const full = selector.replace(/X/g, ".js-plotly-plot .plotly").replace(/Y/g, ".plotly-notifier");
      return `${full} { ${body.replaceAll('"Open Sans",verdana,arial,sans-serif', "inherit")} }`;
    });
  return `/* Made by assets/build.mjs from plotly.js (MIT): the rules that it would otherwise write into the page. */\n${lines.join("\n")}\n`;
}
