// Starts the page's circuit, and restores it when the connection is lost: quietly, for as long as it takes.

const left = 'left';
const soon = 250;
const longest = 3000;

// Of a server that says something every four seconds.
const silence = 9000;

let isLost = false;
let wasReady = false;
let wake = () => {};

Blazor.start({
  circuit: {
    reconnectionHandler: { onConnectionDown: down, onConnectionUp: up },
    configureSignalR: connection => connection.withServerTimeout(silence),
  },
});

addEventListener('online', () => wake());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake());
document.addEventListener('circuit-ready', restore);

function show(state) {
  document.documentElement.dataset.connection = state;
  document.getElementById('reconnect-bar').textContent = state === 'lost' ? superfone.text('Reconnecting') : '';
}

function up() {
  isLost = false;
  if (wasReady)
    document.body.dataset.circuit = 'ready';
  show('live');
}

async function down() {
  if (isLost)
    return;
  isLost = true;

  // Without a connection the page does not respond to clicks.
  wasReady = document.body.dataset.circuit === 'ready';
  delete document.body.dataset.circuit;
  show('lost');
  for (let wait = soon; isLost; wait = Math.min(wait * 1.5, longest)) {
    // A server that is stopping would still answer an immediate attempt, and then wait for the new connection to end.
    await new Promise(resolve => { wake = resolve; setTimeout(resolve, wait); });
    try {
      // False: the server is reachable but does not know this circuit; it was restarted.
      if (await Blazor.reconnect() === false)
        return await reload();
    } catch {
      // Not reachable yet, or signed out.
    }

    if (isLost && await isSignedOut())
      return location.reload();
  }
}

// The page itself then leads to the sign-in page, and back afterwards.
async function isSignedOut() {
  try {
    return (await fetch('/api/v1/projection', { cache: 'no-store' })).status === 401;
  } catch {
    return false;
  }
}

async function reload() {
  for (;;) {
    try {
      if ((await fetch('/health/live', { cache: 'no-store' })).ok)
        break;
    } catch {
      // An outdated page is better than none.
    }
    await new Promise(resolve => setTimeout(resolve, soon));
  }

  remember();
  location.reload();
}

// The content of the page's fields that is not in its address, and its scroll position.
function remember() {
  sessionStorage.setItem(left, JSON.stringify({
    address: location.href,
    top: scrollY,
    texts: fields().map(field => field.value),
    focus: fields().indexOf(document.activeElement),
  }));
}

function restore() {
  const text = sessionStorage.getItem(left);
  sessionStorage.removeItem(left);
  const kept = text && JSON.parse(text);
  if (kept?.address !== location.href)
    return;
  fields().forEach((field, index) => type(field, kept.texts[index]));
  fields()[kept.focus]?.focus({ preventScroll: true });
  scrollWhenLongEnough(kept.top, performance.now() + 3000);
}

function type(field, text) {
  if (text === undefined || field.value === text)
    return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

// Rows may appear a moment later.
function scrollWhenLongEnough(top, until) {
  if (document.documentElement.scrollHeight >= top + innerHeight || performance.now() > until)
    scrollTo({ top });
  else
    requestAnimationFrame(() => scrollWhenLongEnough(top, until));
}

const fields = () => [...document.querySelectorAll('main :is(textarea, input:is(:not([type]), [type=text], [type=search], [type=tel], [type=email], [type=number]))')];
