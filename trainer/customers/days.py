"""Small questions about days the office is open, asked of any policy."""

from __future__ import annotations

import datetime as dt

from trainer.record.case import Policy

DAY = dt.timedelta(days=1)


def open_day_until(day: dt.date, policy: Policy) -> dt.date:
    """`day` when the office is open, else the business day before it."""
    return day if policy.is_business_day(day) else policy.add_business_days(day, -1)


def open_day_from(day: dt.date, policy: Policy) -> dt.date:
    """`day` when the office is open, else the business day after it."""
    return day if policy.is_business_day(day) else policy.add_business_days(day, 1)
