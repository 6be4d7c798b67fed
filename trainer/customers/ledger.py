"""The ledger that follows from a plan: bills, late penalties, payments and waivers, in the order they happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from trainer.customers.district import District
from trainer.customers.plan import Payment, Plan
from trainer.district.money import to_cents
from trainer.record.account import Bill, Entry, EntryKind
from trainer.record.case import Policy

_SAME_DAY = (EntryKind.BILL, EntryKind.PENALTY, EntryKind.FEE, EntryKind.PAYMENT, EntryKind.WAIVER, *EntryKind)


@dataclass(frozen=True)
class _Line:
    """An entry before it has an id; a waiver still names the bill whose penalty it takes off."""

    entry: Entry
    bill: str


def ledger(plan: Plan, bills: Sequence[Bill]) -> tuple[Entry, ...]:
    """Every entry up to today, oldest first, with ids in that order."""
    lines = [line for number, bill in enumerate(bills) for line in _lines(plan, number, bill)]
    lines += [_Line(entry, entry.concerns) for entry in plan.entries]
    past = sorted((line for line in lines if line.entry.on <= plan.today), key=_order)
    ids = {line.entry.id: f"L{number:03}" for number, line in enumerate(past, 1)}
    numbered = [replace(line.entry, id=f"L{number:03}") for number, line in enumerate(past, 1)]
    penalties = {entry.concerns: entry.id for entry in numbered if entry.kind is EntryKind.PENALTY}
    return tuple(_tied(_named(entry, ids), penalties) for entry in numbered)


def penalty_day(due: dt.date, policy: Policy) -> dt.date:
    """A late penalty is posted on the next business day after the due date."""
    return policy.add_business_days(due, 1)


def penalty_on(total: Decimal, due: dt.date, district: District) -> Decimal:
    """The late penalty on a bill that was due on a day, in dollars."""
    return to_cents(total * district.number("late_penalty_percent", due) / 100)


def _order(line: _Line) -> tuple[dt.date, int, str]:
    return line.entry.on, _SAME_DAY.index(line.entry.kind), line.bill


def _named(entry: Entry, ids: dict[str, str]) -> Entry:
    """A line that names another by its mark names it by its number."""
    return replace(entry, concerns=ids[entry.concerns]) if entry.concerns.startswith("~") else entry


def _tied(entry: Entry, penalties: dict[str, str]) -> Entry:
    return replace(entry, concerns=penalties[entry.concerns]) if entry.kind is EntryKind.WAIVER else entry


def _lines(plan: Plan, number: int, bill: Bill) -> Iterator[_Line]:
    """What happened about one bill. The penalty comes when nothing was posted by the due date."""
    payment = plan.payments[number]
    penalty = Decimal("0.00")
    yield _line(bill, EntryKind.BILL, bill.on, bill.total)
    if payment is None or payment.posted > bill.due:
        penalty = penalty_on(bill.total, bill.due, plan.district)
        yield _line(bill, EntryKind.PENALTY, penalty_day(bill.due, plan.district.policy), penalty)
    if payment is not None:
        whole = bill.total if payment.amount is None else payment.amount
        yield _paid(bill, payment, whole + (penalty if payment.penalised else 0))
    for waiver in plan.waivers:
        if waiver.month % len(plan.months) == number:
            yield _line(bill, EntryKind.WAIVER, waiver.on, -penalty, memo="courtesy")


def _line(bill: Bill, kind: EntryKind, on: dt.date, amount: Decimal, memo: str = "") -> _Line:
    return _Line(Entry("", on, kind, amount, concerns=bill.id, memo=memo), bill.id)


def _paid(bill: Bill, payment: Payment, amount: Decimal) -> _Line:
    received, channel = payment.received, payment.channel
    entry = Entry(payment.mark, payment.posted, EntryKind.PAYMENT, -amount, bill.id, received=received, channel=channel)
    return _Line(entry, bill.id)
