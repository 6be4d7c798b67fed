"""The office calendar, checked against printed calendars of 2021, 2024, 2025, 2026 and 2028."""

from __future__ import annotations

import datetime as dt
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.district.calendar import Calendar, load_calendar
from trainer.district.sources import SourceError

SMWD = Path(__file__).parents[2] / "seed" / "smwd" / "calendar.yaml"
CALENDAR = load_calendar(SMWD)

GOOD = """\
office_hours:
  opens: "08:00"
  closes: "17:00"
  weekdays: [Monday, Friday]
  mark: published
  source: A page
holidays:
  country: US
  subdivision: CA
  observes:
    - Christmas Day
  mark: illustrative
  source: Suggested
extra_days:
  - {date: 2024-12-30, name: Inventory, mark: illustrative, source: Suggested}
"""


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "calendar.yaml"
    path.write_text(text)
    return path


def complaint(tmp_path: Path, old: str, new: str) -> str:
    assert old in GOOD
    with pytest.raises(SourceError) as caught:
        load_calendar(written(tmp_path, GOOD.replace(old, new)))
    return str(caught.value)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 7, 4), "Independence Day"),
        (date(2024, 9, 2), "Labor Day"),
        (date(2024, 11, 11), "Veterans Day"),
        (date(2024, 11, 28), "Thanksgiving Day"),
        (date(2024, 11, 29), "Day After Thanksgiving"),
        (date(2024, 12, 25), "Christmas Day"),
        (date(2025, 1, 1), "New Year's Day"),
        (date(2025, 1, 20), "Martin Luther King Jr. Day"),
        (date(2025, 2, 17), "Presidents' Day"),
        (date(2025, 5, 26), "Memorial Day"),
        (date(2025, 6, 19), "Juneteenth National Independence Day"),
    ],
)
def test_the_office_is_closed_on_each_holiday_of_the_window(day: date, name: str) -> None:
    assert CALENDAR.holiday_name(day) == name
    assert not CALENDAR.is_business_day(day)


def test_the_window_has_eleven_holidays_and_no_more() -> None:
    window = [date(2024, 7, 1) + dt.timedelta(n) for n in range(365)]
    assert window[-1] == date(2025, 6, 30)
    assert sum(CALENDAR.holiday_name(day) is not None for day in window) == 11


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 7, 5), "Independence Day (observed)"),  # the 4th was a Sunday
        (date(2021, 12, 31), "New Year's Day (observed)"),  # the 1st was a Saturday, in the next year
        (date(2026, 7, 3), "Independence Day (observed)"),  # the 4th is a Saturday
        (date(2028, 11, 10), "Veterans Day (observed)"),  # the 11th is a Saturday
        (date(2021, 2, 15), "Presidents' Day"),  # which shared its day with Susan B. Anthony Day
    ],
)
def test_a_holiday_on_a_weekend_is_observed_beside_it(day: date, name: str) -> None:
    assert CALENDAR.holiday_name(day) == name
    assert not CALENDAR.is_business_day(day)


@pytest.mark.parametrize("day", [date(2025, 3, 31), date(2024, 10, 14), date(2024, 12, 24), date(2023, 2, 15)])
def test_a_holiday_the_district_does_not_observe_is_a_business_day(day: date) -> None:
    assert CALENDAR.holiday_name(day) is None
    assert CALENDAR.is_business_day(day)


@pytest.mark.parametrize("day", [date(2024, 11, 30), date(2024, 12, 1)])
def test_the_weekend_is_not_business_and_no_holiday(day: date) -> None:
    assert not CALENDAR.is_business_day(day)
    assert CALENDAR.holiday_name(day) is None


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2024-11-27T07:59:59", False),
        ("2024-11-27T08:00:00", True),
        ("2024-11-27T16:59:59", True),
        ("2024-11-27T17:00:00", False),
        ("2024-11-28T10:00:00", False),  # Thanksgiving
        ("2024-11-30T10:00:00", False),  # Saturday
        ("2025-01-03T16:30:00", True),  # Friday afternoon
    ],
)
def test_office_hours(moment: str, is_open: bool) -> None:
    assert CALENDAR.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("day", "n", "then"),
    [
        (date(2024, 10, 17), 3, date(2024, 10, 22)),  # Thursday: Friday, Monday, Tuesday
        (date(2024, 11, 22), 3, date(2024, 11, 27)),  # Friday: Monday, Tuesday, Wednesday
        (date(2024, 11, 27), 1, date(2024, 12, 2)),  # the day before Thanksgiving: Monday
        (date(2024, 12, 20), 3, date(2024, 12, 26)),  # Friday: Monday, Tuesday, and Thursday after Christmas
        (date(2024, 12, 20), 7, date(2025, 1, 2)),  # 23, 24, 26, 27, 30, 31, and 2 after New Year's Day
        (date(2025, 1, 17), 1, date(2025, 1, 21)),  # Friday before Martin Luther King Jr. Day: Tuesday
        (date(2024, 11, 30), 1, date(2024, 12, 2)),  # Saturday: Monday
        (date(2024, 11, 30), 0, date(2024, 11, 30)),
        (date(2024, 12, 2), -1, date(2024, 11, 27)),
        (date(2025, 1, 22), -7, date(2025, 1, 10)),  # 21, 17, 16, 15, 14, 13, 10: the notice before a shut-off
    ],
)
def test_adding_business_days(day: date, n: int, then: date) -> None:
    assert CALENDAR.add_business_days(day, n) == then


