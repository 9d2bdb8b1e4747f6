// The calls page: a call opens beside the list if there is room, values have a menu, rows are navigated by keyboard, and columns are remembered.

import { openMenu } from './value-menu.js';

const wide = matchMedia('(min-width: 1200px)');
const columns = 'calls.columns';
let opened = false;

export function attach(root) {
  if (!root) return; // The page was left meanwhile.
  root.addEventListener('click', click);
  root.addEventListener('mouseover', showWhole);
  const listen = event => root.isConnected ? press(root, event) : document.removeEventListener('keydown', listen);
  document.addEventListener('keydown', listen);
  root.dataset.ready = ''; // Tells tests and tools that clicks and keys open a call beside the list.
}

export const readColumns = () => localStorage.getItem(columns);

export const keepColumns = text => localStorage.setItem(columns, text);

export function goToTop(root) {
  if (!root) return; // The page was left meanwhile.
  root.scrollIntoView();
  links(root)[0]?.focus();
}

const links = root => [...root.querySelectorAll('.row-link')];

const isPlain = event => !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

// A summary longer than its line is shown on hover; the server need not send it twice.
function showWhole({ target }) {
  const summary = target.closest('.call-summary');
  if (summary)
    summary.title = summary.textContent;
}

function click(event) {
  if (!isPlain(event))
    return;
  const value = event.target.closest('.call-value');
  const link = event.target.closest('.row-link');
  if (value) {
    openMenu(event.currentTarget.querySelector('.value-menu'), value);
  } else if (link && wide.matches) {
    event.preventDefault();
    open(event.currentTarget, link);
  } else if (event.target.closest('[data-close-pane]')) {
    close(event.currentTarget);
  }
}

function press(root, event) {
  const isTyping = event.target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]');
  if (!isPlain(event) || isTyping)
    return;
  const inPane = event.target.closest('.call-pane');
  if (event.key === 'j' || (event.key === 'ArrowDown' && !inPane && root.contains(event.target)))
    step(root, event, 1);
  else if (event.key === 'k' || (event.key === 'ArrowUp' && !inPane && root.contains(event.target)))
    step(root, event, -1);
  else if (event.key === 'f')
    stepValue(root, event);
  else if ((event.key === 'x' || event.key === 'Escape') && root.classList.contains('has-pane'))
    close(root);
}

// The place of the focused row, or of the open one.
function placeOf(rows) {
  const focused = rows.indexOf(document.activeElement?.closest('.row')?.querySelector('.row-link'));
  return focused >= 0 ? focused : rows.findIndex(row => row.getAttribute('aria-current'));
}

const firstVisible = rows => rows.find(row => row.getBoundingClientRect().top >= 0);

function step(root, event, by) {
  const rows = links(root);
  const current = placeOf(rows);
  const next = current >= 0 ? rows[current + by] : firstVisible(rows);
  if (!next)
    return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.closest('.row').scrollIntoView({ block: 'nearest' });
}

// The values of a row are no tab stops: fifty rows would have some two hundred.
function stepValue(root, event) {
  const rows = links(root);
  const row = rows[placeOf(rows)] ?? firstVisible(rows);
  const values = [...row?.closest('.row').querySelectorAll('.call-value') ?? []].filter(value => value.checkVisibility());
  if (values.length === 0)
    return;
  event.preventDefault();
  values[(values.indexOf(document.activeElement) + 1) % values.length].focus();
}

// Each call replaces the previous one in the history, so that Back leads to the list.
function open(root, link) {
  const address = new URL(location.href);
  const isAnother = address.searchParams.has('open');
  address.searchParams.set('open', new URL(link.href).pathname.split('/').pop());
  opened ||= !isAnother;
  stay(root, link);
  Blazor.navigateTo(address.pathname + address.search, { replaceHistoryEntry: isAnother });
}

function close(root) {
  const link = root.querySelector('.row.is-open .row-link');
  stay(root, link);
  link?.focus({ preventScroll: true });
  if (opened) {
    opened = false;
    history.back();
    return;
  }
  const address = new URL(location.href);
  address.searchParams.delete('open');
  Blazor.navigateTo(address.pathname + address.search, { replaceHistoryEntry: true });
}

// The open pane makes rows narrower and higher: the one that was clicked stays under the pointer.
function stay(root, link) {
  if (!link)
    return;
  const list = root.querySelector('.calls-list');
  const [width, top] = [list.clientWidth, link.getBoundingClientRect().top];
  const observer = new ResizeObserver(() => {
    if (list.clientWidth === width)
      return;
    observer.disconnect();
    scrollBy(0, link.getBoundingClientRect().top - top);
  });
  observer.observe(list);
  setTimeout(() => observer.disconnect(), 2000);
}
