// Pictures follow the colours chosen on this site, which may differ from those of the system.
function followTheme() {
  const isDark = document.documentElement.dataset.bsTheme === 'dark';
  for (const source of document.querySelectorAll('picture > source'))
    source.media = isDark ? 'all' : 'not all';
}

export default {
  start() {
    followTheme();
    new MutationObserver(followTheme).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
  },
};
