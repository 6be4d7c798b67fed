// Counting: pieces times their worth, line by line and together, as one types.

import { $, $$ } from "./desk-moves.js";

const dollars = (cents) => (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Pieces may be written as a sum, a roll of forty and four loose ones as 40+4; null where they are not. */
function summed(text) {
  return /^\d+(\+\d+)+$/.test(text) ? text.split("+").reduce((sum, part) => sum + Number(part), 0) : null;
}

function cents(field) {
  const written = field.value.replace(/[$,\s]/g, "");
  const text = "dollars" in field.dataset ? written : String(summed(written) ?? written);
  if ("dollars" in field.dataset) return /^\d+(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : 0;
  return /^\d{1,7}$/.test(text) ? Number(text) * Number(field.dataset.cents) : 0;
}

/** Work every sum out again from what stands in its fields. */
export function show() {
  for (const form of $$("form[data-sum]")) {
    let total = 0;
    let filled = false;
    for (const field of $$("[data-cents]", form)) {
      const worth = cents(field);
      const cell = $("[data-amount]", field.closest("tr") || document.createElement("tr"));
      if (cell) cell.textContent = field.value === "" ? "" : dollars(worth);
      total += worth;
      filled ||= field.value.trim() !== "";
    }
    const place = $("[data-total]", form);
    if (place) place.textContent = filled ? dollars(total) : "–";
  }
}

/** What keeps a count from being entered, and where: nothing in it at all, or a blank where there were pieces before. */
export function unfit(form) {
  const blank = $$("[data-cents]", form).filter((field) => field.value.trim() === "");
  if (blank.length && blank.length === $$("[data-cents]", form).length) return { text: form.dataset.nothing, fields: [blank[0]] };
  const counted = blank.filter((field) => "counted" in field.dataset);
  return counted.length ? { text: form.dataset.blank, fields: counted } : null;
}

/** A sum is worked out in place once its field is left. */
function workOut(event) {
  if (!event.target.matches("form[data-sum] [data-cents]:not([data-dollars])")) return;
  const sum = summed(event.target.value.replace(/\s/g, ""));
  if (sum !== null) { event.target.value = String(sum); show(); }
}

/** Enter in a column of figures goes down it; the last one enters the count. */
function down(event) {
  if (event.key !== "Enter" || !event.target.matches("form[data-sum] [data-cents]")) return;
  const fields = $$("[data-cents]", event.target.form);
  const next = fields[fields.indexOf(event.target) + 1];
  if (next) { event.preventDefault(); next.focus(); next.select(); }
}

export function start() {
  document.addEventListener("input", (event) => { if (event.target.matches("[data-cents]")) show(); });
  document.addEventListener("change", workOut);
  document.addEventListener("submit", (event) => { for (const field of $$("[data-cents]", event.target)) workOut({ target: field }); }, true);
  document.addEventListener("keydown", down);
  show();
}
