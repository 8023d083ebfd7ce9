// Proposes the device's time zone in a select that nobody has touched yet.

/** The name that this browser has for a zone: some say Asia/Calcutta where the list says Asia/Kolkata. */
const named = (zone) => new Intl.DateTimeFormat(undefined, { timeZone: zone }).resolvedOptions().timeZone;

/** Choose the zone of this device in the select inside `element`, if it is offered there. */
export function start(element) {
  if (element.dataset.fresh === undefined) return;
  const select = element.querySelector("select");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...(select?.options ?? [])].map((option) => option.value);
  const found = zones.includes(zone) ? zone : zones.find((one) => named(one) === zone);
  if (found) select.value = found;
}
