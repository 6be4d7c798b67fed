"""Days that go by a name: "Labor Day", "the day before Thanksgiving", "New Year's Eve"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

import holidays

from trainer.scenarios.understanding.days import is_told
from trainer.scenarios.understanding.tokens import Lifted, listed

_NAMES: Mapping[tuple[str, ...], str] = {
    listed("new year's day"): "New Year's Day",
    listed("new year's"): "New Year's Day",
    listed("martin luther king day"): "Martin Luther King Jr. Day",
    listed("mlk day"): "Martin Luther King Jr. Day",
    listed("presidents' day"): "Washington's Birthday",
    listed("presidents day"): "Washington's Birthday",
    listed("president's day"): "Washington's Birthday",
    listed("memorial day"): "Memorial Day",
    listed("juneteenth"): "Juneteenth National Independence Day",
    listed("independence day"): "Independence Day",
    listed("fourth of july"): "Independence Day",
    listed("labor day"): "Labor Day",
    listed("columbus day"): "Columbus Day",
    listed("veterans day"): "Veterans Day",
    listed("veteran's day"): "Veterans Day",
    listed("thanksgiving"): "Thanksgiving Day",
    listed("thanksgiving day"): "Thanksgiving Day",
    listed("christmas"): "Christmas Day",
    listed("christmas day"): "Christmas Day",
}
_FIXED: Mapping[tuple[str, ...], tuple[int, int]] = {
    listed("valentine's day"): (2, 14),
    listed("halloween"): (10, 31),
    listed("christmas eve"): (12, 24),
    listed("new year's eve"): (12, 31),
}
FIRST_WORDS = frozenset(name[0] for name in (*_NAMES, *_FIXED))
_LONGEST = max(map(len, (*_NAMES, *_FIXED)))
_BESIDE: Mapping[tuple[str, ...], int] = {listed("day before"): -1, listed("day after"): 1}


def feast(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """The next such day from `today` on, or the last where the sentence tells what was; and the days beside one."""
    place = at + (words[at] == "the")
    beside = _BESIDE.get(tuple(words[place : place + 2]))
    start = at if beside is None else place + 2
    for length in range(_LONGEST, 0, -1):
        name = tuple(words[start : start + length])
        if len(name) == length and (name in _NAMES or name in _FIXED):
            found = _nearest(name, today, told=is_told(words, at))
            return Lifted(found + timedelta(beside or 0), start + length - at)
    return None


def _nearest(name: tuple[str, ...], today: date, *, told: bool) -> date:
    """Raises ValueError where there was no such day yet."""
    days = [day for year in (today.year - 1, today.year, today.year + 1) for day in _of_year(name, year)]
    return max(one for one in days if one <= today) if told else min(one for one in days if one >= today)


def _of_year(name: tuple[str, ...], year: int) -> list[date]:
    if name in _FIXED:
        return [date(year, *_FIXED[name])]
    return [day for day, called in _federal(year).items() if called == _NAMES[name]]


@lru_cache(maxsize=8)
def _federal(year: int) -> Mapping[date, str]:
    """The holidays of the country themselves, not the days on which they are observed."""
    return dict(holidays.country_holidays("US", years=year, observed=False, language="en_US"))
