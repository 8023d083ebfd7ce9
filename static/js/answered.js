// The answers are in: nothing of them stays on the device.
const prefix = `patamar.${document.getElementById("done").dataset.response}.`;
try {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) localStorage.removeItem(name);
} catch { /* the device keeps nothing for sites */ }
