"""What each plant puts into an account, and what it reveals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.customers.account import Built, make_account
from trainer.customers.district import District
from trainer.customers.pricing import reprice
from trainer.customers.recipe import Recipe
from trainer.district.dates import months_back
from trainer.record.account import EntryKind, OrderStatus

seeds = st.integers(0, 10**9)
days = st.dates(dt.date(2024, 7, 1), dt.date(2025, 6, 29))
some = settings(max_examples=40, deadline=None)


def planted(district: District, seed: int, day: dt.date, *plants: Any, **recipe: Any) -> tuple[Built, dt.date]:
    today = district.policy.add_business_days(day, 1)
    return make_account(Recipe(plants=plants, **recipe), seed, today, district), today


@some
@given(seeds, days)
def test_a_misread_makes_the_use_jump(district: District, seed: int, day: dt.date) -> None:
    built, _ = planted(district, seed, day, "misread", "reread_done")
    account, truth = built.account, built.truth
    bill, year_ago = account.bills[-1], account.bills[-13]
    assert Decimal("2.2") * year_ago.use <= bill.use <= 4 * year_ago.use
    right, wrong = f"{truth['true_read']:04}", f"{bill.read_to:04}"
    assert sorted(right) == sorted(wrong) or sum(a != b for a, b in zip(right, wrong, strict=True)) == 1
    assert truth["true_use"] <= Decimal("1.5") * year_ago.use
    estimate = reprice(district, account, bill, int(str(truth["true_read"])))
    assert (estimate.total, estimate.difference) == (truth["corrected_total"], truth["overbilled"])
    assert account.orders[-1].read == truth["true_read"] != bill.read_to
    assert truth["reread_shows"] == "misread"


@some
@given(seeds, days, st.sampled_from(["pool_fill", "irrigation", "leak", "unknown"]))
def test_high_use_really_flowed(district: District, seed: int, day: dt.date, cause: str) -> None:
    built, _ = planted(district, seed, day, {"high_use": {"cause": cause}}, "reread_done")
    account, truth = built.account, built.truth
    bill, year_ago = account.bills[-1], account.bills[-13]
    assert Decimal("2.2") * year_ago.use <= bill.use <= Decimal("3.5") * year_ago.use
    assert account.orders[-1].read == truth["true_read"] == bill.read_to
    assert (truth["cause"], truth["reread_shows"]) == (cause, "confirmed")
    assert ("no movement" in account.orders[-1].result) is (cause != "leak")


@some
@given(seeds, days)
def test_a_reread_came_back_a_day_or_two_ago(district: District, seed: int, day: dt.date) -> None:
    built, today = planted(district, seed, day, "misread", "reread_done")
    order = built.account.orders[-1]
    assert (order.work, order.status) == ("reread", OrderStatus.DONE)
    assert order.on in [district.policy.add_business_days(today, -back) for back in (3, 4, 5, 6)]
    assert order.done_on in [district.policy.add_business_days(today, -back) for back in (1, 2)]
    assert order.on > built.account.bills[-1].on


@some
@given(seeds, days, st.sampled_from(["late", "never"]))
def test_a_late_penalty_after_a_clean_history(district: District, seed: int, day: dt.date, paid: str) -> None:
    built, today = planted(district, seed, day, {"late_penalty": {"paid": paid}}, payment_habit="late")
    account, truth = built.account, built.truth
    since = months_back(today, 14)
    penalties = [e for e in account.entries if e.kind is EntryKind.PENALTY and e.on >= since]
    assert [(e.id, e.amount, e.concerns) for e in penalties] == [
        (truth["penalty_id"], truth["penalty_amount"], account.bills[-2].id)
    ]
    assert 3 <= (today - penalties[0].on).days <= 28
    owed = account.bills[-1].total + penalties[0].amount
    older = sum(e.amount for e in account.entries if e.on < since)
    assert older >= 0
    assert account.balance == owed + (account.bills[-2].total if paid == "never" else 0)


@some
@given(seeds, days)
def test_posted_late_was_received_in_time(district: District, seed: int, day: dt.date) -> None:
    built, today = planted(district, seed, day, "late_penalty", "posted_late")
    payment = built.account.entry(str(built.truth["late_payment"]))
    due = built.account.bills[-2].due
    assert payment is not None
    assert payment.received is not None
    assert payment.received <= due < payment.on <= today
    assert payment.on in [district.policy.add_business_days(due, after) for after in (1, 2, 3)]
    assert payment.channel == "night drop"


@some
@given(seeds, days, st.sampled_from([(3, 10), (14, 20), (5, 6), (13, 14)]))
def test_an_earlier_waiver_falls_in_its_span(
    district: District, seed: int, day: dt.date, span: tuple[int, int]
) -> None:
    built, today = planted(district, seed, day, "late_penalty", {"earlier_waiver": {"months_ago": span}})
    account, truth = built.account, built.truth
    (waiver,) = [e for e in account.entries if e.kind is EntryKind.WAIVER]
    assert months_back(today, span[1]) <= waiver.on <= months_back(today, span[0])
    penalty = account.entry(waiver.concerns)
    assert penalty is not None
    assert (waiver.id, penalty.id) == (truth["earlier_waiver"], truth["earlier_penalty"])
    assert penalty.amount == -waiver.amount
    assert account.balance == account.bills[-1].total + Decimal(str(truth["penalty_amount"]))


@some
@given(seeds, days, st.sampled_from([Decimal("15.00"), Decimal("30.00"), Decimal("75.00")]))
def test_a_big_bill_is_penalised_by_more(district: District, seed: int, day: dt.date, over: Decimal) -> None:
    built, _ = planted(district, seed, day, "late_penalty", {"big_bill": {"penalty_over": over}})
    assert Decimal(str(built.truth["penalty_amount"])) > over
    assert built.truth["big_bill_total"] == built.account.bills[-2].total


def test_plants_may_stand_in_any_order(district: District) -> None:
    one, _ = planted(district, 5, dt.date(2024, 10, 16), "late_penalty", "misread", "posted_late")
    other, _ = planted(district, 5, dt.date(2024, 10, 16), "posted_late", "late_penalty", "misread")
    assert one == other


def test_one_misread_worked_out_by_hand(district: District) -> None:
    """Seed 7: the technician finds what the reader's swapped digits hid."""
    built, _ = planted(district, 7, dt.date(2024, 10, 16), "misread", "reread_done")
    bill, order = built.account.bills[-1], built.account.orders[-1]
    true_read = built.truth["true_read"]
    assert order.result == (
        f"Reread {true_read:04}: register's data log for {bill.period_to.day} {bill.period_to:%b}, "
        f"billed as {bill.read_to:04}. Dial clear, no movement with house off."
    )
    assert bill.total - Decimal(str(built.truth["corrected_total"])) == built.truth["overbilled"] > 0


@pytest.mark.parametrize("key", ["caller_name", "stranger_name", "last_payment", "last_payment_on", "latest_total"])
def test_every_account_tells_some_truths(district: District, key: str) -> None:
    built, _ = planted(district, 3, dt.date(2024, 10, 16))
    assert built.truth[key]
    assert built.truth["stranger_name"] not in {person.name for person in built.account.people}


@pytest.mark.parametrize(
    ("options", "complete", "says"),
    [
        ({"mistake": "none"}, True, "whole"),
        ({"mistake": "unsigned"}, False, "No signature"),
        ({"mistake": "routing"}, False, "8 digits"),
        ({"form": "ebill", "mistake": "email"}, False, "E-mail written as"),
    ],
)
def test_an_application_says_what_is_wrong_with_it(
    district: District, options: dict[str, str], complete: bool, says: str
) -> None:
    account = planted(district, 3, dt.date(2024, 10, 16), {"application": options})[0].account
    paper = account.documents[-1]
    assert (paper.complete, account.autopay, account.paperless) == (complete, False, False)
    assert says in paper.words
    assert account.number not in paper.words
    assert account.holder.email not in paper.words
