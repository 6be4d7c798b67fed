"""Whatever is planted, and with whatever else, an account hangs together: its money, its dates and its water."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from customers.planted import alone, pairs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.customers.account import Built, make_account
from trainer.customers.district import District
from trainer.customers.plants import PLANTS
from trainer.customers.pricing import reprice
from trainer.customers.recipe import Recipe
from trainer.district.pack import load_pack
from trainer.district.parameters import UnknownParameterError
from trainer.record.account import Account, Entry, EntryKind, ReadSource
from trainer.settings import SEED

ALONE, PAIRS = alone(), pairs()
FIRST, LAST = dt.date(2024, 7, 1), dt.date(2025, 6, 29)
seeds, days = st.integers(0, 10**9), st.dates(FIRST, LAST)
many = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ADDS = {
    EntryKind.BILL, EntryKind.PENALTY, EntryKind.FEE, EntryKind.NOTICE_FEE, EntryKind.RETURNED,
    EntryKind.RETURNED_CHARGE,
}  # fmt: skip
TAKES_OFF = {EntryKind.PAYMENT, EntryKind.WAIVER, EntryKind.REVERSAL, EntryKind.ADJUSTMENT}


def made(recipe: Recipe, seed: int, day: dt.date, district: District) -> tuple[Built, dt.date]:
    today = district.policy.add_business_days(day, 1)
    return make_account(recipe, seed, today, district), today


def hangs_together(built: Built, today: dt.date, district: District) -> None:
    account = built.account
    money(account)
    penalties(account, today, district)
    causes(account, today)
    around(account, today)
    water(account, district)
    people(account, district.invented.area_code)
    assert all(value not in ("", None) for value in built.truth.values())
    assert built.premise.address == account.premise.address
    assert built.premise.water_on is (account.status == "active")


def money(account: Account) -> None:
    entries, bills = account.entries, {bill.id: bill for bill in account.bills}
    assert [entry.id for entry in entries] == [f"L{number:03}" for number in range(1, len(entries) + 1)]
    assert [entry.on for entry in entries] == sorted(entry.on for entry in entries)
    assert all(entry.amount == entry.amount.quantize(Decimal("0.01")) != 0 for entry in entries)
    assert all(entry.amount > 0 for entry in entries if entry.kind in ADDS)
    assert all(entry.amount < 0 for entry in entries if entry.kind in TAKES_OFF)
    assert {entry.kind for entry in entries} <= ADDS | TAKES_OFF | {EntryKind.TRANSFER}
    billed = {e.concerns: e for e in entries if e.kind is EntryKind.BILL}
    assert {name: bill.total for name, bill in bills.items()}.items() <= {
        n: e.amount for n, e in billed.items()
    }.items()
    canceled = [billed[name] for name in billed.keys() - bills.keys()]
    for line in canceled:
        assert -line.amount == sum(e.amount for e in entries if e.concerns == line.id and e.amount < 0)
    twice = paid_again(entries)
    for day in {entry.on for entry in entries}:
        owed = sum(entry.amount for entry in entries if entry.on <= day)
        assert owed >= -twice, day


def paid_again(entries: tuple[Entry, ...]) -> Decimal:
    """What was paid a second time for one bill, to the cent."""
    seen: dict[tuple[str, Decimal], int] = {}
    for entry in entries:
        if entry.kind is EntryKind.PAYMENT and entry.memo == "":
            seen[entry.concerns, entry.amount] = seen.get((entry.concerns, entry.amount), 0) + 1
    return sum((-amount * (times - 1) for (_, amount), times in seen.items()), Decimal(0))


def penalties(account: Account, today: dt.date, district: District) -> None:
    """One on the business day after the due date of each bill of which nothing was posted by then, and on no other."""
    for bill in account.bills:
        fined = [e for e in account.entries if e.kind is EntryKind.PENALTY and e.concerns == bill.id]
        paid = [
            e for e in account.entries if e.kind is EntryKind.PAYMENT and e.concerns == bill.id and e.on <= bill.due
        ]
        day = district.policy.add_business_days(bill.due, 1)
        assert [e.on for e in fined] == ([day] if not paid and day <= today else [])


def causes(account: Account, today: dt.date) -> None:
    """No line of the ledger is before what it belongs to, or after today."""
    place = {entry.id: number for number, entry in enumerate(account.entries)}
    bills = {bill.id: bill.on for bill in account.bills}
    bills |= {e.concerns: e.on for e in account.entries if e.kind is EntryKind.BILL and e.concerns not in bills}
    for entry in account.entries:
        assert entry.on <= today
        if entry.concerns in place:
            assert place[entry.concerns] < place[entry.id]
        elif entry.concerns:
            assert bills[entry.concerns] <= entry.on
        if entry.kind is EntryKind.PAYMENT:
            assert entry.received is not None
            assert entry.received <= entry.on
            assert entry.concerns in place or bills[entry.concerns] < entry.received
        if entry.kind is EntryKind.RETURNED:
            paid = account.entry(entry.concerns)
            assert paid is not None
            assert (paid.kind, paid.amount) == (EntryKind.PAYMENT, -entry.amount)
            assert paid.on < entry.on
        if entry.kind is EntryKind.RETURNED_CHARGE:
            assert (account.entry(entry.concerns) or entry).kind is EntryKind.RETURNED


def around(account: Account, today: dt.date) -> None:
    """What surrounds the ledger has happened, in its order."""
    dues = {bill.id: bill.due for bill in account.bills}
    for order in account.orders:
        assert order.done_on is not None
        assert order.on <= order.done_on <= today
        assert order.result
    assert len({order.id for order in account.orders}) == len(account.orders)
    assert all(note.on <= today and note.text for note in account.notes)
    assert [note.on for note in account.notes] == sorted(note.on for note in account.notes)
    for notice in account.notices:
        assert notice.on <= today
        assert not notice.concerns or notice.on > dues[notice.concerns]
    assert len({notice.id for notice in account.notices}) == len(account.notices)
    for shutoff in account.shutoffs:
        assert all(notice.on < shutoff.scheduled for notice in account.notices)
        assert shutoff.done is not None or shutoff.scheduled > today
    for plan in account.arrangements:
        assert plan.agreed is not None
        assert plan.broken_on is None or plan.agreed < plan.broken_on <= today
    for one in (*account.documents, *account.declarations, *account.flags, *account.deposits):
        assert one.on <= today
    assert all(held.on >= account.since for held in account.deposits)
    assert all(one.made <= today and one.amount > 0 for one in account.pending)
    for back in (account.mail_returned, account.email_bounced):
        assert back is None or account.bills[-1].on <= back <= today
    assert account.email_bounced is None or account.paperless
    for lent in account.construction:
        assert lent.reported is not None
        assert lent.lent < lent.reported < today


def water(account: Account, district: District) -> None:
    """Bills follow from reads, and each is the tariff's own."""
    ends = {read.on: read for read in account.reads}
    behind = 0
    for number, bill in enumerate(account.bills):
        before = account.reads[0].value if number == 0 else account.bills[number - 1].read_to
        assert (before, ends[bill.period_to].value) == (bill.read_from, bill.read_to)
        again = reprice(district, account, bill, bill.read_to)
        assert (again.charges, again.difference) == (bill.charges, 0)
        guessed = ends[bill.period_to].source is ReadSource.ESTIMATED
        if not changed_within(account, number) and not behind:
            assert bill.use == bill.read_to - bill.read_from
        assert bill.use >= 0
        assert bill.read_to < 10**account.meter.digits
        behind = behind + 1 if guessed else 0
    for one, other in pairwise(account.bills):
        assert one.on < other.on
        assert other.period_from == one.period_to + dt.timedelta(days=1)
    assert all(bill.period_to < bill.on < bill.due for bill in account.bills)
    assert [read.on for read in account.reads] == sorted(read.on for read in account.reads)


