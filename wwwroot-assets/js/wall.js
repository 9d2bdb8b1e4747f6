// Keeps the screen awake, if the browser supports it.
export async function keepAwake() {
  const hold = async () => {
    try {
      if (document.visibilityState === 'visible')
        await navigator.wakeLock?.request('screen');
    } catch {
      // Power saving may forbid it.
    }
  };
  document.addEventListener('visibilitychange', hold);
  await hold();
}
