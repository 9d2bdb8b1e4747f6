// Telephone links, and buttons that call a masked number, while calls of the reader are made through Superfone. Without a connection, and with
// a key that opens links elsewhere, the browser follows links as ever.

const listeners = {};

// Has one function handle the clicks of the page, in place of the one before.
function listen(name, root, handle) {
  listeners[name]?.abort();
  listeners[name] = new AbortController();
  document.addEventListener('click', handle, { signal: listeners[name].signal });
  root.dataset.ready = ''; // Tells tests and tools that it responds.
}

const isReady = () => document.body.dataset.circuit === 'ready';
const isPlain = event => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

// Opens a dialog at once. What it shows of another number is hidden until the server has filled it for this one.
async function show(dialog, fill, complaint) {
  const turn = dialog.turn = {};
  dialog.dataset.waits = '';
  if (!dialog.open)
    dialog.showModal();
  try {
    await fill();
    if (dialog.turn === turn)
      delete dialog.dataset.waits;
  } catch (error) {
    console.warn(complaint, error);
    if (dialog.turn === turn)
      dialog.close();
  }
}

// What to know before a call.
export function offer(dialog, server) {
  listen('offer', dialog, event => {
    const button = event.target.closest?.('[data-before]');
    if (button && isReady())
      show(dialog, () => server.invokeMethodAsync('OnOpenAsync', button.dataset.before), 'What to know before a call could not be read:');
  });
}

// The texts for WhatsApp. What has been chosen there opens WhatsApp as any link does.
export function write(dialog, server) {
  listen('write', dialog, event => {
    const link = event.target.closest?.('a[href^="https://wa.me/"]:not([data-chosen])');
    if (!link || !isPlain(event) || !isReady())
      return;
    event.preventDefault();
    document.querySelectorAll('dialog[open]').forEach(other => other.close());
    show(dialog, () => server.invokeMethodAsync('OnWriteAsync', link.pathname.slice(1)), 'The texts for WhatsApp could not be read:');
  });
}

export function start(dock, server) {
  listen('start', dock, event => {
    const link = event.target.closest?.('a[href^="tel:"]:not([data-device]), [data-call]');
    if (!link || dock.dataset.dial !== 'on' || !isPlain(event) || !isReady())
      return;
    event.preventDefault();
    const call = link.getAttribute('href');
    const number = link.dataset.call ?? call.slice('tel:'.length);
    server.invokeMethodAsync('OnCallAsync', number).then(taken => taken || !call || location.assign(call), error => console.warn('The call could not be asked for:', error));
  });
}
