// A part of a page that asks again every few seconds.

/** Let `element` ask only while somebody looks, and nothing in it is chosen or has the focus: it would be lost. */
export function start(element) {
  element.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target !== element) return;
    const busy = element.contains(document.activeElement) || element.querySelector("input:checked, details[open]");
    if (document.hidden || busy) event.preventDefault();
  });
}
