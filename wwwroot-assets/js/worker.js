// The service worker. It keeps files of the build only, by names that change with their content: never a page, an answer of the API or a
// recording. Without the server it shows the page that says so.

const { build, offline, needed, assets } = self.shell;
const prefix = 'shell-';
const name = prefix + build;
const known = new Set(assets);

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin)
    return;
  if (request.mode === 'navigate')
    event.respondWith(open(event));
  else if (known.has(url.pathname))
    event.respondWith(find(request));
});

// The page for being offline tells nothing of anybody. It is in the language of who is signed in.
async function install() {
  const cache = await caches.open(name);
  await cache.addAll([...needed, new Request(offline, { cache: 'no-store' })]);
  await self.skipWaiting();
}

async function activate() {
  await self.registration.navigationPreload?.enable();
  for (const other of await caches.keys())
    if (other.startsWith(prefix) && other !== name)
      await caches.delete(other);
}

async function open(event) {
  try {
    return await event.preloadResponse ?? await fetch(event.request);
  } catch (error) {
    const page = await caches.match(offline, { cacheName: name });
    if (!page || isFile(event.request))
      throw error;
    return page;
  }
}

// A file that could not be saved is not a page.
const isFile = request => /^\/(api|export)\//.test(new URL(request.url).pathname);

async function find(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request);
  if (kept)
    return kept;
  const reply = await fetch(request);
  if (reply.status === 200)
    await cache.put(request, reply.clone());
  return reply;
}

// Notifications: the server encrypts them for this device, and they say as little as lets somebody act.

const icon = '/images/app/icon-192.png';
const badge = '/images/app/badge.png';
const callBack = 'call';

self.addEventListener('push', event => event.waitUntil(tell(event.data?.json())));
self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(follow(event.notification.data, event.action));
});

function tell(message) {
  // Browsers show a notification of their own if there is none.
  const { title, body, tag, path, call, callText } = message ?? { title: 'Superfone Dashboard', body: '', tag: 'unknown', path: '/' };
  const actions = call ? [{ action: callBack, title: callText }] : [];
  return self.registration.showNotification(title, { body, tag, icon, badge, actions, data: { path, call } });
}

async function follow({ path, call }, action) {
  if (action === callBack) {
    try {
      // Not every browser lets a worker dial; the page has the same button.
      if (await clients.openWindow(`tel:${call}`))
        return;
    } catch {
      // The page it is.
    }
  }

  const [open] = (await clients.matchAll({ type: 'window', includeUncontrolled: true }));
  if (!open)
    return clients.openWindow(path);
  await open.focus();
  // A page in the circuit opens it without loading anew; any other is loaded.
  open.postMessage({ open: path });
}
