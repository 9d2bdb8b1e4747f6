// Keeps the place of those who use the keyboard. What has the focus may be removed, moved, replaced or disabled while the page changes; browsers
// then begin at the top of the page, and a screen reader says nothing.

const focusable = 'a[href], button:not(:disabled), summary, [tabindex="0"]';

// A screen reader does not pass its keys on; a mouse or a finger tells that it is used.
let isKeyboard = true;
let last = null; // What has the focus, while the keyboard is used.
let trail = []; // Where that is: each element above it, with the index of the next one below.
let disabled = null; // What had the focus until it was disabled.

document.addEventListener('pointerdown', event => {
  if (event.pointerType)
    [isKeyboard, last] = [false, null];
}, true);

document.addEventListener('keydown', () => {
  isKeyboard = true;
  if (document.activeElement !== document.body)
    keep(document.activeElement);
}, true);

document.addEventListener('focusin', event => isKeyboard && keep(event.target));

// Whoever leaves it on purpose does not want to be led back.
document.addEventListener('focusout', event => setTimeout(() => {
  if (last === event.target && last.isConnected && !last.disabled && document.activeElement === document.body)
    last = null;
}));

function keep(element) {
  [last, disabled, trail] = [element, null, []];
  for (let part = element; part.parentElement && !part.matches('main, body'); part = part.parentElement)
    trail.push([part.parentElement, [...part.parentElement.children].indexOf(part)]);
}

new MutationObserver(changes => {
  if (!last)
    return;
  if (last.disabled)
    disabled = last;
  if (document.activeElement !== document.body)
    return;
  if (!last.isConnected)
    goOn();
  else if ((disabled === last && !last.disabled) || changes.some(change => [...change.removedNodes].some(node => node.contains(last))))
    last.focus({ preventScroll: true });
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });

// The address of the link would be that of the first page, because of the page's base; Blazor follows it without moving the focus.
document.addEventListener('click', event => {
  if (!event.target.closest?.('.skip-link'))
    return;
  event.preventDefault();
  document.getElementById('content').focus();
}, true);

// To what stands there now, or else nearby.
function goOn() {
  // The heading of a page that was loading.
  const heading = last.matches('h1') && document.querySelector('main h1');
  last = null;
  if (heading) {
    heading.tabIndex = -1;
    return heading.focus({ preventScroll: true });
  }

  for (const [parent, at] of trail) {
    if (!parent.isConnected || parent.matches('main, body'))
      continue;
    const next = first(parent.children[Math.min(at, parent.children.length - 1)]) ?? first(parent);
    if (next)
      return next.focus({ preventScroll: true });
  }

  document.getElementById('content')?.focus({ preventScroll: true });
}

const first = part => [part, ...part?.querySelectorAll(focusable) ?? []].find(one => one?.matches(focusable) && one.checkVisibility({ visibilityProperty: true }));
