"""Use per bill, and the water budget where there is one: the numbers of an SVG that the server draws, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from trainer.record.account import Bill, year_before

LEFT, RIGHT, TOP, BOTTOM = 22.0, 470.0, 14.0, 178.0
STRIP, STRIP_FOOT = 28.0, 248.0  # the weather, beneath the months


@dataclass(frozen=True)
class Bar:
    """One bill's bar: the part within the budget from `y`, and above it the part over, if any."""

    x: float
    width: float
    y: float
    height: float
    over_y: float
    over_height: float
    middle: float
    letter: str
    year: str


@dataclass(frozen=True)
class Mark:
    """A word beside a point of the chart."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Chart:
    """Everything the template needs; `bills` feed the table behind the picture.

    `budget` is empty, and `allowed` None, where no bill has a budget; `before` is the bill of a year ago.
    """

    summary: str
    bars: Sequence[Bar]
    grid: Sequence[Mark]
    budget: str
    used: Mark
    allowed: Mark | None
    year_ago: Mark | None
    before: Bill | None
    bills: Sequence[Bill]
    weather: Sequence[Bar] = ()
    inches: Sequence[Decimal] = ()


def use_chart(bills: Sequence[Bill], inches: Sequence[Decimal] = ()) -> Chart:
    """Bars of use in CCF, stepped line of the budget, the latest bill and the one a year before named.

    `inches` are the evapotranspiration of each bill's period, drawn beneath on a scale of their own: what the weather
    asked of a garden.
    """
    top = _round_up(max([1, *(bill.use for bill in bills), *(int(bill.budget) + 1 for bill in bills)]))
    step = (RIGHT - LEFT) / max(1, len(bills))
    bars = [_bar(bill, LEFT + place * step, step, top) for place, bill in enumerate(bills)]
    last = bills[-1]
    budgeted = any(bill.budget for bill in bills)
    used_y, budget_y = _apart(_y(last.use, top), _y(last.budget, top))
    return Chart(
        summary=_summary(bills),
        bars=[_with_year(bar, bill, place) for place, (bar, bill) in enumerate(zip(bars, bills, strict=True))],
        grid=[Mark(16, round(_y(value, top), 1), str(value)) for value in range(top // 4, top + 1, top // 4)],
        budget=_line(bills, step, top) if budgeted else "",
        used=Mark(RIGHT + 5, used_y + 4, f"{last.use} used"),
        allowed=Mark(RIGHT + 5, budget_y + 4, f"{_plain(last.budget)} budget") if budgeted else None,
        year_ago=_year_ago(bills, bars, top),
        before=year_before(bills, last),
        bills=bills,
        weather=_weather(bars, inches),
        inches=inches,
    )


def _weather(bars: Sequence[Bar], inches: Sequence[Decimal]) -> list[Bar]:
    """A strip of bars, each beneath that of its bill."""
    most = max(inches, default=Decimal(0)) or Decimal(1)
    heights = [round(STRIP * float(value / most), 1) for value in inches]
    return [
        replace(bar, y=round(STRIP_FOOT - high, 1), height=high) for bar, high in zip(bars, heights, strict=False)
    ]  # fmt: skip


def _bar(bill: Bill, x: float, step: float, top: int) -> Bar:
    within = min(Decimal(bill.use), bill.budget or Decimal(bill.use))
    y, over_y = _y(within, top), _y(bill.use, top)
    return Bar(
        x=round(x + step * 0.13, 1), width=round(step * 0.74, 1), y=round(y, 1), height=round(BOTTOM - y, 1),
        over_y=round(over_y, 1), over_height=round(max(0.0, y - over_y), 1), middle=round(x + step / 2, 1),
        letter=f"{bill.on:%b}"[0], year="",
    )  # fmt: skip


def _with_year(bar: Bar, bill: Bill, place: int) -> Bar:
    year = str(bill.on.year) if bill.on.month == 1 or (place == 0 and bill.on.month < 10) else ""
    return Bar(bar.x, bar.width, bar.y, bar.height, bar.over_y, bar.over_height, bar.middle, bar.letter, year)


def _line(bills: Sequence[Bill], step: float, top: int) -> str:
    """The budget as one stepped line, level over each bill."""
    parts = [f"M{LEFT:.1f} {_y(bills[0].budget, top):.1f}"]
    for place, bill in enumerate(bills):
        parts.append(f"V{_y(bill.budget, top):.1f}H{LEFT + (place + 1) * step:.1f}")
    return "".join(parts)


def _year_ago(bills: Sequence[Bill], bars: Sequence[Bar], top: int) -> Mark | None:
    bill = year_before(bills, bills[-1])
    if bill is None:
        return None
    place = bills.index(bill)
    bar, around = bars[place], bills[max(0, place - 3) : place + 3]
    peak = max(max(one.use, int(one.budget)) for one in around)
    return Mark(bar.middle, round(_y(peak, top) - 14, 1), f"{bill.use} a year ago")


def _summary(bills: Sequence[Bill]) -> str:
    last = bills[-1]
    words = [f"Use per bill for {len(bills)} bills.",
             f"{last.on:%B %Y}: {last.use} CCF{_against(last)}."]  # fmt: skip
    before = year_before(bills, last)
    if before is not None:
        words.append(f"{before.on:%B %Y}: {before.use}.")
    return " ".join(words)


def _against(bill: Bill) -> str:
    return f" against a budget of {_plain(bill.budget)}" if bill.budget else ""


def _y(value: Decimal | int, top: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * float(value) / top


def _apart(one: float, other: float) -> tuple[float, float]:
    """Two labels' heights, moved apart where they would overlap."""
    if abs(one - other) >= 13:
        return round(one, 1), round(other, 1)
    middle = (one + other) / 2
    up, down = round(middle - 6.5, 1), round(middle + 6.5, 1)
    return (up, down) if one <= other else (down, up)


def _round_up(value: int) -> int:
    """A round number above: the grid has four lines."""
    return next(
        top for top in (8, 12, 16, 20, 24, 32, 40, 60, 80, 120, 160, 200, 400, 800, 2000, 10_000_000) if top >= value
    )


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
