"""The days and hours a District is open, and deadlines counted in business days.

Dates and moments are the District's own, as its wall clock shows them. Nothing here asks what time it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import holidays
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from trainer.district.sources import Problem, Source, SourceError, load, read_yaml

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = dt.timedelta(days=1)
_OBSERVED = " (observed)"
_NAMES_FROM = range(2020, 2041)
_LONGEST_CLOSURE = 60


@dataclass(frozen=True)
class Basis:
    """What one part of the calendar says, in words, and how firmly it is known; `confirm` is what to find out."""

    label: str
    shown: str
    mark: str
    source: str
    confirm: str = ""


@dataclass(frozen=True)
class Closure:
    """A day the office is closed again and again: every so many days from the first, as in a nine-day fortnight."""

    first: dt.date
    every_days: int
    name: str

    def falls_on(self, day: dt.date) -> bool:
        return day >= self.first and (day - self.first).days % self.every_days == 0


@dataclass(frozen=True)
class Calendar:
    """When one District is open. `weekdays` counts from Monday = 0; `observed` are names of country and subdivision."""

    opens: dt.time
    closes: dt.time
    weekdays: frozenset[int]
    country: str
    subdivision: str | None
    observed: frozenset[str]
    extra_days: tuple[tuple[dt.date, str], ...] = ()
    bases: tuple[Basis, ...] = ()
    closures: tuple[Closure, ...] = ()

    def holiday_name(self, day: dt.date) -> str | None:
        """Why the office is closed on `day` beyond the weekend, or None."""
        listed = _holidays(self.country, self.subdivision, day.year).get(day, ())
        names = (
            *(name for date, name in self.extra_days if date == day),
            *(name for name in listed if name.removesuffix(_OBSERVED) in self.observed),
            *(closure.name for closure in self.closures if closure.falls_on(day)),
        )
        return next(iter(names), None)

    def is_business_day(self, day: dt.date) -> bool:
        return day.weekday() in self.weekdays and self.holiday_name(day) is None

    def is_open(self, moment: dt.datetime) -> bool:
        """Whether the office is open at `moment`, District time; at closing time it is closed."""
        return self.is_business_day(moment.date()) and self.opens <= moment.time() < self.closes

    def next_business_day(self, day: dt.date) -> dt.date:
        """The first business day after `day`, never `day` itself."""
        return self.add_business_days(day, 1)

    def add_business_days(self, day: dt.date, n: int) -> dt.date:
        """The `n`th business day after `day`, or before it when `n` is negative; `day` itself when `n` is 0."""
        step = DAY if n > 0 else -DAY
        for _ in range(abs(n)):
            day = self._nearest(day + step, step)
        return day

    def business_days_between(self, a: dt.date, b: dt.date) -> int:
        """Business days from `a`, which is not counted, to `b`, which is; negative when `b` is earlier."""
        step = DAY if b > a else -DAY
        days = ((a + step * n) for n in range(1, abs((b - a).days) + 1))
        count = sum(map(self.is_business_day, days))
        return count if b > a else -count

    def _nearest(self, day: dt.date, step: dt.timedelta) -> dt.date:
        for _ in range(_LONGEST_CLOSURE):
            if self.is_business_day(day):
                return day
            day += step
        raise ValueError(f"no business day within {_LONGEST_CLOSURE} days of {day}")


def load_calendar(path: Path) -> Calendar:
    """Read `calendar.yaml`; raises SourceError with the file, line and remedy of each mistake."""
    source = read_yaml(path)
    file = load(_File, source)
    problems = [*_hours_problems(source, file), *_holiday_problems(source, file), *_extra_problems(source, file)]
    if problems:
        raise SourceError(problems)
    return Calendar(
        opens=file.office_hours.opens,
        closes=file.office_hours.closes,
        weekdays=frozenset(map(WEEKDAYS.index, file.office_hours.weekdays)),
        country=file.holidays.country,
        subdivision=file.holidays.subdivision,
        observed=frozenset(file.holidays.observes),
        extra_days=tuple((extra.date, extra.name) for extra in file.extra_days),
        bases=tuple(_bases(file)),
        closures=tuple(Closure(one.first, one.every_days, one.name) for one in file.regular_closures),
    )


def _bases(file: _File) -> Iterator[Basis]:
    hours, days = file.office_hours, file.holidays
    shown = f"{', '.join(hours.weekdays)}, {hours.opens:%H:%M} to {hours.closes:%H:%M}"
    yield Basis("Office hours", shown, hours.mark, hours.source, hours.confirm or "")
    yield Basis("Holidays", ", ".join(days.observes), days.mark, days.source, days.confirm or "")
    for extra in file.extra_days:
        shown = f"{extra.name}, {extra.date}"
        yield Basis("A further day closed", shown, extra.mark, extra.source, extra.confirm or "")
    for closure in file.regular_closures:
        shown = f"{closure.name}, every {closure.every_days} days from {closure.first}"
        yield Basis("Closed again and again", shown, closure.mark, closure.source, closure.confirm or "")


@cache
def _holidays(country: str, subdivision: str | None, year: int) -> Mapping[dt.date, tuple[str, ...]]:
    listed = holidays.country_holidays(country, subdiv=subdivision, years=year, language="en_US")
    return MappingProxyType({day: tuple(listed.get_list(day)) for day in listed})


def _known_names(country: str, subdivision: str | None) -> list[str]:
    """The holidays of a place in the order of the year; raises NotImplementedError for a place unknown."""
    days = [(day.replace(year=2024), name) for year in _NAMES_FROM for day, name in _named(country, subdivision, year)]
    return list(dict.fromkeys(name for _, name in sorted(days)))


def _named(country: str, subdivision: str | None, year: int) -> list[tuple[dt.date, str]]:
    listed = _holidays(country, subdivision, year)
    return [(day, name) for day, names in listed.items() for name in names if not name.endswith(_OBSERVED)]


def _clock_time(given: object) -> object:
    """A time written in quotes. Without them YAML reads 17:00 as a number."""
    if not isinstance(given, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", given):
        raise ValueError('is not a time. Write hours and minutes in quotes, like "08:00" or "17:00"')
    return dt.time.fromisoformat(given)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Sourced(_Strict):
    mark: Annotated[str, Field(pattern="^(law|published|illustrative)$")]
    source: Annotated[str, Field(min_length=1)]
    confirm: str | None = None


_Time = Annotated[dt.time, BeforeValidator(_clock_time)]


class _Hours(_Sourced):
    opens: _Time
    closes: _Time
    weekdays: Annotated[list[str], Field(min_length=1)]


class _Observed(_Sourced):
    country: str
    subdivision: str | None = None
    observes: list[str]


class _Extra(_Sourced):
    date: dt.date
    name: Annotated[str, Field(min_length=1)]


class _Closure(_Sourced):
    first: dt.date
    every_days: Annotated[int, Field(ge=7, le=366)]
    name: Annotated[str, Field(min_length=1)]


class _File(_Strict):
    office_hours: _Hours
    holidays: _Observed
    extra_days: list[_Extra] = []
    regular_closures: list[_Closure] = []


def _hours_problems(source: Source, file: _File) -> list[Problem]:
    hours = file.office_hours
    problems = []
    if hours.opens >= hours.closes:
        message = f"the office opens at {hours.opens:%H:%M} but closes at {hours.closes:%H:%M}."
        problems.append(source.problem(("office_hours", "closes"), message, "Put the later time in closes."))
    for n, name in enumerate(hours.weekdays):
        if name not in WEEKDAYS:
            message = f"“{name}” is not a day of the week."
            remedy = f"Choose from: {', '.join(WEEKDAYS)}."
            problems.append(source.problem(("office_hours", "weekdays", n), message, remedy))
    return problems


def _holiday_problems(source: Source, file: _File) -> list[Problem]:
    listed = file.holidays
    try:
        known = _known_names(listed.country, listed.subdivision)
    except NotImplementedError:
        place = f"{listed.country} {listed.subdivision or ''}".strip()
        remedy = "Use the codes of ISO 3166, such as country US and subdivision CA."
        return [source.problem(("holidays", "country"), f"no holidays are known for “{place}”.", remedy)]
    return [
        source.problem(
            ("holidays", "observes", n), f"“{name}” is not a holiday known here.", f"Choose from: {', '.join(known)}."
        )
        for n, name in enumerate(listed.observes)
        if name not in known
    ]


def _extra_problems(source: Source, file: _File) -> list[Problem]:
    seen: set[dt.date] = set()
    problems = []
    for n, extra in enumerate(file.extra_days):
        if extra.date in seen:
            message = f"{extra.date} is given twice."
            problems.append(source.problem(("extra_days", n), message, "Keep one of them."))
        seen.add(extra.date)
    return problems
