// Copies or prints what stands in a list.

/** Let the buttons inside `element` copy the entries of the list that `data-from` names, a line each or with
 * `data-between` between them, or print the page. */
export function start(element) {
  const entries = document.getElementById(element.dataset.from).children;
  const done = element.querySelector("[data-done]");
  element.hidden = false;
  element.querySelector("button:not([data-print])").addEventListener("click", async () => {
    const words = [...entries].map((entry) => entry.textContent.trim());
    await navigator.clipboard.writeText(words.join(element.dataset.between ?? "\n"));
    done.hidden = false;
  });
  element.querySelector("[data-print]")?.addEventListener("click", () => window.print());
}
