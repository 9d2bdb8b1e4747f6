// Telephone links, while calls of the reader are made through Superfone. Without a connection, and with a key that opens links elsewhere, the
// browser follows them as ever.

let started;
let offered;

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
  offered?.abort();
  offered = new AbortController();
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-before]');
    if (button && document.body.dataset.circuit === 'ready')
      show(dialog, () => server.invokeMethodAsync('OnOpenAsync', button.dataset.before), 'What to know before a call could not be read:');
  }, { signal: offered.signal });
  dialog.dataset.ready = '';
}

// The texts for WhatsApp. What has been chosen there opens WhatsApp as any link does.
let written;
export function write(dialog, server) {
  written?.abort();
  written = new AbortController();
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="https://wa.me/"]:not([data-chosen])');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || document.body.dataset.circuit !== 'ready')
      return;
    event.preventDefault();
    document.querySelectorAll('dialog[open]').forEach(other => other.close());
    show(dialog, () => server.invokeMethodAsync('OnWriteAsync', link.pathname.slice(1)), 'The texts for WhatsApp could not be read:');
  }, { signal: written.signal });
  dialog.dataset.ready = '';
}

export function start(dock, server) {
  started?.abort();
  started = new AbortController();
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="tel:"]:not([data-device])');
    if (!link || dock.dataset.dial !== 'on' || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || document.body.dataset.circuit !== 'ready')
      return;
    event.preventDefault();
    const call = link.getAttribute('href');
    server.invokeMethodAsync('OnCallAsync', call.slice('tel:'.length)).then(taken => taken || location.assign(call), error => console.warn('The call could not be asked for:', error));
  }, { signal: started.signal });
  dock.dataset.ready = ''; // Tells tests and tools that it responds.
}
