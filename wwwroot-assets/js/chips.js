// Rows of chips that are wider than the screen: the selected chip is scrolled into view, and stays there until the reader scrolls the row.

const shown = new WeakMap();

function showChosen() {
  for (const row of document.querySelectorAll('[data-chips]')) {
    const chosen = row.querySelector('[aria-current]');
    const before = shown.get(row);
    if (!chosen || before?.chosen === chosen && (before.width === row.scrollWidth || isMoved(row, before)))
      continue;
    const [outer, inner] = [row.getBoundingClientRect(), chosen.getBoundingClientRect()];
    row.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
    shown.set(row, { chosen, width: row.scrollWidth, left: row.scrollLeft });
  }
}

// The browser, not the reader, scrolled a row that has become shorter to its end.
const isMoved = (row, before) => Math.abs(row.scrollLeft - Math.min(before.left, row.scrollWidth - row.clientWidth)) > 1;

new MutationObserver(showChosen).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ['aria-current'] });
showChosen();
