// Moving a team or unit in the tree: by dragging it onto a unit, or with its button, the arrow keys and Enter.
// The form beside the tree holds the words and is what is sent; without this a team is moved on its own page.

import { startDragging } from "./move_drag.js";
import { headOf, nameOf, rowOf, say, slugOf, unitOf } from "./tree_rows.js";

/** Take care of the tree on the page of `form`. */
export function start(form) {
  new Mover(form, document.querySelector(".cols--tree"));
}

class Mover {
  constructor(form, area) {
    this.form = form;
    this.area = area;
    this.words = form.dataset;
    this.part = (name) => form.querySelector(`[data-${name}]`);
    this.top = this.part("top-target");
    this.said = document.getElementById("move-said");
    this.button = form.querySelector("template").content.firstElementChild;
    this.moving = this.target = null;
    for (const button of area.querySelectorAll("[data-move-team]")) button.hidden = false;
    area.addEventListener("pointerover", (event) => this.offer(rowOf(event.target)));
    area.addEventListener("focusin", (event) => this.offer(rowOf(event.target)));
    for (const side of [area, form]) side.addEventListener("click", (event) => this.click(event));
    document.addEventListener("keydown", (event) => this.key(event));
    startDragging(this);
    this.offer(rowOf(document.activeElement));
  }

  /** Put the button of the row under the pointer or the focus beside it, and let the row be dragged. */
  offer(row) {
    if (!row || this.moving || row.matches(".tree__off")) return;
    headOf(row).draggable = true;
    const link = row.querySelector(":scope > a");
    if (link.nextElementSibling === this.button || document.activeElement === this.button) return;
    this.button.setAttribute("aria-label", say(this.words.label, { team: nameOf(row) }));
    this.button.title = this.button.getAttribute("aria-label");
    link.after(this.button);
  }

  begin(row) {
    this.moving = { row, slug: slugOf(row), team: nameOf(row), from: unitOf(row) ? slugOf(unitOf(row)) : "" };
    row.classList.add("is-moving");
    this.top.hidden = !this.moving.from;
    this.part("words").textContent = say(this.words.begin, this.moving);
    this.form.hidden = false;
    const { top, bottom } = row.getBoundingClientRect(); // begun far below, on a phone: the units must be in sight
    if (bottom < 0 || top > window.innerHeight) row.scrollIntoView({ block: "center" });
  }

  /** Where the moved one may go: the top, and the units in sight that it is not in and that are not in it. */
  targets() {
    const units = [...this.area.querySelectorAll(".tree__unit:not(.tree__off)")].filter((unit) =>
      !this.moving.row.contains(unit) && slugOf(unit) !== this.moving.from && headOf(unit).offsetParent);
    return this.top.hidden ? units : [this.top, ...units];
  }

  choose(target, { focus = true } = {}) {
    this.target?.classList.remove("is-target");
    this.target = target;
    const drop = this.part("drop");
    drop.hidden = !target;
    if (!target) return;
    target.classList.add("is-target");
    const unit = target === this.top ? this.words.top : nameOf(target);
    drop.textContent = target === this.top ? this.words.placeTop : say(this.words.place, { unit });
    const all = this.targets();
    this.said.textContent = say(this.words.target, { unit, number: all.indexOf(target) + 1, count: all.length });
    if (focus) (target === this.top ? target : headOf(target)).focus();
  }

  click(event) {
    const wanted = event.target.closest("button");
    if (wanted === this.button || wanted?.dataset.moveTeam) return this.ask(wanted);
    if (!this.moving) return;
    if (wanted?.matches("[data-cancel]")) return this.end(this.words.cancelled);
    if (wanted?.matches("[data-drop]")) return this.send(this.target);
    const target = wanted === this.top ? wanted : event.target.closest("summary") && rowOf(event.target);
    if (target && this.targets().includes(target)) this.choose(target, { focus: false });
  }

  /** Begin with the button of a row, or with the one beside the tree. */
  ask(button) {
    const rows = [...this.area.querySelectorAll("#tree li:not(.tree__more, .tree__off)")].filter((row) => row.querySelector(":scope > a"));
    const row = button === this.button ? rowOf(button) : rows.find((one) => slugOf(one) === button.dataset.moveTeam);
    if (!row) return;
    this.end();
    this.begin(row);
    const all = this.targets();
    if (!all.length) return this.end(this.words.nowhere);
    const after = all.find((one) => one !== this.top && row.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    this.choose(after || all[0]);
    this.said.textContent = `${this.part("words").textContent} ${this.said.textContent}`;
  }

  key(event) {
    if (!this.moving || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = this.targets(), place = all.indexOf(this.target), last = all.length - 1;
    const fold = this.target && this.target !== this.top && this.target.querySelector("details");
    const onTarget = this.target && document.activeElement === (this.target === this.top ? this.top : headOf(this.target));
    const deeds = {
      ArrowDown: () => this.choose(all[Math.min(place + 1, last)]),
      ArrowUp: () => this.choose(all[Math.max(place - 1, 0)]),
      Home: () => this.choose(all[0]),
      End: () => this.choose(all[last]),
      ArrowRight: () => { if (fold) fold.open = true; },
      ArrowLeft: () => { if (fold) fold.open = false; },
      Enter: onTarget && (() => this.send(this.target)),
      Escape: () => this.end(this.words.cancelled),
    };
    if (!deeds[event.key]) return;
    event.preventDefault();
    deeds[event.key]();
  }

  send(target) {
    this.form.action = this.words.address.replace("TEAM", this.moving.slug);
    this.form.elements.parent.value = target === this.top ? "" : slugOf(target);
    this.form.elements.seen_below.value = this.moving.from;
    this.form.submit();
  }

  /** Leave off; with words for whoever gave it up, and the focus back where it began. */
  end(told) {
    if (!this.moving) return;
    const { row } = this.moving;
    this.choose(null);
    row.classList.remove("is-moving");
    if (told) { this.said.textContent = say(told, this.moving); headOf(row).focus(); }
    this.moving = null;
    this.form.hidden = true;
  }
}
