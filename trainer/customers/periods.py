"""When meters are read and bills go out: by the District's cycle, on business days, the latest some days ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from trainer.customers.days import DAY, open_day_until
from trainer.customers.district import District
from trainer.customers.plan import Month
from trainer.district.dates import months_back

LATEST_AGE = range(4, 13)
MOST_MONTHS = 24
_READ_BEFORE_BILL = 2


def bill_days(today: dt.date, district: District) -> list[dt.date]:
    """The days, earliest first, on which the latest bill may have gone out."""
    days = (today - DAY * age for age in reversed(LATEST_AGE))
    return [day for day in days if district.policy.is_business_day(day)]


def periods(latest: dt.date, number: int, district: District) -> tuple[Month, ...]:
    """`number` billing periods, oldest first, of which the last is billed on `latest`."""
    bills = [_bill_day(latest, back, district) for back in range(number, -1, -1)]
    reads = [district.policy.add_business_days(day, -_READ_BEFORE_BILL) for day in bills]
    return tuple(_months(bills, reads, district))


def _bill_day(latest: dt.date, back: int, district: District) -> dt.date:
    return open_day_until(months_back(latest, back * district.cycle), district.policy)


def _months(bills: list[dt.date], reads: list[dt.date], district: District) -> Iterator[Month]:
    for before, bill_on, read_on in zip(reads, bills[1:], reads[1:], strict=False):
        due = bill_on + DAY * int(district.number("due_days", bill_on))
        yield Month(before + DAY, read_on, bill_on, due)


def evapotranspiration(district: District, first: dt.date, last: dt.date, on: dt.date) -> Decimal:
    """Inches for a period, from the pack's figure for the month of its middle, for each month that a bill covers."""
    return district.cycle * district.number(f"et_{weather_month(first, last):02}", on)


def weather_month(period_from: dt.date, read_on: dt.date) -> int:
    """The calendar month whose evapotranspiration stands for a period: that of its middle day."""
    return (period_from + (read_on - period_from) // 2).month
