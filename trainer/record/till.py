"""The cash office's nouns: a drawer of real denominations, its receipts, checks, drops and bags.

Amounts are Decimal dollars; pieces are whole numbers by denomination.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

DENOMINATIONS: Mapping[str, Decimal] = MappingProxyType({
    "100": Decimal(100), "50": Decimal(50), "20": Decimal(20), "10": Decimal(10), "5": Decimal(5), "1": Decimal(1),
    "25c": Decimal("0.25"), "10c": Decimal("0.10"), "5c": Decimal("0.05"), "1c": Decimal("0.01"),
})  # fmt: skip


def worth(pieces: Mapping[str, int]) -> Decimal:
    """The value in dollars of so many pieces of each denomination."""
    return sum((DENOMINATIONS[name] * number for name, number in pieces.items()), Decimal("0.00"))


@dataclass(frozen=True)
class Receipt:
    """One receipt of the day; `tendered` and `change` are given for cash. A void carries who signed it.

    `at` is None for what was taken in this play. `arrival` is what the payment came with, where it came in an envelope.
    """

    number: str
    at: dt.time | None
    what: str
    tender: str
    amount: Decimal
    tendered: Decimal | None = None
    change: Decimal | None = None
    voided_by: str = ""
    arrival: str = ""

    @property
    def change_error(self) -> Decimal:
        """Change counted out beyond what was owed back; negative when too little was given."""
        if self.tendered is None or self.change is None:
            return Decimal("0.00")
        return self.change - (self.tendered - self.amount)

    @property
    def counts(self) -> Decimal:
        """What the receipt adds to its tender: nothing once voided."""
        return Decimal("0.00") if self.voided_by else self.amount


@dataclass(frozen=True)
class Paper:
    """A check or money order in hand, clipped to its receipt's stub."""

    receipt: str
    amount: Decimal


@dataclass(frozen=True)
class Bag:
    """Cash taken from the drawer to the safe; the slip says how much, the log says that it was written down."""

    number: str
    amount: Decimal
    at: dt.time | None


@dataclass(frozen=True)
class Memo:
    """An over or short report: a shortage is negative; `receipt` is the one it is traced to, if any."""

    amount: Decimal
    receipt: str = ""
    text: str = ""
    witness: str = ""


@dataclass(frozen=True)
class Count:
    """What was entered at one count: pieces of cash."""

    pieces: Mapping[str, int]

    @property
    def total(self) -> Decimal:
        return worth(self.pieces)


@dataclass(frozen=True)
class Deposit:
    cash: Decimal
    checks: Decimal
    bags: Decimal

    @property
    def total(self) -> Decimal:
        return self.cash + self.checks + self.bags


@dataclass(frozen=True)
class Balance:
    """How a drawer stands, as the desk shows it: nothing is expected aloud before the first count."""

    cashier: str
    float_amount: Decimal
    counts: tuple[Count, ...] = ()
    paper_count: Mapping[str, Decimal] | None = None
    expected: Decimal | None = None
    expected_at_first_count: Decimal | None = None
    papers_expected: Decimal | None = None
    memos: tuple[Memo, ...] = ()
    deposit: Deposit | None = None
    closed: bool = False
    second: str = ""
    handed_over: str = ""

    @property
    def difference(self) -> Decimal | None:
        """Counted less expected: negative when short; None before the first count."""
        return self.counts[-1].total - self.expected if self.counts and self.expected is not None else None

    @property
    def agrees(self) -> bool:
        """Whether cash and checks, both counted, are what the receipts and the log say."""
        if self.paper_count is None or self.difference:
            return False
        return bool(self.counts) and sum(self.paper_count.values(), Decimal("0.00")) == self.papers_expected


@dataclass(frozen=True)
class Till:
    """One cashier's drawer for one day, as the desk has it; what is physically there is in `piles` and `papers`.

    `second` is whoever was asked to stand by, `held` are suspected notes kept out of the drawer, `by_hand` what paper
    receipts were written for, `handed_over` how the deposit left: signed for, or not.
    """

    number: str
    cashier: str
    float_amount: Decimal
    receipts: tuple[Receipt, ...]
    log: tuple[Bag, ...]
    safe: tuple[Bag, ...]
    papers: tuple[Paper, ...]
    piles: Mapping[str, tuple[int, ...]]
    counts: tuple[Count, ...] = ()
    paper_count: Mapping[str, Decimal] | None = None
    memos: tuple[Memo, ...] = ()
    deposit: Deposit | None = None
    expected_at_first_count: Decimal | None = None
    closed: bool = False
    second: str = ""
    held: tuple[Decimal, ...] = ()
    by_hand: tuple[Decimal, ...] = ()
    handed_over: str = ""

    @property
    def pieces(self) -> Mapping[str, int]:
        return {name: sum(self.piles.get(name, ())) for name in DENOMINATIONS}

    def receipt(self, number: str | None) -> Receipt | None:
        return next((receipt for receipt in self.receipts if receipt.number == number), None)

    def taken(self, *tenders: str) -> Decimal:
        return sum((one.counts for one in self.receipts if one.tender in tenders), Decimal("0.00"))

    @property
    def expected(self) -> Decimal:
        """Cash that should be in the drawer: float, and cash receipts, less what the log says went to the safe."""
        return self.float_amount + self.taken("cash") - sum((bag.amount for bag in self.log), Decimal("0.00"))

    @property
    def balance(self) -> Balance:
        known = bool(self.counts)
        return Balance(
            cashier=self.cashier,
            float_amount=self.float_amount,
            counts=self.counts,
            paper_count=self.paper_count,
            expected=self.expected if known else None,
            expected_at_first_count=self.expected_at_first_count,
            papers_expected=self.taken("check", "money order") if known else None,
            memos=self.memos,
            deposit=self.deposit,
            closed=self.closed,
            second=self.second,
            handed_over=self.handed_over,
        )
