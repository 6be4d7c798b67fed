"""The plots of a whole district: for each a sentence that says it, the picture for Plotly, and the table behind it.

Colours are named as the style sheet names them (--accent): the page's script puts in what they are, light or dark.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trainer.customers.bulk.homes import APARTMENTS, BUSINESS, HOME, LAND
from trainer.customers.bulk.tally import Figures, Round
from trainer.district.money import dollars

CLASSES = {HOME: "Homes", APARTMENTS: "Apartments", BUSINESS: "Businesses", LAND: "Irrigation"}
_COLORS = ("--accent", "--accent-line", "--ink-3", "--line-control")
_PATTERNS = ("", "", "", "/")  # told apart without colour, too
_YEAR = 12
_MONTH = "%B %Y"
_BY_MONTH = {"type": "date", "tickformat": "%b\n%Y", "dtick": "M3"}


@dataclass(frozen=True)
class Chart:
    """One plot: `figure` as Plotly takes it; `head` and `rows` are the table, its first column the row's name."""

    id: str
    title: str
    sentence: str
    figure: Mapping[str, Any]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def charts(figures: Figures, published: Decimal) -> list[Chart]:
    """Every plot of the page; `published` is what an average home uses a month, in CCF."""
    return [_use(figures), _homes(figures, published), _budgets(figures), _arrears(figures), _channels(figures)]


def _use(figures: Figures) -> Chart:
    """Use by month and class, stacked."""
    classes = [name for name in CLASSES if any(one.customer_class == name for one in figures.rounds)]
    by_class = {name: _of(figures, name) for name in classes}
    months = [one.month for one in by_class[classes[0]]]
    totals = [sum(rounds[place].use for rounds in by_class.values()) for place in range(len(months))]
    most = max(range(len(months)), key=totals.__getitem__)
    share = 100 * sum(one.use for one in by_class.get(HOME, ())) // max(1, sum(totals))
    data = [
        {
            "type": "bar", "name": CLASSES[name], "x": _firsts(months), "y": [one.use for one in by_class[name]],
            "marker": {
                "color": color,
                "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "--surface", "size": 5},
            },
            "hovertemplate": "%{y:,} CCF",
        }
        for name, color, pattern in zip(classes, _COLORS, _PATTERNS, strict=False)
    ]  # fmt: skip
    return Chart(
        "use", "Use by month and class",
        f"{_month(months[most])} was the thirstiest month, with {totals[most]:,} CCF. "
        f"Homes use {share} percent of all.",
        _figure(data, xaxis=_BY_MONTH, yaxis={"title": "CCF", "tickformat": ",~s"}, barmode="stack"),
        ["Bills of", *(CLASSES[name] for name in classes), "Together, CCF"],
        [
            [_month(month), *(f"{by_class[name][place].use:,}" for name in classes), f"{totals[place]:,}"]
            for place, month in enumerate(months)
        ],
    )  # fmt: skip


def _homes(figures: Figures, published: Decimal) -> Chart:
    """What an average home uses and may use, beside the published average."""
    rounds = _of(figures, HOME)
    months = [one.month for one in rounds]
    used, allowed = ([round(of / max(1, one.bills), 2) for one, of in pairs] for pairs in _used_and_allowed(rounds))
    average = figures.average_home_use()
    data = [
        _line("used", months, used, {"color": "--accent", "width": 2.5}),
        _line("budget", months, allowed, {"color": "--ink", "width": 1.5, "shape": "hvh"}),
        _line(f"published average, {published}", months, [float(published)] * len(months),
              {"color": "--ink-3", "width": 1.5, "dash": "dot"}),
    ]  # fmt: skip
    return Chart(
        "homes", "An average home",
        f"It used {average:.1f} CCF a month in the last year; the District publishes {published}.",
        _figure(data, xaxis=_BY_MONTH, yaxis={"title": "CCF a month", "rangemode": "tozero"}),
        ["Bills of", "Used, CCF", "Budget, CCF", "Above budget"],
        [
            [_month(one.month), f"{use:.1f}", f"{budget:.1f}", f"{100 * one.over / max(1, one.bills):.1f}%"]
            for one, use, budget in zip(rounds, used, allowed, strict=True)
        ],
    )  # fmt: skip


def _used_and_allowed(rounds: Sequence[Round]) -> tuple[list[tuple[Round, int]], list[tuple[Round, int]]]:
    return [(one, one.use) for one in rounds], [(one, one.budget) for one in rounds]


def _budgets(figures: Figures) -> Chart:
    """Bills of homes by how much of the budget they used."""
    whole = max(1, sum(step.bills for step in figures.steps))
    over = sum(step.bills for step in figures.steps if _above(step.percent))
    water = sum(step.use for step in figures.steps if _above(step.percent))
    names = _percents([step.percent for step in figures.steps])
    shares = [round(100 * step.bills / whole, 2) for step in figures.steps]
    colors = ["--accent" if _above(step.percent) else "--accent-line" for step in figures.steps]
    data = [_bars(names, shares, colors, "%{y:.1f}% of bills")]
    part = 100 * water // max(1, sum(step.use for step in figures.steps))
    return Chart(
        "budgets", "Budgets, and who exceeds them",
        f"{100 * over / whole:.1f} percent of the homes’ bills of the last year were above their budget; "
        f"{part} percent of the water went there.",
        _figure(data, xaxis={"title": "use, in percent of the budget", "tickangle": 0}, yaxis={"title": "% of bills"}),
        ["Percent of the budget", "Bills", "Share of bills", "Use, CCF"],
        [
            [name, f"{step.bills:,}", f"{share:.1f}%", f"{step.use:,}"]
            for name, step, share in zip(names, figures.steps, shares, strict=True)
        ],
    )  # fmt: skip


