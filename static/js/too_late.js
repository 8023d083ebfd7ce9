// The round takes nothing any more: say what is left on this device only, and take it away when asked to.
const box = document.getElementById("left");
try {
  const left = Object.keys(localStorage).filter((name) => name.startsWith("patamar."));
  box.hidden = left.length === 0;
  box.querySelector("[data-count]").textContent = left.length;
  box.querySelector("button").addEventListener("click", () => {
    for (const name of left) localStorage.removeItem(name);
    box.hidden = true;
  });
} catch { /* the device keeps nothing for sites */ }
