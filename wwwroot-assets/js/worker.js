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

// The page for being offline is the same for everybody, so it is asked for without cookies.
async function install() {
  const cache = await caches.open(name);
  await cache.addAll([...needed, new Request(offline, { credentials: 'omit', cache: 'no-store' })]);
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
