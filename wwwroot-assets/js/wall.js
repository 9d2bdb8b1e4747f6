// Keeps a screen on the wall from going to sleep, where the browser can.
export async function keepAwake() {
  const hold = async () => {
    try {
      if (document.visibilityState === 'visible')
        await navigator.wakeLock?.request('screen');
    } catch {
      // Saving power may forbid it.
    }
  };
  document.addEventListener('visibilitychange', hold);
  await hold();
}
