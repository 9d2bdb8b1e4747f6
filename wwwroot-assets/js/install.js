// Registers the service worker, after everything that the page itself needs. Without HTTPS there is none, and pages work as before.

const register = () => navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => {});

if (navigator.serviceWorker)
  document.readyState === 'complete' ? register() : addEventListener('load', register);
