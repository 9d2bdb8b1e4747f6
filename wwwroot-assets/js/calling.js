// Telephone links, while calls of the reader are made through Superfone. Without a connection, and with a key that opens links elsewhere, the
// browser follows them as ever.

let started;
let offered;

// What to know before a call. The dialog opens at once, whatever the connection does.
export function offer(dialog, server) {
  offered?.abort();
  offered = new AbortController();
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-before]');
    if (!button)
      return;
    if (!dialog.open)
      dialog.showModal();
    server.invokeMethodAsync('OnOpenAsync', button.dataset.before).catch(error => console.warn('What to know before a call could not be read:', error));
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
    dialog.showModal();
    server.invokeMethodAsync('OnWriteAsync', link.pathname.slice(1)).catch(error => console.warn('The texts for WhatsApp could not be read:', error));
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
    server.invokeMethodAsync('OnCallAsync', link.getAttribute('href').slice('tel:'.length)).catch(error => console.warn('The call could not be asked for:', error));
  }, { signal: started.signal });
  dock.dataset.ready = ''; // Tells tests and tools that it responds.
}
