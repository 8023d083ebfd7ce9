// Sending what waits: all of it, some answers at a time, until the server holds it or says why not.
import * as trouble from "./answer_trouble.js";

const LATER = new Set([408, 425, 429]);
const [MOST, LARGEST] = [20, 20000]; // answers and characters at once: a browser lets 64 KB outlive the page
let sending = null; // what is under way: the promise of its end

/** Send all that waits. Whoever asks while that is under way, to leave the page, waits for the end of it. */
function send(survey) {
  const { state } = survey;
  clearTimeout(state.timer);
  state.again = true;
  sending ??= sendAll(survey);
  return sending;
}

async function sendAll(survey) {
  const { state } = survey;
  await null; // so that `sending` is set before it can be unset
  while (state.again) {
    state.again = false;
    try {
      for (const keys of batches(survey)) if (!state.stopped) await sendSome(survey, keys);
      state.attempts = 0;
    } catch { // no reply, or one that promises better luck later
      state.attempts += 1;
      state.again = false;
      state.timer = setTimeout(() => send(survey), Math.min(120, 2 ** state.attempts) * 250 * (1 + Math.random()));
    }
  }
  sending = null;
  survey.show();
}

/** What can be sent now, some at a time: a device that was offline, or a block confirmed together, has many. */
function batches({ waiting }) {
  const found = [];
  let size = LARGEST;
  for (const key of [...waiting.keys()].filter((one) => waiting.get(one).hold === "")) {
    const length = JSON.stringify(waiting.get(key).given).length;
    if (size + length > LARGEST || found.at(-1).length === MOST) { found.push([]); size = 0; }
    found.at(-1).push(key);
    size += length;
  }
  return found;
}

async function sendSome(survey, chosen) {
  const { form, state, waiting } = survey;
  const keys = chosen.filter((key) => waiting.get(key)?.hold === ""); // while others were sent, one may have changed
  if (!keys.length) return;
  const sent = keys.map((key) => {
    const { given, revision, seen, tried, hold, page } = waiting.get(key);
    const entry = { given, revision, seen, tried: [...tried, { revision, given }].slice(-9), hold, page };
    survey.keep(key, entry); // with what was tried: to know our own when its confirmation got lost
    return entry;
  });
  const answers = sent.map(({ given, revision, seen }, at) => ({ criterion: keys[at], ...given, revision, seen }));
  const token = form.elements.csrfmiddlewaretoken.value;
  const reply = await fetch(form.dataset.save, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ response: form.dataset.response, ...(answers.length > 1 ? { answers } : answers[0]) }),
  });
  if (reply.status >= 500 || LATER.has(reply.status)) throw new Error(reply.status);
  const said = await reply.json();
  const told = said.answers ?? [{ status: reply.status, ...said }]; // of one, or why none of them was looked at
  for (const [at, { status: code, ...one }] of told.entries()) {
    if (code === 200) survey.confirmed(keys[at], sent[at], one.saved);
    else if (!state.stopped) await trouble.handle(survey, keys[at], sent[at], code, one);
  }
}

/** The server holds `sent` under `revision`; a change made meanwhile goes on from there. */
function confirmed(survey, key, sent, revision) {
  const { field, questions, state, waiting } = survey;
  const question = questions.get(key);
  const now = waiting.get(key);
  state.savedAt = new Date();
  if (question) {
    question.dataset.seen = field(question, "seen").value = revision;
    question.known = sent.given;
  }
  if (now.revision === sent.revision) return survey.drop(key);
  survey.keep(key, { ...now, seen: revision, revision: Math.max(now.revision, revision + 1), tried: [] });
  state.again = true;
}

/** What the other parts ask of this one. */
export function start(survey) {
  survey.send = () => send(survey);
  survey.confirmed = (key, sent, revision) => confirmed(survey, key, sent, revision);
}
