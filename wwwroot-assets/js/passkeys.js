// Passkeys on pages without a circuit: a button in data-passkey="sign-in" and a form with data-passkey="add"; data-return is the page to open afterwards.
// A note in data-passkey="none" is for browsers and addresses that have none.

const headers = { "Content-Type": "application/json", "X-Requested-With": "superfone" };

async function post(path, body) {
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
  if (!response.ok)
    throw new Error(`${path}: ${response.status}`);
  return response;
}

async function signIn() {
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(await (await post("/passkeys/request-options")).json());
  const credential = await navigator.credentials.get({ publicKey: options });
  await post("/passkeys/sign-in", credential.toJSON());
}

async function add(form) {
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(await (await post("/passkeys/creation-options")).json());
  const credential = await navigator.credentials.create({ publicKey: options });
  await post("/passkeys", { credential: credential.toJSON(), name: form.elements.name.value.trim() });
}

async function run(part, work) {
  const button = part.querySelector("button");
  const message = part.querySelector("[data-failed]");
  button.disabled = true;
  message.textContent = "";
  try {
    await work();
    location.assign(part.dataset.return);
  } catch {
    message.role = "alert";
    message.textContent = message.dataset.failed;
    button.disabled = false;
  }
}

// Browsers offer passkeys on secure addresses only.
if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const part of document.querySelectorAll("[data-passkey]")) {
    part.hidden = part.dataset.passkey === "none";
    if (part.dataset.passkey === "add") {
      part.addEventListener("submit", event => {
        event.preventDefault();
        run(part, () => add(part));
      });
    } else if (part.dataset.passkey === "sign-in") {
      part.querySelector("button").addEventListener("click", () => run(part, signIn));
    }
  }
}
