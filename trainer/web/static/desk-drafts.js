// What was typed and not sent: kept for each contact until it is sent, through a refusal, a reload and a turn to another.

import { $$, openForm, play } from "./desk-moves.js";

const KEY = `desk-${play.id}`; // desk-moves drops it once the play has ended
const FIELDS = "#say, .tool-form :is(input:not([type=hidden]), select, textarea)";
let kept = read();

function read() {
  try { return Object(JSON.parse(sessionStorage.getItem(KEY))); } catch { return {}; }
}

function write() { sessionStorage.setItem(KEY, JSON.stringify(kept)); }

/** Whose pane it is, as the head of the pane says. */
export const whose = () => document.querySelector("[data-whose]")?.dataset.whose || "office";

let here = whose();

function keep(field) {
  kept[here] = { ...kept[here], [field.id]: field.value };
  if (!field.value) delete kept[here][field.id];
  write();
}

/** What was sent is no draft any more. */
export function forget(id, of = here) {
  if (kept[of]) delete kept[of][id];
  write();
}

/** Fill every field with what was left in it for whoever is attended to; nobody else's words stay behind. */
function fill() {
  const mine = kept[here] || {};
  for (const field of $$(FIELDS)) field.value = mine[field.id] ?? (field.tagName === "SELECT" ? field.options[0]?.value ?? "" : "");
  for (const form of $$(".tool-form")) {
    const begun = $$("[id]", form).some((field) => mine[field.id]);
    openForm(form.dataset.act, begun);
    if (begun) form.closest("details").open = true;
  }
}

/** Somebody else is attended to now. */
export function turn() {
  here = whose();
  fill();
}

export function start() {
  document.addEventListener("input", (event) => { if (event.target.matches(FIELDS)) keep(event.target); });
  document.addEventListener("reset", (event) => { for (const field of $$("[id]", event.target)) forget(field.id); });
  if (kept[here]) fill();
}
