// The only player of a window: clicks and keys on the buttons of pages ([data-play], [data-player-part], turns, timelines). The server only
// learns what plays and what was heard.

import { passOnLink, passOnPlace } from './moments.js';
import { callOf, show } from './player-view.js';
import { canToggle, changeSpeed, close, current, move, placeOf, play, seek, toggle, use } from './playback.js';
import { leave, setFollowing } from './transcript.js';

const step = 10;
let started;

export function start(dock, server) {
  started?.abort();
  started = new AbortController();
  const { signal } = started;
  const tell = (name, what) => server.invokeMethodAsync(name, what).catch(() => { /* The server is away; the player plays on. */ });
  let isAsked = false;
  const refresh = () => {
    isAsked = false;
    show(dock);
  };
  const refreshSoon = () => {
    if (!isAsked)
      requestAnimationFrame(refresh);
    isAsked = true;
  };
  use(dock.querySelector('audio'), {
    signal, show: refresh, report: report => tell('OnReport', report), heard: cdrId => tell('OnHeardAsync', cdrId),
  });

  document.addEventListener('click', onClick, { signal });
  document.addEventListener('input', onInput, { signal });
  document.addEventListener('keydown', onKey, { signal });
  for (const name of ['wheel', 'touchmove', 'pointerdown'])
    document.addEventListener(name, leave, { signal, passive: true });
  addEventListener('scroll', refreshSoon, { signal, passive: true });
  const observer = new MutationObserver(refreshSoon);
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
  refresh();
  dock.dataset.ready = ''; // Tells tests and tools that buttons and keys work.
}

// A call's id stays text, because ids beyond 2⁵³ are not exact as numbers here.
const trackOf = ({ dataset }) => ({
  cdrId: dataset.play, src: dataset.src, title: dataset.title, note: dataset.note ?? null, type: dataset.type ?? null, playability: dataset.playability,
});

const queueOf = button => [...button.closest('[data-queue]')?.querySelectorAll('[data-play]') ?? []].map(trackOf);

function onClick(event) {
  const moment = event.target.closest('a[data-moment]');
  if (moment && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    passOnLink(moment);
    return;
  }
  const button = event.target.closest('[data-play], [data-play-all], button[data-player-part], [data-start], [data-timeline]');
  if (!button)
    return;
  const { play: cdrId, playAll, playerPart } = button.dataset;
  if (cdrId)
    canToggle(cdrId) ? toggle() : play(trackOf(button), queueOf(button));
  else if (playAll !== undefined)
    playFirst(queueOf(button));
  else if (playerPart)
    usePart(button, playerPart);
  else
    goToPlace(button, event);
}

function playFirst(queue) {
  if (queue.length > 0)
    play(queue[0], queue, true);
}

function usePart(button, part) {
  const cdrId = callOf(button);
  const place = placeOf(cdrId);
  ({
    toggle,
    close,
    back: () => seek(cdrId, place - step),
    forward: () => seek(cdrId, place + step),
    speed: () => changeSpeed(1, true),
    next: () => move(1),
    previous: () => move(-1),
    follow: () => setFollowing(button.closest('[data-follow]').querySelector('[data-turns]'), true),
    moment: () => passOnPlace(button, cdrId, place),
  })[part]?.();
}

// A click into the conversation plays from there, but selecting text does not.
function goToPlace(place, event) {
  const owner = place.closest('[data-playable]');
  if (!owner || (place.dataset.start && String(getSelection())))
    return;
  const box = place.getBoundingClientRect();
  const cdrId = callOf(place);
  seek(cdrId, Number(place.dataset.start ?? Number(place.dataset.timeline) * (event.clientX - box.left) / box.width));
  const button = document.querySelector(`[data-play="${cdrId}"]`);
  if (button)
    play(trackOf(button), current()?.cdrId === cdrId ? undefined : []);
}

function onInput({ target }) {
  if (target.dataset?.playerPart === 'seek')
    seek(callOf(target), Number(target.value));
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event))
    return;

  // While nothing is loaded, the keys apply to the recording of the open call.
  const button = document.querySelector('[data-player]:not([data-player=""]) [data-play]');
  const cdrId = current()?.cdrId ?? button?.dataset.play;
  const does = cdrId && {
    ' ': () => current() ? toggle() : play(trackOf(button), []),
    ArrowLeft: () => seek(cdrId, placeOf(cdrId) - step),
    ArrowRight: () => seek(cdrId, placeOf(cdrId) + step),
    ',': () => changeSpeed(-1),
    '.': () => changeSpeed(1),
  }[event.key];
  if (!does)
    return;
  event.preventDefault();
  does();
}

// Keys belong to the field in which the user types or chooses, and the space bar to the focused button.
function isBusy({ target, key }) {
  const others = 'input:not([type=range]), textarea, select, [contenteditable=true], [role=menu], [role=listbox], [role=tablist], [role=radiogroup], [role=dialog]';
  return target.closest?.(others)
    || (key === ' ' && target.closest?.('button, summary, [role=button]'))
    || (key.startsWith('Arrow') && target.matches?.('input:not([data-player-part=seek])'));
}
