"""Instalments and what they divide, over all amounts: nothing is lost or made, whoever takes the odd cents."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trainer.district.delinquency import oldest_unpaid, open_amounts, past_due
from trainer.district.rules.extensions import instalments
from trainer.record.account import Bill, Entry, EntryKind
from trainer.record.reading import read_account

CENT = Decimal("0.01")
TODAY = dt.date(2025, 3, 10)

amounts = st.decimals(Decimal("0.01"), Decimal("9999.99"), places=2)


@given(amounts, st.integers(2, 36))
def test_instalments_make_exactly_what_is_owed(owed: Decimal, count: int) -> None:
    each, last = instalments(owed, count)
    assert sum([each] * (count - 1), last) == owed
    assert each <= last < each + count * CENT
    assert each == each.quantize(CENT)


def account_of(totals: list[Decimal], paid: list[Decimal]) -> tuple[tuple[Bill, ...], list[Entry]]:
    """One bill a month, the last not due yet, and payments that name no bill."""
    days = [dt.date(2025, 3, 1) - dt.timedelta(days=30 * n) for n in range(len(totals))]
    bills = [
        {"id": f"B{n}", "on": day, "total": total} for n, (day, total) in enumerate(zip(days, totals, strict=True))
    ]
    account = read_account({"bills": bills})
    entries = [Entry(f"L{bill.id}", bill.on, EntryKind.BILL, bill.total, bill.id) for bill in account.bills]
    return account.bills, entries + [Entry(f"P{n}", TODAY, EntryKind.PAYMENT, -amount) for n, amount in enumerate(paid)]


@given(st.lists(amounts, min_size=1, max_size=5), st.lists(amounts, max_size=4))
def test_what_is_unpaid_and_the_payments_make_the_bills(totals: list[Decimal], paid: list[Decimal]) -> None:
    bills, entries = account_of(totals, paid)
    left = open_amounts(bills, entries)
    assert sum(left.values()) == max(sum(totals) - sum(paid), Decimal(0))
    assert all(0 <= left[bill.id] <= bill.total for bill in bills)


@given(st.lists(amounts, min_size=1, max_size=5), st.lists(amounts, max_size=4))
def test_a_payment_reaches_a_newer_bill_only_when_the_older_ones_are_paid(
    totals: list[Decimal], paid: list[Decimal]
) -> None:
    bills, entries = account_of(totals, paid)
    left, oldest = open_amounts(bills, entries), oldest_unpaid(bills, entries)
    for bill in bills:
        if oldest is not None and bill.due > oldest.due:
            assert left[bill.id] == bill.total
        if oldest is None or bill.due < oldest.due:
            assert left[bill.id] == 0


@given(st.lists(amounts, min_size=1, max_size=5), st.lists(amounts, max_size=4))
def test_what_is_past_due_leaves_out_the_bill_that_is_not(totals: list[Decimal], paid: list[Decimal]) -> None:
    bills, entries = account_of(totals, paid)  # the first bill is of 1 March, due on the 22nd
    assert past_due(bills, entries, TODAY) == max(sum(totals[1:]) - sum(paid), Decimal(0))


def test_a_payment_that_was_sent_back_leaves_its_bill_unpaid() -> None:
    bills, entries = account_of([Decimal(90), Decimal(100)], [])
    paid = Entry("P1", TODAY, EntryKind.PAYMENT, Decimal(-100), "B1")
    assert oldest_unpaid(bills, [*entries, paid]) == bills[0]
    back = Entry("P2", TODAY, EntryKind.RETURNED, Decimal(100), "P1")
    assert oldest_unpaid(bills, [*entries, paid, back]) == bills[1]


def test_a_penalty_taken_off_pays_nothing_of_the_bill() -> None:
    bills, entries = account_of([Decimal(90), Decimal(100)], [])
    penalty = Entry("F1", TODAY, EntryKind.PENALTY, Decimal(10), "B1")
    off = Entry("F2", TODAY, EntryKind.REVERSAL, Decimal(-10), "F1")
    assert open_amounts(bills, [*entries, penalty, off])["B1"] == Decimal(100)
