// Lists that are read page by page: the next page is requested near the end, and Back restores the position at which a list was left.

const mostPlaces = 50;
const longestReturn = 2000;
const places = new Map(JSON.parse(sessionStorage.getItem('places') ?? '[]'));
const lists = new Map();

// An entry of the browser's history: Blazor numbers them.
const entry = () => `${history.state?._index ?? 0} ${location.pathname}${location.search}`;

// The entry that Back, Forward or a reload has led to, until its list has settled there.
const arrival = performance.getEntriesByType('navigation')[0]?.type;
let returned = arrival === 'back_forward' || arrival === 'reload' ? entry() : null;

addEventListener('popstate', () => {
  returned = entry();
  forgetGone();

  // After a page without a list, the top of this one is not shown before the position is restored.
  if (lists.size === 0 && places.get(returned)?.top > 0) {
    document.documentElement.classList.add('is-returning');
    setTimeout(show, longestReturn);
  }
});

addEventListener('pagehide', () => sessionStorage.setItem('places', JSON.stringify([...places])));

document.addEventListener('scroll', () => requestAnimationFrame(keepAll), { capture: true, passive: true });

// Binds a list to the current history entry. Returns the number of rows that it had when it was left, or 0 when it is entered anew.
export function settle(root, component, isAnother) {
  if (!root) return 0; // The page was left meanwhile.
  const list = lists.get(root) ?? { root, component, near: near(root) };
  lists.set(root, list);
  const place = returned === entry() ? places.get(returned) : null;
  returned = null;
  list.place = place ?? null;
  if (!place) {
    show();
    if (isAnother && root.getBoundingClientRect().top < 0)
      scrollerOf(root).scrollTop = 0;
  }
  return place?.rows ?? 0;
}

// Scrolls to the position at which it was left, if any, and from now on reports when the end of a number of rows comes near.
export function watch(root, rows) {
  if (!root) return; // The page was left meanwhile.
  const list = lists.get(root);
  if (!list)
    return;
  list.rows = rows;
  if (list.place)
    goTo(list);
  list.near.disconnect();
  const end = root.querySelector('.more');
  if (end)
    list.near.observe(end);
  keep(list);
}

// Puts the focus on a row.
export function focusRow(root, index) {
  if (!root) return; // The page was left meanwhile.
  const row = [...root.querySelector('.rows')?.children ?? []].filter(row => !row.matches('.row-group'))[index];
  (row?.querySelector('a, button') ?? row)?.focus();
}

function near(root) {
  return new IntersectionObserver(entries => {
    if (root.isConnected && entries.some(seen => seen.isIntersecting))
      lists.get(root)?.component.invokeMethodAsync('NearEndAsync');
  }, { rootMargin: '0px 0px 800px' });
}

function goTo(list) {
  const { name, offset, top } = list.place;
  const row = name && rowsOf(list).find(other => nameOf(other) === name);
  list.place = null;
  const scroller = scrollerOf(list.root);
  if (row)
    scroller.scrollTop += row.getBoundingClientRect().top - offset;
  else
    scroller.scrollTop = top;
  show();
}

function show() {
  document.documentElement.classList.remove('is-returning');
}

function keepAll() {
  forgetGone();
  if (!returned)
    lists.forEach(keep);
}

// New rows may be added on top meanwhile, so the first visible row and its position are remembered, and rows that the server has not yet
// reported as shown are counted.
function keep(list) {
  if (list.place || !list.root.isConnected)
    return;
  const top = scrollerOf(list.root).scrollTop;
  const row = top > 0 ? rowsOf(list).find(other => other.getBoundingClientRect().bottom > 0) : null;
  places.delete(entry());
  const rows = Math.max(list.rows ?? 0, rowsOf(list).filter(other => !other.matches('.row-group')).length);
  places.set(entry(), { rows, top, name: row && nameOf(row), offset: row?.getBoundingClientRect().top });
  if (places.size > mostPlaces)
    places.delete(places.keys().next().value);
}

function forgetGone() {
  for (const root of lists.keys()) {
    if (!root.isConnected)
      lists.delete(root);
  }
}

const rowsOf = list => [...(list.root.querySelector('.rows')?.children ?? [])];

const nameOf = row => row.querySelector('a[href]')?.getAttribute('href');

function scrollerOf(element) {
  for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY))
      return parent;
  }
  return document.scrollingElement;
}
