"""A bill canceled and made out anew: the new bill, the reads put right, and the lines that keep the ledger balanced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from trainer.desk.registry import GONE, RefusedError, next_entry
from trainer.record.account import Account, Bill, Entry, EntryKind, Estimate, Read, ReadSource

_PAID = (EntryKind.PAYMENT, EntryKind.TRANSFER)


@dataclass(frozen=True)
class Anew:
    """The bill made out anew, the account's reads with the right one, and the lines to post."""

    bill: Bill
    reads: tuple[Read, ...]
    entries: tuple[Entry, ...]


def rebilled(account: Account, bill: Bill, estimate: Estimate, today: dt.date) -> Anew:
    """The bill at the estimate's read, of today, with as many days to pay as it first had."""
    number = f"B{today:%y%m%d}"
    if account.bill(number) is not None:
        raise RefusedError(f"Today’s bill {number} is made out already. Make it out anew on another day.")
    use = bill.use + estimate.read - bill.read_to
    anew = replace(
        bill, id=number, on=today, due=today + (bill.due - bill.on), read_to=estimate.read, use=use,
        charges=estimate.charges,
    )  # fmt: skip
    lines = [
        replace(line, id=next_entry(account, place)) for place, line in enumerate(_lines(account, bill, anew, today))
    ]
    return Anew(anew, _reads(account, bill, estimate.read), tuple(lines))


def _reads(account: Account, bill: Bill, value: int) -> tuple[Read, ...]:
    """The read at the end of the bill put right; a later one stands."""
    right = Read(bill.period_to, value, ReadSource.REREAD)
    return tuple(right if one.on == bill.period_to and one.value == bill.read_to else one for one in account.reads)


def _lines(account: Account, bill: Bill, anew: Bill, today: dt.date) -> Iterator[Entry]:
    """The old bill off the ledger, the new one on it, and what was paid on the old one moved to the new."""
    posted = next(one for one in account.entries if one.kind is EntryKind.BILL and one.concerns == bill.id)
    yield Entry("", today, EntryKind.ADJUSTMENT, -bill.total, posted.id, memo=f"{bill.id} canceled")
    yield Entry("", today, EntryKind.BILL, anew.total, anew.id)
    gone = {one.concerns for one in account.entries if one.kind in GONE}
    for paid in account.entries:
        if paid.kind in _PAID and paid.concerns == bill.id and paid.amount < 0 and paid.id not in gone:
            yield Entry("", today, EntryKind.TRANSFER, -paid.amount, paid.id, memo=f"to {anew.id}")
            received = paid.received or paid.on
            yield Entry("", today, EntryKind.TRANSFER, paid.amount, anew.id, received, memo=f"from {bill.id}")
