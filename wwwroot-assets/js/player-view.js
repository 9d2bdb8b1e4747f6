// Shows the positions of recordings in all parts of the page ([data-player] with its [data-player-part]) and in all transcripts.

import { speed } from './player-memory.js';
import { current, lengthOf, placeOf, seek } from './playback.js';
import { follow } from './transcript.js';

const opened = new WeakSet();

export const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

// The call of an element; for the dock, the one that plays.
export function callOf(element) {
  const owner = element.closest('[data-player], [data-follow]');
  return owner?.dataset.player || owner?.dataset.follow || current()?.cdrId || '';
}

export function show(dock) {
  for (const surface of document.querySelectorAll('[data-player]'))
    showOn(surface);
  for (const area of document.querySelectorAll('[data-follow]'))
    follow(area, placeOf(area.dataset.follow));

  // The recording's own card has the same buttons: one set is enough while both would be visible.
  const track = current();
  dock.toggleAttribute('data-idle', isOnScreen(track && document.querySelector(`[data-player="${track.cdrId}"] [data-player-part=seek]`)));
}

function showOn(surface) {
  if (surface.dataset.at && !opened.has(surface)) {
    opened.add(surface);
    seek(surface.dataset.player, Math.min(Number(surface.dataset.at), Number(surface.dataset.length) || Infinity));
  }

  const cdrId = callOf(surface);
  const place = placeOf(cdrId);
  const told = Number(surface.dataset.length) || 0;
  const length = lengthOf(cdrId) || told;
  for (const part of surface.querySelectorAll('[data-player-part]')) {
    switch (part.dataset.playerPart) {
      case 'time':
        setText(part, clock(place));
        break;
      case 'length':
        if (length)
          setText(part, clock(length));
        break;
      case 'rate':
        setText(part, `${speed()}×`);
        break;
      case 'playhead':
        part.hidden = place === 0;
        part.style.left = `${100 * Math.min(1, place / (told || length || 1))}%`;
        break;
      case 'seek':
        part.max = length || 1;
        part.value = place;
        part.setAttribute('aria-valuetext', `${clock(place)} of ${clock(length)}`);
    }
  }
}

function isOnScreen(element) {
  const box = element?.getBoundingClientRect();
  return !!box && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
}

function setText(element, text) {
  if (element.textContent !== text)
    element.textContent = text;
}
