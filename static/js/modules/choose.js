// Choosing teams unit by unit: "all" and "none" for each and for all together, those with a label, and how many
// are chosen.

/** Take care of the units in `element`; without this the boxes are ticked one by one. */
export function start(element) {
  for (const unit of element.querySelectorAll(".choose")) startUnit(unit);
  element.querySelector("[data-choose-labels]")?.addEventListener("click", (event) => chooseLabelled(element, event));
  const everywhere = element.querySelector("[data-choose-everywhere]");
  if (!everywhere) return;
  everywhere.hidden = false;
  everywhere.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-choose]")?.dataset.choose;
    if (!wanted) return;
    for (const button of element.querySelectorAll(`.choose [data-choose="${wanted}"]`)) button.click();
  });
}

/** Only the teams with a label; the link alone would do it too, but forget what is written in the form. */
function chooseLabelled(element, event) {
  const label = event.target.closest("[data-label]")?.dataset.label;
  if (!label) return;
  event.preventDefault();
  for (const unit of element.querySelectorAll(".choose")) {
    for (const box of unit.querySelectorAll("input[type=checkbox]")) {
      box.checked = (box.dataset.labels || "").split(" ").includes(label);
      if (box.checked) unit.open = true;
    }
    unit.dispatchEvent(new Event("change"));
  }
}

function startUnit(unit) {
  const boxes = [...unit.querySelectorAll("input[type=checkbox]")];
  const count = unit.querySelector("[data-chosen]");
  const tell = () => { count.textContent = boxes.filter((box) => box.checked).length; };
  unit.querySelector(".choose__all").hidden = boxes.length < 2; // hidden ones are clicked by those for all teams
  unit.addEventListener("change", tell);
  unit.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-choose]")?.dataset.choose;
    if (!wanted) return;
    for (const box of boxes) box.checked = wanted === "all";
    tell();
  });
}
