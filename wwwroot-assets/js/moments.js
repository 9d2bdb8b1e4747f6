// Links to a moment of a call: opened anywhere, its recording begins there.

import { clock } from './player-view.js';

/** Passes on the link to a sentence. */
export async function passOnLink(link) {
  link.dataset.copied = await passOn(link.href, Number(link.dataset.moment));
  setTimeout(() => delete link.dataset.copied, 2000);
}

/** Passes on a link to where the recording is now. */
export async function passOnPlace(button, cdrId, place) {
  const words = button.querySelector('span');
  const before = words.textContent;
  words.textContent = await passOn(`${location.origin}/calls/${cdrId}?t=${Math.floor(place)}`, place) || before;
  setTimeout(() => words.textContent = before, 2000);
}

// A phone offers its apps; elsewhere, and where that fails, the link is copied. Returns what to tell. The caller's name is left out: it may
// not be known to those who get the link.
async function passOn(url, place) {
  if (navigator.share && matchMedia('(pointer: coarse)').matches) {
    try {
      await navigator.share({ url });
      return superfone.text('MomentShared', clock(place));
    } catch (error) {
      if (error.name === 'AbortError')
        return ''; // Nobody was chosen.
    }
  }
  return await superfone.copy(url) ? superfone.text('MomentCopied', clock(place)) : superfone.text('NotCopied');
}
