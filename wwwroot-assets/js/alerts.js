// Sound and notification of missed calls, as chosen in this browser, and notification of new results of saved searches, as chosen by the
// user.

const key = 'alerts';

let audio;

const chosen = () => JSON.parse(localStorage.getItem(key) ?? '{}');

export function attach(root) {
  if (!root) return; // The page was left meanwhile.
  show(root);
  root.addEventListener('change', async event => {
    const kind = event.target.dataset.alert;
    if (!kind)
      return;
    const isOn = event.target.checked && (kind !== 'notification' || await isPermitted(root, 'AlertsHere'));
    localStorage.setItem(key, JSON.stringify({ ...chosen(), [kind]: isOn }));
    show(root);
    if (isOn && kind === 'sound')
      play();
  });
  root.dataset.ready = ''; // Tells tests and tools that the choice is stored.
}

export function ring(title, address) {
  const { sound, notification } = chosen();
  if (sound)
    play();
  if (notification && self.Notification?.permission === 'granted')
    notify(title, address, 'missed-call');
}

// Asks for permission as soon as a checkbox in it is checked: browsers only allow it in response to a click.
export function askWith(root) {
  if (!root) return; // The page was left meanwhile.
  root.addEventListener('change', event => {
    if (event.target.matches('[data-ask]:checked'))
      isPermitted(root, 'AlertsEverywhere');
  });
  root.dataset.ready = ''; // Tells tests and tools that it asks.
}

export function notifyIfPermitted(title, address, tag) {
  if (self.Notification?.permission === 'granted')
    notify(title, address, tag);
}

function show(root) {
  const { sound, notification } = chosen();
  root.querySelector('[data-alert=sound]').checked = !!sound;
  root.querySelector('[data-alert=notification]').checked = !!notification;
  root.toggleAttribute('data-on', !!(sound || notification));
}

async function isPermitted(root, granted) {
  const note = root.querySelector('[data-alert-note]');
  const answer = 'Notification' in self ? await Notification.requestPermission() : 'missing';
  note.textContent = superfone.text(answer === 'granted' ? granted : answer === 'missing' ? 'NoNotifications' : 'NotificationsForbidden');
  return answer === 'granted';
}

function notify(title, address, tag) {
  try {
    const shown = new Notification(title, { tag, icon: '/images/icon.svg' });
    shown.onclick = () => { focus(); Blazor.navigateTo(address); shown.close(); };
  } catch {
    // Phones require a service worker for it; the sound remains.
  }
}

// Two short tones. A browser plays nothing before its first click, and logs an error if it is asked to.
function play() {
  if (!navigator.userActivation?.hasBeenActive)
    return;
  audio ??= new AudioContext();
  [660, 880].forEach((pitch, index) => {
    const tone = new OscillatorNode(audio, { frequency: pitch });
    const volume = new GainNode(audio, { gain: 0 });
    const begin = audio.currentTime + index * 0.16;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.2, begin + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.15);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + 0.16);
  });
}
