// Passkeys on pages without a circuit: forms with data-passkey="sign-in" or "add" and, in data-return, the page to open afterwards.

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

async function submit(form) {
  const button = form.querySelector("button");
  const alert = form.querySelector("[role=alert]");
  button.disabled = true;
  alert.textContent = "";
  try {
    await (form.dataset.passkey === "add" ? add(form) : signIn());
    location.assign(form.dataset.return);
  } catch {
    alert.textContent = alert.dataset.failed;
    button.disabled = false;
  }
}

// Browsers offer passkeys on secure addresses only.
if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      submit(form);
    });
  }
}
