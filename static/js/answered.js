// The answers are in: nothing of them stays on the device.
const name = document.getElementById("done").dataset.response;
try {
  const ours = Object.keys(localStorage).filter((one) => one.startsWith(`patamar.${name}.`));
  for (const one of [...ours, `patamar-time.${name}`]) localStorage.removeItem(one);
} catch { /* the device keeps nothing for sites */ }
