// The manual beside the work: search as one types, a section in place. Where there is no manual it says so.

import { $, play } from "./desk-moves.js";

const found = document.getElementById("manual-found");
const field = document.getElementById("find");
let asked = 0;
let results = "";

export async function fetchHits(query) {
  const answer = await fetch(`/manual/search?q=${encodeURIComponent(query)}&on=${play.day}`, { credentials: "same-origin" });
  if (!answer.ok) throw new Error("no manual");
  return answer.text();
}

async function search() {
  const query = field.value.trim();
  const turn = ++asked;
  if (!query) { found.innerHTML = ""; results = ""; return; }
  try {
    const html = await fetchHits(query);
    if (turn === asked) { results = html; found.innerHTML = html; }
  } catch {
    if (turn === asked) found.textContent = "The manual cannot be searched right now.";
  }
}

/** Show one section of the manual in the pane. */
export async function openSection(number, focus = true) {
  ++asked;
  try {
    const answer = await fetch(`/manual/${encodeURIComponent(number)}/fragment?on=${play.day}`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error("no section");
    found.innerHTML = await answer.text();
  } catch {
    found.textContent = `Section ${number} cannot be shown right now.`;
  }
  if (results) {
    const back = document.createElement("button");
    back.type = "button"; back.className = "btn btn-sm btn-bare manual-back"; back.textContent = "Back to what was found";
    back.addEventListener("click", () => { found.innerHTML = results; $("a", found)?.focus(); });
    found.prepend(back);
  }
  const head = $("h1, h2, h3", found);
  if (focus && head) { head.tabIndex = -1; head.focus(); }
  found.scrollIntoView({ block: "nearest" });
}

function numberOf(link) {
  const section = link.dataset.section || link.getAttribute("href").match(/\/manual\/(\d+\.\d+)/)?.[1];
  return section && !/in its chapter/.test(link.textContent) ? section : null;
}

export function start() {
  let timer;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); $("a", found)?.click(); }
    if (event.key === "ArrowDown" && $("a", found)) { event.preventDefault(); $("a", found).focus(); }
    if (event.key === "Escape") { event.preventDefault(); field.blur(); ($("#say:not(:disabled)") || $("#main")).focus(); }
  });
  found.addEventListener("keydown", (event) => {
    const links = [...found.querySelectorAll("a")];
    const place = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links[place + 1]) { event.preventDefault(); links[place + 1].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (links[place - 1] || field).focus(); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#manual-found a, .coach a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const number = numberOf(link);
    if (number) { event.preventDefault(); openSection(number); }
  });
}
