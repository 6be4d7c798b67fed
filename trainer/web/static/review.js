// Reviewing by keyboard: one item open at a time, lines picked as evidence, every answer saved as it is given.
// Without a script the page is one form with everything unfolded, and saves by its button.
(() => {
  const form = document.querySelector("[data-review]");
  if (!form) return;
  const items = [...form.querySelectorAll("[data-item]")];
  const lines = [...document.querySelectorAll("[data-line]")];
  const token = document.querySelector("meta[name=csrf-token]").content;
  const saved = form.querySelector("[data-saved]");
  const field = (item, what) => form.elements[`${what}-${item.dataset.item}`];
  let open = null;
  let at = -1;
  let from = -1;

  // One item at a time
  form.classList.add("is-folding");
  document.querySelector("[data-keys]").hidden = false;
  form.querySelector("[data-save]").hidden = true;
  const visible = () => items.filter((item) => !item.hidden);
  const show = (item, scroll = true) => {
    if (!item) return;
    items.forEach((one) => one.classList.toggle("is-open", one === item));
    form.querySelectorAll("[data-map]").forEach((link) => {
      if (link.dataset.map === item.dataset.item) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    open = item;
    if (scroll) item.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const shown = visible();
    show(shown[Math.min(Math.max(shown.indexOf(open) + by, 0), shown.length - 1)]);
  };
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-map]");
    const title = event.target.closest(".criterion-title");
    if (link) { event.preventDefault(); show(document.getElementById(`i-${link.dataset.map}`)); }
    else if (title) show(title.closest("[data-item]"), false);
  });
  form.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-item]");
    if (item && item !== open) show(item, false);
  });

  // Lines as evidence
  const picked = () => lines.filter((line) => line.classList.contains("is-picked"));
  const pick = (index, more) => {
    if (index < 0 || index >= lines.length) return;
    if (!more || from < 0) from = index;
    at = index;
    const [low, high] = [Math.min(from, at), Math.max(from, at)];
    lines.forEach((line, n) => {
      line.classList.toggle("is-picked", n >= low && n <= high);
      line.classList.toggle("is-at", n === at);
    });
    lines[at].scrollIntoView({ block: "nearest" });
    form.querySelectorAll("[data-add-lines]").forEach((button) => { button.hidden = false; });
  };
  lines.forEach((line, index) => line.addEventListener("click", (event) => {
    if (!event.target.closest("a")) pick(index, event.shiftKey);
  }));
  const ranges = (text) => new Set(text.split(",").flatMap((part) => {
    const [low, high] = part.trim().split(/\s*[-–]\s*/).map(Number);
    return low ? Array.from({ length: (high || low) - low + 1 }, (_, n) => low + n) : [];
  }));
  const written = (set) => [...set].sort((a, b) => a - b).reduce((all, n) => {
    const last = all.at(-1);
    if (last && n === last[1] + 1) last[1] = n; else all.push([n, n]);
    return all;
  }, []).map(([low, high]) => (low === high ? `${low}` : `${low}–${high}`)).join(", ");
  const cite = () => {
    if (!open || !picked().length) return;
    const set = ranges(field(open, "evidence").value);
    const chosen = picked().map((line) => Number(line.dataset.line));
    const all = chosen.every((line) => set.has(line));  // the same lines again take them back
    chosen.forEach((line) => (all ? set.delete(line) : set.add(line)));
    field(open, "evidence").value = written(set);
    changed(open);
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-lines]");
    if (button) { show(button.closest("[data-item]"), false); cite(); }
  });
  const number = new Map(items.map((item, n) => [item.dataset.item, n + 1]));
  const drawCites = () => {
    const by = new Map();
    items.forEach((item) => ranges(field(item, "evidence").value).forEach((line) => {
      by.set(line, [...(by.get(line) || []), item.dataset.item]);
    }));
    lines.forEach((line) => {
      const names = by.get(Number(line.dataset.line)) || [];
      line.classList.toggle("is-evidence", names.length > 0);
      line.querySelector(".cites").replaceChildren(...names.map((name) => {
        const link = document.createElement("a");
        link.className = "cite";
        link.href = `#i-${name}`;
        link.textContent = `item ${number.get(name)}`;
        link.addEventListener("click", (event) => { event.preventDefault(); show(document.getElementById(`i-${name}`)); });
        return link;
      }));
    });
  };

  // The recording, from the line that is chosen on
  const sound = document.querySelector("[data-sound]");
  const play = () => {
    if (!sound.paused) { sound.pause(); return; }
    const from = at < 0 ? null : lines[at].dataset.at;
    if (from) sound.currentTime = Number(from);
    sound.play().catch(() => {});  // the player itself says what it cannot play
  };

  // Saving as one goes
  let waiting = new Set();
  let sending = null;  // the promise of an answer that is on its way
  let timer = 0;
  let stopped = false;
  let leaving = false;
  const answer = (item) => ({ value: field(item, "answer").value || "", comment: field(item, "comment").value, evidence: field(item, "evidence").value });
  const changed = (item) => {
    draw(item);
    drawCites();
    waiting.add(item);
    saved.textContent = "not saved yet";
    clearTimeout(timer);
    timer = setTimeout(send, 500);
  };
  const send = async () => {
    if (sending || stopped || leaving || !waiting.size) return;
    sending = deliver();
    const more = await sending;
    sending = null;
    if (more) send();
  };
  const deliver = async () => {  // whether there is more to send by now
    const batch = [...waiting];
    waiting = new Set();
    const answers = Object.fromEntries(batch.map((item) => [item.dataset.item, answer(item)]));
    const body = JSON.stringify({ revision: Number(form.elements.revision.value), answers });
    const reply = await fetch(form.dataset.review, { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": token } }).catch(() => null);
    const data = reply ? await reply.json().catch(() => null) : null;
    if (reply && reply.ok && data) {
      form.elements.revision.value = data.revision;
      form.querySelector("[data-running]").innerHTML = data.running;
      items.forEach((item) => {
        item.hidden = !data.asked.includes(item.dataset.item);
        want(item, data.wanting.includes(item.dataset.item));
      });
      saved.textContent = `saved ${data.saved}`;
      return waiting.size > 0;
    }
    batch.forEach((item) => waiting.add(item));
    stopped = Boolean(reply && reply.status === 409);
    saved.textContent = data && data.error ? data.error : "not saved: the server does not answer. It tries again.";
    if (!reply) timer = setTimeout(send, 4000);
    if (reply) form.querySelector("[data-save]").hidden = false;
    return false;
  };
  const want = (item, comment) => {  // say at the item and in the strip that a comment is needed
    const link = form.querySelector(`[data-map="${item.dataset.item}"]`);
    item.querySelector("[data-wanting]").hidden = !comment;
    link.classList.toggle("is-wanting", comment);
    link.setAttribute("aria-label", link.dataset.said + (comment ? ", needs a comment" : ""));
  };
  const draw = (item) => {
    const value = field(item, "answer").value;
    const input = value && item.querySelector(`input[name="answer-${item.dataset.item}"][value="${value}"]`);
    const label = input && (input.closest("label") || item.querySelector(`label[for="${input.id}"]`));
    const word = label && (label.querySelector(".answer-word") || label);
    item.querySelector("[data-done]").textContent = value === "na" ? "Not applicable" : word ? word.textContent.trim() : "";
    const link = form.querySelector(`[data-map="${item.dataset.item}"]`);
    const short = { yes: "✓", no: "✗", na: "n/a" };
    link.querySelector("b").textContent = !value ? "·" : short[value] || (["scale", "points"].includes(item.dataset.kind) ? value : "✓");
    link.classList.toggle("is-blank", !value);
  };
  form.addEventListener("input", (event) => {
    const item = event.target.closest("[data-item]");
    if (item) changed(item);
  });
  addEventListener("beforeunload", (event) => { if (waiting.size && !stopped && !leaving) event.preventDefault(); });
  // The form takes every answer along. One that is on its way goes first: it counts the revision on, and the form would
  // be told that the review went on in another window.
  form.addEventListener("submit", async (event) => {
    const again = leaving && sending;  // pressed twice
    leaving = true;
    clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    if (again) return;
    await sending;
    form.requestSubmit(event.submitter);
  });
  addEventListener("pageshow", () => { leaving = false; });

  // Keys
  const choose = (key) => {
    const inputs = [...open.querySelectorAll(`input[name="answer-${open.dataset.item}"]`)];
    const answers = inputs.filter((input) => input.value !== "na");
    const byValue = ["scale", "points"].includes(open.dataset.kind);
    const wanted = key === "n" ? inputs.find((input) => input.value === "na") : byValue ? answers.find((input) => input.value === key) : answers[Number(key) - 1];
    if (wanted) { wanted.checked = true; changed(open); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("textarea, input:not([type=radio]):not([type=checkbox]), select");
    if (typing) { if (event.key === "Escape") event.target.blur(); return; }
    const key = event.key.toLowerCase();
    const onRadio = event.target.matches("input[type=radio]");
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (/^[0-9n]$/.test(key)) choose(key);
    else if (key === "e") cite();
    else if (key === "c" && open) field(open, "comment").focus();
    else if (key === "p" && sound) play();
    else if (event.key === "ArrowDown" && !onRadio) pick(at + 1, event.shiftKey);
    else if (event.key === "ArrowUp" && !onRadio) pick(Math.max(at - 1, 0), event.shiftKey);
    else return;
    event.preventDefault();
  });
  const anchored = items.find((item) => `#${item.id}` === location.hash);
  show(anchored || visible().find((item) => !field(item, "answer").value) || visible()[0], Boolean(anchored));
})();
