// The desk: talking, looking and doing. Each sends one move and puts the answer in place.

import { $, $$, afterMove, afterRetry, openForm, play, post, say as tell, send } from "./desk-moves.js";
import * as clock from "./desk-clock.js";
import * as drafts from "./desk-drafts.js";
import * as find from "./desk-find.js";
import * as keys from "./desk-keys.js";
import * as manual from "./desk-manual.js";
import * as panes from "./desk-panes.js";
import * as picks from "./desk-picks.js";
import * as sums from "./desk-sums.js";
import { fitTabs } from "./desk-tabs.js";
import * as voice from "./desk-voice.js";

const root = document.getElementById("play");
const say = document.getElementById("say");

// Talking.

async function saying(act) {
  picks.closeMenus(false);
  const { answer, refused } = await send({ say: act });
  if (refused) tell(answer.error);
  if (say && !say.disabled) say.focus({ preventScroll: true }); else settle();
}

async function speak() {
  const text = say.value.trim();
  if (!text) { say.focus(); return; }
  const to = drafts.whose();
  const { ok, answer, refused } = await send({ say: text });
  if (ok) spoken(to); else if (refused) tell(answer.error);
  settle();
}

/** What was said is no draft any more; whoever is there now may have another. */
function spoken(to) {
  drafts.forget("say", to);
  if (to === drafts.whose()) say.value = "";
  $("#so-far").replaceChildren();
}

let asking = 0;
function preview(field, place, note) {
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    const turn = ++asking;
    timer = setTimeout(async () => {
      if (!field.value.trim()) { place.replaceChildren(); return; }
      const answer = await post(root.dataset.understand, { text: field.value, note }).catch(() => null);
      const html = answer?.ok ? await answer.text() : "";
      if (html && turn === asking && field.value.trim()) place.innerHTML = html;
    }, 220);
  });
}

function talking() {
  if (!say) return;
  say.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); speak(); }
  });
  $("#composer").addEventListener("submit", (event) => { event.preventDefault(); speak(); });
  preview(say, $("#so-far"), false);
  stayBelow($("#transcript"));
}

/** The newest words stay in sight when the room for them changes, unless someone scrolled back to read. */
function stayBelow(list) {
  let below = true;
  list.addEventListener("scroll", () => { below = list.scrollHeight - list.scrollTop - list.clientHeight < 24; });
  new ResizeObserver(() => { if (below) list.scrollTop = list.scrollHeight; }).observe(list);
  list.scrollTop = list.scrollHeight;
}

function menu(button) {
  const menu = document.getElementById(button.getAttribute("aria-controls"));
  const open = menu.hidden;
  picks.closeMenus(false);
  if (!open) return;
  menu.hidden = false;
  button.setAttribute("aria-expanded", "true");
  const form = $("[data-pick-form]", menu);
  if (form) fitting(form);
  $("select, .menu-row:not([hidden])", menu)?.focus();
}

/** Of a small form's fields, show those that belong to what was chosen. */
function fitting(form) {
  const chosen = $("select", form).value;
  for (const field of $$("[data-when]", form)) field.hidden = !field.dataset.when.split(" ").includes(chosen);
}

function pickSay(form) {
  const act = { act: form.dataset.pickForm };
  let missing = null;
  for (const field of $$("select, input", form)) {
    if (field.closest("[data-when]")?.hidden) continue;
    if (field.value) act[field.name] = field.value;
    else if ("required" in field.dataset) missing ??= field;
  }
  if (missing) { fault(missing, "Fill this in."); missing.focus(); return; }
  pickSend(form, act);
}

async function pickSend(form, act) {
  const { ok, answer, refused } = await send({ say: act });
  if (ok) { picks.closeMenus(false); say.focus({ preventScroll: true }); return; }
  const [name, text] = Object.entries(answer?.fields || {})[0] || [];
  const field = name && form.querySelector(`[name="${name}"]`);
  if (field) { fault(field, text); field.focus(); } else if (refused) tell(answer.error);
}

function fault(field, text) {
  const place = document.getElementById(`error-${field.id}`);
  field.classList.toggle("is-invalid", Boolean(text));
  if (text) { field.setAttribute("aria-invalid", "true"); if (place) field.setAttribute("aria-describedby", place.id); }
  else field.removeAttribute("aria-invalid");
  if (place) { place.textContent = text; place.hidden = !text; }
}

