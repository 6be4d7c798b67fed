"""The ledgers of a block: bills, late penalties and payments up to the last day, each account's in its order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.customers.bulk.calendar import Calendar
from trainer.customers.bulk.draws import Ints
from trainer.customers.bulk.homes import Truths
from trainer.customers.bulk.payments import Payments
from trainer.record.account import EntryKind

# In the order in which they stand on one day, as in a single account's ledger.
KINDS = (EntryKind.BILL, EntryKind.PENALTY, EntryKind.PAYMENT)
_BILL, _PENALTY, _PAYMENT = range(3)


@dataclass(frozen=True)
class Entries:
    """Lines of many ledgers, account by account; every array has the shape (lines,).

    `account` and `bill` are places in the block; `kind` a place in KINDS; `amount` in cents, credits negative;
    `received` and `channel` are -1 but for payments. `open` is of shape (n, months): what is still owed of each bill.
    """

    account: Ints
    number: Ints
    on: Ints
    kind: Ints
    amount: Ints
    bill: Ints
    received: Ints
    channel: Ints
    open: Ints


def write_entries(calendar: Calendar, cycle: Ints, total: Ints, payments: Payments) -> Entries:
    """Every line up to the calendar's last day; `total` of the bills in cents, of shape (n, months)."""
    today, due = calendar.today.toordinal(), calendar.due[cycle]
    penalty_on = calendar.penalty_on[cycle]
    owed = penalties(calendar, cycle, total)
    fined = (payments.posted > due) & (penalty_on <= today)
    paid = payments.posted <= today
    amount = total + np.where(payments.late, owed, 0)
    still_owed = total + np.where(fined, owed, 0) - np.where(paid, amount, 0)
    everything = np.ones(total.shape, bool)
    return _in_order(
        [
            _lines(_BILL, everything, calendar.bill_on[cycle], total, None),
            _lines(_PENALTY, fined, penalty_on, owed, None),
            _lines(_PAYMENT, paid, payments.posted, -amount, payments),
        ],
        still_owed,
    )


def penalties(calendar: Calendar, cycle: Ints, total: Ints) -> Ints:
    """The late penalty of each bill in cents, half up, were it to come."""
    n = np.array([[part.numerator for part in row] for row in calendar.penalties])[cycle]
    d = np.array([[part.denominator for part in row] for row in calendar.penalties])[cycle]
    return np.asarray((2 * total * n + d) // (2 * d))


def _lines(kind: int, where: Truths, on: Ints, amount: Ints, payments: Payments | None) -> list[Ints]:
    account, bill = np.nonzero(where)
    none = np.full(len(account), -1)
    received = none if payments is None else payments.received[where]
    channel = none if payments is None else payments.channel[where]
    return [account, on[where], np.full(len(account), kind), amount[where], bill, received, channel]


def _in_order(parts: list[list[Ints]], still_owed: Ints) -> Entries:
    account, on, kind, amount, bill, received, channel = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((bill, kind, on, account))
    account = account[order]
    first = np.searchsorted(account, np.arange(len(still_owed)))
    number = np.arange(len(account)) - first[account] + 1
    return Entries(
        account=account, number=number, on=on[order], kind=kind[order], amount=amount[order], bill=bill[order],
        received=received[order], channel=channel[order], open=still_owed,
    )  # fmt: skip
