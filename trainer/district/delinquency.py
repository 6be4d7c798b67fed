"""What an account owes: the balance, what is unpaid and since when, and what was past due on a day. In dollars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from trainer.record.account import NO_MONEY, Bill, Entry, EntryKind

_SETTLING = (
    EntryKind.PAYMENT, EntryKind.ADJUSTMENT, EntryKind.REVERSAL, EntryKind.RETURNED, EntryKind.TRANSFER
)  # fmt: skip


def balance(entries: Sequence[Entry]) -> Decimal:
    """What is owed; a credit is negative."""
    return sum((entry.amount for entry in entries), NO_MONEY)


def open_amounts(bills: Sequence[Bill], entries: Sequence[Entry]) -> dict[str, Decimal]:
    """What is still unpaid of each bill, by its id; a payment that names no bill goes to the oldest.

    What sends a payment back counts against the bill that the payment was for.
    """
    payments = {entry.id: entry.concerns for entry in entries if entry.kind is EntryKind.PAYMENT}
    settled: dict[str, Decimal] = {}
    for entry in entries:
        if entry.kind in _SETTLING:
            concerned = payments.get(entry.concerns, entry.concerns)
            settled[concerned] = settled.get(concerned, NO_MONEY) - entry.amount
    loose, left = settled.get("", NO_MONEY), {}
    for bill in sorted(bills, key=lambda one: one.due):
        unpaid = max(bill.total - settled.get(bill.id, NO_MONEY), NO_MONEY)
        taken = min(max(loose, NO_MONEY), unpaid)
        left[bill.id], loose = unpaid - taken, loose - taken
    return left


def oldest_unpaid(bills: Sequence[Bill], entries: Sequence[Entry]) -> Bill | None:
    """The bill that has been due longest and is not paid in full, or None."""
    left = open_amounts(bills, entries)
    return min((bill for bill in bills if left[bill.id] > 0), key=lambda bill: bill.due, default=None)


def past_due(bills: Sequence[Bill], entries: Sequence[Entry], today: dt.date) -> Decimal:
    """Everything owed on the ledger, fees and penalties too, but for bills that are not past their due date yet."""
    left = open_amounts(bills, entries)
    current = sum((left[bill.id] for bill in bills if bill.due >= today), NO_MONEY)
    return max(balance(entries) - current, NO_MONEY)


def open_on(bills: Sequence[Bill], entries: Sequence[Entry], day: dt.date) -> Decimal:
    """What was past due at the start of `day`: bills due before it, less what had reached the District."""
    due = [bill for bill in bills if bill.due < day]
    ids = {bill.id for bill in due}
    paid = (e.amount for e in entries if e.amount < 0 and e.concerns in ids and (e.received or e.on) < day)
    return max(NO_MONEY, sum((bill.total for bill in due), NO_MONEY) + sum(paid, NO_MONEY))
