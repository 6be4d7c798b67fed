"""Days of the calendar as they are named: "October 30", "10/30", "the third of November", "2024-10-30"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from trainer.scenarios.understanding.numbers import number_at, ordinal_at
from trainer.scenarios.understanding.tokens import STOPS, Lifted, listed
from trainer.scenarios.understanding.words import is_past

_MONTHS = listed("january february march april may june july august september october november december")
MONTHS = {name[:length]: number for number, name in enumerate(_MONTHS, start=1) for length in (3, len(name))} | {
    "sept": 9
}
LEADS = ("by", "until", "till", "before", "on", "due", "than")
_TO_COME = frozenset(
    listed(
        "is are be been am will it's that's they're can could should would you're we're scheduled planned booked slated"
    )
)
_AHEAD_OF = frozenset(listed("for by until till before than to"))
_ANEW = frozenset(listed("and but so because"))
_UNMISTAKABLE = 10
_BEFORE = 7
_BACK, _AHEAD = -120, 245
_MONTHS_AROUND = 3


def iso(words: Sequence[str], at: int, _: date) -> Lifted | None:
    return Lifted(date.fromisoformat(words[at]), 1) if words[at][4:5] == "-" else None


def slashed(words: Sequence[str], at: int, today: date) -> Lifted | None:
    parts = words[at].replace("-", "/").split("/")
    if len(parts) == 1 or len(parts[0]) > 2:
        return None
    if len(parts) == 3:
        year = int(parts[2])
        return Lifted(date(year + 2000 if year < 100 else year, int(parts[0]), int(parts[1])), 1)
    return Lifted(_nearest(int(parts[0]), int(parts[1]), today), 1)


def month_day(words: Sequence[str], at: int, today: date) -> Lifted | None:
    month = MONTHS.get(words[at])
    following = at + 1 + (words[at + 1 : at + 2] == ["the"])
    if month is None or following >= len(words):
        return None
    found = ordinal_at(words, following) or _day(words, following)
    if found is None:
        return None
    day, length = found
    year, more = _year(words, following + length)
    return Lifted(date(year, month, day) if year else _nearest(month, day, today), following + length + more - at)


def _day(words: Sequence[str], at: int) -> tuple[int, int] | None:
    found = number_at(words, at)
    return (int(found[0]), found[1]) if found and 1 <= found[0] <= 31 else None


def _year(words: Sequence[str], at: int) -> tuple[int, int]:
    skip = words[at : at + 1] == [","]
    word = words[at + skip] if at + skip < len(words) else ""
    return (int(word), skip + 1) if word.isascii() and word.isdigit() and len(word) == 4 else (0, 0)


def _nearest(month: int, day: int, today: date) -> date:
    """That day of the year about now: bills and promises look some months back and more ahead."""
    around = range(max(1, today.year - 1), min(9999, today.year + 1) + 1)
    years = [date(year, month, day) for year in around if _exists(year, month, day)]
    near = [one for one in years if _BACK <= (one - today).days <= _AHEAD]
    return near[0] if near else min(years, key=lambda one: abs((one - today).days))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def bare_day(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """ "5th of November", "5 November"."""
    found = ordinal_at(words, at) or _day(words, at)
    following = at + 1 + (words[at + 1 : at + 2] == ["of"])
    if found is None or words[at].isalpha() or following >= len(words) or words[following] not in MONTHS:
        return None
    year, more = _year(words, following + 1)
    month, day = MONTHS[words[following]], found[0]
    return Lifted(date(year, month, day) if year else _nearest(month, day, today), following + 1 + more - at)


def day_of_month(words: Sequence[str], at: int, today: date) -> Lifted | None:
    """ "the 30th", "the third of October"; low spelled ones only after "on", "by" and the like: "the second read"."""
    found = ordinal_at(words, at + 1) if words[at] == "the" else None
    if found is None:
        return None
    day, following = found[0], at + 1 + found[1]
    if words[following : following + 1] == ["of"] and following + 1 < len(words):
        return _of_month(words, following + 1, day, today, following - at)
    spelled = words[at + 1].isalpha() and day < _UNMISTAKABLE
    if spelled and (at == 0 or words[at - 1] not in LEADS):
        return None
    if is_told(words, at):
        return Lifted(same_day(day, today, -1), following - at)
    return Lifted(same_day(day, today, 1), following - at, before=same_day(day, today, -1))


def _of_month(words: Sequence[str], at: int, day: int, today: date, length: int) -> Lifted | None:
    """The third "of October", "of this month", "of next month"."""
    if words[at] in MONTHS:
        return Lifted(_nearest(MONTHS[words[at]], day, today), length + 2)
    if words[at + 1 : at + 2] != ["month"]:
        return None
    if words[at] in ("this", "the"):
        found = same_day(day, today, 1) if words[at] == "the" else today.replace(day=day)
    else:
        first = first_of(today, {"next": 1, "last": -1}.get(words[at], 0))
        found = first.replace(day=day)
    return Lifted(found, length + 3)


def first_of(today: date, months: int) -> date:
    """The first of the month so many months on."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, 1)


def is_told(words: Sequence[str], at: int) -> bool:
    """Whether what happened before is told there: "posted on the 3rd", but not "is set for the 3rd"."""
    before = words[max(0, at - _BEFORE) : at]
    stop = max((n for n, word in enumerate(before) if word in STOPS | _ANEW), default=-1)
    before = before[stop + 1 :]
    if not before or before[-1] == "since":
        return bool(before)
    return (
        any(is_past(word) or word == "came" for word in before)
        and not any(word in _TO_COME or word.endswith("'ll") for word in before)
        and before[-1] not in _AHEAD_OF
    )


def named_day(day: int, weekday: int, today: date, told: bool) -> date:
    """That day of a month which falls on that weekday: "Tuesday the 14th" is the next such, or the last where told."""
    months = [first_of(today, n) for n in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1)]
    days = [one.replace(day=day) for one in months if _exists(one.year, one.month, day)]
    such = [one for one in days if one.weekday() == weekday]
    ahead = [one for one in such if one >= today and not told] or [one for one in reversed(such) if one <= today]
    return ahead[0] if ahead else same_day(day, today, -1 if told else 1)


def same_day(day: int, today: date, step: int) -> date:
    one = today
    for _ in range(62):
        if one.day == day:
            return one
        one += timedelta(step)
    raise ValueError(day)
