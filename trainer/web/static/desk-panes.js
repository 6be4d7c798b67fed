// The panes' widths: moved by mouse, by finger or by arrow keys, kept in this browser, put back by a double click.

import { $ } from "./desk-moves.js";

const KEPT = "desk-panes";
const STEP = 16;
const MIDDLE = 400; // what the account needs to stay legible, in pixels
// Each edge sets the width of one pane beside the account; `way` says which direction makes that pane wider.
const EDGES = {
  call: { pane: ".pane-call", way: 1, least: 340 },
  tools: { pane: ".tools", way: -1, least: 240 },
};

const desk = $(".desk");
const other = (name) => (name === "call" ? "tools" : "call");
const width = (name) => Math.round($(EDGES[name].pane, desk).getBoundingClientRect().width);
const most = (name) => Math.max(EDGES[name].least, desk.clientWidth - MIDDLE - width(other(name)));

function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { return {}; }
}

function set(name, pixels) {
  const fits = Math.min(Math.max(Math.round(pixels), EDGES[name].least), most(name));
  desk.style.setProperty(`--${name}`, `${fits}px`);
  tell();
}

function keep(name) { localStorage.setItem(KEPT, JSON.stringify({ ...kept(), [name]: width(name) })); }

function reset(name) {
  desk.style.removeProperty(`--${name}`);
  const { [name]: gone, ...rest } = kept();
  localStorage.setItem(KEPT, JSON.stringify(rest));
  tell();
}

/** What a screen reader is told of an edge: how wide its pane is, and between what. */
function tell() {
  for (const name of Object.keys(EDGES)) {
    const edge = $(`[data-edge="${name}"]`, desk);
    edge.setAttribute("aria-valuemin", EDGES[name].least);
    edge.setAttribute("aria-valuemax", most(name));
    edge.setAttribute("aria-valuenow", width(name));
    edge.setAttribute("aria-valuetext", `${width(name)} pixels`);
  }
}

function drag(edge, event) {
  const name = edge.dataset.edge;
  const [from, wide] = [event.clientX, width(name)];
  edge.setPointerCapture(event.pointerId);
  const move = (moved) => set(name, wide + EDGES[name].way * (moved.clientX - from));
  edge.addEventListener("pointermove", move);
  edge.addEventListener("lostpointercapture", () => {
    edge.removeEventListener("pointermove", move);
    if (width(name) !== wide) keep(name);
  }, { once: true });
}

function press(edge, event) {
  const name = edge.dataset.edge;
  const step = STEP * (event.shiftKey ? 4 : 1) * EDGES[name].way;
  const to = { ArrowRight: width(name) + step, ArrowLeft: width(name) - step, Home: EDGES[name].least, End: most(name) }[event.key];
  if (event.key === "Enter") reset(name);
  else if (to === undefined) return;
  else { set(name, to); keep(name); }
  event.preventDefault();
}

function fit() { for (const [name, pixels] of Object.entries(kept())) if (name in EDGES) set(name, pixels); tell(); }

export function start() {
  if (!desk) return;
  for (const name of Object.keys(EDGES)) {
    const edge = $(`[data-edge="${name}"]`, desk);
    edge.addEventListener("pointerdown", (event) => drag(edge, event));
    edge.addEventListener("keydown", (event) => press(edge, event));
    edge.addEventListener("dblclick", () => reset(name));
  }
  new ResizeObserver(fit).observe(desk);
}
