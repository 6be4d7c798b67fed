// The call's clock and the silence since the last words. The server measures; a pause says what to leave out.
// While the server cannot be reached the clock stands still by itself.

import { $, $$, afterMove, play } from "./desk-moves.js";

const root = document.getElementById("play");
const store = `desk-${play.id}-paused`;
let heardAt = Date.now();
let stillSince = 0;

// What stood still since the last move, in milliseconds: time away from the page counts for nothing.
let still = Number(root.dataset.away) * 1000;
let since = null;
let unreached = false;
const kept = JSON.parse(sessionStorage.getItem(store) || "null");
if (kept && kept.number === play.number && kept.since) since = Date.now();

export function isPaused() { return since !== null; }

play.paused = () => Math.floor((still + (since === null ? 0 : Date.now() - since)) / 1000);

function running() {
  const now = since === null ? Date.now() : since;
  return Math.max(0, now - heardAt - stillSince) / 1000;
}

function words(seconds) { return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`; }

function tick() {
  const passed = running();
  for (const clock of $$("[data-call-clock]")) clock.textContent = words(Math.max(0, play.second - Number(clock.dataset.began) + (play.open ? passed : 0)));
  for (const time of $$("[data-waiting]")) time.textContent = words(play.second - Number(time.dataset.waiting) + passed);
  const silence = $("[data-silence]");
  if (silence) silence.textContent = unreached ? "waiting for the server" : since !== null ? "paused" : play.open ? (root.dataset.first === "yes" && play.number === 1 ? `ringing ${words(passed)}` : `silent for ${words(passed)}`) : "";
  for (const time of $$("[data-office]")) {
    const second = Number(time.dataset.office) + play.second + passed;
    const hour = Math.floor(second / 3600);
    time.textContent = `${hour % 12 || 12}:${String(Math.floor(second / 60) % 60).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
  }
}

function show() {
  for (const button of $$("[data-pause]")) {  // a sitting has none
    button.disabled = unreached;
    button.setAttribute("aria-pressed", String(isPaused() && !unreached));
    $("[data-pause-word]", button).textContent = isPaused() && !unreached ? "Go on" : "Pause";
  }
  root.classList.toggle("is-paused", isPaused());
  tick();
}

function goOn() {
  still += Date.now() - since;
  stillSince += Date.now() - since;
  since = null;
}

/** A move did not arrive: what passes from its sending until the server answers is nobody's time. */
play.lost = (sentAt) => {
  if (since !== null) return;
  since = sentAt; unreached = true;
  show();
};

play.found = () => {
  if (!unreached) return;
  unreached = false;
  goOn();
  show();
};

function pause() {
  if (since === null) since = Date.now(); else goOn();
  sessionStorage.setItem(store, JSON.stringify({ number: play.number, since: since !== null }));
  show();
}

export function start() {
  $("[data-pause]")?.addEventListener("click", pause);
  afterMove(() => {
    still = 0; stillSince = 0; heardAt = Date.now();
    if (since !== null) since = null;
    sessionStorage.removeItem(store);
    show();
  });
  show();
  setInterval(tick, 1000);
}
