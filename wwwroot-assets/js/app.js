// Everything that pages call in the browser, under one name.
window.superfone = {
  // A text for scripts, with its placeholders filled; the page contains the texts.
  text(key, ...values) {
    this.texts ??= JSON.parse(document.getElementById('texts').textContent);
    return this.texts[key].replace(/\{(\d)\}/g, (_, index) => values[index]);
  },

  // Tells tests and tools that the page now responds to clicks; see connection.js for when it no longer does.
  circuitReady() {
    document.body.dataset.circuit = 'ready';
    document.dispatchEvent(new Event('circuit-ready'));
  },

  // Shows this page and the reader's other windows in the colours that they chose.
  appear(appearance) {
    showAppearance(appearance);
    windows.postMessage(appearance);
  },

  // Copies text to the clipboard; returns whether it succeeded.
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without HTTPS browsers provide no clipboard, but they still copy the selection.
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      return copied;
    }
  },

  // The content of a field as bytes: it may be longer than a message.
  textOf(id) {
    return new TextEncoder().encode(document.getElementById(id).value);
  },

  // Posts a delivery of an undocumented event to the webhook, as Superfone would.
  async postTest(address, header) {
    try {
      const reply = await fetch(address, {
        method: 'POST',
        headers: { Authorization: header, 'Content-Type': 'application/json' },
        body: JSON.stringify({ event: 'DASHBOARD_TEST', sent_at: new Date().toISOString() }),
      });
      const body = await reply.json();
      return reply.ok
        ? { isGood: true, text: superfone.text('TestKept', body.deliveryId) }
        : { isGood: false, text: superfone.text('TestRefused', reply.status, body.detail ?? body.title) };
    } catch (error) {
      return { isGood: false, text: superfone.text('TestFailed', error.message) };
    }
  },
};

const page = document.documentElement;
const windows = new BroadcastChannel('appearance');
windows.onmessage = event => showAppearance(event.data);

// As Scheme.cs does on the server.
function showAppearance(appearance) {
  page.dataset.appearance = appearance;
  for (const part of document.querySelectorAll('[data-scheme]')) {
    const scheme = part.dataset.scheme;
    part.setAttribute('media', appearance === 'device' ? `screen and (prefers-color-scheme: ${scheme})` : appearance === scheme ? 'screen' : 'not all');
  }
  rememberAppearance();
}

// For pages that do not know who reads them: signing in, errors, being offline.
function rememberAppearance() {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `superfone-appearance=${page.dataset.appearance}; path=/; max-age=31536000; samesite=lax${secure}`;
}

rememberAppearance();
