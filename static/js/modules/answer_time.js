// How long a dimension was in sight while somebody did something: summed on the device, sent along with the answers.
const IDLE = 60000; // milliseconds without a touch, a key or a scroll; what is longer is not answering
const place = (survey) => `patamar-time.${survey.form.dataset.response}`;

function stored(survey) {
  try { return JSON.parse(localStorage.getItem(place(survey))) ?? {}; } catch { return {}; }
}

/** Count from touch to touch while the page is in sight. */
function measure(survey, dimension) {
  let since = document.hidden ? null : performance.now();
  const tick = () => {
    const now = performance.now();
    if (since !== null) {
      const took = stored(survey);
      took[dimension] = (took[dimension] ?? 0) + Math.min(now - since, IDLE) / 1000;
      try { localStorage.setItem(place(survey), JSON.stringify(took)); } catch { /* then it is not measured */ }
    }
    since = document.hidden ? null : now;
  };
  for (const name of ["change", "pointerdown", "keydown", "scrollend", "visibilitychange"]) {
    document.addEventListener(name, tick, { passive: true });
  }
  addEventListener("pagehide", tick);
}

export function start(survey) {
  const { dimension } = survey.form.dataset;
  if (dimension) measure(survey, dimension);
  else if (survey.form.elements.seconds) survey.form.elements.seconds.value = JSON.stringify(stored(survey));
}