def _above(percent: int | None) -> bool:
    return percent is None or percent > 100


def _arrears(figures: Figures) -> Chart:
    """What is past due, by its age."""
    names = _spans([age.days for age in figures.ages])
    owed = [age.owed / 100 for age in figures.ages]
    accounts, whole = sum(age.accounts for age in figures.ages), sum(age.owed for age in figures.ages)
    data = [_bars(names, owed, ["--accent-line", *["--accent"] * (len(owed) - 1)], "$%{y:,.0f}")]
    return Chart(
        "arrears", "Arrears by age",
        f"{accounts:,} accounts are past due, for {dollars(Decimal(whole) / 100)} with late penalties.",
        _figure(
            data,
            xaxis={"title": "days past due", "tickangle": 0},
            yaxis={"title": "owed", "tickprefix": "$", "tickformat": ",~s"},
        ),
        ["Days past due", "Accounts, by their oldest bill", "Bills", "Owed"],
        [
            [name, f"{age.accounts:,}", f"{age.bills:,}", dollars(Decimal(age.owed) / 100)]
            for name, age in zip(names, figures.ages, strict=True)
        ],
    )  # fmt: skip


def _channels(figures: Figures) -> Chart:
    """How the payments of the last year came."""
    months = sorted({one.month for one in figures.channels})[-_YEAR:]
    names = dict.fromkeys(one.channel for one in figures.channels)
    lately = [one for one in figures.channels if one.month in months]
    count = {name: sum(one.payments for one in lately if one.channel == name) for name in names}
    paid = {name: sum(one.paid for one in lately if one.channel == name) for name in names}
    whole, order = max(1, sum(count.values())), sorted(names, key=lambda name: count[name])
    data = [
        {"type": "bar", "orientation": "h", "y": [name.capitalize() for name in order],
         "x": [round(100 * count[name] / whole, 2) for name in order], "marker": {"color": "--accent"},
         "text": [f"{100 * count[name] / whole:.0f}%" for name in order], "textposition": "outside",
         "cliponaxis": False, "hovertemplate": "%{x:.1f}%<extra></extra>"},
    ]  # fmt: skip
    first = order[-1] if order else "none"
    return Chart(
        "channels", "How bills are paid",
        f"{first.capitalize()} brings {100 * count.get(first, 0) / whole:.0f} of a hundred payments.",
        _figure(data, xaxis={"title": "% of payments in the last twelve months"}, yaxis={"automargin": True}),
        ["Channel", "Payments", "Share", "Paid"],
        [
            [
                name.capitalize(), f"{count[name]:,}", f"{100 * count[name] / whole:.1f}%",
                dollars(Decimal(paid[name]) / 100),
            ]
            for name in reversed(order)
        ],
    )  # fmt: skip


def _of(figures: Figures, customer_class: str) -> list[Round]:
    return [one for one in figures.rounds if one.customer_class == customer_class]


def _figure(data: list[dict[str, Any]], **layout: Any) -> dict[str, Any]:
    return {"data": data, "layout": {**layout, "showlegend": len(data) > 1}}


def _line(name: str, months: Sequence[str], values: Sequence[float], line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines" if len(months) > 1 else "markers", "name": name, "x": _firsts(months),
        "y": list(values), "line": line, "hovertemplate": "%{y:.1f} CCF",
    }  # fmt: skip


def _bars(names: Sequence[str], values: Sequence[float], colors: Sequence[str], hover: str) -> dict[str, Any]:
    return {
        "type": "bar", "x": list(names), "y": list(values), "marker": {"color": list(colors)},
        "hovertemplate": f"{hover}<extra></extra>",
    }  # fmt: skip


def _percents(ends: Sequence[int | None]) -> list[str]:
    """Names of steps that each end closes: 0–25, 25–50, …, over 200."""
    lows = [0, *(end or 0 for end in ends)]
    return [f"over {low}" if end is None else f"{low}–{end}" for low, end in zip(lows, ends, strict=False)]


def _spans(ends: Sequence[int | None]) -> list[str]:
    """The same in whole days: 1–30, 31–60, …, over 120."""
    lows = [0, *(end or 0 for end in ends)]
    return [f"over {low}" if end is None else f"{low + 1}–{end}" for low, end in zip(lows, ends, strict=False)]


def _firsts(months: Sequence[str]) -> list[str]:
    return [f"{month}-01" for month in months]


def _month(name: str) -> str:
    return f"{dt.date.fromisoformat(f'{name}-01'):{_MONTH}}"
