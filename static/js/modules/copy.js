// Copies or prints what stands in a list.

/** Let the buttons inside `element` copy the entries of the list that `data-from` names, or print the page. */
export function start(element) {
  const entries = document.getElementById(element.dataset.from).children;
  const done = element.querySelector("[data-done]");
  element.hidden = false;
  element.querySelector("button:not([data-print])").addEventListener("click", async () => {
    await navigator.clipboard.writeText([...entries].map((entry) => entry.textContent.trim()).join("\n"));
    done.hidden = false;
  });
  element.querySelector("[data-print]").addEventListener("click", () => window.print());
}
