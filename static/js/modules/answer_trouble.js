// What to do when the server does not take an answer: somebody was quicker, it is none, or nothing is taken any more.
import { judge } from "./answer_link.js";

/** An element with a class and text. */
function make(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/** What an answer says, in the words of the page. */
function said(survey, question, given) {
  const chosen = [...question.querySelectorAll("input[type=radio]")].find((one) => one.value === given.rating);
  const name = chosen?.labels[0].querySelector(".rate__name").cloneNode(true);
  name?.querySelector("kbd").remove();
  const texts = [name?.textContent.trim() || survey.words.no_answer, given.comment, given.evidence_url];
  return texts.filter(Boolean).join(" · ");
}

/** Put a box into the question, in the place of one that stood there. */
function put(question, box) {
  clear(question);
  box.classList.add("told");
  question.querySelector(".rate").before(box);
}

function clear(question) {
  question.querySelector(".told")?.remove();
}

/** Show both answers, and let the person choose. */
function ask(survey, key, conflict) {
  const { questions, words, waiting } = survey;
  const question = questions.get(key);
  const box = make("div", "note note--warn mb-3 conflict");
  box.setAttribute("role", "alert");
  const text = make("span", "");
  const lines = [words.differs, `${words.theirs} ${said(survey, question, conflict.stored)}`];
  lines.push(`${words.mine} ${said(survey, question, waiting.get(key).given)}`);
  for (const one of lines) text.append(make("span", "d-block", one));
  const buttons = make("span", "d-flex flex-wrap gap-2 mt-2");
  const mine = make("button", "btn btn-second btn-sm", words.keep_mine);
  const theirs = make("button", "btn btn-second btn-sm", words.take_theirs);
  mine.type = theirs.type = "button";
  buttons.append(mine, theirs);
  text.append(buttons);
  box.append(text);
  put(question, box);
  const settle = (given) => {
    clear(question);
    survey.write(question, given);
    question.querySelector("input:checked, legend").focus();
  };
  mine.addEventListener("click", () => {
    const now = waiting.get(key);
    settle(now.given);
    const revision = Math.max(now.revision, conflict.revision) + 1;
    survey.keep(key, { ...now, seen: conflict.revision, revision, tried: [], hold: "" });
    survey.soon(0);
  });
  theirs.addEventListener("click", () => {
    settle(conflict.stored);
    survey.confirmed(key, { ...waiting.get(key), given: conflict.stored }, conflict.revision);
    survey.soon(0);
  });
}

/** Another answer is stored. It is ours if we sent it and its confirmation was lost; else the person chooses. */
function differs(survey, key, sent, conflict) {
  const now = survey.waiting.get(key);
  const ours = sent.tried.some(
    (one) => one.revision === conflict.revision && survey.same(one.given, conflict.stored),
  );
  if (ours) {
    const revision = Math.max(now.revision, conflict.revision + 1);
    survey.keep(key, { ...now, seen: conflict.revision, revision });
    survey.state.again = true;
    return;
  }
  survey.keep(key, { ...now, hold: "conflict" });
  if (survey.questions.has(key)) ask(survey, key, conflict);
}

/** Only the link is none: all else goes on its way, and the field says why. */
function withoutLink(survey, key) {
  const question = survey.questions.get(key);
  const now = survey.waiting.get(key);
  survey.keep(key, { ...now, given: { ...now.given, evidence_url: question.known.evidence_url } });
  survey.state.again = true;
  judge(survey, question);
}

/** It is no answer: say why beside it, until it is changed. */
function refused(survey, key, message) {
  survey.keep(key, { ...survey.waiting.get(key), hold: "problem" });
  const question = survey.questions.get(key);
  if (!question) return;
  const box = make("div", "note note--bad mb-3");
  box.setAttribute("role", "alert");
  box.append(make("span", "", message));
  put(question, box);
  question.addEventListener("input", () => clear(question), { once: true });
}

/** The token of the page ran out, by signing in elsewhere perhaps: take that of a fresh page. */
async function renew(survey) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.querySelector("#page [name=csrfmiddlewaretoken], #send [name=csrfmiddlewaretoken]");
  if (!fresh) return false;
  survey.form.elements.csrfmiddlewaretoken.value = fresh.value;
  survey.state.again = true;
  return true;
}

/** One answer was not taken. Nothing is lost: it stays on the device whatever the reason. */
export async function handle(survey, key, entry, status, said) {
  if (said.code === "newer_answer_stored") differs(survey, key, entry, said.conflicts[0]);
  else if (said.field === "evidence_url" && survey.questions.has(key)) withoutLink(survey, key);
  else if (status === 422) refused(survey, key, said.message);
  else if (said.code !== "csrf" || !(await renew(survey))) survey.state.stopped = said.message || survey.words.stopped;
}
