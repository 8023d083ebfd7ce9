// Where the answers are: on the server, on their way, or on this device only. And leaving a page with all of them.
import { isHalf, isTold, judge } from "./answer_link.js";

const SVG = "http://www.w3.org/2000/svg";
const PATIENCE = 3000; // milliseconds that leaving waits for the last answers

/** What the status line holds: an icon and words. They stay and only change, for drawing an icon anew takes long. */
function parts(status) {
  if (!status.firstElementChild) {
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("class", "i");
    drawing.setAttribute("aria-hidden", "true");
    drawing.append(document.createElementNS(SVG, "use"));
    status.append(drawing, document.createElement("span"));
  }
  return [status.querySelector("use"), status.lastElementChild];
}

const sentence = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const counted = (one, other, count) => (count === 1 ? one : sentence(other, { count }));

function timeOf(moment) {
  return moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** The questions that need the person, here or on another page: the address that leads to each. */
function needing(survey) {
  const held = [...survey.waiting].filter(([, one]) => one.hold);
  const half = [...survey.questions].filter(([, one]) => !survey.waiting.get(one.dataset.key)?.hold && isTold(survey, one));
  return [...held, ...half].map(([key]) => {
    const here = survey.questions.has(key);
    return `${here ? "" : survey.waiting.get(key).page ?? ""}#c-${key.replaceAll(".", "-")}`;
  });
}

/** What the status line says: its words, its icon, and whether something still waits. */
function line(survey) {
  const { words, waiting, state } = survey;
  const held = needing(survey).length;
  const open = [...waiting.values()].filter((one) => !one.hold).length;
  if (state.stopped) return [words.not_saved, "exclamation-circle", true];
  if (open && !navigator.onLine) return [counted(words.waits_one, words.waits, open), "wifi-off", true];
  if (open && state.attempts) return [words.trying, "exclamation-circle", true];
  if (open) return [words.saving, "arrow-up-circle", false];
  if (held) return [counted(words.held_one, words.held, held), "exclamation-circle", true];
  if (state.savedAt) return [sentence(words.saved_at, { time: timeOf(state.savedAt) }), "check2", false];
  return [words.all_saved, "check2", false];
}

/** What the bar over the page says: only when somebody has to know more than the line holds. */
function bar({ words, waiting, state, questions }) {
  const kept = waiting.size ? counted(words.kept_one, words.kept, waiting.size) : "";
  if (state.stopped) return [state.stopped, kept];
  if (!navigator.onLine) return [words.offline, waiting.size ? counted(words.later_one, words.later, waiting.size) : ""];
  if (state.attempts > 1) return [words.no_reply, kept];
  if (!questions.size && [...waiting.values()].some((one) => one.hold)) return [words.elsewhere, ""];
  return null;
}

/** Bring line and bar up to date; readers hear only what is new. */
export function show(survey) {
  const status = document.getElementById("save");
  const [text, name, wait] = line(survey);
  const [use, told] = parts(status);
  const address = `${survey.form.dataset.icons}#${name}`;
  if (told.textContent !== text) {
    const [first] = name === "exclamation-circle" ? needing(survey) : [];
    const link = document.createElement("a"); // a badge that asks for something leads there
    if (first) link.href = first;
    link.textContent = text;
    told.replaceChildren(first ? link : text);
  }
  if (use.getAttribute("href") !== address) use.setAttribute("href", address);
  status.classList.toggle("save--wait", wait);
  status.hidden = false;
  const notice = document.getElementById("notice");
  const said = bar(survey);
  if (!said && !("scripted" in notice.dataset)) return; // what the server had to say stays
  notice.hidden = !said;
  notice.classList.toggle("note--warn", Boolean(said));
  if (!said) return;
  notice.dataset.scripted = "";
  const sign = navigator.onLine ? "exclamation-triangle" : "wifi-off";
  notice.querySelector("use").setAttribute("href", `${survey.form.dataset.icons}#${sign}`);
  const first = document.createElement("strong");
  first.textContent = said[0];
  notice.querySelector("[data-said]").replaceChildren(first, ` ${said[1]}`);
}

/** Go to another page once all that waits is sent; what the device keeps may follow later, but not offline. */
async function leave(survey, go) {
  const { waiting, state, questions } = survey;
  const needsMe = [...waiting].find(([key, one]) => one.hold && questions.has(key));
  if (needsMe) {
    questions.get(needsMe[0]).scrollIntoView({ block: "start" });
    questions.get(needsMe[0]).querySelector("select, .conflict button, input:checked")?.focus();
    return;
  }
  const half = [...questions.values()].find((one) => isHalf(survey, one));
  if (half && !half.dataset.told) { // once: whoever leaves all the same leaves the link behind
    half.dataset.told = "1";
    half.querySelector("details").open = true;
    judge(survey, half);
    survey.field(half, "link").focus();
    return;
  }
  await Promise.race([survey.send(), new Promise((done) => { setTimeout(done, PATIENCE); })]);
  if (!navigator.onLine) { show(survey); return; }
  state.leaving = true;
  go();
}

/** Links, and the buttons that would send the whole form without a script. */
export function start(survey) {
  const { form } = survey;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.target || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    if (link.pathname === location.pathname && link.hash) return;
    event.preventDefault();
    leave(survey, () => { location.href = link.href; });
  });
  form.addEventListener("submit", (event) => {
    if (survey.state.leaving || event.defaultPrevented) return;
    event.preventDefault();
    const target = event.submitter?.dataset.href ?? document.getElementById("next")?.dataset.href;
    const ready = () => survey.waiting.size === 0;
    if (target) leave(survey, () => { location.href = target; });
    else leave(survey, () => {
      if (ready()) { form.submit(); return; }
      const [first] = needing(survey); // sending leads to the criterion that it misses
      if (first && !first.startsWith("#")) { location.href = first; return; }
      survey.state.leaving = false;
      show(survey);
    });
  });
  show(survey);
}
