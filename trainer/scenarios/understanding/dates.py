"""Dates as they are said, counted from the day of the play: "October 30", "by Friday", "the end of the month"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from trainer.scenarios.understanding.days import (
    LEADS,
    MONTHS,
    bare_day,
    day_of_month,
    first_of,
    is_told,
    iso,
    month_day,
    named_day,
    slashed,
)
from trainer.scenarios.understanding.feasts import feast
from trainer.scenarios.understanding.numbers import ordinal_at
from trainer.scenarios.understanding.spans import ago, from_day, in_days
from trainer.scenarios.understanding.tokens import Lifted, listed

_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
WEEKDAYS = {name: number for number, name in enumerate(_DAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
}  # fmt: skip
_NEXT = frozenset(("next", "this", "coming"))
_LAST = frozenset(("last", "past"))
_WILL = frozenset(listed("will shall can could should"))
_HOURS = frozenset(listed("morning afternoon evening"))
_NAMING = frozenset((*LEADS, *listed("since thru through after from for")))
_BEFORE_TODAY = frozenset((*LEADS, "later", "for", "out"))
_BY_THE_HOUR = (["by"], ["at"], ["around"], ["until"], ["before"], ["about"])
_WINDOW = 14
_TODAY = ("today", "tonight")
_DAYS_END = (
    ("of", "business", "day"), ("of", "the", "business", "day"), ("of", "the", "day"), ("of", "business"),
    ("of", "day"), ("of", "today"),
)  # fmt: skip


def date_at(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """The date that starts at `at`; None where no date does, or where none such exists."""
    for read in _READERS:
        try:
            found = read(words, at, today)
        except (ValueError, OverflowError):
            found = None
        if found is not None:
            return found
    return None


def _weekday(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """ "Friday", "next Friday", "this coming Fri", "last Friday"; a date after it tells which: "Friday the 25th"."""
    place = at
    while place < len(words) and words[place] in _NEXT | _LAST and place < at + 2:
        place += 1
    if place >= len(words) or words[place] not in WEEKDAYS:
        return None
    exact = _exact(words, place + 1, today, WEEKDAYS[words[place]])
    if exact is not None:
        return Lifted(exact.value, place + 1 - at + exact.pieces)
    if place == at and _abbreviated_otherwise(words, at):
        return None
    leads, number = set(words[at:place]), WEEKDAYS[words[place]]
    latest = today - timedelta((today.weekday() - number - 1) % 7 + 1)
    if leads & _LAST or (not leads and is_told(words, at)):
        return Lifted(latest, place + 1 - at)
    soonest = today + timedelta((number - today.weekday() - 1) % 7 + 1)
    wanted = today - timedelta(today.weekday()) + timedelta(7 + number) if words[at] == "next" else soonest
    before = None if leads else latest
    return Lifted(wanted, place + 1 - at, doubtful=words[at] == "next" and wanted != soonest, before=before)


def _exact(words: Sequence[str], at: int, today: date, weekday: int) -> Lifted | None:
    """The date that follows the name of a weekday, with what stands between counted in."""
    comma = words[at : at + 1] == [","]
    article = words[at + comma : at + comma + 1] == ["the"]
    place = at + comma + article
    if place >= len(words):
        return None
    found = month_day(words, place, today) or (slashed(words, place, today) if words[place][0].isdigit() else None)
    if found is None and article and words[place + 1 : place + 2] == ["of"]:
        found = day_of_month(words, at + comma, today)
        place -= found is not None
    if found is None and article and (day := ordinal_at(words, place)):
        found = Lifted(named_day(day[0], weekday, today, is_told(words, at - 1)), day[1])
    return Lifted(found.value, place - at + found.pieces) if found else None


def _abbreviated_otherwise(words: Sequence[str], at: int) -> bool:
    """Short names are days only after "by" and the like: "sat" and "sun" are words of their own."""
    return len(words[at]) < 6 and (at == 0 or words[at - 1] not in _NAMING)


def _from(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """ "a week from today", "two weeks from Friday", "ten days from the 3rd"."""
    return from_day(words, at, today, date_at)


def _relative(words: Sequence[str], at: int, today: date) -> Lifted | None:
    if words[at] == "tomorrow":
        return Lifted(today + timedelta(1), 1)
    if words[at] == "yesterday":
        return Lifted(today - timedelta(1), 1)
    article = words[at] == "the"
    if list(words[at + article : at + article + 3]) == ["day", "after", "tomorrow"]:
        return Lifted(today + timedelta(2), article + 3)
    length = 2 if words[at] == "this" and set(words[at + 1 : at + 2]) & _HOURS else int(words[at] in _TODAY)
    return Lifted(today, length) if length and _planned(words, at) else None


def _planned(words: Sequence[str], at: int) -> bool:
    """Whether "today" is when something will be: "how can I help you today?" gives no date."""
    before = words[max(0, at - _WINDOW) : at]
    if not before:
        return False
    by_the_hour = words[at] == "tonight" and before[-2:-1] in _BY_THE_HOUR
    will = any(word in _WILL or word.endswith("'ll") for word in before)
    return by_the_hour or before[-1] in _BEFORE_TODAY or will


def _end(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """ "the end of the week", "the end of next month", "close of business Friday", "EOD"."""
    place = at + (words[at] == "the")
    if words[place : place + 1] in (["eod"], ["cob"]):
        return _end_of_day(words, at, place + 1, today)
    if words[place : place + 1] not in (["end"], ["close"]):
        return None
    rest = tuple(words[place + 1 : place + 5])
    for said in _DAYS_END:
        if rest[: len(said)] == said:
            return _end_of_day(words, at, place + 1 + len(said), today)
    if rest[:1] != ("of",) or len(rest) < 2:
        return None
    if rest[1] in MONTHS:
        months = (MONTHS[rest[1]] - today.month) % 12
        return Lifted(first_of(today, months + 1) - timedelta(1), place + 3 - at)
    following = {"the": 0, "this": 0, "next": 1}.get(rest[1])
    if following is None:
        return None
    if rest[2:3] == ("year",):
        return Lifted(date(today.year + following, 12, 31), place + 4 - at)
    if rest[2:3] == ("month",):
        return Lifted(first_of(today, following + 1) - timedelta(1), place + 4 - at)
    friday = today + timedelta((4 - today.weekday()) % 7 + 7 * following)
    return Lifted(friday, place + 4 - at) if rest[2:3] == ("week",) else None


def _end_of_day(words: Sequence[str], at: int, after: int, today: date) -> Lifted | None:
    """The end of the day that follows, or of today; none of its own where the day stands before it."""
    if any(word in WEEKDAYS or word == "tomorrow" for word in words[max(0, at - 4) : at]):
        return None
    after += words[after : after + 1] in ([","], ["on"])
    named = date_at(words, after, today) if after < len(words) else None
    if named is not None:
        return Lifted(named.value, after - at + named.pieces, named.doubtful)
    return Lifted(today, after - at + (words[after : after + 1] == ["today"]))


_READERS = (iso, slashed, month_day, bare_day, day_of_month, feast, _weekday, _from, ago, _relative, in_days, _end)
