// Bootstrap cut down to the classes that our pages use, followed by the tokens: one stylesheet under all others.
import { readFile } from "node:fs/promises";
import postcss from "postcss";

// Classes that no file of ours names: crispy-forms writes them.
const ALWAYS = (
  "mb-3 row col form-label form-control form-select form-check form-check-input form-check-label form-check-inline " +
  "form-text is-invalid is-valid invalid-feedback input-group input-group-text d-flex d-none d-block text-danger visually-hidden"
).split(" ");

const CLASS = /\.((?:[\w-]|\\.)+)/g;
const unescape = (name) => name.replace(/\\(.)/g, "$1");

/** Classes that a selector needs; those inside :not() only exclude. */
function classesOf(selector) {
  const needed = selector.replace(/:not\([^)]*\)/g, "");
  return [...needed.matchAll(CLASS)].map(([, name]) => unescape(name));
}

/** Remove Bootstrap's variables that neither it nor our own stylesheets read; that may leave others unread. */
function dropUnusedVariables(root, styles) {
  for (let before = -1, left = 0; before !== left; ) {
    before = left;
    const read = new Set([...`${root}${styles}`.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name));
    left = 0;
    root.walkDecls(/^--bs-/, (declaration) => {
      if (read.has(declaration.prop)) left += 1;
      else declaration.remove();
    });
  }
}

/**
 * Bootstrap without the rules whose classes no text names, and the names of the classes that were cut.
 * Every word of a text counts as a class, which keeps a little too much and never too little.
 * `styles` are our own stylesheets, as one text.
 */
export async function subset(texts, styles) {
  const used = new Set(ALWAYS);
  for (const text of texts) for (const [word] of text.matchAll(/[\w-]+/g)) used.add(word);
  const root = postcss.parse(await readFile(new URL("./node_modules/bootstrap/dist/css/bootstrap.min.css", import.meta.url), "utf8"));
  const cut = new Set();
  root.walkRules((rule) => {
    if (rule.parent.name?.endsWith("keyframes")) return;
    const kept = rule.selectors.filter((selector) => {
      const missing = classesOf(selector).filter((name) => !used.has(name));
      missing.forEach((name) => cut.add(name));
      return missing.length === 0;
    });
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selector = kept.join(",");
  });
  dropUnusedVariables(root, styles);
  const animations = new Set();
  root.walkDecls(/^animation/, (declaration) => {
    for (const [word] of declaration.value.matchAll(/[\w-]+/g)) animations.add(word);
  });
  root.walkAtRules((at) => {
    if (at.name.endsWith("keyframes") && !animations.has(at.params)) at.remove();
    else if (at.nodes?.length === 0) at.remove();
  });
  root.walkComments((comment) => {
    if (!comment.text.startsWith("!")) comment.remove();
  });
  return { css: root.toString().trim(), cut: [...cut].sort() };
}
