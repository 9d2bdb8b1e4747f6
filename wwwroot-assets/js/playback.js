// The recording that plays in this window, and those that follow it. Whoever starts it is notified of changes.

import { speeds, speed, keepSpeed, placeOf as keptPlaceOf, keepPlace as keepPlaceOf, forgetPlace } from './player-memory.js';

const heardShare = 0.8;

let audio;
let tell;
let track = null;        // { cdrId, src, title, note, type, playability }
let queue = [];          // played one after the other
let resumedAt = 0;       // the position up to which it was heard before, in seconds
let isHeard = false;
let failure = null;      // why it cannot be heard: 'unsupported', 'silent' or 'unreachable'
let isInTurn = false;    // whether it began because another one had ended
const begun = new Map(); // the positions at which recordings that are not loaded begin when they are played

export function use(element, { signal, report, heard, show }) {
  audio = element;
  tell = { report, heard, show };
  const on = (name, does) => audio.addEventListener(name, does, { signal });
  on('play', changed);
  on('pause', changed);
  on('pause', keepPlace);
  on('timeupdate', onTime);
  on('seeked', show);
  on('loadedmetadata', show);
  on('durationchange', onLength);
  on('ended', onEnded);
  on('error', () => audio.error && explain(audio.error.code));
  addEventListener('pagehide', keepPlace, { signal });
  useMediaKeys();
}

export const current = () => track;

export const canToggle = cdrId => track?.cdrId === cdrId && !failure;

export const lengthOf = cdrId => track?.cdrId === cdrId && Number.isFinite(audio.duration) ? audio.duration : 0;

export const placeOf = cdrId => track?.cdrId === cdrId ? audio.currentTime : begun.get(cdrId) ?? keptPlaceOf(cdrId);

export function play(next, following, inTurn = false) {
  queue = following ?? queue;
  isInTurn = inTurn;
  if (track?.cdrId !== next.cdrId || failure)
    load(next);
  const known = knownFailureOf(next);
  if (known) {
    fail(known);
    return;
  }

  audio.play().catch(error => {
    if (error.name === 'NotSupportedError')
      explain(MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED);
    else
      changed(); // Another recording was started meanwhile, or the browser plays nothing that was not clicked.
  });
}

export function toggle() {
  if (!audio.paused)
    audio.pause();
  else if (track)
    play(track);
}

export function close() {
  audio.pause();
  keepPlace();
  track = null;
  queue = [];
  audio.removeAttribute('src');
  audio.load();
  changed();
}

export function seek(cdrId, seconds) {
  const at = Math.max(0, seconds);
  if (track?.cdrId === cdrId)
    audio.currentTime = Number.isFinite(audio.duration) ? Math.min(at, audio.duration) : at;
  else
    begun.set(cdrId, at);
  tell.show();
}

export function changeSpeed(by, goesRound) {
  const next = speeds.indexOf(speed()) + by;
  keepSpeed(speeds[goesRound ? (next + speeds.length) % speeds.length : Math.min(Math.max(next, 0), speeds.length - 1)]);
  audio.defaultPlaybackRate = audio.playbackRate = speed();
  tell.show();
}

export function move(by) {
  const next = queue[queue.findIndex(other => other.cdrId === track?.cdrId) + by];
  if (next)
    play(next, undefined, true);
}

function load(next) {
  keepPlace();
  const place = placeOf(next.cdrId);
  resumedAt = begun.has(next.cdrId) ? 0 : place;
  begun.delete(next.cdrId);
  track = next;
  isHeard = false;
  failure = null;
  audio.src = next.src;
  audio.defaultPlaybackRate = audio.playbackRate = speed();
  if (place > 0)
    audio.currentTime = place;
  if ('mediaSession' in navigator)
    navigator.mediaSession.metadata = new MediaMetadata({ title: next.title, artist: next.note ?? '' });
}

function onTime() {
  tell.show();
  if (Math.floor(audio.currentTime) % 5 === 0)
    keepPlace();
  let played = resumedAt;
  for (let index = 0; index < audio.played.length; index++)
    played += audio.played.end(index) - audio.played.start(index);
  if (track && !isHeard && audio.duration > 0 && played >= heardShare * audio.duration) {
    isHeard = true;
    tell.heard(track.cdrId);
  }
}

function onEnded() {
  if (failure || !audio.ended) // Another recording has already replaced it.
    return;
  forgetPlace(track.cdrId);
  changed();
  move(1);
}

function onLength() {
  if (track && audio.duration === 0)
    fail('silent');
}

// The server's knowledge of a file saves waiting for it. The browser may decode files that most others cannot.
function knownFailureOf({ playability, type }) {
  if (playability === 'silent')
    return 'silent';
  return playability === 'unsupported' && type?.startsWith('audio/') && !audio.canPlayType(type) ? 'unsupported' : null;
}

// The browser reports the same error for a file that it cannot decode and for one that is missing.
async function explain(code) {
  const failed = track;
  if (!failed || failure)
    return;
  const isThere = code !== MediaError.MEDIA_ERR_NETWORK
    && (code !== MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED || await fetch(failed.src, { method: 'HEAD' }).then(response => response.ok, () => false));
  if (track === failed)
    fail(isThere ? 'unsupported' : 'unreachable');
}

function fail(why) {
  if (failure)
    return;
  failure = why;
  audio.pause();
  changed();
  if (isInTurn)
    move(1);
}

function changed() {
  const position = queue.findIndex(other => other.cdrId === track?.cdrId) + 1;
  tell.report({ track, isPlaying: !!track && !audio.paused && !failure, failure, position, count: position ? queue.length : 0 });
  if ('mediaSession' in navigator)
    navigator.mediaSession.playbackState = !track ? 'none' : audio.paused ? 'paused' : 'playing';
  tell.show();
}

function keepPlace() {
  if (track && audio.currentTime > 0 && !audio.ended)
    keepPlaceOf(track.cdrId, audio.currentTime);
}

function useMediaKeys() {
  const keys = {
    play: toggle, pause: toggle, nexttrack: () => move(1), previoustrack: () => move(-1),
    seekbackward: () => seek(track.cdrId, audio.currentTime - 10), seekforward: () => seek(track.cdrId, audio.currentTime + 10),
  };
  for (const [name, does] of Object.entries(keys))
    navigator.mediaSession?.setActionHandler(name, () => track && does());
}
