"""Counting in months, as policy does."""

from __future__ import annotations

import calendar
import datetime as dt


def months_ahead(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or that month's last day where it has no such day."""
    return months_back(day, -months)


def months_back(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or that month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first: dt.date, last: dt.date) -> int:
    """How many whole months lie between two days, the first not after the last."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_back(last, months) >= first else months - 1
