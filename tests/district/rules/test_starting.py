"""Days of service over a whole year, weekends and holidays included; and what comes back of a construction meter."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trainer.district.pack import Pack
from trainer.district.rules.construction import refund_of
from trainer.district.situations import Situation, case_of
from trainer.record.act import act
from trainer.record.ruling import Ruling, Verdict
from trainer.record.service import ConstructionMeter

CENT = Decimal("0.01")
DAYS = st.dates(dt.date(2024, 7, 1), dt.date(2025, 6, 30))
MONEY = st.integers(0, 500_000).map(lambda cents: cents * CENT)


def asked(pack: Pack, today: dt.date, on: dt.date) -> Ruling:
    ruling = pack.rulebook.ruling("service_notice", case_of(Situation(on=today), pack), act("end_service", on=on))
    assert ruling is not None
    return ruling


@given(DAYS, st.integers(-30, 60))
def test_a_day_that_is_given_is_one_a_crew_works_and_never_the_day_of_the_call(
    pack: Pack, today: dt.date, ahead: int
) -> None:
    on = today + dt.timedelta(days=ahead)
    ruling = asked(pack, today, on)
    right = ruling.allowed.get("on") if ruling.allowed else None
    assert isinstance(right, dt.date)
    assert right > today
    assert pack.calendar.is_business_day(right)
    assert (ruling.verdict is Verdict.PERMITTED) is (right == on)
    between = (today + dt.timedelta(days=n) for n in range(1, (right - today).days))
    assert not any(pack.calendar.is_business_day(day) and day >= on for day in between), "an earlier day was free"


@given(DAYS, st.integers(-30, 60))
def test_the_day_that_is_offered_instead_is_permitted(pack: Pack, today: dt.date, ahead: int) -> None:
    offered = asked(pack, today, today + dt.timedelta(days=ahead)).allowed
    assert offered is not None
    assert asked(pack, today, offered.get("on")).verdict is Verdict.PERMITTED  # type: ignore[arg-type]


@given(MONEY, MONEY, MONEY, st.sampled_from(["returned", "damaged", "lost"]))
def test_the_parts_of_a_construction_deposit_add_up(
    deposit: Decimal, repair: Decimal, unpaid: Decimal, state: str
) -> None:
    meter = ConstructionMeter("C-7", dt.date(2025, 1, 6), deposit, 5 * CENT, state=state, repair=repair, unpaid=unpaid)
    forfeited = deposit - repair if state == "lost" else Decimal(0)
    assert refund_of(meter) + unpaid + repair + forfeited == deposit
