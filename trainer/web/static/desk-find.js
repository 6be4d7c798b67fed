// Finding an account: a field at the head of the pane, and a list beneath it that can be walked by keys.

import { $, $$, afterMove, play, send, say as tell } from "./desk-moves.js";

const field = document.getElementById("find-account");
const list = document.getElementById("found");
const SHORTEST = 2;

/** Whether this desk has accounts to find: a drawer has none. */
export const canFind = Boolean(field);

/** Put the cursor in the field; with words, search for them. */
export function findAccount(query) {
  if (query) { field.value = query; search(); }
  field.focus();
  field.select();
}

async function search() {
  const query = field.value.trim();
  fault(query.length < SHORTEST ? "Give a name, an address or a number." : "");
  if (query.length < SHORTEST) return;
  const { answer, refused } = await send({ look: { act: "find_account", query } });
  if (refused) fault(answer.error);
}

function fault(text) {
  const place = document.getElementById("error-find-account");
  place.textContent = text;
  place.hidden = !text;
  field.classList.toggle("is-invalid", Boolean(text));
  if (text) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
}

async function open(number) {
  if (document.getElementById(`found-${number}`)?.hasAttribute("aria-current")) { close(); toTabs(); return; }
  const { ok, answer, refused } = await send({ look: { act: "open_account", account: number } });
  if (refused) tell(answer.error);
  else if (ok && answer.done) toTabs();
}

function toTabs() { ($("[data-tab]") || field).focus(); }

function close() {
  list.hidden = true;
}

const rows = () => $$(".found-row", list);

/** Down from the field into the list and through it; up from its first row, and Escape, back to the field. */
function walk(event) {
  const place = rows().indexOf(document.activeElement);
  const steps = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: rows().length - 1 };
  if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); close(); field.focus(); return; }
  if (!(event.key in steps) || list.hidden || !rows().length) return;
  if (place < 0 && event.key !== "ArrowDown") return;
  event.preventDefault();
  (rows()[Math.min(steps[event.key], rows().length - 1)] || field).focus();
}

function clicked(event) {
  const row = event.target.closest("[data-open-account]");
  if (row) open(row.dataset.openAccount);
  else if (event.target.closest("[data-found-close]")) { close(); field.focus(); }
}

export function start() {
  if (!field) return;
  field.form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  field.addEventListener("input", () => fault(""));
  for (const place of [field, list]) place.addEventListener("keydown", walk);
  list.addEventListener("click", clicked);
  afterMove((answer, sent) => {
    const act = sent.look?.act;
    if (act === "find_account" && answer.done) { list.hidden = false; list.scrollTop = 0; }
    if (act === "open_account" && answer.done) { close(); field.value = ""; play.panel = ""; }
  });
}
