// make assets: writes everything under static/ that is made or comes from elsewhere. Nothing here runs with Patamar itself.
import { execFileSync } from "node:child_process";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { subset } from "./foundation.mjs";
import { sprite } from "./icons.mjs";
import { plotlyBundle, plotlyStyles } from "./plotly.mjs";

const HOUSE = dirname(import.meta.dirname);
const PACKAGES = join(import.meta.dirname, "node_modules");
const LOOKS = /^(templates\/.*\.html|static\/js\/.*\.js|(core|organizations|maturity|surveys|reports)\/.*\.py)$/;

const write = async (path, text) => {
  await mkdir(dirname(join(HOUSE, path)), { recursive: true });
  await writeFile(join(HOUSE, path), text);
};
const copy = async (from, to) => {
  await mkdir(dirname(join(HOUSE, to)), { recursive: true });
  await copyFile(join(PACKAGES, from), join(HOUSE, to));
};

/** Texts that may name a class or an icon, by file: of every file that git knows or would add. */
async function readAll() {
  const known = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: HOUSE, encoding: "utf8" });
  const names = known.split("\n").filter((name) => LOOKS.test(name)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(HOUSE, name), "utf8").catch(() => "")]));
}

/** Our own stylesheets, all that is not made here. */
async function ownStyles() {
  const names = (await readdir(join(HOUSE, "static/css"), { recursive: true })).filter((name) => name.endsWith(".css"));
  const own = names.filter((name) => name !== "foundation.css").sort();
  return (await Promise.all(own.map((name) => readFile(join(HOUSE, "static/css", name), "utf8")))).join("\n");
}

const files = await readAll();
const texts = files.map(([, text]) => text);
const scripts = files.filter(([name]) => name.endsWith(".js")).map(([, text]) => text);
const tokens = await readFile(join(HOUSE, "static/css/tokens.css"), "utf8");
const { css, cut } = await subset(texts, await ownStyles());
await write("static/css/foundation.css", `${css}\n/* Above: Bootstrap cut to what the pages use, by assets/build.mjs (make assets). Below: tokens.css. */\n${tokens}`);
await write("tests/vendor/bootstrap-cut.txt", cut.join("\n") + "\n");
await copy("bootstrap/LICENSE", "static/vendor/bootstrap/LICENSE");

await write("static/icons.svg", await sprite(texts, scripts));
await copy("bootstrap-icons/LICENSE", "static/vendor/bootstrap-icons/LICENSE");

await copy("@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2", "static/fonts/figtree-latin.woff2");
await copy("@fontsource-variable/figtree/files/figtree-latin-ext-wght-normal.woff2", "static/fonts/figtree-latin-ext.woff2");
await copy("@fontsource-variable/figtree/LICENSE", "static/fonts/LICENSE");

await copy("htmx.org/dist/htmx.min.js", "static/vendor/htmx/htmx.min.js");
await copy("htmx.org/LICENSE", "static/vendor/htmx/LICENSE");

await write("static/vendor/plotly/plotly.min.js", await plotlyBundle());
await write("static/vendor/plotly/plotly.css", await plotlyStyles());
await copy("plotly.js/LICENSE", "static/vendor/plotly/LICENSE");

await copy("axe-core/axe.min.js", "tests/vendor/axe.min.js");
await copy("axe-core/LICENSE", "tests/vendor/axe.LICENSE");
