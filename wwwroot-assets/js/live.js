// Tells a live list whether its reader has scrolled down, so that nothing moves under them.

const observers = new Map();

export function attach(top, component) {
  if (!top) return; // The page was left meanwhile.
  const bar = document.querySelector('.top-bar')?.offsetHeight ?? 0;
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
  const bar = document.querySelector('.top-bar')?.offsetHeight ?? 0;
  scrollTo({ top: scrollY + top.getBoundingClientRect().top - bar - 12 });
  top.parentElement.querySelector('.rows a')?.focus({ preventScroll: true });
}
