// Rows of chips that are wider than the screen: the one that is chosen is scrolled to, and stays in sight until the reader scrolls the row.

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

// A row that has become shorter was moved to its end by the browser, not by the reader.
const isMoved = (row, before) => Math.abs(row.scrollLeft - Math.min(before.left, row.scrollWidth - row.clientWidth)) > 1;

new MutationObserver(showChosen).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ['aria-current'] });
showChosen();