def changed_within(account: Account, number: int) -> bool:
    bill = account.bills[number]
    return bill.period_from <= account.meter.installed <= bill.period_to


def people(account: Account, area_code: str) -> None:
    assert sum(person.standing == "holder" for person in account.people) == 1
    assert len({person.name for person in account.people}) == len(account.people)
    for person in account.people:
        assert person.phone.startswith(f"({area_code}) 555-01")
        assert person.email.partition("@")[2].endswith(("example.com", "example.org", "example.net"))


@pytest.mark.parametrize("recipe", ALONE, ids=lambda recipe: " ".join(repr(plant) for plant in recipe.plants))
def test_each_plant_with_each_option_hangs_together(district: District, recipe: Recipe) -> None:
    for seed in range(4):
        hangs_together(*made(recipe, seed, FIRST + dt.timedelta(days=89 * seed), district), district)


@pytest.mark.parametrize("recipe", ALONE, ids=lambda recipe: " ".join(repr(plant) for plant in recipe.plants))
def test_another_agency_makes_it_or_lacks_a_figure_that_the_plant_states(recipe: Recipe) -> None:
    """A bill every two months, one price, and few figures: what a plant reads of a pack is what it says it reads."""
    other = load_pack(SEED / "alder-mesa")
    district, stated = District.of(other), {name for plant in recipe.plants for name in plant.parameters}
    if recipe.customer_class not in other.tariffs.on(FIRST, district.area).classes:
        pytest.skip(f"no class {recipe.customer_class} there")
    for seed in range(6):
        day = FIRST + dt.timedelta(days=59 * seed)
        try:
            hangs_together(*made(recipe, seed, day, district), district)
        except UnknownParameterError as lacking:
            missing = stated - other.parameters.entries.keys()
            if not any(f"“{name}”" in str(lacking) for name in missing):
                raise


@many
@given(st.integers(0, len(ALONE + PAIRS) - 1), seeds, days)
def test_any_two_plants_hang_together(district: District, place: int, seed: int, day: dt.date) -> None:
    hangs_together(*made((ALONE + PAIRS)[place], seed, day, district), district)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, len(PAIRS) - 1), seeds, days)
def test_the_same_seed_plants_the_same(district: District, place: int, seed: int, day: dt.date) -> None:
    one, other = (made(PAIRS[place], seed, day, district)[0] for _ in range(2))
    assert plain(one) == plain(other)


def plain(built: Built) -> str:
    known: list[Any] = [dataclasses.asdict(built.account), dataclasses.asdict(built.premise), dict(built.truth)]
    return json.dumps(known, default=str, ensure_ascii=False)


def test_every_plant_stands_alone_and_with_many_others() -> None:
    assert {plant.name for recipe in ALONE for plant in recipe.plants} == set(PLANTS)
    assert len(PAIRS) > 350


def test_the_document_lists_every_plant_and_no_other() -> None:
    document = (Path(__file__).parents[2] / "docs" / "customers.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(\w+)` \|", document, re.MULTILINE)) == sorted(PLANTS)
