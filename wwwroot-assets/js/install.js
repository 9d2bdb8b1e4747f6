// Registers the service worker, after everything that the page itself needs. Without HTTPS there is none, and pages work as before.

const register = () => navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => {});

if (navigator.serviceWorker)
  document.readyState === 'complete' ? register() : addEventListener('load', register);

// Somebody tapped a notification.
navigator.serviceWorker?.addEventListener('message', event => {
  if (typeof event.data?.open === 'string' && event.data.open.startsWith('/'))
    document.body.dataset.circuit === 'ready' ? Blazor.navigateTo(event.data.open) : location.assign(event.data.open);
});
