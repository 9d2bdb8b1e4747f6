// The listening state that this browser remembers: the speed, and the position in each recording.

const name = 'superfone.player';
const placesKept = 200;
export const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2];

const kept = read();

export const speed = () => kept.speed;

export const placeOf = cdrId => kept.places.get(cdrId) ?? 0;

export function keepSpeed(value) {
  kept.speed = value;
  write();
}

export function keepPlace(cdrId, seconds) {
  kept.places.delete(cdrId); // The latest comes last.
  kept.places.set(cdrId, Math.floor(seconds));
  write();
}

export function forgetPlace(cdrId) {
  kept.places.delete(cdrId);
  write();
}

function read() {
  try {
    const stored = JSON.parse(localStorage.getItem(name) ?? '{}');
    return { speed: speeds.includes(stored.speed) ? stored.speed : 1, places: new Map((stored.places ?? []).map(([cdrId, place]) => [String(cdrId), place])) };
  } catch {
    return { speed: 1, places: new Map() };
  }
}

function write() {
  try {
    localStorage.setItem(name, JSON.stringify({ speed: kept.speed, places: [...kept.places].slice(-placesKept) }));
  } catch {
    // A browser that stores nothing starts at the beginning.
  }
}
