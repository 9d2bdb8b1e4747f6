// The page for being offline: it says which end is away, and opens what was asked for once both are there again.

const often = 3000;

// The page was kept when something else may have been chosen.
document.documentElement.dataset.appearance = /(?:^|; )superfone-appearance=(\w+)/.exec(document.cookie)?.[1] ?? 'device';

function show() {
  for (const part of document.querySelectorAll('[data-when]'))
    part.hidden = part.dataset.when !== (navigator.onLine ? 'server' : 'device');
}

async function look() {
  if (!navigator.onLine)
    return;
  try {
    if ((await fetch('/health/live', { cache: 'no-store' })).ok)
      location.reload();
  } catch {
    // Not yet.
  }
}

addEventListener('DOMContentLoaded', () => {
  document.querySelector('[data-retry]').addEventListener('click', () => location.reload());
  addEventListener('online', () => { show(); look(); });
  addEventListener('offline', show);
  setInterval(look, often);
  show();
});
