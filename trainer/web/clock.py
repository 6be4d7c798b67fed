"""The time, in one place so that tests can set it, and as the office's clock on the wall shows it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from flask import current_app

OFFICE = ZoneInfo("America/Los_Angeles")


def now() -> dt.datetime:
    """This moment, aware and in UTC."""
    moment: dt.datetime = current_app.config["CLOCK"]()
    return moment


def utc() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def office_day(moment: dt.datetime) -> dt.date:
    """The day it is in the office at that moment."""
    return moment.astimezone(OFFICE).date()


def part_of_day(moment: dt.datetime) -> str:
    """How one greets at that moment in the office: morning, afternoon or evening."""
    hour = moment.astimezone(OFFICE).hour
    if 4 <= hour < 12:
        return "morning"
    return "afternoon" if 12 <= hour < 18 else "evening"


def day(moment: dt.datetime) -> str:
    """A day as people write it: 3 March 2026."""
    local = moment.astimezone(OFFICE)
    return f"{local.day} {local:%B %Y}"


def day_and_time(moment: dt.datetime) -> str:
    """A moment as people write it: 3 March 2026, 8:52 AM."""
    local = moment.astimezone(OFFICE)
    return f"{day(moment)}, {local.hour % 12 or 12}:{local:%M} {'AM' if local.hour < 12 else 'PM'}"


def ago(moment: dt.datetime, since: dt.datetime) -> str:
    """A moment near enough to say it shortly: Today, 8:52 AM; Yesterday, 3:20 PM; else the day."""
    days = (since.astimezone(OFFICE).date() - moment.astimezone(OFFICE).date()).days
    words = {0: "Today", 1: "Yesterday"}.get(days)
    return day(moment) if words is None else f"{words}, {day_and_time(moment).rpartition(', ')[2]}"
