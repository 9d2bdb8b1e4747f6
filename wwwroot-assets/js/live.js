// Tells a live list whether its reader has scrolled down, so that nothing moves under them.

const observers = new Map();

export function attach(root, component) {
  if (!root) return; // The page was left meanwhile.
  const bar = document.querySelector('.top-bar')?.offsetHeight ?? 0;
  let was = false;
  const observer = new IntersectionObserver(([seen]) => {
    const isScrolled = !seen.isIntersecting && seen.boundingClientRect.top < bar;
    if (isScrolled !== was)
      component.invokeMethodAsync('ScrolledAsync', was = isScrolled);
  }, { rootMargin: `-${bar}px 0px 0px` });
  observer.observe(root.querySelector('.feed-top'));
  observers.set(root, observer);
}

export function detach(root) {
  observers.get(root)?.disconnect();
  observers.delete(root);
}

export function goToTop(root) {
  if (!root) return; // The page was left meanwhile.
  const bar = document.querySelector('.top-bar')?.offsetHeight ?? 0;
  scrollTo({ top: scrollY + root.getBoundingClientRect().top - bar - 12 });
  root.querySelector('.rows a')?.focus({ preventScroll: true });
}
