// The rows of the tree of teams, as organizations/_tree.html writes them.

export const rowOf = (element) => element.closest("#tree li:not(.tree__more)");
export const unitOf = (row) => row.parentElement.closest(".tree__unit");
export const headOf = (row) => row.querySelector(":scope > details > summary, :scope > a:not(.tree__about)");
export const nameOf = (row) => row.querySelector(".tree__t").textContent.trim();
export const slugOf = (row) => new URL(row.querySelector(":scope > a").href).searchParams.get("team");
export const say = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
