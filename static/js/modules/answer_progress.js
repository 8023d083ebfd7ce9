// How far it is: the figures of bar and rail, and the button that leads to the next question without an answer.
const SVG_ICONS = { next: "arrow-down", on: "arrow-right" };

/** N/A is no answer yet while its reason is missing. */
function answered(survey, question) {
  const { rating, na_reason: reason } = survey.read(question);
  return rating === "na" ? reason !== "" : rating !== "";
}

const unanswered = (survey) => [...survey.questions.values()].filter((one) => !answered(survey, one));

/** Set what differs only: a browser draws anew what is set, even to the same. */
function put(element, text) {
  if (element.textContent !== String(text)) element.textContent = text;
}

function draw(use, address) {
  if (use.getAttribute("href") !== address) use.setAttribute("href", address);
}

export function show(survey) {
  const { form, questions, words } = survey;
  const button = document.getElementById("next");
  if (!button) return;
  const done = questions.size - unanswered(survey).length;
  const change = done - survey.done;
  survey.done = done;
  const here = document.querySelector(".dims [aria-current]");
  const total = document.querySelector("[data-answered]");
  put(total, Number(total.textContent) + change);
  put(here.querySelector("[data-done]"), done);
  const left = done < questions.size;
  here.parentElement.className = left ? "is-now" : "is-done";
  draw(here.querySelector("use"), `${form.dataset.icons}#${left ? "circle-half" : "check-circle-fill"}`);
  const all = Number(total.textContent) === Number(total.dataset.asked);
  const onward = all ? words.send : form.dataset.nextName || words.check;
  survey.next ??= button.dataset.href;
  button.dataset.href = all ? form.dataset.check : survey.next;
  put(button.querySelector("span"), left ? words.next : onward);
  draw(button.querySelector("use"), `${form.dataset.icons}#${left ? SVG_ICONS.next : SVG_ICONS.on}`);
}

/** Bring a question to the top and its legend into focus. */
export function goTo(question) {
  question.scrollIntoView({ block: "start" });
  question.querySelector("legend").focus({ preventScroll: true });
}

/** The next unanswered question from where the reader is, around the end to the first. */
function nextUnanswered(survey) {
  const open = unanswered(survey);
  const current = document.activeElement.closest("fieldset[data-key]");
  if (!current) return open[0];
  const later = open.find((one) => current.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  return later ?? open[0];
}

export function start(survey) {
  const button = document.getElementById("next");
  if (!button) return;
  for (const part of survey.form.querySelectorAll(".scripted")) part.hidden = false;
  survey.form.addEventListener("click", ({ target }) => {
    if (!target.matches("[data-clear]")) return;
    const question = target.closest("fieldset[data-key]");
    survey.write(question, { ...survey.read(question), rating: "", na_reason: "" });
    survey.changed(question);
  });
  survey.done = [...survey.questions.values()].filter((one) => one.known.rating).length;
  button.addEventListener("click", (event) => {
    const question = nextUnanswered(survey);
    if (!question) return;
    event.preventDefault();
    goTo(question);
  });
  show(survey);
}
