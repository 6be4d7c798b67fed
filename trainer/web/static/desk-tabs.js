// The row of tabs: as many as there is room for, the one in front always among them; the rest stand behind "More".

import { $, $$ } from "./desk-moves.js";

const watched = new WeakSet();
const wide = new ResizeObserver((entries) => entries.forEach((one) => fit(one.target)));

/** Fit every row of tabs there is; a row that is new is fitted again whenever its width changes. */
export function fitTabs() {
  for (const row of $$("[data-tabs]")) {
    fit(row);
    if (!watched.has(row)) { watched.add(row); wide.observe(row); }
  }
}

function fit(row) {
  const tabs = $$("[data-tab]", row);
  const more = $("#more-tabs", row);
  for (const tab of tabs) tab.hidden = false;
  more.hidden = false;
  const gap = parseFloat(getComputedStyle(tabs[0].parentElement).columnGap) || 0;
  const widths = new Map(tabs.map((tab) => [tab, tab.offsetWidth + gap]));
  const padding = parseFloat(getComputedStyle(row).paddingLeft) * 2;
  let room = row.clientWidth - padding;
  if ([...widths.values()].reduce((sum, width) => sum + width, -gap) > room) room -= more.offsetWidth + gap;
  else more.hidden = true;
  const front = tabs.find((tab) => tab.getAttribute("aria-selected") === "true");
  if (front) room -= widths.get(front);
  let full = false;
  for (const tab of tabs.filter((one) => one !== front)) {
    full ||= widths.get(tab) > room;
    tab.hidden = full;
    if (!full) room -= widths.get(tab);
  }
  for (const choice of $$("[data-bring]", row)) choice.hidden = !document.getElementById(`tab-${choice.dataset.bring}`).hidden;
  for (const group of $$("[data-tab-group]", row)) group.hidden = !$("[data-bring]:not([hidden])", group);
  if (!tabs.some((tab) => tab.tabIndex === 0 && !tab.hidden)) tabs.forEach((tab, place) => { tab.tabIndex = place ? -1 : 0; });
}
