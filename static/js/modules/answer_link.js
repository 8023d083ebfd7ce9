// The link to evidence. While it is half typed it holds back nothing: what was stored stays, and the field says why.
const LIMIT = 500;
const UNSAFE = /[\s\\"'<>`]/;

/** What the field holds as a whole address, https:// before it where that was left out; null while it is none. */
function addressIn(text) {
  if (!text) return "";
  const whole = text.includes("://") ? text : `https://${text}`;
  if (whole.length > LIMIT || UNSAFE.test(whole)) return null;
  try {
    const parts = new URL(whole);
    const sound = parts.protocol === "https:" && !parts.username && !whole.slice(8).split("/")[0].includes("@");
    return sound && (whole === text || parts.hostname.includes(".")) ? whole : null;
  } catch { return null; }
}

/** What is sent of a question's link: the address, or the one that is stored while the field holds none. */
export function link(survey, question) {
  const field = survey.field(question, "link");
  const address = addressIn(field?.value.trim() ?? "");
  return address ?? question.known?.evidence_url ?? "";
}

/** Whether the field of a question holds something that is no address. */
export const isHalf = (survey, question) => addressIn(survey.field(question, "link")?.value.trim() ?? "") === null;

/** Whether the field says so already; nobody is told while they type. */
export const isTold = (survey, question) => survey.field(question, "link")?.classList.contains("is-invalid") ?? false;

/** Say at the field what is missing, or take that back. */
export function judge(survey, question) {
  const field = survey.field(question, "link");
  if (!field) return;
  const half = isHalf(survey, question);
  const id = `${field.id}e`;
  document.getElementById(id)?.remove();
  field.classList.toggle("is-invalid", half);
  if (!half) {
    field.removeAttribute("aria-describedby");
    field.value = addressIn(field.value.trim());
    return;
  }
  const box = document.createElement("div");
  box.className = "invalid-feedback";
  box.id = id;
  box.setAttribute("role", "alert");
  box.textContent = survey.words.link;
  field.after(box);
  field.setAttribute("aria-describedby", id);
}

export function start(survey) {
  survey.form.addEventListener("input", ({ target }) => {
    const question = target.matches("input[type=url]") && target.closest("fieldset[data-key]");
    if (!question || !isTold(survey, question) || isHalf(survey, question)) return;
    document.getElementById(`${target.id}e`)?.remove();
    target.classList.remove("is-invalid");
  });
  survey.form.addEventListener("change", ({ target }) => {
    if (!target.matches("input[type=url]")) return;
    judge(survey, target.closest("fieldset[data-key]"));
    survey.show();
  });
}
