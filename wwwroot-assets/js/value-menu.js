// The menu of a value in the list of calls: only calls with it, or copy it.

export function openMenu(menu, value) {
  const text = value.dataset.text ?? value.textContent.trim();
  const address = new URL(location.href);
  address.searchParams.set(value.dataset.name, value.dataset.value);
  address.searchParams.delete('open');
  const only = menu.querySelector('[data-only]');
  only.textContent = only.dataset.only.replace('{0}', text);
  only.href = address.pathname + address.search;
  menu.querySelector('[data-copy]').onclick = () => copy(menu, value, text);
  only.onclick = () => menu.hidePopover();
  menu.onkeydown = event => press(menu, event);
  menu.ontoggle = ({ newState }) => newState === 'open' ? value.setAttribute('aria-expanded', 'true') : value.removeAttribute('aria-expanded');
  value.focus({ preventScroll: true }); // Closing the menu leads back to it. Safari does not focus a button that is clicked.
  menu.showPopover();
  addEventListener('scroll', () => menu.hidePopover(), { once: true, capture: true });
  place(menu, value.getBoundingClientRect());
  only.focus({ preventScroll: true });
}

// Below the value, or above it where there is no room below.
function place(menu, { left, top, bottom }) {
  const { width, height } = menu.getBoundingClientRect();
  const root = document.documentElement;
  menu.style.left = `${Math.max(8, Math.min(left, root.clientWidth - width - 8))}px`;
  menu.style.top = `${bottom + 4 + height < root.clientHeight ? bottom + 4 : Math.max(8, top - height - 4)}px`;
}

async function copy(menu, value, text) {
  menu.hidePopover();
  value.focus({ preventScroll: true });
  await superfone.copy(text);
}

function press(menu, event) {
  const items = [...menu.querySelectorAll('[role=menuitem]')];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[to % items.length].focus();
  } else if (event.key === 'Tab') {
    menu.hidePopover();
  }
}
