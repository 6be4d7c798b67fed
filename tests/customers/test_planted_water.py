"""What plants do to the water: two meters in one bill, estimates that are made up for, a budget that shrank."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from trainer.customers.account import Built, make_account
from trainer.customers.district import District
from trainer.customers.recipe import Recipe
from trainer.record.account import ReadSource

DAYS = (dt.date(2024, 7, 9), dt.date(2024, 11, 20), dt.date(2025, 4, 8))
every_day = pytest.mark.parametrize("day", DAYS, ids=str)


def planted(district: District, day: dt.date, *plants: Any) -> Built:
    return make_account(Recipe(plants=plants), 23, day, district)


@every_day
def test_a_bill_with_two_meters_adds_what_both_counted(district: District, day: dt.date) -> None:
    built, plain = planted(district, day, "changed_meter"), planted(district, day)
    bill, meter, truth = built.account.bills[-1], built.account.meter, built.truth
    out, start = built.account.reads[-3:-1]
    assert (out.value, start.value) == (truth["old_read_out"], 0)
    assert bill.use == (out.value - bill.read_from) + (bill.read_to - start.value) == plain.account.bills[-1].use
    assert bill.total == plain.account.bills[-1].total
    assert bill.period_from <= meter.installed == out.on <= bill.period_to
    assert (meter.number, plain.account.meter.number) == (truth["new_meter"], truth["old_meter"])
    assert f"{truth['old_meter']} out at {out.value:04}" in built.account.orders[-1].result


@every_day
@pytest.mark.parametrize("bills", [1, 2, 3])
def test_a_catch_up_bills_what_flowed_and_no_more(district: District, day: dt.date, bills: int) -> None:
    """The use since the last real read is billed once, in part by the estimates and the rest by the catch-up."""
    account = planted(district, day, {"estimated_reads": {"bills": bills}}).account
    sources = [read.source for read in account.reads[-bills - 2 :]]
    assert sources == [ReadSource.ACTUAL, *[ReadSource.ESTIMATED] * bills, ReadSource.ACTUAL]
    latest, guessed = account.bills[-1], account.bills[-1 - bills : -1]
    corrected = [charge for charge in latest.charges if charge.code == "catch_up"]
    assert len(corrected) == bills
    assert all(charge.amount > 0 for charge in corrected)
    flowed = account.reads[-1].value - account.reads[-bills - 2].value
    days = sum(bill.days for bill in (*guessed, latest))
    assert abs(latest.use - Decimal(flowed * latest.days) / days) <= 1


@every_day
def test_a_budget_shrinks_when_its_variance_ends(district: District, day: dt.date) -> None:
    """Three people at 55 gallons a day for a whole period, in CCF of 748 gallons, within a unit of rounding."""
    built, plain = planted(district, day, "expired_variance"), planted(district, day)
    more = [
        (one.budget - other.budget, Decimal(3 * 55 * one.days) / 748)
        for one, other in zip(built.account.bills, plain.account.bills, strict=True)
    ]
    assert more[-1][0] == 0
    assert all(abs(found - right) <= 1 for found, right in more[-11:-2])
    assert {found for found, _ in more[:10]} == {0}
    assert Decimal(str(built.truth["total_with_variance"])) <= built.account.bills[-1].total


@every_day
def test_a_house_that_was_left_is_billed_on(district: District, day: dt.date) -> None:
    built = planted(district, day, "move_out")
    left, (before, latest) = built.truth["moved_out_on"], built.account.bills[-2:]
    assert before.period_from < left < before.period_to
    assert latest.use <= 1
    assert 0 < Decimal(str(built.truth["final_total"])) < before.total
    assert not built.account.orders
    assert [one.what for one in built.account.follow_ups] == ["Order final read"]


@every_day
def test_where_water_is_off_the_premise_says_so(district: District, day: dt.date) -> None:
    built = planted(district, day, {"arrears": {"stage": "off"}})
    (shutoff,) = built.account.shutoffs
    assert (built.account.status, built.premise.water_on) == ("off", False)
    assert shutoff.done is not None
    off = next(order for order in built.account.orders if order.work == "turn_off")
    assert (off.done_on, shutoff.done < day) == (shutoff.done, True)
