// Asks the device for a passkey, or to make one, and sends what it says with the form.

const TROUBLE = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", SecurityError: "address" };

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

function toText(buffer) {
  let binary = "";
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const known = (keys = []) => keys.map((key) => ({ ...key, id: toBytes(key.id) }));

/** The options of the server, with bytes where the browser wants them. */
function readable(options, deed) {
  const given = { ...options, challenge: toBytes(options.challenge) };
  if (deed === "get") return { ...given, allowCredentials: known(options.allowCredentials) };
  return {
    ...given,
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
    // Where the device can keep the key, it opens the account without a password later.
    authenticatorSelection: { ...options.authenticatorSelection, residentKey: "preferred", requireResidentKey: false },
  };
}

/** What the device said, with text where it gave bytes. */
function sendable(credential) {
  const { response } = credential;
  const said = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = toText(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: said,
  };
}

async function optionsFor(form, deed) {
  const name = deed === "get" ? "request_options" : "creation_options";
  if (!form.dataset.options) return JSON.parse(form.querySelector("#passkey-options").textContent)[name].publicKey;
  const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  return (await answer.json())[name].publicKey;
}

function tell(form, trouble) {
  for (const note of form.querySelectorAll("[data-trouble]")) note.hidden = note.dataset.trouble !== trouble;
}

/** Let the button of `form` ask the device first. */
export function start(form) {
  const button = form.querySelector("button");
  const field = form.querySelector("[name=credential]");
  const deed = field.dataset.deed;
  if (!window.PublicKeyCredential) {
    tell(form, "lacking");
    return;
  }
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    tell(form, "");
    try {
      const publicKey = readable(await optionsFor(form, deed), deed);
      const credential = await navigator.credentials[deed]({ publicKey });
      field.value = JSON.stringify(sendable(credential));
      form.submit();
    } catch (error) {
      tell(form, TROUBLE[error.name] ?? "other");
      button.disabled = false;
    }
  });
}
