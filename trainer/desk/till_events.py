"""What happens in the cash office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from trainer.desk.events import on_till, open_panel, till_of
from trainer.desk.state import Desk
from trainer.district.money import dollars
from trainer.record.till import Bag, Count, Deposit, Memo, Receipt


@dataclass(frozen=True)
class CashCounted:
    pieces: Mapping[str, int]

    def apply(self, desk: Desk) -> Desk:
        till = till_of(desk)
        first = till.expected_at_first_count if till.counts else till.expected
        changed = on_till(desk, counts=(*till.counts, Count(self.pieces)), expected_at_first_count=first)
        return open_panel(changed, "balance")

    @property
    def receipt(self) -> str:
        return f"Cash counted: {dollars(Count(self.pieces).total)}"


@dataclass(frozen=True)
class PapersCounted:
    amounts: Mapping[str, Decimal]

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, paper_count=self.amounts)

    @property
    def receipt(self) -> str:
        return f"Checks counted: {dollars(sum(self.amounts.values(), Decimal('0.00')))}"


@dataclass(frozen=True)
class ReceiptCorrected:
    number: str
    tender: str | None
    amount: Decimal | None

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, receipts=tuple(map(self._corrected, till_of(desk).receipts)))

    def _corrected(self, receipt: Receipt) -> Receipt:
        if receipt.number != self.number:
            return receipt
        cash = (self.tender or receipt.tender) == "cash"
        return replace(
            receipt, tender=self.tender or receipt.tender, amount=self.amount or receipt.amount,
            tendered=receipt.tendered if cash else None, change=receipt.change if cash else None,
        )  # fmt: skip

    @property
    def receipt(self) -> str:
        return f"Receipt {self.number} corrected"


@dataclass(frozen=True)
class DropLogged:
    bag: Bag

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, log=(*till_of(desk).log, self.bag))

    @property
    def receipt(self) -> str:
        return f"Drop logged: bag {self.bag.number}, {dollars(self.bag.amount)}"


@dataclass(frozen=True)
class MemoWritten:
    memo: Memo

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, memos=(*till_of(desk).memos, self.memo))

    @property
    def receipt(self) -> str:
        kind = "Overage" if self.memo.amount > 0 else "Shortage"
        return f"{kind} of {dollars(abs(self.memo.amount))} recorded"


@dataclass(frozen=True)
class MemoWitnessed:
    person: str

    def apply(self, desk: Desk) -> Desk:
        memos = till_of(desk).memos
        return on_till(desk, memos=(*memos[:-1], replace(memos[-1], witness=self.person)))

    @property
    def receipt(self) -> str:
        return f"Signed by {self.person} as witness"


@dataclass(frozen=True)
class SecondCalled:
    """Someone stands by: for a memo, a void, the night drop. `told` is False where a signature tells it."""

    person: str
    told: bool = True

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, second=self.person)

    @property
    def receipt(self) -> str:
        return f"Here as the second person: {self.person}" if self.told else ""


@dataclass(frozen=True)
class DepositMade:
    deposit: Deposit

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, deposit=self.deposit)

    @property
    def receipt(self) -> str:
        return f"Deposit slip: {dollars(self.deposit.total)}"


@dataclass(frozen=True)
class DrawerClosed:
    at: dt.date

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, closed=True)

    @property
    def receipt(self) -> str:
        return "Drawer closed"
