"""The days of a whole district: cycles of meter reading, and the office's days in arrays.

Days are counted as `date.toordinal` counts them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from trainer.customers.bulk.draws import Ints
from trainer.customers.days import DAY, open_day_from, open_day_until
from trainer.customers.district import District
from trainer.customers.ledger import penalty_day
from trainer.customers.periods import periods
from trainer.customers.plan import Month
from trainer.customers.pricing import Facts, facts
from trainer.customers.profile import Profile
from trainer.district.dates import months_back
from trainer.record.case import Policy

_AFTER = 90  # days past the end that a payment may be reckoned to before it is left out
_ANYONE = Profile("", 0, 0, 0, "", "", 0, 0, 0)
_OF_ONE = ("hhsize", "irr_area", "meter_size", "pressure_zone")


class OfficeDays:
    """For every day of a span: the nearest days on which the office is open."""

    def __init__(self, first: dt.date, last: dt.date, policy: Policy) -> None:
        days = [first + DAY * number for number in range((last - first).days + 1)]
        self._first = first.toordinal()
        self._from = _ordinals([open_day_from(day, policy) for day in days])
        self._until = _ordinals([open_day_until(day, policy) for day in days])
        self._next = _ordinals([policy.add_business_days(day, 1) for day in days])
        self._two_before = _ordinals([policy.add_business_days(day, -2) for day in days])

    def from_(self, days: Ints) -> Ints:
        """Each day on which the office is open, else the business day after it."""
        return self._from[days - self._first]

    def until(self, days: Ints) -> Ints:
        """Each day on which the office is open, else the business day before it."""
        return self._until[days - self._first]

    def next(self, days: Ints) -> Ints:
        """The business day after each day."""
        return self._next[days - self._first]

    def two_before(self, days: Ints) -> Ints:
        """Two business days before each day."""
        return self._two_before[days - self._first]


@dataclass(frozen=True)
class Calendar:
    """The billing periods of every cycle, oldest first, and what holds in each for all customers alike.

    Arrays have the shape (cycles, months). `penalties` are the parts of a bill that a late penalty comes to; `facts`
    what the tariff asks of every customer in the period.
    """

    today: dt.date
    months: Sequence[Sequence[Month]]
    office: OfficeDays
    bill_on: Ints
    read_on: Ints
    period_from: Ints
    due: Ints
    penalty_on: Ints
    days: Ints
    facts: Sequence[Sequence[Facts]]
    penalties: Sequence[Sequence[Fraction]]
    gallons: float

    @property
    def cycles(self) -> int:
        return len(self.months)

    @property
    def number(self) -> int:
        """How many months each account is billed."""
        return len(self.months[0])

    def inches(self) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """Evapotranspiration of every period."""
        return np.array([[float(known["et_amount"]) for known in row] for row in self.facts])


def make_calendar(district: District, today: dt.date, number: int) -> Calendar:
    """The calendar of a district that is billed for `number` months, the last of them in the month before `today`.

    One cycle is billed on each business day of that month, as meter readers walk.
    """
    policy = district.policy
    months = [periods(latest, number, district) for latest in _bill_days(today, policy)]
    first = min(row[0].period_from for row in months)
    return Calendar(
        today=today,
        months=months,
        office=OfficeDays(first - DAY * 5, today + DAY * _AFTER, policy),
        bill_on=_grid([[month.bill_on for month in row] for row in months]),
        read_on=_grid([[month.read_on for month in row] for row in months]),
        period_from=_grid([[month.period_from for month in row] for row in months]),
        due=_grid([[month.due for month in row] for row in months]),
        penalty_on=_grid([[penalty_day(month.due, policy) for month in row] for row in months]),
        days=np.array([[month.days for month in row] for row in months]),
        facts=[[_facts(district, month) for month in row] for row in months],
        penalties=[[_penalty(district, month.due) for month in row] for row in months],
        gallons=float(district.number("gallons_per_ccf", today)),
    )


def _bill_days(today: dt.date, policy: Policy) -> list[dt.date]:
    first = months_back(today, 1) + DAY
    days = (first + DAY * number for number in range((today - first).days + 1))
    return [day for day in days if policy.is_business_day(day)]


def _facts(district: District, month: Month) -> Facts:
    """What the tariff is told of everyone alike: the weather, and what the District takes for granted."""
    known = facts(district, _ANYONE, month.period_from, month.read_on, month.bill_on)
    return {name: fact for name, fact in known.items() if name not in _OF_ONE}


def _penalty(district: District, due: dt.date) -> Fraction:
    return Fraction(district.number("late_penalty_percent", due)) / 100


def _grid(days: Sequence[Sequence[dt.date]]) -> Ints:
    return np.array([[day.toordinal() for day in row] for row in days], np.int64)


def _ordinals(days: Sequence[dt.date]) -> Ints:
    return np.array([day.toordinal() for day in days], np.int64)
