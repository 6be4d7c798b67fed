// Sending moves: one at a time, each with a mark of its own, so that the same move sent again after a lost answer is one.

const root = document.getElementById("play");
const csrf = document.querySelector('meta[name="csrf-token"]').content;
const message = document.getElementById("desk-message");
const retry = message.querySelector("[data-retry]");
const reload = message.querySelector("[data-reload]");
const shown = new Map();
const listeners = [];

export const play = {
  id: root.dataset.play,
  number: Number(root.dataset.number),
  second: Number(root.dataset.second),
  open: root.dataset.open === "yes",
  day: root.dataset.day,
  busy: false,
  hinted: false,
  paused: () => 0,
  lost: () => {},
  found: () => {},
};

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Be told after each move that was taken: the answer, and the move as it was sent. */
export function afterMove(listener) { listeners.push(listener); }

/** Post JSON as this page; the answer as fetch gives it. */
export function post(url, body) {
  return fetch(url, {
    method: "POST", body: JSON.stringify(body), credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
  });
}

function mark() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Take a move. Resolves to {ok, answer}: not ok when it was refused or did not arrive; nothing that was typed is lost. */
export async function send(move) {
  if (play.busy) return { ok: false, busy: true };
  return attempt({ number: play.number, token: mark(), move, paused: play.paused(), hinted: play.hinted });
}

async function attempt(sent) {
  play.busy = true;
  root.setAttribute("aria-busy", "true");
  const sentAt = Date.now();
  let answer;
  try {
    answer = await post(root.dataset.moves, sent);
  } catch {
    play.lost(sentAt);
    return failed(sent, "The server could not be reached. Nothing you wrote is lost, and the clock stands still until it answers.");
  } finally {
    play.busy = false;
    root.removeAttribute("aria-busy");
  }
  play.found();
  const data = await answer.json().catch(() => null);
  if (answer.ok && data) return taken(sent, data);
  if (answer.status === 422 && data) { hush(); return { ok: false, answer: data, refused: true }; }
  if (answer.status >= 500) return failed(sent, "Something broke on our side. Nothing you wrote is lost.");
  say(data?.error || (answer.status === 401
    ? "You are signed out. Your words are kept here: load the page again and sign in."
    : "This page has been open too long. Your words are kept here: load the page again."));
  reload.hidden = false;
  return { ok: false };
}

function failed(sent, why) {
  say(why);
  retry.hidden = false;
  retry.onclick = async () => { hush(); resolveRetry(await attempt({ ...sent, paused: play.paused() }), sent); };
  return { ok: false, lost: true };
}

let resolveRetry = () => {};
/** What to do once a move that was lost has been sent again. */
export function afterRetry(listener) { resolveRetry = listener; }

function taken(sent, data) {
  hush();
  if (data.ended) { sessionStorage.removeItem(`desk-${play.id}`); location.assign(data.ended); return { ok: true, answer: data }; }
  play.number = data.number + 1;
  play.hinted = false;
  play.second = data.second;
  play.open = data.open;
  for (const [name, html] of Object.entries(data.parts)) swap(name, html);
  if (data.turned) document.getElementById("transcript").replaceChildren();
  append(data.lines);
  speakOut("heard", data.heard);
  speakOut("answered", data.answered);
  for (const listener of listeners) listener(data, sent.move);
  return { ok: true, answer: data };
}

/** The caller's words and the desk's answers are read out by a screen reader, each from a place of its own. */
function speakOut(id, text) {
  const place = document.getElementById(id);
  place.textContent = "";
  setTimeout(() => { place.textContent = text; }, 30);
}

export function say(text) {
  message.querySelector("[data-message]").textContent = text;
  retry.hidden = true; reload.hidden = true; message.hidden = false;
}
function hush() { message.hidden = true; }

/** Put a part in place, keeping what is typed, what is open and where the cursor is. */
function swap(name, html) {
  const place = document.querySelector(`[data-part="${name}"]`);
  if (!place || shown.get(name) === html) return;
  shown.set(name, html);
  const kept = keep(place);
  place.innerHTML = html;
  restore(place, kept);
}

function keep(place) {
  const active = document.activeElement;
  return {
    values: $$("input[id], textarea[id], select[id]", place).map((field) => [field.id, field.value]),
    open: $$("details[open][id]", place).map((one) => one.id),
    forms: $$("form[data-act]:not([hidden])[id]", place).map((one) => one.id),
    focus: place.contains(active) ? active.id : "",
    scroll: place.scrollTop,
  };
}

function restore(place, kept) {
  for (const [id, value] of kept.values) {
    const field = document.getElementById(id);
    if (field && value && (field.tagName !== "SELECT" || [...field.options].some((one) => one.value === value))) field.value = value;
  }
  for (const id of kept.open) { const one = document.getElementById(id); if (one) one.open = true; }
  for (const id of kept.forms) openForm(id.replace(/^form-/, ""), true);
  if (kept.focus) document.getElementById(kept.focus)?.focus();
}

/** Show or hide the form of an action beneath its row. */
export function openForm(kind, open) {
  const form = document.getElementById(`form-${kind}`);
  const row = document.getElementById(`open-${kind}`);
  if (!form || !row) return null;
  form.hidden = !open;
  row.setAttribute("aria-expanded", String(open));
  row.classList.toggle("is-current", open);
  return form;
}

function append(html) {
  const list = document.getElementById("transcript");
  const holder = document.createElement("ol");
  holder.innerHTML = html;
  list.querySelector(".turn-none")?.remove();
  if (holder.querySelector(".turn-caller")) for (const old of $$(".turn-caller", list)) old.classList.add("turn-past");
  for (const line of $$("li", holder)) line.classList.add("is-new");
  for (const old of $$(".is-new", list)) old.classList.remove("is-new");
  list.append(...holder.children);
  list.scrollTop = list.scrollHeight;
}
