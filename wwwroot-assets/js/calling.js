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
