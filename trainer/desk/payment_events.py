"""What happens when a payment moves: it leaves one account and arrives on another, on the day it first came."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.desk.events import account_of, on_account
from trainer.desk.registry import next_entry
from trainer.desk.state import Desk, Parked
from trainer.record.account import Account, Entry, EntryKind


@dataclass(frozen=True)
class PaymentMoved:
    """`other` is the account it moves to, as it stood."""

    payment: Entry
    other: Account
    receipt: str

    def apply(self, desk: Desk) -> Desk:
        here = account_of(desk)
        gone = Entry(
            next_entry(here), desk.today, EntryKind.TRANSFER, -self.payment.amount, self.payment.id,
            memo=f"to {self.other.number}",
        )  # fmt: skip
        return self._arrived(on_account(desk, entries=(*here.entries, gone)), here.number)

    def _arrived(self, desk: Desk, source: str) -> Desk:
        line = Entry(
            next_entry(self.other), desk.today, EntryKind.TRANSFER, self.payment.amount, "",
            self.payment.received or self.payment.on, self.payment.channel, f"from {source}",
        )  # fmt: skip
        there = replace(self.other, entries=(*self.other.entries, line))
        before = next((one for one in desk.parked if one.account.number == there.number), Parked(there))
        others = tuple(one for one in desk.parked if one is not before)
        return replace(desk, parked=(*others, replace(before, account=there)))
