"""Days before a shut-off, against a count that looks at one day after the other and at a printed list of holidays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.district.pack import Pack
from trainer.district.situations import Situation, case_of
from trainer.record.act import act
from trainer.record.case import Case
from trainer.record.ruling import Ruling, Verdict

DAY = dt.timedelta(days=1)
# From the District's calendar as printed for the window that plays fall in, and some months beyond it.
HOLIDAYS = frozenset(
    map(
        dt.date.fromisoformat,
        (
            "2024-07-04", "2024-09-02", "2024-11-11", "2024-11-28", "2024-11-29", "2024-12-25", "2025-01-01",
            "2025-01-20", "2025-02-17", "2025-05-26", "2025-06-19", "2025-07-04", "2025-09-01", "2025-11-11",
        ),
    )
)  # fmt: skip
SLOW = settings(max_examples=60, deadline=None)

days = st.dates(dt.date(2024, 7, 15), dt.date(2025, 6, 30))
ahead = st.integers(0, 80)


def is_open(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def business_days_after(start: dt.date, end: dt.date) -> int:
    """How many business days lie after `start`, up to and with `end`."""
    count, day = 0, start
    while day < end:
        day += DAY
        count += is_open(day)
    return count


def case_for(pack: Pack, today: dt.date, due: dt.date, **account: Any) -> Case:
    """A home with one unpaid bill."""
    bill = {"id": "B1", "on": due - 21 * DAY, "due": due, "total": "90.00"}
    entry = {"id": "L1", "on": bill["on"], "kind": "bill", "amount": "90.00", "concerns": "B1"}
    given = {"on": today, "account": {"bills": [bill], "entries": [entry], **account}}
    return case_of(Situation.model_validate(given), pack)


def ruled(pack: Pack, rule: str, case: Case, on: dt.date) -> Ruling:
    ruling = pack.rulebook.ruling(rule, case, act("schedule_shutoff", on=on, reason="non_payment"))
    assert ruling is not None
    return ruling


def first_day_left_open(ruling: Ruling) -> dt.date:
    assert ruling.allowed is not None
    day = ruling.allowed.get("on")
    assert isinstance(day, dt.date)
    return day


def check(pack: Pack, rule: str, case: Case, on: dt.date, enough: bool) -> None:
    """The verdict is as counted; a day refused comes back as an open one that the rule permits, none earlier."""
    ruling = ruled(pack, rule, case, on)
    assert (ruling.verdict is Verdict.PERMITTED) is enough, ruling.why
    if enough:
        return
    first = first_day_left_open(ruling)
    assert is_open(first)
    assert ruled(pack, rule, case, first).verdict is Verdict.PERMITTED
    between = (on + n * DAY for n in range((first - on).days))
    assert not any(is_open(d) and ruled(pack, rule, case, d).verdict is Verdict.PERMITTED for d in between)


@SLOW
@given(due=days, later=ahead)
def test_sixty_days_from_the_due_date(pack: Pack, due: dt.date, later: int) -> None:
    passed = [due + n * DAY for n in range(1, later + 1)]
    check(pack, "sixty_days", case_for(pack, due + DAY, due), due + later * DAY, enough=len(passed) >= 60)


@SLOW
@given(told=days, later=ahead)
def test_seven_business_days_after_the_call(pack: Pack, told: dt.date, later: int) -> None:
    notice = {"id": "N1", "on": told, "kind": "final notice", "how": "phone", "reached": True}
    case = case_for(pack, told, told - 5 * DAY, notices=[notice])
    on = told + later * DAY
    check(pack, "contact_in_time", case, on, enough=business_days_after(told, on) >= 7)


@SLOW
@given(mailed=days, later=ahead)
def test_a_mailed_notice_runs_as_long_as_the_longer_law(pack: Pack, mailed: dt.date, later: int) -> None:
    case = case_for(
        pack, mailed, mailed - 5 * DAY, notices=[{"id": "N1", "on": mailed, "kind": "final notice", "how": "mail"}]
    )
    on = mailed + later * DAY
    begun = [day for day in (mailed + n * DAY for n in range(1, later + 1)) if day > mailed + 5 * DAY]
    check(pack, "mailed_notice", case, on, enough=len(begun) >= 10 and business_days_after(mailed, on) >= 7)


@SLOW
@given(on=days)
def test_only_on_open_days(pack: Pack, on: dt.date) -> None:
    check(pack, "open_days_only", case_for(pack, on, on - 70 * DAY), on, enough=is_open(on))


@SLOW
@given(broken=days, posted_after=st.integers(0, 70), later=st.integers(0, 30))
def test_a_broken_plan_has_sixty_days_and_five_business_days(
    pack: Pack, broken: dt.date, posted_after: int, later: int
) -> None:
    posted = broken + posted_after * DAY
    case = case_for(
        pack, posted, broken - 40 * DAY,
        arrangements=[{"kind": "payment plan", "until": broken + 90 * DAY, "broken_on": broken}],
        notices=[{"id": "N1", "on": posted, "kind": "final notice after a broken plan", "how": "door"}],
    )  # fmt: skip
    on = posted + later * DAY
    enough = (on - broken).days >= 60 and business_days_after(posted, on) >= 5
    assert (ruled(pack, "after_a_broken_plan", case, on).verdict is Verdict.PERMITTED) is enough


@SLOW
@given(posted=days, later=st.integers(0, 10))
def test_the_last_word_is_two_whole_days_before(pack: Pack, posted: dt.date, later: int) -> None:
    tag = {"id": "N2", "on": posted, "kind": "notice at the door", "how": "door"}
    case = case_for(pack, posted, posted - 60 * DAY, notices=[tag])
    check(pack, "two_days_before", case, posted + later * DAY, enough=later >= 2)


@pytest.mark.parametrize("when", ["office", "after"])
@pytest.mark.parametrize("income", ["WIC", "above"])
def test_no_household_pays_more_than_the_fee_or_a_poor_one_more_than_the_cap(
    pack: Pack, when: str, income: str
) -> None:
    today = dt.date(2025, 3, 12)
    given = {"on": today, "account": {}, "known": {"income": income}}
    case = case_of(Situation.model_validate(given), pack)
    ruling = pack.rulebook.ruling("reconnection_fee", case, act("restore_service", when=when))
    assert ruling is not None
    assert ruling.allowed is not None
    hours = "" if when == "office" else "_after_hours"
    fee, cap = (pack.parameter(f"reconnection_{name}{hours}", today).value for name in ("fee", "cap"))
    assert ruling.allowed.amount("fee") == (min(fee, cap) if income == "WIC" else fee)
