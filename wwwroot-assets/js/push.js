// Notifications on this device: what the browser allows, and its subscription to its push service.

export async function attach(root, page, key) {
  if (!root) return; // The page was left meanwhile.
  root.addEventListener('click', async event => {
    const button = event.target.closest('[data-push-on]');
    if (!button)
      return;
    button.disabled = true;
    try {
      // Asked here, because browsers only ask in response to a click.
      if (await Notification.requestPermission() === 'granted')
        await page.invokeMethodAsync('AddAsync', await subscribe(key));
      else
        await page.invokeMethodAsync('ShowAsync', await state());
    } catch (error) {
      console.warn('Notifications could not be turned on:', error);
      await page.invokeMethodAsync('ShowAsync', 'failed');
    }
    button.disabled = false;
  });
  await page.invokeMethodAsync('ShowAsync', await state());
  root.dataset.ready = ''; // Tells tests and tools that it responds.
}

// What the browser can do, and whether it has subscribed.
async function state() {
  if (!isSecureContext)
    return 'insecure';
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return /iPhone|iPad/.test(navigator.userAgent) || navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1 ? 'install' : 'missing';
  if (Notification.permission === 'denied')
    return 'blocked';
  const worker = await navigator.serviceWorker.getRegistration();
  return Notification.permission === 'granted' && await worker?.pushManager.getSubscription() ? 'on' : 'off';
}

// Anew each time: an earlier subscription may have been made with another key, or for somebody else.
async function subscribe(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
  const { endpoint, keys } = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
  return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
}

export async function unsubscribe() {
  const worker = await navigator.serviceWorker?.getRegistration();
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
}
