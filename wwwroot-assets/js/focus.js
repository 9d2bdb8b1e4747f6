// Keeps the place of the keyboard. What has the focus may be removed, replaced or disabled while the page changes; browsers then begin at the
// top of the page, and a screen reader says nothing.

const focusable = 'a[href], button:not(:disabled), summary, [tabindex="0"]';

let last = null; // What has the focus, unless a pointer put it there: nobody who points looks for it.
let trail = []; // Where that is: each element above it, with the index of the next one below.
let disabled = null; // What had the focus until it was disabled.

document.addEventListener('pointerdown', () => last = null, true);

document.addEventListener('focusin', event => {
  [last, disabled] = [event.target, null];
  trail = [];
  for (let part = last; part.parentElement && !part.matches('main, body'); part = part.parentElement)
    trail.push([part.parentElement, [...part.parentElement.children].indexOf(part)]);
});

new MutationObserver(() => {
  if (!last)
    return;
  if (last.disabled)
    disabled = last;
  if (document.activeElement !== document.body)
    return;
  if (!last.isConnected)
    goOn();
  else if (disabled === last && !last.disabled)
    last.focus({ preventScroll: true });
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });

// To what stands there now, or else nearby.
function goOn() {
  last = null;
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