// Looking.

function bring(name, focus) {
  const tab = document.getElementById(`tab-${name}`);
  if (!tab) return;
  for (const one of $$("[data-tab]")) {
    const on = one === tab;
    one.setAttribute("aria-selected", String(on));
    one.tabIndex = on ? 0 : -1;
  }
  for (const panel of $$(".account-panel")) panel.hidden = panel.id !== `panel-${name}`;
  $("[data-panel-none]").hidden = true;
  play.panel = name;
  fitTabs();
  if (focus) tab.focus();
}

/** What was in front stays there, unless it is of another account, on which nobody opened it. */
function stay(name) {
  if (document.getElementById(`tab-${name}`)?.dataset.opened === "yes") { bring(name, false); return; }
  for (const panel of $$(".account-panel")) panel.hidden = true;
  fitTabs();
  $("[data-panel-none]")?.toggleAttribute("hidden", !document.getElementById("tab-summary"));
}

async function look(name) {
  const tab = document.getElementById(`tab-${name}`);
  if (tab?.dataset.opened === "yes") { bring(name, true); return; }
  const { ok, answer, refused } = await send({ look: name });
  if (refused) tell(answer.error);
  if (!ok) return;
  const field = $(`[data-part="${{ drawer: "count", papers: "papers" }[name]}"] input`);
  if (tab) document.getElementById(tab.id).focus();
  else if (field) field.focus(); else settle();
}

