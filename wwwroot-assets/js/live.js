// Tells a live list whether its reader has scrolled down, so that nothing moves under them.

const observers = new Map();

// What stays above the list when the page is scrolled: nothing on a screen of little height.
function barHeight() {
  const bar = document.querySelector('.top-bar');
  return bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
}

export function attach(top, component) {
  if (!top) return; // The page was left meanwhile.
  const bar = barHeight();
  let was = false;
  const observer = new IntersectionObserver(([seen]) => {
    const isScrolled = !seen.isIntersecting && seen.boundingClientRect.top < bar;
    if (isScrolled !== was)
      component.invokeMethodAsync('ScrolledAsync', was = isScrolled);
  }, { rootMargin: `-${bar}px 0px 0px` });
  observer.observe(top);
  observers.set(top, observer);
}

export function detach(top) {
  observers.get(top)?.disconnect();
  observers.delete(top);
}

export function goToTop(top) {
  if (!top) return; // The page was left meanwhile.
  const bar = barHeight();
  scrollTo({ top: scrollY + top.getBoundingClientRect().top - bar - 12 });
  top.parentElement.querySelector('.rows a')?.focus({ preventScroll: true });
}
