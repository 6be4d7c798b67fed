// Draws the plots of the district with Plotly, in the page's own colours and type, and again when light turns to dark.
(() => {
  const root = document.documentElement;
  const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const still = { displayModeBar: false, responsive: true };

  // A figure names its colours as the style sheet does: "--accent" becomes what that is just now.
  const painted = (value) => {
    if (typeof value === "string") return value.startsWith("--") ? token(value) : value;
    if (Array.isArray(value)) return value.map(painted);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, painted(part)]));
  };

  const axis = (given = {}) => ({
    gridcolor: token("--line"), linecolor: token("--line-control"), zerolinecolor: token("--line-control"),
    fixedrange: true, automargin: true, ...given, title: { text: given.title || "", font: { size: 12 }, standoff: 8 },
  });

  const layout = (given) => ({
    ...given,
    xaxis: { showgrid: given.horizontal === true, ...axis(given.xaxis) },
    yaxis: axis(given.yaxis),
    font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: token("--ink-2") },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    margin: { l: 48, r: 16, t: 8, b: 40 },
    bargap: 0.25,
    hovermode: given.barmode || given.showlegend ? "x unified" : "closest",
    hoverlabel: { bgcolor: token("--surface"), bordercolor: token("--line-control"), font: { color: token("--ink") } },
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", traceorder: "normal" },
  });

  const draw = () => document.querySelectorAll("[data-figure]").forEach((place) => {
    const figure = JSON.parse(place.dataset.figure);
    Plotly.react(place, painted(figure.data), layout(painted(figure.layout)), still);
  });

  draw();
  new MutationObserver(draw).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
})();
