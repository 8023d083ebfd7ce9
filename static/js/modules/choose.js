// Choosing teams unit by unit: "all" and "none" for each and for all together, and how many are chosen.

/** Take care of the units in `element`; without this the boxes are ticked one by one. */
export function start(element) {
  for (const unit of element.querySelectorAll(".choose")) startUnit(unit);
  const everywhere = element.querySelector("[data-choose-everywhere]");
  if (!everywhere) return;
  everywhere.hidden = false;
  everywhere.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-choose]")?.dataset.choose;
    if (!wanted) return;
    for (const button of element.querySelectorAll(`.choose [data-choose="${wanted}"]`)) button.click();
  });
}

function startUnit(unit) {
  const boxes = [...unit.querySelectorAll("input[type=checkbox]")];
  const count = unit.querySelector("[data-chosen]");
  const tell = () => { count.textContent = boxes.filter((box) => box.checked).length; };
  unit.querySelector(".choose__all").hidden = false;
  unit.addEventListener("change", tell);
  unit.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-choose]")?.dataset.choose;
    if (!wanted) return;
    for (const box of boxes) box.checked = wanted === "all";
    tell();
  });
}
