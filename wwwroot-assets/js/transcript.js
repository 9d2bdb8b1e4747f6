// Keeps a transcript ([data-follow] with its [data-turns]) in step with its recording, without interfering with the reader's own scrolling.

// Marks the turn at a position, and scrolls it into view.
export function follow(area, place) {
  const list = area.querySelector('[data-turns]');
  let spoken = null;
  for (const turn of list?.querySelectorAll('[data-start]') ?? []) {
    const isNow = place > 0 && Number(turn.dataset.start) <= place && place < Number(turn.dataset.end);
    if (isNow && !turn.hasAttribute('aria-current'))
      turn.setAttribute('aria-current', 'true');
    else if (!isNow && turn.hasAttribute('aria-current'))
      turn.removeAttribute('aria-current');
    if (isNow)
      spoken ??= turn;
  }

  if (!list)
    return;
  if (spoken && spoken !== list.spoken && !list.isLeft)
    scrollTo(list, spoken);
  list.spoken = spoken;
}

// A reader who scrolls the list by hand is reading something else.
export function leave({ target, type }) {
  const list = target.closest?.('[data-turns]');
  if (list && (type !== 'pointerdown' || target === list))
    setFollowing(list, false);
}

export function setFollowing(list, isFollowing) {
  list.isLeft = !isFollowing;
  list.spoken = null;
  const button = list.closest('[data-follow]')?.querySelector('[data-player-part=follow]');
  if (button)
    button.hidden = isFollowing;
}

// Shows the current match of a search inside the transcript.
export function reveal(list) {
  if (!list) return; // The page was left meanwhile.
  const match = list.querySelector('mark[aria-current]');
  if (!match)
    return;
  setFollowing(list, false);
  scrollTo(list, match);
}

// The list is scrolled but never the page: the reader may be elsewhere on it.
function scrollTo(list, element) {
  const top = element.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop - list.clientHeight / 3;
  list.scrollTo({ top, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}
