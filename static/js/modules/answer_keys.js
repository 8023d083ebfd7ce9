// Keys for those who rate many: 1 to 4 rate, 0 don't know, 9 not applicable, J and K or arrows move, N comments.
// "?" switches them off and on again, for those whose own keys they disturb; the choice stays on this device.
import { goTo } from "./answer_progress.js";

const OFF = "patamar-keys-off";
const TYPING = "textarea, select, input:not([type=radio]), [contenteditable]";

function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function switchKeys() {
  try { localStorage.setItem(OFF, isOff() ? "0" : "1"); } catch { /* only for this page then */ }
}

function label(survey) {
  const keys = document.getElementById("keys");
  keys.hidden = false;
  keys.classList.toggle("keys--off", isOff());
  keys.querySelector("[data-switch]").textContent = isOff() ? survey.words.keys_on : survey.words.keys_off;
}

/** The question that has the focus, else the first that is in view. */
function current(survey) {
  const all = [...survey.questions.values()];
  const focused = document.activeElement.closest("fieldset[data-key]");
  return focused ?? all.find((one) => one.getBoundingClientRect().bottom > 160) ?? all[0];
}

function choose(survey, question, radio) {
  if (!radio) return;
  radio.checked = true;
  radio.focus({ preventScroll: true });
  survey.changed(question);
}

function move(survey, question, step) {
  const all = [...survey.questions.values()];
  const focused = document.activeElement.closest("fieldset[data-key]");
  const target = focused || step < 0 ? all[all.indexOf(question) + step] : question;
  if (target) goTo(target);
}

function press(survey, key) {
  const question = current(survey);
  const radios = question.querySelectorAll(".rate--row input");
  if (/^[1-8]$/.test(key)) choose(survey, question, radios[Number(key) - 1]);
  else if (key === "0") choose(survey, question, question.querySelector("input[value=dk]"));
  else if (key === "9") choose(survey, question, question.querySelector("input[value=na]"));
  else if (key === "j") move(survey, question, 1);
  else if (key === "k") move(survey, question, -1);
  else if (key === "n") {
    question.querySelector("details").open = true;
    question.querySelector("textarea").focus();
  } else return false;
  return true;
}

export function start(survey) {
  const keys = document.getElementById("keys");
  if (!keys) return;
  label(survey);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.matches(TYPING)) return;
    if (event.key === "?") { switchKeys(); label(survey); return; }
    const radio = event.target.matches("input[type=radio]");
    const arrows = radio ? {} : { ArrowDown: "j", ArrowUp: "k" }; // in a group of answers they choose among them
    if (!isOff() && press(survey, arrows[event.key] ?? event.key.toLowerCase())) event.preventDefault();
  });
}
