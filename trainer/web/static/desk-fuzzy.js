// Finding by a few letters: each word typed is found in the text whole, by letters of one of its words, or by initials.

/** How well a query fits a text: 0 where it does not; more is better. */
export function fits(query, text) {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const scores = parts.map((part) => score(part, text.toLowerCase()));
  return scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 1);
}

function score(part, text) {
  const place = text.indexOf(part);
  if (place >= 0) return place === 0 || /[\s:(]/.test(text[place - 1]) ? 100 - Math.min(place, 40) : 40;
  if (part.length < 2) return 0;
  const letters = [...part].map((letter) => letter.replace(/[^\p{L}\p{N}]/u, "\\$&"));
  if (new RegExp(`(^|[\\s:(])${letters.join("\\S*?")}`).test(text)) return 20;
  return new RegExp(`(^|[\\s:(])${letters.join("\\S*\\s+")}`).test(text) ? 15 : 0;
}

/** The items that fit, best first; ties keep their order. */
export function best(query, items, textOf) {
  if (!query.trim()) return [...items];
  return items.map((item) => ({ item, value: fits(query, textOf(item)) }))
    .filter((one) => one.value > 0)
    .sort((one, other) => other.value - one.value)
    .map((one) => one.item);
}