function tabKeys(event) {
  const tabs = $$("[data-tab]:not([hidden])");
  const place = tabs.indexOf(event.target);
  if (place < 0) return;
  const steps = { ArrowRight: place + 1, ArrowLeft: place - 1 + tabs.length, Home: 0, End: tabs.length - 1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  tabs[steps[event.key] % tabs.length].focus();
}

// Doing.

function gather(form) {
  const act = { act: form.dataset.act };
  for (const field of $$("input[name], select[name], textarea[name]", form)) {
    const [slot, line] = [field.name.split(".")[0], field.name.split(".").slice(1).join(".")];
    const value = field.value.trim();
    if (line) { act[slot] ??= {}; if (value) act[slot][line] = value; } else if (value) act[slot] = value;
  }
  return act;
}

async function doing(form) {
  for (const field of $$("input, select, textarea", form)) fault(field, "");
  formFault(form, "");
  const wrong = "sum" in form.dataset && sums.unfit(form);
  if (wrong) {
    for (const field of wrong.fields) fault(field, wrong.text);
    formFault(form, wrong.text);
    wrong.fields[0].focus();
    return undefined;
  }
  const { ok, answer, refused } = await send({ [form.dataset.way || "do"]: gather(form) });
  if (refused) return complain(form, answer);
  if (!ok) return undefined;
  if (!answer.done) return again(form);
  return finished(form);
}

/** What does not fit, beside its field; nothing that was typed is lost. */
function complain(form, answer) {
  let first = null;
  for (const [name, text] of Object.entries(answer.fields || {})) {
    const field = form.querySelector(`[name="${name}"]`);
    if (!field) continue;
    fault(field, text);
    first ??= field;
    if (!document.getElementById(`error-${field.id}`)) formFault(form, `${field.getAttribute("aria-label")}: ${text}`);
  }
  if (!first) formFault(form, answer.error);
  (first || $("input, select, textarea", form))?.focus();
}

function formFault(form, text) {
  const place = $("[data-error-form]", form);
  if (place) { place.textContent = text; place.hidden = !text; }
}

/** The desk said no: the form stays as it was filled in, with the desk's words. */
function again(form) {
  const same = form.id ? document.getElementById(form.id) : document.querySelector(`form[data-act="${form.dataset.act}"]`);
  if (!same) return;
  const events = $$("#transcript .turn-event p");
  formFault(same, events.at(-1)?.textContent.replace("Desk:", "").trim() || "");
  $("input, select, textarea", same)?.focus();
}

function finished(form) {
  const same = form.id && document.getElementById(form.id);
  if (!same) { counted(form.dataset.act); return; }
  same.reset();
  for (const facts of $$("[data-note-facts]", same)) facts.replaceChildren();
  openForm(form.dataset.act, false);
  document.getElementById(`open-${form.dataset.act}`)?.focus();
}

/** A count is entered blind, and a second one again from nothing: the fields are empty, the last count stands faintly. */
function counted(kind) {
  const form = document.querySelector(`form[data-act="${kind}"]`);
  for (const field of $$("[data-cents]", form || document.createElement("form"))) field.value = "";
  sums.show();
  ($("button", form || document) || $("#main")).focus({ preventScroll: true });
}

async function plainly(act) {
  const { answer, refused } = await send({ do: act });
  if (refused) tell(answer.error);
  else settle();
}

function showForm(button) {
  const form = document.getElementById(button.getAttribute("aria-controls"));
  const open = form.hidden;
  for (const other of $$(".tool-form:not([hidden])")) openForm(other.dataset.act, false);
  openForm(button.dataset.form, open);
  if (open) $("input:not([type=hidden]), select, textarea", form)?.focus();
}

function finish() {
  const dialog = document.getElementById("confirm-finish");
  const why = $(".topbar [data-finish]")?.dataset.why || "The play ends here and is judged as it stands. Nothing can be added after.";
  const left = play.open || $("[data-waiting]");
  $("[data-confirm-why]", dialog).textContent = left ? `Somebody is still there and would be left. ${why}` : why;
  dialog.returnValue = "";
  dialog.showModal();
  dialog.onclose = () => { if (dialog.returnValue === "yes") plainly({ act: "finish" }); };
}

/** After a move the focus is somewhere useful, never lost. */
function settle() {
  if (document.activeElement && document.activeElement !== document.body && document.activeElement.isConnected) {
    if (!document.activeElement.disabled && document.activeElement.closest("[hidden]") === null) return;
  }
  const next = say && !say.disabled ? say : $(".composer.is-over [data-action]") || $("#main");
  next.focus({ preventScroll: true });
}

/** Nobody has said a word yet: the telephone still rings. */
function ringing() { return play.open && !$("#transcript :is(.turn-rep, .turn-caller)"); }

/** Ask once, in place, before what cannot be taken back. */
function ask(id, by) {
  const place = document.getElementById(id);
  place.hidden = false;
  place.returnTo = by;
  if (by.hasAttribute("aria-controls")) by.setAttribute("aria-expanded", "true");
  place.scrollIntoView({ block: "nearest" });
  $("button", place).focus();
}

function unask(place) {
  place.hidden = true;
  $(`[aria-controls="${place.id}"]`)?.setAttribute("aria-expanded", "false");
  if (place.returnTo?.isConnected && !place.returnTo.hidden) place.returnTo.focus(); else settle();
}

function end(by) { if (ringing()) ask("ask-end", by); else plainly({ act: "end_contact" }); }

function lineState() {
  for (const place of $$(".ask:not([hidden])")) if (place.id !== "ask-end" || !ringing()) place.hidden = true;
  if (say) {
    say.disabled = !play.open;
    const { box, verb } = $("[data-whose]").dataset;
    if (box) { say.placeholder = box; $("[data-verb-word]").textContent = verb; }
    $("#composer").classList.toggle("is-over", !play.open);
  }
  for (const button of $$(".topbar [data-end]")) button.hidden = !play.open;
  if (say) for (const button of $$(".topbar [data-finish]")) button.hidden = play.open;
  const rows = $$("#open-end_contact");
  for (const row of rows) row.disabled = !play.open;
}

async function contest(button) {
  const answer = await post(`${root.dataset.moves}/${button.dataset.contest}/contest`, {}).catch(() => null);
  if (!answer?.ok) { tell("That could not be marked just now. Try again."); return; }
  const flag = document.createElement("span");
  flag.className = "state state-care";
  flag.tabIndex = -1;
  flag.textContent = "marked: not what you meant";
  button.replaceWith(flag);
  if (say && !say.disabled) say.focus({ preventScroll: true }); else flag.focus({ preventScroll: true });
}

function clicked(event) {
  const hit = (selector) => event.target.closest(selector);
  const button = hit("button, summary");
  if (!hit("[data-pick-menu], [data-menu]") || hit("[data-bring]")) picks.closeMenus(false);
  if (!button) return;
  const data = button.dataset;
  if (data.menu) menu(button);
  else if ("menuClose" in data) picks.closeMenus(true);
  else if (data.say) saying(about(button, JSON.parse(data.say)));
  else if ("pickSay" in data) pickSay(button.closest("[data-pick-form]"));
  else if (data.tab || data.bring) look(data.tab || data.bring);
  else if (data.look) look(data.look);
  else if (data.switch) turnTo(data.switch);
  else if (data.form) showForm(button);
  else if (data.action) { const row = document.getElementById(`open-${data.action}`); row.closest("details").open = true; showForm(row); row.scrollIntoView({ block: "nearest" }); }
  else if ("formClose" in data) { const kind = button.closest("form").dataset.act; openForm(kind, false); document.getElementById(`open-${kind}`).focus(); }
  else if ("askNo" in data) unask(button.closest(".ask"));
  else if (data.ask) ask(data.ask, button);
  else if ("end" in data) end(button);
  else if (data.do) plainly(JSON.parse(data.do));
  else if ("finish" in data || "finishRow" in data) finish();
  else if (data.contest) contest(button);
  else if (data.wait) waiting(Number(data.wait));
  else if (data.flip) flip(button);
  else if ("hint" in data) play.hinted = true;
}

function about(button, act) {
  const chosen = $("[data-about]", button.closest("[data-pick-menu]") || document.createElement("div"));
  return chosen ? { ...act, request: chosen.value } : act;
}

/** Turn to someone else: the pane is theirs from here on. */
async function turnTo(place) {
  const { answer, refused } = await send({ look: { act: "switch_to", contact: place } });
  if (refused) tell(answer.error);
  if (say && !say.disabled) say.focus({ preventScroll: true }); else settle();
}

async function waiting(seconds) { await send({ wait: seconds }); settle(); }

function flip(button) {
  const table = document.getElementById(button.dataset.flip);
  const chart = $(".chart", table.parentElement);
  const asTable = table.hidden;
  table.hidden = !asTable;
  chart.toggleAttribute("hidden", asTable);
  $(".chart-key", table.parentElement)?.toggleAttribute("hidden", asTable);
  button.textContent = asTable ? "as a chart" : "as a table";
  button.setAttribute("aria-pressed", String(asTable));
}

function begin() {
  talking();
  find.start(); clock.start(); keys.start(); manual.start(); panes.start(); picks.start(); sums.start(); voice.start(); drafts.start(); fitTabs();
  document.addEventListener("click", clicked);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-act]")) return;
    event.preventDefault();
    doing(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.closest?.("form[data-act]")?.requestSubmit();
    else if (event.key === "Enter" && event.target.matches?.("[data-pick-form] input")) { event.preventDefault(); pickSay(event.target.closest("[data-pick-form]")); }
  });
  document.addEventListener("keydown", (event) => {
    const asked = event.key === "Escape" && event.target.closest?.(".ask");
    if (asked) { event.preventDefault(); unask(asked); }
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-pick-form]");
    if (form && event.target.matches("select")) fitting(form);
  });
  document.addEventListener("input", (event) => { if (event.target.matches(".is-invalid")) fault(event.target, ""); });
  document.addEventListener("keydown", (event) => { if (event.target.matches?.("[data-tab]")) tabKeys(event); });
  notes();
  afterMove((answer) => {
    if (answer.turned) { drafts.turn(); $("#so-far")?.replaceChildren(); }
    stay(document.getElementById(`tab-${answer.look}`) ? answer.look : play.panel);
    lineState(); notes(); sums.show();
  });
  afterRetry(({ ok, answer, refused }, sent) => {
    if (ok && typeof sent.move.say === "string") spoken(drafts.whose());
    if (refused) tell(answer.error);
    settle();
  });
  lineState();
  const first = $$('[data-tab][data-opened="yes"]')[0];
  if (first) bring(first.dataset.tab, false);
  if (say && !say.disabled) say.focus({ preventScroll: true });
}

function notes() {
  for (const field of $$("[data-note]:not([data-watched])")) {
    field.dataset.watched = "yes";
    preview(field, $("[data-note-facts]", field.closest("form")), true);
  }
}

begin();
