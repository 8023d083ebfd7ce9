// The answering pages. Each change is kept on the device first, then sent; the status line says where it is.
// What the server has not confirmed stays on the device, over reloads and days, and is sent again from any page.
// Each of modules/answer_*.js is handed `survey`, so that none has to import this file.
import * as status from "./modules/answer_status.js";
import * as progress from "./modules/answer_progress.js";
import * as keys from "./modules/answer_keys.js";
import * as trouble from "./modules/answer_trouble.js";

const form = document.querySelector("[data-save]");
const PREFIX = `patamar.${form.dataset.response}.`;
const LATER = new Set([408, 425, 429]);
const waiting = new Map(); // criterion key -> {given, revision, seen, tried, hold}
const state = { stopped: "", attempts: 0, sending: false, again: false, savedAt: null, timer: 0 };
const questions = new Map([...form.querySelectorAll("fieldset[data-key]")].map((one) => [one.dataset.key, one]));
const words = JSON.parse(document.getElementById("words").textContent);
const field = (question, prefix) => form.elements[`${prefix}:${question.dataset.key}`];
const same = (one, other) => Object.keys(one).every((name) => one[name] === other[name]);
const survey = { form, words, waiting, state, questions, field, same, read, write, keep, changed, soon, send, confirmed };

/** What stands in the fields of a question. */
function read(question) {
  const value = (prefix) => field(question, prefix)?.value ?? "";
  const rating = value("c");
  const given = { rating, na_reason: rating === "na" ? value("why") : "" };
  return { ...given, comment: value("note").trim(), evidence_url: value("link").trim() };
}

function write(question, given) {
  for (const radio of question.querySelectorAll("input[type=radio]")) radio.checked = radio.value === given.rating;
  const texts = { why: given.na_reason, note: given.comment, link: given.evidence_url };
  for (const [prefix, text] of Object.entries(texts)) if (field(question, prefix)) field(question, prefix).value = text;
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
  keep(question.dataset.key, { given, revision, seen, tried: before?.tried ?? [], hold });
  soon(delay);
}

/** Send what waits, after a while or at once: then it is on its way before the page is drawn anew. */
function soon(delay) {
  clearTimeout(state.timer);
  if (delay) state.timer = setTimeout(send, delay);
  else send();
  show();
}

function show() {
  status.show(survey);
  progress.show(survey);
}

async function send() {
  clearTimeout(state.timer);
  state.again = state.sending;
  if (state.sending) return;
  state.sending = true;
  try {
    for (const key of [...waiting.keys()]) if (!state.stopped && waiting.get(key)?.hold === "") await sendOne(key);
    state.attempts = 0;
  } catch { // no reply, or one that promises better luck later
    state.attempts += 1;
    state.again = false;
    state.timer = setTimeout(send, Math.min(120, 2 ** state.attempts) * 250 * (1 + Math.random()));
  }
  state.sending = false;
  show();
  if (state.again) await send();
}

async function sendOne(key) {
  const entry = waiting.get(key);
  const { given, revision, seen } = entry;
  entry.tried = [...entry.tried, { revision, given }].slice(-9); // to know our own when its confirmation got lost
  keep(key, entry);
  const token = form.elements.csrfmiddlewaretoken.value;
  const reply = await fetch(form.dataset.save, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ response: form.dataset.response, criterion: key, ...given, revision, seen }),
  });
  if (reply.status >= 500 || LATER.has(reply.status)) throw new Error(reply.status);
  const said = await reply.json();
  if (reply.ok) confirmed(key, entry, said.saved);
  else await trouble.handle(survey, key, entry, reply.status, said);
}

/** The server holds `sent` under `revision`; a change made meanwhile goes on from there. */
function confirmed(key, sent, revision) {
  const question = questions.get(key);
  const now = waiting.get(key);
  state.savedAt = new Date();
  if (question) {
    question.dataset.seen = field(question, "seen").value = revision;
    question.known = sent.given;
  }
  if (now.revision === sent.revision) return drop(key);
  keep(key, { ...now, seen: revision, revision: Math.max(now.revision, revision + 1), tried: [] });
  state.again = true;
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

for (const question of questions.values()) question.known = read(question);
form.addEventListener("change", ({ target }) => { const one = target.closest("fieldset[data-key]"); if (one) changed(one); });
form.addEventListener("input", ({ target }) => { if (target.matches("textarea, [type=url]")) changed(target.closest("fieldset"), 600); });
addEventListener("online", send);
addEventListener("offline", show);
addEventListener("beforeunload", (event) => { if (waiting.size && !state.leaving) event.preventDefault(); });
for (const part of [status, progress, keys]) part.start(survey);
try { takeUp(); } catch { /* the device keeps nothing for sites */ }
