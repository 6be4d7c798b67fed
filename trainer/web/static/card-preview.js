// A criterion as reviewers will see it, drawn again by the server while it is edited. Without a script it is drawn on saving.
(() => {
  const form = document.querySelector("[data-preview]");
  const place = document.getElementById("preview");
  if (!form || !place) return;
  let timer = 0;
  let latest = 0;
  const draw = async () => {
    const mine = ++latest;
    const body = new FormData(form);
    const token = document.querySelector("meta[name=csrf-token]").content;
    const answer = await fetch(form.dataset.preview, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
    if (answer && mine === latest && (answer.ok || answer.status === 422)) place.innerHTML = await answer.text();
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(draw, 300); });
})();
