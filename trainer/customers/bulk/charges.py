"""The bills of a block, through the tariff's arrays: each to the cent what the tariff gives for it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from trainer.customers.bulk.calendar import Calendar
from trainer.customers.bulk.draws import Ints
from trainer.customers.bulk.homes import Homes
from trainer.customers.district import District
from trainer.district.tariff import Bill, Tariff
from trainer.district.tariff.batch import Bills as Many
from trainer.district.tariff.batch import Tier, bill_many, layout

NO_BUDGET = -1
_HUNDREDTHS = 100
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class Bills:
    """The bills of n customers and m months: arrays of shape (n, m), lines of shape (n, m, kinds).

    Money in cents; `budget` in whole CCF, half up, or NO_BUDGET; `quantity` in hundredths of a unit, for tiers only.
    """

    total: Ints
    budget: Ints
    lines: Ints
    quantity: Ints


def kinds_of_charge(district: District, calendar: Calendar) -> tuple[Tier, ...]:
    """Every kind of line that a bill of this span may have: its code, and its tier or 0; in a fixed order."""
    days = sorted({day for row in calendar.months for month in row for day in (month.period_from, month.read_on)})
    tariffs = {id(tariff): tariff for tariff in (district.tariffs.on(day, district.area) for day in days)}
    kinds = dict[Tier, None]()
    for tariff in tariffs.values():
        for name in tariff.classes:
            shape = layout(tariff, name)
            tiered = {code for code, _ in shape.tiers}
            found = [(code, 0) for code in shape.lines if code not in tiered]
            kinds |= dict.fromkeys([*shape.tiers, *found])
    return tuple(kinds)


def bill_block(district: District, calendar: Calendar, homes: Homes, use: Ints, kinds: Sequence[Tier]) -> Bills:
    """Every bill of a block; `use` has the shape (n, months). Raises TariffError for customers it cannot bill."""
    shape, by_kind = use.shape, (*use.shape, len(kinds))
    bills = Bills(
        total=np.zeros(shape, np.int64), budget=np.full(shape, NO_BUDGET),
        lines=np.zeros(by_kind, np.int64), quantity=np.zeros(by_kind, np.int64),
    )  # fmt: skip
    places = {kind: place for place, kind in enumerate(kinds)}
    for tariff, held in _held(district, calendar):
        for name in np.unique(homes.customer_class):
            rows, months = np.nonzero((homes.customer_class == name)[:, None] & held[homes.cycle])
            if not len(rows):
                continue
            if tariff is None:
                _one_by_one(district, calendar, homes, use, (rows, months), bills, places)
            else:
                columns = _columns(calendar, homes, use, rows, months)
                _fill(bills, (rows, months), bill_many(tariff, str(name), columns), places)
    return bills


def _held(district: District, calendar: Calendar) -> list[tuple[Tariff | None, Any]]:
    """The tariffs of the span, each with the periods wholly in it; None stands for periods that a change splits."""
    found: dict[int, tuple[Tariff | None, Any]] = {}
    for cycle, row in enumerate(calendar.months):
        for number, month in enumerate(row):
            first = district.tariffs.on(month.period_from, district.area)
            last = district.tariffs.on(month.read_on, district.area)
            tariff = last if first is last else None
            held = found.setdefault(id(tariff), (tariff, np.zeros(calendar.bill_on.shape, bool)))
            held[1][cycle, number] = True
    return list(found.values())


def _columns(calendar: Calendar, homes: Homes, use: Ints, rows: Ints, months: Ints) -> dict[str, Any]:
    """The facts of many bills, as a single account's bill is told them."""
    cycles = homes.cycle[rows]
    alike = {
        name: np.array([[str(known[name]) for known in row] for row in calendar.facts])[cycles, months]
        for name in calendar.facts[0][0]
    }
    return {
        **alike,
        "usage_ccf": use[rows, months],
        "hhsize": homes.household[rows],
        "irr_area": homes.area[rows],
        "meter_size": homes.meter_size[rows],
        "pressure_zone": homes.zone[rows],
        "days_in_period": calendar.days[cycles, months],
    }


def _fill(bills: Bills, where: tuple[Ints, Ints], many: Many, places: dict[Tier, int]) -> None:
    for error in many.errors.values():
        raise error
    bills.total[where] = many.total
    if "budget" in many.budgets:
        bills.budget[where] = np.floor(many.budgets["budget"] + 0.5).astype(np.int64)
    for tier, amount in many.tier_charges.items():
        bills.lines[(*where, places[tier])] = amount
        bills.quantity[(*where, places[tier])] = np.rint(many.tier_use[tier] * _HUNDREDTHS).astype(np.int64)
    tiered = {code for code, _ in many.tier_charges}
    for code, amount in many.lines.items():
        if code not in tiered:
            bills.lines[(*where, places[code, 0])] = amount


def _one_by_one(
    district: District, calendar: Calendar, homes: Homes, use: Ints, where: tuple[Ints, Ints], bills: Bills,
    places: dict[Tier, int],
) -> None:  # fmt: skip
    """Periods that a change of rates splits: few of them, so each is billed alone."""
    columns = _columns(calendar, homes, use, *where)
    for at, (row, number) in enumerate(zip(*(part.tolist() for part in where), strict=True)):
        known = {name: _plain(column[at]) for name, column in columns.items()}
        month = calendar.months[homes.cycle[row]][number]
        name = str(homes.customer_class[row])
        priced = district.tariffs.bill(district.area, name, month.period_from, month.read_on, known)
        _write(bills, (row, number), priced, places)


def _plain(fact: Any) -> Any:
    return fact.item() if isinstance(fact, np.generic) else fact


def _write(bills: Bills, at: tuple[int, int], priced: Bill, places: dict[Tier, int]) -> None:
    bills.total[at] = int(priced.total * 100)
    if priced.budget is not None:
        bills.budget[at] = int(priced.budget + _HALF)
    for charge in priced.charges:
        place = places[charge.code, charge.tier or 0]
        bills.lines[(*at, place)] += int(charge.amount * 100)
        if charge.tier and charge.quantity is not None:
            bills.quantity[(*at, place)] += int(charge.quantity * _HUNDREDTHS)
