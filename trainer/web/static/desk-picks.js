// Picking a sentence: its menu is searched as one types, digits take the first ten, Enter the first.

import { $, $$, openForm } from "./desk-moves.js";
import { fits } from "./desk-fuzzy.js";

const writing = (element) => element.matches?.("textarea, select, input");
const open = () => $("[data-pick-menu]:not([hidden])");
const rows = (menu) => $$(".menu-row:not([hidden])", menu);

export function closeMenus(refocus) {
  for (const menu of $$("[data-pick-menu]:not([hidden])")) {
    menu.hidden = true;
    clear(menu);
    const button = $(`[aria-controls="${menu.id}"]`);
    button?.setAttribute("aria-expanded", "false");
    if (refocus) button?.focus();
  }
}

/** Show what fits the words typed; a heading stays where something under it does. */
function filter(menu, query) {
  const all = $$("[data-choice]", menu);
  for (const row of all) row.hidden = Boolean(query.trim()) && !fits(query, row.dataset.choice);
  for (const group of $$("[data-choice-group]", menu)) group.hidden = !$("[data-choice]:not([hidden])", group);
  const none = $("[data-choice-none]", menu);
  if (none) none.hidden = all.some((row) => !row.hidden);
}

function clear(menu) {
  const field = $("[data-choice-find]", menu);
  if (field?.value) { field.value = ""; filter(menu, ""); }
}

/** A key pressed while a menu of sentences or panels is open; whether it was the menu's. */
export function inMenu(event) {
  const menu = open();
  if (!menu) return false;
  if (event.key === "Escape") { event.preventDefault(); closeMenus(true); return true; }
  const find = $("[data-choice-find]", menu);
  if (event.target === find && event.key === "Enter") { event.preventDefault(); rows(menu)[0]?.click(); return true; }
  if (writing(event.target) && event.target !== find && menu.contains(event.target)) return true;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { walk(menu, event); return true; }
  if (event.target === find) return true;
  const inside = menu.contains(document.activeElement);
  const row = inside && rows(menu).find((one) => one.dataset.key === event.key);
  if (row) { event.preventDefault(); row.click(); return true; }
  if (inside && find && /^[a-z]$/i.test(event.key)) find.focus(); // the letter goes on into the field
  return inside;
}

function walk(menu, event) {
  const all = rows(menu);
  const place = all.indexOf(document.activeElement);
  event.preventDefault();
  all[(place + (event.key === "ArrowDown" ? 1 : all.length - 1 + (place < 0))) % all.length]?.focus();
}

/** Escape leaves a field for the thing it belongs to: a form's row, else the list of what was said. */
export function leave(field) {
  const form = field.closest("form[data-act][id]");
  const row = form && document.getElementById(form.id.replace(/^form-/, "open-"));
  if (row) { openForm(form.dataset.act, false); row.focus(); } else ($("#transcript") || $("#main")).focus();
}

export function start() {
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-choice-find]")) filter(event.target.closest("[data-pick-menu]"), event.target.value);
  });
}