@pytest.mark.parametrize(
    ("a", "b", "n"),
    [
        (date(2024, 11, 25), date(2024, 11, 25), 0),
        (date(2024, 11, 25), date(2024, 12, 2), 3),  # 26, 27 and 2 December
        (date(2024, 11, 30), date(2024, 12, 1), 0),  # a weekend
        (date(2024, 12, 2), date(2024, 11, 25), -3),  # 27, 26 and 25 November
        (date(2024, 7, 1), date(2024, 7, 31), 21),  # July without its first and fourth
    ],
)
def test_counting_business_days(a: date, b: date, n: int) -> None:
    assert CALENDAR.business_days_between(a, b) == n


def test_the_next_business_day_is_never_the_day_itself() -> None:
    assert CALENDAR.next_business_day(date(2025, 1, 3)) == date(2025, 1, 6)  # Friday
    assert CALENDAR.next_business_day(date(2025, 1, 6)) == date(2025, 1, 7)  # Monday


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(-60, 60))
def test_counting_undoes_adding(day: date, n: int) -> None:
    then = CALENDAR.add_business_days(day, n)
    assert CALENDAR.business_days_between(day, then) == n
    assert n == 0 or CALENDAR.is_business_day(then)


def test_extra_days_and_other_weekdays(tmp_path: Path) -> None:
    calendar = load_calendar(written(tmp_path, GOOD))
    assert calendar.holiday_name(date(2024, 12, 30)) == "Inventory"
    assert calendar.add_business_days(date(2024, 12, 23), 1) == date(2024, 12, 27)  # Monday to Friday
    assert calendar.add_business_days(date(2024, 12, 27), 1) == date(2025, 1, 3)  # past Inventory
    assert calendar.is_business_day(date(2024, 11, 29))  # the day after Thanksgiving is not observed here


def test_a_calendar_that_is_never_open_says_so() -> None:
    shut = Calendar(dt.time(8), dt.time(17), frozenset(), "US", "CA", frozenset())
    with pytest.raises(ValueError, match="no business day within"):
        shut.next_business_day(date(2025, 1, 3))


def test_every_other_friday(tmp_path: Path) -> None:
    """Friday 10 January 2025 is the first one off; the two between are worked, and nothing before it counts."""
    closure = (
        "regular_closures:\n"
        "  - {first: 2025-01-10, every_days: 14, name: Second Friday, mark: illustrative, source: Suggested}\n"
    )
    calendar = load_calendar(written(tmp_path, GOOD.replace("[Monday, Friday]", "[Thursday, Friday]") + closure))
    assert calendar.holiday_name(date(2025, 1, 24)) == "Second Friday"
    assert [calendar.is_business_day(date(2025, 1, day)) for day in (10, 17, 24, 31)] == [False, True, False, True]
    assert calendar.is_business_day(date(2024, 12, 27))
    assert calendar.add_business_days(date(2025, 1, 23), 1) == date(2025, 1, 30)


def test_an_unknown_holiday_lists_the_known_ones(tmp_path: Path) -> None:
    text = complaint(tmp_path, "- Christmas Day", "- Xmas")
    assert text.startswith("calendar.yaml:11: “Xmas” is not a holiday known here. Choose from: New Year's Day, ")
    assert text.endswith("Day After Thanksgiving, Christmas Day.")
    assert "(observed)" not in text


def test_hours_the_wrong_way_round(tmp_path: Path) -> None:
    text = complaint(tmp_path, '"17:00"', '"07:00"')
    assert text == ("calendar.yaml:3: the office opens at 08:00 but closes at 07:00. Put the later time in closes.")


@pytest.mark.parametrize("given", ['"25:00"', '"5 pm"', "8"])
def test_hours_that_are_no_time(tmp_path: Path, given: str) -> None:
    text = complaint(tmp_path, '"17:00"', given)
    assert text.startswith("calendar.yaml:3: ")
    assert 'like "08:00" or "17:00"' in text


@pytest.mark.parametrize(
    ("old", "new", "line", "remedy"),
    [
        ("[Monday, Friday]", "[Monday, Freitag]", 4, "Choose from: Monday, Tuesday"),
        ("[Monday, Friday]", "[]", 4, "at least 1"),
        ("subdivision: CA", "subdivision: ZZ", 8, "ISO 3166"),
        ("country: US", "country: ZZ", 8, "ISO 3166"),
        ("mark: published", "mark: certain", 5, "law|published|illustrative"),
        ("  source: A page\n", "", 1, "Add it."),
        ("extra_days:", "extra:", 14, "correct its spelling"),
    ],
)
def test_other_mistakes_name_their_line_and_remedy(tmp_path: Path, old: str, new: str, line: int, remedy: str) -> None:
    text = complaint(tmp_path, old, new)
    assert text.startswith(f"calendar.yaml:{line}: ")
    assert remedy in text


def test_an_extra_day_given_twice(tmp_path: Path) -> None:
    again = "  - {date: 2024-12-30, name: Again, mark: illustrative, source: Suggested}\n"
    with pytest.raises(SourceError, match=r"calendar\.yaml:16: 2024-12-30 is given twice"):
        load_calendar(written(tmp_path, GOOD + again))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        load_calendar(tmp_path / "calendar.yaml")
