"""Spans of days from a day: "in three days", "within ten to fourteen business days", "a week from Friday"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from trainer.scenarios.understanding.days import first_of
from trainer.scenarios.understanding.numbers import number_at
from trainer.scenarios.understanding.tokens import Lifted, listed

_LONGEST = 400
_ABOUT = frozenset(listed("the next coming about around roughly approximately under another like maybe"))
_DAY = 24
_FEW = 10

Read = Callable[[Sequence[str], int, date], Lifted | None]


def in_days(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """ "in three days", "within the next two weeks"."""
    if words[at] not in ("in", "within", "over", "inside"):
        return None
    place = at + 1
    while place < len(words) and words[place] in _ABOUT:
        place += 1
    found = _span(words, place)
    return Lifted(found[0](today, 1), place + found[1] - at) if found else None


def ago(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """ "two days ago", "a week ago"."""
    found = _span(words, at)
    if found is None or words[at + found[1] : at + found[1] + 1] != ["ago"]:
        return None
    return Lifted(found[0](today, -1), found[1] + 1)


def from_day(words: Sequence[str], at: int, today: date, date_at: Read) -> Lifted | None:
    """ "a week from today", "ten days after the 3rd"; `date_at` reads the day it is counted from."""
    found = _span(words, at)
    if found is None or words[at + found[1] : at + found[1] + 1] not in (["from"], ["after"]):
        return None
    place = at + found[1] + 1
    if words[place : place + 1] in (["today"], ["now"]):
        return Lifted(found[0](today, 1), place + 1 - at)
    start = date_at(words, place, today) if place < len(words) else None
    if start is None or not isinstance(start.value, date):
        return None
    return Lifted(found[0](start.value, 1), place + start.pieces - at)


def _span(words: Sequence[str], at: int) -> tuple[Callable[[date, int], date], int] | None:
    """How to count a span that starts at `at` from a day, on (1) or back (-1), and the number of its words."""
    counted = _count(words, at)
    if counted is None:
        return None
    number, place = counted
    business = words[place : place + 1] in (["business"], ["working"])
    place += business or words[place : place + 1] in (["calendar"], ["full"])
    unit = words[place].removesuffix("s") if place < len(words) else ""
    upper = number_at(words, place + 2) if words[place + 1 : place + 2] == ["or"] else None
    if upper and number < upper[0] <= _FEW:
        number, place = int(upper[0]), place + 1 + upper[1]
    count = _counting(unit, number, business)
    return (count, place + 1 - at) if count else None


def _counting(unit: str, number: int, business: bool) -> Callable[[date, int], date] | None:
    if unit == "day":
        return (lambda day, step: _working(day, number, step)) if business else _plain(number)
    if unit == "month":
        return lambda day, step: _months(day, step * number)
    if unit == "hour":
        return _plain(number // _DAY) if number and number % _DAY == 0 else None
    return _plain(7 * number) if unit == "week" else None


def _plain(days: int) -> Callable[[date, int], date]:
    return lambda day, step: day + timedelta(step * days)


def _count(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number that a span begins with, the higher of two, and the place after it."""
    couple = at + (words[at : at + 1] == ["a"])
    if words[couple : couple + 1] == ["couple"]:
        return 2, couple + 1 + (words[couple + 1 : couple + 2] == ["of"])
    found = number_at(words, at)
    if found is None:
        return (1, at + 1) if words[at : at + 1] in (["a"], ["one"]) else None
    number, place = found[0], at + found[1]
    upper = number_at(words, place + 1) if words[place : place + 1] in (["to"], ["or"], ["-"], ["–"]) else None
    if upper:
        number, place = upper[0], place + 1 + upper[1]
    return int(number), place


def _working(day: date, number: int, step: int) -> date:
    """`number` weekdays on or back; holidays are the calendar's to know."""
    for _ in range(min(number, _LONGEST)):
        day += timedelta(step)
        while day.weekday() > 4:
            day += timedelta(step)
    return day


def _months(day: date, months: int) -> date:
    """The same day of another month, or the last of one that is shorter."""
    last = first_of(day, months + 1) - timedelta(1)
    return last.replace(day=min(day.day, last.day))
