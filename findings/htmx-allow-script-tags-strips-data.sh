#!/usr/bin/env bash
# htmx: with allowScriptTags off, scripts that hold data go as well.
#
# One would guess: the setting is about what could run ("whether htmx will process script tags found in new content"),
# so that a block of data, <script type="application/json">, which no browser ever runs, stays where it is swapped in.
# What happens: every script element is taken out of what is swapped in, whatever its type, without an event or a
# warning; a chart or a component that reads its data from there finds nothing. Data has to stand in another element,
# such as <template> or a hidden <pre>.
# Source: makeFragment in src/htmx.js of htmx 2: for each "script" of the fragment, htmx.config.allowScriptTags decides
# between running it and parentNode removing it, before its type is looked at.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --no-package-lock "htmx.org@2.0.11" "jsdom@24.1.3" >/dev/null

cat >try.cjs <<'NODE'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");

const NEW = '<script type="application/json" class="data">{"level": 2}</script><template class="kept">{}</template>';

/** What is there once NEW was swapped in. */
function swapped(allowScriptTags) {
  const { window } = new JSDOM("<main></main>", { runScripts: "outside-only", url: "http://localhost/" });
  window.XPathEvaluator = function () {}; // htmx looks for hx-on:* by it, and jsdom has only a part of it
  window.XPathEvaluator.prototype.createExpression = () => ({ evaluate: () => ({ iterateNext: () => null }) });
  window.eval(readFileSync("node_modules/htmx.org/dist/htmx.js", "utf8") + "; window.htmx = htmx;");
  window.htmx.config.allowScriptTags = allowScriptTags;
  window.htmx.swap(window.document.querySelector("main"), NEW, { swapStyle: "innerHTML" });
  const found = ["data", "kept"].filter((name) => window.document.querySelector(`main .${name}`));
  return { version: window.htmx.version, found: found.join(" and ") };
}

const [on, off] = [swapped(true), swapped(false)];
console.log("htmx", on.version);
console.log("allowScriptTags on: ", on.found);
console.log("allowScriptTags off:", off.found);
assert.equal(on.found, "data and kept");
assert.equal(off.found, "kept");
NODE
node try.cjs
