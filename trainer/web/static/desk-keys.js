// Keys and the palette: everything that can be clicked can be reached by a key or by its name.

import { $, $$, play } from "./desk-moves.js";
import { canFind, findAccount } from "./desk-find.js";
import { best } from "./desk-fuzzy.js";
import { fetchHits, openSection } from "./desk-manual.js";
import { closeMenus, inMenu, leave } from "./desk-picks.js";

const palette = document.getElementById("palette");
const find = document.getElementById("palette-find");
const list = document.getElementById("palette-list");
const sheet = document.getElementById("keys");
const single = document.getElementById("keys-single");
const OFF = "desk-keys-off";
let items = [];
let chosen = 0;

const writing = (element) => element.matches?.("textarea, select, input");
const keysOff = () => localStorage.getItem(OFF) === "yes";

/** A key pressed on its own: a letter opens a group, then an action in it; a digit a group of sentences; / the manual. */
function press(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); openPalette(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || palette.open || document.querySelector("dialog[open]")) return;
  const target = event.target;
  if (inMenu(event)) return;
  const empty = target.id === "say" && target.value === "" && /^[0-9/]$/.test(event.key);
  if (writing(target) && !empty) {
    if (event.key === "Escape") { event.preventDefault(); leave(target); }
    return;
  }
  if (keysOff()) return;
  if (event.key === "?") { event.preventDefault(); openSheet(); return; }
  if (event.key === "/") { event.preventDefault(); $("#find").focus(); return; }
  const pick = $(`[data-pick-key="${CSS.escape(event.key)}"]:not(:disabled)`);
  if (pick) { event.preventDefault(); pick.focus(); pick.click(); return; }
  if (action(event)) return;
  const more = event.key.toLowerCase() === "t" && $("#more-tabs:not([hidden])");
  if (more) { event.preventDefault(); more.click(); return; }
  if (canFind && event.key.toLowerCase() === "s") { event.preventDefault(); findAccount(); }
}

function action(event) {
  const key = event.key.toLowerCase();
  if (!/^[a-z]$/.test(key)) return false;
  const within = document.activeElement.closest?.("details[data-group-key][open]");
  const row = within && $(`.menu-row[data-key="${key}"]`, within);
  if (row) { event.preventDefault(); row.click(); return true; }
  const group = $(`details[data-group-key="${key}"]`);
  if (!group) return false;
  event.preventDefault();
  group.open = true;
  $(".menu-row:not(:disabled)", group).focus();
  return true;
}

/** Everything there is to find: actions, sentences, panels, settings. `keys` are what would have done it. */
function everything() {
  const one = (group, element, label, keys) => ({ group, label: label || words(element), keys: keys ?? $("kbd", element)?.textContent ?? "", run: () => element.click() });
  const actions = $$(".menu .menu-row").map((row) => ({ ...one("Do", row), more: words($("summary", row.closest("details"))), run: () => { row.closest("details").open = true; row.click(); } }));
  const says = $$(".picks .act-pick[data-say]:not(:disabled)").map((button) => one("Say", button));
  const choices = play.open ? $$(".pick-menu [data-choice]").map((row) => {
    const menu = row.closest("[data-pick-menu]");
    const opens = $(`[aria-controls="${menu.id}"]`).dataset.pickKey;
    return one("Say", row, `${menu.dataset.pickMenu}: ${words(row)}`, row.dataset.key ? `${opens} ${row.dataset.key}` : "");
  }) : [];
  const forms = $$(".picks .act-pick[data-menu]:not(:disabled)").map((button) => one("Say", button, `${words(button)} …`));
  const panels = $$("[data-tab]").map((tab) => one("Look", tab, words(tab).replace(", not opened yet", "")));
  const looks = $$("[data-look]").map((button) => one("Look", button));
  const people = $$("[data-switch]:not([aria-current])").map((button) => one("Turn to", button));
  const set = $$("[data-pause], [data-voice-toggle]:not([hidden])").map((button) => one("Set", button));
  const help = { group: "Set", label: "Keys and settings", keys: "?", run: openSheet };
  const find = canFind ? [{ group: "Look", label: "Find an account …", keys: "S", run: () => findAccount() }] : [];
  return [...actions, ...find, ...panels, ...looks, ...people, ...says, ...forms, ...choices, ...set, help];
}

function words(element) {
  const copy = element.cloneNode(true);
  for (const part of $$("kbd, .label", copy)) part.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

function openPalette() {
  closeMenus(false);
  find.value = "";
  palette.returnTo = document.activeElement;
  palette.showModal();
  filter();
}

let turn = 0;
async function filter() {
  const query = find.value.trim().toLowerCase();
  items = best(query, everything(), (one) => `${one.label} ${one.more || ""} ${one.group}`).slice(0, 40);
  const typed = find.value.trim();
  if (canFind && typed.length > 2) items.push({ group: "Look", label: `Find the account of “${typed}”`, run: () => findAccount(typed) });
  chosen = 0;
  draw();
  const mine = ++turn;
  if (query.length < 3) return;
  const html = await fetchHits(query).catch(() => "");
  if (mine !== turn || !html) return;
  const holder = new DOMParser().parseFromString(html, "text/html");
  const hits = [...holder.querySelectorAll("a[data-section]")].slice(0, 6);
  items.push(...hits.map((hit) => ({ group: "Manual", label: hit.textContent.trim().replace(/\s+/g, " "), run: () => openSection(hit.dataset.section) })));
  draw();
}

function draw() {
  list.replaceChildren(...items.map((item, place) => {
    const row = document.createElement("li");
    row.id = `palette-${place}`;
    row.role = "option";
    row.setAttribute("aria-selected", String(place === chosen));
    const group = document.createElement("span");
    group.className = "label";
    group.textContent = item.group;
    const label = document.createElement("span");
    label.textContent = item.label;
    row.append(group, label);
    if (item.keys) row.append(Object.assign(document.createElement("kbd"), { textContent: item.keys }));
    row.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
    return row;
  }));
  if (!items.length) {
    const none = document.createElement("li");
    none.role = "option";
    none.setAttribute("aria-disabled", "true");
    none.textContent = "Nothing by that name. Try one word of it.";
    list.append(none);
  }
  find.setAttribute("aria-activedescendant", items.length ? `palette-${chosen}` : "");
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
}

function take(place) {
  const item = items[place];
  if (!item) return;
  palette.returnTo = null;
  palette.close();
  item.run();
}

function openSheet() {
  closeMenus(false);
  single.checked = !keysOff();
  sheet.returnTo = document.activeElement;
  sheet.showModal();
}

export function start() {
  document.addEventListener("keydown", press);
  for (const button of $$("[data-keys-open]")) button.addEventListener("click", openSheet);
  single.addEventListener("change", () => localStorage.setItem(OFF, single.checked ? "no" : "yes"));
  sheet.addEventListener("close", () => sheet.returnTo?.focus?.());
  for (const button of $$("[data-palette-open]")) button.addEventListener("click", openPalette);
  find.addEventListener("input", filter);
  palette.addEventListener("close", () => palette.returnTo?.focus?.());
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); take(chosen); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : items.length - 1)) % Math.max(1, items.length);
      draw();
    }
  });
}
