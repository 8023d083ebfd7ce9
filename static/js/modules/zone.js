// Proposes the device's time zone in a select that nobody has touched yet.

/** Choose the zone of this device in the select inside `element`, if it is offered there. */
export function start(element) {
  if (element.dataset.fresh === undefined) return;
  const select = element.querySelector("select");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select && [...select.options].some((option) => option.value === zone)) select.value = zone;
}
