// Keys and dialogs of the shell. They respond at once, whatever the state of the connection.

const typing = 'input, textarea, select, [contenteditable]';
const pause = 1500; // The time for which g waits for its letter.

let wentAt = -Infinity;

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    open('search');
  } else if (isShortcut(event)) {
    run(event);
  }
});

document.addEventListener('click', event => {
  const target = event.target;
  const opener = target.closest('[data-open]');
  if (opener)
    open(opener.dataset.open);
  if (target.closest('[data-print]'))
    print();
  if (target.closest('[data-close]') || target.closest('dialog a[href]'))
    target.closest('dialog')?.close();
  if (target.matches('dialog') && isOutside(target, event))
    target.close();
  if (target.closest('[popover] a[href], [popover] [data-open]'))
    target.closest('[popover]').hidePopover();
});

const isShortcut = event =>
  !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
  && !event.target.closest?.(typing) && !document.querySelector('dialog[open], .mud-dialog');

function run(event) {
  if (performance.now() - wentAt < pause) {
    wentAt = -Infinity;
    document.querySelector(`[data-go="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
  } else if (event.key === 'g') {
    wentAt = performance.now();
  } else if (event.key === '/') {
    event.preventDefault();
    open('search');
  } else if (event.key === '?') {
    open('shortcuts');
  } else {
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  }
}

function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open)
    return;
  document.querySelectorAll('dialog[open]').forEach(other => other.close());
  dialog.showModal();
  dialog.querySelector('input')?.select();
}

function isOutside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

// Search: the arrows move through the results, Enter opens one. The selection is kept in the browser, so that it moves at once.

document.addEventListener('input', event => event.target.closest('#search') && choose(null));

document.addEventListener('keydown', event => {
  const dialog = event.target.closest?.('#search');
  if (!dialog || event.isComposing)
    return;
  const found = [...dialog.querySelectorAll('[role=option]')];
  const at = found.findIndex(isChosen);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (found.length > 0)
      choose(found[(at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1) + found.length) % found.length]);
  } else if (event.key === 'Enter' && event.target.matches('input')) {
    event.preventDefault();
    openFound(dialog, found[Math.max(at, 0)], event.target.value.trim());
  }
});

// The results may still be those of fewer letters.
function openFound(dialog, option, text) {
  if (option && dialog.querySelector('[data-for]').dataset.for === text) {
    option.click();
  } else if (text) {
    dialog.close();
    Blazor.navigateTo(`/calls?q=${encodeURIComponent(text)}`);
  }
}

const isChosen = option => option.getAttribute('aria-selected') === 'true';

function choose(option) {
  const dialog = document.getElementById('search');
  dialog.querySelectorAll('[aria-selected=true]').forEach(other => other.setAttribute('aria-selected', 'false'));
  const input = dialog.querySelector('input');
  if (option) {
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  } else {
    input.removeAttribute('aria-activedescendant');
  }
}
