// Last time's answers: confirm one as unchanged, or what is left of a dimension's block, and say which are.
const TOGETHER = 20; // milliseconds to wait for the others of a block, so that one request takes all
const lastOf = (question) => question.querySelector(".last[data-rating]");
const unrated = (survey) => (question) => !survey.read(question).rating;

/** The questions below the block's heading: they can be confirmed together. */
function inBlock(survey, block) {
  return [...survey.questions.values()].filter(
    (one) => block.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
}

/** Take over what was said last time; what was written in this round stays. */
function confirm(survey, question, delay = 0) {
  const last = lastOf(question).dataset;
  const now = survey.read(question);
  const written = now.comment || now.evidence_url;
  const note = written ? now : { comment: last.note, evidence_url: last.link };
  const given = { rating: last.rating, na_reason: last.why, comment: note.comment, evidence_url: note.evidence_url };
  survey.write(question, { ...given, confirmed: true });
  survey.changed(question, delay);
}

export function show(survey) {
  for (const question of survey.questions.values()) {
    lastOf(question)?.classList.toggle("is-confirmed", survey.read(question).confirmed);
  }
  const block = document.getElementById("block");
  if (!block) return;
  const left = inBlock(survey, block).filter(unrated(survey)).length;
  const button = block.querySelector("button");
  button.hidden = left === 0;
  block.querySelector(".block__done").hidden = left > 0;
  const count = button.querySelector("[data-count]");
  if (left && count.textContent !== String(left)) count.textContent = left;
}

export function start(survey) {
  // A rating that a person taps is given anew, though it be last time's; heard before the change is stored.
  survey.form.addEventListener("change", ({ target }) => {
    const same = target.matches("[type=radio]") && survey.field(target.closest("fieldset"), "same");
    if (same) same.value = "";
  }, { capture: true });
  survey.form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=unchanged]");
    if (!button) return;
    event.preventDefault();
    const block = button.closest("#block");
    if (block) {
      inBlock(survey, block).filter(unrated(survey)).forEach((one) => confirm(survey, one, TOGETHER));
      block.querySelector("h2").focus({ preventScroll: true });
    } else {
      const question = button.closest("fieldset");
      confirm(survey, question);
      question.querySelector("input:checked").focus({ preventScroll: true });
    }
  });
  show(survey);
}
