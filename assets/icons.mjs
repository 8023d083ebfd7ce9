// One sprite for every page: our own glyphs, and of Bootstrap Icons only those that some template, script or view names.
import { readFile } from "node:fs/promises";

// Chosen in Python, where the search cannot see them.
const ALWAYS = ["check-circle", "circle", "exclamation-circle", "exclamation-triangle", "eye-slash", "info-circle"];

const NAMED = [
  /icons\.svg["']?\s*%\}#([a-z0-9-]+)/g, // {% static "icons.svg" %}#name
  /icons\.svg#([a-z0-9-]+)/g, // a script or Python text
  /\{% icon ["']([a-z0-9-]+)["']/g, // the tag
  /_icon\.html["']\s+with\s+name=["']([a-z0-9-]+)["']/g, // the component
  /\bicon=["']([a-z0-9-]+)["']/g, // a component that takes an icon
];

// A script gives names as plain strings; only what looks like one of several parts or with a digit is tried.
const IN_SCRIPTS = /["']([a-z]+(?:-[a-z0-9]+)+|[a-z]+[0-9]+)["']/g;

/** Names of icons in texts, and in scripts all strings that `isIcon`; sorted. */
function namesIn(texts, scripts, isIcon) {
  const names = new Set(ALWAYS);
  for (const text of texts) for (const pattern of NAMED) for (const [, name] of text.matchAll(pattern)) names.add(name);
  for (const text of scripts) for (const [, name] of text.matchAll(IN_SCRIPTS)) if (isIcon(name)) names.add(name);
  return [...names].sort();
}

/** The sprite: glyphs first, then the icons by name. */
export async function sprite(texts, scripts) {
  const glyphs = await readFile(new URL("./glyphs.svg", import.meta.url), "utf8");
  const full = await readFile(new URL("./node_modules/bootstrap-icons/bootstrap-icons.svg", import.meta.url), "utf8");
  const own = new Set([...glyphs.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id));
  const isIcon = (name) => full.includes(` id="${name}"`);
  const symbols = namesIn(texts, scripts, isIcon)
    .filter((name) => !own.has(name))
    .map((name) => {
      const found = full.match(new RegExp(`<symbol[^>]* id="${name}"[^>]*>([\\s\\S]*?)</symbol>`));
      if (!found) throw new Error(`no icon named ${name}`);
      return `  <symbol id="${name}" viewBox="0 0 16 16">${found[1]}</symbol>`;
    });
  const body = glyphs.trim().replace(/<\/svg>$/, "").trimEnd();
  return `${body}\n  <!-- from Bootstrap Icons, MIT: vendor/bootstrap-icons/LICENSE -->\n${symbols.join("\n")}\n</svg>\n`;
}
