"""What happens at the drawer in the course of the day. Money moves piece by piece, whatever the receipts say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from trainer.desk.events import on_till, till_of
from trainer.desk.state import Desk
from trainer.district.money import dollars
from trainer.record.change import Pieces, piles
from trainer.record.till import Bag, Paper, Receipt, Till


def _moved(till: Till, into: Pieces | None = None, out: Pieces | None = None) -> MappingProxyType[str, tuple[int, ...]]:
    """The drawer's piles after pieces went in and out."""
    there = Counter(till.pieces)
    there.update(into or {})
    there.subtract(out or {})
    return MappingProxyType(piles(there))


@dataclass(frozen=True)
class PaymentTaken:
    """A payment: cash into the drawer, or a paper into the tray, whose count has to be made again."""

    taken: Receipt
    pieces: Pieces

    def apply(self, desk: Desk) -> Desk:
        till = till_of(desk)
        receipts = (*till.receipts, self.taken)
        if self.taken.tender == "cash":
            return on_till(desk, receipts=receipts, piles=_moved(till, into=self.pieces))
        papers = (*till.papers, Paper(self.taken.number, self.taken.amount))
        return on_till(desk, receipts=receipts, papers=papers, paper_count=None)

    @property
    def receipt(self) -> str:
        one = self.taken
        handed = f", out of {dollars(one.tendered)}" if one.tendered and one.tendered != one.amount else ""
        return f"Receipt {one.number}: {one.what}, {one.tender}, {dollars(one.amount)}{handed}"


@dataclass(frozen=True)
class ChangeGiven:
    """Change out of the drawer. Where no payment waits for any, what was handed in for it is worth the same."""

    amount: Decimal
    pieces: Pieces

    def apply(self, desk: Desk) -> Desk:
        till = till_of(desk)
        last = till.receipts[-1] if till.receipts else None
        if last is None or last.tendered is None or last.change is not None:
            return desk
        receipts = (*till.receipts[:-1], replace(last, change=self.amount))
        return on_till(desk, receipts=receipts, piles=_moved(till, out=self.pieces))

    @property
    def receipt(self) -> str:
        return f"Change given: {dollars(self.amount)}"


@dataclass(frozen=True)
class ReceiptVoided:
    number: str
    signed_by: str
    back: Pieces

    def apply(self, desk: Desk) -> Desk:
        till = till_of(desk)
        receipts = tuple(
            replace(one, voided_by=self.signed_by) if one.number == self.number else one for one in till.receipts
        )
        papers = tuple(one for one in till.papers if one.receipt != self.number)
        return on_till(desk, receipts=receipts, papers=papers, piles=_moved(till, out=self.back))

    @property
    def receipt(self) -> str:
        return f"Receipt {self.number} void, signed by {self.signed_by}"


@dataclass(frozen=True)
class NoteHeld:
    amount: Decimal

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, held=(*till_of(desk).held, self.amount))

    @property
    def receipt(self) -> str:
        return f"Kept in an envelope, initialed and dated: {dollars(self.amount)}"


@dataclass(frozen=True)
class NoteHandedBack:
    """`kept`: it had been put in an envelope before."""

    amount: Decimal
    kept: bool

    def apply(self, desk: Desk) -> Desk:
        held = list(till_of(desk).held)
        if self.kept:
            held.remove(self.amount)
        return on_till(desk, held=tuple(held))

    @property
    def receipt(self) -> str:
        return f"Handed back: {dollars(self.amount)}"


@dataclass(frozen=True)
class CashDropped:
    bag: Bag
    pieces: Pieces

    def apply(self, desk: Desk) -> Desk:
        till = till_of(desk)
        bags = {"safe": (*till.safe, self.bag), "log": (*till.log, self.bag)}
        return on_till(desk, piles=_moved(till, out=self.pieces), **bags)

    @property
    def receipt(self) -> str:
        return f"To the safe: bag {self.bag.number}, {dollars(self.bag.amount)}, logged"


@dataclass(frozen=True)
class ReceiptWritten:
    amount: Decimal

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, by_hand=(*till_of(desk).by_hand, self.amount))

    @property
    def receipt(self) -> str:
        return f"Paper receipt written: {dollars(self.amount)}"


@dataclass(frozen=True)
class DepositHandedOver:
    signed: str
    total: Decimal

    def apply(self, desk: Desk) -> Desk:
        return on_till(desk, handed_over=self.signed)

    @property
    def receipt(self) -> str:
        how = "The courier signed for the sealed bag" if self.signed == "yes" else "The courier left without signing"
        return f"{how}: {dollars(self.total)}"
