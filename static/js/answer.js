// The answering pages. Each change is kept on the device first, then sent; the status line says where it is.
// What the server has not confirmed stays on the device, over reloads and days, and is sent again from any page.
// Each of modules/answer_*.js is handed `survey`, so that none has to import this file.
import * as status from "./modules/answer_status.js";
import * as progress from "./modules/answer_progress.js";
import * as keys from "./modules/answer_keys.js";
import * as links from "./modules/answer_link.js";
import * as sending from "./modules/answer_sending.js";
import * as time from "./modules/answer_time.js";
import * as last from "./modules/answer_last.js";

const form = document.querySelector("[data-save]");
const PREFIX = `patamar.${form.dataset.response}.`;
const waiting = new Map(); // criterion key -> {given, revision, seen, tried, hold}
const state = { stopped: "", attempts: 0, again: false, savedAt: null, timer: 0 };
const questions = new Map([...form.querySelectorAll("fieldset[data-key]")].map((one) => [one.dataset.key, one]));
const words = JSON.parse(document.getElementById("words").textContent);
const field = (question, prefix) => form.elements[`${prefix}:${question.dataset.key}`];
const same = (one, other) => Object.keys(one).every((name) => one[name] === other[name]);
const survey = { form, words, waiting, state, questions, field, same, read, write, keep, drop, changed, soon, show };

/** What stands in the fields of a question. */
function read(question) {
  const value = (prefix) => field(question, prefix)?.value ?? "";
  const rating = value("c");
  const given = { rating, na_reason: rating === "na" ? value("why") : "" };
  const confirmed = value("same") === "1" && rating === question.querySelector(".last").dataset.rating;
  return { ...given, comment: value("note").trim(), evidence_url: links.link(survey, question), confirmed };
}

/** What the server drew into the fields of a question: a hand can be quicker than this script. */
function drawn(question) {
  const text = (prefix) => field(question, prefix)?.defaultValue.trim() ?? "";
  const rating = question.querySelector("input[type=radio][checked]")?.value ?? "";
  const why = [...(field(question, "why")?.options ?? [])].find((one) => one.defaultSelected)?.value ?? "";
  const confirmed = text("same") === "1" && rating === question.querySelector(".last").dataset.rating;
  const given = { rating, na_reason: rating === "na" ? why : "" };
  return { ...given, comment: text("note"), evidence_url: text("link"), confirmed };
}

function write(question, given) {
  for (const radio of question.querySelectorAll("input[type=radio]")) radio.checked = radio.value === given.rating;
  const texts = { why: given.na_reason, note: given.comment, link: given.evidence_url };
  for (const [prefix, text] of Object.entries(texts)) if (field(question, prefix)) field(question, prefix).value = text;
  if (field(question, "same")) field(question, "same").value = given.confirmed ? "1" : "";
  if (given.comment || given.evidence_url) question.querySelector("details").open = true;
}

function keep(key, entry) {
  waiting.set(key, entry);
  try { localStorage.setItem(PREFIX + key, JSON.stringify(entry)); } catch { /* full or blocked: the page holds it */ }
}

function drop(key) {
  waiting.delete(key);
  try { localStorage.removeItem(PREFIX + key); } catch { /* it never was there */ }
}

/** The person changed an answer. Each change counts up from what is stored; N/A waits for its reason. */
function changed(question, delay = 0) {
  const before = waiting.get(question.dataset.key);
  const given = read(question);
  if (same(given, before?.given ?? question.known)) return;
  const seen = before?.seen ?? Number(question.dataset.seen);
  const revision = Math.max(seen, before?.revision ?? 0) + 1;
  const hold = given.rating === "na" && !given.na_reason ? "reason" : "";
  keep(question.dataset.key, { given, revision, seen, tried: before?.tried ?? [], hold, page: location.pathname });
  soon(delay);
}

/** Send what waits, after a while or at once: then it is on its way before the page is drawn anew. */
function soon(delay) {
  clearTimeout(state.timer);
  if (delay) state.timer = setTimeout(survey.send, delay);
  else survey.send();
  show();
}

function show() {
  status.show(survey);
  progress.show(survey);
  last.show(survey);
}

/** Take up what an earlier visit left on this device. */
function takeUp() {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
    const [key, entry] = [name.slice(PREFIX.length), JSON.parse(localStorage.getItem(name))];
    const question = questions.get(key);
    if (question && same(entry.given, question.known)) drop(key);
    else waiting.set(key, { ...entry, hold: entry.hold === "reason" ? "reason" : "" });
    if (question && waiting.has(key)) write(question, entry.given);
  }
  if (waiting.size) soon(0);
}

for (const question of questions.values()) question.known = drawn(question);
form.addEventListener("change", ({ target }) => { const one = target.closest("fieldset[data-key]"); if (one) changed(one); });
form.addEventListener("input", ({ target }) => { if (target.matches("textarea, [type=url]")) changed(target.closest("fieldset"), 600); });
addEventListener("online", survey.send);
addEventListener("offline", show);
addEventListener("beforeunload", (event) => { if (waiting.size && !state.leaving) event.preventDefault(); });
sending.start(survey);
for (const part of [links, status, progress, keys, last, time]) part.start(survey);
try { takeUp(); } catch { /* the device keeps nothing for sites */ }
for (const question of questions.values()) if (!waiting.has(question.dataset.key)) changed(question); // given before this ran
