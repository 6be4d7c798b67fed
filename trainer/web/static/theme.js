// Light or dark. Runs before the page is painted: a choice is already in the page, the system's preference is filled in here.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  if (!root.dataset.bsTheme) {
    follow();
    dark.addEventListener("change", () => { if (!root.dataset.themeChosen) follow(); });
  }

  // The button works without a script by reloading the page; with one, the page simply changes.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-theme-toggle]")) return;
    event.preventDefault();
    const theme = event.submitter.value;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    root.dataset.bsTheme = theme;
    root.dataset.themeChosen = "yes";
    event.target.querySelector(`[value="${theme === "dark" ? "light" : "dark"}"]`).focus();
  });
})();
