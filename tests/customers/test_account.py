"""An account of any seed, day and set of plants hangs together."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from trainer.customers.account import Built, make_account
from trainer.customers.district import District
from trainer.customers.numbers import account_number, meter_number
from trainer.customers.places import address, homes
from trainer.customers.pricing import reprice
from trainer.customers.recipe import Recipe
from trainer.record.account import Account, EntryKind

THURSDAY = dt.date(2024, 10, 17)
PLANTED: list[list[Any]] = [
    [],
    ["misread"],
    ["high_use"],
    ["misread", "reread_done"],
    ["high_use", "reread_done"],
    ["late_penalty"],
    [{"late_penalty": {"paid": "never"}}],
    ["late_penalty", "earlier_waiver"],
    ["late_penalty", {"earlier_waiver": {"months_ago": [14, 20]}}],
    ["late_penalty", "posted_late"],
    ["late_penalty", {"big_bill": {"penalty_over": Decimal("30.00")}}],
    ["posted_late", "misread", "late_penalty", "big_bill", "earlier_waiver", "reread_done"],
]

seeds = st.integers(0, 10**9)
days = st.dates(dt.date(2024, 7, 1), dt.date(2025, 6, 29))
recipes = st.builds(
    lambda plants, habit, kind: Recipe(plants=plants, payment_habit=habit, customer_class=kind),
    st.sampled_from(PLANTED),
    st.sampled_from(["on_time", "sometimes_late", "late"]),
    st.sampled_from(["RESIDENTIAL_SINGLE"] * 5 + ["RESIDENTIAL_MULTI", "COMMERCIAL", "IRRIGATION"]),
)
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made(recipe: Recipe, seed: int, day: dt.date, district: District) -> Built:
    return make_account(recipe, seed, district.policy.add_business_days(day, 1), district)


def canonical(built: Built) -> str:
    return json.dumps([dataclasses.asdict(built.account), dict(built.truth)], default=str, ensure_ascii=False)


@many
@given(recipes, seeds, days)
def test_the_same_seed_makes_the_same_account(district: District, recipe: Recipe, seed: int, day: dt.date) -> None:
    assert canonical(made(recipe, seed, day, district)) == canonical(made(recipe, seed, day, district))


@many
@given(recipes, seeds, days)
def test_the_ledger_follows_from_the_bills(district: District, recipe: Recipe, seed: int, day: dt.date) -> None:
    account = made(recipe, seed, day, district).account
    entries = account.entries
    assert len({entry.id for entry in entries}) == len(entries)
    assert [entry.on for entry in entries] == sorted(entry.on for entry in entries)
    billed = {e.concerns: e.amount for e in entries if e.kind is EntryKind.BILL}
    assert billed == {bill.id: bill.total for bill in account.bills}
    assert account.balance == sum(entry.amount for entry in entries)
    assert all(entry.amount == entry.amount.quantize(Decimal("0.01")) != 0 for entry in entries)
    assert all((entry.amount < 0) is (entry.kind in (EntryKind.PAYMENT, EntryKind.WAIVER)) for entry in entries)


@many
@given(recipes, seeds, days)
def test_on_no_day_was_more_paid_than_owed(district: District, recipe: Recipe, seed: int, day: dt.date) -> None:
    entries = made(recipe, seed, day, district).account.entries
    for place in range(1, len(entries) + 1):
        assert sum(entry.amount for entry in entries[:place]) >= 0


@many
@given(recipes, seeds, days)
def test_nothing_precedes_its_cause_or_follows_today(
    district: District, recipe: Recipe, seed: int, day: dt.date
) -> None:
    today = district.policy.add_business_days(day, 1)
    account = made(recipe, seed, day, district).account
    bills = {bill.id: bill for bill in account.bills}
    place = {entry.id: number for number, entry in enumerate(account.entries)}
    for entry in account.entries:
        assert entry.on <= today
        if entry.kind is EntryKind.WAIVER:
            assert place[entry.concerns] < place[entry.id]
        elif entry.kind is EntryKind.PENALTY:
            assert entry.on == district.policy.add_business_days(bills[entry.concerns].due, 1)
        elif entry.kind is EntryKind.PAYMENT:
            assert entry.received is not None
            assert bills[entry.concerns].on < entry.received <= entry.on
    for order in account.orders:
        assert order.done_on is not None
        assert account.bills[-1].on < order.on < order.done_on < today
    assert all(note.on <= today for note in account.notes)


@many
@given(recipes, seeds, days)
def test_a_penalty_stands_for_each_bill_not_posted_by_its_due_date(
    district: District, recipe: Recipe, seed: int, day: dt.date
) -> None:
    account = made(recipe, seed, day, district).account
    today = district.policy.add_business_days(day, 1)
    for bill in account.bills:
        about = [entry for entry in account.entries if entry.concerns == bill.id]
        paid = [entry.on for entry in about if entry.kind is EntryKind.PAYMENT]
        late = bill.due < today and (not paid or paid[0] > bill.due)
        shown = district.policy.add_business_days(bill.due, 1) <= today
        penalties = [entry.amount for entry in about if entry.kind is EntryKind.PENALTY]
        assert penalties == (
            [(bill.total / 10 + Decimal("0.000001")).quantize(Decimal("0.01"))] if late and shown else []
        )


@many
@given(recipes, seeds, days)
def test_bills_are_the_tariffs_own_and_reads_run_on(
    district: District, recipe: Recipe, seed: int, day: dt.date
) -> None:
    account = made(recipe, seed, day, district).account
    assert len(account.reads) == len(account.bills) + 1 == 25
    assert account.meter.installed < account.reads[0].on
    assert account.since <= account.bills[0].period_from
    for read, bill, after in zip(account.reads, account.bills, account.reads[1:], strict=False):
        assert (bill.read_from, bill.read_to) == (read.value, after.value)
        assert bill.use == bill.read_to - bill.read_from > 0
        assert after.value < 10**account.meter.digits
        again = reprice(district, account, bill, bill.read_to)
        assert (again.charges, again.difference) == (bill.charges, 0)
    for one, other in pairwise(account.bills):
        assert one.period_to < other.period_from == one.period_to + dt.timedelta(days=1)
        assert 25 <= other.days <= 36
    assert all(bill.period_to < bill.on < bill.due for bill in account.bills)


@many
@given(recipes, seeds, days)
def test_the_latest_bill_is_fresh_and_open(district: District, recipe: Recipe, seed: int, day: dt.date) -> None:
    today = district.policy.add_business_days(day, 1)
    account = made(recipe, seed, day, district).account
    bill = account.bills[-1]
    assert 4 <= (today - bill.on).days <= 12
    assert bill.due > today
    assert not any(e.kind is EntryKind.PAYMENT and e.concerns == bill.id for e in account.entries)


@many
@given(seeds, days)
def test_nothing_is_wrong_that_was_not_planted(district: District, seed: int, day: dt.date) -> None:
    account = made(Recipe(), seed, day, district).account
    assert {entry.kind for entry in account.entries} == {EntryKind.BILL, EntryKind.PAYMENT}
    assert account.balance == account.bills[-1].total
    for before, bill in zip(account.bills, account.bills[12:], strict=False):
        assert bill.use <= before.use * Decimal("1.5")


def test_homes_use_about_fourteen_units_and_most_in_summer(district: District) -> None:
    bills = [b for seed in range(60) for b in make_account(Recipe(), seed, THURSDAY, district).account.bills]
    by_month = {month: [b.use for b in bills if b.on.month == month] for month in (2, 8)}
    assert 12 <= sum(bill.use for bill in bills) / len(bills) <= 16
    assert sum(by_month[8]) > 1.3 * sum(by_month[2])


def test_nobody_exists(district: District) -> None:
    accounts = [make_account(Recipe(authorised=2), seed, THURSDAY, district).account for seed in range(40)]
    people = [person for account in accounts for person in account.people]
    assert all(person.phone.startswith("(949) 555-01") and len(person.phone) == 14 for person in people)
    assert all(person.email.rpartition("@")[2] in {"example.com", "example.org", "example.net"} for person in people)
    assert all(person.email.isascii() for person in people)
    assert len({person.name for person in people}) > 100
    for account in accounts:
        assert len({person.name for person in account.people}) == len({p.phone for p in account.people}) == 3
        assert account.premise.community in district.communities


def test_a_recipe_is_followed(district: District) -> None:
    recipe = Recipe.model_validate({
        "years": [5, 6], "household": 7, "irrigated_area": [3000, 3100], "meter_size": '1"', "pressure_zone": 4,
        "community": "Talega", "autopay": True, "paperless": False, "authorised": 0, "language": "Vietnamese",
    })  # fmt: skip
    account = make_account(recipe, 1, THURSDAY, district).account
    assert (account.premise.household, account.meter.size, account.premise.pressure_zone) == (7, '1"', "4")
    assert 3000 <= account.premise.irrigated_area <= 3100
    assert (account.premise.community, account.autopay, account.paperless) == ("Talega", True, False)
    assert (len(account.people), account.holder.language) == (1, "Vietnamese")
    assert dt.date(2017, 9, 1) < account.since <= dt.date(2019, 10, 17)
    assert {e.channel for e in account.entries if e.kind is EntryKind.PAYMENT} == {"autopay"}


def test_some_use_more_water_than_others_of_their_size(district: District) -> None:
    low, usual, high = (
        sum(bill.use for bill in make_account(Recipe(use=use), 5, THURSDAY, district).account.bills)
        for use in ("low", "usual", "high")
    )
    assert low < Decimal("0.8") * usual
    assert high > Decimal("1.2") * usual


def test_a_tenant_is_one_and_a_premise_is_of_its_kind(district: District) -> None:
    account = make_account(Recipe(tenure="tenant"), 5, THURSDAY, district).account
    assert (account.tenure, account.premise.kind) == ("tenant", "home")
    kinds = {"RESIDENTIAL_MULTI": "apartments", "COMMERCIAL": "business", "IRRIGATION": "association"}
    for name, kind in kinds.items():
        recipe = Recipe.model_validate({"customer_class": name})
        assert make_account(recipe, 5, THURSDAY, district).account.premise.kind == kind


def test_one_choice_leaves_the_rest_as_it_was(district: District) -> None:
    """Streams are independent: fixing the language or the community redraws neither meter nor use."""
    plain = make_account(Recipe(), 11, THURSDAY, district).account
    other = make_account(Recipe(language="Korean", community="Talega", paperless=True), 11, THURSDAY, district).account
    assert (plain.bills, plain.entries, plain.meter, plain.premise.address) == (
        other.bills, other.entries, other.meter, other.premise.address,
    )  # fmt: skip


def test_a_new_customer_has_fewer_bills(district: District) -> None:
    account: Account = make_account(Recipe(years=0), 4, THURSDAY, district).account
    assert 1 <= len(account.bills) <= 11


def test_accounts_are_made_for_business_days(district: District) -> None:
    with pytest.raises(ValueError, match="2024-10-19 is not a business day"):
        make_account(Recipe(), 1, dt.date(2024, 10, 19), district)


def test_serials_tell_the_accounts_of_a_district_apart(district: District) -> None:
    some = range(0, 3_000_000, 37)
    for number in (account_number, meter_number):
        assert len({number(serial) for serial in some}) == len(some)
    streets = district.streets
    assert len({address(serial, streets) for serial in range(homes(streets))}) == homes(streets)


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ({"plants": ["misreed"]}, "there is no plant “misreed”; there are expired_variance, absence, misread"),
        ({"plants": [{"misread": {"by": 3}}]}, "plant misread has no option “by”; its options are: none"),
        ({"plants": [{"high_use": {"cause": "elves"}}]}, "plant high_use: cause: Input should be 'pool_fill'"),
        ({"plants": ["misread", "high_use"]}, "plants misread and high_use contradict each other"),
        ({"plants": ["misread", "misread"]}, "plant misread is given twice"),
        ({"plants": ["posted_late"]}, "plant posted_late needs the plant late_penalty"),
        (
            {"plants": [{"late_penalty": {"paid": "never"}}, "posted_late"]},
            "plants late_penalty and posted_late contradict each other: a bill that was never paid was not posted late",
        ),
        ({"plants": ["late_penalty"], "autopay": True}, "plant late_penalty contradicts autopay: true"),
        ({"plants": ["high_use"], "years": [0, 3]}, "plant high_use needs a customer of more years"),
        ({"plants": [{"earlier_waiver": {"months_ago": 5}}]}, "span of at least a month"),
        ({"autopay": True, "payment_habit": "late"}, "autopay: true contradicts payment_habit: late"),
        (
            {"plants": ["misread", "leak"]},
            "plants misread and leak contradict each other: each decides the latest use",
        ),
        ({"plants": ["crossed_meters", "reread_done"]}, "plants crossed_meters and reread_done contradict each other"),
        (
            {"plants": ["returned_check", "duplicate_payment"]},
            "contradict each other: each decides how the bill before the latest was paid",
        ),
        (
            {"plants": [{"arrears": {"unpaid": 1, "stage": "scheduled"}}]},
            "plant arrears: stage: scheduled contradicts unpaid: 1; it takes 2 or more",
        ),
        ({"plants": ["bounced_autopay"], "autopay": False}, "plant bounced_autopay contradicts autopay: false"),
        (
            {"plants": ["bounced_autopay"], "payment_habit": "late"},
            "plant bounced_autopay contradicts payment_habit: late",
        ),
        (
            {"plants": ["bounced_autopay", "earlier_waiver"]},
            "bounced_autopay is about automatic payment, and nobody on it pays late",
        ),
        ({"plants": ["bounced_ebill", "returned_mail"]}, "they ask for another paperless"),
        ({"plants": ["returned_mail"], "paperless": True}, "plant returned_mail contradicts paperless: true"),
        (
            {"plants": ["arrears", "landlord_behind"], "tenure": "tenant"},
            "plant landlord_behind contradicts tenure: tenant",
        ),
        (
            {"plants": ["association"]},
            "plant association contradicts customer_class: RESIDENTIAL_SINGLE; it happens to IRRIGATION",
        ),
        (
            {"plants": ["association", "deceased"], "customer_class": "IRRIGATION"},
            "plants association and deceased contradict each other",
        ),
        (
            {"plants": ["association"], "customer_class": "IRRIGATION", "authorised": 1},
            "plant association contradicts authorised: 1",
        ),
        ({"plants": ["bankruptcy"]}, "plant bankruptcy needs the plant arrears"),
        (
            {"plants": [{"arrears": {"stage": "off"}}, {"bankruptcy": {"flagged": True}}]},
            "contradict each other: flagged: true and stage: off, and nobody is shut off after a petition",
        ),
        ({"household": [4, 2]}, r"write it as \[2, 4\]|write \[2, 4\]"),
        ({"houshold": 3}, "Extra inputs are not permitted"),
    ],
)
def test_a_wrong_recipe_is_refused_in_words(recipe: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Recipe.model_validate(recipe)
