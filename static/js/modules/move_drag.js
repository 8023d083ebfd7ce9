// Dragging a row of the tree onto a unit; what is moved and where to, `move.js` knows.

import { rowOf } from "./tree_rows.js";

const OPENS_AFTER = 600; // milliseconds over a closed unit

/** Let the rows of the mover's tree be dragged. */
export function startDragging(mover) {
  let hovered = null, clock = 0;

  /** A closed unit under a dragged team opens after a while. */
  const wait = (target) => {
    hovered = target;
    clearTimeout(clock);
    const fold = target?.querySelector("details");
    if (fold) clock = setTimeout(() => { fold.open = true; }, OPENS_AFTER);
  };

  const over = (event) => {
    if (!mover.moving) return;
    const target = event.target.closest("[data-top-target]") || rowOf(event.target)?.closest(".tree__unit") || null;
    if (target !== hovered) wait(target);
    if (!mover.targets().includes(target)) return mover.choose(null);
    event.preventDefault();
    if (target !== mover.target) mover.choose(target, { focus: false });
  };

  const drop = (event) => {
    if (!mover.moving || !mover.target) return;
    event.preventDefault();
    mover.send(mover.target);
  };

  mover.area.addEventListener("dragstart", (event) => {
    const row = rowOf(event.target);
    if (!row || row.matches(".tree__off")) return;
    mover.begin(row);
    event.dataTransfer.effectAllowed = "move";
  });
  for (const side of [mover.area, mover.form]) {
    side.addEventListener("dragover", over);
    side.addEventListener("drop", drop);
  }
  mover.area.addEventListener("dragend", () => {
    wait(null);
    mover.end();
  });
}
